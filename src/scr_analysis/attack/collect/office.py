"""Word files and spreadsheets: everything that is written in their parts, their properties among it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.collect.scan import text_said
from scr_analysis.attack.facts import Loose, Said

_PARAGRAPH = re.compile(r"\}(p|h|table-row|tr|title|subject|description|keywords|creator|category|comments)$")
_SAYS = re.compile(r"(descr|title|alt|name|desc|tooltip)$")
_TEXT = re.compile(r"\.(xml|rels)$")


def office_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What such a file says of hidden estimates, part by part."""
    with zipfile.ZipFile(path) as archive:
        for part in sorted(archive.namelist()):
            if _TEXT.search(part) and not re.search(r"styles|fontTable|theme|settings|manifest", part):
                for where, text in _texts(ElementTree.fromstring(archive.read(part))):
                    for one in text_said(context.names, f"{name}: {where}", context.bare(text), context.plain):
                        if isinstance(one, Said) or part.startswith(("docProps/", "meta")):
                            yield one


def _texts(tree: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """The paragraphs, rows and properties of a part, and what its attributes describe."""
    for element in tree.iter():
        if _PARAGRAPH.search(element.tag):
            text = (
                "; ".join(one for one in element.itertext() if one.strip())
                if element.tag.endswith(("row", "tr"))
                else "".join(element.itertext())
            )
            if text.strip():
                yield "text", text
        for attribute, value in element.attrib.items():
            if _SAYS.search(attribute) and " " in value:
                yield "description", value
