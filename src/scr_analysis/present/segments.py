"""The segments of a 100 % bar, and what may be drawn of them where parts are hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scr_analysis.present import style
from scr_analysis.present.chart_model import HIDDEN_MARK, Bar, Group
from scr_analysis.present.drawing import Box, Drawing, Text, cap_height, text_width
from scr_analysis.present.legend import Entry
from scr_analysis.rounding import grouped, whole_percent

NOT_SHOWN = f"{HIDDEN_MARK} not shown"
_SEPARATOR = 0.35
_LEAST_HIDDEN = 0.04  # of the bar is kept for what is hidden, where rounded parts leave it no room
_ROUNDING = 1e-6  # shares add up to 1 but for floating point


@dataclass(frozen=True)
class Segment:
    """A stretch of the bar: one level, or, without a bar, everything that is not shown."""

    x: float
    width: float
    bar: Bar | None


def fills(levels: Sequence[Bar]) -> dict[str, str]:
    """Return a fill for every level: the ramp in level order, and a pale grey for kinds of missing."""
    known = [bar.key for bar in levels if not bar.not_known]
    colours = dict(zip(known, style.ramp(len(known)), strict=True))
    return {bar.key: colours.get(bar.key, style.NOT_KNOWN) for bar in levels}


def entries(levels: Sequence[Bar], colours: Mapping[str, str]) -> list[Entry]:
    """Return the key of the levels."""
    return [Entry(bar.label, colours[bar.key], edge_of(bar)) for bar in levels]


def edge_of(bar: Bar) -> str | None:
    """Outline what is too pale to stand on white."""
    return style.HATCH if bar.not_known else None


def segments(group: Group, left: float, width: float) -> list[Segment]:
    """Place the shown levels in order; what is hidden follows in one stretch, so that no width tells a part."""
    placed, x, scale = [], left, _scale(group) * width
    for bar in group.bars:
        if bar.share:
            placed.append(Segment(x, bar.share * scale, bar))
            x += bar.share * scale
    rest = left + width - x
    if group.hidden and rest > _ROUNDING * width:
        placed.append(Segment(x, rest, None))
    return placed


def _scale(group: Group) -> float:
    """By what widths are multiplied: shares of rounded counts may add up to more than the bar, or to less."""
    total = sum(bar.share or 0.0 for bar in group.bars)
    room = 1.0 - _LEAST_HIDDEN if group.hidden else 1.0
    if not total or not any(bar.rounded for bar in group.bars) or (group.hidden and total <= room):
        return 1.0
    return room / total


def draw_segments(
    drawing: Drawing, stretch: Sequence[Segment], top: float, height: float, colours: Mapping[str, str]
) -> None:
    """Draw the boxes with thin white lines between them."""
    for number, segment in enumerate(stretch):
        gap = min(_SEPARATOR, segment.width / 3) if number < len(stretch) - 1 else 0.0
        if segment.bar is None:
            shape = Box(segment.x, top, segment.width, height, style.PAPER, style.HATCH, hatched=True)
        else:
            edge = edge_of(segment.bar)
            shape = Box(segment.x, top, segment.width - gap, height, colours[segment.bar.key], edge)
        drawing.add(shape, goal=segment.bar.goal if segment.bar else "")


def label_segment(drawing: Drawing, segment: Segment, middle: float, size: float, colours: Mapping[str, str]) -> None:
    """Set the percentage inside the segment if there is room."""
    words = NOT_SHOWN if segment.bar is None else percent(segment.bar)
    if segment.bar is None and text_width(words, size) > segment.width - 1.6:
        words = HIDDEN_MARK
    width, centre = text_width(words, size), segment.x + segment.width / 2
    if width > segment.width - 1.0:
        return
    if segment.bar is None:  # hatching behind type would make it hard to read
        drawing.add(Box(centre - width / 2 - 0.5, middle - 1.7, width + 1.0, 3.4, style.PAPER))
    colour = style.INK if segment.bar is None else style.ink_on(colours[segment.bar.key])
    label = Text(centre, middle + cap_height(size) / 2, words, size, colour=colour, anchor="center")
    drawing.add(label, goal=segment.bar.goal if segment.bar else "")


def percent(bar: Bar) -> str:
    """Return a value as the page prints it: a whole percentage, rounded half up; of few cases the count instead."""
    if bar.n is None:
        return HIDDEN_MARK
    if bar.too_small:
        return f"{grouped(bar.n)} of {grouped(bar.denominator or 0)}"
    return f"{whole_percent(bar.n, bar.denominator)}%" if bar.denominator else "–"
