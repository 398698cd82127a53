"""A table of figures in print: set beside ours, checked against themselves, or named where they are in doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from scr_analysis.consistency import Check, check
from scr_analysis.estimates import Estimate, Key, read_estimates
from scr_analysis.in_print import agreement, in_print, key_of, recomputed
from scr_analysis.rounding import grouped
from scr_analysis.study import Study
from scr_analysis.study.declarations import Table
from scr_analysis.study.printed import Printed

Laid = dict[str, Any]
Found = Mapping[Key, Estimate]
TWIN = "Synthetic twin made to give it"
TWIN_NOTE = (
    "Where the synthetic twin was made to give a figure, agreement proves the arithmetic of this software and not the "
    "truth of the figure. Where it was not, the two need not agree."
)
Cells = list[tuple[str, str]]  # the text of each cell, and the key of what it shows


def read(results: Path) -> Found:
    """What such tables show beside the study's figures in print: the protected estimates of a results folder."""
    return read_estimates(results / "estimates.csv")


def layout(study: Study, table: Table, found: Found) -> Laid:
    """The base, columns and rows of one table, a section a report and period."""
    kinds: dict[str, tuple[list[str], Callable[[Printed], Cells]]] = {
        "recomputed": (["In print", "Recomputed", "Agreement", TWIN], lambda one: _recomputed(one, study, found)),
        "consistent": (["In print", "What it says of itself"], _consistent),
        "doubtful": (["In print", "Why it is in doubt"], _doubtful),
    }
    columns, cells = kinds[str(table.published)]
    rows = [(one, row) for one in study.published.values() if (row := cells(one))]
    return {
        "base": "Base: as printed with each figure.",
        "notes": [TWIN_NOTE] if TWIN in columns else [],
        "columns": [{"label": label} for label in columns],
        "rows": list(_sections(rows)),
    }


def of_real_cases(laid: Laid) -> Laid:
    """A laid table without what it tells of the twin: a release of real cases was made to give nothing."""
    labels = [column["label"] for column in laid["columns"]]
    if TWIN not in labels:
        return laid
    at = labels.index(TWIN)
    lists = ("cells", "keys")
    rows = [
        {name: _without(value, at) if name in lists else value for name, value in row.items()} for row in laid["rows"]
    ]
    notes = [note for note in laid["notes"] if note != TWIN_NOTE]
    return {**laid, "notes": notes, "columns": _without(laid["columns"], at), "rows": rows}


def _without(values: list[Any], at: int) -> list[Any]:
    return [*values[:at], *values[at + 1 :]]


def _sections(rows: list[tuple[Printed, Cells]]) -> Iterator[Laid]:
    heading = ""
    for one, cells in rows:
        place = f"{one.report}, {one.period}"
        if place != heading:
            heading = place
            yield {"heading": place}
        yield {"label": one.name, "cells": [text for text, _ in cells], "keys": [key for _, key in cells]}


def _recomputed(one: Printed, study: Study, found: Found) -> Cells:
    """A figure in print beside ours; nothing where none of ours is comparable."""
    if not one.statistic:
        return []
    key = key_of(one, study)
    estimate = found.get(key)
    ours = "|".join((*key, "n_of_pct"))
    return [
        (in_print(one), _name(one)),
        (recomputed(estimate), ours),
        (agreement(one, estimate), ours),
        (str(one.calibrated), _name(one)),
    ]


def _consistent(one: Printed) -> Cells:
    """A figure in print and whether its parts agree; nothing where there is only one part."""
    found = check(one.count, one.denominator, one.percent)
    return [] if found.verdict == "alone" else [(in_print(one), _name(one)), (said(found), _name(one))]


def _doubtful(one: Printed) -> Cells:
    return [(in_print(one), _name(one)), (one.doubt, _name(one))] if one.doubt else []


def _name(one: Printed) -> str:
    return f"published|{one.id}"


_SAID: dict[str, Callable[[Check], str]] = {
    "agrees": lambda _: "count and percentage agree",
    "truncated": lambda _: "the percentage is cut off, not rounded",
    "half to even": lambda _: "the percentage is rounded half to even",
    "differs": lambda _: "the count does not give the percentage",
    "possible": lambda found: f"stands for {_counts(found)}",
    "impossible": lambda _: "no count gives this percentage",
    "above": lambda _: "the part is larger than the whole",
}


def said(found: Check) -> str:
    """The verdict on a figure in print, in words."""
    return _SAID[found.verdict](found)


def _counts(found: Check) -> str:
    assert found.counts is not None
    first, last = (grouped(count) for count in found.counts)
    return f"a count of {first}" if first == last else f"a count from {first} to {last}"
