"""Recorded together, against what chance would give

Purpose: whether factors are recorded together oftener than they would be if they had nothing to do with one another,
and how far that could be chance.

Formula: with N cases whose factors are all known, n_i that hold factor i and n that hold all k of them, the expected
count is E = N × Π (n_i / N) and the ratio is n / E. The limits are those of its logarithm by the delta method for
multinomial counts: variance = (N/n − Σ N/n_i + 2 Σ R_ij − (k − 1)²) / N, where R_ij = N n_ij / (n_i n_j) is the ratio
of a pair (for two factors, R of the pair itself). The shares that make up E are estimated too, and the variance holds
their uncertainty: it is mostly smaller than if E were a constant, because a high n comes with high n_i.

Assumes: cases are independent; each factor is known for each of the N cases, so reports that are silent on any of
them are left out. Where n is 0 there are no limits. A ratio above one says nothing of why.

Source: A. Agresti (2013), *Categorical Data Analysis*, 3rd edition, section 16.1, for the delta method; the ratio is
the relative risk of co-occurrence of C. A. Hidalgo and others (2009), *PLoS Computational Biology* 5: e1000353.

Example: the first two rows are worked by hand; in the third the expected count is that of the table of aspirin use and
heart attack in Agresti (table 2.3: 104 attacks among 11,037 of 22,071 physicians, 293 in all). The limits are checked
by numerical differentiation and by simulation in `test_independence.py`.
"""

from __future__ import annotations

import pytest

from scr_analysis.independence import observed_against_expected
from small import small

CHAPTER = "interaction"
EXAMPLE = """
    N     first second together | expected ratio low  high
    100   50    40     20       | 20.0     1.00  0.79 1.27  # variance (5 - 2 - 2.5 + 2 - 1) / 100 = 0.015
    100   50    40     30       | 20.0     1.50  1.25 1.79  # variance (3.333 - 2 - 2.5 + 3 - 1) / 100 = 0.00833
    22071 11037 293    104      | 146.5    0.71  0.61 0.83
    100   50    40     0        | 20.0     0.00  none none
"""


@pytest.mark.parametrize("row", small(EXAMPLE))
def test_observed_against_expected(row: dict[str, str]) -> None:
    first, second, together = int(row["first"]), int(row["second"]), int(row["together"])
    made = observed_against_expected(together, [first, second], [together], int(row["N"]), 0.95)
    assert [f"{made.expected:.1f}", *(shown(one) for one in (made.ratio, made.low, made.high))] == [
        row[name] for name in ("expected", "ratio", "low", "high")
    ]


def shown(number: float | None) -> str:
    return "none" if number is None else f"{number:.2f}"
