"""A table whose rows are associations: what is recorded together, beside what chance alone would give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from scr_analysis.associations import MEASURES, CoOccurrence, cell, read_associations
from scr_analysis.english import lowered
from scr_analysis.rounding import grouped
from scr_analysis.study import Study
from scr_analysis.study.declarations import Table

Laid = dict[str, Any]


def read(results: Path) -> list[CoOccurrence]:
    """What such tables show: the associations of a results folder."""
    return read_associations(results / "associations.csv")


def layout(study: Study, table: Table, found: Sequence[CoOccurrence]) -> Laid:
    """The base, notes, columns and rows of one table."""
    wanted = [one for name in table.associations for one in found if one.association == name]
    return {
        "base": _base(study, wanted),
        "notes": [
            "Expected: the number of reports that would hold them all if each were recorded as often as it is and had "
            "nothing to do with the others. Above one, they are recorded together oftener than that. The interval "
            "speaks of chance alone; that one thing leads to another does not follow."
        ],
        "columns": [{"label": label} for label in MEASURES.values()],
        "rows": list(_rows(study, table, wanted)),
    }


def _base(study: Study, found: Sequence[CoOccurrence]) -> str:
    sizes = {one.base: one.total for one in found if one.total is not None}
    named = [
        f"{lowered(study.bases[base].title)} that speak of every factor (n = {grouped(size)})"
        for base, size in sizes.items()
    ]
    return f"Base: {'; '.join(named)}." if named else "Base: not shown."


def _rows(study: Study, table: Table, found: Sequence[CoOccurrence]) -> Iterator[Laid]:
    last = ""
    for one in found:
        if len(table.associations) > 1 and one.association != last:
            yield {"heading": study.associations[one.association].title}
        last = one.association
        statistic = study.statistics[one.together]
        yield {
            "label": statistic.short or statistic.title,
            "cells": [cell(one, measure) for measure in MEASURES],
            "keys": [f"associations|{one.association}|{one.together}|{measure}" for measure in MEASURES],
        }
