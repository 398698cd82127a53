"""The ledger of what has been published: one line a release, each chained to the one before, none ever changed.

It holds only counts that were published, and which were hidden, so that it is public itself.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from scr_analysis.digests import digest
from scr_analysis.errors import Fault, FaultsFound
from scr_analysis.estimates import HIDDEN, Key
from scr_analysis.files import read_rows, write_all

LEDGER = "study/published.jsonl"
START = "0" * 64


@dataclass(frozen=True)
class Entry:
    """One published release: its counts, None where hidden, by estimate and "n" or "denominator"."""

    release: str
    facts: dict[tuple[Key, str], int | None]
    previous: str
    digest: str


def read_ledger(root: Path) -> list[Entry]:
    """Every release published so far, the first one first. Raises FaultsFound where a line was changed."""
    path = root / LEDGER
    entries: list[Entry] = []
    previous = START
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() if path.is_file() else (), start=1):
        entry = _entry(line, number)
        if entry.previous != previous or entry.digest != _digest(json.loads(line)):
            raise _refused(number, "is not as it was written: its digest does not agree")
        entries.append(entry)
        previous = entry.digest
    return entries


def appended(root: Path, release: str, results: Path) -> None:
    """Add what a release publishes to the ledger."""
    path, entries = root / LEDGER, read_ledger(root)
    held: dict[str, object] = {
        "release": release,
        "facts": facts(results),
        "previous": entries[-1].digest if entries else START,
    }
    line = json.dumps({**held, "digest": _digest(held)}, ensure_ascii=False, separators=(",", ":"))
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    write_all({path: f"{before}{line}\n"})


def facts(results: Path) -> list[list[str]]:
    """The counts of a release as it publishes them: a row an estimate, the mark of what is hidden kept."""
    rows = read_rows(results / "estimates.csv")
    named = ("statistic", "base", "group", "level", "n", "denominator")
    return [[row[name] for name in named] for row in rows if not row["rule"].startswith("rounded")]


def _entry(line: str, number: int) -> Entry:
    try:
        held = json.loads(line)
        found: dict[tuple[Key, str], int | None] = {}
        for statistic, base, group, level, n, of in held["facts"]:
            key = (statistic, base, group, level)
            for part, text in (("n", n), ("denominator", of)):
                if text == HIDDEN or text.isdigit():
                    found[key, part] = None if text == HIDDEN else int(text)
        return Entry(held["release"], found, held["previous"], held["digest"])
    except (ValueError, KeyError, TypeError):
        raise _refused(number, "cannot be read") from None


def _digest(held: dict[str, object]) -> str:
    return digest({name: value for name, value in held.items() if name != "digest"})


def _refused(number: int, problem: str) -> FaultsFound:
    remedy = "restore the ledger from the repository's history: lines are only ever added"
    return FaultsFound([Fault(LEDGER, f"line {number}", problem, remedy)])
