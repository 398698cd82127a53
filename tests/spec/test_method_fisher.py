"""Test of a difference: Fisher's exact test

Purpose: the p value beside a difference of two shares, valid however small the counts.

Formula: given both denominators and how many cases are counted in all, the count on one side is hypergeometric. The
two-sided p value is the sum of the probabilities of every table that is no likelier than the one observed, compared in
whole numbers. It is conservative: it may lie above the level although the interval of the difference leaves out nought.

Assumes: the two sets share no case; if there were no difference, each case would be as likely as any other to be one of
those counted.

Source: R. A. Fisher (1935), *The Design of Experiments*, chapter 2; two-sided as in R's `fisher.test`.

Example: the tea tasting, p value 0.4857, and the convictions of twins, p value 0.0005367, as on the help page of R's
`fisher.test`.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact as scipys

from scr_analysis.compare.difference import fisher_exact
from small import small

CHAPTER = "comparisons"
EXAMPLE = """
    first last  | p
    3/4   1/4   | 0.4857143
    10/13 2/17  | 0.0005367
"""


def pair(cell: str) -> tuple[int, int]:
    n, of = cell.split("/")
    return int(n), int(of)


@pytest.mark.parametrize("row", small(EXAMPLE))
def test_fisher(row: dict[str, str]) -> None:
    assert f"{fisher_exact(pair(row['first']), pair(row['last'])):.7f}" == row["p"]


pairs = st.integers(1, 300).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(pairs, pairs)
@settings(max_examples=60, deadline=None)
def test_fisher_is_that_of_scipy(first: tuple[int, int], last: tuple[int, int]) -> None:
    theirs = scipys([[first[0], first[1] - first[0]], [last[0], last[1] - last[0]]]).pvalue
    assert fisher_exact(first, last) == pytest.approx(theirs, rel=1e-6)
