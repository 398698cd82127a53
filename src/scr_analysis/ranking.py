"""Which place a count has among others: by what is shown, beyond chance, and whatever the missing cases were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scr_analysis import band
from scr_analysis.estimates import Estimate
from scr_analysis.intervals import wilson
from scr_analysis.study.vocabulary import Claim


@dataclass(frozen=True)
class Span:
    """What the count of a level may be: from ``low`` to ``high``, the same where it is shown and not rounded."""

    low: int
    high: int


Stands = Callable[[Span, Span], str]  # "above", "below", "level" or "unsure": how a rival stands to a count


def span(one: Estimate) -> Span:
    """What a count that is shown may be."""
    counts = band.counts(one)
    return Span(counts[0], counts[-1])


def rivals(one: Estimate, others: Sequence[Estimate]) -> list[Span]:
    """The other levels of a distribution. A hidden one may hold anything from none to all that the shown leave over."""
    shown = sum(span(other).low for other in (one, *others) if other.n is not None)
    left = max(0, band.bases(one)[-1] - shown)
    return [Span(0, left) if other.n is None else span(other) for other in others]


def has_rank(claim: Claim, count: Span, among: Sequence[Span], stands: Stands) -> bool:
    """Whether a count certainly has the place that a claim asks for; a shared place only where the claim is joint."""
    found = [stands(count, rival) for rival in among]
    if not found or "unsure" in found or ("level" in found) != claim.joint or claim.rank is None:
        return False
    return found.count("above") == claim.rank - 1 if claim.rank > 0 else found.count("below") == -claim.rank - 1


def may_have_rank(claim: Claim, count: Span, among: Sequence[Span]) -> bool:
    """Whether a count could have the place, given that some counts are hidden or rounded."""
    found = [as_counted(count, rival) for rival in among]
    unsure, level = found.count("unsure"), found.count("level")
    if not found or claim.rank is None or (level and not claim.joint) or (claim.joint and not level + unsure):
        return False
    ahead = found.count("above") if claim.rank > 0 else found.count("below")
    return ahead <= abs(claim.rank) - 1 <= ahead + unsure


def as_counted(count: Span, rival: Span) -> str:
    """How a rival stands by the counts that are shown."""
    return with_missing(0)(count, rival)


def with_missing(missing: int) -> Stands:
    """How a rival stands, wherever the missing cases belong."""

    def stands(count: Span, rival: Span) -> str:
        if rival.low > count.high + missing:
            return "above"
        if rival.high + missing < count.low:
            return "below"
        return "level" if not missing and rival == count and rival.low == rival.high else "unsure"

    return stands


def beyond_chance(confidence: float) -> Stands:
    """How a rival stands beyond chance: of the cases with either answer, does the interval leave out one half?"""

    def stands(count: Span, rival: Span) -> str:
        if _clearly_more(count.low, rival.high, confidence):
            return "below"
        return "above" if _clearly_more(rival.low, count.high, confidence) else "unsure"

    return stands


def _clearly_more(count: int, other: int, confidence: float) -> bool:
    return count > other and wilson(count, count + other, confidence)[0] > 0.5
