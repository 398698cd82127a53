"""An estimate as it may be shown: rounded throughout, and what is hidden takes all that follows from it along."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from scr_analysis.estimates import ALL, NO_POPULATION, Estimate
from scr_analysis.intervals import METHODS, PER, poisson_exact
from scr_analysis.missing import COLUMNS
from scr_analysis.protect.decisions import REMAINDER, Cell
from scr_analysis.protect.ordered import BELOW, UPTO
from scr_analysis.rounding import nearest
from scr_analysis.small_bases import USUAL, SmallBases
from scr_analysis.study import Study
from scr_analysis.study.declarations import Statistic
from scr_analysis.study.disclosure import Profile


def protected_estimate(
    study: Study, profile: Profile, one: Estimate, hidden: Collection[Cell], small: SmallBases = USUAL
) -> Estimate:
    """The estimate rounded as the profile says, without the counts that are hidden."""
    shown = replace(one, status="shown")
    if rounds(study, profile, one):
        shown = rounded(study, profile, shown, small)
    if profile.intervals == "hidden":
        shown = replace(shown, low=None, high=None)
    gone = {f"missing_{kind}" for kind in COLUMNS if (one.key, f"missing_{kind}") in hidden}
    if gone:  # the bounds are made of the missing counts, and would give them back
        left = (
            None if f"missing_{kind}" in gone else count for kind, count in zip(COLUMNS, shown.missing, strict=True)
        )
        shown = replace(shown, missing=tuple(left), bound_low=None, bound_high=None)
    rate_hidden = profile.rates == "hidden" and study.statistics[one.statistic].kind == "rate"
    if rate_hidden or any((one.key, count) in hidden for count in ("n", REMAINDER, "denominator", UPTO, BELOW)):
        return _hidden(shown, of=(one.key, "denominator") in hidden)
    return shown


def _hidden(one: Estimate, of: bool) -> Estimate:
    """The estimate with its count and all that follows from it taken away, and the denominator too if that is hidden.

    Which rule hides it is for the log alone: "too small" or "for the sake of another" would tell of its size. That the
    counts still beside it are rounded is said here as elsewhere.
    """
    if of:
        one = replace(one, denominator=None, warning="")
    return replace(
        one, n=None, estimate=None, low=None, high=None, bound_low=None, bound_high=None,
        status="hidden", rule=f"disclosure control; {one.rule}" if one.rule else "disclosure control",
    )  # fmt: skip


def rounds(study: Study, profile: Profile, one: Estimate) -> bool:
    """Whether the profile rounds the estimate: not where it leaves local counts as they are and this is one."""
    statistic = study.statistics[one.statistic]
    columns = {*statistic.columns(), *(statistic.by if one.group != ALL else ())}
    local = not columns.isdisjoint(study.disclosure.local)
    return profile.round_to > 1 and (profile.round_local or not local)


def rounded(study: Study, profile: Profile, one: Estimate, small: SmallBases = USUAL) -> Estimate:
    """The estimate made again from its counts rounded: a share of exact counts would give them back.

    So would what is warned of: a base printed as 20 and marked as one below 20 would be known to be less.
    """
    if one.n is None or one.denominator is None:
        return one
    to, statistic = profile.round_to, study.statistics[one.statistic]
    missing = tuple(None if count is None else nearest(count, to) for count in one.missing)
    row = replace(one, n=nearest(one.n, to), missing=missing, rule=f"rounded to the nearest {to}")
    if statistic.kind == "rate" and one.warning != NO_POPULATION:
        return _rate(row)
    row = replace(row, denominator=nearest(one.denominator, to))
    return _share(study, statistic, row, small) if one.method in METHODS else row


def _rate(row: Estimate) -> Estimate:
    """The rate of a rounded count; the child-years are published elsewhere and stay as they are.

    Where no child population is delivered there are none: then the denominator counts cases, and is rounded as such.
    """
    if row.n is None or not row.denominator or row.estimate is None:
        return row
    low, high = poisson_exact(row.n, float(row.confidence))
    scale = PER / row.denominator
    return replace(row, estimate=row.n * scale, low=low * scale, high=high * scale)


def _share(study: Study, statistic: Statistic, row: Estimate, small: SmallBases) -> Estimate:
    """Share, interval, bounds and warning of rounded counts."""
    n, of = row.n, row.denominator
    if n is None or not of:
        return replace(row, estimate=None, low=None, high=None, bound_low=None, bound_high=None)
    low, high = METHODS[row.method](n, of, float(row.confidence))
    unknown = {kind: count or 0 for kind, count in zip(COLUMNS, row.missing, strict=True)
               if study.codebook.missing_kinds[kind].unknown}  # fmt: skip
    whole = of + sum(count for kind, count in unknown.items() if kind not in statistic.stays)
    return replace(
        row, estimate=n / of, low=low, high=high, warning=small.warning(of),
        bound_low=n / whole, bound_high=min(1.0, (n + sum(unknown.values())) / whole),
    )  # fmt: skip
