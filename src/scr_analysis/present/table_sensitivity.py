"""A table whose rows are figures beside what they would be under declared assumptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scr_analysis.agreement import Agreement, kappa_cell, read_agreement
from scr_analysis.estimates import ALL, NOT_AVAILABLE, Estimate, Key, read_estimates
from scr_analysis.present.cells import cell
from scr_analysis.present.notes import base_line
from scr_analysis.sensitivity import Assumed, coding_cell, imputed_cell, read_assumed
from scr_analysis.study import Study
from scr_analysis.study.declarations import Statistic, Table

Laid = dict[str, Any]
COLUMNS = {
    "pct": "%",
    "bounds": "Bounds",
    "imputed": "If imputed (interval)",
    "coding": "If coders erred as assumed",
    "kappa": "Kappa of two coders",
}


@dataclass(frozen=True)
class Found:
    """The protected estimates, and the shares under each kind of assumption."""

    estimates: Mapping[Key, Estimate]
    imputed: Mapping[Key, Assumed]
    coding: Mapping[Key, Assumed]
    agreement: Mapping[str, Agreement]


def read(results: Path) -> Found:
    """What such tables show: estimates, imputed and corrected shares of a results folder."""
    return Found(
        read_estimates(results / "estimates.csv"),
        read_assumed(results / "imputed.csv"),
        read_assumed(results / "coding.csv"),
        read_agreement(results / "agreement.csv"),
    )


def layout(study: Study, table: Table, found: Found) -> Laid:
    """The base, notes, columns and rows of one table."""
    keys = [(name, base, ALL, ALL) for name in table.sensitivity for base in study.statistics[name].base]
    shown = [found.estimates[key] for key in keys]
    return {
        "base": base_line(study, shown),
        "notes": [*_assumptions(study, found, keys), *_left_out(found, keys)],
        "columns": [{"label": label} for label in COLUMNS.values()],
        "rows": [_row(study, found, key) for key in keys],
    }


def _row(study: Study, found: Found, key: Key) -> Laid:
    statistic, estimate = study.statistics[key[0]], found.estimates[key]
    imputed, coding = found.imputed.get(key), found.coding.get(key)
    return {
        "label": statistic.short or statistic.title,
        "cells": [
            cell(estimate, "pct"),
            cell(estimate, "bounds"),
            imputed_cell(imputed),
            coding_cell(coding),
            _kappa(found.agreement, statistic),
        ],
        "keys": [_key(statistic, key, measure) for measure in COLUMNS],
    }


def _key(statistic: Statistic, key: Key, measure: str) -> str:
    """What a cell shows: a measure of the estimate, or kappa of the variable that it counts."""
    columns = statistic.columns()
    return f"agreement|{columns[0]}|kappa" if measure == "kappa" and len(columns) == 1 else "|".join((*key, measure))


def _kappa(agreement: Mapping[str, Agreement], statistic: Statistic) -> str:
    """Kappa of the variable that a figure counts, where it counts one and that was coded twice."""
    one = agreement.get(statistic.columns()[0]) if len(statistic.columns()) == 1 else None
    return NOT_AVAILABLE if one is None else kappa_cell(one)


def _assumptions(study: Study, found: Found, keys: list[Key]) -> Iterator[str]:
    yield (
        "Bounds: if every missing answer were a no, and if every one were a yes; they assume nothing. If imputed: "
        "missing answers drawn again and again from cases alike in what is known of them, which assumes that silence "
        "says nothing. If coders erred: the share behind the recorded one, over the whole range assumed of the coding. "
        "Kappa: agreement of two coders beyond chance, where reports were coded twice; 1 is full agreement."
    )
    for key in keys:
        if key in found.coding:
            title = study.statistics[key[0]].short or study.statistics[key[0]].title
            yield f"{title}: {found.coding[key].assumption}"


def _left_out(found: Found, keys: list[Key]) -> Iterator[str]:
    if any(key not in found.imputed for key in keys):
        yield "[x] in a column: that analysis was not asked for, because nothing is missing or coding is not in doubt."
