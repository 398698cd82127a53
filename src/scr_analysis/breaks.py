"""Breaks in series: where a variable was recorded in another way before, and which figures stand on either side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from scr_analysis.estimates import ALL
from scr_analysis.study import Study
from scr_analysis.study.codebook import Break
from scr_analysis.study.declarations import Statistic

Stands = Literal["before", "after", "across"]
Place = tuple[str, str]  # a base, and a group as estimates name it


def breaks_of(study: Study, statistic: Statistic) -> list[Break]:
    """The breaks of every variable that the statistic counts, or that admits cases to its bases."""
    columns = [*statistic.columns(), *(column for base in statistic.base for column in study.inclusion(base))]
    return list(dict.fromkeys(study.codebook.breaks(columns)))


def parted(study: Study, statistic: Statistic, places: Sequence[Place]) -> list[Break]:
    """The breaks that lie between places: some of their cases are recorded in one way, some in the other."""
    breaks = breaks_of(study, statistic)
    return [one for one in breaks if len({stands(study, one, *place) for place in places}) > 1]


def after_a_break(study: Study, statistic: Statistic, places: Sequence[Place]) -> list[bool]:
    """For each place, whether it stands after a break that others of them stand before."""
    found = [False] * len(places)
    for one in breaks_of(study, statistic):
        standing = [stands(study, one, *place) for place in places]
        if "before" in standing:
            found = [had or here == "after" for had, here in zip(found, standing, strict=True)]
    return found


def stands(study: Study, one: Break, base: str, group: str) -> Stands:
    """On which side of a break the cases of a base and group lie; ``across`` where they lie on both."""
    order = list(study.codebook.analysis_columns()[one.by])
    places = [order.index(code) for code in _codes(study, one.by, base, group)]
    if max(places) <= order.index(one.between[0]):
        return "before"
    return "after" if min(places) >= order.index(one.between[1]) else "across"


def _codes(study: Study, column: str, base: str, group: str) -> Iterable[str]:
    """The codes that the cases of a base and group may have."""
    pairs = dict(pair.split("=", 1) for pair in group.split(";")) if group != ALL else {}
    if column in pairs:
        return [pairs[column]]
    return study.inclusion(base).get(column) or study.codebook.analysis_columns()[column]


def notes(study: Study, found: Iterable[Break]) -> Iterator[str]:
    """Where a series breaks and why, a line a break."""
    for one in dict.fromkeys(found):
        before, after = (study.codebook.analysis_columns()[one.by][code] for code in one.between)
        yield f"The series breaks between {before} and {after}: {one.reason}"
