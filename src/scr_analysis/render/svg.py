"""A chart's SVG made fit to stand inside a web page, among others of its kind."""

from __future__ import annotations

import re
from html import escape

# Matplotlib's own sheet inside a drawing would style the whole page; style.css says the same for charts only.
NOT_FOR_THE_PAGE = re.compile(r"<metadata>.*?</metadata>|<style[^>]*>.*?</style>|<!--.*?-->", re.DOTALL)
OPENING = re.compile(r"<svg\b[^>]*>", re.DOTALL)
REFERENCE = re.compile(r'(url\(#|href="#)([^)"]+)')
TRAIL = re.compile(r'<a xlink:href="\.\./(audit/index\.html#[^"]*)"(?: target="_blank")?')
IDENTIFIER = re.compile(r'\s+id="([^"]+)"')


def inline_svg(drawing: str, name: str, alt: str, width_mm: float) -> str:
    """The drawing as one `<svg>` element: sized in millimetres, its ids its own, its marks links into the trail.

    Matplotlib gives like parts of different charts the same id, and within a page the first would win. A picture may
    hold no links for who cannot see it, so what is read out in its stead stands before it, and the drawing is for the
    pointer alone: the table below it has the same links for the keyboard and for screen readers, without a stop at
    every mark.
    """
    opening = OPENING.search(drawing)
    if opening is None:
        raise ValueError("there is no <svg> element")
    box = re.search(r'viewBox="[^"]+"', opening.group())
    if box is None:
        raise ValueError("the <svg> element has no viewBox")
    body = TRAIL.sub(r'<a tabindex="-1" href="\1"', NOT_FOR_THE_PAGE.sub("", drawing[opening.end() :]))
    head = (
        f'<span class="unseen" role="img" aria-label="{escape(alt)}"></span>'
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {box.group()} '
        f'aria-hidden="true" focusable="false" style="--width: {width_mm:g}mm">'
    )
    return head + _own_ids(body, name)


def _own_ids(body: str, name: str) -> str:
    """Put the chart's name before each id in use, and drop the ids nothing refers to."""
    used = {match.group(2) for match in REFERENCE.finditer(body)}
    body = IDENTIFIER.sub(lambda m: f' id="{name}-{m.group(1)}"' if m.group(1) in used else "", body)
    return REFERENCE.sub(rf"\g<1>{name}-\g<2>", body)
