"""Which place a count has among others: by what is shown, beyond chance, and whatever the missing cases were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scr_analysis.estimates import Estimate
from scr_analysis.intervals import wilson
from scr_analysis.study.vocabulary import Claim


@dataclass(frozen=True)
class Rival:
    """The count of another level: from ``low`` to ``high``, the same where it is shown."""

    low: int
    high: int


Stands = Callable[[int, Rival], str]  # "above", "below", "level" or "unsure": how a rival stands to a count


def rivals(one: Estimate, others: Sequence[Estimate]) -> list[Rival]:
    """The other levels of a distribution. A hidden one may hold anything from none to all that the shown leave over."""
    shown = sum(other.n or 0 for other in others) + (one.n or 0)
    left = max(0, (one.denominator or 0) - shown)
    return [Rival(0, left) if other.n is None else Rival(other.n, other.n) for other in others]


def has_rank(claim: Claim, count: int, among: Sequence[Rival], stands: Stands) -> bool:
    """Whether a count certainly has the place that a claim asks for; a shared place only where the claim is joint."""
    found = [stands(count, rival) for rival in among]
    if not found or "unsure" in found or ("level" in found) != claim.joint or claim.rank is None:
        return False
    return found.count("above") == claim.rank - 1 if claim.rank > 0 else found.count("below") == -claim.rank - 1


def may_have_rank(claim: Claim, count: int, among: Sequence[Rival], rounded: bool) -> bool:
    """Whether a count could have the place, given hidden rivals; rounded counts that are equal may be unequal."""
    found = [as_counted(count, rival) for rival in among]
    unsure = found.count("unsure") + (found.count("level") if rounded else 0)
    level = 0 if rounded else found.count("level")
    if not found or claim.rank is None or (level and not claim.joint) or (claim.joint and not level + unsure):
        return False
    ahead = found.count("above") if claim.rank > 0 else found.count("below")
    return ahead <= abs(claim.rank) - 1 <= ahead + unsure


def as_counted(count: int, rival: Rival) -> str:
    """How a rival stands by the counts that are shown."""
    return with_missing(0)(count, rival)


def with_missing(missing: int) -> Stands:
    """How a rival stands, wherever the missing cases belong."""

    def stands(count: int, rival: Rival) -> str:
        if rival.low > count + missing:
            return "above"
        if rival.high + missing < count:
            return "below"
        return "level" if not missing and rival.low == rival.high == count else "unsure"

    return stands


def beyond_chance(confidence: float) -> Stands:
    """How a rival stands beyond chance: of the cases with either answer, does the interval leave out one half?"""

    def stands(count: int, rival: Rival) -> str:
        if _clearly_more(count, rival.high, confidence):
            return "below"
        return "above" if _clearly_more(rival.low, count, confidence) else "unsure"

    return stands


def _clearly_more(count: int, other: int, confidence: float) -> bool:
    return count > other and wilson(count, count + other, confidence)[0] > 0.5
