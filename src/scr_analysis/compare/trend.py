"""Trend of a share over ordered groups: the test of Cochran and Armitage, and its exact version for small counts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import comb, erfc, lcm, sqrt

SMALLEST_EXPECTED = 5
MOST_BYTES = 4e9


def cochran_armitage(counts: Sequence[int], denominators: Sequence[int], scores: Sequence[float]) -> float | None:
    """Give Z of Cochran (1954) and Armitage (1955); above zero where the share rises with the scores.

    The variance is that of the binomial model, as in R's ``prop.trend.test`` (its chi squared is this Z squared); the
    permutation variance that statsmodels uses is larger by N / (N - 1). None where nothing or everything is counted, or
    the cases all stand in one group: then no trend can be told.
    """
    cases, counted = sum(denominators), sum(counts)
    if not 0 < counted < cases:
        return None
    share = counted / cases
    centre = sum(score * of for score, of in zip(scores, denominators, strict=True)) / cases
    spread = sum(of * (score - centre) ** 2 for score, of in zip(scores, denominators, strict=True))
    if spread == 0:
        return None
    rise = sum((score - centre) * n for score, n in zip(scores, counts, strict=True))
    return rise / sqrt(share * (1 - share) * spread)


def two_sided(z: float) -> float:
    """The two-sided p value of a standard normal statistic."""
    return erfc(abs(z) / sqrt(2))


def is_feasible(counts: Sequence[int], denominators: Sequence[int], scores: Sequence[float]) -> bool:
    """Whether the exact version ends within a second or so: by the bytes that it multiplies and shifts."""
    cases, counted = sum(denominators), sum(counts)
    rarer = min(counted, cases - counted)
    field = comb(cases, rarer).bit_length() / 8
    longest = field * rarer * max(_whole_numbers(scores))
    return longest * sum((rarer + 1) * min(of, rarer) for of in denominators) < MOST_BYTES


def small_counts(counts: Sequence[int], denominators: Sequence[int]) -> bool:
    """Whether a group would be expected to hold fewer than five of those counted, or of those not."""
    cases, counted = sum(denominators), sum(counts)
    rarer = min(counted, cases - counted)
    return any(rarer * of < SMALLEST_EXPECTED * cases for of in denominators)


def exact_trend(counts: Sequence[int], denominators: Sequence[int], scores: Sequence[float]) -> float:
    """Two-sided p value of the trend by permutation, exact: no draws, no approximation.

    The totals held fixed, every way of dealing those counted over the groups is weighed by the number of ways it can
    come about, a product of binomial coefficients. Those whose sum of scores lies as far from its expectation as the
    one observed, or farther, make up the p value.
    """
    cases, counted = sum(denominators), sum(counts)
    if 2 * counted > cases:  # the mirror image has the same p value and fewer ways
        counts, counted = [of - n for n, of in zip(counts, denominators, strict=True)], cases - counted
    places = _whole_numbers(scores)
    # The expectation is a fraction of all cases, so both sides are multiplied by their number and stay whole.
    expected = counted * sum(of * place for of, place in zip(denominators, places, strict=True))
    reached = abs(cases * sum(n * place for n, place in zip(counts, places, strict=True)) - expected)
    ways = _ways(denominators, places, counted)
    extreme = sum(way for total, way in enumerate(ways) if abs(cases * total - expected) >= reached)
    return float(Fraction(extreme, comb(cases, counted)))


def _ways(denominators: Sequence[int], places: Sequence[int], counted: int) -> list[int]:
    """How many ways of dealing those counted over the groups have each sum of scores.

    Group by group, for each number dealt so far, the ways by their sum of scores; they stand in one long whole number,
    a field of bits for each sum, so that a group is added with one multiplication and one shift.
    """
    field = comb(sum(denominators), counted).bit_length()
    rows = [1, *[0] * counted]
    for of, place in zip(denominators, places, strict=True):
        choices = [comb(of, n) for n in range(min(of, counted) + 1)]
        rows = [
            sum(rows[dealt - n] * choices[n] << field * place * n for n in range(min(of, dealt) + 1))
            for dealt in range(counted + 1)
        ]
    packed, mask = rows[counted], (1 << field) - 1
    return [packed >> field * total & mask for total in range(packed.bit_length() // field + 1)]


def _whole_numbers(scores: Sequence[float]) -> list[int]:
    """Scores as whole numbers with the same distances: sums of them can then be told apart exactly."""
    fractions = [Fraction(str(score)) for score in scores]
    scale = lcm(*(one.denominator for one in fractions))
    return [int((one - fractions[0]) * scale) for one in fractions]
