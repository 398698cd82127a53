"""Rate per 100,000 child-years, with its exact Poisson interval

Purpose: deaths set against the number of children, where the child population is delivered.

Formula: rate = 100,000 × events / child-years, where child-years are the mid-year populations of the years that begin
in the base's window. The limits of the count are those means at which the count or more, and the count or fewer, would
have probability α/2 under a Poisson distribution (half the χ² quantiles with 2x and 2x + 2 degrees of freedom); they
are scaled like the rate. Where a year of the window has no population, no rate is given.

Assumes: events are independent and their expected number is proportional to child-years; the population is known
without error.

Source: F. Garwood (1936), *Biometrika* 28: 437-442.

Example: the limits of the counts are those of E. S. Pearson and H. O. Hartley, *Biometrika Tables for Statisticians*
I, table 40, and K. Ulm (1990), *American Journal of Epidemiology* 131: 373-375; one million child-years, so that the
rate's limits are a tenth of the table's.
"""

from __future__ import annotations

import pytest

from scr_analysis.intervals import PER, poisson_exact
from small import small

CHAPTER = "figures"
EXAMPLE = """
    events child_years | rate low   high
    0      1000000     | 0.0  0.000 0.369
    1      1000000     | 0.1  0.003 0.557
    2      1000000     | 0.2  0.024 0.722
    5      1000000     | 0.5  0.162 1.167
    10     1000000     | 1.0  0.480 1.839
    20     1000000     | 2.0  1.222 3.089
"""


@pytest.mark.parametrize("row", small(EXAMPLE))
def test_exact_rate(row: dict[str, str]) -> None:
    events, scale = int(row["events"]), PER / int(row["child_years"])
    made = (events, *poisson_exact(events, 0.95))
    assert [f"{made[0] * scale:.1f}", *(f"{limit * scale:.3f}" for limit in made[1:])] == [
        row[name] for name in ("rate", "low", "high")
    ]
