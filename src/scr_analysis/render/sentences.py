"""The sentence around a place in the rendered Markdown, and how a reader reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A blank line, and lines that begin an item of a list, a heading, a box or a row of a table.
_BLOCK = re.compile(r"\n(?:[ \t]*\n|(?=\s*(?:[-*+] |\d+[.)] |#|:::|\|)))")
_MARKER = re.compile(r"\s*(?:[-*+] |\d+[.)] |#{1,6} |:::[^\n]*\n?)*\s*")
_END = re.compile(r"""[.!?]["'”’)\]*_]*(?=\s)""")
_LINK = re.compile(r"\[\[(.*?)\]\(#.*?\)\]\{.*?\}|\[([^\[\]]*)\]\([^)]*\)(?:\{.*?\})?")
_EMPHASIS = re.compile(r"\*\*|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|\s*\{[#.][^}]*\}")
UNSUPPORTED = "Not supported by the data:"


def sentence_at(text: str, at: int) -> tuple[int, int]:
    """Where the sentence that holds a place begins and ends: within its paragraph, item or heading."""
    start = max((hit.end() for hit in _BLOCK.finditer(text, 0, at + 1)), default=0)
    after = _BLOCK.search(text, at)
    end = after.start() if after else len(text.rstrip())
    marker = _MARKER.match(text, start, at)
    start = marker.end() if marker else start
    for hit in _END.finditer(text, start, end):
        if hit.end() <= at:
            start = hit.end() + len(text[hit.end() : end]) - len(text[hit.end() : end].lstrip())
        else:
            return start, hit.end()
    return start, end


def as_read(markdown: str) -> str:
    """Markdown as a reader reads it: no links, no emphasis, one space between words."""
    plain = _EMPHASIS.sub("", _LINK.sub(lambda hit: hit.group(1) or hit.group(2) or "", markdown))
    plain = re.sub(r'"([^"]*)"', "“\\1”", plain).replace("'", "’")
    return " ".join(plain.split())


def marked(text: str, places: Iterable[int]) -> str:
    """The text with every sentence that holds one of the places marked as not supported, in words and by a class."""
    for start, end in sorted({sentence_at(text, at) for at in places}, reverse=True):
        text = f"{text[:start]}[**{UNSUPPORTED}** {text[start:end]}]{{.unsupported}}{text[end:]}"
    return text
