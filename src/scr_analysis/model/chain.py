"""Multiple imputation of codes by chained equations: each variable drawn in turn, given all the others.

A variable of two codes is drawn from a logistic regression whose coefficients are themselves drawn from their posterior
(Rubin 1987, example 5.4; ``logreg`` of van Buuren and Groothuis-Oudshoorn 2011, Journal of Statistical Software 45(3)).
One of more codes is drawn code by code, each against those not yet taken. The fits are Firth's, so that a code that is
never seen with some other does not make the draws wander off (White, Daniel and Royston 2010, Computational Statistics
and Data Analysis 54: 2267-2275).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import exp
from random import Random
from statistics import NormalDist
from typing import Any

import numpy as np

from scr_analysis.model.logistic import Array, Cells, firth

Places = np.ndarray[Any, np.dtype[np.int64]]
Answers = np.ndarray[Any, np.dtype[np.bool_]]
RARE = 10
NEAR = 1e-4  # a draw from the posterior wanders a thousand times as far


class Chain:
    """The columns of some cases, their gaps filled anew with every cycle.

    ``gaps`` are the places of a column whose answer exists and is not known; every other cell stays as it is.
    """

    def __init__(self, columns: Mapping[str, Sequence[str]], gaps: Mapping[str, Sequence[int]], rng: Random) -> None:
        self._gaps = {name: list(places) for name, places in gaps.items() if places}
        self._rng = rng
        self._last: dict[tuple[str, int], Array] = {}
        self._codes = {name: list(dict.fromkeys(cells)) for name, cells in columns.items()}
        self._drawn_from: dict[str, list[int]] = {}
        self._common: dict[str, list[int]] = {}
        # Each cell as the place of its code: comparisons of numbers, and not of words, are most of what is done.
        self._cells: dict[str, Places] = {}
        for name, cells in columns.items():
            number = {code: place for place, code in enumerate(self._codes[name])}
            filled = [number[cell] for cell in cells]
            if name in self._gaps:
                self._fill(name, filled)
            self._common[name] = [code for code, count in Counter(filled).most_common() if count >= RARE][1:]
            self._cells[name] = np.array(filled)

    def _fill(self, name: str, cells: list[int]) -> None:
        """Fill the gaps of a column for a beginning, each with the answer of some case that has one."""
        gaps = set(self._gaps[name])
        known = [cell for place, cell in enumerate(cells) if place not in gaps]
        self._drawn_from[name] = [code for code, _ in Counter(known).most_common()]
        for place in self._gaps[name]:
            cells[place] = known[int(self._rng.random() * len(known))]

    @property
    def columns(self) -> dict[str, list[str]]:
        """The columns as they are filled now."""
        return {name: [self._codes[name][cell] for cell in cells] for name, cells in self._cells.items()}

    def cycle(self) -> None:
        """Draw every gap once, column by column."""
        for name in self._gaps:
            self._cells[name][self._gaps[name]] = self._drawn(name, self._design(name))

    def _design(self, left_out: str) -> Array:
        """A column of ones and one for each code of the other columns but the commonest and the rare ones."""
        others = [(cells, self._common[name]) for name, cells in self._cells.items() if name != left_out]
        held = [cells[:, None] == np.array(common, dtype=cells.dtype) for cells, common in others]
        ones = np.ones((len(self._cells[left_out]), 1), dtype=bool)
        return np.hstack([ones, *held]).astype(np.float64)

    def _drawn(self, name: str, design: Array) -> list[int]:
        """A code for every gap of a column: asked code by code, the last one takes those left over."""
        places, cells = self._gaps[name], self._cells[name]
        *asked, last = self._drawn_from[name]
        known = np.ones(len(design), dtype=bool)
        known[places] = False
        drawn: dict[int, int] = {}
        for code in asked:
            beta = self._posterior((name, code), design[known], cells[known] == code)
            for place, linear in zip(places, (design[places] @ beta).tolist(), strict=True):
                if place not in drawn and self._rng.random() < _chance(linear):
                    drawn[place] = code
            known = known & (cells != code)
        return [drawn.get(place, last) for place in places]

    def _posterior(self, key: tuple[str, int], design: Array, answers: Answers) -> Array:
        """Coefficients drawn from the normal approximation to their posterior."""
        cells = Cells(design, np.ones(len(design)), answers.astype(np.float64))
        last = self._last.get(key)
        fit = firth(cells, start=last if last is not None and len(last) == design.shape[1] else None, near=NEAR)
        self._last[key] = fit.coefficients
        values, vectors = np.linalg.eigh(np.linalg.pinv(fit.information))
        normal = NormalDist()
        drawn = np.array([normal.inv_cdf(max(self._rng.random(), 1e-12)) for _ in values])
        spread: Array = vectors @ (np.sqrt(np.clip(values, 0, None)) * drawn)
        return fit.coefficients + spread


def _chance(linear: float) -> float:
    return 1 / (1 + exp(-min(max(linear, -700.0), 700.0)))
