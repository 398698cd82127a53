"""Confidence intervals of a proportion, one small function a method."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, lgamma, log, sqrt

Interval = tuple[float, float]


def wilson(n: int, denominator: int, confidence: float) -> Interval:
    """Wilson's score interval (Wilson 1927; Brown, Cai and DasGupta 2001, formula 4), clipped to [0, 1]."""
    from statistics import NormalDist

    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share = n / denominator
    weight = 1 + z * z / denominator
    centre = (share + z * z / (2 * denominator)) / weight
    half = z / weight * sqrt(share * (1 - share) / denominator + z * z / (4 * denominator * denominator))
    low = 0.0 if n == 0 else max(0.0, centre - half)
    high = 1.0 if n == denominator else min(1.0, centre + half)
    return low, high


def clopper_pearson(n: int, denominator: int, confidence: float) -> Interval:
    """The exact interval of Clopper and Pearson (1934), by quantiles of the beta distribution."""
    from scipy.special import betaincinv  # half a second to import, and only this method and the next need it

    tail = (1 - confidence) / 2
    low = 0.0 if n == 0 else float(betaincinv(n, denominator - n + 1, tail))
    high = 1.0 if n == denominator else float(betaincinv(n + 1, denominator - n, 1 - tail))
    return low, high


def jeffreys(n: int, denominator: int, confidence: float) -> Interval:
    """The equal-tailed interval of Jeffreys' prior, Beta(1/2, 1/2) (Brown, Cai and DasGupta 2001, section 4.1.2)."""
    from scipy.special import betaincinv

    tail = (1 - confidence) / 2
    low = 0.0 if n == 0 else float(betaincinv(n + 0.5, denominator - n + 0.5, tail))
    high = 1.0 if n == denominator else float(betaincinv(n + 0.5, denominator - n + 0.5, 1 - tail))
    return low, high


METHODS: dict[str, Callable[[int, int, float], Interval]] = {
    "wilson": wilson,
    "clopper-pearson": clopper_pearson,
    "jeffreys": jeffreys,
}


PER = 100_000
"""Rates are told of so many child-years."""


def poisson_exact(events: int, confidence: float) -> Interval:
    """Exact limits of a Poisson count (Garwood 1936), by bisection on the distribution function."""
    tail = (1 - confidence) / 2
    low = 0.0 if events == 0 else _mean_where(lambda mean: 1 - _poisson_cdf(events - 1, mean), tail, rising=True)
    high = _mean_where(lambda mean: _poisson_cdf(events, mean), tail, rising=False)
    return low, high


def _poisson_cdf(events: int, mean: float) -> float:
    """Probability of at most that many events."""
    return sum(exp(count * log(mean) - mean - lgamma(count + 1)) for count in range(events + 1)) if mean else 1.0


def _mean_where(probability: Callable[[float], float], target: float, rising: bool) -> float:
    """The Poisson mean at which a monotone probability reaches the target."""
    below, above = 0.0, 1.0
    while (probability(above) < target) == rising:
        above *= 2
    for _ in range(200):
        middle = (below + above) / 2
        if middle in (below, above):  # no number lies between them
            break
        if (probability(middle) < target) == rising:
            below = middle
        else:
            above = middle
    return (below + above) / 2
