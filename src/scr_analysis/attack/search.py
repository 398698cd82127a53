"""The limits of many hidden counts at once by linear programming: few questions, and an answer serves them all.

Each answer agrees with every sum and all that is published, so that whatever values two answers give a count, its
limits lie at least so far apart. Many counts are moved together first; a count is asked about alone only when that has
not shown it to be wide. The programme stays in the solver's memory: the next question starts where the last one ended.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor
from typing import Any

from scr_analysis.attack.boxes import Box
from scr_analysis.attack.system import Contradiction, Limits, Sum

TOLERANCE = 1e-6


def searched(equations: Sequence[Sum], limits: Mapping[Box, Limits], wanted: Mapping[Box, int]) -> dict[Box, Limits]:
    """The limits of the wanted counts: exact where they lie closer than asked for, else at least so far apart.

    The limits of linear programming hold for whole cases too. Raises Contradiction.
    """
    return _Search(equations, limits, wanted).spans()


@dataclass
class _Search:
    """One group of sums as a programme, and how far apart its answers so far lie for each wanted count."""

    equations: Sequence[Sum]
    limits: Mapping[Box, Limits]
    wanted: Mapping[Box, int]
    _model: Any = field(init=False)
    _places: dict[Box, int] = field(init=False)
    _seen: dict[Box, tuple[float, float]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        from scr_analysis.solver import Columns, model_of  # only a release that hides something needs it

        held = (box for one in self.equations for box in (one.whole, *one.parts))
        boxes = [box for box in dict.fromkeys(held) if self.limits[box][0] < self.limits[box][1]]
        self._places = {box: place for place, box in enumerate(boxes)}
        rows, sides = zip(*map(self._row, self.equations), strict=True)
        low, high = ([float(self.limits[box][end]) for box in boxes] for end in (0, 1))
        self._model = model_of(Columns([0.0] * len(boxes), low, high), rows, sides, sides)

    def _row(self, one: Sum) -> tuple[dict[int, float], float]:
        """A sum as an equation: the parts less the whole, as far as they are open, and what they come to."""
        row: dict[int, float] = {}
        side = 0.0
        for box, factor in [(one.whole, -1), *((part, 1) for part in one.parts)]:
            if box in self._places:
                row[self._places[box]] = row.get(self._places[box], 0.0) + factor
            else:
                side -= factor * self.limits[box][0]
        return row, side

    def spans(self) -> dict[Box, Limits]:
        """The limits, once every count is shown to be wide or both its ends are known."""
        for aim in self._together():
            self._ask(aim)
        for box in self.wanted:
            for sign in (1, -1):
                if self._narrow(box):
                    self._ask({box: sign})
        return {box: self._limits(box) for box in self.wanted}

    def _together(self) -> Iterator[dict[Box, int]]:
        """Ways to move many counts at once: all down, all up; then some down and others up, while that still helps.

        The counts that are narrow still change sides at every first, second, fourth … of them, so that any two of them
        are moved apart by one of the ways.
        """
        yield from (dict.fromkeys(self.wanted, sign) for sign in (1, -1))
        run, left = 1, [box for box in self.wanted if self._narrow(box)]
        while run < 2 * len(left):
            sides = {box: -1 if place // run % 2 else 1 for place, box in enumerate(left)}
            yield sides
            yield {box: -side for box, side in sides.items()}
            before, left = left, [box for box in left if self._narrow(box)]
            if len(before) - len(left) < 2:  # no more than asking about each alone would show
                return
            run *= 2

    def _ask(self, aim: Mapping[Box, int]) -> None:
        """Note the answer that is least for an aim."""
        from scr_analysis.solver import Infeasible, search

        costs = [0.0] * len(self._places)
        for box, weight in aim.items():
            costs[self._places[box]] = weight
        try:
            values, _, _ = search(self._model, costs)
        except Infeasible:
            raise Contradiction from None
        for box in self.wanted:
            value = values[self._places[box]]
            low, high = self._seen.get(box, (value, value))
            self._seen[box] = min(low, value), max(high, value)

    def _limits(self, box: Box) -> Limits:
        """The whole numbers between the answers so far."""
        low, high = self._seen[box]
        return ceil(low - TOLERANCE), floor(high + TOLERANCE)

    def _narrow(self, box: Box) -> bool:
        low, high = self._limits(box)
        return high - low < self.wanted[box]
