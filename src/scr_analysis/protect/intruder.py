"""What an intruder can work out: the least and the greatest value of a hidden count, given everything that is shown.

The intruder knows every shown count (to within its rounding), every sum that ties counts together, and that no count
is below nought. What that leaves open is found by linear programming, after what follows at once has been filled in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heapify, heappop, heappush
from math import ceil, floor

from scr_analysis.protect.linking import Web
from scr_analysis.protect.telling import Sum

TOLERANCE = 1e-6
Weights = dict[int, float]


@dataclass(frozen=True)
class Known:
    """What is told of each node where it is shown: its least and greatest value; ``most`` bounds what is not."""

    low: Sequence[int]
    high: Sequence[int]
    most: int


@dataclass(frozen=True)
class Reach:
    """What can be worked out of a hidden count, and by how much hiding a shown count could widen that."""

    low: float
    high: float
    widened_by: Weights = field(default_factory=dict)

    @property
    def width(self) -> int:
        """How far the whole numbers within reach lie apart."""
        return floor(self.high + TOLERANCE) - ceil(self.low - TOLERANCE)


@dataclass
class View:
    """What the intruder sees with some nodes hidden: what follows at once, and which sums leave something open.

    ``derived``: nodes that follow from a sum, in the order in which they do, with the sum.
    """

    values: dict[int, int]
    derived: list[tuple[int, Sum]]
    still_open: list[int]

    @cached_property
    def turn(self) -> dict[int, int]:
        """The place of each derived node in that order."""
        return {node: place for place, (node, _) in enumerate(self.derived)}


@dataclass(frozen=True)
class Start:
    """What is known before anything is hidden: the exact values told, and how many nodes each sum then leaves open.

    ``idle``: whether a sum has a node that stands in no other and that nothing is told or asked of: what follows for it
    is of no use to anybody.
    """

    values: dict[int, int]
    loose: list[int]
    idle: list[bool]


def start(web: Web, known: Known) -> Start:
    """Where every view of a web starts."""
    values = {
        node: known.low[node] for node, cells in enumerate(web.cells) if cells and known.low[node] == known.high[node]
    }
    named = set(web.at.values())
    alone = {node for node, sums in enumerate(web.touching) if len(sums) == 1 and node not in named}
    return Start(
        values,
        [len(nodes) - len(values.keys() & nodes) for nodes in web.tied],
        [not alone.isdisjoint(nodes) for nodes in web.tied],
    )


def view(web: Web, known: Known, hidden: Collection[int], begun: Start | None = None) -> View:
    """Fill in what follows from the exact counts that are shown."""
    begun = begun or start(web, known)
    values, loose = begun.values.copy(), begun.loose.copy()
    for node in values.keys() & hidden:
        del values[node]
        for index in web.touching[node]:
            loose[index] += 1
    ready = [index for index, count in enumerate(loose) if count == 1]
    derived: list[tuple[int, Sum]] = []
    while ready:
        index = ready.pop()
        if loose[index] != 1 or begun.idle[index]:
            continue
        node = next(node for node in web.tied[index] if node not in values)
        whole, parts = web.sums[index]
        rest = sum([values[part] for part in parts if part != node])
        values[node] = rest if node == whole else values[whole] - rest
        derived.append((node, web.sums[index]))
        for other in web.touching[node]:
            loose[other] -= 1
            if loose[other] == 1:
                ready.append(other)
    return View(values, derived, [index for index, count in enumerate(loose) if count > 1])


def components(web: Web, seen: View, nodes: Iterable[int]) -> list[list[Sum]]:
    """The open sums in groups that share no node that is left open: those groups in which some open nodes stand."""
    still, groups = set(seen.still_open), []
    for node in nodes:
        group: list[int] = []
        waiting = [index for index in web.touching[node] if index in still]
        still.difference_update(waiting)
        while waiting:
            group.append(index := waiting.pop())
            for other in web.tied[index]:
                if other not in seen.values:
                    further = [use for use in web.touching[other] if use in still]
                    still.difference_update(further)
                    waiting += further
        if group:
            groups.append(sorted(group))
    return [[web.sums[index] for index in group] for group in sorted(groups)]


def traced(effect: Weights, seen: View) -> Weights:
    """Effects on the values that are shown, those on values derived from them traced back along their sums."""
    found = dict(effect)
    waiting = [-seen.turn[node] for node in found if node in seen.turn]
    heapify(waiting)
    while waiting:  # the last derived first: what it follows from was known before it
        node, (whole, parts) = seen.derived[-heappop(waiting)]
        price = found.pop(node)
        if abs(price) <= 1e-9:
            continue
        for other in (whole, *parts):
            if other == node:
                continue
            if other in seen.turn and other not in found:
                heappush(waiting, -seen.turn[other])
            found[other] = found.get(other, 0.0) + (price if whole in (node, other) else -price)
    return found
