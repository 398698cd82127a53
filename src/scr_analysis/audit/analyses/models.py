"""The entries of models: outcome and terms, how each was fitted, what it says and what it cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scr_analysis import english
from scr_analysis.audit.analyses.entry import Analysis, Known, cleared, row
from scr_analysis.audit.findings import Record
from scr_analysis.estimates import HIDDEN
from scr_analysis.models import CONSTANT, MEASURES, ModelTerm, cell, read_models
from scr_analysis.rounding import grouped
from scr_analysis.study import Study
from scr_analysis.study.modelling import Model

REFERENCE = dict(zip(MEASURES.values(), ("1.00", "reference", "reference"), strict=True))  # as its table prints it


def models(known: Known, results: Path) -> Iterator[Analysis]:
    """Every declared model."""
    found = read_models(results / "models.csv")
    for declared in known.study.models.values():
        yield _analysis(known, declared, [one for one in found if one.model == declared.id])


def _analysis(known: Known, declared: Model, found: list[ModelTerm]) -> Analysis:
    return Analysis(
        file="models",
        id=declared.id,
        title=declared.title,
        kind="model",
        definition=_definition(known.study, declared, found),
        rows=list(_rows(known, declared, found)),
        declared=[declared],
        bases=[declared.base],
        methods=["firth"],
        variables=[*declared.outcome, *(term.of for term in declared.terms)],
        note=declared.limitation,
    )


def _definition(study: Study, declared: Model, found: list[ModelTerm]) -> str:
    """What is modelled on what, over which cases."""
    names = [f"“{term.label or study.codebook.label(term.of)}”" for term in declared.terms]
    cases = next(((one.cases, one.left_out) for one in found), (None, None))
    used, left = (HIDDEN if count is None else grouped(count) for count in cases)
    return (
        f"A logistic model of whether {english.condition(study, declared.outcome)}, on {english.listed(names, 'and')} "
        f"at once, over the cases of “{study.bases[declared.base].title}” with every term known: {used} cases, {left} "
        "left out. Each odds ratio compares a level with the reference of its term, all other terms being equal; 1 is "
        "no difference."
    )


def _rows(known: Known, declared: Model, found: list[ModelTerm]) -> Iterator[Record]:
    """The constant, then each term with its reference before its levels."""
    terms = {(one.term, one.level): one for one in found}
    protection = cleared(known, "models.csv", declared.id)
    for (term, level), name in _named(known.study, declared).items():
        one = terms.get((term, level))
        cells = REFERENCE if one is None else {label: cell(one, measure) for measure, label in MEASURES.items()}
        place = ("models", declared.id, term, level) if level else ("models", declared.id, term)
        method, confidence = (one.method, one.confidence) if one else ("", "")
        yield row(name, place, cells, protection, method=method, confidence=confidence)


def _named(study: Study, declared: Model) -> dict[tuple[str, str], str]:
    """Every row of a model by its term and level, with its name."""
    named = {(CONSTANT, ""): "Constant: the odds where every term stands at its reference"}
    for term in declared.terms:
        about = term.label or study.codebook.label(term.of)
        for level in (term.reference, *term.levels):
            end = " (reference)" if level is term.reference else ""
            named[term.of, level.name] = f"{about}: {english.level_label(study, term, level)}{end}"
    return named
