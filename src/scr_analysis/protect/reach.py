"""The linear programmes of the intruder: how far each hidden count could be moved within what is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scr_analysis.protect.intruder import Known, Reach, View, Weights, traced
from scr_analysis.protect.linking import Sum


@dataclass(frozen=True)
class Sight:
    """What the intruder sees and knows, with which nodes are shown."""

    seen: View
    known: Known
    shown: Sequence[bool]


@dataclass
class Programme:
    """One group of open sums as a linear programme: nodes, coefficients, right-hand sides and bounds."""

    place: dict[int, int]
    sums: Sequence[Sum]
    matrix: Any
    right: list[int]
    bounds: list[tuple[int, int]]


def programme(sums: Sequence[Sum], sight: Sight) -> Programme:
    """The linear programme of a group of open sums."""
    from scipy.sparse import csr_array

    values, known = sight.seen.values, sight.known
    nodes = sorted({node for whole, parts in sums for node in (whole, *parts) if node not in values})
    place = {node: index for index, node in enumerate(nodes)}
    entries: list[tuple[float, int, int]] = []
    right = [0] * len(sums)
    for row, one in enumerate(sums):
        for node, sign in signed(one):
            if node in place:
                entries.append((float(sign), row, place[node]))
            else:
                right[row] -= sign * values[node]
    data, rows, columns = zip(*entries, strict=True)
    matrix = csr_array((data, (rows, columns)), shape=(len(sums), len(nodes)))
    bounds = [(known.low[node], known.high[node]) if sight.shown[node] else (0, known.most) for node in nodes]
    return Programme(place, sums, matrix, right, bounds)


def signed(one: Sum) -> Iterator[tuple[int, int]]:
    """A sum as an equation: whole - part - part … = 0."""
    whole, parts = one
    yield whole, 1
    yield from ((part, -1) for part in parts)


def solved(posed: Programme, aim: Mapping[int, float]) -> Any:
    """The programme's answer for the least sum of the nodes aimed at, each by its weight."""
    from scipy.optimize import linprog

    weights = [0.0] * len(posed.place)
    for node, weight in aim.items():
        weights[posed.place[node]] = weight
    found = linprog(weights, A_eq=posed.matrix, b_eq=posed.right, bounds=posed.bounds, method="highs-ds")
    if not found.success:
        raise ArithmeticError(f"the intruder's linear programme ended with status {found.status}")
    return found


def relieved(posed: Programme, answer: Any, sight: Sight) -> Weights:
    """By how much hiding each shown node could lower the programme's minimum, by its prices."""
    effect: Weights = {}
    for price, one in zip(answer.eqlin.marginals, posed.sums, strict=True):
        if abs(price) > 1e-9:
            for node, coefficient in signed(one):
                if node in sight.seen.values:
                    effect[node] = effect.get(node, 0.0) - float(price) * coefficient
    relief = relief_of(traced(effect, sight.seen), sight)
    for node, place in posed.place.items():
        if sight.shown[node]:  # shown rounded: hiding it moves its bounds apart
            down, up = abs(float(answer.lower.marginals[place])), abs(float(answer.upper.marginals[place]))
            gain = down * sight.known.low[node] + up * (sight.known.most - sight.known.high[node])
            if gain > 1e-9:
                relief[node] = relief.get(node, 0.0) + gain
    return relief


def derived_reach(node: int, sight: Sight) -> Reach:
    """The reach of a hidden node that follows from sums alone."""
    value = float(sight.seen.values[node])
    fall, rise = (relief_of(traced({node: sign}, sight.seen), sight) for sign in (1.0, -1.0))
    return Reach(value, value, {other: fall.get(other, 0.0) + rise.get(other, 0.0) for other in sorted({*fall, *rise})})


def relief_of(effect: Weights, sight: Sight) -> Weights:
    """By how much a minimum could fall if a shown node were hidden: it may then be anything from nought to all."""
    known = sight.known
    fallen = {
        node: price * known.low[node] if price > 0 else -price * (known.most - known.high[node])
        for node, price in effect.items()
        if abs(price) > 1e-9 and sight.shown[node]
    }
    return {node: gain for node, gain in fallen.items() if gain > 1e-9}
