"""Secondary suppression: the cheapest further counts to hide, over all tables at once, until no small one is in reach.

In turns, an intruder finds the small counts that can still be narrowed down, and an integer programme the cheapest set
of further counts that answers all that the intruder has taught so far (Fischetti and Salazar-Gonzalez 2001, "Solving
the cell suppression problem on tabular data with linear constraints", Management Science 47: 1008-1027). Its choice is
a lower bound of the cost; filled up step by step it becomes a plan that holds. Where the two meet, the plan is proved.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from scr_analysis.protect.cover import Demand, cheapest, greedy
from scr_analysis.protect.intruder import Reach
from scr_analysis.protect.intrusion import Intruder
from scr_analysis.protect.task import Task

EFFORT = 600_000
"""So many sums are gone through in linear programmes; then the best plan found stands, and is said to be not proved."""

ROUNDS = 6
"""So many times the cheapest choice is tried as it is, before it is filled up step by step to a plan that holds."""


@dataclass
class Plan:
    """The nodes to hide beside the first; ``proved``: no cheaper set would do; ``bare``: nothing can protect these."""

    further: set[int]
    proved: bool
    bare: set[int]


class Planner:
    """The search for a plan, with what the intruder has taught so far."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.demands: list[Demand] = []
        self.bare: set[int] = set()
        self.rounds = 0
        self.intruder = Intruder(task)

    def plan(self) -> Plan:
        """The cheapest further nodes to hide, proved where the search comes to an end."""
        best: set[int] | None = None
        while self.intruder.effort < EFFORT or best is None:
            least = cheapest(self.demands, self.task.costs) if self.demands else set()
            if best is not None and self._cost(least) > self._cost(best) - 1e-6:
                return Plan(best, True, self.bare)
            lessons = self._lessons(least)
            if not lessons:
                return Plan(least, True, self.bare)
            self.demands += lessons
            self.rounds += 1
            if self.rounds >= ROUNDS or self.intruder.effort >= EFFORT:  # the choice alone gets there too slowly
                full = self._filled(least)
                if best is None or self._cost(full) < self._cost(best):
                    best = full
        return Plan(self._thinned(best), False, self.bare)

    def _cost(self, nodes: Collection[int]) -> float:
        return sum(self.task.costs[node] for node in nodes)

    def _filled(self, chosen: Collection[int]) -> set[int]:
        """The nodes with further ones, step by step, until nothing is in reach; every step's lessons are kept.

        What is out of reach stays so as more is hidden, so that only the others are tried again.
        """
        full = set(chosen)
        found = self._in_reach(full)
        while lessons := self._learnt(found):
            self.demands += lessons
            full |= greedy(lessons, self.task.costs)
            found = self._in_reach(full, found)
        return full

    def _lessons(self, chosen: Collection[int]) -> list[Demand]:
        """What the intruder still finds, as demands."""
        return self._learnt(self._in_reach(chosen))

    def _learnt(self, found: Mapping[int, Demand]) -> list[Demand]:
        """The demands that something can meet; a node whose demand nothing meets is beyond protection."""
        self.bare |= {node for node, demand in found.items() if not demand.weights}
        return [demand for demand in found.values() if demand.weights]

    def _in_reach(self, further: Collection[int], only: Collection[int] | None = None) -> dict[int, Demand]:
        """The nodes in reach, but for those that nothing protects, with what each demands."""
        found = self.intruder.within_reach({*self.task.first, *further}, only)
        return {node: _demand(self.task, at) for node, at in found.items() if node not in self.bare}

    def _thinned(self, full: set[int]) -> set[int]:
        """The nodes without those that can be spared; the dearest is tried first."""
        for node in sorted(full, key=lambda node: -self.task.costs[node]):
            if self.intruder.effort < EFFORT and not self._in_reach(full - {node}):
                full = full - {node}
        return full


def _demand(task: Task, at: Reach) -> Demand:
    """What must be hidden for a node's sake: enough to widen its reach by what it lacks."""
    lacking = task.width - (at.high - at.low)
    weights = {node: gain for node, gain in at.widened_by.items() if node in task.costs}
    if lacking <= 1e-6:  # the limits lie far enough apart, but too few whole numbers between them: any of these helps
        return Demand(dict.fromkeys(weights, 1.0), 1.0)
    return Demand({node: min(1.0, gain / lacking) for node, gain in weights.items()}, 1.0)


def plan(task: Task) -> Plan:
    """The cheapest further nodes to hide."""
    return Planner(task).plan()
