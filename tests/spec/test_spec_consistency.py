"""A figure in print against itself: what its count, denominator and percentage say of one another."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scr_analysis.consistency import check

# Worked by hand: 101 of 645 is 15.66 %, 1 of 8 is 12.5 %, 23 of 175 is 13.14 %; of 17 cases, 2 are 11.76 %.
TABLE = """
count | of  | percent | verdict
101   | 645 | 16      | agrees
101   | 645 | 15      | truncated
1     | 8   | 13      | agrees
1     | 8   | 12      | half to even
3     | 8   | 37      | truncated
73    | 175 | 43      | differs
2     | 17  | 11.8    | agrees
2     | 17  | 11.7    | truncated
-     | 17  | 12      | possible 2 2
-     | 17  | 13      | impossible
-     | 45  | 23      | impossible
-     | 40  | 23      | possible 9 9
-     | 175 | 37      | possible 64 65
-     | 3   | 100     | possible 3 3
-     | 3   | 0       | possible 0 0
-     | 150 | 100     | possible 150 150
-     | 600 | 100     | possible 597 600
18    | 17  | 106     | above
-     | -   | 101     | above
5     | 6   | -       | alone
-     | -   | 64      | alone
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()[1:]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row))
def test_the_verdict_on_a_figure(row: list[str]) -> None:
    count, of, percent, verdict = row
    found = check(None if count == "-" else int(count), None if of == "-" else int(of), percent.replace("-", ""))
    assert " ".join([found.verdict, *map(str, found.counts or ())]) == verdict


@given(denominator=st.integers(1, 700), percent=st.integers(0, 100), places=st.integers(0, 1))
def test_the_counts_named_are_exactly_those_that_print_the_percentage(
    denominator: int, percent: int, places: int
) -> None:
    scale = 10**places
    printed = f"{percent}" if places == 0 else f"{percent}.0"
    shown = [
        n for n in range(denominator + 1)
        if int(Fraction(100 * n * scale, denominator) + Fraction(1, 2)) == percent * scale
    ]  # fmt: skip
    found = check(None, denominator, printed)
    assert found.counts == ((shown[0], shown[-1]) if shown else None)
    assert found.verdict == ("possible" if shown else "impossible")
