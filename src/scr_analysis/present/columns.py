"""Columns: upright bars of counts over the levels of one distribution, each with its count on top."""

from __future__ import annotations

from scr_analysis.present import style
from scr_analysis.present.chart_model import HIDDEN_MARK, Bar, ChartData
from scr_analysis.present.drawing import (
    Anchor,
    Box,
    Drawing,
    Line,
    Text,
    cap_height,
    fits,
    paragraph_height,
    text_width,
    wrap,
)
from scr_analysis.rounding import grouped

_TALLEST = {True: 36.0, False: 32.0}  # millimetres, wide and narrow
_WIDEST = {True: 15.0, False: 10.5}
_BAR, _BAR_GAP = 4.6, 1.8


def draw_columns(chart: ChartData) -> Drawing:
    """Lay out the columns; as rows instead where a name is too long to stand under its column."""
    drawing = Drawing(style.WIDE_MM if chart.wide else style.NARROW_MM)
    names = _names_below(chart.bars, drawing.width / len(chart.bars) - 1.4)
    if names is None:
        _draw_as_rows(drawing, chart)
    else:
        _draw_upright(drawing, chart, names)
    return drawing


def _names_below(bars: tuple[Bar, ...], width: float) -> list[list[str]] | None:
    """Break each name to the width of its column; None if that needs more than three lines."""
    names = [wrap(bar.label, width, style.BODY) for bar in bars]
    possible = all(len(lines) <= 3 and fits(lines, width, style.BODY) for lines in names)
    return names if possible else None


def _draw_upright(drawing: Drawing, chart: ChartData, names: list[list[str]]) -> None:
    """Draw the columns on their base line, names below, counts above."""
    top = drawing.paragraph(0.0, 0.6, [_measure(chart)], size=style.SMALL, colour=style.QUIET)
    floor = top + 6.0 + _TALLEST[chart.wide]
    slot = drawing.width / len(chart.bars)
    width = min(slot * 0.66, _WIDEST[chart.wide])
    for number, (bar, lines) in enumerate(zip(chart.bars, names, strict=True)):
        middle = (number + 0.5) * slot
        height = _TALLEST[chart.wide] * _relative(bar, chart)
        if not bar.hidden:
            box = Box(middle - width / 2, floor - height, width, height, _fill(bar), _edge(bar))
            drawing.add(box, goal=bar.goal)
        drawing.add(_value(bar, middle, floor - height - 1.2, "center"), goal=bar.goal)
        drawing.paragraph(middle, floor + 1.8, lines, size=style.BODY, anchor="center")
    drawing.add(Line(((0.0, floor), (drawing.width, floor)), style.QUIET, 0.6))
    deepest = max(len(lines) for lines in names)
    bottom = floor + 1.8 + paragraph_height(deepest, style.BODY)
    drawing.height = bottom + 1.0
    if chart.across:
        title = [chart.across]
        drawing.height = 0.9 + drawing.paragraph(
            drawing.width / 2, bottom + 2.2, title, size=style.SMALL, anchor="center", colour=style.QUIET
        )


def _draw_as_rows(drawing: Drawing, chart: ChartData) -> None:
    """Draw the same counts lying, names to the left."""
    names = min(max(text_width(bar.label, style.BODY) for bar in chart.bars), drawing.width * 0.45)
    left, room = names + 2.2, drawing.width - names - 2.2 - 9.0
    top = drawing.paragraph(left, 0.6, [_measure(chart)], size=style.SMALL, colour=style.QUIET) + 2.2
    first = top
    for bar in chart.bars:
        lines = wrap(bar.label, names, style.BODY)
        height = max(_BAR, paragraph_height(len(lines), style.BODY) + 0.8)
        block = paragraph_height(len(lines), style.BODY)
        drawing.paragraph(0.0, top + (height - block) / 2, lines, size=style.BODY)
        length = room * _relative(bar, chart)
        if not bar.hidden:
            box = Box(left, top + (height - _BAR) / 2, length, _BAR, _fill(bar), _edge(bar))
            drawing.add(box, goal=bar.goal)
        value = _value(bar, left + length + 1.2, top + (height + cap_height(style.FIGURE)) / 2, "left")
        drawing.add(value, goal=bar.goal)
        top += height + _BAR_GAP
    drawing.add(Line(((left, first - 0.8), (left, top - _BAR_GAP + 0.8)), style.QUIET, 0.6))
    drawing.height = top


def _measure(chart: ChartData) -> str:
    """Return the title of the count axis."""
    return f"Number of {chart.unit}"


def _relative(bar: Bar, chart: ChartData) -> float:
    """Return the length of a bar as a share of the longest one."""
    longest = max((other.n or 0 for other in chart.bars), default=0)
    return (bar.n or 0) / longest if longest else 0.0


def _value(bar: Bar, x: float, baseline: float, anchor: Anchor) -> Text:
    """Return the count, or the mark of a hidden one, at the end of its bar."""
    words, colour = (HIDDEN_MARK, style.QUIET) if bar.n is None else (grouped(bar.n), style.INK)
    return Text(x, baseline, words, style.FIGURE, "Semibold", colour, anchor)


def _fill(bar: Bar) -> str:
    """Return the accent, or the pale grey of a kind of missing."""
    return style.NOT_KNOWN if bar.not_known else style.ACCENT


def _edge(bar: Bar) -> str | None:
    """Outline what is too pale to stand on white."""
    return style.HATCH if bar.not_known else None
