"""From delivered cells to typed ones: a code becomes its name, a user-missing code its kind, a blank ``blank``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime
from functools import cache

from scr_analysis.errors import Fault, nearest
from scr_analysis.ingest.read import Cell, Delivery
from scr_analysis.study.agreements import Release
from scr_analysis.study.codebook import Codebook, Column

A_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.@#$ ]{0,63}")
WHOLE = re.compile(r"-?\d{1,15}(\.0*)?", re.ASCII)
SCIENTIFIC = re.compile(r"^\d+([.,]\d+)?[eE]\+?\d+$")


class Unreadable(Exception):  # noqa: N818  (carries what a cell is, never what it holds)
    """A cell that the codebook does not allow: of what kind the trouble is and what to do, never what it holds."""


def typed_table(
    codebook: Codebook, table: str, delivery: Delivery, release: Release, file: str, faults: list[Fault]
) -> dict[str, list[str]]:
    """The table's columns in the codebook's order, typed; what is wrong is added to ``faults``."""
    spec = codebook.tables[table]
    columns = _renamed(delivery.columns, release.rename.get(table, {}), spec.columns, file, faults)
    if not columns.keys() & spec.columns.keys():
        problem = "none of its columns is in the codebook; perhaps the line that names the columns is missing"
        faults.append(Fault(file, "", problem, f"the codebook knows: {', '.join(spec.columns)}"))
        return {}
    faults += _unknown_columns(columns, spec.columns, file)
    typed: dict[str, list[str]] = {}
    for name in spec.columns:
        if name not in columns:
            remedy = "ask for it, or map its delivered name under 'rename' in study/releases.yaml"
            faults.append(Fault(file, f"column {name}", "the column is missing", remedy))
            continue
        column = codebook.column(table, name)
        recode = release.recode.get(table, {}).get(name, {})
        typed[name] = _typed_column(columns[name], name, column, recode, file, faults)
        _check_declared_missing(delivery.declared_missing.get(name, []), name, column, file, faults)
    return typed


def _renamed(
    columns: dict[str, list[Cell]], rename: dict[str, str], known: Collection[str], file: str, faults: list[Fault]
) -> dict[str, list[Cell]]:
    """The columns under the codebook's names; two that would get the same name are a fault."""
    renamed: dict[str, list[Cell]] = {}
    for name, cells in columns.items():
        target = rename.get(name, name)
        if target in renamed and target in known:
            remedy = "correct 'rename' in study/releases.yaml, or ask which of the two is right"
            faults.append(Fault(file, f"column {target}", "two delivered columns are to have this name", remedy))
        renamed[target] = cells
    return renamed


def _unknown_columns(columns: Collection[str], known: Collection[str], file: str) -> Iterator[Fault]:
    remedy = "if the name is right, map it under 'rename' in study/releases.yaml"
    for place, name in enumerate(columns, start=1):
        if name not in known:
            # What does not look like a name may be a cell of a damaged file, and is not shown.
            shown = name if A_NAME.fullmatch(name) else f"{place}"
            hint = nearest(name, known)
            yield Fault(file, f"column {shown}", "the codebook does not know this column", f"{hint}\n{remedy}")


def _typed_column(
    cells: list[Cell], name: str, column: Column, recode: dict[str, str], file: str, faults: list[Fault]
) -> list[str]:
    read = _reader(column, recode)
    typed: list[str] = []
    wrong: Counter[tuple[str, ...]] = Counter()
    for cell in cells:
        try:
            typed.append("blank" if cell is None else read(cell))
        except Unreadable as trouble:
            wrong[trouble.args] += 1
    if column.kind == "id" and "blank" in typed:
        wrong[NO_ID] = typed.count("blank")
    for (what, remedy), count in wrong.items():
        cells_hold = "1 cell holds" if count == 1 else f"{count:,} cells hold"
        faults.append(Fault(file, f"column {name}", f"{cells_hold} {what}", remedy))
    return typed


def _reader(column: Column, recode: dict[str, str]) -> Callable[[Cell], str]:
    kinds = {"code": _code, "number": _number, "date": _date, "id": _id, "text": _text, "recorded": _code}
    read = kinds[column.kind]
    return cache(lambda cell: read(recode.get(_key(cell), cell) if recode else cell, column))


def _key(cell: Cell) -> str:
    """A code as the codebook writes it: 1.0 is 1."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _code(cell: Cell, column: Column) -> str:
    key = _key(cell)
    if key in column.codes:
        return column.codes[key].name
    if key in column.missing:
        return column.missing[key]
    raise Unreadable(*(NOT_A_CODE if isinstance(cell, date) else UNKNOWN_CODE))


def _number(cell: Cell, column: Column) -> str:
    key = _key(cell)
    if key in column.missing:
        return column.missing[key]
    if not WHOLE.fullmatch(key):
        raise Unreadable(*NOT_A_NUMBER)
    value = float(key)
    if (column.min is not None and value < column.min) or (column.max is not None and value > column.max):
        raise Unreadable(*OUT_OF_RANGE)
    return str(int(value))


def _date(cell: Cell, column: Column) -> str:
    if isinstance(cell, date):
        found = cell
    else:
        try:
            found = datetime.strptime(str(cell), column.format).date()
        except ValueError:
            raise Unreadable(*_impossible_date(column.format)) from None
    if (column.earliest and found < column.earliest) or (column.latest and found > column.latest):
        raise Unreadable(*DATE_OUTSIDE)
    return found.isoformat()


def _id(cell: Cell, _: Column) -> str:
    text = _key(cell)
    if SCIENTIFIC.match(text):
        raise Unreadable(*SCIENTIFIC_ID)
    return text


def _text(cell: Cell, _: Column) -> str:
    return _key(cell)


def _check_declared_missing(
    ranges: list[tuple[float, float]], name: str, column: Column, file: str, faults: list[Fault]
) -> None:
    """A code that the file calls user-missing and the codebook calls an answer would change a denominator."""
    answers = [code for code in column.codes if code.lstrip("-").isdigit()]
    clash = [code for code in answers if any(low <= float(code) <= high for low, high in ranges)]
    if clash:
        problem = f"the file declares code {', '.join(clash)} as missing, and the codebook as an answer"
        faults.append(Fault(file, f"column {name}", problem, "settle with the supplier which of the two is right"))


def _impossible_date(written: str) -> tuple[str, str]:
    shown = written.replace("%d", "dd").replace("%m", "mm").replace("%Y", "yyyy")
    return f"an impossible date, or one not written {shown}", f"{_CORRECT}, or 'format' in study/codebook.yaml"


_CORRECT = "correct the cells with the supplier"
_MAP = "add the code to study/codebook.yaml, or map it under 'recode' in study/releases.yaml"
# What a cell holds, and what to do about it.
UNKNOWN_CODE = ("a code that is not in the codebook", _MAP)
NOT_A_CODE = ("a date where the codebook has a code", "export the column with its codes again")
NOT_A_NUMBER = ("something other than a whole number", "export the column as whole numbers again")
OUT_OF_RANGE = ("a number outside the codebook's range", f"{_CORRECT}, or 'min' and 'max' in study/codebook.yaml")
DATE_OUTSIDE = ("a date outside the codebook's window", f"{_CORRECT}, or 'from' and 'to' in study/codebook.yaml")
SCIENTIFIC_ID = (
    "an id in scientific notation, damaged by a spreadsheet",
    "export it again with the column as text, without opening it in a spreadsheet",
)
NO_ID = ("no id at all", "every row needs the id of its case")
