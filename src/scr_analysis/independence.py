"""Observed against expected under independence: how much oftener things go together than chance alone would have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp, prod, sqrt
from statistics import NormalDist


@dataclass(frozen=True)
class Against:
    """The count expected if the factors were unrelated, observed over expected, and its limits where defined."""

    expected: float
    ratio: float | None
    low: float | None
    high: float | None


def observed_against_expected(
    together: int, alone: Sequence[int], pairs: Sequence[int] | None, total: int, confidence: float
) -> Against:
    """Set the cases that hold all factors against what independence of the factors would give.

    Parameters
    ----------
    together
        Cases that hold every factor.
    alone
        Cases that hold each factor, with or without the others.
    pairs
        Cases that hold each pair of the factors, in the order of ``combinations(alone, 2)``; None where one is not
        known, and then there are no limits.
    total
        Cases whose factors are all known.
    confidence
        Of the limits, between 0 and 1.

    Notes
    -----
    The expected count is total times the product of the factors' shares. The limits are those of the logarithm of the
    ratio by the delta method for multinomial counts (Agresti 2013, Categorical Data Analysis, section 16.1), so that
    the shares that the expected count is made of are uncertain too. With p the share of all k factors together, p_i
    that of each and R_ij = p_ij / (p_i p_j), the variance is
    (1/p - sum 1/p_i + 2 sum R_ij - (k - 1)^2) / total.

    """
    expected = total * prod(count / total for count in alone)
    ratio = together / expected if expected else None
    if not together or ratio is None or pairs is None:
        return Against(expected, ratio, None, None)
    lifts = sum(pair * total / (one * other) for pair, (one, other) in zip(pairs, combinations(alone, 2), strict=True))
    unit = total / together - sum(total / count for count in alone) + 2 * lifts - (len(alone) - 1) ** 2
    half = NormalDist().inv_cdf(0.5 + confidence / 2) * sqrt(max(unit, 0.0) / total)
    return Against(expected, ratio, ratio * exp(-half), ratio * exp(half))
