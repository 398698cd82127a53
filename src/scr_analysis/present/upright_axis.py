"""An upright percentage scale with the groups of a chart along it: the ground of lines and of small panels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scr_analysis.present import style
from scr_analysis.present.chart_model import ChartData
from scr_analysis.present.drawing import Drawing, Line, Text, cap_height, text_width
from scr_analysis.present.percent_axis import scale_end


@dataclass(frozen=True)
class Ground:
    """Where shares and groups lie on the paper, in millimetres; shares run from the floor upwards."""

    left: float
    width: float
    top: float
    height: float
    end: int
    groups: int

    @property
    def floor(self) -> float:
        """Where a share of nought lies."""
        return self.top + self.height

    def up(self, share: float) -> float:
        """Where a share lies."""
        return self.floor - self.height * share * 100 / self.end

    def along(self, group: int) -> float:
        """Where a group lies, counted from nought."""
        return self.left + self.width * (group + 0.5) / self.groups

    @property
    def marks(self) -> list[int]:
        """The percentages named on the scale."""
        step = 25 if self.end == 100 else next(step for step in (5, 10, 20) if self.end / step < 5)
        return list(range(0, self.end + 1, step))


def largest_share(chart: ChartData) -> int:
    """The end of a scale that holds every share and interval of a chart, in whole tens."""
    return scale_end(max((bar.high or bar.share or 0.0 for bar in chart.bars), default=0.0))


def marks_width(end: int) -> float:
    """The room that the names of the marks take left of the scale."""
    return text_width(f"{end}%", style.SMALL) + 1.2


def draw_ground(drawing: Drawing, ground: Ground, names: Sequence[str], named: bool = True) -> float:
    """Draw the level lines, name them if wanted, name the groups that are given a name, and return where it ends."""
    for mark in ground.marks:
        y = ground.up(mark / 100)
        colour, weight = (style.QUIET, 0.6) if mark == 0 else (style.RULE, 0.4)
        drawing.add(Line(((ground.left, y), (ground.left + ground.width, y)), colour, weight))
        if named:
            baseline = y + cap_height(style.SMALL) / 2
            words = f"{mark}%"
            drawing.add(Text(ground.left - 1.2, baseline, words, style.SMALL, colour=style.QUIET, anchor="right"))
    baseline = ground.floor + 1.5 + cap_height(style.SMALL)
    for number, name in enumerate(names):
        if name:
            furthest = ground.left + ground.width - text_width(name, style.SMALL) / 2
            drawing.add(Text(min(ground.along(number), furthest), baseline, name, style.SMALL, anchor="center"))
    return baseline + 0.8
