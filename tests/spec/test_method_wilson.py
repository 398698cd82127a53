"""Interval of a share: Wilson's score interval

Purpose: the interval printed beside every percentage, unless `config.yaml` names another method.

Formula: with p = n / N and z the normal quantile of the confidence (1.96 at 95 %), the limits are
(p + z²/2N ± z √(p(1 − p)/N + z²/4N²)) / (1 + z²/N), the two shares at which a score test of n would just not be
rejected. At n = 0 the lower limit is exactly 0 and at n = N the upper is exactly 1.

Assumes: the N cases are independent and alike in their chance of a yes. Coverage is close to the nominal on average
over shares and can fall below it for single ones; no continuity correction is made.

Source: E. B. Wilson (1927), *Journal of the American Statistical Association* 22: 209-212; recommended for any N by
L. D. Brown, T. T. Cai and A. DasGupta (2001), *Statistical Science* 16: 101-133, formula 4.

Example: as printed by R. G. Newcombe (1998), *Statistics in Medicine* 17: 857-872, table I, method 3. Elsewhere the
tests compare it with statsmodels on every base of the briefing.
"""

from __future__ import annotations

import pytest

from scr_analysis.intervals import wilson
from small import small

CHAPTER = "figures"
EXAMPLE = """
    n  N   | low    high
    81 263 | 0.2553 0.3662
    15 148 | 0.0624 0.1605
    0  20  | 0.0000 0.1611
    1  29  | 0.0061 0.1718
"""


@pytest.mark.parametrize("row", small(EXAMPLE))
def test_wilson(row: dict[str, str]) -> None:
    low, high = wilson(int(row["n"]), int(row["N"]), 0.95)
    assert (f"{low:.4f}", f"{high:.4f}") == (row["low"], row["high"])
