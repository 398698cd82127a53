"""Counts that agree with all that is published, found by trying: proof, without a solver, that limits lie far apart.

A hidden count is put at one end of its limits, the sums narrow the others, and the one that is left most closely
bounded is settled next, until every count is. What comes out is checked against every sum, so it may be believed; that
nothing comes out proves nothing, and the solver has the word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scr_analysis.attack.boxes import Box
from scr_analysis.attack.system import Contradiction, Limits, Net, Sum

MOST = 50  # sums that hang together; of more, trying finds little
STEPS = 60  # settled counts in one search; a longer one costs more than the solver


def witnessed(equations: Sequence[Sum], limits: Mapping[Box, Limits], wanted: Mapping[Box, int]) -> dict[Box, Limits]:
    """How far apart solutions in whole cases prove each wanted count to lie; those of which none was found left out."""
    if len(equations) > MOST:
        return {}
    held = {box: limits[box] for one in equations for box in (one.whole, *one.parts)}
    net, seen = Net(equations), dict[Box, Limits]()
    for box, need in wanted.items():
        for value in _tries(held[box], need):
            if not _apart(seen.get(box), need):
                found = _settled(net, held, box, value)
                if found is not None and all(_holds(one, found) for one in equations):
                    seen |= {other: _spanned(seen.get(other), found[other][0]) for other in wanted}
        if not _apart(seen.get(box), need):
            break  # where one cannot be shown, the solver has to come anyway
    return seen


def _tries(limits: Limits, need: int) -> list[int]:
    """Values to try a count at: both ends, then further in."""
    low, high = limits
    inner = [low + need, high - need, low + 1, high - 1, low + need + 1, low + 2 * need, (low + high) // 2]
    return [high, low, *(one for one in dict.fromkeys(inner) if low < one < high)]


def _apart(limits: Limits | None, need: int) -> bool:
    return limits is not None and limits[1] - limits[0] >= need


def _spanned(limits: Limits | None, value: int) -> Limits:
    low, high = limits or (value, value)
    return min(low, value), max(high, value)


def _settled(net: Net, limits: Mapping[Box, Limits], box: Box, value: int) -> dict[Box, Limits] | None:
    """Counts of which one has a value, and that each sum by itself leaves as they are, if trying finds any."""
    try:
        found = net.narrowed({**limits, box: (value, value)})
    except Contradiction:
        return None
    for _ in range(STEPS):
        open_boxes = [one for one, (low, high) in found.items() if low < high]
        if not open_boxes:
            return found
        tried = min(open_boxes, key=lambda one: found[one][1] - found[one][0])
        settled = _first(net, found, tried)
        if settled is None:
            return None
        found = settled
    return None


def _first(net: Net, limits: Mapping[Box, Limits], box: Box) -> dict[Box, Limits] | None:
    """The limits once a count is put at its least, or else at its most."""
    for value in limits[box]:
        try:
            return net.narrowed({**limits, box: (value, value)}, [box])
        except Contradiction:
            continue
    return None


def _holds(one: Sum, found: Mapping[Box, Limits]) -> bool:
    return found[one.whole][0] == sum(found[part][0] for part in one.parts)
