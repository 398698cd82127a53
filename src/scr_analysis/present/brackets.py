"""Brackets above and below a bar: lines over neighbouring parts that name their sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scr_analysis.present import style
from scr_analysis.present.chart_model import Bracket
from scr_analysis.present.drawing import (
    Box,
    Drawing,
    Line,
    Text,
    cap_height,
    line_height,
    paragraph_height,
    text_width,
    wrap,
)
from scr_analysis.present.segments import Segment, percent

_TICK, _TEXT_GAP, _ROW_GAP, _FIRST_GAP = 1.5, 1.2, 2.0, 1.1
_FIGURE_GAP = 1.0


@dataclass(frozen=True)
class Placed:
    """A bracket: its figure and where that is proved, its words, its stretches, its row (0 is nearest to the bar)."""

    figure: str
    goal: str
    lines: list[str]
    runs: tuple[tuple[float, float], ...]
    row: int

    @property
    def start(self) -> float:
        """The left end."""
        return self.runs[0][0]

    @property
    def end(self) -> float:
        """The right end."""
        return self.runs[-1][1]

    @property
    def words_end(self) -> float:
        """The right end of the words, which may stand out over a short bracket."""
        indent = text_width(self.figure, style.FIGURE, "Semibold") + _FIGURE_GAP
        return self.start + indent + max(text_width(line, style.BODY) for line in self.lines)

    @property
    def text_height(self) -> float:
        """The height of the words."""
        return paragraph_height(len(self.lines), style.FIGURE)


def place_brackets(
    brackets: Sequence[Bracket], stretch: Sequence[Segment], paper: float
) -> tuple[list[Placed], list[Placed]]:
    """Return the brackets above (those that begin with the bar) and below, the shorter ones nearer to the bar."""
    sides: tuple[list[Placed], list[Placed]] = ([], [])
    shown = [(bracket, _runs(bracket, stretch)) for bracket in brackets if not bracket.value.hidden]
    for bracket, runs in sorted(shown, key=lambda pair: sum(end - start for start, end in pair[1])):
        if runs:
            side = sides[0] if runs[0][0] <= stretch[0].x else sides[1]
            side.append(_place(bracket, runs, side, paper))
    return sides


def _runs(bracket: Bracket, stretch: Sequence[Segment]) -> tuple[tuple[float, float], ...]:
    """Return where the bracket's parts lie along the bar; neighbours run together."""
    runs: list[tuple[float, float]] = []
    before = False
    for segment in stretch:
        inside = segment.bar is not None and segment.bar.key in bracket.levels
        end = segment.x + segment.width
        if inside and before:
            runs[-1] = (runs[-1][0], end)
        elif inside:
            runs.append((segment.x, end))
        before = inside
    return tuple(runs)


def _place(bracket: Bracket, runs: tuple[tuple[float, float], ...], side: Sequence[Placed], paper: float) -> Placed:
    """Put a bracket in the row beyond all those it overlaps."""
    figure = percent(bracket.value)
    indent = text_width(figure, style.FIGURE, "Semibold") + _FIGURE_GAP
    room = max(runs[-1][1], min(paper, runs[0][0] + 0.45 * paper)) - runs[0][0] - indent
    alone = Placed(figure, bracket.value.goal, wrap(bracket.value.label, room, style.BODY), runs, 0)
    rows = [other.row + 1 for other in side if _overlap(alone, other)]
    return Placed(alone.figure, alone.goal, alone.lines, runs, max(rows, default=0))


def _overlap(one: Placed, other: Placed) -> bool:
    """Say whether two brackets, with their words, share a stretch of the bar."""
    return one.start < max(other.end, other.words_end) and other.start < max(one.end, one.words_end)


def _row_heights(side: Sequence[Placed]) -> list[float]:
    """Return the height of each row, from the bar outwards."""
    rows = max((placed.row for placed in side), default=-1) + 1
    tallest = [max((placed.text_height for placed in side if placed.row == row), default=0.0) for row in range(rows)]
    return [_TICK + _TEXT_GAP + text + (_ROW_GAP if row else _FIRST_GAP) for row, text in enumerate(tallest)]


def rows_height(side: Sequence[Placed]) -> float:
    """Return the height all rows of one side take."""
    return sum(_row_heights(side))


def draw_brackets(drawing: Drawing, side: Sequence[Placed], edge: float, *, upwards: bool) -> None:
    """Draw one side's brackets outwards from the edge of the bar."""
    heights = _row_heights(side)
    sign = -1 if upwards else 1
    for placed in sorted(side, key=lambda item: -item.row):
        near = edge + sign * (sum(heights[: placed.row]) + (_ROW_GAP if placed.row else _FIRST_GAP))
        far = near + sign * _TICK
        if placed.row:  # a faint line ties the far end to the place on the bar where the sum ends
            drawing.add(Line(((placed.end, edge + sign * 0.5), (placed.end, near)), style.RULE, 0.6, dotted=True))
        _draw_line(drawing, placed, near, far)
        text_top = far - _TEXT_GAP - placed.text_height if upwards else far + _TEXT_GAP
        _draw_words(drawing, placed, text_top)


def _draw_line(drawing: Drawing, placed: Placed, near: float, far: float) -> None:
    """Draw the bracket; dots bridge the parts that do not belong to the sum."""
    inset = 0.25  # keeps neighbouring brackets apart
    for start, end in placed.runs:
        points = ((start + inset, near), (start + inset, far), (end - inset, far), (end - inset, near))
        drawing.add(Line(points, style.INK, 0.7))
    for (_, left), (right, _) in zip(placed.runs, placed.runs[1:], strict=False):
        drawing.add(Line(((left, far), (right, far)), style.INK, 0.7, dotted=True))


def _draw_words(drawing: Drawing, placed: Placed, top: float) -> None:
    """Set the sum and what it means, from the bracket's left end."""
    baseline = top + cap_height(style.FIGURE)
    indent = text_width(placed.figure, style.FIGURE, "Semibold") + _FIGURE_GAP
    drawing.add(Box(placed.start, top - 0.4, placed.words_end - placed.start, placed.text_height + 1.2, style.PAPER))
    drawing.add(Text(placed.start, baseline, placed.figure, style.FIGURE, "Semibold"), goal=placed.goal)
    for number, line in enumerate(placed.lines):
        drawing.add(Text(placed.start + indent, baseline + number * line_height(style.FIGURE), line, style.BODY))
