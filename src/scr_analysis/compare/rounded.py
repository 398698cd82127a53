"""Comparisons of rounded counts: what they show is told where all counts that round to those shown would show it too.

Each is made twice more: once of the counts that raise what comes last against what comes first as far as rounding lets
them, once of those that lower it. Between the two the evidence for a rise only grows: one-sided, the p value of
Fisher's test falls with every case moved from the first share to the last, and Z of a trend rises. Of a family the
greatest and the least p values are adjusted together, since Holm's adjustment rises with each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from scr_analysis.band import ends
from scr_analysis.compare.families import adjusted
from scr_analysis.compare.samples import departure_word, levels_of, sample_and_rest
from scr_analysis.compare.standardised import standardised
from scr_analysis.compare.terms import Terms
from scr_analysis.comparisons import DEPARTS, LIKE, ROUNDED, SHOWN, UNSETTLED, Comparison, places_of
from scr_analysis.estimates import Estimate, Key
from scr_analysis.study import Study
from scr_analysis.study.comparing import DeclaredComparison

Found = Mapping[Key, Estimate]
Part = tuple[DeclaredComparison, str]
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
        one if one.direction == low.direction == high.direction else replace(one, direction=UNSETTLED)
        for one, low, high in zip(adjusted(made, terms), least, most, strict=True)
    ]


def noted(study: Study, part: Part, one: Comparison, found: Found) -> Comparison:
    """A comparison that says of itself whether its counts are rounded."""
    rounded = any(found[key].rounded for key in _leans(study, part, found))
    return replace(one, warning="; ".join(filter(None, [one.warning, ROUNDED]))) if rounded else one


def _extremes(study: Study, part: Part, one: Comparison, found: Found, make: Make) -> Extremes:
    if one.status != SHOWN or ROUNDED not in one.warning:
        return one, one
    worlds = [{**found, **dict(_tilted(study, part, found, end))} for end in (0, 1)]
    if one.kind == "standardised_difference":
        return _by_size(study, part[0], one, worlds)
    return _by_test(one, [make(part, world) for world in worlds])


def _by_test(one: Comparison, ends: Sequence[Comparison]) -> Extremes:
    """The greatest and the least p value; the greatest is one where rounding leaves open which way it goes."""
    tested = [(end.p, end.value) for end in (one, *ends) if end.p is not None and end.value is not None]
    values = [value for _, value in tested]
    open_ = len(tested) <= len(ends) or min(values) < 0 < max(values)
    least, value = min(tested, default=(None, None))
    return replace(one, p=1.0 if open_ else max(tested)[0]), replace(one, p=least, value=value)


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


def _tilted(study: Study, part: Part, found: Found, end: int) -> Iterator[tuple[Key, Estimate]]:
    """The estimates that a part compares with the counts at one end of what they may stand for."""
    for key, rises in _leans(study, part, found).items():
        if found[key].n is not None and found[key].denominator is not None:
            n, of = ends(found[key])[end if rises else 1 - end]
            yield key, replace(found[key], n=n, denominator=of)


def _leans(study: Study, part: Part, found: Found) -> dict[Key, bool]:
    """Which estimates a part compares, and whether each rises where what comes last does."""
    declared, level = part
    places = places_of(study, declared)
    if declared.kind == "standardised_difference":
        levels = levels_of(study, declared)
        leans = {
            (declared.statistic, *place, name): (place == places[-1]) == (name == levels[0])
            for place in places
            for name in levels
        }
    else:
        keys = [(declared.statistic, *place, level) for place in places]
        scores = declared.scores or [float(at) for at in range(len(keys))]
        sizes = [(found[key].denominator or 0) if key in found else 0 for key in keys]
        centre = sum(score * of for score, of in zip(scores, sizes, strict=True)) / (sum(sizes) or 1)
        leans = {key: score > centre for key, score in zip(keys, scores, strict=True)}
    return {key: rises for key, rises in leans.items() if key in found}
