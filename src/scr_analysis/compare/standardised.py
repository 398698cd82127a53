"""Standardised differences between a sample and the rest, of two answers or of several."""

from __future__ import annotations

from collections.abc import Sequence
from math import copysign, erfc, exp, lgamma, log, sqrt
from statistics import NormalDist

from scr_analysis.intervals import Interval

Matrix = list[list[float]]
SMALLEST_EXPECTED = 5
NO_VARIANCE = 1e-12


def standardised(sample: Sequence[int], rest: Sequence[int]) -> float | None:
    """How far two distributions over the same levels lie apart, in standard deviations (Yang and Dalton 2012).

    The Mahalanobis distance between the two vectors of shares, with the mean of their two multinomial covariances. Of
    two levels it is the difference of the first level's shares over the root of the mean of its two variances, and has
    a sign; of more it has none. Levels that neither holds are left out.

    Returns None where the two have no spread to measure the distance by: each side stands at one level, or the sides
    share none of the variation.
    """
    counts = [pair for pair in zip(sample, rest, strict=True) if any(pair)]
    shares = [(n / sum(sample), m / sum(rest)) for n, m in counts][:-1]
    if not shares:
        return 0.0
    apart = [here - there for here, there in shares]
    solved = _solved(_mean_covariance(shares), apart)
    if solved is None:
        return 0.0 if not any(apart) else None
    distance = sqrt(max(0.0, sum(one * by for one, by in zip(apart, solved, strict=True))))
    return copysign(distance, apart[0]) if len(shares) == 1 else distance


def limits(value: float, sample: int, rest: int, confidence: float) -> Interval:
    """Limits of a standardised difference of two answers (Hedges and Olkin 1985; Yang and Dalton 2012)."""
    error = sqrt(1 / sample + 1 / rest + value * value / (2 * (sample + rest)))
    reach = NormalDist().inv_cdf(0.5 + confidence / 2) * error
    return value - reach, value + reach


def pearson(sample: Sequence[int], rest: Sequence[int]) -> tuple[float, bool]:
    """The p value of Pearson's chi squared over levels, and whether fewer than five are expected in some cell."""
    pairs = [pair for pair in zip(sample, rest, strict=True) if any(pair)]
    sides = (sum(sample), sum(rest))
    cases, statistic, few = sum(sides), 0.0, False
    for pair in pairs:
        for n, side in zip(pair, sides, strict=True):
            expected = sum(pair) * side / cases
            statistic += (n - expected) ** 2 / expected
            few = few or expected < SMALLEST_EXPECTED
    return chi_squared_tail(statistic, len(pairs) - 1), few


def chi_squared_tail(value: float, freedom: int) -> float:
    """The chance that chi squared reaches a value; a finite sum for whole degrees of freedom."""
    if freedom < 1:
        return 1.0
    half, odd = value / 2, freedom % 2
    powers = (power + odd / 2 for power in range(freedom // 2))
    series = sum(exp(power * log(half) - lgamma(power + 1)) if half else float(power == 0) for power in powers)
    return (erfc(sqrt(half)) if odd else 0.0) + exp(-half) * series


def _mean_covariance(shares: Sequence[tuple[float, float]]) -> Matrix:
    """Variances p(1 - p) on the diagonal, covariances -pq beside it (the paper prints these without their sign)."""
    return [
        [
            sum(p * (1 - p) if row == column else -p * q for p, q in zip(one, other, strict=True)) / 2
            for column, other in enumerate(shares)
        ]
        for row, one in enumerate(shares)
    ]


def _solved(matrix: Matrix, right: Sequence[float]) -> list[float] | None:
    """The solution of a small system of equations by elimination with pivots; None where it is singular."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for place in range(size):
        pivot = max(range(place, size), key=lambda row: abs(rows[row][place]))
        if abs(rows[pivot][place]) < NO_VARIANCE:
            return None
        rows[place], rows[pivot] = rows[pivot], rows[place]
        for row in range(size):
            if row != place:
                factor = rows[row][place] / rows[place][place]
                rows[row] = [one - factor * by for one, by in zip(rows[row], rows[place], strict=True)]
    return [rows[place][size] / rows[place][place] for place in range(size)]
