"""Between releases: what an earlier release published, and what a new one adds, looked at as one.

A new release minus the old one is a table too. Cases are added from one to the next, so every count grew by as many as
joined it: at least none, at most all that joined the database; and these differences add up as the counts do. Where a
count did anything else, what it counts has changed, and the difference counts the cases that the change moved.
"""

from __future__ import annotations

from collections.abc import Mapping

from scr_analysis.attack.boxes import Box
from scr_analysis.attack.exact import spans
from scr_analysis.attack.intruder import Cell, Intruder
from scr_analysis.attack.system import UNKNOWN, Contradiction, Limits, Sum, narrowed
from scr_analysis.ledger import Entry

_EARLIER, _JOINED = -1, -2  # in place of a root: the counts of the earlier release, and what joined them


def jointly(
    intruder: Intruder, limits: Mapping[Box, Limits], entry: Entry, protection: int
) -> dict[tuple[str, Cell], Limits]:
    """How far hidden counts of both releases can be narrowed by what the two publish together.

    The keys tell the release, "this" or "earlier". Counts of which the definition was changed are left out; empty where
    the rest cannot be one database that grew.
    """
    apart = moved(intruder, limits, entry)
    facts = {cell: n for cell, n in entry.facts.items() if intruder.box(cell) is not None and cell not in apart}
    both = {box for cell in facts if (box := intruder.box(cell)) is not None}
    known = {_as(box, _EARLIER): UNKNOWN for box in both}
    for cell, number in facts.items():
        box = intruder.box(cell)
        if box is not None and number is not None:
            known[_as(box, _EARLIER)] = (number, number)
    growth = joined_since(intruder, limits, entry)
    links = [Sum(box, (_as(box, _EARLIER), _as(box, _JOINED))) for box in both]
    known |= {_as(box, _JOINED): (0, growth) for box in both}
    equations = [*intruder.sums, *links, *(_sum(one, role) for one in intruder.sums for role in (_EARLIER, _JOINED))]
    wanted = {("this", cell): intruder.box(cell) for cell in intruder.hidden}
    earlier = [cell for cell, number in facts.items() if number is None]
    wanted |= {("earlier", cell): _as(box, _EARLIER) for cell in earlier if (box := intruder.box(cell)) is not None}
    asked = {name: box for name, box in wanted.items() if box is not None}
    try:
        found = narrowed(equations, {**limits, **known})
        found = {box: found.get(box, UNKNOWN) for box in {*found, *asked.values()}}
        found |= spans(equations, found, dict.fromkeys(asked.values(), protection))
    except Contradiction:
        return {}
    return {name: found[box] for name, box in asked.items()}


def moved(intruder: Intruder, limits: Mapping[Box, Limits], entry: Entry) -> dict[Cell, int]:
    """By how much counts that both releases show differ, where joining cannot explain it: a definition was changed."""
    found = _differences(intruder, limits, entry)
    joined = joined_since(intruder, limits, entry)
    return {cell: abs(more) for cell, more in found.items() if not 0 <= more <= joined}


def told_of_joined(intruder: Intruder, limits: Mapping[Box, Limits], entry: Entry) -> dict[Cell, int]:
    """How many of the cases that joined are in each count that both releases show."""
    joined = joined_since(intruder, limits, entry)
    return {cell: more for cell, more in _differences(intruder, limits, entry).items() if 0 < more <= joined}


def joined_since(intruder: Intruder, limits: Mapping[Box, Limits], entry: Entry) -> int:
    """How many cases at most joined the database since an earlier release."""
    before = [number for cell, number in entry.facts.items() if intruder.box(cell) == () and number is not None]
    return max(0, limits.get((), UNKNOWN)[1] - max(before, default=0))


def _differences(intruder: Intruder, limits: Mapping[Box, Limits], entry: Entry) -> dict[Cell, int]:
    found = {}
    for cell, before in entry.facts.items():
        box = intruder.box(cell)
        low, high = limits.get(box, UNKNOWN) if box is not None else UNKNOWN
        if before is not None and low == high:
            found[cell] = low - before
    return found


def _as(box: Box, role: int) -> Box:
    return (*box, (role, 1))


def _sum(one: Sum, role: int) -> Sum:
    return Sum(_as(one.whole, role), tuple(_as(part, role) for part in one.parts))
