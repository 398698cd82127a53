"""Named places in a PDF: each number, table and chart gets one, so that a link from outside can lead just there.

And what a screen reader says of the links from the numbers to their proofs, where Typst gives only the address.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from scr_analysis.render.pdf_names import name_tree, named

TRAIL = "audit/index.html#"
# Points above the number, so that its line is not cut off at the window's upper edge.
HEADROOM = 60


class Place(TypedDict):
    """Where an anchor stands: its page, counted from one, and points from the page's left and upper edges."""

    anchor: str
    page: int
    x: float
    y: float


def name_places(document: pikepdf.Pdf, places: Sequence[Place]) -> None:
    """Add a named destination for each place to those that the file names already: headings."""
    names = document.Root.get("/Names", Dictionary())
    held = named(names.get("/Dests"))
    for place in places:
        page = document.pages[place["page"] - 1]
        top = min(float(page.mediabox[3]), float(page.mediabox[3]) - place["y"] + HEADROOM)
        held[place["anchor"]] = Array([page.obj, Name.XYZ, 0, round(top, 3), 0])
    names["/Dests"] = name_tree(held)
    document.Root.Names = names


def describe_links(document: pikepdf.Pdf) -> None:
    """Say of each link into the trail where it leads."""
    for page in document.pages:
        for note in page.get("/Annots", Array()):
            if str(note.get("/A", Dictionary()).get("/URI", "")).startswith(TRAIL):
                note.Contents = String("How this figure was made")
