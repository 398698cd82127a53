"""The key of a stacked bar: one swatch and name a segment, in segment order, above the bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scr_analysis.present import style
from scr_analysis.present.drawing import Box, Drawing, Text, cap_height, text_width

_SWATCH, _NAME_GAP, _ENTRY_GAP, _ROW = 2.6, 1.2, 4.2, 4.6


@dataclass(frozen=True)
class Entry:
    """One line of the key."""

    name: str
    fill: str
    edge: str | None = None
    hatched: bool = False


def draw_legend(drawing: Drawing, entries: Sequence[Entry], left: float, top: float) -> float:
    """Set the key in as many rows as it needs and return where it ends."""
    x = left
    for entry in entries:
        width = _SWATCH + _NAME_GAP + text_width(entry.name, style.BODY)
        if x > left and x + width > drawing.width:
            x, top = left, top + _ROW
        _draw_entry(drawing, entry, x, top)
        x += width + _ENTRY_GAP
    return top + _SWATCH


def _draw_entry(drawing: Drawing, entry: Entry, x: float, top: float) -> None:
    """Draw one swatch with its name."""
    baseline = top + (_SWATCH + cap_height(style.BODY)) / 2
    drawing.add(
        Box(x, top, _SWATCH, _SWATCH, entry.fill, entry.edge, entry.hatched),
        Text(x + _SWATCH + _NAME_GAP, baseline, entry.name),
    )
