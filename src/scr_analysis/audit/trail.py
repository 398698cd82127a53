"""The trail: an entry for each statistic with all that proves it, as ``audit/trail.json`` and ``audit/index.html``.

Takes the declarations and protected files only, so both may be published with the briefing.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scr_analysis.audit import findings
from scr_analysis.audit.entries import Known, base, entry
from scr_analysis.audit.examples import examples
from scr_analysis.audit.flow import base_sizes
from scr_analysis.audit.page import page
from scr_analysis.audit.places import in_charts, in_tables, in_text
from scr_analysis.audit.variables import variable
from scr_analysis.estimates import Key, read_estimates
from scr_analysis.files import read_json, read_rows, write_all
from scr_analysis.study import Study


def trail(study: Study, root: Path, results: Path) -> int:
    """Write the trail of one release; gives how many statistics it holds."""
    held = assembled(study, root, results)
    written = {results / "audit/trail.json": _lines(held), results / "audit/index.html": page(held, root / "report")}
    write_all(written)
    return len(held["statistics"])


def _lines(held: dict[str, Any]) -> str:
    """The trail as JSON, a statistic a line: so two can be compared. Set out, it takes three times as long."""
    parts = {name: json.dumps(part, ensure_ascii=False) for name, part in held.items() if name != "statistics"}
    parts["statistics"] = "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in held["statistics"]) + "\n]"
    return "{\n" + ",\n".join(f"{json.dumps(name)}: {part}" for name, part in parts.items()) + "\n}\n"


def assembled(study: Study, root: Path, results: Path) -> dict[str, Any]:
    """The whole trail as data."""
    text: Any = read_json(results / "text/figures.json")
    estimates = read_estimates(results / "estimates.csv")
    printed = in_text(results)
    for key, places in in_tables(results).items():
        printed.setdefault(key, []).extend(places)
    decided = read_rows(results / "decisions.csv")
    (profile,) = (row for row in decided if row["decision"] == "profile")
    known = Known(
        study=study,
        estimates=estimates,
        sizes=base_sizes(study, estimates.values()),
        profile=profile,
        exceptions={_key(row): row for row in decided if row["decision"] == "exception"},
        printed=printed,
        drawn=in_charts(study, results),
        claims=findings.claims(results),
        contracts=findings.contracts(results),
        signoffs=findings.signoffs(results),
        syntax=findings.syntax(results),
        published=findings.published(study, estimates),
    )
    bases = {name: base(study, name, known.sizes) for name in study.bases}
    entries = [entry(known, statistic) for statistic in study.statistics.values()]
    variables = dict.fromkeys(name for one in (*entries, *bases.values()) for name in one["variables"])
    return {
        "release": text["release"],
        "edition": text["edition"],
        "profile": {name: profile[name] for name in ("rule", "reason", "owner", "date")},
        "examples": examples(root / "tests/spec"),
        "variables": {name: variable(study.codebook, name) for name in variables},
        "bases": bases,
        "statistics": entries,
    }


def _key(row: dict[str, str]) -> Key:
    return row["statistic"], row["base"], row["group"], row["level"]
