"""Difference and ratio of two independent shares, with their intervals and Fisher's exact test."""

from __future__ import annotations

from math import comb, exp, log, sqrt
from statistics import NormalDist

from scr_analysis.intervals import Interval, wilson


def newcombe(first: tuple[int, int], last: tuple[int, int], confidence: float) -> Interval:
    """Limits of the last share less the first: Newcombe's hybrid score interval (1998, method 10).

    Each is given as count and denominator. The distances to the Wilson limits of the two shares are put together like
    the sides of a right angle (Statistics in Medicine 17:873-890, table I).
    """
    earlier, later = first[0] / first[1], last[0] / last[1]
    low_first, high_first = wilson(*first, confidence)
    low_last, high_last = wilson(*last, confidence)
    below = sqrt((later - low_last) ** 2 + (high_first - earlier) ** 2)
    above = sqrt((high_last - later) ** 2 + (earlier - low_first) ** 2)
    return max(-1.0, later - earlier - below), min(1.0, later - earlier + above)


def katz(first: tuple[int, int], last: tuple[int, int], confidence: float) -> tuple[float, float, float] | None:
    """Give the last share over the first, with limits on the log scale (Katz et al. 1978, Biometrics 34:469-474).

    None where either count is nought: the ratio or its limits are then not defined.
    """
    if first[0] == 0 or last[0] == 0:
        return None
    ratio = (last[0] / last[1]) / (first[0] / first[1])
    error = sqrt(1 / first[0] - 1 / first[1] + 1 / last[0] - 1 / last[1])
    reach = NormalDist().inv_cdf(0.5 + confidence / 2) * error
    return ratio, exp(log(ratio) - reach), exp(log(ratio) + reach)


def fisher_exact(first: tuple[int, int], last: tuple[int, int]) -> float:
    """Two-sided p value of Fisher's exact test: every table with the same totals that is no likelier than this one.

    The tables are weighed in whole numbers, so that equally likely ones are equal, as R's ``fisher.test`` takes them.
    """
    cases, counted, drawn = first[1] + last[1], first[0] + last[0], last[1]
    held = range(max(0, counted - first[1]), min(counted, drawn) + 1)
    ways = {n: comb(counted, n) * comb(cases - counted, drawn - n) for n in held}
    return sum(way for way in ways.values() if way <= ways[last[0]]) / comb(cases, drawn)
