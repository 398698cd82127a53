"""Trend of a share over ordered groups: the test of Cochran and Armitage, and its exact version for small counts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import comb, erfc, lcm, sqrt

SMALLEST_EXPECTED = 5


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


def small_counts(counts: Sequence[int], denominators: Sequence[int]) -> bool:
    """Whether a group would be expected to hold fewer than five of those counted, or of those not."""
    cases, counted = sum(denominators), sum(counts)
    rarer = min(counted, cases - counted)
    return any(rarer * of < SMALLEST_EXPECTED * cases for of in denominators)


def exact_trend(counts: Sequence[int], denominators: Sequence[int], scores: Sequence[float]) -> float:
    """Two-sided p value of the trend by permutation, exact: no draws, no approximation.

    The totals held fixed, every way of dealing those counted over the groups is weighed by the number of ways it can
    come about, a product of binomial coefficients; the ways are added up group by group, as counts of (dealt so far,
    sum of scores so far). Those whose sum of scores lies as far from its expectation as the one observed, or farther,
    make up the p value.
    """
    cases, counted = sum(denominators), sum(counts)
    if 2 * counted > cases:  # the mirror image has the same p value and fewer ways
        counts, counted = [of - n for n, of in zip(counts, denominators, strict=True)], cases - counted
    places = _whole_numbers(scores)
    ways: dict[tuple[int, int], int] = {(0, 0): 1}
    for of, place in zip(denominators, places, strict=True):
        ways = _dealt(ways, of, place, counted)
    # The expectation is a fraction of all cases, so both sides are multiplied by their number and stay whole.
    expected = counted * sum(of * place for of, place in zip(denominators, places, strict=True))
    reached = abs(cases * sum(n * place for n, place in zip(counts, places, strict=True)) - expected)
    extreme = sum(
        way for (dealt, total), way in ways.items() if dealt == counted and abs(cases * total - expected) >= reached
    )
    return float(Fraction(extreme, comb(cases, counted)))


def _dealt(ways: dict[tuple[int, int], int], of: int, place: int, counted: int) -> dict[tuple[int, int], int]:
    """The ways after one more group has had from none to all of its cases counted."""
    after: dict[tuple[int, int], int] = {}
    choices = [comb(of, n) for n in range(min(of, counted) + 1)]
    for (dealt, total), way in ways.items():
        for n in range(min(of, counted - dealt) + 1):
            key = (dealt + n, total + n * place)
            after[key] = after.get(key, 0) + way * choices[n]
    return after


def _whole_numbers(scores: Sequence[float]) -> list[int]:
    """Scores as whole numbers with the same distances: sums of them can then be told apart exactly."""
    fractions = [Fraction(str(score)) for score in scores]
    scale = lcm(*(one.denominator for one in fractions))
    return [int((one - fractions[0]) * scale) for one in fractions]
