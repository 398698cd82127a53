"""clear, from end to end: what leaves the line, and what the log says of it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from core_run import ROOT, core_run
from scr_analysis.clear import clear
from scr_analysis.estimates import ALL, estimates_csv, read_estimates
from scr_analysis.files import read_rows
from scr_analysis.models import read_models
from scr_analysis.sensitivity import read_assumed
from scr_analysis.study import Study, load_study

ABUSE = ("domestic_abuse", "final_reports_2011_14", ALL, ALL)


def declared() -> Study:
    return load_study(ROOT, "disclosure", "models")


def cleared(folder: Path, study: Study, release: str = "synthetic") -> dict[tuple[str, str], str]:
    """Clear what the core run left, with the estimates of the folder; gives each decision of the log."""
    clear(study, release, core_run().restricted, folder)
    return {(row["output"], row["name"]): row["decision"] for row in read_rows(folder / "clearance.csv")}


def test_an_imputed_share_is_hidden_with_its_estimate(tmp_path: Path) -> None:
    found = read_estimates(core_run().results / "estimates.csv")
    found[ABUSE] = replace(found[ABUSE], n=None, estimate=None, low=None, high=None, status="hidden")
    (tmp_path / "estimates.csv").write_text(estimates_csv(found.values()), encoding="utf-8")
    decisions = cleared(tmp_path, declared())
    shares = read_assumed(tmp_path / "imputed.csv")
    assert [key for key, one in shares.items() if one.least is None] == [ABUSE]
    hidden = [
        name for (output, name), decision in decisions.items() if output == "imputed.csv" and decision == "hidden"
    ]
    assert hidden == ["|".join(ABUSE)]
    assert "[c]" in (tmp_path / "imputed.csv").read_text(encoding="utf-8")


def test_the_strictest_profile_lets_no_unrounded_share_out(tmp_path: Path) -> None:
    """A release that nobody has signed for."""
    shutil.copy(core_run().results / "estimates.csv", tmp_path)
    decisions = cleared(tmp_path, declared(), "unsigned")
    assert {one.least for one in read_assumed(tmp_path / "imputed.csv").values()} == {None}
    assert {decision for (output, _), decision in decisions.items() if output == "imputed.csv"} == {"hidden"}


def test_a_model_with_a_thin_level_is_hidden_whole(tmp_path: Path) -> None:
    study = declared()
    thick = replace(study.disclosure.profiles["secure-lab"], hide_upto=60)
    study.disclosure.profiles["secure-lab"] = thick
    shutil.copy(core_run().results / "estimates.csv", tmp_path)
    decisions = cleared(tmp_path, study, "unsigned")
    assert decisions["models.csv", "fatal_or_not"] == "hidden"
    assert {one.odds_ratio for one in read_models(tmp_path / "models.csv")} == {None}
    assert "fewer than 61 cases" in (tmp_path / "clearance.csv").read_text(encoding="utf-8")


def test_every_decision_names_its_owner() -> None:
    for row in read_rows(core_run().results / "clearance.csv"):
        assert row["rule"]
        assert row["owner"] == "Data owner of the synthetic twin"
