"""Breaking a copy of the study or of a delivery, and holding what the user is then told.

A test breaks something, runs a stage as a person would, and compares the message with ``golden/errors/<name>.txt``.
``SCR_GOLDEN=write pytest tests`` writes the golden texts anew; read every change before keeping it.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest

from scr_analysis.__main__ import main

GOLDEN = Path(__file__).parent / "golden/errors"
RAW = Path("data/raw/synthetic")
LOG = Path("logs/stage.log")
Break = Callable[[Path], object]

EDITION = json.dumps(
    {
        **dict.fromkeys(("title", "subtitle", "period", "series", "funder", "publisher"), "…"),
        "team": ["…"],
        "date": "2016-05-01",
    }
)
INGEST = ("ingest", "--release", "synthetic", "--out", "data/processed/synthetic/ingest")
VALIDATE = (
    *("validate", "--typed", "data/processed/synthetic/ingest", "--out", "data/processed/synthetic/validate"),
    *("--restricted", "results/synthetic/restricted"),
)
RESULTS = "results/synthetic"
PROTECT = (
    *(
        "protect",
        "--release",
        "synthetic",
        "--analysis",
        "data/processed/synthetic/derive/analysis.csv",
        "--small",
        "10,20",
    ),
    *("--restricted", f"{RESULTS}/restricted", "--out", RESULTS),
)
COMPARE = (
    "compare",
    "--estimates",
    f"{RESULTS}/estimates.csv",
    "--confidence",
    "0.95",
    "--small",
    "10,20",
    "--out",
    RESULTS,
)
TABLES = ("tables", "--release", "synthetic", "--results", RESULTS)
CHARTS = ("charts", "--release", "synthetic", "--estimates", f"{RESULTS}/estimates.csv", "--out", f"{RESULTS}/charts")
MODEL = (
    *("model", "--analysis", "data/processed/synthetic/derive/analysis.csv", "--confidence", "0.95"),
    *("--double_coding", "data/processed/synthetic/ingest/double_coding.csv"),
    *("--restricted", f"{RESULTS}/restricted"),
)
ASSESS = ("assess", "--results", RESULTS)
ASSURE = ("assure", "--results", RESULTS)
PROSE = ("prose", "--release", "synthetic", "--results", RESULTS, "--edition", EDITION)
# The first stage that reads a study file.
READS = {
    **dict.fromkeys(("codebook", "releases"), INGEST),
    **dict.fromkeys(("bases", "statistics", "disclosure"), PROTECT),
    "comparisons": COMPARE,
    "associations": ASSESS,
    "contracts": ("contracts", "--estimates", f"{RESULTS}/estimates.csv", "--out", f"{RESULTS}/audit/contracts.csv"),
    "models": MODEL,
    "sensitivity": ASSESS,
    "tables": TABLES,
    "charts": CHARTS,
    "wording": ASSURE,
    "signoffs": ASSURE,
}
# A line of a file that analysts edit, as a message names it.
LINE = re.compile(r"((?:study/\w+|config)\.yaml), line (\d+)")
# What would give a case away: an id of the twin, or a date of an incident or a plan.
CASE_VALUE = re.compile(r"SYN-|\d\d/\d\d/\d{4}|\d{4}-\d\d-\d\d")


@dataclass
class Stage:
    """The stage commands, run in this process as a person runs them by hand in a project."""

    root: Path
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def run(self, arguments: Sequence[str]) -> tuple[int, str]:
        """The exit code, and what was printed."""
        with self.monkeypatch.context() as patch:
            patch.chdir(self.root)
            self.capsys.readouterr()
            code = main([*arguments, "--log", str(LOG)])
        printed = self.capsys.readouterr()
        return code, printed.out + printed.err

    def passes(self, arguments: Sequence[str]) -> None:
        """The stage runs to its end."""
        code, printed = self.run(arguments)
        assert code == 0, printed

    def refuses(self, arguments: Sequence[str], name: str, *, unsaid: Sequence[str] = ()) -> None:
        """The stage stops with the golden message, leaves every file as it was, and gives no case away."""
        before = contents(self.root)
        code, printed = self.run(arguments)
        after = contents(self.root)
        log = after.pop(LOG, b"").decode("utf-8")
        before.pop(LOG, None)
        assert code == 1, printed
        assert after == before, "files were changed by a stage that failed"
        assert log == printed
        assert str(self.root) not in printed, "the message holds a path of this machine"
        discreet(printed, unsaid)
        held(name, printed, self.root)


def discreet(printed: str, unsaid: Sequence[str] = ()) -> None:
    """A message that is no traceback and holds neither a case id nor a case value, nor what a test planted."""
    assert "Traceback" not in printed
    assert "error of the software" not in printed
    assert not CASE_VALUE.search(printed), printed
    assert not [value for value in unsaid if value in printed], printed


def held(name: str, printed: str, root: Path | None = None) -> None:
    """The message is, letter for letter, the golden one.

    Where the project is given, the golden text holds a line of the study by what stands on it: its number moves with
    every edit above it.
    """
    path = GOLDEN / f"{name}.txt"
    told = LINE.sub(lambda hit: f"{hit[1]}, line of «{_line(root, hit[1], int(hit[2]))}»", printed) if root else printed
    if os.environ.get("SCR_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(told, encoding="utf-8")
    wanted = path.read_text(encoding="utf-8") if path.exists() else ""
    assert told == wanted, f"the message is not that of {path.name}; if it is better: SCR_GOLDEN=write pytest tests"


def _line(root: Path, file: str, number: int) -> str:
    """What stands on a line, cut where a reader knows it."""
    text = (root / file).read_text(encoding="utf-8").split("\n")[number - 1].strip()
    return text if len(text) <= 60 else f"{text[:60]}…"


def contents(root: Path) -> dict[Path, bytes]:
    """Every file below a folder, hidden and half-written ones too."""
    return {path.relative_to(root): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def edit(root: Path, file: str, old: str, new: str) -> None:
    """Replace a text that stands exactly once in a file."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def edit_bytes(root: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """Change the bytes of a delivered file."""
    path = root / RAW / name
    path.write_bytes(change(path.read_bytes()))


def edit_csv(root: Path, name: str, change: Callable[[list[list[str]]], object]) -> None:
    """Change the rows of a delivered CSV, header first, in place."""
    encoding = "cp1252" if name == "cpd_plans.csv" else "utf-8-sig"
    path = root / RAW / name
    rows = list(csv.reader(io.StringIO(path.read_text(encoding=encoding), newline="")))
    change(rows)
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    path.write_bytes(buffer.getvalue().encode(encoding))


def edit_sav(root: Path, name: str, change: Callable[[dict[str, list[Any]]], object]) -> None:
    """Change the columns of a delivered SPSS file in place; its user-missing codes are kept."""
    path = root / RAW / name
    had, meta = pyreadstat.read_sav(path, user_missing=True)
    columns = {str(column): list(had[column]) for column in had}
    change(columns)
    frame = pd.DataFrame(columns)
    numbers = set(frame.select_dtypes("number"))
    ranges = {column: limits for column, limits in meta.missing_ranges.items() if column in numbers}
    pyreadstat.write_sav(frame, path, row_compress=True, missing_ranges=ranges)
