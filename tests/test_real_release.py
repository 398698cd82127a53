"""A release as if of real cases, under each profile, from the extracts to the folder that leaves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from building import copied, snakemake
from real_release import REAL, deliver
from scr_analysis.__main__ import main
from scr_analysis.ledger import read_ledger

PROFILES = ("children-in-need", "hospital", "secure-lab", "published-series")


@pytest.mark.parametrize("profile", PROFILES)
def test_a_release_goes_out(
    profile: str, tmp_path: Path, twin: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copied(tmp_path / "project")
    deliver(project, twin, profile)
    snakemake(project, "--config", f"release={REAL}")
    monkeypatch.chdir(project)
    attack = json.loads((project / "results" / REAL / "audit/attack.json").read_text(encoding="utf-8"))
    assert (attack["result"], attack["loose"]) == ("held", [])
    assert attack["hidden"] > 20
    assert main(["release-check", "--release", REAL]) == 0
    page = capsys.readouterr().out
    assert f"Release check of '{REAL}': may leave" in page
    assert profile in page
    assert main(["publish", "out", "--release", REAL]) == 0
    gone = {path.relative_to("out").as_posix() for path in Path("out").rglob("*") if path.is_file()}
    assert {"briefing.pdf", "supplement.html", "tables.ods", "estimates.csv", "audit/index.html"} <= gone
    assert not {name for name in gone if name.startswith("restricted") or name == "decisions.csv"}
    (entry,) = read_ledger(project)
    assert entry.release == REAL
