"""Sheets as an OpenDocument spreadsheet: the same bytes for the same sheets, each table marked up as a range.

The parts of the file and their elements are those of OpenDocument 1.3, part 3 (OASIS, 2021).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence

from scr_analysis.render.ods_columns import Number, Value
from scr_analysis.render.ods_sheets import Sheet
from scr_analysis.render.ods_styles import DECIMALS, cell_styles, page_style
from scr_analysis.xml_text import attribute, escaped

MIME = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(
    f'xmlns:{short}="{name}"'
    for short, name in {
        "office": f"{_OASIS}office:1.0",
        "table": f"{_OASIS}table:1.0",
        "text": f"{_OASIS}text:1.0",
        "style": f"{_OASIS}style:1.0",
        "number": f"{_OASIS}datastyle:1.0",
        "fo": f"{_OASIS}xsl-fo-compatible:1.0",
        "meta": f"{_OASIS}meta:1.0",
        "config": f"{_OASIS}config:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xlink": "http://www.w3.org/1999/xlink",
        "ooo": "http://openoffice.org/2004/office",
    }.items()
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def ods_bytes(sheets: Sequence[Sheet], title: str, creator: str, date: str) -> bytes:
    """The spreadsheet, with its document properties; the date is that of publication, since no clock is read."""
    parts = {
        "content.xml": _document("content", f"{cell_styles()}<office:body><office:spreadsheet>{_tables(sheets)}"
                                 f"{_ranges(sheets)}</office:spreadsheet></office:body>"),
        "styles.xml": _document("styles", page_style()),
        "meta.xml": _document("meta", _properties(title, creator, date)),
        "settings.xml": _document("settings", _views(sheets)),
    }  # fmt: skip
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        _put(file, "mimetype", MIME, zipfile.ZIP_STORED)  # first and not compressed, so that it tells what the file is
        _put(file, "META-INF/manifest.xml", _manifest(list(parts)))
        for name, text in parts.items():
            _put(file, name, text)
    return buffer.getvalue()


def _put(file: zipfile.ZipFile, name: str, text: str, how: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type, entry.create_system, entry.external_attr = how, 3, 0o644 << 16
    file.writestr(entry, text.encode("utf-8"))


def _document(part: str, inside: str) -> str:
    return f'{_HEAD}<office:document-{part} {_SPACES} office:version="1.3">{inside}</office:document-{part}>'


def _manifest(parts: Sequence[str]) -> str:
    entries = [f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIME}"/>']
    entries += [f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in parts]
    space = f'xmlns:manifest="{_OASIS}manifest:1.0"'
    return f'{_HEAD}<manifest:manifest {space} manifest:version="1.3">{"".join(entries)}</manifest:manifest>'


def _properties(title: str, creator: str, date: str) -> str:
    return (
        f"<office:meta><dc:title>{escaped(title)}</dc:title><dc:creator>{escaped(creator)}</dc:creator>"
        f"<dc:date>{date}T00:00:00</dc:date><dc:language>en-GB</dc:language></office:meta>"
    )


def _views(sheets: Sequence[Sheet]) -> str:
    """The cover is open, and the cursor stands in A1 of every sheet."""
    item = '<config:config-item config:name="{0}" config:type="{1}">{2}</config:config-item>'
    corner = item.format("CursorPositionX", "int", 0) + item.format("CursorPositionY", "int", 0)
    tables = "".join(
        f"<config:config-item-map-entry config:name={attribute(sheet.name)}>{corner}</config:config-item-map-entry>"
        for sheet in sheets
    )
    return (
        '<office:settings><config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        f"{item.format('ViewId', 'string', 'view1')}{item.format('ActiveTable', 'string', escaped(sheets[0].name))}"
        f'<config:config-item-map-named config:name="Tables">{tables}</config:config-item-map-named>'
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>"
    )


def _tables(sheets: Sequence[Sheet]) -> str:
    return "".join(
        f"<table:table table:name={attribute(sheet.name)}>{_widths(sheet)}{''.join(_rows(sheet))}</table:table>"
        for sheet in sheets
    )


def _widths(sheet: Sheet) -> str:
    """A column of words is wide, one of numbers (or of marks in their place) is narrow."""
    names = (
        "narrow" if any(isinstance(one, Number) for one in held) else "wide" for held in zip(*sheet.rows, strict=True)
    )
    return "".join(f'<table:table-column table:style-name="{name}"/>' for name in names)  # fmt: skip


def _rows(sheet: Sheet) -> Iterator[str]:
    for place, line in enumerate(sheet.above):
        yield _row([_words(line, "title" if place == 0 else "line")])
    head = _row([_words(name, "head") for name in sheet.header])
    yield f"<table:table-header-rows>{head}</table:table-header-rows>"
    for values in sheet.rows:
        first, *others = values
        leading = _link(str(first)) if sheet.links else _cell(first)
        yield _row([leading, *map(_cell, others)])


def _row(cells: Sequence[str]) -> str:
    return f'<table:table-row table:style-name="row">{"".join(cells)}</table:table-row>'


def _cell(value: Value) -> str:
    if not isinstance(value, Number):
        return _words(value, "words")
    style = f"n{min(value.decimals, DECIMALS[-1])}"
    return _element(style, f'office:value-type="float" office:value="{value.digits}"', value.digits)


def _words(text: str, style: str) -> str:
    return _element(style, 'office:value-type="string"', escaped(text))


def _link(sheet: str) -> str:
    anchor = f'<text:a xlink:type="simple" xlink:href={attribute(f"#{sheet}.A1")}>{escaped(sheet)}</text:a>'
    return _element("words", 'office:value-type="string"', anchor)


def _element(style: str, value: str, shown: str) -> str:
    return f'<table:table-cell table:style-name="{style}" {value}><text:p>{shown}</text:p></table:table-cell>'


def _ranges(sheets: Sequence[Sheet]) -> str:
    """Each table marked up: a named range that begins with its header row."""
    marked = "".join(
        f"<table:database-range table:name={attribute(range_name(sheet))} table:contains-header=\"true\" "
        f"table:target-range-address={attribute(address(sheet))}/>"
        for sheet in sheets
    )  # fmt: skip
    return f"<table:database-ranges>{marked}</table:database-ranges>"


def range_name(sheet: Sheet) -> str:
    """What the table of a sheet is called."""
    return f"table_{sheet.name.lower()}"


def address(sheet: Sheet) -> str:
    """The cells of a sheet's table: ``'S1'.A5:'S1'.D20``."""
    first, last = len(sheet.above) + 1, len(sheet.above) + 1 + len(sheet.rows)
    return f"'{sheet.name}'.A{first}:'{sheet.name}'.{letters(len(sheet.header))}{last}"


def letters(column: int) -> str:
    """A column's letters, from 1: A, B, …, Z, AA."""
    found = ""
    while column:
        column, place = divmod(column - 1, 26)
        found = chr(ord("A") + place) + found
    return found
