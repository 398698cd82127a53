"""The Word file: its text, held to the web page; its pictures, held to the charts; its properties, as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.collect.own import same
from scr_analysis.attack.collect.packed import described, lines, parts, properties
from scr_analysis.attack.facts import Loose, Said

_TEXT = re.compile(r"word/(document|header\d*|footer\d*|comments|footnotes|endnotes)\.xml")
_PICTURE = re.compile(r"word/media/.+\.png")
_FIELDS = "Page 1 of 1"  # what stands in the footer until Word counts


def word_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What the file says that the web page and the list of figures do not, and what it says beside its text."""
    drawn = {one.read_bytes() for one in (context.results / "charts").glob("*.png")}
    for part, content in parts(path):
        if _PICTURE.fullmatch(part):
            if content not in drawn:
                yield Loose(name, f"{part}: a picture that is none of the charts")
            continue
        source = content.decode("utf-8", "replace")
        if _TEXT.fullmatch(part):
            found = [line.replace(_FIELDS, "") for line in lines(source)]
            yield from context.beyond_page(f"{name}: text", found, context.page_and_list)
        else:
            for text in lines(source):
                yield from context.said(f"{name}: text", text, untied=False)
        for text in (*described(source), *(properties(source) if part.startswith("docProps/") else ())):
            if same(text) not in context.owns.texts:
                yield from context.said(f"{name}: description", text)
