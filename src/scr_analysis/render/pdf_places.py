"""Named places in a PDF: each number, table and chart gets one, so that a link from outside can lead just there.

And what a screen reader says of the links from the numbers to their proofs, where Typst gives only the address.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import pikepdf
from pikepdf import Array, Dictionary, Name, String

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
    """Add a named destination for each place; names stand in byte order, as PDF 1.7, 7.9.6, asks."""
    named = _named(document)
    for place in places:
        page = document.pages[place["page"] - 1]
        top = min(float(page.mediabox[3]), float(page.mediabox[3]) - place["y"] + HEADROOM)
        named[place["anchor"].encode()] = Array([page.obj, Name.XYZ, 0, round(top, 3), 0])
    flat = [part for name in sorted(named) for part in (String(name.decode()), named[name])]
    names = document.Root.get("/Names", Dictionary())
    names["/Dests"] = Dictionary(Names=Array(flat))
    document.Root.Names = names


def describe_links(document: pikepdf.Pdf) -> None:
    """Say of each link into the trail where it leads."""
    for page in document.pages:
        for note in page.get("/Annots", Array()):
            if str(note.get("/A", Dictionary()).get("/URI", "")).startswith(TRAIL):
                note.Contents = String("How this figure was made")


def _named(document: pikepdf.Pdf) -> dict[bytes, pikepdf.Object]:
    """The destinations that the file names already: headings."""
    names = document.Root.get("/Names", Dictionary()).get("/Dests")
    return {str(name).encode(): held for name, held in pikepdf.NameTree(names).items()} if names else {}
