"""The split: one bar of 100 % whose parts add up, before the reader's eyes, to the sums the text speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scr_analysis.present import style
from scr_analysis.present.brackets import draw_brackets, place_brackets, rows_height
from scr_analysis.present.chart_model import ChartData
from scr_analysis.present.drawing import Drawing, Text, cap_height, fits, paragraph_height, text_width, wrap
from scr_analysis.present.legend import draw_legend
from scr_analysis.present.segments import (
    Segment,
    draw_segments,
    entries,
    fills,
    label_segment,
    percent,
    segments,
)

_MARGIN, _PADDING, _NAME_GAP = 0.4, 1.1, 1.5
_PLAIN_BAR = 9.0


def draw_split(chart: ChartData) -> Drawing:
    """Lay out the sums that begin with the first part above the bar, the others below it."""
    drawing = Drawing(style.WIDE_MM if chart.wide else style.NARROW_MM)
    group = chart.groups[0]
    size = style.DISPLAY if chart.wide else style.FIGURE
    colours = fills(group.bars)
    stretch = segments(group, _MARGIN, drawing.width - 2 * _MARGIN)
    names = _names_inside(stretch, size)
    top = 0.6 if names else draw_legend(drawing, entries(group.bars, colours), _MARGIN, 0.6) + 3.0
    above, below = place_brackets(chart.brackets, stretch, drawing.width)
    bar_top = top + rows_height(above)
    height = _bar_height(names, size) if names else _PLAIN_BAR
    draw_segments(drawing, stretch, bar_top, height, colours)
    if names:
        _label_inside(drawing, stretch, names, bar_top, size, colours)
    else:
        for segment in stretch:
            label_segment(drawing, segment, bar_top + height / 2, size, colours)
    draw_brackets(drawing, above, bar_top, upwards=True)
    draw_brackets(drawing, below, bar_top + height, upwards=False)
    drawing.height = bar_top + height + rows_height(below) + 1.2
    return drawing


def _names_inside(stretch: Sequence[Segment], size: float) -> list[list[str]] | None:
    """Break each part's name to its own width; None if one does not fit in three lines, or parts are hidden."""
    names = []
    for segment in stretch:
        if segment.bar is None:
            return None
        width = segment.width - 2 * _PADDING
        lines = wrap(segment.bar.label, width, style.SMALL)
        if len(lines) > 3 or not fits(lines, width, style.SMALL) or text_width("00%", size) > width:
            return None
        names.append(lines)
    return names


def _bar_height(names: Sequence[Sequence[str]], size: float) -> float:
    """Return the height that holds the percentage and the longest name."""
    deepest = max(len(lines) for lines in names)
    text = cap_height(size) + _NAME_GAP + paragraph_height(deepest, style.SMALL)
    return text + 2 * 2.3


def _label_inside(
    drawing: Drawing,
    stretch: Sequence[Segment],
    names: Sequence[list[str]],
    top: float,
    size: float,
    colours: Mapping[str, str],
) -> None:
    """Set percentage and name at the left of each part, all on the same lines."""
    for segment, lines in zip(stretch, names, strict=True):
        if segment.bar is None:
            continue
        ink = style.ink_on(colours[segment.bar.key])
        x, baseline = segment.x + _PADDING, top + 2.3 + cap_height(size)
        drawing.add(Text(x, baseline, percent(segment.bar), size, "Semibold", ink), goal=segment.bar.goal)
        drawing.paragraph(x, baseline + _NAME_GAP, lines, size=style.SMALL, colour=ink)
