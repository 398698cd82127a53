"""A drawing painted as SVG: for the PDF, the web page and, by way of a picture, for Word.

Lengths are points. Text stays text, and what `sans-serif` means is left to the reader's machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from scr_analysis.present import style
from scr_analysis.present.drawing import MM_PER_POINT, Box, Dot, Drawing, Line, Shape, Text
from scr_analysis.xml_text import attribute, escaped

TRAIL = "../audit/index.html#"  # from the folder of charts
ANCHORS = {"left": "start", "center": "middle", "right": "end"}
SPACING = 5  # of the lines of a hatching, in points


def svg(drawing: Drawing, name: str, alt: str) -> str:
    """The drawing as SVG that can stand alone or inside a web page, where its ids are its own."""
    width, height = (_points(length) for length in (drawing.width, drawing.height))
    hatching = f"{name}-hatching"
    ground = Box(0, 0, drawing.width, drawing.height, style.PAPER)
    marks = [_painted(shape, hatching, drawing.goals.get(place)) for place, shape in enumerate(drawing.shapes)]
    hatched = any(isinstance(shape, Box) and shape.hatched for shape in drawing.shapes)
    lines = [
        f'<svg role="img" aria-label={attribute(alt)} width="{width}pt" height="{height}pt"'
        f' viewBox="0 0 {width} {height}" version="1.1"'
        ' xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">',
        *(_pattern(hatching) if hatched else []),
        f'<g style="font-family: {style.FAMILIES}">',
        *(_painted(ground, hatching), *marks),
        *("</g>", "</svg>"),
    ]
    return "\n".join(lines) + "\n"


def _painted(shape: Shape, hatching: str, goal: str | None = None) -> str:
    """One shape, which leads to its row of the trail where it has one."""
    mark = _mark(shape, hatching)
    return f'<a xlink:href={attribute(TRAIL + goal)} target="_blank">{mark}</a>' if goal else mark


def _mark(shape: Shape, hatching: str) -> str:
    match shape:
        case Box():
            return _path(_corners(shape), "z", _box_style(shape, hatching))
        case Line():
            return _path(shape.points, "", _line_style(shape))
        case Dot():
            x, y, radius = (_points(length) for length in (shape.x, shape.y, shape.radius))
            return f'<circle cx="{x}" cy="{y}" r="{radius}" style="fill: {shape.fill}"/>'
        case Text():
            return (
                f'<text x="{_points(shape.x)}" y="{_points(shape.y)}" style="font-size: {shape.size:g}px;'
                f" font-weight: {style.WEIGHTS[shape.face]}; text-anchor: {ANCHORS[shape.anchor]};"
                f' fill: {shape.colour}">{escaped(shape.words)}</text>'
            )
        case _:
            assert_never(shape)


def _corners(box: Box) -> Iterator[tuple[float, float]]:
    right, bottom = box.x + box.width, box.y + box.height
    return iter(((box.x, box.y), (right, box.y), (right, bottom), (box.x, bottom)))


def _box_style(box: Box, hatching: str) -> str:
    fill = f"url(#{hatching})" if box.hatched else box.fill
    return f"fill: {fill}" + (f"; stroke: {box.edge}; stroke-width: 0.5" if box.edge else "")


def _line_style(line: Line) -> str:
    dots = f"; stroke-dasharray: {line.points_wide:g} {1.6 * line.points_wide:g}" if line.dotted else ""
    return f"fill: none; stroke: {line.colour}; stroke-width: {line.points_wide:g}{dots}"


def _path(points: Iterable[tuple[float, float]], end: str, style: str) -> str:
    line = " L ".join(f"{_points(x)} {_points(y)}" for x, y in points)
    return f'<path d="M {line}{f" {end}" if end else ""}" style="{style}"/>'


def _pattern(name: str) -> Iterator[str]:
    """Thin lines from lower left to upper right; those across two corners join the tiles without a gap."""
    size = SPACING
    lines = f"M -1 1 L 1 -1 M 0 {size} L {size} 0 M {size - 1} {size + 1} L {size + 1} {size - 1}"
    yield f'<defs><pattern id="{name}" patternUnits="userSpaceOnUse" width="{size}" height="{size}">'
    yield f'<rect width="{size}" height="{size}" style="fill: {style.PAPER}"/>'
    yield f'<path d="{lines}" style="fill: none; stroke: {style.HATCH}; stroke-width: 0.4"/></pattern></defs>'


def _points(millimetres: float) -> str:
    """A length in points, to a thousandth."""
    return f"{round(millimetres / MM_PER_POINT, 3) + 0.0:g}"  # a nought of its own turns minus nought into nought
