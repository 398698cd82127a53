"""Panels: small multiples, a panel a line, all on one scale, so that shapes can be compared."""

from __future__ import annotations

from scr_analysis.present import style
from scr_analysis.present.chart_model import ChartData
from scr_analysis.present.drawing import Drawing, Text, cap_height, paragraph_height, text_width, wrap
from scr_analysis.present.lines import Series, draw_series, series_of
from scr_analysis.present.segments import percent
from scr_analysis.present.upright_axis import Ground, draw_ground, largest_share, marks_width

_COLUMNS = {True: 5, False: 2}
_HEIGHT, _BETWEEN, _BELOW = 20.0, 4.0, 4.0


def draw_panels(chart: ChartData) -> Drawing:
    """Lay out the measure and the panels, row by row; the scale is named at the left of each row."""
    drawing = Drawing(style.WIDE_MM if chart.wide else style.NARROW_MM)
    drawn, end = series_of(chart), largest_share(chart)
    columns = min(_COLUMNS[chart.wide], len(drawn))
    left = marks_width(end)
    width = (drawing.width - left - (columns - 1) * _BETWEEN) / columns
    top = drawing.paragraph(0.0, 0.6, [f"Percentage of {chart.unit}"], size=style.SMALL, colour=style.QUIET) + 2.6
    for start in range(0, len(drawn), columns):
        row = drawn[start : start + columns]
        heads = [wrap(one.label, width, style.FIGURE, "Semibold") for one in row]
        head = max(paragraph_height(len(lines), style.FIGURE) for lines in heads)
        for number, (one, lines) in enumerate(zip(row, heads, strict=True)):
            x = left + number * (width + _BETWEEN)
            drawing.paragraph(x, top, lines, size=style.FIGURE, face="Semibold")
            ground = Ground(x, width, top + head + 4.2, _HEIGHT, end, len(chart.groups))
            bottom = draw_ground(drawing, ground, _names(chart, ground), named=number == 0)
            draw_series(drawing, ground, one, 0)
            _values(drawing, ground, one)
        top = bottom + _BELOW
    drawing.height = top - _BELOW
    if chart.across:
        drawing.height = 0.9 + drawing.paragraph(
            drawing.width / 2, top - _BELOW + 1.4, [chart.across], size=style.SMALL, anchor="center", colour=style.QUIET
        )
    return drawing


def _names(chart: ChartData, ground: Ground) -> list[str]:
    """The names of the groups where there is room for all, else of the first and the last."""
    names = [group.label for group in chart.groups]
    room = ground.width / ground.groups - 1.0
    if all(text_width(name, style.SMALL) <= room for name in names):
        return names
    return [name if number in (0, len(names) - 1) else "" for number, name in enumerate(names)]


def _values(drawing: Drawing, ground: Ground, one: Series) -> None:
    """Print the first and the last value above their intervals."""
    for number in {0, len(one.bars) - 1}:
        bar = one.bars[number]
        if bar.share is not None:
            y = ground.up(bar.high if bar.high is not None else bar.share) - 1.0
            baseline = min(y, ground.floor - cap_height(style.SMALL))
            value = Text(ground.along(number), baseline, percent(bar), style.SMALL, "Semibold", anchor="center")
            drawing.add(value, goal=bar.goal)
