"""The sheets of the reference tables: a cover with the contents, the notes, and a sheet for each table.

As the Analysis Function asks: one table a sheet with one header row, no cell merged or empty, no row blank, nothing
below the table; notes stand on a sheet of their own and are referred to by number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scr_analysis.render.edition import Table, month_and_year
from scr_analysis.render.ods_columns import Column, Value, single_valued
from scr_analysis.render.sections import Section

NO_PART = "[z]"
SYNTHETIC = "Synthetic data: not real cases. Do not quote."


@dataclass(frozen=True)
class Sheet:
    """A sheet: lines of text, then one table. ``links`` leads from cells of the first column to other sheets."""

    name: str
    above: list[str]
    header: list[str]
    rows: list[list[Value]]
    links: bool = False


def sheets(sections: Sequence[Section], imprint: Mapping[str, Any], release: Mapping[str, Any]) -> list[Sheet]:
    """Cover, notes and tables, in this order."""
    warning = [f"{notice}." for notice in release["notices"]] + ([SYNTHETIC] if release["synthetic"] else [])
    numbers = note_numbers(sections)
    numbered = [(number, section.title, table) for section in sections for number, table in section.tables]
    return [
        cover(numbered, imprint, release, warning),
        Sheet("Notes", ["Notes", *warning, ONE_TABLE], ["Note", "Text"], [[n, text] for text, n in numbers.items()]),
        *(sheet_of(number, table, numbers, warning) for number, _, table in numbered),
    ]


ONE_TABLE = "This worksheet contains one table."


def note_numbers(sections: Sequence[Section]) -> dict[str, str]:
    """Each note of the tables, once, with its number: "note 1", in the order of the tables."""
    notes = dict.fromkeys(note for section in sections for _, table in section.tables for note in table["notes"])
    return {note: f"note {place}" for place, note in enumerate(notes, start=1)}


def cover(
    numbered: Sequence[tuple[str, str, Table]],
    imprint: Mapping[str, Any],
    release: Mapping[str, Any],
    warning: Sequence[str],
) -> Sheet:
    """What the file is, what its marks mean, and the contents with a link to each sheet."""
    legend = {NO_PART: "not applicable"} if any(_has_parts(table) for _, _, table in numbered) else {}
    for mark, meaning in (pair for _, _, table in numbered for pair in table["legend"]):
        legend.setdefault(mark, meaning)
    above = [
        f"Supplementary tables: {imprint['title']}",
        f"{imprint['subtitle']}. {imprint['period']}.",
        *warning,
        f"Published {month_and_year(imprint['date'])}, {imprint['publisher']}.",
        f"Project team: {', '.join(imprint['team'])}.",
        f"Source: {release['title']}.",
        "Each table names its base. Figures on different bases are not to be added up or set against one another.",
        "Numbers are those printed: percentages are whole numbers, and a half is rounded up.",
        *(f"{mark} means {meaning}." for mark, meaning in legend.items()),
        "Contents",
    ]
    rows: list[list[Value]] = [["Notes", "Notes", "What the numbered notes of the tables say"]]
    rows += [[number, section, table["title"]] for number, section, table in numbered]
    return Sheet("Cover", above, ["Worksheet", "Section", "Table"], rows, links=True)


def sheet_of(number: str, table: Table, numbers: Mapping[str, str], warning: Sequence[str]) -> Sheet:
    """The sheet of one table; its sub-headings become a column, so that no cell is merged."""
    refers = "".join(f" [{numbers[note]}]" for note in table["notes"])
    notes = "The notes are on the worksheet Notes." if refers else ""
    above = [f"Table {number}: {table['title']}{refers}", *warning, f"{ONE_TABLE} {notes}".strip()]
    columns = table_columns(table)
    return Sheet(
        name=number,
        above=[*above, *(line for line in (table["base"], table["source"]) if line)],
        header=unique([column.name for column in columns]),
        rows=[list(row) for row in zip(*(column.values for column in columns), strict=True)],
    )


def table_columns(table: Table) -> list[Column]:
    """The part (where the table has sub-headings), the stub, and each column as columns of single values."""
    parts: list[Value] = []
    part = NO_PART
    lines = []
    for row in table["rows"]:
        if "heading" in row:
            part = row["heading"]
        else:
            parts.append(part)
            lines.append(row)
    stub = Column(table["stub"], [row["label"] for row in lines])
    printed = [_label(column) for column in table["columns"]]
    values = [
        column
        for place, label in enumerate(printed)
        for column in single_valued(label, [row["cells"][place] for row in lines])
    ]
    return [*([Column("Part of the table", parts)] if _has_parts(table) else []), stub, *values]


def _has_parts(table: Table) -> bool:
    return any("heading" in row for row in table["rows"])


def _label(column: Mapping[str, str]) -> str:
    note = column.get("note", "")
    return f"{column['label']} ({note})" if note else column["label"]


def unique(names: Sequence[str]) -> list[str]:
    """Column names of which no two are the same: a second one gets its number."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found
