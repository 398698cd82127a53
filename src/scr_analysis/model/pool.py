"""Rubin's rules: one answer from several completed sets of cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, sqrt
from statistics import fmean, variance

from scr_analysis.model.student import quantile


@dataclass(frozen=True)
class Pooled:
    """The mean over imputations, the variance within them, between them and in all, and the degrees of freedom."""

    mean: float
    within: float
    between: float
    total: float
    df: float

    @property
    def increase(self) -> float:
        """The relative increase in variance due to what is missing."""
        return (self.total - self.within) / self.within if self.within else 0.0


def pooled(estimates: Sequence[float], variances: Sequence[float], complete_df: float = inf) -> Pooled:
    """Pool by Rubin's rules (Rubin 1987, Multiple Imputation for Nonresponse in Surveys, 3.1.2 to 3.1.6).

    The degrees of freedom are those of Barnard and Rubin (1999), Biometrika 86: 948-955, for ``complete_df`` of the
    complete cases; with infinitely many, Rubin's own.
    """
    count = len(estimates)
    within, between = fmean(variances), variance(estimates)
    total = within + (1 + 1 / count) * between
    missing = (1 + 1 / count) * between / total if total else 0.0
    old = (count - 1) / missing**2 if missing else inf
    if complete_df == inf:
        return Pooled(fmean(estimates), within, between, total, old)
    observed = (complete_df + 1) / (complete_df + 3) * complete_df * (1 - missing)
    df = observed if old == inf else old * observed / (old + observed)
    return Pooled(fmean(estimates), within, between, total, df)


def share_interval(pool: Pooled, cases: int, confidence: float) -> tuple[float, float]:
    """Wilson's interval of an imputed share: z gives way to t, and the variance grows by what is missing.

    Lott and Reiter (2020), The American Statistician 74: 109-115. Rubin's plain interval may leave nought to one.
    """
    t = quantile(0.5 + confidence / 2, max(pool.df, 1.0))
    grown = t * t * (1 + pool.increase) / cases
    centre = (2 * pool.mean + grown) / (2 * (1 + grown))
    half = sqrt(max((2 * pool.mean + grown) ** 2 / (4 * (1 + grown) ** 2) - pool.mean**2 / (1 + grown), 0.0))
    return max(0.0, centre - half), min(1.0, centre + half)
