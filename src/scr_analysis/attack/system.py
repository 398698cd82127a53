"""Counts as unknowns: the sums that hold between them, and how far known counts narrow the others.

For each set of cases and each variable, the counts by the variable's codes add up to the set's. That is all that is
used: it ties levels, groups, sums of levels, nested bases and missing answers alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scr_analysis.attack.boxes import Box, Boxes
from scr_analysis.attack.columns import Atoms

Limits = tuple[int, int]
UNKNOWN: Limits = (0, 10**9)
STEPS = 30


@dataclass(frozen=True)
class Sum:
    """One count is the sum of others."""

    whole: Box
    parts: tuple[Box, ...]


def sums(boxes: Boxes, counts: Iterable[Box]) -> list[Sum]:
    """Every sum between the counts: by each variable within each set of cases that some count stands in.

    A set that is spoken of nowhere, and in which a single count stands, ties nothing.
    """
    families: dict[tuple[Box, int], set[Atoms]] = defaultdict(set)
    published = dict.fromkeys(counts)
    for box in published:
        for place, (root, atoms) in enumerate(box):
            families[box[:place] + box[place + 1 :], root].add(atoms)
    telling = ((*family, sets) for family, sets in families.items() if len(sets) > 1 or family[0] in published)
    return [one for context, root, sets in telling for one in _family(boxes, context, root, sets)]


def _family(boxes: Boxes, context: Box, root: int, sets: set[Atoms]) -> Iterator[Sum]:
    """The sums of some sets of codes within one set of cases, over the classes that the sets tell apart."""
    everything = (1 << boxes.whole(root)) - 1
    classes = [everything]
    for one in sets:
        classes = [part for each in classes for part in (each & one, each & ~one) if part]
    classes.sort(key=lambda atoms: atoms & -atoms)  # by the first atom of each
    place = sum([other < root for other, _ in context])
    before, after = context[:place], context[place:]
    parts = [(atoms, (*before, (root, atoms), *after)) for atoms in classes if atoms != everything]
    yield Sum(context, tuple([part for _, part in parts]))
    for one in sorted(sets):
        whole = (*before, (root, one), *after)
        held = tuple([part for atoms, part in parts if atoms & one])
        if held != (whole,):
            yield Sum(whole, held)


class Contradiction(Exception):  # noqa: N818  (it says what was found)
    """Two published facts cannot both be true."""


def narrowed(
    equations: Iterable[Sum], known: Mapping[Box, Limits], fresh: Sequence[Box] | None = None
) -> dict[Box, Limits]:
    """The limits of every count after each sum has been used until none narrows anything. Raises Contradiction."""
    return Net(equations).narrowed(known, fresh)


class Net:
    """Sums between counts that are numbered, ready to be used for one knowledge of the counts after another."""

    def __init__(self, equations: Iterable[Sum]) -> None:
        self._place: dict[Box, int] = {}
        place = self._place
        self._sums = [
            (place.setdefault(one.whole, len(place)), [place.setdefault(part, len(place)) for part in one.parts])
            for one in equations
        ]
        self._uses: list[list[int]] = [[] for _ in place]
        for number, (whole, parts) in enumerate(self._sums):
            for count in (whole, *parts):
                self._uses[count].append(number)

    def narrowed(self, known: Mapping[Box, Limits], fresh: Sequence[Box] | None = None) -> dict[Box, Limits]:
        """The limits of every count after each sum has been used until none narrows anything. Raises Contradiction.

        The limits hold, but need not be as narrow as they could be: that takes all sums at once. ``fresh``: the only
        counts of which more is known than the sums have already been used for.
        """
        unknown = (0, known.get((), UNKNOWN)[1])
        limits = [known.get(box, unknown) for box in self._place]
        low, high = ([one[end] for one in limits] for end in (0, 1))
        counts = [self._place[box] for box in fresh or () if box in self._place]
        used = range(len(self._sums)) if fresh is None else {use for count in counts for use in self._uses[count]}
        self._narrow(low, high, list(used))
        return {**known, **dict(zip(self._place, zip(low, high, strict=True), strict=True))}

    def _narrow(self, low: list[int], high: list[int], waiting: list[int]) -> None:
        """Use the sums that wait until none narrows anything."""
        queued = set(waiting)
        steps = [0] * len(low)
        while waiting:
            number = waiting.pop()
            queued.discard(number)
            for count in _tightened(*self._sums[number], low, high):
                steps[count] += 1
                if steps[count] > STEPS and low[count] < high[count]:
                    continue  # two sums that narrow each other by one at a time; the solver does better
                again = [use for use in self._uses[count] if use not in queued]
                waiting += again
                queued.update(again)


def _tightened(whole: int, parts: Sequence[int], low: list[int], high: list[int]) -> list[int]:
    """Use one sum; gives the counts that it narrows."""
    first, last = sum(map(low.__getitem__, parts)), sum(map(high.__getitem__, parts))
    least, most = max(low[whole], first), min(high[whole], last)
    if least > most:
        raise Contradiction
    changed = [whole] if least > low[whole] or most < high[whole] else []
    low[whole], high[whole] = least, most
    if least == first and most == last:  # no part can be narrower than it is
        return changed
    below, above = least - last, most - first
    for part in parts:
        start, end = low[part], high[part]
        if below + end > start or above + start < end:
            low[part], high[part] = max(start, below + end), min(end, above + start)
            if low[part] > high[part]:
                raise Contradiction
            changed.append(part)
    return changed
