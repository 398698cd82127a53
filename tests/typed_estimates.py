"""Estimates typed by hand, for tests of tables and their cells."""

from __future__ import annotations

from dataclasses import replace

from scr_analysis.estimates import Estimate

NONE_MISSING = (0, 0, 0, 0, 0, 0)


def one(statistic: str, n: int, of: int, base: str = "everyone", group: str = "all", level: str = "all") -> Estimate:
    share = n / of if of else None
    warning = "small base" if 0 < of < 20 else ""
    limits = (0.125, 0.875, "wilson", "0.95", 0.1, 0.9)
    return Estimate(statistic, base, group, level, n, of, NONE_MISSING, share, *limits, warning, "shown")


def hidden(estimate: Estimate) -> Estimate:
    bare = replace(estimate, n=None, estimate=None, low=None, high=None, bound_low=None, bound_high=None)
    return replace(bare, status="hidden", rule="count below 5")
