"""What an intruder can work out: the least and the greatest value of a hidden count, given everything that is shown.

The intruder knows every shown count (to within its rounding), every sum that ties counts together, and that no count
is below nought. What that leaves open is found by linear programming, after what follows at once has been filled in.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
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

    ``derived``: nodes that follow from a sum, in the order in which they do, with their values.
    """

    values: dict[int, int]
    derived: list[tuple[int, Sum]]
    open_sums: list[Sum]


def view(web: Web, known: Known, hidden: Collection[int]) -> View:
    """Fill in what follows from the exact counts that are shown."""
    values = {
        node: known.low[node]
        for node, cells in enumerate(web.cells)
        if cells and node not in hidden and known.low[node] == known.high[node]
    }
    touching: dict[int, list[int]] = {}
    loose: list[set[int]] = []
    for index, (whole, parts) in enumerate(web.sums):
        loose.append({node for node in (whole, *parts) if node not in values})
        for node in loose[-1]:
            touching.setdefault(node, []).append(index)
    ready = [index for index, nodes in enumerate(loose) if len(nodes) == 1]
    derived: list[tuple[int, Sum]] = []
    while ready:
        index = ready.pop()
        if len(loose[index]) != 1:
            continue
        (node,) = loose[index]
        whole, parts = web.sums[index]
        rest = sum(values[part] for part in parts if part != node)
        values[node] = rest if node == whole else values[whole] - rest
        derived.append((node, web.sums[index]))
        for other in touching[node]:
            loose[other].discard(node)
            if len(loose[other]) == 1:
                ready.append(other)
    return View(values, derived, [web.sums[index] for index, nodes in enumerate(loose) if len(nodes) > 1])


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
    for node, (whole, parts) in reversed(seen.derived):
        price = found.pop(node, 0.0)
        if abs(price) > 1e-9:
            if node != whole:
                found[whole] = found.get(whole, 0.0) + price
            for part in parts:
                if part != node:
                    found[part] = found.get(part, 0.0) + (price if node == whole else -price)
    return found
