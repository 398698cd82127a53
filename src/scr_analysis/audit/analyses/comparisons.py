"""The entries of comparisons: what was set against what, by which test, in which family, and what it showed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scr_analysis import breaks, english
from scr_analysis.audit.analyses.entry import Analysis, Known, anchor_of, row, share, worked_out
from scr_analysis.audit.findings import Record
from scr_analysis.comparison_cells import MEASURES, P_VALUES, cell
from scr_analysis.comparisons import Comparison, parts_of, places_of, read_comparisons
from scr_analysis.estimates import ALL
from scr_analysis.study import Study
from scr_analysis.study.comparing import DeclaredComparison
from scr_analysis.study.declarations import Statistic

# What the method of a row is called in docs/methods.md, part by part.
METHODS = {
    "cochran-armitage": "trend",
    "cochran-armitage, exact": "exact_trend",
    "newcombe": "difference",
    "katz": "risk_ratio",
    "fisher-exact": "fisher",
    "standardised difference": "standardised",
}


def comparisons(known: Known, results: Path) -> Iterator[Analysis]:
    """Every declared comparison."""
    found = read_comparisons(results / "comparisons.csv")
    for declared in known.study.comparing.comparisons:
        yield _analysis(known, declared, parts_of(found.values(), declared.id))


def _analysis(known: Known, declared: DeclaredComparison, parts: list[Comparison]) -> Analysis:
    study = known.study
    statistic, family = study.statistics[declared.statistic], study.comparing.families[declared.family]
    tests = max((one.tests_in_family for one in parts), default=0)
    parted = breaks.parted(study, statistic, places_of(study, declared))
    return Analysis(
        file="comparisons",
        id=declared.id,
        title=_title(study, declared, statistic),
        kind=declared.kind,
        definition=f"{_what(study, declared, statistic)} {_said_where(declared)}",
        rows=[_row(known, declared, one) for one in parts],
        declared=[declared, family, *([study.comparing.departures] if _is_sample(declared) else [])],
        statistics=[statistic.id],
        bases=declared.bases or statistic.base,
        methods=list(methods(parts)),
        family={"title": english.typeset(family.title), "note": english.typeset(family.note), "tests": tests},
        breaks=list(breaks.notes(study, parted)),
    )


def methods(parts: list[Comparison]) -> Iterator[str]:
    """The names in docs/methods.md of what the rows were made by, and of the adjustment for many tests."""
    named = dict.fromkeys(
        METHODS[name]
        for one in parts
        for name in ([one.method] if one.method in METHODS else one.method.split(", "))
        if name in METHODS
    )
    yield from named
    yield from ("multiplicity",) if named else ()


def _is_sample(declared: DeclaredComparison) -> bool:
    return declared.kind == "standardised_difference"


def _title(study: Study, declared: DeclaredComparison, statistic: Statistic) -> str:
    """The title; of a sample with what it is beside, since a table of samples says that in headings."""
    if not declared.bases:
        return declared.title
    sample, around = _labels(study, declared, statistic)
    return f"{declared.title}: {english.lowered(sample)}, beside all others of {english.lowered(around)}"


def _labels(study: Study, declared: DeclaredComparison, statistic: Statistic) -> list[str]:
    """What is compared, by its names: groups or bases, in order."""
    if declared.bases:
        return [study.bases[name].title for name in declared.bases]
    labels = study.codebook.analysis_columns()[statistic.by[0]]
    return [labels[name] for name in declared.compared(statistic, study.codebook)]


def _what(study: Study, declared: DeclaredComparison, statistic: Statistic) -> str:
    """What is set against what, in a sentence made from the declaration."""
    labels = _labels(study, declared, statistic)
    about = f"each answer below to “{statistic.title}”" if declared.levels else f"“{statistic.title}”"
    if declared.kind == "trend":
        apart = f"at {english.listed([f'{one:g}' for one in declared.scores], 'and')}" if declared.scores else ""
        over = english.lowered(study.codebook.label(statistic.by[0]))
        scale = f"taken as {apart or 'equally far apart'}"
        return f"Whether the share of {about} rises or falls over {over}: {english.listed(labels, 'and')}, {scale}."
    if declared.kind == "difference":
        return f"The share of {about} in “{labels[1]}” less that in “{labels[0]}”."
    limits = study.comparing.departures
    return (
        f"How far “{labels[0]}” is from the other cases of “{labels[1]}”, those not in it, in {about}: as a "
        f"standardised difference. Below {limits.a_little:g} it is called like the rest; from {limits.departs:g} on it "
        "departs."
    )


def _said_where(declared: DeclaredComparison) -> str:
    if _is_sample(declared):
        return "Where chance alone could bring such a departure, by its p value, that is said beside it."
    return "It is called a change or a difference only where p, adjusted by Holm within its family, is small."


def _row(known: Known, declared: DeclaredComparison, one: Comparison) -> Record:
    measures = {**MEASURES[one.kind], **P_VALUES, "words": "In words"}
    return row(
        _name(known.study, declared, one),
        ("comparisons", one.comparison, one.part),
        {label: cell(one, measure) for measure, label in measures.items()},
        worked_out(one.status),
        compared=list(_compared(known, declared, one)),
        method=one.method,
        confidence=one.confidence,
        warning=one.warning,
    )


def _name(study: Study, declared: DeclaredComparison, one: Comparison) -> str:
    statistic = study.statistics[one.statistic]
    if one.part == ALL:
        return declared.title
    return study.codebook.analysis_columns()[str(statistic.of)][one.part]


def _compared(known: Known, declared: DeclaredComparison, one: Comparison) -> Iterator[Record]:
    """Each share that is compared. A sample compared over all levels at once has no one share."""
    labels = _labels(known.study, declared, known.study.statistics[one.statistic])
    for label, (base, group) in zip(labels, places_of(known.study, declared), strict=True):
        key = (one.statistic, base, group, one.part)
        if key in known.estimates:
            yield share(known, key, label)
        else:
            first = next((held for at, held in known.estimates.items() if at[:3] == key[:3]), None)
            if first is not None:
                yield {"label": english.typeset(label), "text": "", "anchor": anchor_of(known, first)}
