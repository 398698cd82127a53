"""The parts of packed files, Word's and spreadsheets': their lines of text, and what stands in attributes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from scr_analysis.attack.collect.page import visible

# What ends a line: a paragraph, a heading, a row or a property; the cells of a row are paragraphs already.
_PARAGRAPH = re.compile(
    r"</(?:[\w-]+:)?(?:p|h|table-row|tr|title|subject|description|keywords|creator|category|comments|lpwstr)>"
)
_PROPERTY = re.compile(
    r"<((?:[\w-]+:)?(?:title|subject|description|keywords|creator|category|comments|lpwstr))\b[^>]*>(.*?)</\1>",
    re.DOTALL,
)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SAYS = re.compile(r"""(?:descr|title|alt|name|desc|tooltip)=["']([^"'>]* [^"'>]*)["']""")


def parts(path: Path) -> Iterator[tuple[str, bytes]]:
    """The parts of a packed file, in order of their names."""
    with zipfile.ZipFile(path) as archive:
        yield from ((part, archive.read(part)) for part in sorted(archive.namelist()))


def lines(source: str) -> list[str]:
    """The paragraphs, rows and properties of a part, and its comments, each on its line."""
    lined = _PARAGRAPH.sub("\n", _COMMENT.sub(r"\n\1\n", source))
    return [line for line in visible(unescape(_TAG.sub("", lined))).split("\n") if line.strip()]


def described(source: str) -> list[str]:
    """What the attributes of a part describe."""
    return [unescape(text) for text in _SAYS.findall(source)]


def properties(source: str) -> list[str]:
    """The properties that a part tells of the file."""
    return [unescape(text) for _, text in _PROPERTY.findall(source)]
