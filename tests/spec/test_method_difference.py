"""Difference of two shares: Newcombe's hybrid score interval

Purpose: how far a share differs between two periods, two groups, or a sample and the cases not in it, in percentage
points, with an interval that also holds for small counts and for shares at nought or one.

Formula: with shares p₁ and p₂ and their Wilson limits l and u, the difference d = p₂ − p₁ (later less earlier) has
limits d − √((p₂ − l₂)² + (u₁ − p₁)²) and d + √((u₂ − p₂)² + (p₁ − l₁)²).

Assumes: the two sets of cases share no case. Where one base lies within the other, it is compared with the cases of the
wider one that are not in it.

Source: R. G. Newcombe (1998), *Statistics in Medicine* 17: 873-890, method 10.

Example: the eight rows of that paper's table II, method 10, 95 %.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from scr_analysis.compare.difference import newcombe
from small import small

CHAPTER = "comparisons"
EXAMPLE = """
    later earlier | low     high
    56/70 48/80   | 0.0524  0.3339
    9/10  3/10    | 0.1705  0.8090
    6/7   2/7     | 0.0582  0.8062
    5/56  0/29    | -0.0381 0.1926
    0/10  0/20    | -0.1611 0.2775
    0/10  0/10    | -0.2775 0.2775
    10/10 0/20    | 0.6791  1.0000
    10/10 0/10    | 0.6075  1.0000
"""


def pair(cell: str) -> tuple[int, int]:
    n, of = cell.split("/")
    return int(n), int(of)


@pytest.mark.parametrize("row", small(EXAMPLE))
def test_difference(row: dict[str, str]) -> None:
    low, high = newcombe(pair(row["earlier"]), pair(row["later"]), 0.95)
    assert (f"{low:.4f}", f"{high:.4f}") == (row["low"], row["high"])


pairs = st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(pairs, pairs, st.sampled_from([0.9, 0.95, 0.99]))
def test_difference_is_that_of_statsmodels(first: tuple[int, int], last: tuple[int, int], confidence: float) -> None:
    theirs = confint_proportions_2indep(*last, *first, method="newcomb", alpha=1 - confidence)
    assert newcombe(first, last, confidence) == pytest.approx(theirs, abs=1e-9)


@given(pairs, pairs)
def test_difference_holds_its_estimate_and_turns_with_the_order(first: tuple[int, int], last: tuple[int, int]) -> None:
    low, high = newcombe(first, last, 0.95)
    assert -1 <= low <= last[0] / last[1] - first[0] / first[1] <= high <= 1
    assert newcombe(last, first, 0.95) == pytest.approx((-high, -low), abs=1e-12)
