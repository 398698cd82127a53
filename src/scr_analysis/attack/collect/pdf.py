"""The PDF: its text, and what stands beside it: alternative texts, titles, metadata, notes and attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.collect.own import same
from scr_analysis.attack.facts import Loose, Said

# Where an object of a PDF keeps words for people: alternatives, expansions and titles of tags, titles of bookmarks.
_WORDS = frozenset(("/Alt", "/ActualText", "/E", "/T", "/TU", "/Title"))


def pdf_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What the file says that the web page does not; and of what no reader sees on the page, all that it says."""
    import pikepdf  # a twentieth of a second

    with pikepdf.open(path) as document:
        kept = list(document.objects)
        size = len(document.pages)
        numbered = {f"Page {number} of {size}" for number in range(1, size + 1)}
        streams = [one for one in kept if isinstance(one, pikepdf.Stream)]
        drawn = [*(page.obj for page in document.pages), *(one for one in streams if "/BBox" in one)]
        marks: list[str] = []
        lines = [line for one in drawn for line in drawn_lines(one, marks) if line not in numbered]
        yield from context.beyond_page(f"{name}: text", lines)
        words = (word for one in kept if isinstance(one, pikepdf.Dictionary) for word in _words(one))
        beside = (*_beside(document), *(("alternative text", word) for word in (*words, *marks)))
        for where, text in dict.fromkeys(beside):
            if same(text) not in context.owns.texts:
                yield from context.said(f"{name}: {where}", text)
        if any(one.get("/Subtype") == "/Image" for one in streams):
            yield Loose(name, "a picture, in which nobody reads")


def _beside(document: Any) -> Iterator[tuple[str, str]]:
    """What stands beside the text, and where."""
    for page in document.pages:
        for note in page.get("/Annots", []):
            if "/Contents" in note:
                yield "note", str(note.Contents)
    for _, value in document.docinfo.items():
        if not re.fullmatch(r"D.\d{8}.*", str(value)):
            yield "metadata", str(value)
    if "/Metadata" in document.Root:
        xmp = document.Root.Metadata.read_bytes().decode("utf-8", "replace")
        for text in re.findall(r"<(?:dc|pdf|rdf):[^>]*>([^<]*[a-z] [^<]*)<", xmp):
            yield "metadata", text
    for attached in document.attachments.values():
        yield "attachment", attached.get_file().read_bytes().decode("utf-8", "replace")


def _words(kept: Any) -> Iterator[str]:
    """The words that an object or a mark in the text keeps for people."""
    yield from (str(kept[name]) for name in _WORDS & kept.keys())


def drawn_lines(drawn: Any, marks: list[str]) -> list[str]:
    """The text of a page or a form in the order in which it is drawn, a line for each block of text.

    ``drawn``: a page, or a stream that is drawn by others. The words that its marks keep are added to ``marks``.
    """
    import pikepdf

    fonts = _fonts(drawn.get("/Resources", {}))
    lines, held, font = [], [""], _Font()
    for instruction in pikepdf.parse_content_stream(drawn, "Tf Tj TJ ' \" ET T* Td TD BDC DP"):
        verb, operands = str(instruction.operator), instruction.operands
        if verb == "TJ":
            held[-1] += font.read(b"".join(bytes(one) for one in operands[0] if isinstance(one, pikepdf.String)))
        elif verb == "Tf":
            font = fonts.get(str(operands[0]), _Font())
        elif verb in ("Tj", "'", '"'):
            held[-1] += font.read(bytes(operands[-1]))
        elif verb in ("BDC", "DP"):
            marks += _words(operands[1]) if isinstance(operands[1], pikepdf.Dictionary) else ()
        else:
            lines.append(held.pop())
            held.append("")
    return [line for line in lines if line.strip()]


class _Font(dict[int, str]):
    """The letters of a font by their codes, each of ``width`` bytes; a code that it does not have is no letter.

    Without any, for a font that does not tell them: its codes are taken for letters, as simple fonts have them.
    """

    width = 2

    def __missing__(self, code: int) -> str:
        return ""

    def read(self, text: bytes) -> str:
        """A drawn text in letters."""
        if not self:
            return text.decode("latin-1")
        if self.width == 1:
            return text.decode("latin-1").translate(self)
        return text.decode("utf-16-be", "surrogatepass" if len(text) % 2 == 0 else "replace").translate(self)


def _fonts(resources: Any) -> dict[str, _Font]:
    """The fonts of a page or a form, by their names there."""
    found = {}
    for name, font in resources.get("/Font", {}).items():
        if "/ToUnicode" in font:
            found[name] = _letters(font.ToUnicode.read_bytes().decode("latin-1"))
    return found


def _letters(table: str) -> _Font:
    letters = _Font()
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, letter in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            letters[int(code, 16)] = bytes.fromhex(letter).decode("utf-16-be", "replace")
            letters.width = len(code) // 2
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, letter in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                letters[int(first, 16) + step] = chr(int(letter, 16) + step)
            letters.width = len(first) // 2
    return letters
