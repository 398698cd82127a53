"""Tables: each lists what it shows and computes nothing; what its rows are, is one kind of source a table.

Gives ``tables.json`` (every table as labels and ready cells, with title, base, source, notes and legend; each cell has
the key of what it shows) and one CSV a table. Stops if an estimate that a table lists is not there.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from scr_analysis import english
from scr_analysis.files import csv_text, json_entries, write_all
from scr_analysis.present import (
    table_associations,
    table_comparisons,
    table_models,
    table_published,
    table_rows,
    table_sensitivity,
)
from scr_analysis.present.cells import marks
from scr_analysis.present.notes import source_line
from scr_analysis.study import Study
from scr_analysis.study.declarations import Table

Laid = dict[str, Any]

# For each key of a table that its rows may come from: what is read from a results folder, and how it is laid out as
# base, notes, columns and rows. A module a kind, named for its key.
KINDS: dict[str, tuple[Callable[[Path], Any], Callable[[Study, Table, Any], Laid]]] = {
    "rows": (table_rows.read, table_rows.layout),
    "comparisons": (table_comparisons.read, table_comparisons.layout),
    "published": (table_published.read, table_published.layout),
    "associations": (table_associations.read, table_associations.layout),
    "models": (table_models.read, table_models.layout),
    "sensitivity": (table_sensitivity.read, table_sensitivity.layout),
}
ALL_TABLES = "tables.json"
# What names things, and is not set as print.
_NAMES = ("id", "printed_in", "keys")


def present_tables(study: Study, release: str, results: Path) -> int:
    """Lay out every declared table from what the results folder holds, and write it there; gives how many."""
    out = results / "tables"
    contents = {out / name: text for name, text in table_files(study, release, results).items()}
    write_all(contents)
    for stale in set(out.glob("*.csv")) - contents.keys():
        stale.unlink()
    return len(study.tables)


def table_files(study: Study, release: str, results: Path) -> dict[str, str]:
    """What is written of every declared table: each as CSV, and all as JSON, by the names of the files."""
    kinds = {name: table.source for name, table in study.tables.items()}
    read = {kind: KINDS[kind][0](results) for kind in dict.fromkeys(kinds.values())}
    source = source_line(study.release(release))
    laid = {name: layout(study, table, read[kinds[name]], source) for name, table in study.tables.items()}
    if not study.release(release).synthetic:
        laid = {name: table_published.of_real_cases(table) for name, table in laid.items()}
    return {**{f"{name}.csv": table_csv(table) for name, table in laid.items()}, ALL_TABLES: json_entries(laid)}


def layout(study: Study, table: Table, found: Any, source: str) -> Laid:
    """One table as labels and ready cells."""
    laid = KINDS[table.source][1](study, table, found)
    whole = {
        "id": table.id,
        "title": table.title,
        "section": table.section,
        "printed_in": table.printed_in,
        "base": laid["base"],
        "source": source,
        "notes": [*([table.note] if table.note else []), *laid["notes"]],
        "legend": marks([laid["base"], *(text for row in laid["rows"] for text in row.get("cells", ()))]),
        "stub": table.stub,
        "columns": laid["columns"],
        "rows": laid["rows"],
        "wide": table.wide,
    }
    typeset: Laid = _typeset(whole)
    return typeset


def _typeset(part: Any) -> Any:
    """A laid table with every text in it set as a printer would; its names stay as declared."""
    if isinstance(part, dict):
        return {key: value if key in _NAMES else _typeset(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_typeset(value) for value in part]
    return english.typeset(part) if isinstance(part, str) else part


def table_csv(table: Laid) -> str:
    """A table as CSV: the section in a column of its own, so that no row is merged."""
    header = ["section", table["stub"], *(column["label"] for column in table["columns"])]
    section, rows = "", []
    for row in table["rows"]:
        if "heading" in row:
            section = row["heading"]
        else:
            rows.append([section, row["label"], *row["cells"]])
    return csv_text(header, rows)
