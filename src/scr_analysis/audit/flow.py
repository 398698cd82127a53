"""How the cases come down from the database to a figure, worked out from protected estimates alone.

The sizes of bases that ``estimate`` writes may identify a child, so they stay where they are. What a reader of
``estimates.csv`` can add up is all that the trail says: denominator and missing answers of a statistic on a base make
its size.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from scr_analysis import english
from scr_analysis.estimates import ALL, HIDDEN, Estimate
from scr_analysis.missing import COLUMNS
from scr_analysis.rounding import grouped
from scr_analysis.study import Study


def base_sizes(study: Study, estimates: Iterable[Estimate]) -> dict[str, str]:
    """How many cases each base holds, where an estimate that is shown tells it; bases that none tells are left out.

    The denominator of a rate is child-years, and tells nothing of cases. Rounded counts tell it about.
    """
    sizes: dict[str, int] = {}
    about: set[str] = set()
    for one in estimates:
        size = _size(study, one)
        if size is not None:
            sizes[one.base] = max(sizes.get(one.base, 0), size)
            about |= {one.base} if one.rounded else set()
    return {base: ("about " if base in about else "") + grouped(size) for base, size in sizes.items()}


def _size(study: Study, one: Estimate) -> int | None:
    statistic = study.statistics[one.statistic]
    if one.group != ALL or one.denominator is None or statistic.kind == "rate":
        return None
    left = [count for kind, count in zip(COLUMNS, one.missing, strict=True) if kind not in statistic.stays]
    known = [count for count in left if count is not None]
    return one.denominator + sum(known) if len(known) == len(left) else None


def chain(study: Study, base: str) -> list[str]:
    """The base and those around it, the database first."""
    names: list[str] = []
    around: str | None = base
    while around is not None:
        names.insert(0, around)
        around = study.bases[around].within
    return names


def flow(study: Study, one: Estimate, sizes: Mapping[str, str]) -> list[dict[str, Any]]:
    """The steps from the database to the numerator, each with its number of cases and what the step leaves out."""
    steps = [
        {
            "step": english.typeset(study.bases[name].title),
            "cases": sizes.get(name, HIDDEN),
            "how": english.typeset(english.rule(study, study.bases[name].include)) if study.bases[name].include else "",
        }
        for name in chain(study, one.base)
    ]
    group = english.group(study, one.group)
    if group:
        steps.append({"step": f"Of these: {english.typeset(group)}", "cases": "", "how": ""})
    known = {
        "step": "Answer known, or kept in the denominator",
        "cases": _shown(one.denominator),
        "how": _left(study, one),
    }
    counted = english.typeset(english.counted(study, study.statistics[one.statistic], one.level))
    return [*steps, known, {"step": "Counted", "cases": _shown(one.n), "how": counted}]


def _left(study: Study, one: Estimate) -> str:
    """The missing answers by kind, and whether they leave the denominator."""
    stays = study.statistics[one.statistic].stays
    said = [
        f"{_shown(count)} {study.codebook.missing_kinds[kind].label} {'kept' if kind in stays else 'left out'}"
        for kind, count in zip(COLUMNS, one.missing, strict=True)
        if count != 0
    ]
    return "; ".join(said) or "no answer is missing"


def _shown(count: int | None) -> str:
    return HIDDEN if count is None else grouped(count)
