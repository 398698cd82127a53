"""Families of tests: their p values adjusted together, and what each comparison then says in a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scr_analysis.compare.multiplicity import benjamini_hochberg, holm
from scr_analysis.compare.terms import Terms
from scr_analysis.comparisons import BROKEN, HIGHER, LOWER, NOT_CLEAR, SHOWN, Comparison


def adjusted(made: Sequence[Comparison], terms: Terms) -> list[Comparison]:
    """Every comparison with its adjusted p values, the number of tests in its family, and its direction."""
    done = {one.key: one for one in made}
    for family in dict.fromkeys(one.family for one in made):
        tested = [(one.key, one.p) for one in made if one.family == family and one.p is not None]
        values = [p for _, p in tested]
        for (key, _), by_holm, by_bh in zip(tested, holm(values), benjamini_hochberg(values), strict=True):
            done[key] = replace(done[key], p_holm=by_holm, p_bh=by_bh, tests_in_family=len(tested))
    return [_directed(one, terms) for one in done.values()]


def _directed(one: Comparison, terms: Terms) -> Comparison:
    """The word for a comparison; a sample's has been chosen already, by the size of its departure."""
    if one.status != SHOWN:
        return one
    if one.direction:
        return replace(one, by_itself=one.direction)
    clear = one.p_holm is not None and one.p_holm < terms.level
    return replace(one, direction=BROKEN if one.mark else _word(one, clear))


def alone(one: Comparison, terms: Terms) -> Comparison:
    """A comparison with what it shows by itself: by its interval, or where it has none by its p value as it is."""
    if one.status != SHOWN:
        return one
    if one.low is not None and one.high is not None:
        clear = one.low > 0 or one.high < 0
    else:
        clear = one.p is not None and one.p < terms.level
    return replace(one, by_itself=BROKEN if one.mark else _word(one, clear))


def _word(one: Comparison, clear: bool) -> str:
    """Higher or lower where it is clear that there is a difference; one rule for every kind of test."""
    if not clear or one.value is None:
        return NOT_CLEAR
    return HIGHER if one.value > 0 else LOWER
