"""Stacked bars: one horizontal bar of 100 % a group, its levels from dark to light."""

from __future__ import annotations

from scr_analysis.present import style
from scr_analysis.present.chart_model import UNRELIABLE_MARK, ChartData, Group
from scr_analysis.present.drawing import (
    Anchor,
    Drawing,
    Text,
    cap_height,
    line_height,
    paragraph_height,
    text_width,
    wrap,
)
from scr_analysis.present.legend import draw_legend
from scr_analysis.present.percent_axis import Scale, draw_axis, draw_grid
from scr_analysis.present.segments import draw_segments, entries, fills, label_segment, segments
from scr_analysis.rounding import grouped

_TOP, _GAP, _RIGHT = 0.6, 2.2, 1.2


def draw_stacked(chart: ChartData) -> Drawing:
    """Lay out the key, a bar a group, and the percentage axis."""
    drawing = Drawing(style.WIDE_MM if chart.wide else style.NARROW_MM)
    levels = chart.groups[0].bars
    colours = fills(levels)
    names = _NameColumn(chart, drawing.width)
    scale = Scale(names.width, drawing.width - names.width - _RIGHT)
    top = draw_legend(drawing, entries(levels, colours), 0.3, _TOP) + 3.4
    bottom = top + sum(names.height(group) + _GAP for group in chart.groups)
    draw_grid(drawing, scale, top - 1.0, bottom - _GAP + 1.0)
    for group in chart.groups:
        height = names.height(group)
        names.draw(drawing, group, top)
        stretch = segments(group, scale.left, scale.width)
        draw_segments(drawing, stretch, top, height, colours)
        for segment in stretch:
            label_segment(drawing, segment, top + height / 2, style.BODY, colours)
        top += height + _GAP
    drawing.height = draw_axis(drawing, scale, bottom - _GAP + 1.0, f"Percentage of {chart.unit}")
    return drawing


class _NameColumn:
    """The names of the groups, with their denominators, left of the bars."""

    def __init__(self, chart: ChartData, paper: float) -> None:
        self.beside = chart.wide
        self.count_width = max(text_width(_count(group), style.SMALL) for group in chart.groups)
        longest = max(text_width(group.label, style.FIGURE) for group in chart.groups)
        self.name_width = min(longest, paper * (0.27 if self.beside else 0.36))
        beside = self.name_width + 3.0 + self.count_width
        self.width = (beside if self.beside else max(self.name_width, self.count_width)) + 2.2

    def lines(self, group: Group) -> list[str]:
        """Break the name of a group to the width of the column."""
        return wrap(group.label, self.name_width, style.FIGURE)

    def height(self, group: Group) -> float:
        """Return the height of the group's bar: as much as its name needs, but never a thin line."""
        lines = len(self.lines(group)) * line_height(style.FIGURE)
        return max(5.6, lines + 1.0) if self.beside else max(7.4, lines + line_height(style.SMALL) + 0.6)

    def draw(self, drawing: Drawing, group: Group, top: float) -> None:
        """Set the name and the denominator, level with the middle of the bar."""
        lines, height = self.lines(group), self.height(group)
        below = 0.0 if self.beside else 1.1 + cap_height(style.SMALL)
        block = paragraph_height(len(lines), style.FIGURE) + below
        start = top + (height - block) / 2
        end = drawing.paragraph(0.0, start, lines, size=style.FIGURE)
        x = self.name_width + 3.0 + self.count_width if self.beside else 0.0
        y = top + (height + cap_height(style.SMALL)) / 2 if self.beside else end + below
        anchor: Anchor = "right" if self.beside else "left"
        drawing.add(Text(x, y, _count(group), style.SMALL, colour=style.QUIET, anchor=anchor))


def _count(group: Group) -> str:
    """Return the group's denominator as it stands beside its name."""
    if group.denominator is None:
        return ""
    return f"n = {grouped(group.denominator)}" + (f" {UNRELIABLE_MARK}" if group.unreliable else "")
