"""Reading the synthetic twin back, apart from the package: what the tests of the twin share."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyreadstat

from scr_analysis.study import load_study
from scr_analysis.synthetic import make_twin

ROOT = Path(__file__).parents[1]
Row = Mapping[str, Any]
Rows = list[dict[str, Any]]
Plan = tuple[date, date | None, str]
Episodes = dict[str, list[Plan]]


def write_twin(folder: Path) -> Path:
    """The twin of this repository's codebook, written into a folder."""
    make_twin(load_study(ROOT, "codebook").codebook, folder)
    return folder


def sav(path: Path) -> Rows:
    """The rows of a .sav file, user-missing codes kept."""
    frame, _ = pyreadstat.read_sav(path, user_missing=True)
    return [dict(zip(frame.columns, cells, strict=True)) for cells in frame.itertuples(index=False)]


def reports_of(twin: Path) -> Rows:
    """Final reports, each with the review's own variables."""
    by_id = {row["SCR_ID"]: row for row in sav(twin / "scr_database.sav")}
    return [by_id[row["SCR_ID"]] | row for row in sav(twin / "final_reports.sav")]


def episodes_of(twin: Path) -> Episodes:
    """Plan episodes by case, in order of the file."""
    found: Episodes = {}
    with (twin / "cpd_plans.csv").open(encoding="cp1252", newline="") as handle:
        for row in csv.DictReader(handle):
            end = _day(row["plan_end"]) if row["plan_end"] else None
            found.setdefault(row["case_id"], []).append((_day(row["plan_start"]), end, row["category"].strip()))
    return found


def _day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()


def by_episodes(incident: date, plans: list[Plan]) -> int:
    """1 current, 2 past, 3 never, from the rule in the codebook."""
    begun = [(start, end) for start, end, _ in plans if start <= incident]
    if any(end is None or end >= incident for _, end in begun):
        return 1
    return 2 if begun else 3


def reconciled(row: Row, episodes: Episodes) -> int:
    """The episodes where there are any, the researchers' code otherwise."""
    plans = episodes.get(row["SCR_ID"])
    return by_episodes(row["INC_DATE"], plans) if plans else int(row["CPPLAN"])


def counted(rows: Rows, name: str) -> dict[int, int]:
    """How often each code occurs."""
    return {int(code): count for code, count in sorted(Counter(row[name] for row in rows).items())}
