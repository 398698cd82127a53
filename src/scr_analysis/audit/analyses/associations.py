"""The entries of associations: what is recorded together, and what chance alone would give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scr_analysis import english
from scr_analysis.associations import MEASURES, CoOccurrence, cell, read_associations
from scr_analysis.audit.analyses.entry import Analysis, Known, row, share, worked_out
from scr_analysis.audit.findings import Record
from scr_analysis.estimates import ALL
from scr_analysis.study.associations import Association


def associations(known: Known, results: Path) -> Iterator[Analysis]:
    """Every declared association."""
    found = read_associations(results / "associations.csv")
    for declared in known.study.associations.values():
        yield _analysis(known, declared, [one for one in found if one.association == declared.id])


def _analysis(known: Known, declared: Association, found: list[CoOccurrence]) -> Analysis:
    titles = [f"“{known.study.statistics[name].title}”" for name in declared.factors]
    return Analysis(
        file="associations",
        id=declared.id,
        title=declared.title,
        kind="association",
        definition=(
            f"How often several of {english.listed(titles, 'and')} are recorded together, among the cases in which "
            "each of them is known; beside the number there would be if each were recorded as often as it is and had "
            "nothing to do with the others. That one thing leads to another does not follow."
        ),
        rows=[_row(known, one) for one in found],
        declared=[declared],
        statistics=[*declared.factors, *declared.together],
        bases=[one.base for one in found],
        methods=["observed_expected"],
    )


def _row(known: Known, one: CoOccurrence) -> Record:
    statistics = known.study.statistics
    keys = [(name, one.base, ALL, ALL) for name in (one.together, *one.factors)]
    return row(
        statistics[one.together].short or statistics[one.together].title,
        ("associations", one.association, one.together),
        {label: cell(one, measure) for measure, label in MEASURES.items()},
        worked_out(one.status),
        compared=[share(known, key, statistics[key[0]].short or statistics[key[0]].title) for key in keys],
        method=one.method,
        confidence=one.confidence,
    )
