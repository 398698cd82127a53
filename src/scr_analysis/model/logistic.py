"""Logistic regression on grouped cases: maximum likelihood, or Firth's penalised likelihood where that has no maximum.

Small and own, because statsmodels takes two seconds to import; it and R's ``logistf`` are the oracles of its tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]

_STEPS = 25
_FIRTH_STEPS = 200
_SMALL = 1e-9
_LONGEST = 5.0


@dataclass(frozen=True)
class Cells:
    """Cases alike in every term: a row of the design, how many there are, and how many have the outcome.

    ``design`` has a row a cell and a column a coefficient, the first all ones.
    """

    design: Array
    cases: Array
    events: Array


@dataclass(frozen=True)
class Fit:
    """A fit: ``log_likelihood`` is the penalised one under Firth.

    ``infinite`` marks the coefficients that still grow when the likelihood has no maximum (separation).
    """

    coefficients: Array
    log_likelihood: float
    information: Array
    firth: bool
    infinite: tuple[bool, ...]

    @property
    def separated(self) -> bool:
        """Whether the likelihood has no maximum."""
        return any(self.infinite)


def maximum_likelihood(cells: Cells) -> Fit:
    """Fit by Newton's method (iteratively reweighted least squares).

    Under complete or quasi-complete separation (Albert and Anderson 1984, Biometrika 71: 1-10) the log likelihood
    approaches its bound along a direction, each step adding about one to the linear predictor of the separated cells.
    Where there is a maximum, steps vanish quadratically; so steps that have not vanished after twenty-five tell the two
    apart.
    """
    return _climb(cells, np.zeros(cells.design.shape[1]), firth=False, held={}, steps=_STEPS)


def firth(
    cells: Cells, held: Mapping[int, float] | None = None, start: Array | None = None, near: float = _SMALL
) -> Fit:
    """Fit by the likelihood times the root of the information's determinant, which always has a maximum.

    Firth (1993), Biometrika 80: 27-38; as a remedy for separation, Heinze and Schemper (2002), Statistics in Medicine
    21: 2409-2419. ``held`` keeps coefficients at a value, for profiles; the penalty stays that of the whole model.
    ``near`` is the longest step that counts as none.
    """
    begin = np.zeros(cells.design.shape[1]) if start is None else start
    return _climb(cells, begin, firth=True, held=held or {}, steps=_FIRTH_STEPS, near=near)


def likelihood_held(cells: Cells, held: Mapping[int, float], start: Array) -> Fit:
    """Fit by maximum likelihood with some coefficients kept at a value."""
    return _climb(cells, start, firth=False, held=held, steps=_FIRTH_STEPS)


def _climb(
    cells: Cells, start: Array, *, firth: bool, held: Mapping[int, float], steps: int, near: float = _SMALL
) -> Fit:
    """Climb to the maximum; a step that would lead down is halved."""
    free = [place for place in range(len(start)) if place not in held]
    beta = start.copy()
    for place, value in held.items():
        beta[place] = value
    at = _at(cells, beta, firth)
    step = np.zeros(len(free))
    for _ in range(steps if free else 0):
        step = _bounded(at.step(free))
        beta, at, taken = _taken(cells, beta, free, step, at, firth)
        if abs(taken).max() < near:
            step = np.zeros(len(free))
            break
    infinite = np.zeros(len(beta), dtype=bool)
    infinite[free] = abs(step) > 1e-3
    return Fit(beta, at.reached, at.information, firth, tuple(bool(one) for one in infinite))


class _At(NamedTuple):
    """Log likelihood, score and information at some coefficients; under Firth, which needs it, its inverse too."""

    reached: float
    score: Array
    information: Array
    inverse: Array | None

    def step(self, free: list[int]) -> Array:
        """Newton's step of the coefficients that are free."""
        if self.inverse is not None and len(free) == len(self.score):
            return self.inverse @ self.score
        return _solved(self.information[np.ix_(free, free)], self.score[free])


def _taken(
    cells: Cells, beta: Array, free: list[int], step: Array, before: _At, firth: bool
) -> tuple[Array, _At, Array]:
    """The coefficients after a step, halved until it does not lead down, and the step as it was taken."""
    for _ in range(30):
        after = beta.copy()
        after[free] += step
        found = _at(cells, after, firth)
        if found.reached >= before.reached - 1e-12 * abs(before.reached):
            return after, found, step
        step = step / 2
    return beta, before, np.zeros(len(free))


def _at(cells: Cells, beta: Array, firth: bool) -> _At:
    """The point of some coefficients, penalised if asked."""
    linear = cells.design @ beta
    chance = 1 / (1 + np.exp(-np.maximum(np.minimum(linear, 700), -700)))
    weight = cells.cases * chance * (1 - chance)
    information = cells.design.T @ (weight[:, None] * cells.design)
    # log(1 + exp(x)) without overflow; the log likelihood of the grouped cases, without its constant
    reached = float(cells.events @ linear - cells.cases @ np.logaddexp(0, linear))
    rest = cells.events - cells.cases * chance
    inverse = _inverse(information) if firth else None
    if inverse is not None:
        leverage = weight * ((cells.design @ inverse) * cells.design).sum(axis=1)
        rest = rest + leverage * (0.5 - chance)
        sign, size = np.linalg.slogdet(information)
        reached += 0.5 * float(size) if sign > 0 else -np.inf
    return _At(reached, cells.design.T @ rest, information, inverse)


def _solved(information: Array, score: Array) -> Array:
    try:
        return np.asarray(np.linalg.solve(information, score), dtype=np.float64)
    except np.linalg.LinAlgError:
        return np.asarray(np.linalg.pinv(information) @ score, dtype=np.float64)


def _inverse(information: Array) -> Array:
    try:
        return np.asarray(np.linalg.inv(information), dtype=np.float64)
    except np.linalg.LinAlgError:
        return np.asarray(np.linalg.pinv(information), dtype=np.float64)


def _bounded(step: Array) -> Array:
    longest = float(abs(step).max())
    return step * (_LONGEST / longest) if longest > _LONGEST else step


def rank_of(design: Array) -> int:
    """How many columns of a design are independent of one another."""
    return int(np.linalg.matrix_rank(design))
