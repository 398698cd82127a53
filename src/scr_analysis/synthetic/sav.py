"""Rows as an SPSS system file, the way SPSS itself would hold them, with no trace of when it was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scr_analysis.spss.system_file import Cell, Variable, system_file
from scr_analysis.study.codebook import Codebook, Column
from scr_analysis.synthetic.cases import Value
from scr_analysis.synthetic.contract import agree, coded, delivered

LABEL = "SYNTHETIC: not real cases"
ORDINAL = ("PERIOD",)
Rows = Sequence[Mapping[str, Value]]


def sav_bytes(codebook: Codebook, table: str, rows: Rows) -> bytes:
    """A table of the codebook as a .sav file; raises FaultsFound where codebook and twin disagree."""
    columns = {name: codebook.column(table, name) for name in agree(codebook, table, list(rows[0]))}
    variables = [_variable(codebook, name, column, rows) for name, column in columns.items()]
    return system_file(variables, [_cells(column, name, rows) for name, column in columns.items()], LABEL)


def _variable(codebook: Codebook, name: str, column: Column, rows: Rows) -> Variable:
    kind, width = _format(name, column, rows)
    meanings = _labels(codebook, column) if _coded(column) else {}
    missing = [float(code) for code in column.missing]
    return Variable(name, column.label, kind, width, _measure(name, column), meanings, missing)


def _cells(column: Column, name: str, rows: Rows) -> Sequence[Cell]:
    if column.kind in ("id", "date", "text"):
        return [row[name] for row in rows]
    numbers = {answer: float(code) for answer, code in delivered(column).items()}
    return [_number(row[name], numbers, name) for row in rows]


def _number(value: Value, numbers: Mapping[str, float], name: str) -> float | None:
    """The number a value is coded as; a blank is SPSS's own missing value."""
    if value is None:
        return None
    return float(value) if isinstance(value, int) else coded(numbers, str(value), name)


def _coded(column: Column) -> bool:
    return bool(column.codes or column.missing)


def _labels(codebook: Codebook, column: Column) -> dict[float, str]:
    labels = {float(code): answer.label for code, answer in column.codes.items()}
    return labels | {
        float(code): codebook.missing_kinds[kind].label.capitalize() for code, kind in column.missing.items()
    }


def _measure(name: str, column: Column) -> str:
    if column.kind in ("number", "date"):
        return "scale"
    return "ordinal" if name in ORDINAL else "nominal"


def _format(name: str, column: Column, rows: Rows) -> tuple[str, int]:
    """Dates as DATE11, strings as wide as the longest, whole numbers as wide as their widest code."""
    if column.kind == "date":
        return "DATE", 11
    if column.kind in ("id", "text"):
        return "A", max(len(str(row[name]).encode()) for row in rows)
    limit = [] if column.max is None else [str(int(column.max))]
    return "F", max(len(code) for code in [*column.codes, *column.missing, *limit])
