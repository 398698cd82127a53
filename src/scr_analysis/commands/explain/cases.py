"""The cases that a figure counts, from the analysis table. They may identify children: for the secure place."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from scr_analysis.answers import answer as counts_as
from scr_analysis.commands.explain.find import Found
from scr_analysis.errors import Fault, FaultsFound
from scr_analysis.estimates import ALL
from scr_analysis.files import read_rows
from scr_analysis.study import Study, load_study
from scr_analysis.study.declarations import Statistic

WARNING = "Restricted: case ids may identify children. Not for publication, tickets or mail."


def counted_cases(found: Sequence[Found], release: str, root: Path, as_json: bool) -> str:
    """The ids of the cases that one estimate counts. Raises FaultsFound where that cannot be told."""
    path = root / f"data/processed/{release}/derive/analysis.csv"
    if not path.is_file():
        remedy = "case ids are listed only where the data are: run this where the release was built"
        raise FaultsFound([Fault(path.as_posix(), "", "the cases are not at hand", remedy)])
    study = load_study(root, "statistics")
    statistic, one = _one(study, found)
    key = study.codebook.tables["scr_database"].key or ""
    ids = sorted(row[key] for row in read_rows(path) if _counted(study, statistic, one, row))
    if as_json:
        return json.dumps({"figure": one["anchor"].removeprefix("fig-"), "warning": WARNING, "cases": ids}, indent=1)
    return "\n".join([WARNING, f"{len(ids):,} cases counted in {one['anchor'].removeprefix('fig-')}:", *ids])


def _one(study: Study, found: Sequence[Found]) -> tuple[Statistic, Mapping[str, str]]:
    """The one estimate that is meant."""
    if any(one.is_analysis for one in found):
        remedy = "ask for one of the statistics that it rests on"
        raise FaultsFound([Fault("audit/trail.json", found[0].entry["id"], "an analysis counts no cases", remedy)])
    names = [estimate["anchor"].removeprefix("fig-") for one in found for estimate in one.estimates]
    if len(names) != 1:
        some = ", ".join(names[:6]) + (", …" if len(names) > 6 else "")
        remedy = f"name one of them: {some}"
        problem = f"{len(names)} figures are meant, and each counts others"
        raise FaultsFound([Fault("audit/trail.json", "", problem, remedy)])
    statistic = study.statistics[found[0].entry["id"]]
    if statistic.kind == "quantile":
        remedy = "ask for a count or a share"
        raise FaultsFound([Fault("study/statistics.yaml", statistic.id, "a quantile counts no cases", remedy)])
    return statistic, found[0].estimates[0]


def _counted(study: Study, statistic: Statistic, one: Mapping[str, str], row: Mapping[str, str]) -> bool:
    """Whether a case is in the base, in the group, and counted."""
    within = all(row[column] in codes for column, codes in study.inclusion(one["base"]).items())
    pairs = [] if one["group"] == ALL else [pair.split("=", 1) for pair in one["group"].split(";")]
    if not within or any(row[column] != code for column, code in pairs):
        return False
    if statistic.of:
        return row[statistic.of] == one["level"]
    wanted = statistic.numerator if isinstance(statistic.numerator, dict) else {}
    return counts_as([row[column] for column in wanted], list(wanted.values())) == "yes"
