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
from scr_analysis.attack.between import joined_since, jointly, moved, told_of_joined
from scr_analysis.attack.boxes import Boxes
from scr_analysis.attack.columns import knowledge
from scr_analysis.attack.facts import Said
from scr_analysis.attack.intruder import Intruder
from scr_analysis.attack.spoken import Spoken
from scr_analysis.derive import RULES
from scr_analysis.errors import FaultsFound
from scr_analysis.estimates import estimates_csv, read_estimates
from scr_analysis.ledger import LEDGER, Entry, appended, read_ledger
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


R = "reviews_2011_14"
LEVELS = ("open", "closed", "below_threshold", "never_known")


def told(**counts: int) -> list[Said]:
    """A release that shows some levels of involvement, and their total."""
    total = [Said("new", ("all_reviews", "database", "period=p2011_14", "all"), "n", str(counts.pop("total")))]
    whole = [Said("new", ("reviews_in_database", "database", "all", "all"), "n", str(counts.pop("database")))]
    keys = {level: ("involvement", R, "all", level) for level in LEVELS}
    silent = [Said("new", keys["open"], f"missing_{kind}", "0") for kind in ("not_known", "blank")]
    return [*total, *whole, *silent, *(Said("new", keys[level], "n", str(n)) for level, n in counts.items())]


def earlier(**counts: int | None) -> Entry:
    facts = {(("involvement", R, "all", level), "n"): n for level, n in counts.items() if level in LEVELS}
    facts[("all_reviews", "database", "period=p2011_14", "all"), "n"] = counts["total"]
    facts[("reviews_in_database", "database", "all", "all"), "n"] = counts["database"]
    return Entry("before", facts, "", "")


def test_one_more_case_gives_a_hidden_count_away_between_releases() -> None:
    """Shown as 6 before and hidden now, with one case more in the database: it is 6 or 7."""
    hidden = [(("involvement", R, "all", level), "n") for level in ("below_threshold", "never_known")]
    said = told(total=261, database=1101, open=200, closed=50)
    intruder = Intruder(Boxes(study(), knowledge(RULES, VALIDITY)), Spoken(study().wording), said, hidden)
    assert intruder.limits(4) == {hidden[0]: (0, 11), hidden[1]: (0, 11)}
    before = earlier(total=260, database=1100, open=200, closed=50, below_threshold=6, never_known=4)
    found = jointly(intruder, intruder.known(), before, 4)
    assert found["this", hidden[0]] == (6, 7)
    assert found["this", hidden[1]] == (4, 5)


SHOWN_BEFORE = {"total": 260, "database": 1100, "open": 150, "closed": 60, "below_threshold": 30, "never_known": 20}


def test_a_case_that_a_changed_definition_moves_is_found() -> None:
    """Both releases show everything, of the same cases; one case counts as open that was closed before."""
    now = told(**SHOWN_BEFORE | {"open": 151, "closed": 59})
    intruder = Intruder(Boxes(study(), knowledge(RULES, VALIDITY)), Spoken(study().wording), now, [])
    found = moved(intruder, intruder.known(), earlier(**SHOWN_BEFORE))
    assert found == {(("involvement", R, "all", level), "n"): 1 for level in ("open", "closed")}
    assert told_of_joined(intruder, intruder.known(), earlier(**SHOWN_BEFORE)) == {}
    same = Intruder(Boxes(study(), knowledge(RULES, VALIDITY)), Spoken(study().wording), told(**SHOWN_BEFORE), [])
    assert moved(same, same.known(), earlier(**SHOWN_BEFORE)) == {}


def test_a_base_that_shrank_is_a_changed_definition_though_cases_joined() -> None:
    now = told(**SHOWN_BEFORE | {"database": 1140, "total": 259, "open": 149})
    intruder = Intruder(Boxes(study(), knowledge(RULES, VALIDITY)), Spoken(study().wording), now, [])
    found = moved(intruder, intruder.known(), earlier(**SHOWN_BEFORE))
    assert found[(("all_reviews", "database", "period=p2011_14", "all"), "n")] == 1
    assert found[(("involvement", R, "all", "open"), "n")] == 1


def test_what_one_case_more_is_counted_in_is_told_by_the_difference() -> None:
    now = told(**SHOWN_BEFORE | {"database": 1101, "total": 261, "never_known": 21})
    intruder = Intruder(Boxes(study(), knowledge(RULES, VALIDITY)), Spoken(study().wording), now, [])
    known, before = intruder.known(), earlier(**SHOWN_BEFORE)
    assert (joined_since(intruder, known, before), moved(intruder, known, before)) == (1, {})
    found = told_of_joined(intruder, known, before)
    assert found[(("involvement", R, "all", "never_known"), "n")] == 1
    assert (("involvement", R, "all", "open"), "n") not in found


def test_a_statistic_that_is_no_longer_made_is_passed_over() -> None:
    intruder = Intruder(Boxes(study(), knowledge(RULES, VALIDITY)), Spoken(study().wording), told(**SHOWN_BEFORE), [])
    gone = Entry("before", {(("dropped", "database", "all", "all"), "n"): 7}, "", "")
    assert moved(intruder, intruder.known(), gone) == {}
    assert jointly(intruder, intruder.known(), gone, 4) == {}


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


def test_the_same_pattern_of_hidden_counts_gives_nothing_away() -> None:
    hidden = [(("involvement", R, "all", level), "n") for level in ("below_threshold", "never_known")]
    said = told(total=261, database=1101, open=201, closed=50)
    intruder = Intruder(Boxes(study(), knowledge(RULES, VALIDITY)), Spoken(study().wording), said, hidden)
    before = earlier(total=260, database=1100, open=200, closed=50, below_threshold=None, never_known=None)
    found = jointly(intruder, intruder.known(), before, 4)
    assert set(found) == {(which, cell) for which in ("this", "earlier") for cell in hidden}
    assert all(most - least >= 4 for least, most in found.values())


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
