"""Agreement of two coders: Cohen's kappa

Purpose: where reports were coded twice, how far the two coders agree beyond what chance would give.

Formula: with p_o the share of cases on which they agree and p_e = Σ p_i. p_.i the share on which they would by chance,
κ = (p_o − p_e) / (1 − p_e). Its variance is [Σ p_ii (1 − (p_i. + p_.i)(1 − κ))² + (1 − κ)² Σ_{i≠j} p_ij (p_.i + p_j.)² −
(κ − p_e (1 − κ))²] / (n (1 − p_e)²); the limits are κ ± z times its root, cut at one.

Assumes: cases are independent and were coded by two coders who did not know of each other's codes. Cases that either
left without an answer are not counted. Kappa falls where nearly all cases have the same code, however well coders agree.

Source: J. Cohen (1960), *Educational and Psychological Measurement* 20: 37-46; variance, J. L. Fleiss, J. Cohen and B. S.
Everitt (1969), *Psychological Bulletin* 72: 323-327, formula 13.

Example: first the table of that paper (200 cases), whose kappa is 0.43; then two pathologists' diagnoses of 118 slides in
A. Agresti (2002), *Categorical Data Analysis*, second edition, table 10.8, whose kappa and standard error the book gives as
0.493 and 0.057. Rows of the first coder are set apart by a stroke.
"""

from __future__ import annotations

from collections import Counter

import pytest
from statsmodels.stats.inter_rater import cohens_kappa as oracle

from scr_analysis.model.agreement import cohens_kappa
from small import small

CHAPTER = "coding"
EXAMPLE = """
    counts                                  | n   kappa
    106,10,4/22,28,10/2,12,6                | 200 0.429
    22,2,2,0/5,7,14,0/0,2,36,0/0,1,17,10    | 118 0.493
"""
STANDARD_ERRORS = {118: 0.057}


def matrix(row: dict[str, str]) -> list[list[int]]:
    return [[int(count) for count in line.split(",")] for line in row["counts"].split("/")]


@pytest.mark.parametrize("row", small(EXAMPLE))
def test_kappa(row: dict[str, str]) -> None:
    counts = matrix(row)
    pairs = Counter({(str(i), str(j)): count for i, line in enumerate(counts) for j, count in enumerate(line) if count})
    made = cohens_kappa(pairs, 0.95)
    assert made.kappa is not None
    assert made.low is not None
    assert (str(made.cases), f"{made.kappa:.3f}") == (row["n"], row["kappa"])
    error = (made.kappa - made.low) / 1.959963984540054
    if made.cases in STANDARD_ERRORS:
        assert f"{error:.3f}" == f"{STANDARD_ERRORS[made.cases]:.3f}"
    found = oracle(counts)
    assert (made.kappa, error) == pytest.approx((found.kappa, found.std_kappa), rel=1e-9)
