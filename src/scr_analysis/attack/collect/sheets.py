"""Tables of a spreadsheet: each row must be one of the study's own, label and numbers together.

A spreadsheet keeps single values, so that a printed cell becomes several there. The numbers of a row, in their order,
are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.collect.own import Own, same
from scr_analysis.attack.collect.packed import described, lines, parts, properties
from scr_analysis.attack.facts import Loose, Said

_ODS_ROW = re.compile(r"<table:table-row\b.*?</table:table-row>", re.DOTALL)
_ODS_CELL = re.compile(r"<table:table-cell\b([^>]*?)(?:/>|>(.*?)</table:table-cell>)", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_VALUE = re.compile(r'office:value="([^"]*)"')
_NUMBER = re.compile(r"[+−-]?\d[\d,]*(?:\.\d+)?")
_NOTE = re.compile(r" ?\[?note \d+\]?|^Table S\d+: ")
_PART = re.compile(r": (?:number|%|value|mark|(?:low|high)(?:, %)?)$")
_SIZE = re.compile(r"\((n = [\d,]+)\)$")
_SECTION = "Part of the table"  # the heading of the column that keeps a row's heading


@dataclass
class Tables:
    """What stands in the tables of a study: the numbers beside each label, single headings and texts."""

    numbers: dict[str, set[tuple[str, ...]]] = field(default_factory=dict)
    heads: set[str] = field(default_factory=lambda: {_SECTION})
    texts: set[str] = field(default_factory=set)

    def add(self, own: Own) -> None:
        """Add one table."""
        self.texts |= own.texts
        for row in own.rows:
            self.numbers.setdefault(row[0], set()).add(_numbers(row[1:]))
            self.heads.update(row)

    def hold(self, cells: Sequence[str]) -> bool:
        """Whether a row, alone or after the heading it stands under, is one of theirs."""
        starts = (at for at in (0, 1) if at < len(cells) and (at == 0 or cells[0] in self.heads))
        return any(_numbers(cells[at + 1 :]) in self.numbers.get(cells[at], ()) for at in starts)

    def head(self, cells: Sequence[str]) -> bool:
        """Whether a row is made of their headings, each perhaps with what is told of it."""
        return all(self.heads & {plain := _PART.sub("", one), _SIZE.sub(r"\1", plain)} for one in cells)


def sheets_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What a spreadsheet says that is not the study's: rows, values behind what is shown, and properties."""
    for part, content in parts(path):
        source = content.decode("utf-8", "replace")
        for where, texts in (("text", lines(source)), ("description", described(source))):
            for text in texts:
                yield from context.said(f"{name}: {where}", text, untied=False)
        for text in properties(source) if part == "meta.xml" else ():
            yield from context.said(f"{name}: text", text)
        if part == "content.xml":
            yield from _rows_said(context, f"{name}: sheet", source)


def _rows_said(context: Context, channel: str, source: str) -> Iterator[Said | Loose]:
    tables = tables_of(context)
    if tables is None:
        return
    for row in _ODS_ROW.findall(source):
        found = [(_VALUE.search(kept), _plain(shown)) for kept, shown in _ODS_CELL.findall(row)]
        cells = [shown for _, shown in found]
        if any(kept and float(kept.group(1)) != _float(shown) for kept, shown in found):
            yield Loose(channel, f"a value kept behind what is shown, in: {'; '.join(cells)[:60]}")
        if tables.hold(cells) or tables.head(cells):
            continue
        for text in (_NOTE.sub("", one).strip() for one in cells):
            if text not in tables.texts and text not in tables.heads:
                yield from context.said(channel, text, alone=False)


def tables_of(context: Context) -> Tables | None:
    """The tables of the study; None where they cannot be made again, so that nothing can be held to them."""
    if "tables/tables.json" not in context.again:
        return None
    found = Tables()
    for name in (*context.study.tables, "words_told"):
        own = context.owns.of(f"table-{name}")
        if own:
            found.add(own)
    return found


def _plain(source: str) -> str:
    return same(unescape(_TAG.sub("", source)))


def _numbers(cells: Sequence[str]) -> tuple[str, ...]:
    """The numbers of cells in their order, however they are set."""
    found = _NUMBER.findall(" ".join(cells))
    return tuple(one.replace(",", "").replace("−", "-").lstrip("+") for one in found)


def _float(text: str) -> float | None:
    plain = text.replace(",", "").replace("−", "-")
    return float(plain) if _NUMBER.fullmatch(plain) else None
