"""Reading the editions back: the numbers each of them prints, as a reader meets them."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VOID = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
# Parts of the page that are not prose: made from data and checked by other means, or names of documents.
NOT_PROSE = frozenset(("table", "figure", "svg", "style", "script", "header", "footer", "nav", "head", "title"))


class _Numbers(HTMLParser):
    """Collects the text of every element whose id begins with ``use-``, and the prose outside all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[str, str] = {}
        self.prose: list[str] = []
        self._open: list[tuple[str, str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        given = dict(attrs)
        name = given.get("id") or ""
        exhibit = "exhibit" in (given.get("class") or "").split()
        aside = tag in NOT_PROSE or exhibit or (given.get("href") or "").startswith(("#table-", "#chart-"))
        self._open.append((tag, name if name.startswith("use-") else "", aside))

    def handle_endtag(self, tag: str) -> None:
        if tag in (name for name, _, _ in self._open):
            while self._open.pop()[0] != tag:
                continue

    def handle_data(self, data: str) -> None:
        anchor = next((name for _, name, _ in reversed(self._open) if name), "")
        if anchor:
            self.numbers[anchor] = self.numbers.get(anchor, "") + data
        elif not any(aside for _, _, aside in self._open):
            self.prose.append(data)


def _parsed(path: Path) -> _Numbers:
    parser = _Numbers()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser


def html_numbers(path: Path) -> dict[str, str]:
    """What the HTML edition prints at each anchor."""
    return html_edition(path)[0]


def html_edition(path: Path) -> tuple[dict[str, str], str]:
    """What the HTML edition prints at each anchor, and its prose without those numbers, tables, charts and cover."""
    parsed = _parsed(path)
    numbers = {anchor: _single_spaced(text) for anchor, text in parsed.numbers.items()}
    return numbers, " ".join(parsed.prose)


def bookmark(anchor: str) -> str:
    """The bookmark pandoc gives an anchor: Word allows forty letters, so a longer name becomes its digest."""
    return anchor if len(anchor) <= 40 else "X" + hashlib.sha1(anchor.encode()).hexdigest()[1:]


def docx_numbers(path: Path, anchors: Iterable[str]) -> dict[str, str]:
    """What the Word edition prints at the bookmark of each anchor."""
    wanted = {bookmark(anchor): anchor for anchor in anchors}
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    numbers: dict[str, str] = {}
    opened: dict[str, str] = {}
    for element in root.iter():
        if element.tag == f"{WORD}bookmarkStart":
            name = element.get(f"{WORD}name", "")
            if name in wanted:
                opened[element.get(f"{WORD}id", "")] = wanted[name]
                numbers[wanted[name]] = ""
        elif element.tag == f"{WORD}bookmarkEnd":
            opened.pop(element.get(f"{WORD}id", ""), None)
        elif element.tag == f"{WORD}t":
            for name in opened.values():
                numbers[name] += element.text or ""
    return {name: _single_spaced(text) for name, text in numbers.items()}


@dataclass(frozen=True)
class PdfNumbers:
    """The page on which each anchor of the PDF stands, and how many links lead to each entry of the trail."""

    pages: Mapping[str, int]
    links: Counter[str]


def pdf_numbers(path: Path) -> PdfNumbers:
    """Where the PDF edition prints its numbers, and where their links lead; a link over two lines counts twice."""
    import pikepdf  # a tenth of a second, and only the audit of the PDF needs it

    with pikepdf.open(path) as pdf:
        numbers = {str(page.objgen): number for number, page in enumerate(pdf.pages, start=1)}
        named = pikepdf.NameTree(pdf.Root.Names.Dests)
        pages = {str(name): numbers[str(place[0].objgen)] for name, place in named.items()}
        notes = [note for page in pdf.pages for note in page.get("/Annots", pikepdf.Array())]
        goals = [str(note["/A"].get("/URI", "")) for note in notes if "/A" in note]
        return PdfNumbers(pages, Counter(goal.partition("#")[2] for goal in goals if goal.startswith("audit/")))


def _single_spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
