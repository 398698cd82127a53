"""Web pages: anchored numbers, tables, running text, attributes, comments and the text inside drawings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.collect.laid import grid_said
from scr_analysis.attack.collect.scan import TIED, text_said
from scr_analysis.attack.facts import Loose, Said

_VOID = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
_BLOCK = frozenset(("p", "li", "h1", "h2", "h3", "h4", "td", "th", "tr", "caption", "figcaption", "div", "section"))
_SILENT = frozenset(("style", "script"))
# Attributes that say something to somebody; the others are names, places and measures of the page itself.
_SAYS = re.compile(
    r"alt|title|aria-label|aria-description|content|summary|placeholder|data-(?!kind|base|protection|page).*"
)
_SIZE = re.compile(r"width=|viewport|charset")


@dataclass
class Page(HTMLParser):
    """A page taken apart."""

    anchored: list[tuple[str, str]] = field(default_factory=list)
    texts: list[tuple[str, str, str]] = field(default_factory=list)
    tables: list[tuple[str, list[list[str]]]] = field(default_factory=list)
    _open: list[tuple[str, str]] = field(default_factory=list)
    _flow: list[str] = field(default_factory=list)
    _rows: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what attributes say; open an anchor, a row or a cell."""
        given = {name: value or "" for name, value in attrs}
        for name, value in given.items():
            if _SAYS.fullmatch(name) and re.search(r"\d|[a-z]{3} ", value) and not _SIZE.search(value):
                self.texts.append((f"{tag} {name}", visible(value), self._region()))
        if tag in _BLOCK:
            self._cut()
        if tag == "tr":
            self._rows.append([])
        if tag in ("td", "th") and self._rows:
            self._rows[-1].append("")
        if tag not in _VOID:
            self._open.append((tag, given.get("id", "")))

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened."""
        if tag in _BLOCK or tag in ("text", "svg"):
            self._cut()
        if tag == "table":
            name = next((one for _, one in reversed(self._open) if one.startswith("table-")), "")
            self.tables.append((name.removeprefix("table-"), self._rows))
            self._rows = []
        if tag in (name for name, _ in self._open):
            while self._open.pop()[0] != tag:
                continue

    def handle_data(self, data: str) -> None:
        """Text: of an anchored number, of a cell, or running."""
        data = visible(data)
        tags = [name for name, _ in self._open]
        if not _SILENT.isdisjoint(tags):
            return
        anchor = next((one for _, one in reversed(self._open) if one.startswith("use-")), "")
        if anchor:
            self.anchored.append((anchor, data))
            self._flow.append(TIED)
        elif self._rows and ("td" in tags or "th" in tags):
            self._rows[-1][-1] += data
        else:
            self._flow.append(data)

    def handle_comment(self, data: str) -> None:
        """A comment is published too."""
        if not data.strip().startswith("scr:"):
            self.texts.append(("comment", data, self._region()))

    def _region(self) -> str:
        """The chart, table or statistic that the place belongs to, by its id; empty in running text."""
        names = (name for _, name in reversed(self._open))
        return next((name for name in names if name.startswith(("chart-", "table-", "statistic-"))), "")

    def _cut(self) -> None:
        text = "".join(self._flow).strip()
        if text.strip(TIED):
            self.texts.append(("text", text, self._region()))
        self._flow = []


def visible(text: str) -> str:
    """A text without letters that nobody sees, spaces of every width made plain: they part a number from its name."""
    return re.sub(r"[\u200b-\u200d\u2060\u00ad]", "", text).replace("\u00a0", " ").replace("\u202f", " ")


def about(context: Context, region: str) -> list[str] | None:
    """The statistics that a chart, a table or an entry of the trail is about; None where it may be any."""
    kind, _, name = region.partition("-")
    study = context.study
    if kind == "chart" and name in study.charts:
        return [*study.charts[name].statistics, *study.charts[name].brackets]
    if kind == "table" and name in study.tables and study.tables[name].rows:
        return [row.statistic for row in study.tables[name].rows]
    return [name] if kind == "statistic" and name in study.statistics else None


def page_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What a page says."""
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    for anchor, text in page.anchored:
        key = context.slugs.get(re.sub(r"-\d+$", "", anchor.removeprefix("use-")))
        if key:
            yield Said(f"{name}: text", key, "printed", text.strip())
    for table, rows in page.tables:
        yield from _table_said(context, name, table, rows)
    for where, text, region in page.texts:
        among = about(context, region)
        for one in text_said(context.names, f"{name}: {where}", context.bare(text), context.plain, among):
            if isinstance(one, Said) or name != "audit/index.html":
                yield one


def _table_said(context: Context, name: str, table: str, rows: list[list[str]]) -> Iterator[Said | Loose]:
    declared = context.study.tables.get(table)
    if declared is not None and declared.source == "rows" and rows:
        heads = [re.sub(r" ?\(?n = [\d,]+\)?$", "", head) for head in rows[0][1:]]
        body = [(row[0].strip(), row[1:]) for row in rows[1:] if len(row) > 1]
        yield from grid_said(context.study, declared, f"{name}: table {table}", heads, body)
        return
    for row in rows:
        for one in text_said(context.names, f"{name}: table", context.bare("; ".join(row)), context.plain):
            if isinstance(one, Said):  # what other tables print is held to the file that they are made from
                yield one
