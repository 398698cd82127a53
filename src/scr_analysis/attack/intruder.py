"""What an intruder can work out: the limits of every hidden count, from all that is published at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from scr_analysis.attack.boxes import Box, Boxes
from scr_analysis.attack.exact import spans
from scr_analysis.attack.facts import Fact, Loose, Range, Said, whole_number
from scr_analysis.attack.reading import Reading
from scr_analysis.attack.spoken import Spoken, of_everything
from scr_analysis.attack.system import UNKNOWN, Contradiction, Limits, Net, Sum, sums
from scr_analysis.estimates import Key

Cell = tuple[Key, str]  # an estimate, and its part: "n", "denominator" or "missing_<kind>"


@dataclass
class Intruder:
    """Somebody who knows the study's declarations, has read some files and can do sums."""

    boxes: Boxes
    spoken: Spoken
    said: list[Said]
    hidden: Sequence[Cell]
    contradictions: list[Loose] = field(default_factory=list, init=False)
    _parts: dict[Key, dict[str, Box | None]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for key in dict.fromkeys((*(one.key for one in self.said), *(key for key, _ in self.hidden))):
            self._parts[key] = self.boxes.of(key)
        counts = [box for parts in self._parts.values() for box in parts.values() if box is not None]
        self.sums: list[Sum] = sums(self.boxes, counts)
        self._net = Net(self.sums)

    def limits(
        self, need: int, without: Collection[str] = (), cells: Sequence[Cell] | None = None
    ) -> dict[Cell, Limits]:
        """How far hidden counts can be narrowed by what is said outside some channels. Raises Contradiction.

        A count whose limits lie ``need`` or more apart is not narrowed further; ``cells`` are all, where left out.
        """
        cells = self.hidden if cells is None else cells
        limits = self.known(without)
        wanted = {box: need for box in map(self.box, cells) if box is not None}
        limits |= {box: UNKNOWN for box in wanted if box not in limits}
        close = {box: need for box, need in wanted.items() if limits[box][1] - limits[box][0] >= need}
        found = limits | (spans(self.sums, limits, close) if close else {})
        return {cell: found[box] for cell in cells if (box := self.box(cell)) is not None}

    def known(self, without: Collection[str] = ()) -> dict[Box, Limits]:
        """What is known of every count, sum by sum, from what is said outside some channels. Raises Contradiction."""
        said = [one for one in self.said if one.channel not in without]
        reading = Reading([*said, *of_everything(self.said)], self.spoken)
        printed = _printed(said)
        limits = self._net.narrowed(self._known(reading, reading.facts(printed)))
        facts = list(reading.facts(self._denominators(limits) | printed, told=printed))
        limits = self._narrower(limits, self._known(reading, facts, limits))
        with suppress(Contradiction):  # what names alone tie, and cannot be true together, gives nothing away
            limits = self._narrower(limits, limits | self._by_name(facts, limits))
        return limits

    def _narrower(self, limits: Mapping[Box, Limits], known: dict[Box, Limits]) -> dict[Box, Limits]:
        """The limits with what is known now, the sums used again as far as that is more."""
        fresh = [box for box, span in known.items() if limits.get(box) != span]
        return self._net.narrowed(known, fresh) if fresh else known

    def box(self, cell: Cell) -> Box | None:
        """The box of a count; None for one that this release does not speak of."""
        return self._parts.get(cell[0], {}).get(cell[1])

    def _known(
        self, reading: Reading, facts: Iterable[Fact], limits: Mapping[Box, Limits] | None = None
    ) -> dict[Box, Limits]:
        """What is known with some facts; those that cannot be true beside what is known already are told as found."""
        known: dict[Box, Limits] = dict(limits or {})
        against: list[tuple[int, Key]] = []
        for key, part, first, last, places, by_name in facts:
            box = self._parts[key].get(part)
            if box is None or by_name:
                continue
            low, high = known.get(box, UNKNOWN)
            if max(low, first) > min(high, last):
                against += ((place, key) for place in places)
            else:
                known[box] = max(low, first), min(high, last)
        self.contradictions += (
            Loose(reading.channel(place), f"{'.'.join(key)}: another file says otherwise")
            for place, key in sorted(against)
        )
        return known

    def _by_name(self, facts: Iterable[Fact], limits: Mapping[Box, Limits]) -> dict[Box, Limits]:
        """The limits that facts tied by a name give, of those that can be true; of several, what they span."""
        spans: dict[Box, Limits] = {}
        for fact in facts:
            box = self._parts[fact.key].get(fact.part) if fact.by_name else None
            if box is None or box not in limits:
                continue
            low, high = max(limits[box][0], fact.low), min(limits[box][1], fact.high)
            if low <= high:
                first, last = spans.get(box, (low, high))
                spans[box] = min(first, low), max(last, high)
        return spans

    def _denominators(self, limits: Mapping[Box, Limits]) -> dict[Key, Range]:
        """The denominators that shares are told of, as far as they can be worked out."""
        boxes = ((key, parts.get("denominator")) for key, parts in self._parts.items())
        return {key: limits[box] for key, box in boxes if box is not None and box in limits}


def _printed(said: Iterable[Said]) -> dict[Key, Range]:
    """The denominators that are printed."""
    found = ((one.key, whole_number(one.text)) for one in said if one.measure == "denominator")
    return {key: (number, number) for key, number in found if number is not None}
