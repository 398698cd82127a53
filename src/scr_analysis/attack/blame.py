"""Which files give a hidden count away: a smallest set, found by leaving out one channel after another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scr_analysis.attack.intruder import Cell, Intruder
from scr_analysis.attack.system import Contradiction

# What is left out last: the file that the others are made from.
_FIRST_SOURCES = ("estimates.csv",)


def blamed(intruder: Intruder, close: Sequence[Cell], protection: int) -> dict[Cell, tuple[str, ...]]:
    """For each count that can be narrowed, channels that do it together and none of which can be spared.

    Counts that the same channels give away are looked at together; what is left out stays out, as in a deletion filter.
    """
    found: dict[Cell, tuple[str, ...]] = {}
    waiting = list(close)
    channels = in_order({one.channel for one in intruder.said})
    while waiting:
        out: list[str] = []
        still = [waiting[0]]
        for channel in channels:
            narrow = _narrow(intruder, waiting, protection, [*out, channel])
            if waiting[0] in narrow:
                out.append(channel)
                still = narrow
        left = tuple(channel for channel in channels if channel not in out)
        found.update(dict.fromkeys(still, left))
        waiting = [cell for cell in waiting if cell not in still]
    return found


def in_order(channels: Iterable[str]) -> list[str]:
    """Channels in the order in which they are left out."""
    return sorted(channels, key=lambda name: (_FIRST_SOURCES.index(name) if name in _FIRST_SOURCES else -1, name))


def _narrow(intruder: Intruder, cells: Sequence[Cell], protection: int, without: Sequence[str]) -> list[Cell]:
    """Which of some counts can still be narrowed without some channels."""
    try:
        limits = intruder.limits(protection, without, cells)
    except Contradiction:
        return []
    return [cell for cell in cells if limits[cell][1] - limits[cell][0] < protection]
