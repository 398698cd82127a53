"""A table whose rows are declared statistics: one row for a proportion, one a level for a distribution."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scr_analysis import breaks, english
from scr_analysis.contracts import rounding_note
from scr_analysis.estimates import ALL, Estimate, Key, read_estimates
from scr_analysis.present.cells import MEASURES, cell, with_break
from scr_analysis.present.notes import base_line, missing_notes
from scr_analysis.study import Study
from scr_analysis.study.codebook import Break
from scr_analysis.study.declarations import Measure, Row, Statistic, Table

Laid = dict[str, Any]
Found = Mapping[Key, Estimate]


@dataclass(frozen=True)
class Line:
    """One row of a table: its label and the estimates that fill it, None where a group has no case."""

    label: str
    heading: str
    keys: list[Key]
    estimates: list[Estimate | None]


def read(results: Path) -> Found:
    """What such tables show: the protected estimates of a results folder."""
    return read_estimates(results / "estimates.csv")


def layout(study: Study, table: Table, found: Found) -> Laid:
    """The base, notes, columns and rows of one table."""
    keys = column_keys(study, table, found)
    lines = [line for row in table.rows for line in lines_of(study, table, row, keys, found)]
    shown = [one for line in lines for one in line.estimates if one is not None]
    return {
        "base": base_line(study, shown, across_bases=table.across == "base"),
        "notes": [
            *missing_notes(study, table, shown),
            *_rounding_note(study, table, lines, found),
            *breaks.notes(study, _breaks(study, lines)),
        ],
        "columns": columns(study, table, keys, lines),
        "rows": list(_rows(study, table, lines, _mixes_unseen(table, shown))),
    }


def _rounding_note(study: Study, table: Table, lines: Sequence[Line], found: Found) -> list[str]:
    """That counts or percentages are rounded, where some that stand in the table do not add up."""
    keys, shown = [key for line in lines for key in line.keys], set(table.show)
    note = rounding_note(study, found, keys if {"n", "n_pct"} & shown else (), keys if {"pct", "n_pct"} & shown else ())
    return [note] if note else []


def column_keys(study: Study, table: Table, found: Found) -> list[str]:
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


def lines_of(study: Study, table: Table, row: Row, keys: Sequence[str], found: Found) -> Iterator[Line]:
    """The lines of one declared row: one for a proportion, one a level for a distribution."""
    statistic = study.statistics[row.statistic]
    for index, (level, label) in enumerate(levels_of(study, statistic, row)):
        wanted = _keys(table, row, statistic, level, keys)
        yield Line(label, row.heading if index == 0 else "", wanted, [found.get(key) for key in wanted])


def levels_of(study: Study, statistic: Statistic, row: Row) -> list[tuple[str, str]]:
    """The levels a declared row expands to, with their labels."""
    if statistic.kind == "quantile":
        return [("p50", row.label or f"{statistic.title} (median)")]
    if statistic.kind != "distribution":
        return [(ALL, row.label or statistic.title)]
    labels = study.codebook.analysis_columns()[str(statistic.of)]
    return [(level, labels[level]) for level in row.levels or statistic.levels or labels]


def _keys(table: Table, row: Row, statistic: Statistic, level: str, keys: Sequence[str]) -> list[Key]:
    if table.across == "base":
        return [(statistic.id, base, ALL, level) for base in keys]
    base = row.base or statistic.base[0]
    return [(statistic.id, base, group, level) for group in ([ALL] if table.across is None else keys)]


def _filled(table: Table, line: Line) -> list[tuple[Key, Estimate | None, Measure]]:
    """Each cell of a line: the key of its estimate, the estimate, and the measure that is shown of it."""
    if table.across is None:
        return [(line.keys[0], line.estimates[0], measure) for measure in table.show]
    return [(key, one, table.show[0]) for key, one in zip(line.keys, line.estimates, strict=True)]


def columns(study: Study, table: Table, keys: Sequence[str], lines: Sequence[Line]) -> list[dict[str, str]]:
    """The column headings; across groups or bases with the denominator, where all rows share it."""
    if table.across is None:
        return [{"label": MEASURES[key]} for key in keys]
    headed = []
    for index, key in enumerate(keys):
        denominators = {one.denominator for line in lines if (one := line.estimates[index]) is not None}
        note = f"n = {denominators.pop():,}" if len(denominators) == 1 and None not in denominators else ""
        headed.append({"label": _head(study, table, key), "note": note})
    return headed


def _head(study: Study, table: Table, key: str) -> str:
    if table.across == "base":
        return study.bases[key].short or study.bases[key].title
    return english.group(study, key) or "All"


def _after_a_break(study: Study, table: Table, line: Line, cells: int) -> list[bool]:
    """For each cell of a line, whether its series breaks before it; only columns can lie on two sides of a break."""
    if table.across is None:
        return [False] * cells
    statistic = study.statistics[line.keys[0][0]]
    return breaks.after_a_break(study, statistic, [(base, group) for _, base, group, _ in line.keys])


def _breaks(study: Study, lines: Sequence[Line]) -> Iterator[Break]:
    """The breaks that lie between the columns of some line."""
    for line in lines:
        places = [(base, group) for _, base, group, _ in line.keys]
        yield from breaks.parted(study, study.statistics[line.keys[0][0]], places)


def _mixes_unseen(table: Table, shown: Sequence[Estimate]) -> bool:
    """Whether the rows have several bases, and no column says which."""
    seen = table.across == "base" or not {"denominator", "child_years"}.isdisjoint(table.show)
    return len({one.base for one in shown}) > 1 and not seen


def _rows(study: Study, table: Table, lines: Sequence[Line], base_changes: bool) -> Iterator[Laid]:
    """Rows and headings; a change of base that no denominator shows stands in a heading."""
    last = ""
    for line in lines:
        base = next((one.base for one in line.estimates if one is not None), last)
        heading = _heading(study, line.heading, base if base_changes and base != last else "")
        if heading:
            yield {"heading": heading}
        last = base
        filled = _filled(table, line)
        broken = _after_a_break(study, table, line, len(filled))
        yield {
            "label": line.label,
            "cells": [
                with_break(cell(one, measure)) if after else cell(one, measure)
                for (_, one, measure), after in zip(filled, broken, strict=True)
            ],
            "keys": ["|".join((*key, measure)) for key, _, measure in filled],
        }


def _heading(study: Study, declared: str, new_base: str) -> str:
    """The heading above a row: as declared, and with the base that begins here where it says "of" nothing."""
    if not new_base or re.search(r"\bof\b", declared, re.IGNORECASE):
        return declared
    title = english.lowered(study.bases[new_base].title)
    return f"{declared}, of: {title}" if declared else f"Of: {title}"
