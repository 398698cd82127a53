"""Reading a delivered file as it is: SPSS with user-missing codes kept, CSV in its declared encoding."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from scr_analysis.errors import Fault, FaultsFound
from scr_analysis.ingest.texts import csv_columns

Cell = str | float | date | None


@dataclass
class Delivery:
    """The columns of one file; for SPSS also the codes that the file itself declares as user-missing."""

    columns: dict[str, list[Cell]]
    rows: int
    declared_missing: dict[str, list[tuple[float, float]]] = field(default_factory=dict)


def read_delivery(path: Path, content: bytes, encoding: str) -> Delivery:
    """A .sav or .csv file; raises FaultsFound where it is not what its name says."""
    delivery = _read_sav(path, content) if path.suffix.lower() == ".sav" else _read_csv(path, content, encoding)
    if delivery.rows == 0:
        raise FaultsFound(
            [Fault(str(path), "", "the file holds no rows, only its header", "copy it again, or ask for it again")]
        )
    return delivery


def _read_sav(path: Path, content: bytes) -> Delivery:
    import pyreadstat  # read here only: it takes a third of a second, and CSV files need none of it

    if content[:4] not in (b"$FL2", b"$FL3"):
        problem = "is named .sav, but is not an SPSS file"
        raise FaultsFound([Fault(str(path), "", problem, "export it from SPSS again, or correct its name")])
    try:
        columns, meta = pyreadstat.read_sav(str(path), user_missing=True, output_format="dict")
    except (pyreadstat.ReadstatError, UnicodeDecodeError, ValueError):
        problem = "the SPSS file cannot be read to its end: it is cut short or damaged"
        raise FaultsFound([Fault(str(path), "", problem, "copy it again, or ask for it again")]) from None
    rows = len(next(iter(columns.values()), []))
    if meta.number_rows is not None and meta.number_rows != rows:
        problem = f"{rows:,} rows could be read, and the file says that it holds {meta.number_rows:,}: it is cut short"
        raise FaultsFound([Fault(str(path), "", problem, "copy it again, or ask for it again")])
    declared = {
        name: [(entry["lo"], entry["hi"]) for entry in ranges if not isinstance(entry["lo"], str)]
        for name, ranges in cast(dict[str, list[Any]], meta.missing_ranges).items()
    }
    return Delivery({name: [_cell(value) for value in values] for name, values in columns.items()}, rows, declared)


def _cell(value: Any) -> Cell:
    """A value of pyreadstat's as text, number, date or None (system-missing)."""
    if value is None or value != value:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, (int, float)):
        return float(value)
    return value if isinstance(value, date) else str(value)  # a time of day: no variable holds one


def _read_csv(path: Path, content: bytes, encoding: str) -> Delivery:
    columns, rows = csv_columns(str(path), content, encoding)
    return Delivery({name: list(cells) for name, cells in columns.items()}, rows)
