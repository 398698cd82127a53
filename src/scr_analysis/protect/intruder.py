"""What an intruder can work out: the least and the greatest value of a hidden count, given everything that is shown.

The intruder knows every shown count (to within its rounding), every sum that ties counts together, and that no count
is below nought. What that leaves open is found by linear programming, after what follows at once has been filled in.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heapify, heappop, heappush
from math import ceil, floor

from scr_analysis.protect.linking import Sum, Web

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
    """What the intruder sees with some nodes hidden: what follows at once, and the sums that leave something open.

    ``derived``: nodes that follow from a sum, in the order in which they do, with the sum.
    """

    values: dict[int, int]
    derived: list[tuple[int, Sum]]
    open_sums: list[Sum]

    @cached_property
    def turn(self) -> dict[int, int]:
        """The place of each derived node in that order."""
        return {node: place for place, (node, _) in enumerate(self.derived)}


def view(web: Web, known: Known, hidden: Collection[int]) -> View:
    """Fill in what follows from the exact counts that are shown."""
    values = {
        node: known.low[node]
        for node, cells in enumerate(web.cells)
        if cells and node not in hidden and known.low[node] == known.high[node]
    }
    loose = [sum(node not in values for node in nodes) for nodes in web.tied]
    ready = [index for index, count in enumerate(loose) if count == 1]
    derived: list[tuple[int, Sum]] = []
    while ready:
        index = ready.pop()
        if loose[index] != 1:
            continue
        node = next(node for node in web.tied[index] if node not in values)
        whole, parts = web.sums[index]
        rest = sum(values[part] for part in parts if part != node)
        values[node] = rest if node == whole else values[whole] - rest
        derived.append((node, web.sums[index]))
        for other in web.touching[node]:
            loose[other] -= 1
            if loose[other] == 1:
                ready.append(other)
    return View(values, derived, [web.sums[index] for index, count in enumerate(loose) if count > 1])


def components(seen: View) -> list[list[Sum]]:
    """The open sums in groups that share no node that is left open."""
    owner: dict[int, int] = {}
    parent = list(range(len(seen.open_sums)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for index, (whole, parts) in enumerate(seen.open_sums):
        for node in (whole, *parts):
            if node not in seen.values:
                parent[root(index)] = root(owner.setdefault(node, index))
    groups: dict[int, list[Sum]] = {}
    for index, one in enumerate(seen.open_sums):
        groups.setdefault(root(index), []).append(one)
    return list(groups.values())


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
