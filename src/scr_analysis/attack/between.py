"""Between releases: what an earlier release published, and what a new one adds, looked at as one.

A new release minus the old one is a table too. Cases are added from one to the next, so every count grew by as many as
joined it: at least none, at most all that joined the database; and these differences add up as the counts do.
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

    The keys tell the release, "this" or "earlier". Empty where the two cannot be one database that grew.
    """
    facts = {cell: number for cell, number in entry.facts.items() if intruder.box(cell) is not None}
    both = {box for cell in facts if (box := intruder.box(cell)) is not None}
    known = {_as(box, _EARLIER): UNKNOWN for box in both}
    for cell, number in facts.items():
        box = intruder.box(cell)
        if box is not None and number is not None:
            known[_as(box, _EARLIER)] = (number, number)
    growth = _growth(limits, known)
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


def _as(box: Box, role: int) -> Box:
    return (*box, (role, 1))


def _sum(one: Sum, role: int) -> Sum:
    return Sum(_as(one.whole, role), tuple(_as(part, role) for part in one.parts))


def _growth(limits: Mapping[Box, Limits], known: Mapping[Box, Limits]) -> int:
    """How many cases joined the database; as many as it holds where the earlier release does not say."""
    everyone, before = limits.get((), UNKNOWN), known.get(_as((), _EARLIER), (0, 0))
    return max(0, everyone[1] - before[0])
