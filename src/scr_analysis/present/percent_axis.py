"""The percentage scale below horizontal bars and dots."""

from __future__ import annotations

from dataclasses import dataclass

from scr_analysis.present import style
from scr_analysis.present.drawing import Anchor, Drawing, Line, Text, cap_height

_MOST_MARKS = 6


@dataclass(frozen=True)
class Scale:
    """A percentage scale from 0, placed on the paper."""

    left: float
    width: float
    end: int = 100

    def place(self, share: float) -> float:
        """Return where a share lies, in millimetres."""
        return self.left + self.width * share * 100 / self.end

    @property
    def marks(self) -> list[int]:
        """The percentages named on the scale."""
        steps = (25,) if self.end == 100 else (5, 10, 20)
        step = next(step for step in steps if self.end / step < _MOST_MARKS)
        return list(range(0, self.end + 1, step))


def scale_end(largest: float) -> int:
    """Return the shortest scale of whole tens that holds the largest share."""
    return next(end for end in range(10, 101, 10) if largest * 100 <= end or end == 100)


def draw_grid(drawing: Drawing, scale: Scale, top: float, bottom: float) -> None:
    """Draw the fine upright lines; call this before what stands on them."""
    for mark in scale.marks:
        x = scale.place(mark / 100)
        colour, weight = (style.QUIET, 0.6) if mark == 0 else (style.RULE, 0.4)
        drawing.add(Line(((x, top), (x, bottom)), colour, weight))


def draw_axis(drawing: Drawing, scale: Scale, top: float, title: str) -> float:
    """Name the marks and the axis and return where they end."""
    baseline = top + 1.3 + cap_height(style.SMALL)
    for mark in scale.marks:
        anchor: Anchor = "right" if mark == 100 and scale.left + scale.width > drawing.width - 3 else "center"
        drawing.add(Text(scale.place(mark / 100), baseline, f"{mark}%", style.SMALL, colour=style.QUIET, anchor=anchor))
    return drawing.paragraph(scale.left, baseline + 1.7, [title], size=style.SMALL, colour=style.QUIET) + 0.8
