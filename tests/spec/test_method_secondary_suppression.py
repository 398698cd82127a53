"""Secondary suppression

Purpose: a small count that is hidden cannot be worked out from what is shown beside it, in any table.

Formula: let x be all counts of all tables, and let the sums that tie them hold: levels and missing answers add up to
their base, groups to all cases, a union to its codes, a base to those within it. An intruder knows the shown counts (to
within their rounding), the sums, and x ≥ 0. Of the sets of counts that may be hidden, the cheapest is taken for which
every small count s has max s − min s ≥ the profile's protection, where the least and the greatest are over all x that
the intruder cannot rule out. The cost of a set is its number of rows, then the logarithms of its counts.

Assumes: the intruder knows every definition, and nothing of single cases.

Source: M. Fischetti and J. J. Salazar-González (2001), *Management Science* 47: 1008-1027; the leak is that of a
released program for output checking (150, 60 and a hidden 3 of 213).

Example: three levels of one table and their total, which is shown; counts of 1 to 4 are small and the protection is 4.
Each row is worked by hand: a lone small count needs a partner, the smallest will do; two small ones that add up to 7
protect each other; two that add up to 2 do not, since neither can then be above 2.
"""

from __future__ import annotations

import pytest

from disclosure_room import profile
from linked_tables import Tables
from small import small

CHAPTER = "disclosure"
EXAMPLE = """
    a   b  c  | hidden
    150 60 3  | b,c
    40  3  30 | b,c
    20  20 20 | none
    4   3  50 | a,b
    1   1  50 | a,b,c
"""


@pytest.mark.parametrize("row", small(EXAMPLE), ids=lambda row: " ".join(row.values()))
def test_example(row: dict[str, str]) -> None:
    cases = [{"A": code} for code in "abc" for _ in range(int(row[code]))]
    table = {"id": "t", "title": "t", "kind": "distribution", "base": "everyone", "of": "A"}
    everyone = {"id": "everyone", "title": "Everyone"}
    tables = Tables({"A": ["a", "b", "c"]}, cases, [everyone], [table], profile())
    hidden = sorted(key[3] for key, count in tables.hidden if count == "n")
    assert ",".join(hidden) == row["hidden"].replace("none", "")
