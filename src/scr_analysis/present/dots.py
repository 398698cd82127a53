"""Dots: proportions with their intervals, the largest first."""

from __future__ import annotations

from scr_analysis.present import style
from scr_analysis.present.chart_model import UNRELIABLE_MARK, Bar, ChartData
from scr_analysis.present.drawing import (
    Dot,
    Drawing,
    Line,
    Text,
    cap_height,
    line_height,
    paragraph_height,
    text_width,
    wrap,
)
from scr_analysis.present.percent_axis import Scale, draw_axis, draw_grid, scale_end
from scr_analysis.present.segments import percent
from scr_analysis.rounding import grouped

_ROW, _RADIUS, _HEADING = 5.2, 1.15, 4.6


def in_order(bars: tuple[Bar, ...]) -> list[Bar]:
    """Sort from the largest share down; hidden ones come last as declared, so that no rank tells their size."""
    return sorted(bars, key=lambda bar: (bar.hidden, -(bar.share or 0.0)))


def draw_dots(chart: ChartData) -> Drawing:
    """Lay out a row a proportion: name, dot on its interval, percentage."""
    drawing = Drawing(style.WIDE_MM if chart.wide else style.NARROW_MM)
    names = {bar: _name(bar, chart) for bar in chart.bars}
    width = min(max(text_width(name, style.BODY) for name in names.values()), drawing.width * 0.4)
    largest = max((bar.high or bar.share or 0.0 for bar in chart.bars), default=0.0)
    scale = Scale(width + 4.0, drawing.width - width - 4.0 - 10.5, scale_end(largest))
    rows: list[str | Bar] = []
    for group in chart.groups:
        rows += [group.label] if group.label else []
        rows += in_order(group.bars)
    lines = {bar: wrap(name, width, style.BODY) for bar, name in names.items()}
    heights = [_HEADING if isinstance(row, str) else _height(lines[row]) for row in rows]
    draw_grid(drawing, scale, 0.4, 0.6 + sum(heights))
    top = 0.6
    _draw_rules(drawing, heights, top)
    for row, height in zip(rows, heights, strict=True):
        if isinstance(row, str):
            drawing.paragraph(0.0, top + 1.4, [row], size=style.BODY, face="Semibold")
        else:
            _draw_row(drawing, scale, row, lines[row], top + height / 2)
        top += height
    drawing.height = draw_axis(drawing, scale, top, f"Percentage of {chart.unit}")
    return drawing


def _draw_rules(drawing: Drawing, heights: list[float], top: float) -> None:
    """Draw hairlines between the rows, to lead the eye from the name to the percentage."""
    for height in heights[:-1]:
        top += height
        drawing.add(Line(((0.0, top), (drawing.width, top)), style.HAIRLINE, 0.4))


def _height(lines: list[str]) -> float:
    """Return the height of a row that holds so many lines of its name."""
    return max(_ROW, len(lines) * line_height(style.BODY) + 1.6)


def _name(bar: Bar, chart: ChartData) -> str:
    """Name a proportion; with its denominator where these differ within the chart."""
    several = len({other.denominator for other in chart.bars}) > 1
    name = bar.label
    if several and bar.denominator is not None:
        count = f"n = {grouped(bar.denominator)}".replace(" ", "\N{NO-BREAK SPACE}")
        name = f"{name} ({count})"
    return f"{name} {UNRELIABLE_MARK}" if bar.small_base and not bar.hidden else name


def _draw_row(drawing: Drawing, scale: Scale, bar: Bar, lines: list[str], middle: float) -> None:
    """Draw one proportion; a hidden one is its mark alone."""
    drawing.paragraph(0.0, middle - paragraph_height(len(lines), style.BODY) / 2, lines, size=style.BODY)
    if bar.share is not None:
        if bar.low is not None and bar.high is not None:
            ends = ((scale.place(bar.low), middle), (scale.place(bar.high), middle))
            drawing.add(Line(ends, style.ACCENT_SOFT, 1.8), goal=bar.goal)
        drawing.add(Dot(scale.place(bar.share), middle, _RADIUS, style.ACCENT), goal=bar.goal)
    baseline = middle + cap_height(style.FIGURE) / 2
    colour = style.QUIET if bar.hidden else style.INK
    value = Text(drawing.width - 0.4, baseline, percent(bar), style.FIGURE, "Semibold", colour, "right")
    drawing.add(value, goal=bar.goal)
