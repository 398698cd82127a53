"""Word files and spreadsheets: everything that is written in their parts, their properties among it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.collect.page import visible
from scr_analysis.attack.collect.sheets import sheet_said, word_said
from scr_analysis.attack.facts import Loose, Said

_PROPERTY = re.compile(
    r"<((?:[\w-]+:)?(?:title|subject|description|keywords|creator|category|comments))\b[^>]*>(.*?)</\1>", re.DOTALL
)
# What ends a line: a paragraph, a heading, a row or a property; the cells of a row are paragraphs already.
_PARAGRAPH = re.compile(
    r"</(?:[\w-]+:)?(?:p|h|table-row|tr|title|subject|description|keywords|creator|category|comments)>"
)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SAYS = re.compile(r"""(?:descr|title|alt|name|desc|tooltip)=["']([^"'>]* [^"'>]*)["']""")
_TEXT = re.compile(r"\.(xml|rels)$")
_SILENT = re.compile(r"styles|fontTable|theme|settings|manifest")


def office_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What such a file says of hidden estimates, part by part; of its properties, also numbers tied to none."""
    with zipfile.ZipFile(path) as archive:
        for part in sorted(archive.namelist()):
            if _TEXT.search(part) and not _SILENT.search(part):
                source = archive.read(part).decode("utf-8")
                for where, text in _texts(source):
                    yield from context.said(f"{name}: {where}", text, untied=False)
                if part == "content.xml":
                    yield from sheet_said(context, f"{name}: sheet", source)
                elif part == "word/document.xml":
                    yield from word_said(context, f"{name}: table", source)
                for _, text in _PROPERTY.findall(source) if part.startswith(("docProps/", "meta")) else ():
                    yield from context.said(f"{name}: text", unescape(text))


def _texts(source: str) -> Iterator[tuple[str, str]]:
    """The paragraphs, rows and properties of a part, each on its line, and what its attributes describe."""
    lined = _PARAGRAPH.sub("\n", _COMMENT.sub(r"\n\1\n", source))
    for line in visible(unescape(_TAG.sub("", lined))).split("\n"):
        if line.strip():
            yield "text", line
    for text in _SAYS.findall(source):
        yield "description", unescape(text)
