"""Quantiles of Student's t, for degrees of freedom that need not be whole; scipy would take a third of a second."""

from __future__ import annotations

from math import exp, inf, isinf, lgamma, log
from statistics import NormalDist


def quantile(share: float, df: float) -> float:
    """The t that a share (above one half) of the distribution lies below, by bisection."""
    if isinf(df) or df > 1e7:
        return NormalDist().inv_cdf(share)
    below, above = 0.0, 2.0
    while cumulative(above, df) < share:
        above *= 2
    for _ in range(100):
        middle = (below + above) / 2
        if middle in (below, above):  # no number lies between them
            break
        below, above = (middle, above) if cumulative(middle, df) < share else (below, middle)
    return (below + above) / 2


def cumulative(t: float, df: float) -> float:
    """The share of the distribution below a t that is not negative: 1 - I(df / (df + t^2); df/2, 1/2) / 2."""
    return 1 - incomplete_beta(df / (df + t * t), df / 2, 0.5) / 2


def incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (Abramowitz and Stegun 26.5.8)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    return front / _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction, evaluated from its far end, where it no longer matters."""
    value = 1.0
    for step in range(300, 0, -1):
        m = step // 2
        if step % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        value = 1 + term / value if value else inf
    return value
