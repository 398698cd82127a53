"""The PDF: its text, page by page, its tags' alternative texts, its metadata, notes and attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.facts import Loose, Said


def pdf_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What the file says of hidden estimates; in what no reader sees on the page, every number that is tied to none."""
    import pikepdf  # a tenth of a second

    with pikepdf.open(path) as document:
        for where, text in _texts(document):
            yield from context.said(f"{name}: {where}", text, untied=where in ("metadata", "attachment", "note"))


def _texts(document: Any) -> Iterator[tuple[str, str]]:
    for page in document.pages:
        for line in page_lines(page):
            yield "text", line
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
    yield from (("alternative text", text) for text in _alternatives(document.Root.get("/StructTreeRoot")))


def _alternatives(root: Any) -> Iterator[str]:
    """Alternative and actual texts of the tags."""
    import pikepdf

    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting.extend(node)
        elif isinstance(node, pikepdf.Dictionary):
            for name in ("/Alt", "/ActualText", "/E", "/T"):
                if name in node:
                    yield str(node[name])
            if "/K" in node:
                waiting.append(node.K)


def page_lines(page: Any) -> list[str]:
    """The text of a page in the order in which it is drawn, a line for each block of text."""
    import pikepdf

    fonts = _fonts(page)
    lines, held, font = [], [""], {}
    for instruction in pikepdf.parse_content_stream(page, "Tf Tj TJ ' \" ET T* Td TD"):
        operands, verb = instruction.operands, str(instruction.operator)
        if verb == "Tf":
            font = fonts.get(str(operands[0]), {})
        elif verb in ("Tj", "'", '"'):
            held[-1] += _decoded(bytes(operands[-1]), font)
        elif verb == "TJ":
            held[-1] += "".join(_decoded(bytes(one), font) for one in operands[0] if isinstance(one, pikepdf.String))
        elif verb in ("ET", "T*", "Td", "TD"):
            lines.append(held.pop())
            held.append("")
    return [line for line in lines if line.strip()]


def _fonts(page: Any) -> dict[str, dict[bytes, str]]:
    """For each font of a page, the letters of its codes."""
    found = {}
    for name, font in page.resources.get("/Font", {}).items():
        if "/ToUnicode" in font:
            found[name] = _letters(font.ToUnicode.read_bytes().decode("latin-1"))
    return found


def _letters(table: str) -> dict[bytes, str]:
    letters: dict[bytes, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, letter in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            letters[bytes.fromhex(code)] = bytes.fromhex(letter).decode("utf-16-be", "replace")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, letter in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                code = (int(first, 16) + step).to_bytes(len(first) // 2, "big")
                letters[code] = chr(int(letter, 16) + step)
    return letters


def _decoded(text: bytes, font: dict[bytes, str]) -> str:
    width = len(next(iter(font), b"."))
    return "".join(font.get(text[at : at + width], "") for at in range(0, len(text), width))
