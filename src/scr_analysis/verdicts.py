"""How firmly a word stands: robust, fragile (it fails somewhere in the interval or the missing-data bounds), broken.

A word that the data support at the estimate is tried again at both ends of the interval and at both bounds. A rule of
shares is one stretch of shares, so a word that holds at both ends holds at every share between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from scr_analysis.band import NEVER, ends
from scr_analysis.estimates import Estimate
from scr_analysis.intervals import METHODS
from scr_analysis.missing import COLUMNS
from scr_analysis.ranking import beyond_chance, has_rank, may_have_rank, rivals, span, with_missing
from scr_analysis.rounding import half_up
from scr_analysis.study.codebook import Codebook
from scr_analysis.wording import Vocabulary

AT_THE_ESTIMATE = "fails at the estimate"
ROBUST, FRAGILE, BROKEN, WITHHELD = "robust", "fragile", "broken", "withheld"
OPEN = "cannot be told"  # counts that round to those shown support the word, and others do not
ROUNDED = "its counts are rounded, and some that they may stand for support the word while others do not"


@dataclass(frozen=True)
class Verdict:
    """How firmly a word stands, why, the words that would hold where it fails, and what is printed ``instead``."""

    state: str
    why: str = ""
    words: tuple[str, ...] = ()
    instead: str = ""


def of_phrase(vocabulary: Vocabulary, one: Estimate) -> Verdict:
    """The verdict on a phrase that the vocabulary chose: is it the same all along the interval and the bounds?"""
    if vocabulary.is_small(one):
        return _too_small(vocabulary, one)
    if phrase := vocabulary.phrase(one):
        return _along(one, lambda at: vocabulary.phrase_at(at) == phrase, lambda at: [vocabulary.phrase_at(at)])
    if broad := vocabulary.broad(one):
        along = _along(one, lambda at: vocabulary.holds_at(broad, at), lambda at: [vocabulary.phrase_at(at)])
        return replace(along, instead=broad)
    return Verdict(OPEN, ROUNDED, instead=vocabulary.stand_in(one))


def of_share(vocabulary: Vocabulary, claim: str, one: Estimate) -> Verdict:
    """The verdict on a claim of a share."""
    rule = vocabulary.wording.claims[claim]
    if vocabulary.is_small(one) and not rule.exact:
        return _too_small(vocabulary, one)
    if not vocabulary.holds(claim, one, []):
        if vocabulary.supported(claim, one) != NEVER:
            return Verdict(OPEN, ROUNDED, instead=vocabulary.stand_in(one))
        return Verdict(BROKEN, AT_THE_ESTIMATE, _held(vocabulary, one, []))
    if rule.prints == "complement" and _has_unknown(one):
        return Verdict(FRAGILE, _UNKNOWN)
    return _along(one, lambda share: vocabulary.holds_at(claim, share), vocabulary.holding_at)


def of_rank(
    vocabulary: Vocabulary, claim: str, one: Estimate, others: Sequence[Estimate], codebook: Codebook
) -> Verdict:
    """The verdict on a claim of a rank: beyond chance, and wherever the missing cases belong."""
    rule = vocabulary.wording.claims[claim]
    if vocabulary.is_small(one):
        return _too_small(vocabulary, one)
    if not vocabulary.holds(claim, one, others):
        if not may_have_rank(rule, span(one), rivals(one, others)):
            return Verdict(BROKEN, "the counts do not show it", _held(vocabulary, one, others))
        if any(other.n is None for other in others):
            return Verdict(WITHHELD, "a level beside it is hidden, so none may tell the order")
        return Verdict(OPEN, ROUNDED, instead=vocabulary.wording.withheld_rank)
    if rule.joint:
        return Verdict(FRAGILE, "one case more or fewer would part the equal counts")
    among, why = rivals(one, others), []
    if not has_rank(rule, span(one), among, beyond_chance(float(one.confidence or 0.95))):
        why.append("the next count is too near to be told apart from chance")
    unknown = _unknown(one, codebook)
    if unknown and not has_rank(rule, span(one), among, with_missing(unknown)):
        why.append("the missing cases could change the order")
    return Verdict(FRAGILE, "; ".join(why)) if why else Verdict(ROBUST)


def of_number(one: Estimate) -> Verdict:
    """The verdict on a count in words: could a missing case change it, or is it rounded?"""
    if one.rounded:
        return Verdict(FRAGILE, "the count is rounded")
    return Verdict(FRAGILE, _UNKNOWN) if _has_unknown(one) else Verdict(ROBUST)


_UNKNOWN = "missing cases could add to the count"


def _held(vocabulary: Vocabulary, one: Estimate, others: Sequence[Estimate]) -> tuple[str, ...]:
    """The words that the data do support, each once."""
    return tuple(dict.fromkeys(vocabulary.holding(one, others)))


def _has_unknown(one: Estimate) -> bool:
    return one.bound_low is not None and one.bound_low != one.bound_high


def _unknown(one: Estimate, codebook: Codebook) -> int:
    """The cases of the base whose answer exists and is not known."""
    kinds = zip(COLUMNS, one.missing, strict=True)
    return sum(count for kind, count in kinds if count and codebook.missing_kinds[kind].unknown)


def _too_small(vocabulary: Vocabulary, one: Estimate) -> Verdict:
    least = vocabulary.wording.smallest_base
    why = f"words for shares need a base of {least}, and this one has {one.denominator:,}"
    return Verdict(BROKEN, why, _held(vocabulary, one, []))


def _along(one: Estimate, holds: Callable[[float], bool], words: Callable[[float], Iterable[str]]) -> Verdict:
    """Robust where a word holds at both ends of the interval and at both bounds, else fragile, with what holds then."""
    low, high = _limits(one)
    places = (
        ("at the low end of the interval", low),
        ("at the high end of the interval", high),
        ("if every missing case were a no", one.bound_low),
        ("if every missing case were a yes", one.bound_high),
    )
    failing = [(place, share) for place, share in places if share is not None and not holds(share)]
    if not failing:
        return Verdict(ROBUST)
    printed = (one.low, one.high, one.bound_low, one.bound_high)
    why = "; ".join(
        f"fails {place} ({half_up(share)}%)" if share in printed else f"fails {place}, as far as rounding moves it"
        for place, share in failing
    )
    return Verdict(FRAGILE, why, tuple(dict.fromkeys(word for _, share in failing for word in words(share))))


def _limits(one: Estimate) -> tuple[float | None, float | None]:
    """The lowest and the highest limit of the intervals of all counts that an estimate may stand for."""
    if not one.rounded or one.low is None or one.method not in METHODS:
        return one.low, one.high
    lowest, highest = ends(one)
    confidence = float(one.confidence)
    return METHODS[one.method](*lowest, confidence)[0], METHODS[one.method](*highest, confidence)[1]
