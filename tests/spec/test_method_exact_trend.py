"""Trend of a share over periods: exact, for small counts

Purpose: the p value of the trend where a period is expected to hold fewer than five of those counted, or of those not.
Z is printed all the same.

Formula: given how many cases each period has and how many are counted in all, each way of dealing those counted over
the periods has the probability Π C(N, n) / C(ΣN, Σn). The p value is the sum of the probabilities of every way whose
sum of scores Σ n·x lies at least as far from its expectation as the one observed. All ways are gone through, in whole
numbers; nothing is drawn at random.

Assumes: only that, if there were no trend, each case would be as likely as any other to be one of those counted.

Source: A. Agresti (1992), *Statistical Science* 7: 131-153, section 4; two-sided by distance from the expectation, as
in SAS `EXACT TREND`.

Example: worked by hand. One of two counted in the first, none of two in the second, one of two in the third: by symmetry
every way is as far from the expectation, so p is 1. Two counted in the last of three groups of two: of the fifteen pairs
of cases one lies wholly in the last group and one wholly in the first, so p is 2/15. All four in the last two of four
groups of two: of the 70 fours only that one and its mirror image lie as far out, so p is 2/70. The last row is the trial
of a pain drug in the manual of SAS `PROC FREQ`, which prints 1.324E-06.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scr_analysis.compare.trend import exact_trend, is_feasible, small_counts
from small import small

CHAPTER = "comparisons"
EXAMPLE = """
    n       N       scores  | p
    1,0,1   2,2,2   0,1,2   | 1
    0,0,2   2,2,2   0,1,2   | 0.1333
    0,0,2,2 2,2,2,2 0,1,2,3 | 0.02857
    6,7,9,14,23 32,33,32,32,32 0,1,2,3,4 | 1.324e-06
"""


def whole(cell: str) -> list[int]:
    return [int(part) for part in cell.split(",")]


@pytest.mark.parametrize("row", small(EXAMPLE))
def test_exact_trend(row: dict[str, str]) -> None:
    p = exact_trend(whole(row["n"]), whole(row["N"]), [float(score) for score in whole(row["scores"])])
    assert f"{p:.4g}" == row["p"]


def by_listing(counts: Sequence[int], denominators: Sequence[int], scores: Sequence[int]) -> float:
    """Every set of cases that could have been the one counted, one after the other."""
    places = [score for score, of in zip(scores, denominators, strict=True) for _ in range(of)]
    counted = sum(counts)
    expected = counted * sum(places) / len(places)
    reached = abs(sum(score * n for score, n in zip(scores, counts, strict=True)) - expected)
    sums = (abs(sum(chosen) - expected) for chosen in combinations(places, counted))
    return sum(one >= reached - 1e-9 for one in sums) / comb(len(places), counted)


@given(
    st.lists(st.integers(1, 4).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), min_size=3, max_size=4)
)
@settings(max_examples=60, deadline=None)
def test_exact_trend_is_that_of_listing_every_way(drawn: list[tuple[int, int]]) -> None:
    counts, denominators = [n for n, _ in drawn], [of for _, of in drawn]
    scores = list(range(len(drawn)))
    p = exact_trend(counts, denominators, [float(score) for score in scores])
    assert p == pytest.approx(by_listing(counts, denominators, scores), abs=1e-12)


def test_exact_trend_of_uneven_scores_is_that_of_listing_every_way() -> None:
    assert exact_trend([0, 2, 1], [3, 4, 3], [0.5, 1.5, 4.0]) == pytest.approx(
        by_listing([0, 2, 1], [3, 4, 3], [1, 3, 8])
    )


def test_what_would_take_too_long_is_known_beforehand() -> None:
    """The exact version runs for what a review database holds, and not for hundreds counted beside a group of four."""
    periods, scores = [161, 189, 268, 189, 293], [0.0, 1.0, 2.0, 3.0, 4.0]
    assert is_feasible([4, 5, 6, 7, 12], periods, scores)
    assert is_feasible([157, 184, 262, 182, 281], periods, scores)  # few are left over
    assert not is_feasible([1, 100, 120, 90, 150], [4, *periods[1:]], scores)


def test_exact_is_chosen_where_fewer_than_five_are_expected() -> None:
    """15 of 300 in three groups of a hundred: five expected in each; one fewer, and the exact version is taken."""
    assert not small_counts([5, 5, 5], [100, 100, 100])
    assert small_counts([5, 4, 5], [100, 100, 100])
    assert small_counts([95, 96, 95], [100, 100, 100])
