"""Interval of a share: Jeffreys

Purpose: a Bayesian interval with good coverage for small counts; chosen by `interval: jeffreys`.

Formula: the α/2 and 1 − α/2 quantiles of Beta(n + ½, N − n + ½), the posterior of the share under Jeffreys' prior. The
lower limit is set to 0 at n = 0 and the upper to 1 at n = N.

Assumes: the N cases are independent and alike in their chance of a yes; before the data, Beta(½, ½).

Source: L. D. Brown, T. T. Cai and A. DasGupta (2001), *Statistical Science* 16: 101-133, section 4.1.2.

Example: the same paper's table 5, 95 % limits for N = 10.
"""

from __future__ import annotations

import pytest

from scr_analysis.intervals import jeffreys
from small import small

CHAPTER = "figures"
EXAMPLE = """
    n N  | low   high
    0 10 | 0.000 0.217
    1 10 | 0.011 0.381
    2 10 | 0.044 0.503
    3 10 | 0.093 0.606
    5 10 | 0.224 0.776
"""


@pytest.mark.parametrize("row", small(EXAMPLE))
def test_jeffreys(row: dict[str, str]) -> None:
    low, high = jeffreys(int(row["n"]), int(row["N"]), 0.95)
    assert (f"{low:.3f}", f"{high:.3f}") == (row["low"], row["high"])
