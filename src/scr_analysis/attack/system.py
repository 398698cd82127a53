"""Counts as unknowns: the sums that hold between them, and how far known counts narrow the others.

For each set of cases and each variable, the counts by the variable's codes add up to the set's. That is all that is
used: it ties levels, groups, sums of levels, nested bases and missing answers alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
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
        for root, atoms in box:
            families[tuple(pair for pair in box if pair[0] != root), root].add(atoms)
    telling = ((*family, sets) for family, sets in families.items() if len(sets) > 1 or family[0] in published)
    found = [one for context, root, sets in telling for one in _family(boxes, context, root, sets)]
    return list(dict.fromkeys(found))


def _family(boxes: Boxes, context: Box, root: int, sets: set[Atoms]) -> Iterator[Sum]:
    """The sums of some sets of codes within one set of cases, over the classes that the sets tell apart."""
    ordered = sorted(sets)
    classes: dict[tuple[int, ...], Atoms] = defaultdict(int)
    for atom in range(boxes.whole(root)):
        classes[tuple(one >> atom & 1 for one in ordered)] |= 1 << atom
    parts = {signature: boxes.box([*context, (root, atoms)]) for signature, atoms in classes.items()}
    yield Sum(context, tuple(part for part in parts.values() if part is not None))
    for number, one in enumerate(ordered):
        whole = boxes.box([*context, (root, one)])
        held = tuple(part for signature, part in parts.items() if signature[number] and part is not None)
        if whole is not None and held != (whole,):
            yield Sum(whole, held)


class Contradiction(Exception):  # noqa: N818  (it says what was found)
    """Two published facts cannot both be true."""


def narrowed(
    equations: Iterable[Sum], known: Mapping[Box, Limits], fresh: Sequence[Box] | None = None
) -> dict[Box, Limits]:
    """The limits of every count after each sum has been used until none narrows anything. Raises Contradiction.

    The limits hold, but need not be as narrow as they could be: that takes all sums at once. ``fresh``: the only counts
    of which more is known than the sums have already been used for.
    """
    listed = list(equations)
    everyone = known.get((), UNKNOWN)[1]
    limits: dict[Box, Limits] = defaultdict(lambda: (0, everyone), known)
    uses: dict[Box, list[int]] = defaultdict(list)
    for number, one in enumerate(listed):
        for box in (one.whole, *one.parts):
            uses[box].append(number)
    waiting = list(range(len(listed))) if fresh is None else list({use for box in fresh for use in uses[box]})
    queued = set(waiting)
    steps: Counter[Box] = Counter()
    while waiting:
        number = waiting.pop()
        queued.discard(number)
        for box, new in _tightened(listed[number], limits):
            limits[box] = new
            steps[box] += 1
            if steps[box] > STEPS and new[0] < new[1]:
                continue  # two sums that narrow each other by one at a time; the solver does better
            again = [use for use in uses[box] if use not in queued]
            waiting += again
            queued.update(again)
    return dict(limits)


def _tightened(one: Sum, limits: Mapping[Box, Limits]) -> list[tuple[Box, Limits]]:
    """The counts of one sum that it narrows."""
    held = [limits[part] for part in one.parts]
    low, high = sum([first for first, _ in held]), sum([last for _, last in held])
    whole = limits[one.whole]
    least, most = max(whole[0], low), min(whole[1], high)
    if least > most:
        raise Contradiction
    changed = [(one.whole, (least, most))] if (least, most) != whole else []
    if least == low and most == high:  # no part can be narrower than it is
        return changed
    for part, (first, last) in zip(one.parts, held, strict=True):
        new = max(first, least - (high - last)), min(last, most - (low - first))
        if new != (first, last):
            if new[0] > new[1]:
                raise Contradiction
            changed.append((part, new))
    return changed
