"""contracts: protected estimates → audit/contracts.csv, one line a sum that must hold.

The raw counts are held to the same contracts by ``estimate``. Stops if the counts that are shown contradict one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scr_analysis.contracts import Estimates, Sum, broken, misses, percentages, rounded, sides, sums
from scr_analysis.errors import refuse
from scr_analysis.estimates import HIDDEN, read_estimates
from scr_analysis.files import csv_text, write_all
from scr_analysis.rounding import grouped
from scr_analysis.study import Study

COLUMNS = ("contract", "says", "statistics", "base", "group", "counts", "outcome", "percentages", "adds_up")


def record(study: Study, estimates: Path, out: Path) -> dict[str, int]:
    """Write how each contract stands on what is shown; gives how many stand how. Raises FaultsFound."""
    shown = read_estimates(estimates)
    found = list(sums(study, shown))
    refuse(broken(found, shown))
    rows = [line(one, shown) for one in found]
    write_all({out: csv_text(COLUMNS, rows)})
    outcomes = [row[COLUMNS.index("outcome")] for row in rows]
    return {outcome: outcomes.count(outcome) for outcome in dict.fromkeys(outcomes)}


def line(one: Sum, shown: Estimates) -> list[str]:
    """One sum as it is recorded."""
    counts, printed = sides(one, shown), percentages(one, shown)
    sign = "=" if one.exact else "<="
    return [
        one.contract,
        one.says,
        "; ".join(dict.fromkeys(key[0] for key in one.compared())),
        one.parts[0][1],
        one.parts[0][2] if one.contract != "groups" else "all",
        _sum(*counts, sign) if counts else HIDDEN,
        "hidden" if counts is None else "rounded" if rounded(one, shown) else "holds",
        _sum(*printed, "=" if not misses(one, shown) else "~") if printed else "",
        ("no: rounding" if misses(one, shown) else "yes") if printed else "",
    ]


def _sum(parts: Sequence[int], whole: int, sign: str) -> str:
    return f"{' + '.join(map(grouped, parts))} {sign} {grouped(whole)}"
