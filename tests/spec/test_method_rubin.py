"""Missing answers imputed several times: Rubin's rules

Purpose: what a share would be, and how much wider its interval, if missing answers are like those of cases alike in
what is known of them. A sensitivity beside the printed figure, never in its place.

Formula: each completed set of cases gives an estimate Q and its variance U. Pooled over m sets: the mean of Q; within
W = mean of U; between B = variance of Q; in all T = W + (1 + 1/m) B. Degrees of freedom: Rubin's ν = (m − 1) / λ² with
λ = (1 + 1/m) B / T, and with ν₀ for complete cases, Barnard and Rubin's 1 / (1/ν + 1/ν̂), ν̂ = (ν₀ + 1)/(ν₀ + 3) ν₀ (1 − λ).
The interval of a share is Wilson's with t in place of z and (1 + (1 + 1/m) B / W) times the variance.

Answers are drawn by chained equations: each incomplete variable in turn, given all the others and the declared
predictors, from a logistic regression whose coefficients are drawn from their posterior; a variable of more codes code
by code. The seed is declared, so the same cases give the same draws.

Assumes: given what is known of a case, whether an answer is missing does not depend on the answer. Where silence itself
says something, this is wrong, and the bounds are the honest limits.

Source: D. B. Rubin (1987), *Multiple Imputation for Nonresponse in Surveys*, formulas 3.1.2 to 3.1.6; J. Barnard and D.
B. Rubin (1999), *Biometrika* 86: 948-955; interval, A. Lott and J. P. Reiter (2020), *The American Statistician* 74:
109-115.

Example: what the documentation of R's `mice` prints for `pool.scalar` with five imputations of the mean body mass index,
estimates 26.764, 26.748, 27.024, 27.340 and 26.436. The draws themselves are checked by simulation with known truth in
`test_imputation.py`.
"""

from __future__ import annotations

import pytest

from scr_analysis.model.pool import pooled
from small import small

CHAPTER = "missing"
EXAMPLE = """
    estimates                        variances                                  | mean    within   between total    increase df
    26.764,26.748,27.024,27.340,26.436 17.85490,19.11677,20.61440,21.05750,15.16990 | 26.8624 18.76269 0.11470 18.90033 0.007336 75423
"""


@pytest.mark.parametrize("row", small(EXAMPLE))
def test_rubins_rules(row: dict[str, str]) -> None:
    estimates, variances = ([float(one) for one in row[name].split(",")] for name in ("estimates", "variances"))
    made = pooled(estimates, variances)
    shown = {
        "mean": f"{made.mean:.4f}",
        "within": f"{made.within:.5f}",
        "between": f"{made.between:.5f}",
        "total": f"{made.total:.5f}",
        "increase": f"{made.increase:.6f}",
        "df": f"{made.df:.0f}",
    }
    assert shown == {name: row[name] for name in shown}
