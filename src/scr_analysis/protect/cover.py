"""The cheapest set of counts that meets every demand: a covering problem, solved exactly or step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf


@dataclass(frozen=True)
class Demand:
    """Hide so many of these nodes that their weights reach ``least``."""

    weights: Mapping[int, float]
    least: float


TRIED = 10_000
"""So many demands are looked at in trying sets; then the solver is asked, which takes longer to load."""


def cheapest(demands: Sequence[Demand], costs: Mapping[int, float]) -> set[int]:
    """The set of least cost that meets all demands: by trying, or else by integer programming."""
    found = _Trial(demands, costs).cheapest()
    return programmed(demands, costs) if found is None else found


def programmed(demands: Sequence[Demand], costs: Mapping[int, float]) -> set[int]:
    """The set of least cost that meets all demands, by integer programming."""
    from scr_analysis.solver import Columns, chosen, model_of

    nodes = sorted({node for demand in demands for node in demand.weights})
    place = {node: index for index, node in enumerate(nodes)}
    rows = [{place[node]: weight for node, weight in demand.weights.items()} for demand in demands]
    columns = Columns([costs[node] for node in nodes], [0.0] * len(nodes), [1.0] * len(nodes))
    least, most = [demand.least - 1e-7 for demand in demands], [float("inf")] * len(demands)
    taken = chosen(model_of(columns, rows, least, most, whole=True))
    return {node for node, share in zip(nodes, taken, strict=True) if share > 0.5}


class _Trial:
    """A search by trying: what meets the narrowest demand is taken, the cheapest first, then what meets the next."""

    def __init__(self, demands: Sequence[Demand], costs: Mapping[int, float]) -> None:
        self._demands = sorted(demands, key=lambda demand: len(demand.weights))
        self._costs = costs
        self._ways = [sorted(demand.weights, key=costs.__getitem__) for demand in self._demands]
        self._best: set[int] | None = None
        self._price = inf
        self._left = TRIED

    def cheapest(self) -> set[int] | None:
        """The set; None where trying did not come to an end, or nothing meets all demands."""
        self._try(frozenset(), 0.0, frozenset(), [demand.least for demand in self._demands])
        return self._best if self._left > 0 else None

    def _try(self, taken: frozenset[int], price: float, barred: frozenset[int], lacking: Sequence[float]) -> None:
        """Every set that holds what is taken, nothing that is barred, and costs less than the best one found."""
        self._left -= len(lacking)
        unmet = next((place for place, need in enumerate(lacking) if need > 1e-7), None)
        if unmet is None:
            self._best, self._price = set(taken), price
            return
        for node in self._ways[unmet]:
            dearer = price + self._costs[node]
            if dearer >= self._price or self._left <= 0:
                return
            if node not in taken and node not in barred:
                left = [need - one.weights.get(node, 0.0) for need, one in zip(lacking, self._demands, strict=True)]
                self._try(taken | {node}, dearer, barred, left)
                barred |= {node}


def greedy(demands: Sequence[Demand], costs: Mapping[int, float]) -> set[int]:
    """A set that meets all demands, each step taking what meets most of them for its cost."""
    chosen: set[int] = set()
    lacking = [demand.least for demand in demands]
    while any(need > 1e-7 for need in lacking):
        gains: dict[int, float] = {}
        for need, demand in zip(lacking, demands, strict=True):
            if need > 1e-7:
                for node, weight in demand.weights.items():
                    if node not in chosen:
                        gains[node] = gains.get(node, 0.0) + min(need, weight)
        if not gains:
            break
        best = min(gains, key=lambda node: (costs[node] / gains[node], node))
        chosen.add(best)
        lacking = [need - demand.weights.get(best, 0.0) for need, demand in zip(lacking, demands, strict=True)]
    return chosen
