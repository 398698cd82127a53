"""The linear programmes of the intruder: how far each hidden count could be moved within what is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from scr_analysis.protect.intruder import Known, Reach, View, Weights, traced
from scr_analysis.protect.tableau import Tableau
from scr_analysis.protect.telling import Sum

SMALL = 100
"""So many sums are solved without the solver, which takes longer to load; with more of them it is the quicker one."""


@dataclass(frozen=True)
class Sight:
    """What the intruder sees and knows, with which nodes are shown, and how large they are."""

    seen: View
    known: Known
    shown: Sequence[bool]
    sizes: Sequence[int]


@dataclass(frozen=True)
class Programme:
    """One group of open sums as a linear programme, with the place of each node among its columns.

    ``search``: gives the answer of least cost. Each search starts where the last one ended, which is close by.
    """

    place: dict[int, int]
    sums: Sequence[Sum]
    search: Callable[[Sequence[float]], tuple[list[float], list[float], list[float]]]


@dataclass(frozen=True)
class Answer:
    """A way to fill in the nodes that is best for an aim, with the price of each sum and of each node's bounds."""

    values: Sequence[float]
    prices: Sequence[float]
    pulls: Sequence[float]


def programme(sums: Sequence[Sum], sight: Sight) -> Programme:
    """The linear programme of a group of open sums."""
    values, known = sight.seen.values, sight.known
    nodes = sorted({node for whole, parts in sums for node in (whole, *parts) if node not in values})
    place = {node: index for index, node in enumerate(nodes)}
    rows: list[dict[int, float]] = []
    right = []
    for one in sums:
        rows.append({place[node]: float(sign) for node, sign in signed(one) if node in place})
        right.append(-float(sum(sign * values[node] for node, sign in signed(one) if node not in place)))
    low = [float(known.low[node]) if sight.shown[node] else 0.0 for node in nodes]
    high = [float(known.high[node] if sight.shown[node] else known.most) for node in nodes]
    if len(sums) <= SMALL:
        return Programme(place, sums, Tableau(rows, low, high, [float(sight.sizes[node]) for node in nodes]).search)
    from scr_analysis.solver import Columns, model_of, search

    model = model_of(Columns([0.0] * len(nodes), low, high), rows, right, right)
    return Programme(place, sums, partial(search, model))


def signed(one: Sum) -> Iterator[tuple[int, int]]:
    """A sum as an equation: whole - part - part … = 0."""
    whole, parts = one
    yield whole, 1
    yield from ((part, -1) for part in parts)


def solved(posed: Programme, aim: Mapping[int, float]) -> Answer:
    """The programme's answer for the least sum of the nodes aimed at, each by its weight."""
    weights = [0.0] * len(posed.place)
    for node, weight in aim.items():
        weights[posed.place[node]] = weight
    return Answer(*posed.search(weights))


def relieved(posed: Programme, answer: Answer, sight: Sight) -> Weights:
    """By how much hiding each shown node could lower the programme's minimum, by its prices."""
    effect: Weights = {}
    for row in (row for row, price in enumerate(answer.prices) if abs(price) > 1e-9):
        for node, coefficient in signed(posed.sums[row]):
            if node in sight.seen.values:
                effect[node] = effect.get(node, 0.0) - answer.prices[row] * coefficient
    relief = relief_of(traced(effect, sight.seen), sight)
    for node, pull in zip(posed.place, answer.pulls, strict=True):
        if abs(pull) > 1e-9 and sight.shown[node]:  # shown rounded: hiding it moves its bounds apart
            gain = pull * sight.known.low[node] if pull > 0 else -pull * (sight.known.most - sight.known.high[node])
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
