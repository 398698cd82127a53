"""Quartiles and the median

Purpose: the middle of a number, such as age in completed months, without assuming a shape.

Formula: the p-quantile is the smallest observed value x with at least the share p of the known cases at or below x
(the inverse of the empirical distribution function). So it is always a value that was observed, and the median of an
even number of cases is the lower of the two in the middle.

Assumes: nothing of the distribution. Cases whose value is not known leave the base.

Source: definition 1 of R. J. Hyndman and Y. Fan (1996), *The American Statistician* 50: 361-365; `quantile(type = 1)` in R.

Example: worked by hand from the definition; `numpy.quantile(method="inverted_cdf")` agrees.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from counts import Counts
from small import small

CHAPTER = "figures"
EXAMPLE = """
    ages_in_months      | p25 p50 p75
    1,2,3,4             | 1   2   3    # the lower of the two in the middle
    1,2,3,4,5           | 2   3   4
    7                   | 7   7   7
    0,0,0,100           | 0   0   0
    0,3,5,12,90,200,215 | 3   12  200
"""


@pytest.mark.parametrize("row", small(EXAMPLE))
def test_quantile(tmp_path: Path, row: dict[str, str]) -> None:
    cases = "\n".join(["AGE_MTHS", *row["ages_in_months"].split(",")])
    made = Counts(tmp_path).estimates("base: everyone, kind: quantile, of: AGE_MTHS", cases)
    assert {one.level: f"{one.estimate:g}" for one in made} == {level: row[level] for level in ("p25", "p50", "p75")}


@pytest.mark.parametrize("row", small(EXAMPLE))
def test_quantile_as_numpy_has_it(row: dict[str, str]) -> None:
    ages = [int(age) for age in row["ages_in_months"].split(",")]
    made = np.quantile(ages, [0.25, 0.5, 0.75], method="inverted_cdf")
    assert [f"{value:g}" for value in made] == [row[level] for level in ("p25", "p50", "p75")]
