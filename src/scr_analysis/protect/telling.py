"""Which sums between counts tell an intruder anything: the others are as if nobody knew them.

A node is *idle* where it stands in one sum only, is printed nowhere and is asked about by nobody. It takes up whatever
the rest of its sum leaves, so that the sum says no more than that the rest does not exceed the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

Sum = tuple[int, tuple[int, ...]]
"""A node and the nodes that add up to it."""


def telling(sums: Iterable[Sum], known: Collection[int]) -> list[Sum]:
    """The sums that tell something, given the nodes that are printed or that anybody may ask about.

    Nothing is told by a sum whose whole is idle, nor by one that says again what another says, nor by those of a whole
    that is printed nowhere and not asked about, where each only makes it no less than one part.
    """
    kept = list(dict.fromkeys(sums))
    while True:
        left = _left(kept, known)
        if len(left) == len(kept):
            return left
        kept = left


def _left(sums: Sequence[Sum], known: Collection[int]) -> list[Sum]:
    """The sums but for those that tell nothing beside the others."""
    uses = Counter(node for whole, parts in sums for node in (whole, *parts))
    bounds: Counter[int] = Counter()
    said: set[Sum] = set()
    told: list[Sum] = []
    for one in sums:
        whole, parts = one
        if uses[whole] == 1 and whole not in known:
            continue
        rest = tuple([part for part in parts if uses[part] > 1 or part in known])
        bound = len(rest) < len(parts)
        if bound and (whole, rest) in said:
            uses[whole] -= 1
            continue
        if bound:
            said.add((whole, rest))
        bounds[whole] += bound and len(rest) < 2
        told.append(one)
    free = {whole for whole, count in bounds.items() if count == uses[whole] and whole not in known}
    return [one for one in told if one[0] not in free]
