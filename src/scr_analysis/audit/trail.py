"""The trail: an entry for each statistic and each analysis of them, with all that proves it.

It stands in ``audit/trail.json`` and, to be read, in ``audit/index.html``. Takes the declarations and protected files
only, so both may be published with the briefing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from scr_analysis.audit import findings
from scr_analysis.audit.analyses import analyses
from scr_analysis.audit.analyses.entry import Known as KnownOfAnalyses
from scr_analysis.audit.entries import Known, base, entry
from scr_analysis.audit.examples import examples
from scr_analysis.audit.flow import base_sizes
from scr_analysis.audit.methods import methods
from scr_analysis.audit.page import page
from scr_analysis.audit.places import in_charts, in_tables, in_text, of_analyses
from scr_analysis.audit.variables import variable
from scr_analysis.estimates import Key, read_estimates
from scr_analysis.files import read_json, read_rows, write_all
from scr_analysis.study import Study

LISTED = ("statistics", "analyses")  # an entry a line in trail.json, so that two can be compared


def trail(study: Study, root: Path, results: Path, counted_again: bool = False) -> int:
    """Write the trail of one release; gives how many entries it holds.

    ``counted_again``: whether a second engine counted these very data, and its findings stand in the results.
    """
    held = assembled(study, root, results, findings.counted_again(results) if counted_again else {})
    written = {results / "audit/trail.json": _lines(held), results / "audit/index.html": page(held, root / "report")}
    write_all(written)
    return len(held["statistics"]) + len(held["analyses"])


def _lines(held: dict[str, Any]) -> str:
    """The trail as JSON, an entry a line. Set out, it takes three times as long."""
    parts = {name: json.dumps(part, ensure_ascii=False) for name, part in held.items() if name not in LISTED}
    for part in LISTED:
        parts[part] = "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in held[part]) + "\n]"
    return "{\n" + ",\n".join(f"{json.dumps(name)}: {part}" for name, part in parts.items()) + "\n}\n"


def assembled(
    study: Study, root: Path, results: Path, again: Mapping[str, findings.Record] = MappingProxyType({})
) -> dict[str, Any]:
    """The whole trail as data; ``again``: what a second engine found of each statistic."""
    text: Any = read_json(results / "text/figures.json")
    estimates = read_estimates(results / "estimates.csv")
    printed = in_text(results)
    for key, places in (*in_tables(results).items(), *in_charts(results).items()):
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
        claims=findings.claims(results),
        contracts=findings.contracts(results),
        signoffs=findings.signoffs(results),
        syntax=findings.syntax(results),
        again=again,
        published=findings.published(study, estimates),
    )
    bases = {name: base(study, name, known.sizes) for name in study.bases}
    derived = list(analyses(_of_analyses(known, results), results))
    entries = [
        {**entry(known, statistic), "analyses": _resting_on(statistic.id, derived)}
        for statistic in study.statistics.values()
    ]
    variables = dict.fromkeys(name for one in (*entries, *derived, *bases.values()) for name in one["variables"])
    return {
        "release": text["release"],
        "edition": text["edition"],
        "profile": {name: profile[name] for name in ("rule", "reason", "owner", "date")},
        "examples": examples(root / "tests/spec"),
        "variables": {name: variable(study.codebook, name) for name in variables},
        "bases": bases,
        "statistics": entries,
        "analyses": derived,
        "methods": _named(methods(root / "tests/spec"), derived),
    }


def _of_analyses(known: Known, results: Path) -> KnownOfAnalyses:
    """What is known of analyses: beside what is known of statistics, the decisions on models and shares."""
    words: dict[str, list[findings.Record]] = {}
    for told in (one for held in known.claims.values() for one in held if one["rests_on"]):
        words.setdefault(told["rests_on"], []).append(told)
    return KnownOfAnalyses(
        study=known.study,
        estimates=known.estimates,
        signoffs=known.signoffs,
        cleared={(row["output"], row["name"]): row for row in read_rows(results / "clearance.csv")},
        printed=of_analyses(results, known.printed),
        words=words,
    )


def _named(known: dict[str, dict[str, str]], derived: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """The methods that some analysis names."""
    return {name: one for name, one in known.items() if any(name in by["methods"] for by in derived)}


def _resting_on(statistic: str, derived: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The analyses that rest on a statistic."""
    return [
        {name: one[name] for name in ("id", "anchor", "title", "kind")}
        for one in derived
        if any(of["id"] == statistic for of in one["statistics"])
    ]


def _key(row: dict[str, str]) -> Key:
    return row["statistic"], row["base"], row["group"], row["level"]
