"""A web page taken apart: anchored numbers, tables, running text, attributes and comments, each with its region.

Tags are found by expressions and not one by one by a parser: the audit's page alone has fifty thousand of them, and
nothing here needs the tree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape

from scr_analysis.attack.collect.scan import TIED

_SILENT = re.compile(r"<(style|script)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_TAG = re.compile(r"""<[a-zA-Z/!?][^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_BLOCK = re.compile(r"</?(?:p|li|h[1-6]|td|th|tr|caption|figcaption|div|section|text|svg)\b[^>]*>", re.IGNORECASE)
_ANCHOR = re.compile(r"""<(\w+)\b[^>]*\bid=["'](use-[^"']*)["'][^>]*>(.*?)</\1\s*>""", re.DOTALL)
_ROW = re.compile(r"<tr\b[^>]*>", re.IGNORECASE)
_CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)(?=<t[dh]\b|</t[dh]\b|</?tr\b|\Z)", re.DOTALL | re.IGNORECASE)
_NAMED = re.compile(r"""<(\w+)\b[^>]*\bid=["'](?:chart|table|statistic)-""")
_NAMES = re.compile(r"""id=["'](?:chart|table|statistic)-""")  # begins with what is searched for quickly
_ID = re.compile(r"""\bid=["']((?:chart|table|statistic)-[^"']*)["']""")
# Attributes that say something to somebody; the others are names, places and measures of the page itself.
_SAYS = re.compile(
    r"\s(alt|title|aria-label|aria-description|content|summary|placeholder|data-(?!kind|base|protection|page)[^\s=>]*)"
    r"""\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""",
    re.IGNORECASE,
)
_TELLING = re.compile(r"\d|[a-z]{3} ")
_SIZE = re.compile(r"width=|viewport|charset")
_UNSEEN = re.compile(r"[\u200b-\u200d\u2060\u00ad]")


@dataclass
class Page:
    """A page taken apart."""

    anchored: list[tuple[str, str]] = field(default_factory=list)
    texts: list[tuple[str, str, str]] = field(default_factory=list)
    tables: list[tuple[str, list[list[str]]]] = field(default_factory=list)


@dataclass(frozen=True)
class _Stretch:
    """A stretch of a page: the names of the regions around it, the innermost last, and whether it is of a table."""

    source: str
    around: tuple[str, ...]
    table: bool

    @property
    def region(self) -> str:
        return self.around[-1] if self.around else ""


def taken_apart(source: str, matters: Callable[[str], bool] | None = None) -> Page:
    """A page taken apart; of stretches that do not matter, by their text in small letters, nothing is kept."""
    page = Page()
    source = _SILENT.sub(" ", source)
    if "<!--" in source:
        page.texts += [("comment", one, "") for one in _COMMENT.findall(source) if not one.strip().startswith("scr:")]
        source = _COMMENT.sub(" ", source)
    kept: dict[str, bool] = {}  # many stretches stand several times on a page
    for stretch in _stretches(source):
        if matters and stretch.source not in kept:
            kept[stretch.source] = matters(_told(stretch.source))
        if matters is None or kept[stretch.source]:
            _add(page, stretch)
    return page


def _told(source: str) -> str:
    """All that a stretch tells, in small letters: its text as it is read, and its source for what attributes say."""
    return f"{visible(unescape(_TAG.sub('', source)))}\n{visible(unescape(source))}".lower()


def _stretches(source: str) -> Iterator[_Stretch]:
    """The page cut where a region or a table begins or ends."""
    tags = (source[source.rfind(">", 0, hit.start()) + 1 : hit.end()] for hit in _NAMES.finditer(source))
    names = {"table", *(name.lower() for tag in tags for name in _NAMED.findall(tag))}
    landmark = re.compile(rf"<(/?)({'|'.join(sorted(names))})\b[^>]*>", re.IGNORECASE)
    held: list[tuple[str, str]] = []
    start, before = 0, _standing(held)
    for hit in landmark.finditer(source):
        name = hit.group(2).lower()
        if not hit.group(1):
            found = _ID.search(hit.group())
            held.append((name, found.group(1) if found else ""))
        elif any(name == one for one, _ in held):
            while held.pop()[0] != name:
                continue
        after = _standing(held)
        if after != before:
            cut = hit.end() if hit.group(1) else hit.start()
            yield _Stretch(source[start:cut], *before)
            start, before = cut, after
    yield _Stretch(source[start:], *before)


def _standing(held: list[tuple[str, str]]) -> tuple[tuple[str, ...], bool]:
    return tuple(name for _, name in held if name), any(tag == "table" for tag, _ in held)


def _add(page: Page, stretch: _Stretch) -> None:
    """Take a stretch apart."""
    for tag in _TAG.findall(stretch.source):
        for name, value in _SAYS.findall(tag) if "=" in tag else ():
            text = visible(unescape(value.strip("\"'")))
            if _TELLING.search(text) and not _SIZE.search(text):
                kind = tag[1:].split(None, 1)[0]
                page.texts.append((f"{kind} {name.lower()}", text, stretch.region))
    source = stretch.source
    if "use-" in source:
        page.anchored += [(name, plain(text)) for _, name, text in _ANCHOR.findall(source)]
        source = _ANCHOR.sub(TIED, source)
    if stretch.table:
        rows = [[plain(cell).replace(TIED, "") for cell in _CELL.findall(row)] for row in _ROW.split(source)[1:]]
        name = next((one for one in reversed(stretch.around) if one.startswith(("table-", "chart-"))), "")
        page.tables.append((name.removeprefix("table-"), rows))
        source = _CELL.sub("\n", source)
    page.texts.append(("text", plain(source), stretch.region))


def read_through(source: str) -> str:
    """The text of a whole page, tables and drawings among it, in the order in which it stands there."""
    return plain(_COMMENT.sub(" ", _SILENT.sub(" ", source)))


def plain(source: str) -> str:
    """The text of a stretch: blocks on lines of their own, other tags left out."""
    return visible(unescape(_TAG.sub("", _BLOCK.sub("\n", source)) if "<" in source else source))


def visible(text: str) -> str:
    """A text without letters that nobody sees, spaces of every width made plain: they part a number from its name."""
    if text.isascii():
        return text
    return _UNSEEN.sub("", text).replace("\u00a0", " ").replace("\u202f", " ")
