"""Which files give a hidden count away: a smallest set, found by leaving out ever fewer channels at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scr_analysis.attack.intruder import Cell, Intruder
from scr_analysis.attack.system import Contradiction

# The file that every other one is made from: what it gives away by itself is blamed on it.
SOURCE = "estimates.csv"


def blamed(intruder: Intruder, close: Sequence[Cell], protection: int) -> dict[Cell, tuple[str, ...]]:
    """For each count that can be narrowed, channels that do it together and none of which can be spared."""
    keys = {cell[0] for cell in close}
    telling = [one for one in intruder.said if one.channel == SOURCE or one.key in keys]
    intruder = replace(intruder, said=telling)  # what others say of what is shown stands in the source as well
    found: dict[Cell, tuple[str, ...]] = {}
    channels = sorted({one.channel for one in intruder.said} - {SOURCE})
    waiting = list(close)
    alone = _narrow(intruder, waiting, protection, channels) if waiting else []
    found.update(dict.fromkeys(alone, (SOURCE,)))
    waiting = [cell for cell in waiting if cell not in found]
    while waiting:
        spoken = sorted({one.channel for one in intruder.said if one.key == waiting[0][0]} - {SOURCE})
        first = [*spoken, SOURCE]
        enough = _narrow(intruder, waiting[:1], protection, [one for one in channels if one not in first])
        needed = _needed(intruder, waiting[0], protection, first if enough else [*channels, SOURCE])
        others = [one for one in (*channels, SOURCE) if one not in needed]
        same = {*_narrow(intruder, waiting, protection, others), waiting[0]}
        found.update(dict.fromkeys(same, tuple(needed)))
        waiting = [cell for cell in waiting if cell not in found]
    return found


def _needed(intruder: Intruder, cell: Cell, protection: int, channels: Sequence[str]) -> list[str]:
    """Channels without any one of which the count is safe: halves are left out first, single ones last."""
    others = {one.channel for one in intruder.said} - set(channels)
    kept, size = list(channels), max(1, len(channels) // 2)
    while True:
        for start in range(0, len(kept), size):
            chunk = kept[start : start + size]
            out = [*others, *(one for one in channels if one not in kept or one in chunk)]
            if _narrow(intruder, [cell], protection, out):
                kept = [one for one in kept if one not in chunk]
                break
        else:
            if size == 1:
                return kept
            size = max(1, size // 2)


def _narrow(intruder: Intruder, cells: Sequence[Cell], protection: int, without: Sequence[str]) -> list[Cell]:
    """Which of some counts can still be narrowed without some channels."""
    try:
        limits = intruder.limits(protection, without, cells)
    except Contradiction:
        return []
    return [cell for cell in cells if limits[cell][1] - limits[cell][0] < protection]
