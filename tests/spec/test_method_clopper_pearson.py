"""Interval of a share: the exact interval of Clopper and Pearson

Purpose: an interval whose coverage is never below the nominal, at the price of being wider; chosen by
`interval: clopper-pearson`.

Formula: the lower limit is the α/2 quantile of Beta(n, N − n + 1), the upper the 1 − α/2 quantile of
Beta(n + 1, N − n): the shares at which n or more, and n or fewer, would have probability α/2. It is 0 at n = 0 below
and 1 at n = N above.

Assumes: the N cases are independent and alike in their chance of a yes. Nothing is approximated.

Source: C. J. Clopper and E. S. Pearson (1934), *Biometrika* 26: 404-413.

Example: as printed by R. G. Newcombe (1998), *Statistics in Medicine* 17: 857-872, table I, method 5.
"""

from __future__ import annotations

import pytest

from scr_analysis.intervals import clopper_pearson
from small import small

CHAPTER = "figures"
EXAMPLE = """
    n  N   | low    high
    81 263 | 0.2527 0.3676
    15 148 | 0.0578 0.1617
    0  20  | 0.0000 0.1684
    1  29  | 0.0009 0.1776
"""


@pytest.mark.parametrize("row", small(EXAMPLE))
def test_clopper_pearson(row: dict[str, str]) -> None:
    low, high = clopper_pearson(int(row["n"]), int(row["N"]), 0.95)
    assert (f"{low:.4f}", f"{high:.4f}") == (row["low"], row["high"])
