"""From analysis rows to the cells of a model: cases alike in every term, counted, with how many have the outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scr_analysis.missing import is_missing
from scr_analysis.model.logistic import Cells
from scr_analysis.study.modelling import Model

Places = tuple[int, ...]


@dataclass(frozen=True)
class Counted:
    """The cases of a model by the place of their level in each term, and how many the model cannot use."""

    cases: Counter[Places]
    events: Counter[Places]
    left_out: int

    def by_level(self, term: int, place: int) -> tuple[int, int]:
        """Cases of a level of a term, with the outcome and without it."""
        held = sum(count for places, count in self.cases.items() if places[term] == place)
        events = sum(count for places, count in self.events.items() if places[term] == place)
        return events, held - events


def counted(model: Model, inclusion: Mapping[str, frozenset[str]], rows: Iterable[Mapping[str, str]]) -> Counted:
    """Count the cases of the base; one whose outcome or any term is not known, or in no level, is left out."""
    cases: Counter[Places] = Counter()
    events: Counter[Places] = Counter()
    left_out = 0
    for row in rows:
        if not all(row[column] in codes for column, codes in inclusion.items()):
            continue
        places = tuple(place for term in model.terms if (place := term.level_of(row[term.of])) is not None)
        answers = [row[column] for column in model.outcome]
        if len(places) < len(model.terms) or any(is_missing(answer) for answer in answers):
            left_out += 1
            continue
        cases[places] += 1
        events[places] += all(row[column] in codes for column, codes in model.outcome.items())
    return Counted(cases, events, left_out)


def cells(model: Model, found: Counted) -> Cells:
    """The cells as a design with a column for the constant and one for each level but the reference."""
    held = sorted(found.cases)
    design = np.array([_columns(model, places) for places in held], dtype=np.float64)
    return Cells(
        design.reshape(len(held), model.parameters),
        np.array([found.cases[places] for places in held], dtype=np.float64),
        np.array([found.events[places] for places in held], dtype=np.float64),
    )


def _columns(model: Model, places: Sequence[int]) -> list[int]:
    dummies = [
        int(place == number)
        for term, place in zip(model.terms, places, strict=True)
        for number in range(1, len(term.levels) + 1)
    ]
    return [1, *dummies]
