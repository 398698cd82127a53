"""Small linear programmes, solved without a solver: to load one takes longer than a dozen of them.

The simplex method for unknowns between two limits. Each sum tells one unknown by others, so that some are *free* and
the rest are told by them. All begins at values that agree with every sum; a free unknown is moved as far as it helps
the aim and the limits allow, and where one that it moves along reaches a limit first, the two change places (Dantzig
1955, "Upper bounds, secondary constraints, and block triangularity in linear programming", Econometrica 23: 174-183).
The first that helps is moved, and the first to reach its limit gives way, so that it ends (Bland 1977, "New finite
pivoting rules for the simplex method", Mathematics of Operations Research 2: 103-107).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

TINY = 1e-9
Weights = dict[int, float]


class Tableau:
    """The unknowns of a programme, at values that agree with its sums, each told by free ones or free itself.

    Beside the unknowns stands what each sum comes to, as one more free one that is never moved: what moving it would
    do is the price of the sum.
    """

    def __init__(
        self,
        sums: Sequence[Mapping[int, float]],
        low: Sequence[float],
        high: Sequence[float],
        start: Sequence[float],
    ) -> None:
        self._low, self._high, self._values = low, high, list(start)
        self._prices = range(len(start), len(start) + len(sums))
        self._told: dict[int, Weights] = {}
        self._moved: dict[int, set[int]] = {}  # those that each free one moves along
        for place, weights in zip(self._prices, sums, strict=True):
            self._enter({**weights, place: -1.0})

    def search(self, costs: Sequence[float]) -> tuple[list[float], list[float], list[float]]:
        """The values of least cost, the price of each sum, and by how much each unknown's limits hold the cost."""
        while True:
            rates = self._rates(costs)
            helpful = [place for place, rate in rates.items() if self._helps(place, rate)]
            if not helpful:
                unknowns = range(len(self._values))
                return (
                    self._values.copy(),
                    [rates.get(place, 0.0) for place in self._prices],
                    [rates.get(place, 0.0) for place in unknowns],
                )
            place = min(helpful)
            self._move(place, -1.0 if rates[place] > 0 else 1.0)

    def _enter(self, weights: Weights) -> None:
        """Take in a sum; where it follows from the others, it tells nothing."""
        found: Weights = {}
        for place, weight in weights.items():
            for free, share in self._told.get(place, {place: 1.0}).items():
                found[free] = found.get(free, 0.0) + weight * share
        found = {place: weight for place, weight in found.items() if abs(weight) > TINY}
        unknown = [place for place in found if place < self._prices.start]
        if unknown:
            told = min(unknown, key=lambda place: (len(self._moved.get(place, ())), place))
            weight = found.pop(told)
            self._tell(told, {place: -other / weight for place, other in found.items()})

    def _tell(self, place: int, weights: Weights) -> None:
        """Tell a free unknown by other free ones, and what it told by these."""
        self._told[place] = weights
        others = self._moved.pop(place, set())
        for free in weights:
            self._moved.setdefault(free, set()).add(place)
        for other in others:
            told = self._told[other]
            share = told.pop(place)
            for free, weight in weights.items():
                together = told.get(free, 0.0) + share * weight
                if abs(together) > TINY:
                    told[free] = together
                    self._moved[free].add(other)
                elif free in told:
                    del told[free]
                    self._moved[free].discard(other)

    def _rates(self, costs: Sequence[float]) -> Weights:
        """By how much the cost rises with each free one."""
        rates: Weights = {}
        for place, cost in enumerate(costs):
            for free, share in self._told.get(place, {place: 1.0}).items() if cost else ():
                rates[free] = rates.get(free, 0.0) + cost * share
        return rates

    def _helps(self, place: int, rate: float) -> bool:
        """Whether moving a free unknown lowers the cost."""
        if abs(rate) <= TINY or place >= self._prices.start:
            return False
        room = self._values[place] - self._low[place] if rate > 0 else self._high[place] - self._values[place]
        return room > TINY

    def _move(self, place: int, sign: float) -> None:
        """Move a free unknown up or down until it, or the first that it moves along, is at a limit."""
        steps = [(self._room(place, sign), -1)]
        steps += [(self._room(other, sign * self._told[other][place]), other) for other in self._moved.get(place, ())]
        step, first = min(steps)
        self._values[place] += sign * step
        for other in self._moved.get(place, ()):
            self._values[other] += sign * step * self._told[other][place]
        if first >= 0:
            self._change_places(place, first)

    def _room(self, place: int, speed: float) -> float:
        """How long an unknown may move at a speed."""
        limit = self._high[place] if speed > 0 else self._low[place]
        return max(0.0, (limit - self._values[place]) / speed)

    def _change_places(self, free: int, told: int) -> None:
        weights = self._told.pop(told)
        for other in weights:
            self._moved[other].discard(told)
        share = weights.pop(free)
        self._tell(free, {told: 1 / share} | {place: -weight / share for place, weight in weights.items()})
