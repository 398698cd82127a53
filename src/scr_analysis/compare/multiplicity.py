"""Adjustment of p values for the number of tests in a family."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def holm(values: Sequence[float]) -> list[float]:
    """Holm's step-down adjustment (1979): keeps the chance of one false finding or more below the level."""
    order = sorted(range(len(values)), key=values.__getitem__)
    raised = (min(1.0, (len(values) - rank) * values[index]) for rank, index in enumerate(order))
    return _in_place(order, list(accumulate(raised, max)))


def benjamini_hochberg(values: Sequence[float]) -> list[float]:
    """The step-up adjustment of Benjamini and Hochberg (1995): limits the share of findings that are false."""
    order = sorted(range(len(values)), key=values.__getitem__, reverse=True)
    raised = (min(1.0, len(values) / (len(values) - rank) * values[index]) for rank, index in enumerate(order))
    return _in_place(order, list(accumulate(raised, min)))


def _in_place(order: Sequence[int], adjusted: Sequence[float]) -> list[float]:
    return [value for _, value in sorted(zip(order, adjusted, strict=True))]
