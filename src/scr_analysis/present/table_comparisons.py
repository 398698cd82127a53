"""A table whose rows are comparisons of one kind: the shares compared, the test, and what it says in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from scr_analysis.comparisons import (
    A_LITTLE,
    BROKEN,
    CHANCE,
    DEPARTS,
    EMPTY,
    HIGHER,
    LIKE,
    LOWER,
    NOT_CLEAR,
    Comparison,
    Key,
    Side,
    read_comparisons,
)
from scr_analysis.english import lowered
from scr_analysis.estimates import ALL, HIDDEN, group_name
from scr_analysis.present.cells import NOT_APPLICABLE, percent
from scr_analysis.rounding import decimals, grouped
from scr_analysis.study import Study
from scr_analysis.study.comparing import DeclaredComparison
from scr_analysis.study.declarations import Table

Laid = dict[str, Any]
Found = Mapping[Key, Comparison]

# For each kind: its measures, with their headings.
MEASURES = {
    "trend": {"value": "Z"},
    "difference": {"points": "Difference, points", "interval": "Interval", "ratio": "Ratio (interval)"},
    "standardised_difference": {"value": "Standardised difference", "interval": "Interval"},
}
P_VALUES = {"p": "p", "p_holm": "p, Holm", "p_bh": "p, B-H"}
WORDS = {
    ("trend", HIGHER): "rises",
    ("trend", LOWER): "falls",
    ("trend", NOT_CLEAR): "no clear trend",
    ("standardised_difference", LIKE): "like the rest",
    ("standardised_difference", A_LITTLE): "departs a little",
    ("standardised_difference", DEPARTS): "departs",
}
ABOUT = {
    "trend": "Z of Cochran and Armitage: above nought where the share rises with the period; its p value is exact "
    "where few are expected in a period.",
    "difference": "The later share less the earlier, in percentage points, with Newcombe's interval; their ratio with "
    "Katz's; the p value of Fisher's exact test.",
    "standardised_difference": "Each sample is set against the cases around it that are not in it. With several levels "
    "the difference has no sign and lies well above nought by chance alone in a small sample; where the p value says "
    "so, it is noted.",
}


def read(results: Path) -> Found:
    """What such tables show: the comparisons of a results folder."""
    return read_comparisons(results / "comparisons.csv")


def layout(study: Study, table: Table, found: Found) -> Laid:
    """The base, notes, columns and rows of one table."""
    declared = [study.declared_comparison(name) for name in table.comparisons]
    parts = [(one, [found[one.id, level] for level in one.levels or [ALL]]) for one in declared]
    kind = declared[0].kind
    sides = _side_labels(study, declared[0]) if kind != "standardised_difference" else []
    measures = {**MEASURES[kind], **P_VALUES, "words": "In words"}
    return {
        "base": _base(study, declared),
        "notes": [ABOUT[kind], *_family_notes(study, [one for _, rows in parts for one in rows])],
        "columns": [{"label": label} for label in (*sides, *measures.values())],
        "rows": list(_rows(study, parts, list(measures))),
    }


def _base(study: Study, declared: Sequence[DeclaredComparison]) -> str:
    names = dict.fromkeys(base for one in declared for base in one.bases or study.statistics[one.statistic].base)
    return f"Base{'s' if len(names) > 1 else ''}: {'; '.join(lowered(study.bases[name].title) for name in names)}."


def _family_notes(study: Study, parts: Sequence[Comparison]) -> Iterator[str]:
    """What the p values are adjusted for, a line a family."""
    for name in dict.fromkeys(one.family for one in parts):
        family = study.comparing.families[name]
        tests = max(one.tests_in_family for one in parts if one.family == name)
        about = lowered(family.title)
        yield f"p values adjusted, by Holm and by Benjamini and Hochberg (B-H), for {tests} tests: {about}."
        if family.note:
            yield family.note


def _side_labels(study: Study, one: DeclaredComparison) -> list[str]:
    if one.bases:
        return [study.bases[base].title for base in one.bases]
    (column,) = study.statistics[one.statistic].by
    labels = study.codebook.analysis_columns()[column]
    return [labels[name] for name in one.compared(study.statistics[one.statistic], study.codebook)]


def _rows(
    study: Study, parts: Sequence[tuple[DeclaredComparison, list[Comparison]]], measures: Sequence[str]
) -> Iterator[Laid]:
    headed, last = any(one.levels or one.kind == "standardised_difference" for one, _ in parts), ""
    for declared, rows in parts:
        heading = _heading(study, declared)
        if headed and heading != last:
            yield {"heading": heading}
        last = heading
        for one in rows:
            sides = [] if one.kind == "standardised_difference" else one.sides
            yield {
                "label": _label(study, declared, one),
                "cells": [*(_share(side, one) for side in sides), *(_cell(one, measure) for measure in measures)],
                "keys": [
                    *(_share_key(study, declared, side, one.part) for side in sides),
                    *(f"comparisons|{one.comparison}|{one.part}|{measure}" for measure in measures),
                ],
            }


def _heading(study: Study, declared: DeclaredComparison) -> str:
    if declared.kind != "standardised_difference":
        return declared.title
    sample, around = (study.bases[name].title for name in declared.bases)
    return f"{sample}, beside all others of: {lowered(around)}"


def _label(study: Study, declared: DeclaredComparison, one: Comparison) -> str:
    if one.part == ALL:
        return declared.title
    return study.codebook.analysis_columns()[str(study.statistics[one.statistic].of)][one.part]


def _share(side: Side, one: Comparison) -> str:
    """A share that is compared, with its count where only two are."""
    if side.denominator == 0:
        return NOT_APPLICABLE
    if side.n is None or side.denominator is None:
        return HIDDEN
    share = percent(side.n, side.denominator)
    return f"{grouped(side.n)} ({share})" if one.kind == "difference" else share


def _share_key(study: Study, declared: DeclaredComparison, side: Side, level: str) -> str:
    statistic = study.statistics[declared.statistic]
    base = side.name if declared.bases else statistic.base[0]
    group = ALL if declared.bases else group_name(statistic.by, [side.name])
    return "|".join((statistic.id, base, group, level, "n_pct" if declared.kind == "difference" else "pct"))


def _cell(one: Comparison, measure: str) -> str:
    if one.hidden:
        return HIDDEN
    if one.status == EMPTY:
        return NOT_APPLICABLE
    return CELLS[measure](one)


def _words(one: Comparison) -> str:
    said = WORDS.get((one.kind, one.direction), "not said" if one.direction == BROKEN else one.direction)
    if one.kind == "standardised_difference" and one.direction != LIKE and one.low is not None:
        said += ": more" if (one.value or 0) > 0 else ": fewer"
    return " ".join(filter(None, [said, one.mark, "(chance could do it)" if CHANCE in one.warning else ""]))


def p_value(value: float | None) -> str:
    """A p value to three decimals; below the least of them, said so."""
    if value is None:
        return NOT_APPLICABLE
    return "<0.001" if value < 0.001 else decimals(value, 3)


def _signed(value: float | None, places: int, scale: int = 1) -> str:
    text = decimals((value or 0.0) * scale, places)
    return text.replace("-", "−") if text.startswith("-") else f"+{text}" if text.strip("0.") else text


def _interval(one: Comparison) -> str:
    if one.low is None or one.high is None:
        return NOT_APPLICABLE
    places, scale = (1, 100) if one.kind == "difference" else (2, 1)
    return f"{_signed(one.low, places, scale)} to {_signed(one.high, places, scale)}"


def _value(one: Comparison) -> str:
    """Signed where it has a direction; a standardised difference of several levels has none."""
    if one.kind == "standardised_difference" and one.low is None:
        return decimals(one.value or 0.0, 2)
    return _signed(one.value, 2)


def _ratio(one: Comparison) -> str:
    if one.ratio is None or one.ratio_low is None or one.ratio_high is None:
        return NOT_APPLICABLE
    return f"{decimals(one.ratio, 2)} ({decimals(one.ratio_low, 2)} to {decimals(one.ratio_high, 2)})"


CELLS: dict[str, Callable[[Comparison], str]] = {
    "value": _value,
    "points": lambda one: _signed(one.value, 1, 100),
    "interval": _interval,
    "ratio": _ratio,
    "p": lambda one: p_value(one.p),
    "p_holm": lambda one: p_value(one.p_holm),
    "p_bh": lambda one: p_value(one.p_bh),
    "words": _words,
}
