"""The intruder at work: which small counts can be narrowed down with some counts hidden, and what would prevent it."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from scr_analysis.protect.intruder import TOLERANCE, Reach, Weights, components, start, view
from scr_analysis.protect.reach import Answer, Programme, Sight, derived_reach, programme, relieved, solved
from scr_analysis.protect.task import Task
from scr_analysis.protect.telling import Sum

TOGETHER = 3
"""From so many nodes on, they are first moved together: one programme may show all of them to be out of reach."""
KEPT = 400


@dataclass(frozen=True)
class Way:
    """A way to fill in some nodes, the others being as they are; it needs some printed ones to be hidden."""

    place: Mapping[int, int]
    values: Sequence[float]
    needs: frozenset[int]


class Intruder:
    """An intruder who remembers: every answer found is a way to fill in what is open, and may serve again.

    ``effort``: how many sums the programmes so far went through, which is much the same on every machine.
    """

    def __init__(self, task: Task) -> None:
        self.task = task
        self.effort = 0
        self._start = start(task.web, task.known)
        self._printed = [bool(cells) for cells in task.web.cells]
        self._ways: list[Way] = []

    def within_reach(self, hidden: Collection[int], only: Collection[int] | None = None) -> dict[int, Reach]:
        """The sensitive nodes that can be narrowed down to less than the width, with what would help.

        ``only``: the nodes to look at; all sensitive ones where there are none.
        """
        task, shown = self.task, self._printed.copy()
        for node in hidden:
            shown[node] = False
        sight = Sight(view(task.web, task.known, hidden, self._start), task.known, shown, task.web.sizes)
        wanted = sorted(task.sensitive if only is None else only)
        found = {node: derived_reach(node, sight) for node in wanted if node in sight.seen.values}
        spans = self._spans([node for node in wanted if node not in found], hidden)
        narrow = [node for node, span in spans.items() if self._narrow(span)]
        for group in components(task.web, sight.seen, narrow):
            found |= self._narrowed(group, spans, sight)
        return found

    def _spans(self, nodes: Sequence[int], hidden: Collection[int]) -> dict[int, list[float]]:
        """How far apart the values of each node lie in ways known so far that agree with what is shown, if not far."""
        fitting = [way for way in reversed(self._ways) if way.needs.issubset(hidden)]
        found = {}
        for node in nodes:
            found[node] = span = [float(self.task.web.sizes[node])] * 2
            for way in fitting:
                if node in way.place:
                    value = way.values[way.place[node]]
                    span[0], span[1] = min(span[0], value), max(span[1], value)
                if not self._narrow(span):
                    break
        return found

    def _narrow(self, span: Sequence[float]) -> bool:
        return floor(span[1] + TOLERANCE) - ceil(span[0] - TOLERANCE) < self.task.width

    def _narrowed(self, group: Sequence[Sum], spans: dict[int, list[float]], sight: Sight) -> dict[int, Reach]:
        """The nodes of one group of sums that are in reach."""
        inside = {node for whole, parts in group for node in (whole, *parts)}
        here = {node: span for node, span in spans.items() if node in inside}
        found: dict[int, Reach] = {}
        posed = programme(group, sight)
        for aim in self._aims(here):
            self._answer(posed, aim, here)
        for node, span in here.items():
            answers = []
            for sign in (-1.0, 1.0):
                if self._narrow(span):
                    answers.append(self._answer(posed, {node: sign}, here))
            if self._narrow(span):
                found[node] = Reach(span[0], span[1], _total(relieved(posed, answer, sight) for answer in answers))
        return found

    def _aims(self, here: Mapping[int, Sequence[float]]) -> Iterator[dict[int, float]]:
        """Ways to move many nodes at once: all up, all down, and half of them up."""
        narrow = [node for node, span in here.items() if self._narrow(span)]
        if len(narrow) >= TOGETHER:
            for sign in (-1.0, 1.0):
                yield dict.fromkeys(narrow, sign)
                yield {node: sign * (-1) ** place for place, node in enumerate(narrow)}

    def _answer(self, posed: Programme, aim: Mapping[int, float], here: Mapping[int, list[float]]) -> Answer:
        """Solve one programme, and learn from its answer for every node of the group."""
        answer = solved(posed, aim)
        self.effort += len(posed.sums)
        known, printed = self.task.known, self._printed
        needs = frozenset(
            node for node, value in zip(posed.place, answer.values, strict=True)
            if printed[node] and not known.low[node] - TOLERANCE <= value <= known.high[node] + TOLERANCE
        )  # fmt: skip
        self._ways = [*self._ways[-KEPT:], Way(posed.place, array("d", answer.values), needs)]
        for node, span in here.items():
            value = answer.values[posed.place[node]]
            span[0], span[1] = min(span[0], value), max(span[1], value)
        return answer


def _total(reliefs: Iterator[Weights]) -> Weights:
    found: Weights = {}
    for relief in reliefs:
        for node, gain in relief.items():
            found[node] = found.get(node, 0.0) + gain
    return found
