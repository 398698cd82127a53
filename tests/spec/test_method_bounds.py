"""Bounds: what the missing answers could change

Purpose: how far a percentage could lie from the truth if nothing at all is assumed of the answers that are missing.

Formula: with n yes, k known, u missing whose answer exists but is not known, and s of these kept in the denominator
because the statistic says so (`stays`): share = n / (k + s), lower bound = n / (k + u), upper bound = (n + u) / (k + u).
Kinds of missing that have no answer (not applicable, no final report) are in none of them, unless they stay.

Assumes: nothing of why answers are missing. So the bounds are not an interval: they hold for certain, and where they
are wide the data cannot say more without an assumption.

Source: worst-case bounds of C. F. Manski (1989), *Journal of Human Resources* 24: 343-360, for a share.

Example: worked by hand. In the first two rows the answers that are missing leave the denominator, in the others they
stay in it, as reports silent on a family do.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from counts import Counts
from small import small

CHAPTER = "missing"
EXAMPLE = """
    yes no missing stays | denominator share bound_low bound_high
    4   4  2       no    | 8           0.500 0.400     0.600
    4   4  0       no    | 8           0.500 0.500     0.500
    4   4  2       yes   | 10          0.400 0.400     0.600      # silent reports read as no
    0   5  5       yes   | 10          0.000 0.000     0.500
    3   0  3       yes   | 6           0.500 0.500     1.000
"""


@pytest.mark.parametrize("row", small(EXAMPLE))
def test_bounds(tmp_path: Path, row: dict[str, str]) -> None:
    answers = [("yes", "recorded"), ("no", "not_mentioned"), ("missing", "report_silent")]
    cases = "\n".join(["DOM_ABUSE", *(code for name, code in answers for _ in range(int(row[name])))])
    stays = ", stays: [report_silent]" if row["stays"] == "yes" else ""
    (one,) = Counts(tmp_path).estimates(f"base: everyone, numerator: {{DOM_ABUSE: [recorded]}}{stays}", cases)
    shares = (one.estimate, one.bound_low, one.bound_high)
    assert [str(one.denominator), *(f"{share:.3f}" for share in shares)] == [
        row[name] for name in ("denominator", "share", "bound_low", "bound_high")
    ]
