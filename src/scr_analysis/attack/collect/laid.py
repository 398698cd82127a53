"""Tables as they are laid out: which cell speaks of which estimate, told from the study's declarations alone.

The layout is worked out here a second time, so that a table that says more than it declares is seen to.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from scr_analysis.attack.collect.cells import HEADINGS, cell_said
from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.facts import Loose, Said
from scr_analysis.english import group, typeset
from scr_analysis.estimates import ALL, Key
from scr_analysis.files import read_json
from scr_analysis.study import Study
from scr_analysis.study.declarations import Table

Place = tuple[str, str, str]  # statistic, base and level


def csv_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What a table's CSV says."""
    study = context.study
    table = study.tables.get(path.stem)
    with path.open(encoding="utf-8", newline="") as handle:
        header, *rows = list(csv.reader(handle))
    if table is None:
        yield Loose(name, "a table that the study does not declare")
    elif table.source == "rows":  # what others hold can be made again
        yield from grid_said(study, table, name, header[2:], [(row[1], row[2:]) for row in rows])


def json_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What every laid table says: its cells, and the text around them."""
    for table, laid in read_json(path).items():
        held: Any = laid
        declared = context.study.tables.get(table)
        for text in (held["title"], held["base"], held["source"], *held["notes"]):
            about = [row.statistic for row in declared.rows] if declared and declared.rows else None
            yield from context.said(f"{name}: {table}", text, about)
        if declared is not None and declared.source == "rows":
            heads = [column["label"] for column in held["columns"]]
            rows = [(row["label"], row["cells"]) for row in held["rows"] if "cells" in row]
            yield from grid_said(context.study, declared, f"{name}: {table}", heads, rows)


def grid_said(
    study: Study, table: Table, channel: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]
) -> Iterator[Said | Loose]:
    """What the cells of a table say, given its column headings and its rows, each with its label."""
    waiting, groups = expected(study, table), _groups(study, table)
    for label, cells in rows:
        place = next((one for one in waiting if typeset(one[0]) == label), None)
        if place is None:
            if any(re.search(r"\d", text) for text in cells):
                yield Loose(channel, f"the row '{label}', which the table does not declare")
            continue
        waiting.remove(place)
        for head, text in zip(heads, cells, strict=False):
            yield from _cell(study, table, groups, channel, head, place[1], text)


def _cell(
    study: Study, table: Table, groups: Mapping[str, str], channel: str, head: str, place: Place, text: str
) -> Iterator[Said | Loose]:
    found = _meant(study, table, groups, head, place)
    if found is not None:
        quartile = study.statistics[place[0]].kind == "quantile" and found[1] in ("n", "percent", "n_pct")
        yield from cell_said(channel, found[0], "value" if quartile else found[1], text)
    elif re.search(r"\d", text):
        yield Loose(channel, f"the column '{head}', which the table does not declare")


def expected(study: Study, table: Table) -> list[tuple[str, Place]]:
    """The rows that a table declares, in order: each label, and what it is the row of."""
    found: list[tuple[str, Place]] = []
    for row in table.rows:
        statistic = study.statistics[row.statistic]
        base = row.base or statistic.base[0]
        if statistic.kind == "distribution":
            labels = study.codebook.analysis_columns()[str(statistic.of)]
            levels = row.levels or statistic.levels or list(labels)
            found += [(labels[level], (statistic.id, base, level)) for level in levels]
        elif statistic.kind == "quantile":
            found.append((row.label or f"{statistic.title} (median)", (statistic.id, base, "p50")))
        else:
            found.append((row.label or statistic.title, (statistic.id, base, ALL)))
    return found


def _heads_of(study: Study, base: str) -> set[str]:
    """What a column of a base may be headed."""
    return {typeset(study.bases[base].title), typeset(getattr(study.bases[base], "short", ""))}


def _groups(study: Study, table: Table) -> dict[str, str]:
    """The groups that a table runs across, by their printed headings."""
    if table.across in (None, "base"):
        return {}
    names = (f"{table.across}={code}" for code in study.codebook.analysis_columns()[str(table.across)])
    return {typeset(group(study, name)): name for name in names}


def _meant(study: Study, table: Table, groups: Mapping[str, str], head: str, place: Place) -> tuple[Key, str] | None:
    """The estimate and the measure that a column shows of a row; None for a column that is not declared."""
    statistic, own, level = place
    bases = study.statistics[statistic].base
    if table.across is None:
        measure = HEADINGS.get(head)
        return ((statistic, own, ALL, level), measure) if measure else None
    measure = {"pct": "percent"}.get(table.show[0], table.show[0])
    if table.across == "base":
        base = next((one for one in bases if head in _heads_of(study, one)), None)
        return ((statistic, base, ALL, level), measure) if base else None
    if head == "All":
        return (statistic, own, ALL, level), measure
    named = groups.get(head)
    return ((statistic, own, named, level), measure) if named else None
