"""How far apart the least and the greatest value of a hidden count can lie, over every sum at once.

Each solution found is a set of counts that agrees with all that is published: a proof that its values are possible. So
one solution serves many hidden counts, and only counts that no solution has shown to be wide are solved for alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scr_analysis.attack.boxes import Box
from scr_analysis.attack.search import searched
from scr_analysis.attack.system import Limits, Sum
from scr_analysis.attack.witness import witnessed


def spans(equations: Iterable[Sum], limits: Mapping[Box, Limits], wanted: Mapping[Box, int]) -> dict[Box, Limits]:
    """The limits of each wanted count: exact where they lie closer than asked for, else at least so far apart.

    Parameters
    ----------
    equations, limits
        The sums, and what is known already of each count.
    wanted
        How far apart the limits of each count must lie.

    Raises
    ------
    Contradiction
        If no counts agree with everything that is published.

    """
    open_sums = [one for one in equations if any(_open(limits[box]) for box in (one.whole, *one.parts))]
    found = {box: limits[box] for box in wanted if not _open(limits[box])}
    for part, boxes in _components(open_sums, limits):
        asked = {box: need for box, need in wanted.items() if box in boxes}
        if asked:
            found.update(_solved(part, limits, asked))
    alone = {box: limits[box] for box in wanted if box not in found}  # no sum holds these
    return found | alone


def _open(limits: Limits) -> bool:
    return limits[0] < limits[1]


def _solved(equations: Sequence[Sum], limits: Mapping[Box, Limits], wanted: Mapping[Box, int]) -> dict[Box, Limits]:
    """The limits of the wanted counts of one group of sums: by trying, or else by linear programming."""
    seen = witnessed(equations, limits, wanted)
    if all(box in seen and seen[box][1] - seen[box][0] >= need for box, need in wanted.items()):
        return seen
    return searched(equations, limits, wanted)


def _components(equations: Sequence[Sum], limits: Mapping[Box, Limits]) -> list[tuple[list[Sum], set[Box]]]:
    """The sums in groups that share no open count, each with its open counts."""
    above: dict[Box, Box] = {}

    def top(box: Box) -> Box:
        while above[box] != box:
            above[box] = above[above[box]]
            box = above[box]
        return box

    firsts = []
    for one in equations:
        first, *others = (box for box in (one.whole, *one.parts) if _open(limits[box]))
        for box in (first, *others):
            above.setdefault(box, box)
            above[top(box)] = top(first)
        firsts.append(first)
    groups: dict[Box, tuple[list[Sum], set[Box]]] = {}
    for one, first in zip(equations, firsts, strict=True):
        groups.setdefault(top(first), ([], set()))[0].append(one)
    for box in above:
        groups[top(box)][1].add(box)
    return list(groups.values())
