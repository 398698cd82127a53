"""The ledger of what has been published: one line a release, each chained to the one before, none ever changed.

It holds only counts that were published, and which were hidden, so that it is public itself.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from scr_analysis.digests import digest
from scr_analysis.errors import Fault, FaultsFound
from scr_analysis.estimates import HIDDEN, Key
from scr_analysis.files import read_rows, write_all
from scr_analysis.rounding import rounded_from

LEDGER = "study/published.jsonl"
START = "0" * 64
_ROUNDED = re.compile(r"rounded to the nearest (\d+)")


@dataclass(frozen=True)
class Entry:
    """One published release: its counts, None where hidden, by estimate and "n" or "denominator".

    ``rounded``: the least and the most that a count which was printed rounded can have been.
    """

    release: str
    facts: dict[tuple[Key, str], int | None]
    previous: str
    digest: str
    rounded: dict[tuple[Key, str], tuple[int, int]] = field(default_factory=dict)


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
    """The counts of a release as it publishes them: a row an estimate, the mark of what is hidden kept.

    Where counts are rounded the number they are rounded to stands at the end of the row.
    """
    named = ("statistic", "base", "group", "level", "n", "denominator")
    rows = read_rows(results / "estimates.csv")
    return [[*(row[name] for name in named), *_ROUNDED.findall(row["rule"])] for row in rows]


def _entry(line: str, number: int) -> Entry:
    try:
        held = json.loads(line)
        found: dict[tuple[Key, str], int | None] = {}
        rounded: dict[tuple[Key, str], tuple[int, int]] = {}
        for statistic, base, group, level, n, of, *to in held["facts"]:
            key = (statistic, base, group, level)
            for part, text in (("n", n), ("denominator", of)):
                if text == HIDDEN or text.isdigit():
                    found[key, part] = None if text == HIDDEN else int(text)
                if text.isdigit() and to:
                    counts = rounded_from(int(text), int(to[0]))
                    rounded[key, part] = counts[0], counts[-1]
        return Entry(held["release"], found, held["previous"], held["digest"], rounded)
    except (ValueError, KeyError, TypeError):
        raise _refused(number, "cannot be read") from None


def _digest(held: dict[str, object]) -> str:
    return digest({name: value for name, value in held.items() if name != "digest"})


def _refused(number: int, problem: str) -> FaultsFound:
    remedy = "restore the ledger from the repository's history: lines are only ever added"
    return FaultsFound([Fault(LEDGER, f"line {number}", problem, remedy)])
