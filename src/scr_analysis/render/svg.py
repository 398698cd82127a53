"""A chart's SVG made fit to stand inside a web page, among others of its kind."""

from __future__ import annotations

import re
from html import escape

OPENING = re.compile(r"<svg\b[^>]*>", re.DOTALL)
TRAIL = re.compile(r'<a xlink:href="\.\./(audit/index\.html#[^"]*)"(?: target="_blank")?')


def inline_svg(drawing: str, alt: str, width_mm: float) -> str:
    """The drawing as one `<svg>` element: sized in millimetres, its marks links into the trail.

    A picture may hold no links for who cannot see it, so what is read out in its stead stands before it, and the
    drawing is for the pointer alone: the table below it has the same links for the keyboard and for screen readers,
    without a stop at every mark.
    """
    opening = OPENING.search(drawing)
    if opening is None:
        raise ValueError("there is no <svg> element")
    box = re.search(r'viewBox="[^"]+"', opening.group())
    if box is None:
        raise ValueError("the <svg> element has no viewBox")
    body = TRAIL.sub(r'<a tabindex="-1" href="\1"', drawing[opening.end() :])
    head = (
        f'<span class="unseen" role="img" aria-label="{escape(alt)}"></span>'
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {box.group()} '
        f'aria-hidden="true" focusable="false" style="--width: {width_mm:g}mm">'
    )
    return head + body
