"""The whole release under each profile: the tables and charts stand, nothing small is in reach, and the log says why."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from core_run import WILSON, core_run, study
from scr_analysis.assess import assess
from scr_analysis.attack import attack
from scr_analysis.attack.columns import knowledge
from scr_analysis.clear import clear
from scr_analysis.compare import compare
from scr_analysis.derive import RULES as DERIVED
from scr_analysis.estimates import Estimate, Key, estimates_csv, read_estimates
from scr_analysis.present.charts import present_charts
from scr_analysis.present.tables import present_tables
from scr_analysis.protect import protect
from scr_analysis.protect.primary import primary_decisions
from scr_analysis.protect.showing import protected_estimate
from scr_analysis.study import Study
from scr_analysis.study.declared import typed
from scr_analysis.study.disclosure import Agreement
from scr_analysis.validate.rules import RULES

PROFILES = ("children-in-need", "hospital", "secure-lab", "published-series")


def under(name: str) -> Study:
    """The study with the synthetic release under a profile, without its exceptions unless it is its own."""
    agreed = study().disclosure
    own = agreed.releases["synthetic"]
    signed = {"profile": name, "owner": own.owner, "date": own.date, "reason": own.reason}
    chosen = own if name == own.profile else typed(Agreement, signed)
    changed = replace(agreed, releases={"synthetic": chosen})
    found = Study(**{**vars(study()), "_disclosure": changed})
    assert found.disclosure.agreement("synthetic").profile == name
    return found


@dataclass(frozen=True)
class Release:
    """A release under one profile, up to its tables and charts."""

    declared: Study
    folder: Path
    keep: TemporaryDirectory[str]

    def estimates(self) -> dict[Key, Estimate]:
        return read_estimates(self.folder / "estimates.csv")

    def decisions(self) -> list[dict[str, str]]:
        with (self.folder / "decisions.csv").open(encoding="utf-8") as handle:
            return list(csv.DictReader(handle))

    def json(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text(encoding="utf-8"))


@cache
def release(name: str) -> Release:
    keep = TemporaryDirectory(prefix="scr-profile-")
    run, declared, folder = core_run(), under(name), Path(keep.name)
    shutil.copytree(run.restricted, folder / "restricted")
    protect(declared, "synthetic", run.analysis, folder / "restricted", folder)
    compare(declared, folder / "estimates.csv", WILSON.confidence, folder)
    assess(declared, folder)
    clear(declared, "synthetic", folder / "restricted", folder)
    present_tables(declared, "synthetic", folder)
    present_charts(declared, "synthetic", folder / "estimates.csv", folder / "charts")
    return Release(declared, folder, keep)


@pytest.mark.parametrize("name", PROFILES)
def test_what_is_hidden_for_the_sake_of_others_is_proved_the_cheapest(name: str) -> None:
    rules = {row["rule"] for row in release(name).decisions() if row["decision"] == "secondary"}
    assert "for the sake of others" in rules
    assert not any("not proved" in rule for rule in rules)


@pytest.mark.parametrize("name", PROFILES)
def test_an_independent_intruder_finds_nothing_small(name: str, tmp_path: Path) -> None:
    """The attack shares no code with protect, and is given the protected estimates alone."""
    found = release(name)
    for file in ("estimates.csv", "decisions.csv"):
        shutil.copy(found.folder / file, tmp_path / file)
    done = attack(found.declared, "synthetic", knowledge(DERIVED, RULES), tmp_path)
    assert len(done.hidden) > 20
    assert done.narrowed == []


@pytest.mark.parametrize("name", ["secure-lab", "published-series"])
def test_the_intruder_finds_what_primary_suppression_alone_leaves(name: str, tmp_path: Path) -> None:
    """The same file with the counts put back that were hidden for the sake of others: the attack is no formality."""
    found = release(name)
    for file in ("estimates.csv", "decisions.csv"):
        shutil.copy(found.folder / file, tmp_path / file)
    first = {(one.cell) for one in primary_decisions(found.declared, "synthetic", list(core_run().raw().values())) if one.hides}  # fmt: skip
    profile = found.declared.disclosure.profile("synthetic")
    bare = [protected_estimate(found.declared, profile, one, first) for one in core_run().raw().values()]
    (tmp_path / "estimates.csv").write_text(estimates_csv(bare), encoding="utf-8")
    assert attack(found.declared, "synthetic", knowledge(DERIVED, RULES), tmp_path).narrowed


@pytest.mark.parametrize("name", PROFILES)
def test_every_table_and_chart_stands(name: str) -> None:
    found = release(name)
    tables, charts = found.json("tables/tables.json"), found.json("charts/charts.json")
    assert list(tables) == list(found.declared.tables)
    assert list(charts) == list(found.declared.charts)
    for table in tables.values():
        cells = [cell for row in table["rows"] for cell in row.get("cells", [])]
        assert cells
        assert not {"None", "nan"} & {str(cell) for cell in cells}
        if any("[c]" in str(cell) for cell in cells):
            assert "[c]" in dict(table["legend"]), table["id"]
    assert all(chart["alt"] and "nan" not in chart["alt"].split() for chart in charts.values())


@pytest.mark.parametrize("name", PROFILES)
def test_what_is_shown_is_what_the_profile_lets_out(name: str) -> None:
    found = release(name)
    profile, raw = found.declared.disclosure.profile("synthetic"), core_run().raw()
    excepted = {tuple(row.values())[:4] for row in found.decisions() if row["decision"] == "exception"}
    for key, one in found.estimates().items():
        kind = found.declared.statistics[key[0]].kind
        if one.n is not None and kind != "quantile":
            assert one.n % profile.round_to == 0, key
        small = 0 < (raw[key].n or 0) <= profile.hide_upto
        if profile.applies_to == "all" and small and key not in excepted and kind != "quantile":
            assert (one.n, one.estimate, one.low) == (None, None, None), key
        if one.n is not None and one.estimate is not None and kind in ("proportion", "distribution"):
            assert one.estimate == pytest.approx(one.n / (one.denominator or 1), abs=1e-6), key


@pytest.mark.parametrize("name", PROFILES)
def test_the_log_says_who_decided_what(name: str) -> None:
    first, *rows = release(name).decisions()
    assert (first["decision"], first["rule"], first["owner"]) == ("profile", name, "Data owner of the synthetic twin")
    assert {row["decision"] for row in rows} <= {"primary", "secondary", "exception"}
    assert all(row["rule"] and row["reason"] and row["owner"] and row["date"] for row in rows)
    assert all(bool(row["expires"]) == (row["decision"] == "exception") for row in rows)
