"""Review cycles and years of the series: both begin on 1 April."""

from __future__ import annotations

from typing import Final

# First day of each cycle; the last one ends on the day before the final entry.
CYCLES: Final = (
    ("2003-04-01", "p2003_05"),
    ("2005-04-01", "p2005_07"),
    ("2007-04-01", "p2007_09"),
    ("2009-04-01", "p2009_11"),
    ("2011-04-01", "p2011_14"),
    ("2014-04-01", ""),
)


def period_of(day: str) -> str:
    """The review cycle of an ISO date; empty outside the series."""
    found = ""
    for first, name in CYCLES:
        if day >= first:
            found = name
    return found


def year_of(day: str) -> str:
    """The twelve months from 1 April in which an ISO date falls, as a code: ``y2011_12``."""
    year = int(day[:4]) - (day[5:] < "04-01")
    return f"y{year}_{(year + 1) % 100:02d}"
