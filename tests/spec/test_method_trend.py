"""Trend of a share over periods: the test of Cochran and Armitage

Purpose: whether a share rises or falls over the ordered review periods, in one test that uses all of them.

Formula: with n of N cases in period i, its score x (0, 1, 2 … unless the study declares other scores), the pooled share
p and the mean score x̄ of all cases, Z = Σ n(x − x̄) / √(p(1 − p) Σ N(x − x̄)²). Two-sided p value from the normal
distribution. Z is above zero where the share rises. Z² is the chi squared that R's `prop.trend.test` prints.

Assumes: cases are independent; the share changes, if at all, by an equal step on the logit scale for each step of the
score. It looks for a rise or a fall, and a share that goes up and comes down again may escape it. The variance is that
of the binomial model, N / (N − 1) times smaller than that of the permutation model, so statsmodels' statistic
is smaller by √(N / (N − 1)).

Source: W. G. Cochran (1954), *Biometrics* 10: 417-451; P. Armitage (1955), *Biometrics* 11: 375-386.

Example: first the usual example of a rise from none to six in four groups of fifty, Z as R gives it; then the smokers of
the help page of R's `prop.trend.test`, chi squared 8.2249, p value 0.004132.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import Table

from scr_analysis.compare.trend import cochran_armitage, two_sided
from small import small

CHAPTER = "comparisons"
EXAMPLE = """
    n             N              | Z       Z_squared p
    0,1,3,6       50,50,50,50    | 2.9019  8.4211    0.003709
    83,90,129,70  86,93,136,82   | -2.8679 8.2249    0.004132
"""


def whole(cell: str) -> list[int]:
    return [int(part) for part in cell.split(",")]


@pytest.mark.parametrize("row", small(EXAMPLE))
def test_trend(row: dict[str, str]) -> None:
    counts, denominators = whole(row["n"]), whole(row["N"])
    z = cochran_armitage(counts, denominators, range(len(counts)))
    assert z is not None
    assert (f"{z:.4f}", f"{z * z:.4f}", f"{two_sided(z):.6f}") == (row["Z"], row["Z_squared"], row["p"])


groups = st.lists(st.integers(1, 60).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), min_size=3)


@given(groups)
def test_trend_is_that_of_statsmodels_but_for_its_variance(drawn: list[tuple[int, int]]) -> None:
    counts, denominators = [n for n, _ in drawn], [of for _, of in drawn]
    z = cochran_armitage(counts, denominators, range(len(counts)))
    cases = sum(denominators)
    if not 0 < sum(counts) < cases:
        assert z is None
        return
    table = Table([[of - n for n, of in drawn], counts], shift_zeros=False)
    theirs = table.test_ordinal_association(row_scores=np.array([0, 1]), col_scores=np.arange(len(drawn)))
    assert z == pytest.approx(theirs.zscore * (cases / (cases - 1)) ** 0.5, rel=1e-9, abs=1e-9)


@given(groups)
def test_trend_turns_with_the_order_and_with_what_is_counted(drawn: list[tuple[int, int]]) -> None:
    counts, denominators = [n for n, _ in drawn], [of for _, of in drawn]
    scores = list(range(len(drawn)))
    z = cochran_armitage(counts, denominators, scores)
    back = cochran_armitage(counts[::-1], denominators[::-1], scores)
    others = cochran_armitage([of - n for n, of in drawn], denominators, scores)
    assert (z is None) == (back is None) == (others is None)
    if z is not None:
        assert back == pytest.approx(-z, abs=1e-9)
        assert others == pytest.approx(-z, abs=1e-9)


@pytest.mark.parametrize(
    ("counts", "denominators"), [((0, 0, 0), (5, 5, 5)), ((5, 5, 5), (5, 5, 5)), ((0, 3, 0), (0, 9, 0))]
)
def test_trend_needs_both_answers_and_two_groups(counts: tuple[int, ...], denominators: tuple[int, ...]) -> None:
    assert cochran_armitage(counts, denominators, (0, 1, 2)) is None
