"""The list of printed figures: what its rows tell of each estimate, from the declarations and the estimate alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scr_analysis import english
from scr_analysis.estimates import HIDDEN, Estimate, slug
from scr_analysis.rounding import grouped
from scr_analysis.study import Study

# The columns of the list where it is a table, by their headings; the last is made of the places of print.
COLUMNS = {
    "Figure": "title",
    "Base": "base",
    "Counted": "numerator",
    "n": "n",
    "Of": "denominator",
    "Missing": "missing",
    "Interval": "interval",
    "Bounds": "bounds",
}
HEAD = (*COLUMNS, "Printed in")


def told_of(study: Study, one: Estimate) -> dict[str, Any]:
    """What the list tells of an estimate."""
    statistic = study.statistics[one.statistic]
    group = english.group(study, one.group)
    return {
        "slug": slug(one, len(statistic.base) > 1),
        "id": one.statistic,
        "title": english.typeset(statistic.title),
        "base": english.typeset(study.bases[one.base].title + (f": {group}" if group else "")),
        "numerator": english.typeset(english.counted(study, statistic, one.level)),
        "n": HIDDEN if one.n is None else grouped(one.n),
        "denominator": HIDDEN if one.denominator is None else grouped(one.denominator),
        "missing": english.missing(study, one),
        "interval": english.interval(one),
        "bounds": english.bounds(one),
        "method": one.method,
        "warning": one.warning,
        "key": list(one.key),
    }


def cells(row: Mapping[str, Any]) -> list[str]:
    """The cells of a row of the list: what it tells, and where the figure is printed."""
    return [*(row[name] for name in COLUMNS.values()), ", ".join(map(section, row["uses"]))]


def section(use: Mapping[str, str]) -> str:
    """The name of the section in which a figure is printed; what stands before the first has none."""
    return use["section"] or "top"
