"""Files written whole or not at all, and the small CSV and JSON forms the stages share."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from errno import EISDIR
from pathlib import Path

from scr_analysis.errors import Fault, FaultsFound


def write_all(contents: Mapping[Path, bytes | str]) -> None:
    """Write every file, or none: each goes to a temporary name beside its place, then all are renamed.

    Raises FaultsFound where a folder cannot be written.
    """
    waiting: dict[Path, Path] = {}
    path = Path()
    try:
        for path in contents:
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise IsADirectoryError(EISDIR, "a folder stands where the file belongs")
        for path, content in contents.items():
            waiting[path] = path.with_name(f".{path.name}.part")
            waiting[path].write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        for path, temporary in waiting.items():
            temporary.replace(path)
    except OSError as error:
        for temporary in waiting.values():
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        remedy = "free the place, or get leave to write there, then run again"
        raise FaultsFound([Fault(path.as_posix(), "", f"cannot be written: {_reason(error)}", remedy)]) from None


def _reason(error: OSError) -> str:
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return "a file stands where its folder belongs"
    return (error.strerror or "no reason is given").lower()


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV: UTF-8, comma, line feed, a header first, None as an empty cell."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of one of our own CSV files."""
    header, *rows = read_cells(path)
    return [dict(zip(header, row, strict=True)) for row in rows]


def read_cells(path: Path) -> list[list[str]]:
    """The cells of one of our own CSV files, the header's row first; each row is as long as that."""
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            rows = [row for row in csv.reader(handle, strict=True) if row]
    except FileNotFoundError:
        raise FaultsFound([missing_file(path)]) from None
    except (OSError, ValueError, csv.Error):
        raise FaultsFound([damaged_file(path)]) from None
    if len({len(row) for row in rows}) != 1:
        raise FaultsFound([damaged_file(path)])
    return rows


def json_text(value: object) -> str:
    """A value as JSON: keys in the order given, readable, one final line feed."""
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def json_entries(entries: Mapping[str, object]) -> str:
    """A JSON object, an entry a line, so that two can be compared. Set out in full, it takes four times as long."""
    lines = (f"{json.dumps(name)}: {json.dumps(one, ensure_ascii=False)}" for name, one in entries.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def read_json(path: Path) -> dict[str, object]:
    """A JSON object written by an earlier stage."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise FaultsFound([missing_file(path)]) from None
    except (OSError, ValueError):
        raise FaultsFound([damaged_file(path)]) from None
    if not isinstance(value, dict):
        raise FaultsFound([damaged_file(path)])
    return value


def missing_file(path: Path) -> Fault:
    """The fault of a file of ours that is not there."""
    return Fault(path.as_posix(), "", "the file is not there", "run snakemake, which makes it, or check the path")


def damaged_file(path: Path) -> Fault:
    """The fault of a file of ours that is no longer as it was written."""
    return Fault(path.as_posix(), "", "the file is damaged", "delete it and run snakemake, which makes it again")
