"""UpSet: a column for each combination of factors, with the dots below that say which factors it holds.

After Lex, Gehlenborg, Strobelt, Vuillemot and Pfister (2014), IEEE Transactions on Visualization 20: 1983-1992. Levels
of one distribution are the combinations; the brackets are the factors, each the set of the levels that hold it.
"""

from __future__ import annotations

from scr_analysis.present import style
from scr_analysis.present.chart_model import HIDDEN_MARK, Bar, Bracket, ChartData
from scr_analysis.present.drawing import Box, Dot, Drawing, Line, Text, cap_height, text_width
from scr_analysis.rounding import grouped

_TALLEST, _ROW, _RADIUS = 32.0, 5.0, 1.35  # millimetres
_WIDEST = 7.0


def in_order(bars: tuple[Bar, ...]) -> list[Bar]:
    """The combinations that are drawn, the commonest first; hidden ones last as declared, so that no rank tells any."""
    return sorted((bar for bar in bars if bar.n != 0), key=lambda bar: (bar.hidden, -(bar.n or 0)))


def draw_upset(chart: ChartData) -> Drawing:
    """Lay out the columns, and below them a row of dots for each factor."""
    drawing = Drawing(style.WIDE_MM if chart.wide else style.NARROW_MM)
    bars = in_order(chart.groups[0].bars)
    left = max(text_width(_named(factor), style.BODY) for factor in chart.brackets) + 3.0
    slot = (drawing.width - left) / max(len(bars), 1)
    top = drawing.paragraph(left, 0.6, [f"Number of {chart.unit}"], size=style.SMALL, colour=style.QUIET)
    floor = top + 6.0 + _TALLEST
    first = floor + 3.4
    _draw_stripes(drawing, chart.brackets, first)
    longest = max((bar.n or 0 for bar in bars), default=0)
    for number, bar in enumerate(bars):
        middle = left + (number + 0.5) * slot
        _draw_column(drawing, bar, middle, min(slot * 0.62, _WIDEST), floor, longest)
        _draw_dots(drawing, bar, chart.brackets, middle, first)
    drawing.add(Line(((left, floor), (drawing.width, floor)), style.QUIET, 0.6))
    drawing.height = first + _ROW * len(chart.brackets) + 0.6
    return drawing


def _named(factor: Bracket) -> str:
    """A factor with the number that holds it, alone or with others."""
    total = HIDDEN_MARK if factor.value.n is None else grouped(factor.value.n)
    return f"{factor.value.label} ({total})"


def _draw_stripes(drawing: Drawing, factors: tuple[Bracket, ...], first: float) -> None:
    """Name the factors on stripes that lead the eye along the row."""
    for number, factor in enumerate(factors):
        top = first + number * _ROW
        if number % 2 == 0:
            drawing.add(Box(0.0, top, drawing.width, _ROW, style.NOT_KNOWN))
        drawing.add(Text(0.6, top + (_ROW + cap_height(style.BODY)) / 2, _named(factor)), goal=factor.value.goal)


def _draw_column(drawing: Drawing, bar: Bar, middle: float, width: float, floor: float, longest: int) -> None:
    """Draw one combination as a column with its count on top; a hidden one is its mark alone."""
    height = _TALLEST * (bar.n or 0) / longest if longest else 0.0
    if bar.n is not None:
        drawing.add(Box(middle - width / 2, floor - height, width, height, style.ACCENT), goal=bar.goal)
    words, colour = (HIDDEN_MARK, style.QUIET) if bar.n is None else (grouped(bar.n), style.INK)
    drawing.add(Text(middle, floor - height - 1.2, words, style.FIGURE, "Semibold", colour, "center"), goal=bar.goal)


def _draw_dots(drawing: Drawing, bar: Bar, factors: tuple[Bracket, ...], middle: float, first: float) -> None:
    """Mark the factors of a combination by dark dots joined by a line, the others by small pale ones."""
    rows = [first + (number + 0.5) * _ROW for number in range(len(factors))]
    held = [row for row, factor in zip(rows, factors, strict=True) if bar.key in factor.levels]
    if len(held) > 1:
        drawing.add(Line(((middle, held[0]), (middle, held[-1])), style.ACCENT, 1.4))
    for row in rows:
        on = row in held
        drawing.add(Dot(middle, row, _RADIUS if on else _RADIUS * 0.6, style.ACCENT if on else style.RULE))
