"""Multiple imputation of codes by chained equations: each variable drawn in turn, given all the others.

A variable of two codes is drawn from a logistic regression whose coefficients are themselves drawn from their posterior
(Rubin 1987, example 5.4; ``logreg`` of van Buuren and Groothuis-Oudshoorn 2011, Journal of Statistical Software 45(3)).
One of more codes is drawn code by code, each against those not yet taken. The fits are Firth's, so that a code that is
never seen with some other does not make the draws wander off (White, Daniel and Royston 2010, Computational Statistics
and Data Analysis 54: 2267-2275).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from statistics import NormalDist
from typing import Any

import numpy as np

from scr_analysis.model.logistic import Array, Cells, firth

Column = list[str]
Answers = np.ndarray[Any, np.dtype[np.bool_]]
RARE = 10
NEAR = 1e-4  # a draw from the posterior wanders a thousand times as far


class Chain:
    """The columns of some cases, their gaps filled anew with every cycle.

    ``gaps`` are the places of a column whose answer exists and is not known; every other cell stays as it is.
    """

    def __init__(self, columns: Mapping[str, Sequence[str]], gaps: Mapping[str, Sequence[int]], rng: Random) -> None:
        self.columns: dict[str, Column] = {name: list(cells) for name, cells in columns.items()}
        self._gaps = {name: list(places) for name, places in gaps.items() if places}
        self._rng = rng
        self._last: dict[tuple[str, str], Array] = {}
        self._codes: dict[str, list[str]] = {}
        for name, places in self._gaps.items():
            known = [cell for place, cell in enumerate(columns[name]) if place not in set(places)]
            self._codes[name] = [code for code, _ in Counter(known).most_common()]
            for place in places:
                self.columns[name][place] = known[int(rng.random() * len(known))]
        self._common = {
            name: [code for code, count in Counter(cells).most_common() if count >= RARE][1:]
            for name, cells in self.columns.items()
        }

    def cycle(self) -> None:
        """Draw every gap once, column by column."""
        for name in self._gaps:
            design = self._design(name)
            for place, code in zip(self._gaps[name], self._drawn(name, design), strict=True):
                self.columns[name][place] = code

    def _design(self, left_out: str) -> Array:
        """A column of ones and one for each code of the other columns but the commonest and the rare ones."""
        size = len(next(iter(self.columns.values())))
        made = [np.ones(size)]
        for name, cells in self.columns.items():
            if name != left_out:
                held = np.array(cells)
                made += [(held == code).astype(np.float64) for code in self._common[name]]
        return np.column_stack(made)

    def _drawn(self, name: str, design: Array) -> Iterator[str]:
        """A code for every gap of a column: asked code by code, the last one takes those left over."""
        places = self._gaps[name]
        *asked, last = self._codes[name]
        known = np.ones(len(design), dtype=bool)
        known[places] = False
        cells = np.array(self.columns[name])
        drawn: dict[int, str] = {}
        for code in asked:
            beta = self._posterior((name, code), design[known], cells[known] == code)
            for place in places:
                if place not in drawn and self._rng.random() < _chance(float(design[place] @ beta)):
                    drawn[place] = code
            known = known & (cells != code)
        return (drawn.get(place, last) for place in places)

    def _posterior(self, key: tuple[str, str], design: Array, answers: Answers) -> Array:
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
    return float(1 / (1 + np.exp(-np.clip(linear, -700, 700))))
