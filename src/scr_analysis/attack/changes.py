"""What moved between two releases: cases counted otherwise than before, as few as the counts that show it need.

Of every count, now and then hang together by cases that joined the database, that came into the count from elsewhere
and that went out of it: now + went = then + joined + came. Each of these adds up over the codes of a variable as counts
do. Where nothing shows that a variable is told otherwise than before, now = then + joined, so as many came as went.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scr_analysis.attack.boxes import Box
from scr_analysis.attack.exact import spans
from scr_analysis.attack.system import UNKNOWN, Limits, Sum, narrowed

# In place of a root: counts of the earlier release, of cases that joined, came and went, and what they come to.
_EARLIER, _JOINED, _CAME, _WENT, _TOTAL, _REST = -1, -2, -3, -4, -5, -6
_MOVED: Box = ((_TOTAL, 0),)  # at most so many cases moved


@dataclass(frozen=True)
class Change:
    """What may have changed since: the roots told otherwise (None: anything may be), and how many cases joined."""

    roots: frozenset[int] | None
    joined: int

    @property
    def moves(self) -> bool:
        """Whether any case may have moved."""
        return self.roots is None or bool(self.roots)

    def touches(self, box: Box) -> bool:
        """Whether a count may have changed otherwise than by cases that joined."""
        return self.roots is None or any(root in self.roots for root, _ in box)

    @staticmethod
    def earlier(box: Box) -> Box:
        """A count as it was in the earlier release."""
        return _as(box, _EARLIER)


def contradicted(now: Mapping[Box, Limits], then: Mapping[Box, Limits], joined: int) -> list[Box]:
    """The counts that did anything but grow by no more cases than joined."""
    both = ((box, now[box], limits) for box, limits in then.items() if box in now)
    return [box for box, (low, high), (least, most) in both if high < least or low > most + joined]


def reached(apart: Collection[Box]) -> frozenset[int] | None:
    """The fewest variables by which contradicting counts can be explained, one after the other; None for any.

    Of several that explain as many, each may be the one.
    """
    if () in apart:
        return None  # a case left the database: it may have been counted anywhere
    found: set[int] = set()
    left = list(apart)
    while left:
        hits: dict[int, int] = {}
        for box in left:
            for root, _ in box:
                hits[root] = hits.get(root, 0) + 1
        found |= {root for root, number in hits.items() if number == max(hits.values())}
        left = [box for box in left if found.isdisjoint(root for root, _ in box)]
    return frozenset(found)


def links(
    sums: Sequence[Sum], now: Mapping[Box, Limits], then: Mapping[Box, Limits], change: Change
) -> tuple[list[Sum], dict[Box, Limits]]:
    """The sums of both releases and of what lies between them, and what is known of each count."""
    boxes = list(dict.fromkeys([*then, *(box for one in sums for box in (one.whole, *one.parts))]))
    roles = (_EARLIER, *((_JOINED, _CAME, _WENT) if change.moves else ()))  # else who joined is what is left over
    equations = [*sums, *(_sum(one, role) for one in sums for role in roles)]
    known = dict(now) | {_as(box, _EARLIER): limits for box, limits in then.items()}
    known |= {_as(box, _JOINED): (0, change.joined) for box in boxes}
    equations += [link for box in boxes for link in _link(box, change)]
    if change.moves:
        most = then.get((), UNKNOWN)[1] + change.joined
        known |= {_as(box, role): (0, most) for box in boxes for role in (_CAME, _WENT)}
        known |= {_as(box, _TOTAL): (0, 2 * most) for box in boxes}
        parts = {part for one in sums for part in one.parts}
        equations += [one for box in boxes if box not in parts for one in _bounded(box)]
    return equations, known


def _link(box: Box, change: Change) -> Iterator[Sum]:
    """How a count now hangs together with what it was."""
    earlier, joined, came, went, total = (_as(box, role) for role in (_EARLIER, _JOINED, _CAME, _WENT, _TOTAL))
    if not change.touches(box):
        yield Sum(box, (earlier, joined))
    else:
        yield Sum(total, (earlier, joined, came))
        yield Sum(total, (box, went))


def _bounded(box: Box) -> Iterator[Sum]:
    """No more cases came or went than moved at all."""
    for role in (_CAME, _WENT):
        one = _as(box, role)
        yield Sum(_MOVED, (one, _as(one, _REST)))


def fewest(equations: Iterable[Sum], known: Mapping[Box, Limits]) -> dict[Box, Limits]:
    """How many cases moved, if no more did than must have. Raises Contradiction."""
    equations = list(equations)
    found = narrowed(equations, known)
    least, _ = spans(equations, found, {_MOVED: UNKNOWN[1]})[_MOVED]
    return {_MOVED: (least, least)}


def _as(box: Box, role: int) -> Box:
    return (*box, (role, 1))


def _sum(one: Sum, role: int) -> Sum:
    return Sum(_as(one.whole, role), tuple(_as(part, role) for part in one.parts))
