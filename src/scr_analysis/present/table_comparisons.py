"""A table whose rows are comparisons of one kind: the shares compared, the test, and what it says in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scr_analysis import breaks
from scr_analysis.comparison_cells import MEASURES, P_VALUES
from scr_analysis.comparison_cells import cell as comparison_cell
from scr_analysis.comparisons import ROUNDED, Comparison, Key, places_of, read_comparisons
from scr_analysis.english import lowered
from scr_analysis.estimates import ALL, Estimate, read_estimates
from scr_analysis.estimates import Key as EstimateKey
from scr_analysis.present.cells import cell, with_break
from scr_analysis.study import Study
from scr_analysis.study.codebook import Break
from scr_analysis.study.comparing import DeclaredComparison
from scr_analysis.study.declarations import Table

Laid = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """What such tables show: comparisons, and the protected estimates that they compare."""

    comparisons: Mapping[Key, Comparison]
    estimates: Mapping[EstimateKey, Estimate]


ROUNDED_NOTE = (
    "The counts were rounded before they were compared, so every test is only near. In words: “cannot be told” where "
    "other counts that round to the same would show something else."
)
ABOUT = {
    "trend": [
        "Z of Cochran and Armitage: above nought where the share rises with the period. Where a period has so few "
        "cases that its p value would be only near, p is worked out exactly.",
        "In words: a rise or a fall is named where p, adjusted by Holm, is small.",
    ],
    "difference": [
        "The later share less the earlier, in percentage points, with Newcombe's interval; their ratio with Katz's; "
        "the p value of Fisher's exact test.",
        "In words: higher or lower is said where p, adjusted by Holm, is small.",
    ],
    "standardised_difference": [
        "Each sample is set against the cases around it that are not in it. With several levels the difference has no "
        "sign and lies well above nought by chance alone in a small sample; where p says so, it is noted.",
    ],
}


def read(results: Path) -> Found:
    """The comparisons and the protected estimates of a results folder."""
    return Found(read_comparisons(results / "comparisons.csv"), read_estimates(results / "estimates.csv"))


def layout(study: Study, table: Table, found: Found) -> Laid:
    """The base, notes, columns and rows of one table."""
    declared = [study.declared_comparison(name) for name in table.comparisons]
    parts = [(one, [found.comparisons[one.id, level] for level in one.levels or [ALL]]) for one in declared]
    kind = declared[0].kind
    sides = _side_labels(study, declared[0]) if kind != "standardised_difference" else []
    rounded = any(ROUNDED in one.warning for _, rows in parts for one in rows)
    measures = {**MEASURES[kind], **P_VALUES, "words": "In words"}
    return {
        "base": _base(study, declared),
        "notes": [
            *ABOUT[kind],
            *_family_notes(study, [one for _, rows in parts for one in rows]),
            *breaks.notes(study, _breaks(study, declared)),
            *([ROUNDED_NOTE] if rounded else []),
        ],
        "columns": [{"label": label} for label in (*sides, *measures.values())],
        "rows": list(_rows(study, parts, list(measures), found.estimates)),
    }


def _breaks(study: Study, declared: Sequence[DeclaredComparison]) -> Iterator[Break]:
    for one in declared:
        yield from breaks.parted(study, study.statistics[one.statistic], places_of(study, one))


def _bases(study: Study, declared: Sequence[DeclaredComparison]) -> list[str]:
    return list(dict.fromkeys(base for one in declared for base in one.bases or study.statistics[one.statistic].base))


def _base(study: Study, declared: Sequence[DeclaredComparison]) -> str:
    names = _bases(study, declared)
    return f"Base{'s' if len(names) > 1 else ''}: {'; '.join(lowered(study.bases[name].title) for name in names)}."


def _family_notes(study: Study, parts: Sequence[Comparison]) -> Iterator[str]:
    """What the p values are adjusted for, a line a family."""
    for name in dict.fromkeys(one.family for one in parts):
        family = study.comparing.families[name]
        tests = max(one.tests_in_family for one in parts if one.family == name)
        about = lowered(family.title)
        yield f"p values adjusted, by Holm and by Benjamini and Hochberg (BH), for {tests} tests: {about}."
        if family.note:
            yield family.note


def _side_labels(study: Study, one: DeclaredComparison) -> list[str]:
    if one.bases:
        return [study.bases[base].title for base in one.bases]
    (column,) = study.statistics[one.statistic].by
    labels = study.codebook.analysis_columns()[column]
    return [labels[name] for name in one.compared(study.statistics[one.statistic], study.codebook)]


def _rows(
    study: Study,
    parts: Sequence[tuple[DeclaredComparison, list[Comparison]]],
    measures: Sequence[str],
    estimates: Mapping[EstimateKey, Estimate],
) -> Iterator[Laid]:
    headed, last = _is_headed(study, [one for one, _ in parts]), ""
    for declared, rows in parts:
        heading = _heading(study, declared, main=_bases(study, [one for one, _ in parts])[0])
        if headed and heading != last:
            yield {"heading": heading}
        last = heading
        yield from (_row(study, declared, one, measures, estimates, headed) for one in rows)


def _row(
    study: Study,
    declared: DeclaredComparison,
    one: Comparison,
    measures: Sequence[str],
    estimates: Mapping[EstimateKey, Estimate],
    headed: bool,
) -> Laid:
    """The shares compared, then the measures; a sample's departure is over all levels and has no one share."""
    places = places_of(study, declared) if one.kind != "standardised_difference" else []
    broken = breaks.after_a_break(study, study.statistics[declared.statistic], places)
    shown = "n_pct" if one.kind == "difference" else "pct"
    keys = [(one.statistic, base, group, one.part) for base, group in places]
    shares = [cell(estimates.get(key), shown) for key in keys]
    return {
        "label": _label(study, declared, one, headed),
        "cells": [
            *(with_break(share) if after else share for share, after in zip(shares, broken, strict=True)),
            *(comparison_cell(one, measure) for measure in measures),
        ],
        "keys": [
            *("|".join((*key, shown)) for key in keys),
            *(f"comparisons|{one.comparison}|{one.part}|{measure}" for measure in measures),
        ],
    }


def _is_headed(study: Study, declared: Sequence[DeclaredComparison]) -> bool:
    """Whether the rows stand under headings: where a comparison has several, or they do not have one base."""
    sampled = any(one.kind == "standardised_difference" for one in declared)
    return sampled or any(one.levels for one in declared) or len(_bases(study, declared)) > 1


def _heading(study: Study, declared: DeclaredComparison, main: str) -> str:
    """What the rows below are, and of which base where it is not the main one, with which the table begins."""
    if declared.kind == "standardised_difference":
        sample, around = (study.bases[name].title for name in declared.bases)
        return f"{sample}, beside all others of: {lowered(around)}"
    base = study.statistics[declared.statistic].base[0]
    if base != main and not declared.bases:
        return f"{declared.title}, of: {lowered(study.bases[base].title)}"
    return declared.title


def _label(study: Study, declared: DeclaredComparison, one: Comparison, headed: bool) -> str:
    statistic = study.statistics[one.statistic]
    if one.part != ALL:
        return study.codebook.analysis_columns()[str(statistic.of)][one.part]
    if headed and one.kind != "standardised_difference":  # the title stands above it
        return statistic.short or statistic.title
    return declared.title
