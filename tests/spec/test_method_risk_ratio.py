"""Ratio of two shares, with Katz's interval

Purpose: how many times as large the later share is as the earlier one.

Formula: r = p₂ / p₁, with limits r · exp(± z √(1/n₁ − 1/N₁ + 1/n₂ − 1/N₂)), n of N cases on each side. Not given where
either count is nought.

Assumes: the two sets of cases share no case; the logarithm of the ratio is about normal, which small counts strain.

Source: D. Katz, J. Baptista, S. P. Azen and M. C. Pike (1978), *Biometrics* 34: 469-474.

Example: the aspirin trial in A. Agresti (2002), *Categorical Data Analysis*, second edition, section 3.1: 189 heart
attacks of 11,034 under placebo, 104 of 11,037 under aspirin. The book prints 2.30 as the upper limit, from logarithms
rounded to three places; without that rounding it is 2.31.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import Table2x2

from scr_analysis.compare.difference import katz
from small import small

CHAPTER = "comparisons"
EXAMPLE = """
    later     earlier   | ratio low  high
    189/11034 104/11037 | 1.82  1.43 2.31
"""


def pair(cell: str) -> tuple[int, int]:
    n, of = cell.split("/")
    return int(n), int(of)


@pytest.mark.parametrize("row", small(EXAMPLE))
def test_risk_ratio(row: dict[str, str]) -> None:
    made = katz(pair(row["earlier"]), pair(row["later"]), 0.95)
    assert made is not None
    assert [f"{value:.2f}" for value in made] == [row["ratio"], row["low"], row["high"]]


pairs = st.integers(2, 400).flatmap(lambda of: st.tuples(st.integers(1, of - 1), st.just(of)))


@given(pairs, pairs)
def test_risk_ratio_is_that_of_statsmodels(first: tuple[int, int], last: tuple[int, int]) -> None:
    table = Table2x2([[last[0], last[1] - last[0]], [first[0], first[1] - first[0]]])
    theirs = (table.riskratio, *table.riskratio_confint(0.05))
    assert katz(first, last, 0.95) == pytest.approx(theirs, rel=1e-9)


def test_risk_ratio_of_nothing_is_not_given() -> None:
    assert katz((0, 10), (3, 10), 0.95) is None
    assert katz((3, 10), (0, 10), 0.95) is None
