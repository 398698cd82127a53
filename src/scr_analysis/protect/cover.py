"""The cheapest set of counts that meets every demand: a covering problem, solved exactly or step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Demand:
    """Hide so many of these nodes that their weights reach ``least``."""

    weights: Mapping[int, float]
    least: float


def cheapest(demands: Sequence[Demand], costs: Mapping[int, float]) -> set[int]:
    """The set of least cost that meets all demands, by integer programming."""
    from scr_analysis.solver import Columns, chosen, model_of

    nodes = sorted({node for demand in demands for node in demand.weights})
    place = {node: index for index, node in enumerate(nodes)}
    rows = [{place[node]: weight for node, weight in demand.weights.items()} for demand in demands]
    columns = Columns([costs[node] for node in nodes], [0.0] * len(nodes), [1.0] * len(nodes))
    least, most = [demand.least - 1e-7 for demand in demands], [float("inf")] * len(demands)
    taken = chosen(model_of(columns, rows, least, most, whole=True))
    return {node for node, share in zip(nodes, taken, strict=True) if share > 0.5}


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
