"""A figure in print beside the same figure recomputed: both in words, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterator

from scr_analysis.band import bases, counts
from scr_analysis.consistency import check
from scr_analysis.estimates import HIDDEN, NOT_AVAILABLE, Estimate, Key
from scr_analysis.rounding import grouped, whole_percent
from scr_analysis.study import Study
from scr_analysis.study.printed import Printed


def key_of(one: Printed, study: Study) -> Key:
    """The estimate that a figure in print is compared with."""
    return one.statistic, one.base or study.statistics[one.statistic].base[0], one.group, one.level


def in_print(one: Printed) -> str:
    """A figure as printed: "188 of 293 (64%)", "175 of 293", "64%", "64% of 175"."""
    of = f" of {grouped(one.denominator)}" if one.denominator is not None else ""
    if one.count is None:
        return f"{one.percent}%{of}"
    return f"{grouped(one.count)}{of}" + (f" ({one.percent}%)" if one.percent else "")


def recomputed(estimate: Estimate | None) -> str:
    """The same figure as these data give it."""
    if estimate is None or estimate.denominator == 0:
        return NOT_AVAILABLE
    if estimate.hidden or estimate.n is None or estimate.denominator is None:
        return HIDDEN
    counts = f"{grouped(estimate.n)} of {grouped(estimate.denominator)}"
    return counts if estimate.too_small else f"{counts} ({whole_percent(estimate.n, estimate.denominator)}%)"


def agreement(one: Printed, estimate: Estimate | None) -> str:
    """Whether the two agree in all that is printed, and by how much they do not."""
    if estimate is None or estimate.denominator == 0:
        return NOT_AVAILABLE
    if estimate.hidden or estimate.n is None or estimate.denominator is None:
        return HIDDEN
    if estimate.rounded:
        return _agreement_of_rounded(one, estimate)
    apart = list(_differences(one, estimate.n, estimate.denominator))
    if apart:
        return f"differs: {'; '.join(apart)}"
    if one.denominator not in (None, estimate.denominator):
        return "agrees, of another denominator"
    return "agrees"


def _agreement_of_rounded(one: Printed, estimate: Estimate) -> str:
    """Whether counts that round to those shown would print the same; by how much they differ is not to be told."""
    of = bases(estimate)
    same = one.denominator in of
    pairs = ((n, whole) for whole in ([one.denominator] if same else of) if whole for n in counts(estimate))
    if not any(n <= whole and not any(_differences(one, n, whole)) for n, whole in pairs):
        return "differs by more than rounding"
    return "agrees within rounding" + ("" if same or one.denominator is None else ", of another denominator")


def _differences(one: Printed, n: int, denominator: int) -> Iterator[str]:
    if one.count is not None and one.count != n:
        yield f"count {_signed(n - one.count)}"
    if one.percent and check(n, denominator, one.percent).verdict != "agrees":
        points = whole_percent(n, denominator) - round(float(one.percent))
        yield f"{_signed(points)} percentage point{'s' if abs(points) != 1 else ''}"


def _signed(number: int) -> str:
    return f"{number:+d}".replace("-", "−")
