"""The trail: an entry for each statistic with all that proves it, as ``audit/trail.json`` and ``audit/index.html``.

Takes the declarations and protected files only, so both may be published with the briefing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scr_analysis.audit.entries import Known, base, entry
from scr_analysis.audit.flow import base_sizes
from scr_analysis.audit.page import page
from scr_analysis.audit.places import in_charts, in_tables, in_text
from scr_analysis.estimates import Key, read_estimates
from scr_analysis.files import json_text, read_json, read_rows, write_all
from scr_analysis.study import Study


def trail(study: Study, root: Path, results: Path) -> int:
    """Write the trail of one release; gives how many statistics it holds."""
    held = assembled(study, results)
    write_all(
        {results / "audit/trail.json": json_text(held), results / "audit/index.html": page(held, root / "report")}
    )
    return len(held["statistics"])


def assembled(study: Study, results: Path) -> dict[str, Any]:
    """The whole trail as data."""
    text: Any = read_json(results / "text/figures.json")
    estimates = read_estimates(results / "estimates.csv")
    printed = in_text(results)
    for key, places in in_tables(results).items():
        printed.setdefault(key, []).extend(places)
    sizes = base_sizes(study, estimates.values())
    decided = read_rows(results / "decisions.csv")
    (profile,) = (row for row in decided if row["decision"] == "profile")
    exceptions = {_key(row): row for row in decided if row["decision"] == "exception"}
    known = Known(study, estimates, sizes, profile, exceptions, printed, in_charts(study, results))
    return {
        "release": text["release"],
        "edition": text["edition"],
        "profile": {name: profile[name] for name in ("rule", "reason", "owner", "date")},
        "bases": {name: base(study, name, sizes) for name in study.bases},
        "statistics": [entry(known, statistic) for statistic in study.statistics.values()],
    }


def _key(row: dict[str, str]) -> Key:
    return row["statistic"], row["base"], row["group"], row["level"]
