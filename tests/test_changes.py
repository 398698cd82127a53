"""What changed in print since a release that was published: each kind, and the command that lists them."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from core_run import ROOT, core_run
from scr_analysis.__main__ import main
from scr_analysis.changes import CHANGED, GONE, NEW, NOW_HIDDEN, NOW_SHOWN, Change, Printed, changes
from scr_analysis.estimates import Estimate, estimates_csv, read_estimates
from scr_analysis.ledger import appended, read_ledger
from scr_analysis.missing import COLUMNS
from test_release_check import said

Shell = pytest.CaptureFixture[str]
NEGLECT = ("neglect_feature", "final_reports_2011_14", "all", "all")


def one(level: str, n: int | None, of: int = 60) -> Estimate:
    status = "hidden" if n is None else "shown"
    return Estimate("age", "reviews", "all", level, n, None if n is None else of, (0,) * len(COLUMNS), status=status)


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        (one("young", 20), one("young", 21), CHANGED),
        (one("young", 20), one("young", 20, 61), CHANGED),
        (one("young", 20), one("young", None), NOW_HIDDEN),
        (one("young", None), one("young", 20), NOW_SHOWN),
        (one("old", 20), one("young", 20), NEW),
        (one("young", 20), one("young", 20), None),
        (one("young", None), one("young", None), None),
    ],
)
def test_each_kind_of_change(tmp_path: Path, before: Estimate, now: Estimate, kind: str | None) -> None:
    (tmp_path / "study").mkdir()
    (tmp_path / "estimates.csv").write_text(estimates_csv([before]), encoding="utf-8")
    appended(tmp_path, "first", tmp_path)
    found = list(changes(read_ledger(tmp_path)[0], {now.key: now}))
    assert [one.kind for one in found if one.kind != GONE] == ([kind] if kind else [])
    gone = Change(before.key, GONE, Printed(20, 60), None)
    assert [one for one in found if one.kind == GONE] == ([gone] if kind == NEW else [])


@pytest.mark.parametrize(
    ("printed", "share", "plain"),
    [
        (Printed(94, 175), "94 of 175, 54%", "94 of 175"),
        (Printed(1100, None), "1,100", "1,100"),
        (Printed(0, 0), "0", "0"),
        (Printed(None, 175), "[c]", "[c]"),
    ],
)
def test_how_a_figure_is_told(printed: Printed, share: str, plain: str) -> None:
    assert (printed.told(True), printed.told(False)) == (share, plain)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of which the synthetic edition was published, and built again with other counts."""
    shutil.copytree(ROOT / "study", tmp_path / "study")
    shutil.copy(ROOT / "config.yaml", tmp_path / "config.yaml")
    results = tmp_path / "results/synthetic"
    results.mkdir(parents=True)
    shutil.copy(core_run().results / "estimates.csv", results / "estimates.csv")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def counted_otherwise(place: Path) -> None:
    """One case fewer in a figure, another hidden, and a figure more."""
    path = place / "results/synthetic/estimates.csv"
    held = read_estimates(path)
    was = held[NEGLECT]
    hidden = next(key for key, row in held.items() if key[0] == "involvement" and not row.hidden)
    held[NEGLECT] = replace(was, n=(was.n or 0) - 1)
    held[hidden] = replace(held[hidden], n=None, denominator=None, status="hidden")
    held["older_figure", *NEGLECT[1:]] = replace(was, statistic="older_figure")
    path.write_text(estimates_csv(held.values()), encoding="utf-8")


def test_what_changed_is_listed_by_kind(place: Path, capsys: Shell) -> None:
    before = read_estimates(place / "results/synthetic/estimates.csv")[NEGLECT]
    appended(place, "synthetic", place / "results/synthetic")
    assert said(capsys, "changes") == (0, f"Since the release 'synthetic': nothing changed; {FIGURES} figures in all\n")
    counted_otherwise(place)
    code, page = said(capsys, "changes")
    assert code == 0
    assert page.splitlines()[0] == (
        f"Since the release 'synthetic': 1 changed, 1 now hidden, 1 new; {FIGURES + 1} figures in all"
    )
    percent = round(100 * (before.n or 0) / (before.denominator or 1)), round(100 * ((before.n or 0) - 1) / 175)
    assert (
        f"neglect_feature (Neglect is recorded as a feature of the case; Final reports, 2011–14):"
        f" {before.n} of 175, {percent[0]}% → {(before.n or 0) - 1} of 175, {percent[1]}%"
    ) in page
    assert "Hidden now (1):" in page
    assert "→ [c]" in page
    assert "  older_figure, final_reports_2011_14, all, all:" in page  # the study does not have it


def test_the_same_for_a_machine(place: Path, capsys: Shell) -> None:
    appended(place, "synthetic", place / "results/synthetic")
    counted_otherwise(place)
    code, page = said(capsys, "changes", "--since", "synthetic", "--json")
    told = json.loads(page)
    assert (code, told["since"]) == (0, "synthetic")
    assert sorted(row["change"] for row in told["changes"]) == [CHANGED, NEW, NOW_HIDDEN]


@pytest.mark.parametrize(
    ("published", "asked", "problem"),
    [
        ([], [], "no release was published yet"),
        (["synthetic"], ["--since", "spring"], "no release 'spring' was published\n      published so far: synthetic"),
    ],
)
def test_nothing_to_compare_with(
    place: Path, capsys: Shell, published: list[str], asked: list[str], problem: str
) -> None:
    for name in published:
        appended(place, name, place / "results/synthetic")
    assert main(["changes", *asked]) == 1
    assert problem in capsys.readouterr().err


FIGURES = len(read_estimates(core_run().results / "estimates.csv"))
