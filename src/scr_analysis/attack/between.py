"""Between releases: what an earlier release published, and what a new one adds, looked at as one.

A new release minus the old one is a table too. Cases are added from one to the next, so every count grew by as many as
joined it: at least none, at most all that joined the database; and these differences add up as the counts do. Where a
count did anything else, what it counts has changed, and the difference counts the cases that the change moved: of these
there were few, and where the change reached is seen from the counts that show it (``changes``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scr_analysis.attack.boxes import Box
from scr_analysis.attack.changes import Change, contradicted, fewest, links, reached
from scr_analysis.attack.exact import spans
from scr_analysis.attack.intruder import Cell, Intruder
from scr_analysis.attack.system import UNKNOWN, Contradiction, Limits, narrowed
from scr_analysis.ledger import Entry


def with_all(
    intruder: Intruder, limits: Mapping[Box, Limits], entries: Sequence[Entry], protection: int
) -> list[dict[tuple[str, Cell], Limits]]:
    """What each earlier release tells together with this one, after what all the others have told of this one.

    Only those are added up that agree with it as one database that grew: what follows from cases that moved is a guess,
    and with another guess on top of it nothing.
    """
    alone = [_jointly(intruder, limits, entry, protection) for entry in entries]
    if len(entries) == 1:
        return [one.cells for one in alone]
    known = dict(limits)
    for one in alone:
        for box, (least, most) in one.grown.items():
            known[box] = max(known[box][0], least), min(known[box][1], most)
    if any(least > most for least, most in known.values()):
        return [one.cells for one in alone]
    for place, one in enumerate(alone):
        if one.grown:
            both = _jointly(intruder, known, entries[place], protection)
            alone[place] = both if both.grown else one
    return [one.cells for one in alone]


@dataclass(frozen=True)
class _Joint:
    """What two releases tell together of the hidden counts of both.

    ``grown``: what they tell of any count of this one, where the database did nothing but grow.
    """

    cells: dict[tuple[str, Cell], Limits]
    grown: dict[Box, Limits]


def jointly(
    intruder: Intruder, limits: Mapping[Box, Limits], entry: Entry, protection: int
) -> dict[tuple[str, Cell], Limits]:
    """How far hidden counts of both releases can be narrowed by what the two publish together.

    The keys tell the release, "this" or "earlier". Empty where nothing makes one database of the two.
    """
    return _jointly(intruder, limits, entry, protection).cells


def _jointly(intruder: Intruder, limits: Mapping[Box, Limits], entry: Entry, protection: int) -> _Joint:
    wanted = {("this", cell): intruder.box(cell) for cell in intruder.hidden}
    hidden = [cell for cell, number in entry.facts.items() if number is None and cell not in entry.rounded]
    before = {cell: box for cell in hidden if (box := intruder.box(cell)) is not None}
    wanted |= {("earlier", cell): Change.earlier(box) for cell, box in before.items()}
    asked = {name: box for name, box in wanted.items() if box is not None}
    if not asked:
        return _Joint({}, {})
    try:
        then = narrowed(intruder.sums, _told(intruder, entry))
        found, grown = _narrowed(intruder, limits, then, dict.fromkeys(asked.values(), protection))
    except Contradiction:
        return _Joint({}, {})
    return _Joint({name: found[box] for name, box in asked.items()}, grown)


def _narrowed(
    intruder: Intruder, limits: Mapping[Box, Limits], then: Mapping[Box, Limits], wanted: Mapping[Box, int]
) -> tuple[dict[Box, Limits], dict[Box, Limits]]:
    """The limits of counts of both releases: of one database that grew, or in which as few cases moved as must have.

    Cases are first taken to have moved only where counts that contradict each other show it, then anywhere. Gives also
    what holds of every count of this release where the database did nothing but grow: of a count that was only shown
    to be wide, what the sums one by one leave open.
    """
    joined = max(0, limits.get((), UNKNOWN)[1] - then.get((), UNKNOWN)[0])
    apart = contradicted(limits, then, joined)
    for change in (Change(reached(apart), joined), Change(None, joined)):
        equations, known = links(intruder.sums, limits, then, change)
        try:
            if change.moves:
                known |= fewest(equations, known)
            found = narrowed(equations, known)
            found = {box: found.get(box, UNKNOWN) for box in {*found, *wanted}}
            seen = spans(equations, found, wanted)
            exact = {box: (low, high) for box, (low, high) in seen.items() if high - low < wanted[box]}
            held = {box: exact.get(box, found[box]) for box in limits if box in found}
            return found | seen, {} if change.moves else held
        except Contradiction:
            continue
    raise Contradiction


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
    return max(0, limits.get((), UNKNOWN)[1] - _told(intruder, entry).get((), UNKNOWN)[0])


def _told(intruder: Intruder, entry: Entry) -> dict[Box, Limits]:
    """What an earlier release said of counts that this one speaks of, those that it rounded as far as that tells."""
    exact = {cell: (n, n) for cell, n in entry.facts.items() if n is not None and cell not in entry.rounded}
    found: dict[Box, Limits] = {}
    for cell, (low, high) in {**exact, **entry.rounded}.items():
        box = intruder.box(cell)
        if box is not None:
            least, most = found.get(box, UNKNOWN)
            found[box] = max(least, low), min(most, high)
    return found


def _differences(intruder: Intruder, limits: Mapping[Box, Limits], entry: Entry) -> dict[Cell, int]:
    found = {}
    for cell, before in entry.facts.items():
        box = intruder.box(cell)
        low, high = limits.get(box, UNKNOWN) if box is not None else UNKNOWN
        if before is not None and cell not in entry.rounded and low == high:
            found[cell] = low - before
    return found
