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
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    nodes = sorted({node for demand in demands for node in demand.weights})
    place = {node: index for index, node in enumerate(nodes)}
    rows = [row for row, demand in enumerate(demands) for _ in demand.weights]
    columns = [place[node] for demand in demands for node in demand.weights]
    data = [weight for demand in demands for weight in demand.weights.values()]
    matrix = csr_array((data, (rows, columns)), shape=(len(demands), len(nodes)))
    found = milp(
        np.array([costs[node] for node in nodes]),
        integrality=np.ones(len(nodes)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, [demand.least - 1e-7 for demand in demands], np.inf),
        options={"mip_rel_gap": 0},
    )
    if not found.success:
        raise ArithmeticError(f"the choice of counts to hide ended with status {found.status}")
    return {node for node, chosen in zip(nodes, found.x, strict=True) if chosen > 0.5}


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
