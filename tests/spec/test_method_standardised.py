"""Is a sample like the rest? Standardised differences

Purpose: whether the reports that were read are like those that were not, on age, sex, region and whether the child died.
A standardised difference does not grow with the number of cases, as a test statistic does. Below 0.1 the sample is
called like the rest, from 0.2 on it departs; both limits are declared in the study.

Formula: for a yes or no, d = (p − q) / √((p(1 − p) + q(1 − q)) / 2), p the sample's share and q that of the rest. For a
characteristic of k levels, d = √(δᵀ S⁻¹ δ), with δ the differences of the shares at k − 1 levels and S the mean of the two
multinomial covariance matrices: variances p(1 − p), covariances −p·p′ (the paper prints these without the minus sign).
Limits, for two levels only: d ± z √(1/n + 1/m + d²/2(n + m)). The p value is Pearson's chi squared on sample and rest.

Assumes: nothing of the distribution. The sample is set against the cases **not in it**, not against the whole, which
holds the sample itself and so is nearer to it the larger the sample is. d of several levels is never below nought and
lies well above it by chance alone in a small sample (about √((k − 1)(1/n + 1/m))), so a departure whose p value is not
small is marked as one that chance alone could bring. Levels whose counts are confidential are taken together.

Source: D. Yang and J. E. Dalton (2012), SAS Global Forum, paper 335-2012; P. C. Austin (2009), *Communications in
Statistics: Simulation and Computation* 38: 1228-1234, for two levels.

Example: race among the patients of the vignette "smd" of R's package tableone, printed as 0.036; the others computed
in R 4.2 with `solve` and `chisq.test`.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2, chi2_contingency

from scr_analysis.compare.standardised import chi_squared_tail, limits, pearson, standardised
from small import small

CHAPTER = "comparisons"
EXAMPLE = """
    sample       rest         | d       p
    585,213,2753 335,142,1707 | 0.0356  0.4253
    10,20,30,5   40,30,25,20  | 0.6743  0.0008
    12,54        30,79        | -0.2239 0.1608
"""


def whole(cell: str) -> list[int]:
    return [int(part) for part in cell.split(",")]


@pytest.mark.parametrize("row", small(EXAMPLE))
def test_standardised(row: dict[str, str]) -> None:
    sample, rest = whole(row["sample"]), whole(row["rest"])
    made = standardised(sample, rest)
    assert made is not None
    assert (f"{made:.4f}", f"{pearson(sample, rest)[0]:.4f}") == (row["d"], row["p"])


def by_generalised_inverse(sample: list[int], rest: list[int]) -> float:
    """All k levels with a generalised inverse, as tableone has it, instead of k - 1 with a solution."""
    here, there = np.array(sample) / sum(sample), np.array(rest) / sum(rest)
    covariance = (np.diag(here) - np.outer(here, here) + np.diag(there) - np.outer(there, there)) / 2
    return float(np.sqrt((here - there) @ np.linalg.pinv(covariance) @ (here - there)))


spreads = st.integers(2, 9).flatmap(
    lambda size: st.tuples(*[st.lists(st.integers(1, 60), min_size=size, max_size=size)] * 2)
)


@given(spreads)
def test_standardised_is_that_of_a_generalised_inverse(drawn: tuple[list[int], list[int]]) -> None:
    made = standardised(*drawn)
    assert made is not None
    assert abs(made) == pytest.approx(by_generalised_inverse(*drawn), abs=1e-7)


@given(spreads, st.randoms())
def test_standardised_asks_neither_for_the_order_nor_for_empty_levels(drawn, random) -> None:  # type: ignore[no-untyped-def]
    order = list(range(len(drawn[0])))
    random.shuffle(order)
    sample, rest = ([side[place] for place in order] for side in drawn)
    made, again = standardised(*drawn), standardised([0, *sample, 0], [0, *rest, 0])
    assert made is not None
    assert again is not None
    assert abs(again) == pytest.approx(abs(made), abs=1e-9)


def test_standardised_of_two_levels_is_the_plain_formula_with_its_sign() -> None:
    assert standardised([3, 7], [6, 4]) == pytest.approx((0.3 - 0.6) / ((0.3 * 0.7 + 0.6 * 0.4) / 2) ** 0.5)
    assert limits(0.5, 30, 70, 0.95) == pytest.approx((0.0667, 0.9333), abs=5e-5)  # in R


@pytest.mark.parametrize(("sample", "rest", "wanted"), [([5, 0], [9, 0], 0.0), ([5, 0], [0, 9], None)])
def test_standardised_without_any_spread(sample: list[int], rest: list[int], wanted: float | None) -> None:
    assert standardised(sample, rest) == wanted


@given(spreads)
@settings(deadline=None)
def test_pearson_is_that_of_scipy(drawn: tuple[list[int], list[int]]) -> None:
    theirs = chi2_contingency(np.array(drawn), correction=False)
    p, few = pearson(*drawn)
    assert p == pytest.approx(theirs.pvalue, rel=1e-9, abs=1e-12)
    assert few == bool((theirs.expected_freq < 5).any())


@given(st.floats(0, 200), st.integers(1, 20))
def test_tail_of_chi_squared_is_that_of_scipy(value: float, freedom: int) -> None:
    assert chi_squared_tail(value, freedom) == pytest.approx(chi2.sf(value, freedom), rel=1e-9, abs=1e-300)
