"""Lines: shares over the groups of a chart in their order, each with its interval, named at the line's end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scr_analysis.present import style
from scr_analysis.present.chart_model import HIDDEN_MARK, UNRELIABLE_MARK, Bar, ChartData
from scr_analysis.present.drawing import Box, Dot, Drawing, Line, Text, line_height, paragraph_height, text_width, wrap
from scr_analysis.present.segments import percent
from scr_analysis.present.upright_axis import Ground, draw_ground, largest_share, marks_width

_HEIGHT = {True: 46.0, False: 40.0}  # millimetres, wide and narrow
_RADIUS, _STEP, _GAP, _ASIDE = 1.1, 1.5, 1.4, 5.4


@dataclass(frozen=True)
class Series:
    """One line: a level or a proportion over the groups."""

    label: str
    bars: tuple[Bar, ...]
    breaks: tuple[int, ...] = ()


def series_of(chart: ChartData) -> list[Series]:
    """The lines of a chart, in the order in which their bars stand in each group."""
    held = zip(*(group.bars for group in chart.groups), strict=True)
    return [Series(bars[0].label, bars, chart.breaks) for bars in held]


def draw_lines(chart: ChartData) -> Drawing:
    """Lay out the measure, the ground, the lines side by side within each group, and their names at the right."""
    drawing = Drawing(style.WIDE_MM if chart.wide else style.NARROW_MM)
    drawn, end = series_of(chart), largest_share(chart)
    names = _names_width(drawn, drawing.width * 0.3)
    left = marks_width(end)
    top = drawing.paragraph(0.0, 0.6, [f"Percentage of {chart.unit}"], size=style.SMALL, colour=style.QUIET) + 3.4
    width = drawing.width - left - names - _ASIDE
    ground = Ground(left, width, top, _HEIGHT[chart.wide], end, len(chart.groups))
    bottom = draw_ground(drawing, ground, [group.label for group in chart.groups])
    for number, one in enumerate(drawn):
        draw_series(drawing, ground, one, number, (number - (len(drawn) - 1) / 2) * _STEP)
    _name(drawing, ground, drawn, names)
    drawing.height = bottom
    if chart.across:
        middle = ground.left + ground.width / 2
        drawing.height = 0.9 + drawing.paragraph(
            middle, bottom + 1.4, [chart.across], size=style.SMALL, anchor="center", colour=style.QUIET
        )
    return drawing


def _names_width(drawn: Sequence[Series], wanted: float) -> float:
    """The room for the names: what is wanted at most, but never less than their longest word."""
    endings = [_ending(one) for one in drawn]
    words = max(text_width(word, style.BODY) for ending in endings for word in ending.split())
    return max(words, min(wanted, max(text_width(ending, style.BODY) for ending in endings)))


def draw_series(drawing: Drawing, ground: Ground, one: Series, number: int, aside: float = 0.0) -> None:
    """Draw intervals, the line through the values shown, and their marks; a hidden value leaves a gap."""
    colour = colour_of(number)
    places = [(ground.along(group) + aside, bar) for group, bar in enumerate(one.bars)]
    for x, bar in places:
        if bar.low is not None and bar.high is not None:
            drawing.add(Line(((x, ground.up(bar.high)), (x, ground.up(bar.low))), style.ACCENT_SOFT, 1.2))
    for stretch in _unbroken(places, one.breaks):
        points = tuple((x, ground.up(share)) for x, share in stretch)
        if len(points) > 1:
            drawing.add(Line(points, colour, 1.0, dotted=number % 2 == 1))
    for x, bar in places:
        if bar.share is not None:
            draw_mark(drawing, x, ground.up(bar.share), number, bar.goal)
        elif bar.hidden:
            mark = Text(x, ground.floor - 0.9, HIDDEN_MARK, style.SMALL, colour=style.QUIET, anchor="center")
            drawing.add(mark, goal=bar.goal)


def _unbroken(places: Sequence[tuple[float, Bar]], breaks: Sequence[int]) -> Iterator[list[tuple[float, float]]]:
    """The runs of neighbouring values that are shown, on one side of every break in the series."""
    run: list[tuple[float, float]] = []
    for group, (x, bar) in enumerate(places):
        if bar.share is None or group in breaks:
            yield run
            run = []
        if bar.share is not None:
            run.append((x, bar.share))
    yield run


def colour_of(number: int) -> str:
    """The colour of a line: dark enough on white for each of four."""
    return (style.ACCENT, style.INK, "#2F7A99", style.QUIET)[number % 4]


def draw_mark(drawing: Drawing, x: float, y: float, number: int, goal: str = "") -> None:
    """Draw the mark of a line: four shapes that are told apart without colour."""
    colour, side = colour_of(number), 1.8 * _RADIUS
    if number % 4 in (0, 1):
        drawing.add(Dot(x, y, _RADIUS, colour), goal=goal)
        if number % 4 == 1:
            drawing.add(Dot(x, y, _RADIUS * 0.55, style.PAPER), goal=goal)
        return
    drawing.add(Box(x - side / 2, y - side / 2, side, side, colour), goal=goal)
    if number % 4 == 3:
        drawing.add(Box(x - side / 4, y - side / 4, side / 2, side / 2, style.PAPER), goal=goal)


def _ending(one: Series) -> str:
    """The name of a line with its last value."""
    return f"{one.label} {_last(one)}"


def _last(one: Series) -> str:
    last = one.bars[-1]
    return percent(last) + (f" {UNRELIABLE_MARK}" if last.small_base and not last.hidden else "")


def _name(drawing: Drawing, ground: Ground, drawn: Sequence[Series], width: float) -> None:
    """Set marks and names at the ends of the lines, from the highest down, pushed apart where they would meet."""
    left = ground.left + ground.width + _ASIDE
    lines = {one.label: wrap(_ending(one), width, style.BODY) for one in drawn}
    order = sorted(drawn, key=lambda one: _end(ground, one))
    tops: list[float] = []
    for one in order:
        wanted = _end(ground, one) - paragraph_height(len(lines[one.label]), style.BODY) / 2
        above = tops[-1] + _block(lines[order[len(tops) - 1].label]) if tops else 0.6
        tops.append(max(wanted, above))
    over = tops[-1] + _block(lines[order[-1].label]) - _GAP - ground.floor - 4.0
    for number in range(len(order) - 1, -1, -1):  # what has been pushed below the ground moves up again
        limit = tops[number + 1] - _block(lines[order[number].label]) if number < len(order) - 1 else tops[-1] - over
        tops[number] = min(tops[number], limit) if over > 0 else tops[number]
    for one, top in zip(order, tops, strict=True):
        number = drawn.index(one)
        draw_mark(drawing, left - 2.2, top + paragraph_height(1, style.BODY) / 2, number)
        drawing.paragraph(left, top, lines[one.label], size=style.BODY, colour=colour_of(number))


def _block(lines: Sequence[str]) -> float:
    return len(lines) * line_height(style.BODY) + _GAP


def _end(ground: Ground, one: Series) -> float:
    """The height at which a line ends: that of its last value shown."""
    shown = [bar.share for bar in one.bars if bar.share is not None]
    return ground.up(shown[-1]) if shown else ground.floor
