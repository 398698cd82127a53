"""The release check, the copy that leaves, and the ledger: nothing red goes out, nothing restricted is copied."""

from __future__ import annotations

import csv
import json
import re
import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from core_run import ROOT, core_run, study
from scr_analysis.__main__ import main
from scr_analysis.attack import attack
from scr_analysis.attack.columns import knowledge
from scr_analysis.derive import RULES
from scr_analysis.errors import FaultsFound
from scr_analysis.estimates import estimates_csv, read_estimates
from scr_analysis.ledger import LEDGER, appended, read_ledger
from scr_analysis.validate.rules import RULES as VALIDITY

Shell = pytest.CaptureFixture[str]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a release that shows everything, attacked, and a restricted folder beside it."""
    shutil.copytree(ROOT / "study", tmp_path / "study")
    shutil.copy(ROOT / "config.yaml", tmp_path / "config.yaml")
    results = tmp_path / "results/synthetic"
    shutil.copytree(core_run().restricted, results / "restricted")
    shown = read_estimates(results / "restricted/estimates.csv").values()
    (results / "estimates.csv").write_text(estimates_csv(shown), encoding="utf-8")
    shutil.copy(core_run().results / "decisions.csv", results / "decisions.csv")
    assert attack(study(), "synthetic", knowledge(RULES, VALIDITY), results).held
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys: Shell, *arguments: str) -> tuple[int, str]:
    code = main(list(arguments))
    return code, "".join(capsys.readouterr())


def test_the_release_as_it_is_built_may_leave(built: Path, capsys: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every stage's files, those made after the attack among them."""
    monkeypatch.chdir(built)
    code, page = said(capsys, "release-check")
    assert code == 0, page
    assert "audit/workflow/Snakefile" in page


@pytest.mark.usefixtures("place")
def test_a_release_that_held_may_leave(capsys: Shell) -> None:
    code, page = said(capsys, "release-check")
    assert code == 0, page
    assert "Release check of 'synthetic': may leave" in page
    assert "Signed by Data owner of the synthetic twin, 2016-05-01" in page
    assert "estimates.csv" in page
    assert "restricted" not in page
    assert "decisions.csv" not in page
    code, data = said(capsys, "release-check", "--json")
    held = json.loads(data)
    assert held["red"] == []
    assert len(held["files"]["estimates.csv"]) == 64


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda results: (results / "audit/attack.json").unlink(), "no attack was made"),
        (lambda results: (results / "estimates.csv").write_text("changed", encoding="utf-8"), "not those that were"),
        (lambda results: (results / "notes.txt").write_text("new", encoding="utf-8"), "not those that were attacked"),
        (
            lambda results: (results / "audit/attack.json").write_text(
                (results / "audit/attack.json").read_text(encoding="utf-8").replace('"held"', '"failed"'), "utf-8"
            ),
            "the attack narrowed",
        ),
    ],
)
def test_anything_red_keeps_it_in(place: Path, capsys: Shell, spoil: object, reason: str) -> None:
    spoil(place / "results/synthetic")  # type: ignore[operator]
    code, page = said(capsys, "release-check")
    assert code == 1
    assert "MUST NOT LEAVE" in page
    code, refused = said(capsys, "publish", "out")
    assert code == 1
    assert reason in refused
    assert not (place / "out").exists()
    assert not (place / LEDGER).exists()


def test_what_leaves_is_copied_and_goes_into_the_ledger(place: Path, capsys: Shell) -> None:
    code, page = said(capsys, "publish", "out")
    assert code == 0, page
    gone = {path.relative_to(place / "out").as_posix() for path in (place / "out").rglob("*") if path.is_file()}
    assert gone == {"estimates.csv", "audit/attack.json"}
    (entry,) = read_ledger(place)
    assert entry.release == "synthetic"
    assert entry.facts[("fatal", "reviews_2011_14", "all", "all"), "n"] == 197
    code, again = said(capsys, "publish", "out")
    assert (code, "the folder is not empty" in again) == (1, True)
    assert len(read_ledger(place)) == 1


def test_no_line_of_the_ledger_can_be_changed(place: Path) -> None:
    for _ in range(2):
        appended(place, "synthetic", place / "results/synthetic")
    first, second = read_ledger(place)
    assert second.previous == first.digest
    path = place / LEDGER
    lines = path.read_text(encoding="utf-8").splitlines()
    for changed in ([lines[0].replace('"197"', '"198"'), lines[1]], lines[1:], [lines[0], "not JSON"]):
        path.write_text("\n".join(changed) + "\n", encoding="utf-8")
        with pytest.raises(FaultsFound, match="restore the ledger"):
            read_ledger(place)


def test_what_is_made_after_the_attack_is_read_by_the_check(place: Path, capsys: Shell) -> None:
    """A hidden figure told in the crate, and a manifest of other files: neither leaves."""
    results = place / "results/synthetic"
    shutil.copy(core_run().results / "estimates.csv", results / "estimates.csv")
    attack(study(), "synthetic", knowledge(RULES, VALIDITY), results)
    crate = results / "ro-crate-metadata.json"
    crate.write_text('{"@graph": [{"description": "Reviews of the series"}]}', encoding="utf-8")
    assert said(capsys, "release-check")[0] == 0
    crate.write_text('{"@graph": [{"description": "Overt filicide: 3"}]}', encoding="utf-8")
    code, page = said(capsys, "release-check")
    assert (code, "ro-crate-metadata.json tells something of a hidden figure" in page) == (1, True)
    crate.unlink()
    outputs = json.dumps({"outputs": [{"name": "estimates.csv", "sha256": "0" * 64}]})
    (results / "audit/manifest.json").write_text(outputs, encoding="utf-8")
    code, page = said(capsys, "release-check")
    assert (code, "1 files are not those of the manifest (estimates.csv)" in page) == (1, True)


def test_the_page_can_be_checked_by_sha256sum(place: Path, capsys: Shell) -> None:
    lines = said(capsys, "release-check")[1].splitlines()
    assert all(len(line) <= 100 for line in lines if not re.match("[0-9a-f]{64}", line))
    told = [line.split("  ", 1) for line in lines if re.match("[0-9a-f]{64}  ", line)]
    assert told == [[sha256((place / "results/synthetic" / name).read_bytes()).hexdigest(), name] for _, name in told]
    assert [name for _, name in told] == ["audit/attack.json", "estimates.csv"]


@pytest.mark.parametrize(("more", "found"), [(0, False), (1, True), (-2, True), (5, False)])
def test_a_release_in_which_a_definition_changed_is_stopped(place: Path, more: int, found: bool) -> None:
    """A count of what the owner names as sensitive, shown in both: a small difference is a small count."""
    results = place / "results/synthetic"
    appended(place, "synthetic", results)
    key = ("plan_category", "plans_in_database", "period=p2011_14", "neglect")
    (entry,) = read_ledger(place)
    number = entry.facts[key, "n"]
    assert number is not None
    changed = replace(entry, release="before", facts={**entry.facts, (key, "n"): number - more})
    done = attack(study(), "synthetic", knowledge(RULES, VALIDITY), results, [changed])
    told_of = [one for one in done.between if one.cell == (key, "n")]
    assert bool(told_of) is found
    assert done.held is not found
    for fault in done.faults(untied=False):
        assert "the release before, published before" in str(fault)


def test_the_ledger_holds_what_was_hidden_as_hidden(place: Path) -> None:
    results = place / "results/synthetic"
    shutil.copy(core_run().results / "estimates.csv", results / "estimates.csv")
    appended(place, "synthetic", results)
    with (results / "estimates.csv").open(encoding="utf-8", newline="") as handle:
        hidden = [row for row in csv.DictReader(handle) if row["n"] == "[c]"]
    facts = read_ledger(place)[0].facts
    assert hidden
    for row in hidden:
        assert facts[(row["statistic"], row["base"], row["group"], row["level"]), "n"] is None


def test_the_ledger_holds_to_what_a_count_was_rounded(place: Path) -> None:
    results = place / "results/synthetic"
    shown = read_estimates(results / "estimates.csv")
    key, hidden = ("fatal", "reviews_2011_14", "all", "all"), ("infants", "reviews_2011_14", "all", "all")
    shown[key] = replace(shown[key], n=195, denominator=295, rule="rounded to the nearest 5")
    shown[hidden] = replace(
        shown[hidden], n=None, denominator=290, status="hidden", rule="disclosure control; rounded to the nearest 10"
    )
    (results / "estimates.csv").write_text(estimates_csv(shown.values()), encoding="utf-8")
    appended(place, "synthetic", results)
    (entry,) = read_ledger(place)
    assert entry.rounded == {
        (key, "n"): (193, 197),
        (key, "denominator"): (293, 297),
        (hidden, "denominator"): (285, 294),
    }
    assert entry.facts[hidden, "n"] is None
