"""Files written whole or not at all, and the small CSV and JSON forms the stages share."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from scr_analysis.errors import Fault, FaultsFound


def write_all(contents: Mapping[Path, bytes | str]) -> None:
    """Write every file, or none: each goes to a temporary name beside its place, then all are renamed.

    Raises FaultsFound where a folder cannot be written.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f".{path.name}.part")
            waiting.append((temporary, path))
            temporary.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        for temporary, path in waiting:
            temporary.replace(path)
    except OSError as error:
        for temporary, _ in waiting:
            temporary.unlink(missing_ok=True)
        place = str(error.filename or next(iter(contents)))
        reason = (error.strerror or "it cannot be written").lower()
        raise FaultsFound(
            [Fault(place, "", f"cannot write here: {reason}", "free the folder or choose another one, then run again")]
        ) from error


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV: UTF-8, comma, line feed, a header first, None as an empty cell."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of one of our own CSV files."""
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            return list(csv.DictReader(handle))
    except FileNotFoundError:
        raise FaultsFound([missing_file(path)]) from None


def json_text(value: object) -> str:
    """A value as JSON: keys in the order given, readable, one final line feed."""
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def read_json(path: Path) -> dict[str, object]:
    """A JSON object written by an earlier stage."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise FaultsFound([missing_file(path)]) from None
    if not isinstance(value, dict):
        raise FaultsFound([Fault(str(path), "", "is not a JSON object", "delete it and run snakemake again")])
    return value


def missing_file(path: Path) -> Fault:
    """The fault of a file that is not there."""
    return Fault(
        str(path), "", "the file is not there", "run the stage that makes it (snakemake does), or check the path"
    )
