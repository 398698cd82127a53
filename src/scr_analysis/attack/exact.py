"""How far apart the least and the greatest value of a hidden count can lie, over every sum at once.

Each solution found is a set of counts that agrees with all that is published: a proof that its values are possible. So
one solution serves many hidden counts, and only counts that no solution has shown to be wide are solved for alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

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
    loose = {box for box, (low, high) in limits.items() if low < high}
    found = {box: limits[box] for box in wanted if box not in loose}
    for part, boxes in _components(equations, loose):
        asked = {box: need for box, need in wanted.items() if box in boxes}
        if asked:
            found.update(_solved(part, limits, asked))
    alone = {box: limits[box] for box in wanted if box not in found}  # no sum holds these
    return found | alone


def _solved(equations: Sequence[Sum], limits: Mapping[Box, Limits], wanted: Mapping[Box, int]) -> dict[Box, Limits]:
    """The limits of the wanted counts of one group of sums: by trying, or else by linear programming."""
    seen = witnessed(equations, limits, wanted)
    if all(box in seen and seen[box][1] - seen[box][0] >= need for box, need in wanted.items()):
        return seen
    return searched(equations, limits, wanted)


def _components(equations: Iterable[Sum], loose: Collection[Box]) -> list[tuple[list[Sum], set[Box]]]:
    """The sums in which a count is open, in groups that share no open count, each with its open counts."""
    held = [(one, [box for box in (one.whole, *one.parts) if box in loose]) for one in equations]
    uses: dict[Box, list[int]] = defaultdict(list)
    for number, (_, boxes) in enumerate(held):
        for box in boxes:
            uses[box].append(number)
    groups: list[tuple[list[Sum], set[Box]]] = []
    met: set[int] = set()
    for start, (_, boxes) in enumerate(held):
        if boxes and start not in met:
            numbers, reached = _joined(start, held, uses)
            met |= numbers
            groups.append(([held[number][0] for number in sorted(numbers)], reached))
    return groups


def _joined(
    start: int, held: Sequence[tuple[Sum, Sequence[Box]]], uses: Mapping[Box, Sequence[int]]
) -> tuple[set[int], set[Box]]:
    """The sums that hang together with one of them, and their open counts."""
    numbers, reached, waiting = {start}, set[Box](), [start]
    while waiting:
        for box in held[waiting.pop()][1]:
            if box not in reached:
                reached.add(box)
                further = [number for number in uses[box] if number not in numbers]
                numbers.update(further)
                waiting += further
    return numbers, reached
