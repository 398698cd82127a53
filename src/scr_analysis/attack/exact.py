"""How far apart the least and the greatest value of a hidden count can lie, over every sum at once and in whole cases.

Each solution found is a set of counts that agrees with all that is published: a proof that its values are possible. So
one solution serves many hidden counts, and only counts that no solution has shown to be wide are solved for alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, floor
from typing import Any

from scr_analysis.attack.boxes import Box
from scr_analysis.attack.system import Contradiction, Limits, Sum
from scr_analysis.attack.witness import witnessed

SECONDS = 0.5  # for one search in whole cases; where it finds nothing, linear programming has the word


def spans(equations: Iterable[Sum], limits: Mapping[Box, Limits], wanted: Mapping[Box, int]) -> dict[Box, Limits]:
    """The limits of each wanted count: exact where they lie closer than asked for, else at least so far apart.

    Parameters
    ----------
    equations, limits
        The sums, and what is known already of each count.
    wanted
        How far apart the limits of each count must lie.

    Raises
    ------
    Contradiction
        If no counts agree with everything that is published.

    """
    open_sums = [one for one in equations if any(_open(limits[box]) for box in (one.whole, *one.parts))]
    found = {box: limits[box] for box in wanted if not _open(limits[box])}
    for part in _components(open_sums, limits):
        asked = {box: need for box, need in wanted.items() if box in part.boxes}
        if asked:
            found.update(part.solved(asked))
    alone = {box: limits[box] for box in wanted if box not in found}  # no sum holds these
    return found | alone


def _open(limits: Limits) -> bool:
    return limits[0] < limits[1]


class _Component:
    """Open counts that sums tie together."""

    def __init__(self, equations: Sequence[Sum], limits: Mapping[Box, Limits]) -> None:
        held = (box for one in equations for box in (one.whole, *one.parts) if _open(limits[box]))
        self.boxes = {box: number for number, box in enumerate(dict.fromkeys(held))}
        self._equations, self._limits = equations, limits

    def solved(self, wanted: Mapping[Box, int]) -> dict[Box, Limits]:
        """The limits of the wanted counts.

        The limits of linear programming hold for whole cases too, and a solution in whole cases proves its counts
        possible. Where none is found that lies far enough apart, the limits of linear programming stand.
        """
        seen = witnessed(self._equations, self._limits, wanted)
        if all(box in seen and seen[box][1] - seen[box][0] >= need for box, need in wanted.items()):
            return seen
        solve = self._solver()
        for sign in (1, -1):
            _note(seen, solve(dict.fromkeys(wanted, sign), False), wanted)
            _note(seen, solve(dict.fromkeys(wanted, sign), True), wanted)
        found: dict[Box, Limits] = {}
        for box, need in wanted.items():
            if box not in seen or seen[box][1] - seen[box][0] < need:
                ends = [solve({box: sign}, False) for sign in (1, -1)]
                for end in ends:
                    _note(seen, end, wanted)
                found[box] = ceil(ends[0][box] - 1e-6), floor(ends[1][box] + 1e-6)
        return seen | found

    def _solver(self) -> Any:
        """What gives the counts for which a weighted sum is least."""
        import numpy as np  # half a second with scipy.optimize, and only a release that hides something needs them
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_matrix

        rows, columns, values, sides = [], [], [], []
        for row, one in enumerate(self._equations):
            side = 0
            for box, factor in [(one.whole, -1), *((part, 1) for part in one.parts)]:
                if box in self.boxes:
                    rows.append(row)
                    columns.append(self.boxes[box])
                    values.append(factor)
                else:
                    side -= factor * self._limits[box][0]
            sides.append(side)
        matrix = csr_matrix((values, (rows, columns)), shape=(len(self._equations), len(self.boxes)))
        between = Bounds([self._limits[box][0] for box in self.boxes], [self._limits[box][1] for box in self.boxes])

        def solve(weights: Mapping[Box, int], whole: bool) -> dict[Box, float]:
            cost = np.zeros(len(self.boxes))
            for box, weight in weights.items():
                cost[self.boxes[box]] = weight
            done = milp(
                cost,
                constraints=LinearConstraint(matrix, sides, sides),
                bounds=between,
                integrality=np.full(len(cost), int(whole)),
                options={"time_limit": SECONDS} if whole else {},
            )
            if done.status == 2:
                raise Contradiction
            return {} if done.x is None else {box: float(done.x[number]) for box, number in self.boxes.items()}

        return solve


def _note(seen: dict[Box, Limits], solution: Mapping[Box, float], wanted: Iterable[Box]) -> None:
    """Keep what a solution proves possible, if it is one of whole cases."""
    if not solution or any(abs(value - round(value)) > 1e-6 for value in solution.values()):
        return
    for box in wanted:
        value = round(solution[box])
        low, high = seen.get(box, (value, value))
        seen[box] = min(low, value), max(high, value)


def _components(equations: Sequence[Sum], limits: Mapping[Box, Limits]) -> list[_Component]:
    """The sums in groups that share no open count."""
    above: dict[Box, Box] = {}

    def top(box: Box) -> Box:
        while above[box] != box:
            above[box] = above[above[box]]
            box = above[box]
        return box

    firsts = []
    for one in equations:
        first, *others = (box for box in (one.whole, *one.parts) if _open(limits[box]))
        for box in (first, *others):
            above.setdefault(box, box)
            above[top(box)] = top(first)
        firsts.append(first)
    groups: dict[Box, list[Sum]] = {}
    for one, first in zip(equations, firsts, strict=True):
        groups.setdefault(top(first), []).append(one)
    return [_Component(held, limits) for held in groups.values()]
