"""The intruder at work: which small counts can be narrowed down with some counts hidden, and what would prevent it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import ceil, floor

from scr_analysis.protect.intruder import TOLERANCE, Reach, Weights, components, start, view
from scr_analysis.protect.reach import Answer, Programme, Sight, derived_reach, programme, relieved, solved
from scr_analysis.protect.task import Task
from scr_analysis.protect.telling import Sum

TOGETHER = 3
"""From so many nodes on, they are first moved together: one programme may show all of them to be out of reach."""
KEPT = 400


class Intruder:
    """An intruder who remembers: every answer found is a way to fill in what is open, and may serve again.

    ``effort``: how many sums the programmes so far went through, which is much the same on every machine.
    """

    def __init__(self, task: Task) -> None:
        import numpy as np

        self.task = task
        self.effort = 0
        self._start = start(task.web, task.known)
        self._low, self._high = np.array(task.known.low, float), np.array(task.known.high, float)
        self._ways = [np.array(task.web.sizes, float)]

    def within_reach(self, hidden: Collection[int], only: Collection[int] | None = None) -> dict[int, Reach]:
        """The sensitive nodes that can be narrowed down to less than the width, with what would help.

        ``only``: the nodes to look at; all sensitive ones where there are none.
        """
        task = self.task
        shown = [bool(cells) and node not in hidden for node, cells in enumerate(task.web.cells)]
        sight = Sight(view(task.web, task.known, hidden, self._start), task.known, shown)
        wanted = sorted(task.sensitive if only is None else only)
        found = {node: derived_reach(node, sight) for node in wanted if node in sight.seen.values}
        spans = self._spans([node for node in wanted if node not in found], shown)
        narrow = [node for node, span in spans.items() if self._narrow(span)]
        for group in components(task.web, sight.seen, narrow):
            found |= self._narrowed(group, spans, sight)
        return found

    def _spans(self, nodes: Sequence[int], shown: Sequence[bool]) -> dict[int, list[float]]:
        """How far apart the values of each node lie in the ways known so far that agree with what is shown."""
        import numpy as np

        seen = np.array(shown)
        low, high = np.where(seen, self._low, 0.0), np.where(seen, self._high, float(self.task.known.most))
        ways = np.array(self._ways)
        fitting = ways[((ways >= low - TOLERANCE) & (ways <= high + TOLERANCE)).all(axis=1)]
        return {node: [float(fitting[:, node].min()), float(fitting[:, node].max())] for node in nodes}

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
        way = self._ways[0].copy()
        way[list(posed.place)] = answer.values
        self._ways = [self._ways[0], *self._ways[1:][-KEPT:], way]
        for node, span in here.items():
            span[0], span[1] = min(span[0], float(way[node])), max(span[1], float(way[node]))
        return answer


def _total(reliefs: Iterator[Weights]) -> Weights:
    found: Weights = {}
    for relief in reliefs:
        for node, gain in relief.items():
            found[node] = found.get(node, 0.0) + gain
    return found
