"""Coder error: each declared figure, corrected over the whole range of sensitivity and specificity assumed of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scr_analysis.estimates import ALL, Estimate, Key
from scr_analysis.misclassification import corrected_range
from scr_analysis.sensitivity import Assumed
from scr_analysis.study import Study
from scr_analysis.study.sensitivity import CoderError


def corrections(study: Study, declared: Sequence[CoderError], estimates: Mapping[Key, Estimate]) -> Iterator[Assumed]:
    """One row for each declared figure and base; hidden, or without a share, where the estimate is."""
    for one in declared:
        for base in study.statistics[one.statistic].base:
            yield _corrected(one, estimates[one.statistic, base, ALL, ALL])


def _corrected(one: CoderError, estimate: Estimate) -> Assumed:
    words = f"sensitivity {_range(one.sensitivity)}, specificity {_range(one.specificity)}. {one.assumption}"
    blank = Assumed(estimate.key, None, None, None, None, words)
    if estimate.estimate is None or estimate.low is None or estimate.high is None:
        return blank.hidden()
    ranges = (one.sensitivity, one.specificity)
    least, most = corrected_range((estimate.estimate, estimate.estimate), *ranges)
    low, high = corrected_range((estimate.low, estimate.high), *ranges)
    return Assumed(estimate.key, least, most, low, high, words)


def _range(limits: tuple[float, float]) -> str:
    low, high = limits
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"
