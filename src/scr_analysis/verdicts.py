"""How firmly a word stands: robust, fragile (it fails somewhere in the interval or the missing-data bounds), broken.

A word that the data support at the estimate is tried again at both ends of the interval and at both bounds. A rule of
shares is one stretch of shares, so a word that holds at both ends holds at every share between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from scr_analysis.estimates import Estimate
from scr_analysis.missing import COLUMNS
from scr_analysis.ranking import beyond_chance, has_rank, may_have_rank, rivals, with_missing
from scr_analysis.rounding import half_up, rounded_from
from scr_analysis.study.codebook import Codebook
from scr_analysis.wording import Vocabulary, blurred

AT_THE_ESTIMATE = "fails at the estimate"
ROBUST, FRAGILE, BROKEN, WITHHELD = "robust", "fragile", "broken", "withheld"


@dataclass(frozen=True)
class Verdict:
    """How firmly a word stands, why, and the words that would hold where it fails."""

    state: str
    why: str = ""
    words: tuple[str, ...] = ()


def of_phrase(vocabulary: Vocabulary, one: Estimate) -> Verdict:
    """The verdict on a phrase that the vocabulary chose: is it the same all along the interval and the bounds?"""
    if vocabulary.is_small(one):
        return _too_small(vocabulary, one)
    if blurred(one):
        return Verdict(BROKEN, _BLURRED, _held(vocabulary, one, []))
    chosen = vocabulary.phrase(one)
    return _along(one, lambda share: vocabulary.phrase_at(share) == chosen, lambda share: [vocabulary.phrase_at(share)])


def of_share(vocabulary: Vocabulary, claim: str, one: Estimate) -> Verdict:
    """The verdict on a claim of a share."""
    rule = vocabulary.wording.claims[claim]
    if vocabulary.is_small(one) and not rule.exact:
        return _too_small(vocabulary, one)
    support = _support(vocabulary, claim, one) if one.rounded else ALWAYS
    if support == SOMETIMES:
        return Verdict(WITHHELD, _UNSETTLED)
    if rule.exact and one.rounded:
        return Verdict(BROKEN, _BLURRED, _held(vocabulary, one, []))
    if support == NEVER or not vocabulary.holds(claim, one, []):
        return Verdict(BROKEN, AT_THE_ESTIMATE, _held(vocabulary, one, []))
    if rule.prints == "complement" and _open(one):
        return Verdict(FRAGILE, _OPEN)
    return _along(one, lambda share: vocabulary.holds_at(claim, share), vocabulary.holding_at)


def of_rank(
    vocabulary: Vocabulary, claim: str, one: Estimate, others: Sequence[Estimate], codebook: Codebook
) -> Verdict:
    """The verdict on a claim of a rank: beyond chance, and wherever the missing cases belong."""
    rule = vocabulary.wording.claims[claim]
    if vocabulary.is_small(one):
        return _too_small(vocabulary, one)
    if not vocabulary.holds(claim, one, others):
        if may_have_rank(rule, one.n or 0, rivals(one, others), one.rounded):
            return Verdict(
                WITHHELD, "a level beside it is hidden, or as large once rounded, so none may tell the order"
            )
        return Verdict(BROKEN, "the counts do not show it", _held(vocabulary, one, others))
    if rule.joint:
        return Verdict(FRAGILE, "one case more or fewer would part the equal counts")
    among, why = rivals(one, others), []
    if not has_rank(rule, one.n or 0, among, beyond_chance(float(one.confidence or 0.95))):
        why.append("the next count is too near to be told apart from chance")
    unknown = _unknown(one, codebook)
    if unknown and not has_rank(rule, one.n or 0, among, with_missing(unknown)):
        why.append(f"the {unknown:,} missing cases could change the order")
    if one.rounded and not has_rank(rule, one.n or 0, among, with_missing(_step(one))):
        why.append("the next count is no further off than the rounding")
    return Verdict(FRAGILE, "; ".join(why)) if why else Verdict(ROBUST)


def of_number(one: Estimate) -> Verdict:
    """The verdict on a count in words: could a missing case change it, or is it rounded?"""
    if one.rounded:
        return Verdict(FRAGILE, f"the count is {one.rule}")
    return Verdict(FRAGILE, _OPEN) if _open(one) else Verdict(ROBUST)


def _support(vocabulary: Vocabulary, claim: str, one: Estimate) -> str:
    """Whether all, some or none of the counts that round to those shown support a claim of a share.

    A word printed only where all of them do tells nobody more than the rounded counts. A word of whole counts is never
    printed of rounded ones. Where nought is among them no word stands in: "some" could be false.
    """
    counts, bases = rounded_from(one.n or 0, _step(one)), rounded_from(one.denominator or 0, _step(one))
    found = {vocabulary.holds_at(claim, n / of) for n in counts for of in bases if of and n <= of}
    if found == {True} and not vocabulary.wording.claims[claim].exact:
        return ALWAYS
    return SOMETIMES if True in found and 0 not in counts else NEVER


def _step(one: Estimate) -> int:
    """To what its counts are rounded: the last number of its rule."""
    return int(one.rule.rpartition(" ")[2])


def _unrounded(one: Estimate) -> list[tuple[str, float]]:
    """The lowest and the highest share that rounded counts may stand for."""
    if not one.rounded or one.n is None or not one.denominator:
        return []
    counts, bases = rounded_from(one.n, _step(one)), rounded_from(one.denominator, _step(one))
    low, high = counts[0] / bases[-1], counts[-1] / max(1, bases[0])
    return [("if its counts were rounded up", low), ("if its counts were rounded down", min(1.0, high))]


ALWAYS, SOMETIMES, NEVER = "always", "sometimes", "never"
_UNSETTLED = "its counts are rounded, and some that they may stand for support the word while others do not"
_BLURRED = "its counts are rounded, so no word may tell them exactly"
_OPEN = "missing cases could add to the count"


def _held(vocabulary: Vocabulary, one: Estimate, others: Sequence[Estimate]) -> tuple[str, ...]:
    """The words that the data do support, each once."""
    return tuple(dict.fromkeys(vocabulary.holding(one, others)))


def _open(one: Estimate) -> bool:
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
    ends = (
        ("at the low end of the interval", one.low),
        ("at the high end of the interval", one.high),
        ("if every missing case were a no", one.bound_low),
        ("if every missing case were a yes", one.bound_high),
        *_unrounded(one),
    )
    failing = [(place, share) for place, share in ends if share is not None and not holds(share)]
    if not failing:
        return Verdict(ROBUST)
    why = "; ".join(f"fails {place} ({half_up(share)}%)" for place, share in failing)
    return Verdict(FRAGILE, why, tuple(dict.fromkeys(word for _, share in failing for word in words(share))))
