"""Reading a delivered CSV as it is: in its declared encoding, comma-separated, with a header.

No message holds a cell: a file without its header would otherwise show a case in place of column names.
"""

from __future__ import annotations

import csv
import io

from scr_analysis.errors import Fault, FaultsFound

# What files of other kinds begin with.
OTHERS = {
    b"$FL": "is an SPSS file, not a CSV",
    b"PK": "is a spreadsheet or an archive, not a CSV",
    b"\xff\xfe": "is text in UTF-16",
    b"\xfe\xff": "is text in UTF-16",
}
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
EXPORT = "export it again as comma-separated CSV"


def csv_columns(file: str, content: bytes, encoding: str) -> tuple[dict[str, list[str | None]], int]:
    """The columns by name, None for an empty cell, and the number of rows; raises FaultsFound."""
    lines = _lines(file, _text(file, content, encoding))
    header = [cell.strip() for cell in lines[0]] if lines else [""]
    _check_header(file, header)
    body = [line for line in lines[1:] if any(cell.strip() for cell in line)]
    ragged = sum(len(line) != len(header) for line in body)
    if ragged:
        rows = "1 row has" if ragged == 1 else f"{ragged:,} rows have"
        raise _refused(file, f"{rows} more or fewer cells than the header", f"{EXPORT}, text with commas in quotes")
    return {name: [line[index].strip() or None for line in body] for index, name in enumerate(header)}, len(body)


def _text(file: str, content: bytes, encoding: str) -> str:
    for beginning, what in OTHERS.items():
        if content.startswith(beginning):
            raise _refused(file, what, f"{EXPORT} in {encoding}")
    remedy = "correct 'encoding' of this file in study/releases.yaml (utf-8 or cp1252), or save the file in it"
    try:
        text = content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError:
        raise _refused(file, f"is declared as {encoding}, and is not text in {encoding}", remedy) from None
    if encoding != "utf-8" and not content.isascii() and _is_utf_8(content):
        raise _refused(file, f"is declared as {encoding}, and is text in utf-8", remedy)
    if "\x00" in text:
        raise _refused(file, "is not a text file", f"{EXPORT} in {encoding}")
    return text


def _is_utf_8(content: bytes) -> bool:
    """Whether bytes beyond ASCII are UTF-8; text in another encoding is so by the rarest chance."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _lines(file: str, text: str) -> list[list[str]]:
    """The cells of each line. Strict, since a quotation mark left open would swallow rows without a word."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        raise _refused(file, "a quotation mark in it is left open or stands inside a cell", EXPORT) from None


def _check_header(file: str, header: list[str]) -> None:
    if header == [""]:
        raise _refused(file, "the first line, which names the columns, is empty", EXPORT)
    for mark, name in SEPARATORS.items():
        if len(header) == 1 and mark in header[0]:
            raise _refused(file, f"its columns are separated by {name}, not by commas", EXPORT)
    unnamed = [str(place) for place, name in enumerate(header, start=1) if not name]
    if unnamed:
        raise _refused(file, f"column {', '.join(unnamed)} has no name in the first line", "name it, or take it out")
    if len(set(header)) != len(header):
        places = [str(place) for place, name in enumerate(header, start=1) if header.count(name) > 1]
        problem = f"columns {', '.join(places[:-1])} and {places[-1]} repeat a name in the first line"
        raise _refused(file, problem, "rename or take out one of them")


def _refused(file: str, problem: str, remedy: str) -> FaultsFound:
    return FaultsFound([Fault(file, "", problem, remedy)])
