"""The counts at which rounding lets a comparison show most, and least, of a rise: its worlds.

Between the two the evidence for a rise only grows. A share is raised by every case moved to it, a count over its base
by every base that falls; Newcombe's limits and the one-sided p value of Fisher's test follow. How a group weighs in a
trend depends on the size of the others, so there every corner of what rounding leaves open is tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product

from scr_analysis.band import Pair, bases, corners, counts, ends
from scr_analysis.compare.samples import levels_of
from scr_analysis.compare.trend import cochran_armitage
from scr_analysis.comparisons import places_of
from scr_analysis.estimates import Estimate, Key
from scr_analysis.study import Study
from scr_analysis.study.comparing import DeclaredComparison

Found = Mapping[Key, Estimate]
Part = tuple[DeclaredComparison, str]
World = dict[Key, Pair]


def compared_keys(study: Study, part: Part, found: Found) -> list[Key]:
    """The estimates that a part compares, as far as there are any."""
    declared, level = part
    levels = levels_of(study, declared) if declared.kind == "standardised_difference" else [level]
    keys = ((declared.statistic, *place, name) for place in places_of(study, declared) for name in levels)
    return [key for key in keys if key in found]


def worlds_of(study: Study, part: Part, found: Found) -> list[Found]:
    """The estimates twice: with the counts that show least of a rise, and with those that show most."""
    declared, _ = part
    keys = [key for key in compared_keys(study, part, found) if _is_counted(found[key])]
    if declared.kind == "trend":
        worlds = _of_trend(keys, found, declared.scores)
    elif len(keys) == 2 and declared.bases and study.lies_within(*declared.bases):
        worlds = _of_sample(keys, found)
    else:
        worlds = _of_sides(study, declared, keys, found)
    return [{**found, **{key: _with(found[key], pair) for key, pair in world.items()}} for world in worlds]


def _of_trend(keys: Sequence[Key], found: Found, scores: Sequence[float]) -> list[World]:
    """The corners with the least Z and with the greatest."""
    places = scores or [float(at) for at in range(len(keys))]
    if len(places) != len(keys):
        return [{}, {}]
    rising = []
    for pairs in product(*(corners(found[key]) for key in keys)):
        z = cochran_armitage([n for n, _ in pairs], [of for _, of in pairs], places)
        rising.append((z or 0.0, pairs))
    return [dict(zip(keys, pairs, strict=True)) for _, pairs in (min(rising), max(rising))]


def _of_sample(keys: Sequence[Key], found: Found) -> list[World]:
    """A sample low beside a rest that is high, and the reverse; the base around it is the two together."""
    sample, around = keys
    both = zip(ends(found[sample]), reversed(_rest_ends(found[sample], found[around])), strict=True)
    return [{sample: (n, of), around: (n + left, of + over)} for (n, of), (left, over) in both]


def _rest_ends(sample: Estimate, around: Estimate) -> tuple[Pair, Pair]:
    """The lowest and the highest share that the cases outside a sample may have, wherever the counts lie."""
    n, of = _left(counts(sample), counts(around)), _left(bases(sample), bases(around))
    most = min(n[1], of[1])
    return (min(n[0], of[1]), of[1]), (most, max(most, of[0]))


def _left(part: range, whole: range) -> Pair:
    return max(0, whole[0] - part[-1]), max(0, whole[-1] - part[0])


def _of_sides(study: Study, declared: DeclaredComparison, keys: Iterable[Key], found: Found) -> list[World]:
    """The first high and the last low, and the reverse; of two levels that are compared, the other goes against it."""
    last, levels = places_of(study, declared)[-1], levels_of(study, declared)
    rises = {key: (key[1:3] == last) == (len(levels) != 2 or key[3] == levels[0]) for key in keys}
    return [{key: ends(found[key])[end if up else 1 - end] for key, up in rises.items()} for end in (0, 1)]


def _is_counted(one: Estimate) -> bool:
    return one.n is not None and one.denominator is not None


def _with(one: Estimate, pair: Pair) -> Estimate:
    return replace(one, n=pair[0], denominator=pair[1])
