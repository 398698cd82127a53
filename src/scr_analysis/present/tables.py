"""Tables from protected estimates: a table lists statistics, and computes nothing.

Gives ``tables.json`` (every table as labels and ready cells, with title, base, source, notes and legend) and one CSV a
table. Stops if an estimate that a table lists is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scr_analysis import english
from scr_analysis.estimates import ALL, Estimate, Key, read_estimates
from scr_analysis.files import csv_text, json_text, write_all
from scr_analysis.present.cells import MEASURES, cell, marks
from scr_analysis.present.notes import base_line, missing_notes, source_line
from scr_analysis.study import Study
from scr_analysis.study.declarations import Row, Statistic, Table

Laid = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One row of a table: its label and the estimates that fill it, None where a group has no case."""

    label: str
    heading: str
    estimates: list[Estimate | None]


def present_tables(study: Study, release: str, estimates: Path, out: Path) -> int:
    """Lay out every declared table and write it; gives how many."""
    found = read_estimates(estimates)
    laid = {name: _typeset(layout(study, table, found, release)) for name, table in study.tables.items()}
    contents: dict[Path, bytes | str] = {out / f"{name}.csv": table_csv(table) for name, table in laid.items()}
    write_all({**contents, out / "tables.json": json_text(laid)})
    for stale in set(out.glob("*.csv")) - contents.keys():
        stale.unlink()
    return len(laid)


def layout(study: Study, table: Table, found: Mapping[Key, Estimate], release: str) -> Laid:
    """One table as labels and ready cells."""
    keys = column_keys(study, table, found)
    lines = [line for row in table.rows for line in lines_of(study, table, row, keys, found)]
    shown = [one for line in lines for one in line.estimates if one is not None]
    cells = [[cell(one, measure) for one, measure in _filled(table, line)] for line in lines]
    return {
        "id": table.id,
        "title": table.title,
        "base": base_line(study, shown, across_bases=table.across == "base"),
        "source": source_line(study.release(release)),
        "notes": [*([table.note] if table.note else []), *missing_notes(study, table, shown)],
        "legend": marks([text for row in cells for text in row]),
        "stub": table.stub,
        "columns": columns(study, table, keys, lines),
        "rows": list(_rows(study, lines, cells, _mixes_unseen(table, shown))),
        "wide": table.wide,
    }


def _typeset(part: Any) -> Any:
    """A laid table with every text in it set as a printer would; its id stays as declared."""
    if isinstance(part, dict):
        return {key: value if key == "id" else _typeset(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_typeset(value) for value in part]
    return english.typeset(part) if isinstance(part, str) else part


def column_keys(study: Study, table: Table, found: Mapping[Key, Estimate]) -> list[str]:
    """What the columns run across: measures, bases, or the groups that hold a case, then all of them."""
    if table.across is None:
        return list(table.show)
    first = study.statistics[table.rows[0].statistic]
    if table.across == "base":
        return list(first.base)
    prefix = f"{table.across}="
    names = [key[2] for key in found if key[0] in {row.statistic for row in table.rows} and key[2].startswith(prefix)]
    order = [f"{prefix}{code}" for code in study.codebook.analysis_columns()[table.across]]
    return [*(name for name in order if name in set(names)), ALL]


def lines_of(
    study: Study, table: Table, row: Row, keys: Sequence[str], found: Mapping[Key, Estimate]
) -> Iterator[Line]:
    """The lines of one declared row: one for a proportion, one a level for a distribution."""
    statistic = study.statistics[row.statistic]
    for index, (level, label) in enumerate(levels_of(study, statistic, row)):
        estimates = [found.get(key) for key in _keys(table, statistic, level, keys)]
        yield Line(label, row.heading if index == 0 else "", estimates)


def levels_of(study: Study, statistic: Statistic, row: Row) -> list[tuple[str, str]]:
    """The levels a declared row expands to, with their labels."""
    if statistic.kind == "quantile":
        return [("p50", row.label or f"{statistic.title} (median)")]
    if statistic.kind != "distribution":
        return [(ALL, row.label or statistic.title)]
    labels = study.codebook.analysis_columns()[str(statistic.of)]
    return [(level, labels[level]) for level in row.levels or statistic.levels or labels]


def _keys(table: Table, statistic: Statistic, level: str, keys: Sequence[str]) -> list[Key]:
    if table.across is None:
        return [(statistic.id, statistic.base[0], ALL, level)]
    if table.across == "base":
        return [(statistic.id, base, ALL, level) for base in keys]
    return [(statistic.id, statistic.base[0], group, level) for group in keys]


def _filled(table: Table, line: Line) -> list[tuple[Estimate | None, str]]:
    if table.across is None:
        return [(line.estimates[0], measure) for measure in table.show]
    return [(one, table.show[0]) for one in line.estimates]


def columns(study: Study, table: Table, keys: Sequence[str], lines: Sequence[Line]) -> list[dict[str, str]]:
    """The column headings; across groups or bases with the denominator, where all rows share it."""
    if table.across is None:
        return [{"label": MEASURES[key]} for key in keys]
    headed = []
    for index, key in enumerate(keys):
        label = study.bases[key].title if table.across == "base" else english.group(study, key) or "All"
        denominators = {one.denominator for line in lines if (one := line.estimates[index]) is not None}
        note = f"n = {denominators.pop():,}" if len(denominators) == 1 and None not in denominators else ""
        headed.append({"label": label, "note": note})
    return headed


def _mixes_unseen(table: Table, shown: Sequence[Estimate]) -> bool:
    """Whether the rows have several bases, and no column says which."""
    return len({one.base for one in shown}) > 1 and table.across != "base" and "denominator" not in table.show


def _rows(study: Study, lines: Sequence[Line], cells: Sequence[Sequence[str]], base_changes: bool) -> Iterator[Laid]:
    """Rows and headings; a change of base that neither a heading nor a denominator shows gets a heading of its own."""
    last = ""
    for line, texts in zip(lines, cells, strict=True):
        base = next((one.base for one in line.estimates if one is not None), last)
        if line.heading:
            yield {"heading": line.heading}
        elif base_changes and base != last:
            yield {"heading": f"Of: {english.lowered(study.bases[base].title)}"}
        last = base
        yield {"label": line.label, "cells": list(texts)}


def table_csv(table: Laid) -> str:
    """A table as CSV: the section in a column of its own, so that no row is merged."""
    header = ["section", table["stub"], *(column["label"] for column in table["columns"])]
    section, rows = "", []
    for row in table["rows"]:
        if "heading" in row:
            section = row["heading"]
        else:
            rows.append([section, row["label"], *row["cells"]])
    return csv_text(header, rows)
