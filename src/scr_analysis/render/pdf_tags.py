"""Row headers in a tagged PDF: Typst marks a table's column headers only, so this adds the other half."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from scr_analysis.errors import Fault, refuse
from scr_analysis.render.pdf_names import name_tree, named

GROUPS = (Name.THead, Name.TBody, Name.TFoot)
CELLS = (Name.TH, Name.TD)


@dataclass(frozen=True)
class TableCount:
    """How many header cells of each kind one table has, and how many body rows hold data."""

    columns: int
    rows: int
    data_rows: int


def mark_row_headers(document: pikepdf.Pdf) -> None:
    """Make the first cell of every data row a row header that the row's other cells name.

    PDF 1.7, 14.8.5.7: a TH has a Scope; a cell lists the IDs of its headers; the IDTree holds every ID.
    """
    marked: dict[str, pikepdf.Object] = {}
    for number, table in enumerate(tables(document), start=1):
        for place, row in enumerate(rows(table), start=1):
            if _is_data(row):
                name = f"table-{number}-row-{place}"
                marked[name] = _mark(row, name)
    root = document.Root.StructTreeRoot
    root.IDTree = name_tree(named(root.get("/IDTree")) | marked)


def check_tables(pdf: Path) -> None:
    """Stop unless every table in the file has column headers and a row header in each row of data."""
    refuse(table_faults(pdf.read_bytes(), str(pdf)))


def table_faults(pdf: bytes, file: str) -> list[Fault]:
    """What is wrong with the headers of each table, as a reader's software would find it."""
    faults: list[Fault] = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for number, table in enumerate(tables(document), start=1):
            count = count_headers(table)
            place = f"table {number} of the structure tree"
            remedy = "set it with scr-table, or give it a table.header, in report/briefing.typ"
            if count.columns == 0:
                faults.append(Fault(file, place, "no cell is marked as a column header", remedy))
            if count.data_rows == 0 or count.rows < count.data_rows:
                problem = f"{count.rows} of {count.data_rows} rows have a row header"
                faults.append(Fault(file, place, problem, remedy))
    return faults


def count_headers(table: pikepdf.Object) -> TableCount:
    """Count what is marked in one Table of the structure tree."""
    scopes: list[str] = []
    data_rows = 0
    for row in rows(table):
        cells = list(_cells(row))
        scopes += [_scope(cell) for cell in cells if cell.S == Name.TH]
        data_rows += any(cell.S == Name.TD for cell in cells)
    return TableCount(scopes.count("/Column"), scopes.count("/Row"), data_rows)


def tables(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every Table of the structure tree, in reading order."""
    yield from _below(document.Root.StructTreeRoot, Name.Table)


def rows(table: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every TR of a table, those inside THead, TBody and TFoot included."""
    for child in _children(table):
        if child.S == Name.TR:
            yield child
        elif child.S in GROUPS:
            yield from (row for row in _children(child) if row.S == Name.TR)


def _below(element: pikepdf.Object, kind: Name) -> Iterator[pikepdf.Object]:
    for child in _children(element):
        if kind == child.S:
            yield child
        else:
            yield from _below(child, kind)


def _children(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = element.get("/K")
    if kids is None:
        return
    for kid in kids if isinstance(kids, Array) else [kids]:
        # The other kids are content: a number, or a reference to marked content or to an annotation.
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid


def _cells(row: pikepdf.Object) -> Iterator[pikepdf.Object]:
    return (cell for cell in _children(row) if cell.S in CELLS)


def _is_data(row: pikepdf.Object) -> bool:
    return any(cell.S == Name.TD for cell in _cells(row))


def _scope(cell: pikepdf.Object) -> str:
    return str(_table_attributes(cell).get("/Scope", ""))


def _mark(row: pikepdf.Object, name: str) -> pikepdf.Object:
    first, *others = _cells(row)
    first.S = Name.TH
    first.ID = String(name)
    _table_attributes(first).Scope = Name.Row
    for cell in others:
        attributes = _table_attributes(cell)
        attributes.Headers = Array([*attributes.get("/Headers", Array()), String(name)])
    return first


def _table_attributes(cell: pikepdf.Object) -> pikepdf.Object:
    held = cell.get("/A", Array())
    sets: list[pikepdf.Object] = list(held) if isinstance(held, Array) else [held]
    for attributes in sets:
        if attributes.get("/O") == Name.Table:
            return attributes
    added = Dictionary(O=Name.Table)
    cell.A = Array([*sets, added])
    return added
