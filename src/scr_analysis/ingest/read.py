"""Reading a delivered file as it is: SPSS with user-missing codes kept, CSV in its declared encoding."""

from __future__ import annotations

import faulthandler
import os
import sys
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from scr_analysis.errors import Fault, FaultsFound
from scr_analysis.ingest.texts import csv_columns

Cell = str | float | date | None
# What an SPSS file begins with, and the most rows that a byte of it can hold: one, or what zlib makes of it.
MOST_ROWS = {b"$FL2": 1, b"$FL3": 1032}


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
    if content[:4] not in MOST_ROWS:
        problem = "is named .sav, but is not an SPSS file"
        raise FaultsFound([Fault(str(path), "", problem, "export it from SPSS again, or correct its name")])
    columns, meta = _read_by_library(path, content)
    rows = len(next(iter(columns.values()), []))
    if meta.number_rows is not None and meta.number_rows != rows:
        problem = f"{rows:,} rows could be read, and the file says that it holds {meta.number_rows:,}: it is cut short"
        raise FaultsFound([Fault(str(path), "", problem, "copy it again, or ask for it again")])
    declared = {
        name: [(entry["lo"], entry["hi"]) for entry in ranges if not isinstance(entry["lo"], str)]
        for name, ranges in cast(dict[str, list[Any]], meta.missing_ranges).items()
    }
    return Delivery({name: [_cell(value) for value in values] for name, values in columns.items()}, rows, declared)


def _read_by_library(path: Path, content: bytes) -> tuple[dict[str, list[Any]], Any]:
    """The columns and what the file says of them; raises FaultsFound where the library cannot read it."""
    import pyreadstat  # read here only: it takes a third of a second, and CSV files need none of it

    problem, remedy = "the SPSS file is cut short or damaged", "copy it again, or ask for it again"
    damaged = FaultsFound([Fault(str(path), "", problem, remedy)])
    if _ends_the_reader(path):
        raise damaged
    try:
        _, meta = pyreadstat.read_sav(str(path), metadataonly=True, output_format="dict")
        # The library makes room for as many rows as the file says it holds, however absurd.
        if (meta.number_rows or 0) > len(content) * MOST_ROWS[content[:4]] or None in meta.column_names:
            raise damaged
        columns, meta = pyreadstat.read_sav(str(path), user_missing=True, output_format="dict")
    except OverflowError:
        problem = "a date in it lies outside the calendar"
        raise FaultsFound([Fault(str(path), "", problem, "correct the cells with the supplier")]) from None
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, LookupError):
        raise damaged from None
    return columns, meta


def _ends_the_reader(path: Path) -> bool:
    """Whether the library ends its whole process on the file, as it does on some damage to the dictionary.

    Found out in a child process, where the system has them; ReadStat 1.1.9 does not check all that it reads.
    """
    if sys.platform == "win32":
        return False
    import pyreadstat

    child = os.fork()
    if child == 0:
        try:
            faulthandler.disable()
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            pyreadstat.read_sav(str(path), metadataonly=True, output_format="dict")
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


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
