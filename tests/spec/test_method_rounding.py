"""Rounding: percentages half up

Purpose: whole percentages as a reader would round them by hand, the same in every edition.

Formula: ⌊(200 n + N) / 2N⌋, in whole numbers, so that no binary fraction can tip a half. Shares in tables of estimates
keep six decimals; only print is rounded. Percentages of a whole may therefore not add up to 100.

Assumes: nothing.

Source: the rule of school arithmetic. Much software rounds halves to the even neighbour (IEEE 754), which would print 12 %
for 1 of 8.

Example: worked by hand; halves are marked.
"""

from __future__ import annotations

import pytest

from scr_analysis.rounding import whole_percent
from small import small

CHAPTER = "figures"
EXAMPLE = """
    n   N   | percent
    1   8   | 13       # 12.5
    3   8   | 38       # 37.5
    1   200 | 1        # 0.5
    57  200 | 29       # 28.5
    94  175 | 54       # 53.71
    188 293 | 64       # 64.16
    0   17  | 0
    17  17  | 100
"""


@pytest.mark.parametrize("row", small(EXAMPLE))
def test_rounding(row: dict[str, str]) -> None:
    assert whole_percent(int(row["n"]), int(row["N"])) == int(row["percent"])
