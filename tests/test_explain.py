"""``scr explain``: found by id, by what a reader sees and by page; told in eighty columns; cases only with the data."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from scr_analysis.__main__ import main
from scr_analysis.estimates import read_estimates
from scr_analysis.files import read_rows

Explain = Callable[..., tuple[str, int]]


@pytest.fixture
def explain(built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Explain:
    """Run ``scr explain`` in the built project; gives what it prints, and its exit code."""
    monkeypatch.chdir(built)

    def run(*asked: str) -> tuple[str, int]:
        code = main(["explain", *asked])
        said = capsys.readouterr()
        return said.out + said.err, code

    return run


def test_tells_a_figure_in_the_order_of_the_trail(explain: Explain) -> None:
    said, code = explain("known_to_social_care")
    assert code == 0
    heads = [line for line in said.splitlines() if line.isupper()]
    assert heads[:5] == ["FIGURES", "PRINTED", "FROM THE DATABASE TO THE FIGURE", "PROTECTION", "BASE"]
    assert "188 of 293 = 64%" in said
    assert "almost two thirds, 64%, 188 on page" in said
    assert 'return case["CSC_INV"]' in said
    assert "9 not_known        missing: not known" in said


@pytest.mark.parametrize("asked", ["known_to_social_care", "death_category", "plan_status", "--page=2", "55%"])
def test_fits_a_terminal(explain: Explain, asked: str) -> None:
    """All but source text, which stands as it is in its file."""
    said, _ = explain(asked)
    wide = [line for line in said.splitlines() if len(line) > 80]
    assert all(line.startswith("      ") for line in wide)


def test_one_row_of_a_distribution(explain: Explain) -> None:
    said, _ = explain("death_category-suicide")
    assert "17 of 197 = 9%" in said
    assert "Covert filicide" not in said.partition("VARIABLES")[0]


def test_finds_by_what_is_printed(explain: Explain) -> None:
    whole, _ = explain("known_to_social_care")
    for printed in ("64%", "Almost two thirds"):
        said, code = explain(printed)
        assert code == 0
        assert said.startswith(whole.rstrip()), "the text prints it of this figure alone"
    assert "\n  known_by_period-p2011_14" in explain("64%")[0], "others read the same"
    several, code = explain("55%")
    assert code == 0
    assert "not_involved_at_incident  161 of 293 = 55%" in several
    assert "adolescent_self_harm  28 of 51 = 55%" in several


def test_finds_by_page_in_the_order_of_the_page(explain: Explain, built: Path) -> None:
    rows = read_rows(built / "results/synthetic/audit/printed.csv")
    for page in {row["page"] for row in rows}:
        said, _ = explain("--page", page)
        assert said.count(" of ") >= 1
        for row in rows:
            if row["page"] == page:
                assert f"  {row['printed']:<20} {row['statistic']}" in said
    first, _ = explain("--page", "1")
    assert first.index("who died; in the others") < first.index("had come to the notice")


def test_a_page_without_figures_says_which_have_some(explain: Explain) -> None:
    said, code = explain("--page", "99")
    assert code == 1
    assert "figures are printed on pages 1, 2," in said


def test_a_misspelt_id_gets_the_nearest_ones(explain: Explain) -> None:
    said, code = explain("known_to_social_car")
    assert code == 1
    assert "did you mean 'known_to_social_care' or " in said
    assert "Traceback" not in said


def test_for_machines(explain: Explain) -> None:
    said, _ = explain("death_category-suicide", "--json")
    (entry,) = json.loads(said)
    assert entry["id"] == "death_category"
    assert [one["n"] for one in entry["estimates"]] == ["17"]
    assert set(entry["bases"]) == {"database", "reviews_2011_14", "deaths_2011_14"}


@pytest.mark.parametrize(
    "figure", ["known_to_social_care", "death_category-suicide", "age_by_sex-under_3_months-male", "suicide_camhs"]
)
def test_cases_are_as_many_as_the_raw_estimate_counts(explain: Explain, built: Path, figure: str) -> None:
    """Counted case by case here, by combinations of codes there."""
    said, _ = explain(figure, "--json")
    (one,) = json.loads(said)[0]["estimates"]
    key = (figure.partition("-")[0], one["base"], one["group"], one["level"])
    raw = read_estimates(built / "results/synthetic/restricted/estimates.csv")[key]
    cases = json.loads(explain(figure, "--cases", "--json")[0])["cases"]
    assert len(cases) == len(set(cases)) == raw.n
    assert explain(figure, "--cases")[0].startswith("Restricted: case ids may identify children.")


def test_cases_of_several_figures_are_refused(explain: Explain) -> None:
    said, code = explain("death_category", "--cases")
    assert code == 1
    assert "12 figures are meant" in said
    assert "SYN-" not in said


def test_cases_are_refused_where_the_data_are_not(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A copy of what may be published tells the figure, and nothing of its cases."""
    shutil.copy(built / "config.yaml", tmp_path)
    shutil.copytree(built / "results/synthetic/audit", tmp_path / "results/synthetic/audit")
    monkeypatch.chdir(tmp_path)
    assert main(["explain", "suicides"]) == 0
    assert "17 of 293" in capsys.readouterr().out
    assert main(["explain", "suicides", "--cases"]) == 1
    assert "case ids are listed only where the data are" in capsys.readouterr().err


def test_tells_a_comparison(explain: Explain) -> None:
    said, code = explain("involvement_since_2009-open")
    assert code == 0
    golden = Path(__file__).parent / "golden/explain_comparison.txt"
    assert re.sub(r"(definition|value) [0-9a-f]{16}", r"\1 …", said) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("parental_factors_together", "Recorded together 63; Expected if unrelated 51.4"),
        ("fatal_or_not-SEX-male", "Odds ratio 2.18"),
        ("imputed", "20 times by chained equations"),
        ("coding-fatal", "sensitivity 1, specificity 1."),
        ("agreement-PAR_MH", "Kappa (interval) 0.75"),
        ("in_depth_of_reports_age", "chance alone"),
    ],
)
def test_tells_what_is_worked_out_of_statistics(explain: Explain, asked: str, told: str) -> None:
    said, code = explain(asked)
    assert code == 0
    assert told in " ".join(said.split())
    assert all(line.startswith("      ") for line in said.splitlines() if len(line) > 80)


def test_the_nearest_names_are_those_of_all_entries(explain: Explain) -> None:
    said, code = explain("parental_factors_togther")
    assert code == 1
    assert "did you mean 'parental_factors_together'" in said


def test_an_analysis_for_machines_and_none_of_its_cases(explain: Explain) -> None:
    (entry,) = json.loads(explain("fatal_or_not-SEX-male", "--json")[0])
    assert [row["cells"]["Odds ratio"] for row in entry["rows"]] == ["2.18"]
    said, code = explain("fatal_or_not", "--cases")
    assert code == 1
    assert "an analysis counts no cases" in said


def test_no_build_yet_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["explain", "suicides", "--release", "other"]) == 1
    assert "results/other/audit/trail.json: the file is not there" in capsys.readouterr().err
