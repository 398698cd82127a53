"""A table whose rows are the terms of models: odds ratios with their intervals, and what they cannot say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from scr_analysis.english import level_label, lowered
from scr_analysis.estimates import HIDDEN
from scr_analysis.models import CONSTANT, MEASURES, ModelTerm, cell, read_models
from scr_analysis.rounding import grouped
from scr_analysis.study import Study
from scr_analysis.study.declarations import Table
from scr_analysis.study.modelling import Model

Laid = dict[str, Any]


def read(results: Path) -> list[ModelTerm]:
    """What such tables show: the models of a results folder."""
    return read_models(results / "models.csv")


def layout(study: Study, table: Table, found: Sequence[ModelTerm]) -> Laid:
    """The base, notes, columns and rows of one table."""
    models = [study.models[name] for name in table.models]
    return {
        "base": _base(study, models, found),
        "notes": list(dict.fromkeys(note for model in models for note in _notes(model, found))),
        "columns": [{"label": label} for label in MEASURES.values()],
        "rows": [row for model in models for row in _rows(study, model, found, several=len(models) > 1)],
    }


def _base(study: Study, models: Sequence[Model], found: Sequence[ModelTerm]) -> str:
    said = []
    for model in models:
        constant = next(one for one in found if one.model == model.id and one.term == CONSTANT)
        cases = HIDDEN if constant.cases is None else grouped(constant.cases)
        left = HIDDEN if constant.left_out is None else grouped(constant.left_out)
        title = lowered(study.bases[model.base].title)
        said.append(f"{title} with every term known (n = {cases}; {left} left out)")
    return f"Base: {'; '.join(said)}."


def _notes(model: Model, found: Sequence[ModelTerm]) -> Iterator[str]:
    yield model.limitation
    method = next(one.method for one in found if one.model == model.id)
    if method.startswith("Firth, for separation"):
        yield "A level has the outcome always or never, so Firth's penalised likelihood is used, which stays finite."
    elif method.startswith("Firth"):
        yield "Firth's penalised likelihood, which corrects the bias of small numbers."
    yield "An odds ratio compares with the reference, all other terms being equal; 1 is no difference."


def _rows(study: Study, model: Model, found: Sequence[ModelTerm], several: bool) -> Iterator[Laid]:
    terms = {(one.term, one.level): one for one in found if one.model == model.id}
    for term in model.terms:
        name = term.label or study.codebook.label(term.of)
        yield {"heading": f"{model.title}: {lowered(name)}" if several else name}
        yield {
            "label": f"{level_label(study, term, term.reference)} (reference)",
            "cells": ["1.00", "reference", "reference"],
            "keys": [f"models|{model.id}|{term.of}|{term.reference.name}|{measure}" for measure in MEASURES],
        }
        for level in term.levels:
            one = terms[term.of, level.name]
            yield {
                "label": level_label(study, term, level),
                "cells": [cell(one, measure) for measure in MEASURES],
                "keys": [f"models|{model.id}|{term.of}|{level.name}|{measure}" for measure in MEASURES],
            }
