"""Witnesses: counts found by trying are counts that can be, and those found too far apart are never claimed."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scr_analysis.attack import witness
from scr_analysis.attack.system import Limits, Sum
from scr_analysis.attack.witness import witnessed

Box = tuple[tuple[int, int], ...]
A, B, C, D = (((0, code),) for code in (1, 2, 4, 8))
WHOLE: Box = ()


def reached(parts: tuple[Box, ...], limits: dict[Box, Limits]) -> dict[Box, set[int]]:
    """Every value that each part has in some counts that add up, all of them tried."""
    low, high = limits[WHOLE]
    spans = [range(limits[part][0], limits[part][1] + 1) for part in parts]
    agreeing = [values for values in product(*spans) if low <= sum(values) <= high]
    return {part: {values[at] for values in agreeing} for at, part in enumerate(parts)}


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=3),
    st.tuples(st.integers(0, 14), st.integers(0, 4)),
    st.integers(1, 5),
)
def test_what_is_witnessed_can_be(drawn: list[tuple[int, int]], whole: tuple[int, int], need: int) -> None:
    parts = (A, B, C)
    limits: dict[Box, Limits] = {part: (low, low + more) for part, (low, more) in zip(parts, drawn, strict=True)}
    limits[WHOLE] = (whole[0], whole[0] + whole[1])
    can_be = reached(parts, limits)
    for box, (least, most) in witnessed([Sum(WHOLE, parts)], limits, dict.fromkeys(parts, need)).items():
        assert {least, most} <= can_be[box]


def test_a_count_that_others_leave_open_is_witnessed_as_far_apart_as_asked() -> None:
    limits: dict[Box, Limits] = {WHOLE: (10, 10), A: (0, 10), B: (0, 10)}
    least, most = witnessed([Sum(WHOLE, (A, B))], limits, {A: 4})[A]
    assert most - least >= 4


def test_a_count_that_others_fix_is_never_witnessed_apart() -> None:
    """213 less 150 and 60 is 3, whatever its own limits say."""
    limits: dict[Box, Limits] = {WHOLE: (213, 213), A: (150, 150), B: (60, 60), C: (0, 3)}
    assert witnessed([Sum(WHOLE, (A, B, C))], limits, {C: 1}) == {C: (3, 3)}


def test_counts_that_cannot_all_be_true_have_no_witness() -> None:
    limits: dict[Box, Limits] = {WHOLE: (5, 5), A: (0, 2), B: (0, 2)}
    assert witnessed([Sum(WHOLE, (A, B))], limits, {A: 1}) == {}


def test_every_sum_is_held_to_and_not_one_alone() -> None:
    """A and B are 4 together, B and C are 4, A and C are 2: so A is 1, B is 3 and C is 1, and nothing is open."""
    other, third = ((1, 1),), ((2, 1),)
    sums = [Sum(WHOLE, (A, B)), Sum(other, (B, C)), Sum(third, (A, C))]
    limits: dict[Box, Limits] = {WHOLE: (4, 4), other: (4, 4), third: (2, 2), A: (0, 4), B: (0, 4), C: (0, 4)}
    assert witnessed(sums, limits, {A: 1}) == {A: (1, 1)}


def test_more_sums_than_trying_is_good_for_are_left_to_the_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(witness, "MOST", 0)
    assert witnessed([Sum(WHOLE, (A, B))], {WHOLE: (10, 10), A: (0, 10), B: (0, 10)}, {A: 4}) == {}
