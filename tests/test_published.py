"""Figures in print: read with care, set beside ours, and printed without a number of our own making."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from broken import TABLES, Stage, held
from core_run import ROOT, core_run, study
from scr_analysis.errors import FaultsFound
from scr_analysis.estimates import Estimate
from scr_analysis.in_print import agreement, in_print, recomputed
from scr_analysis.present.tables import present_tables
from scr_analysis.study import load_study
from scr_analysis.study.declared import typed
from scr_analysis.study.printed import Printed


def printed(**given: object) -> Printed:
    return typed(Printed, {"id": "one", "report": "R", "period": "P", "measure": "M", "source": "S", **given})


def ours(n: int | None, of: int | None, status: str = "shown") -> Estimate:
    return Estimate("s", "b", "all", "all", n, of, (0,) * 6, status=status)


def rounded(n: int, of: int) -> Estimate:
    return replace(ours(n, of), rule="rounded to the nearest 5")


def test_nothing_in_the_file_was_computed_here() -> None:
    """A percentage that the collectors worked out is not in print, and must not be set beside ours as if it were."""
    assert not [one.id for one in study().published.values() if "computed" in f"{one.note} {one.doubt}"]


def test_every_figure_that_the_twin_was_made_to_give_is_given(tmp_path: Path) -> None:
    for public in core_run().results.glob("*.csv"):
        shutil.copy(public, tmp_path)
    present_tables(load_study(ROOT, "tables", "releases", "published"), "synthetic", tmp_path)
    with (tmp_path / "tables/back_test.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    calibrated = [row for row in rows if row["Synthetic twin made to give it"] == "yes"]
    assert len(calibrated) >= 40
    assert {row["Agreement"].partition(",")[0] for row in calibrated} == {"agrees"}
    others = [row for row in rows if row["Synthetic twin made to give it"] == "no"]
    assert "differs: count +1" in {row["Agreement"] for row in others}  # 645 in print, 646 by the biennial reports


def test_a_release_of_real_cases_says_nothing_of_the_twin(tmp_path: Path) -> None:
    declared = load_study(ROOT, "tables", "releases", "published")
    real = replace(declared.releases["synthetic"], synthetic=False)
    heads = {}
    for name, release in (("twin", declared.releases["synthetic"]), ("real", real)):
        (tmp_path / name).mkdir()
        for public in core_run().results.glob("*.csv"):
            shutil.copy(public, tmp_path / name)
        present_tables(replace(declared, releases={"synthetic": release}), "synthetic", tmp_path / name)
        heads[name] = (tmp_path / name / "tables/back_test.csv").read_text(encoding="utf-8").splitlines()[0]
        laid = (tmp_path / name / "tables/tables.json").read_text(encoding="utf-8")
        assert ("synthetic twin" in laid) is (name == "twin")
    assert heads["twin"] == f"{heads['real']},Synthetic twin made to give it"


@pytest.mark.parametrize(
    ("figure", "estimate", "said"),
    [
        ({"count": 188, "denominator": 293, "percent": "64"}, ours(188, 293), ("188 of 293 (64%)", "agrees")),
        ({"percent": "64"}, ours(188, 293), ("64%", "agrees")),
        ({"percent": "63"}, ours(188, 293), ("63%", "differs: +1 percentage point")),
        ({"percent": "66", "denominator": 175}, ours(188, 293), ("66% of 175", "differs: −2 percentage points")),
        ({"count": 190}, ours(188, 293), ("190", "differs: count −2")),
        ({"percent": "64", "denominator": 294}, ours(188, 293), ("64% of 294", "agrees, of another denominator")),
        ({"percent": "64.2"}, ours(188, 293), ("64.2%", "agrees")),
        ({"count": 3}, ours(None, 17, "hidden"), ("3", "[c]")),
        # 293 of 1,098 to 1,102 round to 295 of 1,100; whether it is that or 297 is not to be told.
        ({"count": 293}, rounded(295, 1100), ("293", "agrees within rounding")),
        ({"count": 292}, rounded(295, 1100), ("292", "differs by more than rounding")),
        # 158 to 162 of 293 are 54 or 55 %; of the base in print no other count is meant.
        ({"percent": "55", "denominator": 293}, rounded(160, 295), ("55% of 293", "agrees within rounding")),
        ({"percent": "56", "denominator": 293}, rounded(160, 295), ("56% of 293", "differs by more than rounding")),
        (
            {"percent": "55", "denominator": 175},
            rounded(160, 295),
            ("55% of 175", "agrees within rounding, of another denominator"),
        ),
        ({"count": 3}, None, ("3", "[x]")),
        ({"count": 3}, ours(0, 0), ("3", "[x]")),
    ],
)
def test_a_figure_beside_ours(figure: dict[str, object], estimate: Estimate | None, said: tuple[str, str]) -> None:
    one = printed(**figure)
    assert (in_print(one), agreement(one, estimate)) == said


def test_a_hidden_count_is_not_recomputed() -> None:
    assert recomputed(ours(None, 17, "hidden")) == "[c]"


def broken(folder: Path, *lines: str) -> str:
    shutil.copytree(ROOT / "study", folder / "study")
    header = "id,report,period,measure,count,denominator,percent,statistic,base,group,level,calibrated,source"
    (folder / "study/published.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    with pytest.raises(FaultsFound) as found:
        load_study(folder, "published")
    return found.value.report()


def test_every_fault_is_told_with_its_line(tmp_path: Path) -> None:
    said = broken(
        tmp_path,
        "a,R,P,M,,,,,,,,,S",
        "b,R,P,M,5,,,fatl,,,,yes,S",
        "c,R,P,M,5,,,plan_status,,period=p2011_41,curent,yes,S",
        "d,R,P,M,5,,,fatal,,,,,S",
        "e,R,P,M,,,64%,,,,,,S",
        "d,R,P,M,6,,,sample_fatal,reviews,,,no,S",
    )
    held("published_names", said)


def test_cells_that_are_no_numbers_and_columns_that_are_not_known_are_told(tmp_path: Path) -> None:
    held("published_types", broken(tmp_path, "a,R,P,M,five,0,64,,,,,maybe,S", "b,R,,M,1,,,,,,,,S"))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"id,report\n\xff\xfe,x\n", "published_encoding"),
        (b'id,report\n"a,b\n', "published_quotes"),
        (None, "published_gone"),
    ],
)
def test_a_file_that_cannot_be_read(
    content: bytes | None,
    name: str,
    delivered: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = delivered / "study/published.csv"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    Stage(delivered, capsys, monkeypatch).refuses(TABLES, name)
