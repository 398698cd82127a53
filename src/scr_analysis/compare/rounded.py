"""Comparisons of rounded counts: what they show is told where all counts that round to those shown would show it too.

Each is made twice more: of the counts that show least of a rise, and of those that show most. Of a family the greatest
and the least p values are adjusted together, since Holm's adjustment rises with each of them. What a comparison shows
by itself, by its interval, is told where it is the same in all that were made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from scr_analysis.compare.families import adjusted
from scr_analysis.compare.samples import departure_word, sample_and_rest
from scr_analysis.compare.standardised import standardised
from scr_analysis.compare.terms import Terms
from scr_analysis.compare.worlds import Found, Part, compared_keys, worlds_of
from scr_analysis.comparisons import DEPARTS, LIKE, ROUNDED, SHOWN, UNSETTLED, Comparison
from scr_analysis.study import Study
from scr_analysis.study.comparing import DeclaredComparison

Make = Callable[[Part, Found], Comparison]
Extremes = tuple[Comparison, Comparison]
"""One comparison with the least evidence that rounding leaves for it, and with the most."""


def settled(
    study: Study, parts: Sequence[Part], made: Sequence[Comparison], found: Found, make: Make, terms: Terms
) -> list[Comparison]:
    """The comparisons adjusted and told in a word; in none where other counts that round alike would give another."""
    extremes = [_extremes(study, part, one, found, make) for part, one in zip(parts, made, strict=True)]
    least, most = (adjusted([both[end] for both in extremes], terms) for end in (0, 1))
    return [
        replace(
            one,
            direction=_agreed(each.direction for each in (one, low, high)),
            by_itself=_agreed(each.by_itself for each in (one, low, high)),
        )
        for one, low, high in zip(adjusted(made, terms), least, most, strict=True)
    ]


def _agreed(told: Iterable[str]) -> str:
    """What all of them say; else that it cannot be told."""
    found = set(told)
    return found.pop() if len(found) == 1 else UNSETTLED


def noted(study: Study, part: Part, one: Comparison, found: Found) -> Comparison:
    """A comparison that says of itself whether its counts are rounded."""
    rounded = any(found[key].rounded for key in compared_keys(study, part, found))
    return replace(one, warning="; ".join(filter(None, [one.warning, ROUNDED]))) if rounded else one


def _extremes(study: Study, part: Part, one: Comparison, found: Found, make: Make) -> Extremes:
    if one.status != SHOWN or ROUNDED not in one.warning:
        return one, one
    worlds = worlds_of(study, part, found)
    if one.kind == "standardised_difference":
        return _by_size(study, part[0], one, worlds)
    return _by_test(one, [make(part, world) for world in worlds])


def _by_test(one: Comparison, ends: Sequence[Comparison]) -> Extremes:
    """The greatest and the least p value; the greatest is one where rounding leaves open which way it goes."""
    tested = [(end.p, end.value) for end in (one, *ends) if end.p is not None and end.value is not None]
    values = [value for _, value in tested]
    open_ = len(tested) <= len(ends) or min(values) < 0 < max(values)
    least, value = min(tested, default=(None, None))
    greatest = 1.0 if open_ else max(tested)[0]
    alone = [end.by_itself for end in ends]
    return (
        replace(one, p=greatest, by_itself=alone[0]),
        replace(one, p=least, value=value, by_itself=alone[-1]),
    )


def _by_size(study: Study, declared: DeclaredComparison, one: Comparison, worlds: Sequence[Found]) -> Extremes:
    """The least and the greatest departure of a sample. Over several levels each rounding adds to it: none is told."""
    spreads = [sample_and_rest(study, declared, world) for world in worlds]
    values = [standardised(*both) for both in spreads if both is not None]
    found = [value for value in values if value is not None]
    if len(found) < len(worlds) or any(len(sample) > 2 for sample, _ in filter(None, spreads)):
        return replace(one, direction=LIKE), replace(one, direction=DEPARTS)
    least = 0.0 if min(found) < 0 < max(found) else min(map(abs, found))
    limits = study.comparing.departures
    return (
        replace(one, direction=departure_word(least, limits)),
        replace(one, direction=departure_word(max(map(abs, found)), limits)),
    )
