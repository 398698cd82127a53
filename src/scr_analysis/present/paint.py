"""A drawing painted: SVG for the PDF and the web page, PNG for Word.

`matplotlib.figure` is used without `pyplot`, which would cost half as much again to import and keeps global state.
"""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, assert_never

from matplotlib import rc_context, rcParamsDefault
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle
from matplotlib.text import Text as FigureText
from matplotlib.transforms import Affine2D, Transform

from scr_analysis.present import style
from scr_analysis.present.drawing import Box, Dot, Drawing, Face, Line, Shape, Text
from scr_analysis.xml_text import attribute

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType

MM_PER_INCH = 25.4
PNG_DPI = 200
TRAIL = "../audit/index.html#"  # from the folder of charts

# Whatever a matplotlibrc on the machine says is set back; text stays text, ids do not depend on the process,
# and what `sans-serif` means is left to the reader's machine.
_SETTINGS: dict[RcKeyType, Any] = {
    **{key: value for key, value in rcParamsDefault.items() if key != "backend"},
    "svg.fonttype": "none",
    "svg.hashsalt": "scr-analysis",
    "font.sans-serif": [],
}


def paint(drawing: Drawing) -> Figure:
    """Return the drawing as a figure of the size it has in print."""
    figure = Figure(figsize=(drawing.width / MM_PER_INCH, drawing.height / MM_PER_INCH), facecolor=style.PAPER)
    scale = Affine2D().scale(1 / MM_PER_INCH, -1 / MM_PER_INCH).translate(0, drawing.height / MM_PER_INCH)
    place = scale + figure.dpi_scale_trans
    for order, shape in enumerate(drawing.shapes):
        artist = _artist(shape, place)
        artist.set_zorder(order)
        if order in drawing.goals:
            artist.set_url(f"{TRAIL}{drawing.goals[order]}")
        figure.add_artist(artist)
        artist.set_clip_on(False)
    return figure


def render_svg(figure: Figure, name: str, alt: str) -> bytes:
    """Return the figure as SVG that can stand alone or inside a web page."""
    buffer = BytesIO()
    with rc_context(_SETTINGS):
        figure.savefig(buffer, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    return _for_web(buffer.getvalue().decode("utf-8"), name, alt).encode("utf-8")


def render_png(figure: Figure) -> bytes:
    """Return the figure as PNG for Word, with its size in print recorded."""
    buffer = BytesIO()
    with rc_context(_SETTINGS):
        figure.savefig(buffer, format="png", dpi=PNG_DPI, metadata={"Software": None})
    return buffer.getvalue()


def _artist(shape: Shape, place: Transform) -> Rectangle | Line2D | Circle | FigureText:
    """Return the matplotlib artist that draws one shape."""
    match shape:
        case Box():
            corner = (shape.x, shape.y)
            face, edge = shape.fill, shape.edge or "none"
            hatch = "/////" if shape.hatched else None
            return Rectangle(
                corner,
                shape.width,
                shape.height,
                facecolor=face,
                edgecolor=edge,
                hatch=hatch,
                hatchcolor=style.HATCH,
                hatch_linewidth=0.4,
                linewidth=0.5 if shape.edge else 0.0,
                transform=place,
            )
        case Line():
            across, down = zip(*shape.points, strict=True)
            return Line2D(
                across,
                down,
                color=shape.colour,
                linewidth=shape.points_wide,
                linestyle=(0, (1, 1.6)) if shape.dotted else "solid",
                solid_capstyle="butt",
                solid_joinstyle="miter",
                transform=place,
            )
        case Dot():
            return Circle((shape.x, shape.y), shape.radius, facecolor=shape.fill, edgecolor="none", transform=place)
        case Text():
            return FigureText(
                shape.x,
                shape.y,
                shape.words,
                color=shape.colour,
                ha=shape.anchor,
                va="baseline",
                fontproperties=_font(shape.face, shape.size),
                transform=place,
                parse_math=False,
            )
        case _:
            assert_never(shape)


@cache
def _font(face: Face, size: float) -> FontProperties:
    """Name a face by family, for readers of the SVG, and by file, so that no font on the machine takes its place."""
    return FontProperties(
        family=list(style.FAMILIES), weight=style.WEIGHTS[face], size=size, fname=str(style.font_file(face))
    )


def _for_web(svg: str, name: str, alt: str) -> str:
    """Give the SVG its alternative text, and ids that stay unique when several stand in one page."""
    body = svg[svg.index("<svg") :]
    body = re.sub(r" <defs>\s*<style.*?</style>\s*</defs>\n", "", body, flags=re.DOTALL)  # would rule the whole page
    body = re.sub(r' transform="rotate\(-0 [^"]*"', "", body)
    used = set(re.findall(r'(?:url\(#|href="#)([^)"]+)', body))
    body = re.sub(r' id="([^"]+)"', lambda m: f' id="{name}-{m[1]}"' if m[1] in used else "", body)
    body = re.sub(r'(url\(#|href="#)', rf"\g<1>{name}-", body)
    return body.replace("<svg", f'<svg role="img" aria-label={attribute(alt)}', 1)
