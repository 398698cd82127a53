"""ingest: SPSS and CSV extracts → typed tables, every code named, every kind of missing kept apart.

Takes one release's files as delivered; gives ``<out>/<table>.csv``, a text cell each: a code's name, a number, an
ISO date, or the name of a kind of missing. Stops, before anything is written, at a file that is not the one recorded,
a column unknown, missing or retyped, a code that is not in the codebook, or anything that could identify somebody.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from scr_analysis.errors import Fault, FaultsFound, refuse
from scr_analysis.files import csv_text, write_all
from scr_analysis.ingest.cells import typed_table
from scr_analysis.ingest.identifiers import gate
from scr_analysis.ingest.read import Delivery, read_delivery
from scr_analysis.study import Study
from scr_analysis.study.agreements import Delivered, Release

TypedTable = dict[str, list[str]]


def ingest(study: Study, release: Release, root: Path, out: Path) -> dict[str, int]:
    """Read, check and write every table of a release; gives the rows of each. Raises FaultsFound, all at once."""
    faults: list[Fault] = []
    tables: dict[str, TypedTable] = {}
    for name, spec in study.codebook.tables.items():
        delivered = release.files.get(name)
        if delivered is None:
            tables[name] = {column: [] for column in spec.columns}
            continue
        path = Path(release.folder) / delivered.path
        try:
            delivery = _delivery(root / path, delivered)
        except FaultsFound as found:
            faults.extend(_shown_as(fault, path) for fault in found.faults)
            continue
        faults.extend(gate(name, delivery, _expected(study, release, name), path.as_posix()))
        tables[name] = typed_table(study.codebook, name, delivery, release, path.as_posix(), faults)
    refuse(faults)
    write_all({out / f"{name}.csv": _csv(table) for name, table in tables.items()})
    return {name: len(next(iter(table.values()))) for name, table in tables.items()}


def _expected(study: Study, release: Release, table: str) -> dict[str, str]:
    """The column names a delivery may have, the codebook's and those the release maps to them, with their kinds."""
    columns: dict[str, str] = {
        name: study.codebook.column(table, name).kind for name in study.codebook.tables[table].columns
    }
    mapped = {old: columns[new] for old, new in release.rename.get(table, {}).items() if new in columns}
    return columns | mapped


def _delivery(path: Path, delivered: Delivered) -> Delivery:
    """The file's columns as delivered, once it is known to be the file recorded."""
    content = _content(path)
    if delivered.sha256 and hashlib.sha256(content).hexdigest() != delivered.sha256:
        problem = "the checksum differs from the one recorded for this release"
        raise FaultsFound(
            [Fault(str(path), "", problem, "restore the file, or record a new release in study/releases.yaml")]
        )
    delivery = read_delivery(path, content, delivered.encoding)
    if delivered.rows is not None and delivery.rows != delivered.rows:
        problem = f"{delivery.rows:,} rows were read, and {delivered.rows:,} are recorded for this release"
        raise FaultsFound([Fault(str(path), "", problem, "compare it with the supplier's: it may be cut short")])
    return delivery


def _content(path: Path) -> bytes:
    """The file's bytes; raises FaultsFound where there are none."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        remedy = "put it there (snakemake makes the synthetic ones), or correct its path in study/releases.yaml"
        raise FaultsFound([Fault(str(path), "", "the file is not there", remedy)]) from None
    except OSError as error:
        problem = f"the file cannot be read: {(error.strerror or 'no reason is given').lower()}"
        raise FaultsFound([Fault(str(path), "", problem, "check what stands at this path")]) from None
    if not content.strip():
        raise FaultsFound([Fault(str(path), "", "the file is empty", "copy it again, or ask for it again")])
    return content


def _shown_as(fault: Fault, path: Path) -> Fault:
    """The fault with the file's path as the study writes it, so that no message holds a path of this machine."""
    return Fault(path.as_posix(), fault.place, fault.problem, fault.remedy)


def _csv(table: TypedTable) -> str:
    return csv_text(list(table), zip(*table.values(), strict=True))
