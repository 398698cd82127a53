"""Profile intervals and tests of one coefficient: how far it can move before the likelihood falls too low."""

from __future__ import annotations

from collections.abc import Callable
from math import copysign, erfc, exp, sqrt
from statistics import NormalDist

import numpy as np

from scr_analysis.model.logistic import Cells, Fit, firth, likelihood_held

_NEAR = 1e-7


def interval(cells: Cells, fit: Fit, place: int, confidence: float) -> tuple[float, float]:
    """The values of a coefficient that a likelihood ratio test would not reject (profile likelihood).

    Venzon and Moolgavkar (1988), Applied Statistics 37: 87-94; penalised, Heinze and Schemper (2002). Where the
    likelihood has no maximum, only a penalised fit has limits on both sides.
    """
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    spread = sqrt(float(np.linalg.pinv(fit.information)[place, place]))
    at = float(fit.coefficients[place])
    root = _signed_root(cells, fit, place)
    return _crossing(root, at, -z, -spread), _crossing(root, at, z, spread)


def p_value(cells: Cells, fit: Fit, place: int) -> float:
    """Two-sided p value of the (penalised) likelihood ratio test that a coefficient is nought; chi squared, one df."""
    return erfc(abs(_signed_root(cells, fit, place)(0.0)) / sqrt(2))


def odds(coefficient: float) -> float:
    """An odds ratio from a coefficient."""
    return exp(coefficient)


def _signed_root(cells: Cells, fit: Fit, place: int) -> Callable[[float], float]:
    """The signed root of the likelihood ratio statistic of a value: nearly a straight line through the estimate."""
    start = fit.coefficients

    def root(value: float) -> float:
        nonlocal start
        held = {place: value}
        there = firth(cells, held, start) if fit.firth else likelihood_held(cells, held, start)
        start = there.coefficients
        drop = max(2 * (fit.log_likelihood - there.log_likelihood), 0.0)
        return copysign(sqrt(drop), value - float(fit.coefficients[place]))

    return root


def _crossing(root: Callable[[float], float], at: float, target: float, spread: float) -> float:
    """Where the root reaches the target: bracketed outwards, then by false position and halving in turn."""
    near, far, fell = at, at + abs(target) * spread, -target
    reached = root(far) - target
    for _ in range(60):
        if (reached >= 0) == (target > 0):
            break
        near, fell, far = far, reached, far + 2 * (far - near)
        reached = root(far) - target
    for turn in range(200):
        if abs(far - near) < _NEAR or abs(reached) < _NEAR:
            break
        middle = (near + far) / 2 if turn % 3 == 2 else far - reached * (far - near) / (reached - fell)
        value = root(middle) - target
        if (value >= 0) == (reached >= 0):
            far, reached = middle, value
        else:
            near, fell = middle, value
    return far
