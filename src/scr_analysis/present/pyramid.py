"""Pyramid: the counts of two groups by level, back to back, the last level on top."""

from __future__ import annotations

from scr_analysis.present import style
from scr_analysis.present.chart_model import HIDDEN_MARK, Bar, ChartData, Group
from scr_analysis.present.drawing import Anchor, Box, Drawing, Text, cap_height, text_width
from scr_analysis.rounding import grouped

_ROW, _BAR, _COUNT = 6.4, 4.8, 9.0


def draw_pyramid(chart: ChartData) -> Drawing:
    """Lay out the names of the levels in the middle and the bars to both sides of them."""
    drawing = Drawing(style.WIDE_MM if chart.wide else style.NARROW_MM)
    left, right = chart.groups
    names = max(text_width(bar.label, style.BODY) for bar in chart.bars) + 4.0
    room = (drawing.width - names) / 2 - _COUNT
    middle = drawing.width / 2
    edges = middle - names / 2, middle + names / 2
    top = drawing.paragraph(0.0, 0.6, [f"Number of {chart.unit}"], size=style.SMALL, colour=style.QUIET) + 2.4
    _head(drawing, left, edges[0], top, "right")
    _head(drawing, right, edges[1], top, "left")
    top += cap_height(style.FIGURE) + 2.4
    longest = max((bar.n or 0 for bar in chart.bars), default=0) or 1
    for one, other in zip(reversed(left.bars), reversed(right.bars), strict=True):
        baseline = top + (_ROW + cap_height(style.BODY)) / 2
        drawing.add(Text(middle, baseline, one.label, style.BODY, anchor="center"))
        _bar(drawing, one, edges[0], -room / longest, top)
        _bar(drawing, other, edges[1], room / longest, top)
        top += _ROW
    drawing.height = top + 0.6
    return drawing


def _head(drawing: Drawing, group: Group, x: float, top: float, anchor: Anchor) -> None:
    """Name one side, with its cases."""
    count = f" (n = {grouped(group.denominator)})" if group.denominator is not None else ""
    words = f"{group.label}{count}"
    drawing.add(Text(x, top + cap_height(style.FIGURE), words, style.FIGURE, "Semibold", anchor=anchor))


def _bar(drawing: Drawing, bar: Bar, edge: float, step: float, top: float) -> None:
    """Draw one bar from the middle outwards, in millimetres a case; a hidden one is its mark alone."""
    end = edge + step * (bar.n or 0)
    if bar.n:
        fill = style.ACCENT if step < 0 else style.ACCENT_SOFT
        drawing.add(Box(min(edge, end), top + (_ROW - _BAR) / 2, abs(end - edge), _BAR, fill), goal=bar.goal)
    words, colour = (HIDDEN_MARK, style.QUIET) if bar.n is None else (grouped(bar.n), style.INK)
    anchor: Anchor = "right" if step < 0 else "left"
    aside = -1.0 if step < 0 else 1.0
    baseline = top + (_ROW + cap_height(style.FIGURE)) / 2
    drawing.add(Text(end + aside, baseline, words, style.FIGURE, "Semibold", colour, anchor), goal=bar.goal)
