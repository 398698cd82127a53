"""What rounded counts may stand for: exactly the counts that round to them, and a word holds of all of these or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scr_analysis.band import ALWAYS, NEVER, SOMETIMES, bases, corners, counts, ends, shares, supports
from scr_analysis.estimates import Estimate
from scr_analysis.rounding import nearest

COUNTS = st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def printed(n: int, of: int, to: int) -> Estimate:
    rule = f"rounded to the nearest {to}" if to > 1 else ""
    return Estimate("s", "b", "all", "all", nearest(n, to), nearest(of, to), (0,) * 6, status="shown", rule=rule)


def test_a_count_that_is_not_rounded_stands_for_itself() -> None:
    one = printed(9, 17, 1)
    assert (list(counts(one)), list(bases(one)), list(shares(one))) == ([9], [17], [9 / 17])
    assert ends(one) == ((9, 17), (9, 17))


def test_the_ends_of_160_of_290_to_the_nearest_ten() -> None:
    assert ends(printed(160, 290, 10)) == ((155, 294), (164, 285))
    assert ends(printed(10, 10, 10)) == ((5, 14), (14, 14))  # nobody is counted who is not there


def test_the_corners_of_what_rounding_leaves_open() -> None:
    assert corners(printed(160, 290, 10)) == [(155, 285), (155, 294), (164, 285), (164, 294)]
    assert corners(printed(10, 10, 10)) == [(5, 5), (5, 14), (14, 14)]
    assert corners(printed(9, 17, 1)) == [(9, 17)]


@pytest.mark.parametrize(
    ("limit", "found"), [(0.5, ALWAYS), (0.527, ALWAYS), (0.528, SOMETIMES), (0.575, SOMETIMES), (0.576, NEVER)]
)
def test_which_shares_support_a_word(limit: float, found: str) -> None:
    """155 of 294 is 52.7 %, 164 of 285 is 57.5 %."""
    assert supports(printed(160, 290, 10), lambda share: share > limit) == found


@given(COUNTS, st.sampled_from([1, 5, 10]), st.floats(0, 1))
def test_what_always_holds_holds_of_the_counts_behind(pair: tuple[int, int], to: int, limit: float) -> None:
    n, of = pair
    one = printed(n, of, to)
    assert n in counts(one)
    assert of in bases(one)
    assert {nearest(count, to) for count in counts(one)} == {one.n}
    (low_n, low_of), (high_n, high_of) = ends(one)
    if high_of:
        assert low_n / low_of <= n / of <= high_n / high_of
    found = supports(one, lambda share: share >= limit)
    assert found != (NEVER if n / of >= limit else ALWAYS)
