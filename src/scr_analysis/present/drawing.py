"""A drawing: boxes, lines, dots and texts placed in millimetres from the top left corner.

The charts are laid out as such lists first and painted afterwards. So the layout can be tested (nothing clipped,
nothing on top of something else) without looking at pixels, and knows nothing of the library that paints.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from scr_analysis.present import lettering, style

Face = Literal["Regular", "Semibold"]
Anchor = Literal["left", "center", "right"]

MM_PER_POINT = 25.4 / 72
_CAP_HEIGHT = 0.66  # of Source Sans, as a share of the type size


@dataclass(frozen=True)
class Box:
    """A filled rectangle; hatched when it stands for values that are not shown."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    edge: str | None = None
    hatched: bool = False


@dataclass(frozen=True)
class Line:
    """A straight or bent line."""

    points: tuple[tuple[float, float], ...]
    colour: str
    points_wide: float = 0.6
    dotted: bool = False


@dataclass(frozen=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    fill: str


@dataclass(frozen=True)
class Text:
    """One line of text; y is its baseline."""

    x: float
    y: float
    words: str
    size: float = style.BODY
    face: Face = "Regular"
    colour: str = style.INK
    anchor: Anchor = "left"

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the space the line takes."""
        width = text_width(self.words, self.size, self.face)
        left = self.x - {"left": 0.0, "center": width / 2, "right": width}[self.anchor]
        return left, self.y - cap_height(self.size), left + width, self.y + 0.2 * self.size * MM_PER_POINT


Shape = Box | Line | Dot | Text


@dataclass
class Drawing:
    """What to paint, on paper of a given width; the height is set when the layout is done."""

    width: float
    height: float = 0.0
    shapes: list[Shape] = field(default_factory=list)
    goals: dict[int, str] = field(default_factory=dict)
    """For shapes that stand for a figure, by their place, the row of the trail that proves it."""

    def add(self, *shapes: Shape, goal: str = "") -> None:
        """Put shapes on top of those already there; ``goal``: what they lead to."""
        if goal:
            self.goals |= dict.fromkeys(range(len(self.shapes), len(self.shapes) + len(shapes)), goal)
        self.shapes.extend(shapes)

    def paragraph(
        self,
        x: float,
        top: float,
        lines: list[str],
        *,
        size: float,
        anchor: Anchor = "left",
        colour: str = style.INK,
        face: Face = "Regular",
    ) -> float:
        """Set lines of text below `top` and return where they end."""
        for number, words in enumerate(lines):
            baseline = top + cap_height(size) + number * line_height(size)
            self.add(Text(x, baseline, words, size, face, colour, anchor))
        return top + paragraph_height(len(lines), size)

    @property
    def texts(self) -> list[Text]:
        """The lines of text, in painting order."""
        return [shape for shape in self.shapes if isinstance(shape, Text)]


def cap_height(size: float) -> float:
    """Return the height of a capital letter in millimetres."""
    return _CAP_HEIGHT * size * MM_PER_POINT


def line_height(size: float) -> float:
    """Return the distance between two baselines in millimetres."""
    return 1.15 * size * MM_PER_POINT


def paragraph_height(lines: int, size: float) -> float:
    """Return the height of so many lines, from the first capital to the last baseline."""
    return cap_height(size) + max(lines - 1, 0) * line_height(size)


def text_width(words: str, size: float, face: Face = "Regular") -> float:
    """Return the width of a line of text in millimetres."""
    return lettering.width(words, face) * size * MM_PER_POINT


def wrap(words: str, width: float, size: float, face: Face = "Regular") -> list[str]:
    """Break a text into the fewest lines that fit, as even in length as they can be."""
    lines = _greedy(words, width, size, face)
    for percent in range(95, 45, -5):  # a narrower measure with as many lines is a more even one
        narrower = _greedy(words, width * percent / 100, size, face)
        if len(narrower) > len(lines) or not fits(narrower, width, size, face):
            break
        lines = narrower
    return lines


def _greedy(words: str, width: float, size: float, face: Face) -> list[str]:
    """Fill each line with as many words as fit; a word too long for any line stands alone."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, face) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def fits(lines: list[str], width: float, size: float, face: Face = "Regular") -> bool:
    """Say whether every line is within the width."""
    return all(text_width(line, size, face) <= width for line in lines)
