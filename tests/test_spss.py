"""The SPSS twin: GNU PSPP counts every statistic again, from the SPSS file, by the SPSS syntax.

Two engines that share the declarations and nothing else must agree to the last integer: on the synthetic twin, and on
cases drawn at random in which every kind of missing meets every other.
"""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pandas
import pyreadstat
import pytest

from building import planned, snakemake
from core_run import WILSON, core_run, study, study_in
from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.collect.keyed import counted_again_said
from scr_analysis.audit.trail import trail
from scr_analysis.errors import FaultsFound
from scr_analysis.estimate import estimate
from scr_analysis.estimates import estimates_csv, read_estimates
from scr_analysis.files import csv_text, read_rows
from scr_analysis.missing import KINDS
from scr_analysis.spss.check import check
from scr_analysis.spss.file import write_file
from scr_analysis.spss.syntax import syntax_of, write_syntax
from scr_analysis.study import Study, load_study

# Every shape of a statistic at once, on bases that nest and on codes that miss in every way.
SHAPES = """
- {id: one, title: One column, base: everyone, numerator: {SEX: [female]}}
- {id: both, title: And, base: everyone, numerator: {DOM_ABUSE: [recorded], DISAB: [yes], SEX: [male, female]}}
- {id: staying, title: Stays, base: girls, numerator: {DOM_ABUSE: [recorded], DISAB: [yes]}, stays: [report_silent, blank]}
- {id: whole, title: All, base: [everyone, girls], numerator: all, by: [SEX, period]}
- {id: spread, title: Levels, kind: distribution, base: [girls, disabled_girls], of: ETHNIC, levels: [white, black], stays: [not_known]}
- {id: spread_by, title: Two groups, kind: distribution, base: everyone, of: social_care_involvement, by: [SEX, OUTCOME]}
- {id: ages, title: Ages, kind: quantile, base: [everyone, girls], of: AGE_MTHS, by: SEX}
- {id: siblings, title: Siblings, kind: quantile, base: everyone, of: NSIBS, by: [SEX, OUTCOME]}
- {id: rate, title: Rate, kind: rate, base: [everyone, period_girls], numerator: {fatal: [yes], SEX: [female]}}
"""
BASES = """
- {id: everyone, title: "Everyone, the child's case"}
- {id: girls, title: Girls, within: everyone, include: {SEX: [female]}}
- {id: period_girls, title: Girls of a period, within: girls, include: {period: [p2011_14]}, window: [2011-04-01, 2014-03-31]}
- {id: disabled_girls, title: Disabled girls, within: girls, include: {DISAB: [yes], ETHNIC: [white, black, asian]}}
"""


def pspp() -> None:
    if shutil.which("pspp") is None:
        message = "NOT CHECKED AGAINST PSPP: install GNU PSPP (Debian and Ubuntu: apt install pspp) and run again"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)


def counted_again(of: Study, analysis: Path, estimates: Path, folder: Path) -> int:
    """File, syntax and check, as the rules of the workflow run them."""
    write_file(of.codebook, analysis, "invented cases", folder / "analysis.sav")
    write_syntax(of, folder / "statistics.sps")
    return check(
        of, folder / "statistics.sps", folder / "analysis.sav", estimates, folder / "check.csv", folder / "again.csv"
    )


def test_every_count_of_the_twin_is_the_one_of_pspp(tmp_path: Path) -> None:
    pspp()
    raw = core_run().restricted / "estimates.csv"
    assert counted_again(study(), core_run().analysis, raw, tmp_path) == len(read_estimates(raw))
    assert len(read_rows(tmp_path / "check.csv")) == len(read_estimates(raw)) > 300
    agreed = read_rows(tmp_path / "again.csv")
    figures = Counter(key[0] for key in read_estimates(raw))
    assert {row["statistic"]: int(row["figures"]) for row in agreed} == figures
    assert {row["agrees_on"] for row in agreed} <= {
        "n; denominator; missing",
        "n; missing",
        "n; denominator; missing; value",
    }, "what is published of it holds no count"


@pytest.mark.parametrize("seed", range(3))
def test_every_count_of_random_cases_is_the_one_of_pspp(seed: int, tmp_path: Path) -> None:
    pspp()
    drawn = study_in(tmp_path, "statistics", bases=BASES, statistics=SHAPES)
    (tmp_path / "analysis.csv").write_text(random_cases(drawn, seed, 500), encoding="utf-8")
    made = estimate(drawn, tmp_path / "analysis.csv", core_run().population, WILSON, tmp_path)
    assert {kind for kind in KINDS if any(one.missing_of(kind) for one in made)} == set(KINDS)
    assert counted_again(drawn, tmp_path / "analysis.csv", tmp_path / "estimates.csv", tmp_path) == len(made)


def random_cases(of: Study, seed: int, count: int) -> str:
    """Cases with any code or kind of missing in any variable."""
    draw = random.Random(seed)
    choices = {name: [*codes, *codes, *KINDS] for name, codes in of.codebook.analysis_columns().items()}
    choices |= {name: ["0", "3", "7", "11", "12", *KINDS] for name in of.codebook.number_columns()}
    rows = [
        [f"C{place:04}", "2012-05-01", *(draw.choice(cells) for cells in choices.values())] for place in range(count)
    ]
    return csv_text(["SCR_ID", "INC_DATE", *choices], rows)


def test_a_count_that_differs_is_named_with_its_statistic(tmp_path: Path) -> None:
    pspp()
    raw = read_estimates(core_run().restricted / "estimates.csv")
    key = ("known_to_social_care", "reviews_2011_14", "all", "all")
    wrong = {**raw, key: replace(raw[key], n=189, missing=(0, 0, 1, 0, 0, 0))}
    del wrong["fatal", "reviews_2011_14", "all", "all"]
    (tmp_path / "estimates.csv").write_text(estimates_csv(wrong.values()), encoding="utf-8")
    with pytest.raises(FaultsFound) as found:
        counted_again(study(), core_run().analysis, tmp_path / "estimates.csv", tmp_path)
    told = [(fault.place, fault.problem) for fault in found.value.faults]
    assert ("known_to_social_care, reviews_2011_14", "n is 189, and 188 in SPSS") in told
    assert ("known_to_social_care, reviews_2011_14", "missing_report_silent is 1, and 0 in SPSS") in told
    assert ("fatal, reviews_2011_14", "n is nothing, and 197 in SPSS") in told
    assert {place for place, _ in told} == {"known_to_social_care, reviews_2011_14", "fatal, reviews_2011_14"}
    assert not (tmp_path / "check.csv").exists()


def test_a_case_that_changes_in_the_file_is_noticed(tmp_path: Path) -> None:
    """The two engines read different files: one case of difference between them is a difference of counts."""
    pspp()
    rows = read_rows(core_run().analysis)
    case = next(row for row in rows if row["period"] == "p2011_14" and row["SEX"] == "male")
    case["SEX"] = "female"
    (tmp_path / "analysis.csv").write_text(csv_text([*rows[0]], [[*row.values()] for row in rows]), encoding="utf-8")
    with pytest.raises(FaultsFound, match="sex, reviews_2011_14"):
        counted_again(study(), tmp_path / "analysis.csv", core_run().restricted / "estimates.csv", tmp_path)


def test_without_pspp_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FaultsFound, match="GNU PSPP is not installed"):
        check(
            study(),
            tmp_path / "a.sps",
            tmp_path / "a.sav",
            tmp_path / "estimates.csv",
            tmp_path / "check.csv",
            tmp_path / "again.csv",
        )


def test_the_trail_tells_it_where_it_was_counted_again(built: Path, tmp_path: Path) -> None:
    """And where it was not, says so; nobody who has not asked PSPP before is made to."""
    shutil.copytree(built / "results/synthetic", tmp_path / "results", ignore=shutil.ignore_patterns("restricted"))
    (tmp_path / "results/audit/spss/counted_again.csv").write_text(
        "statistic,figures,agrees_on\nage_group,5,n; denominator; missing\n", encoding="utf-8"
    )
    trail(load_study(built), built, tmp_path / "results", counted_again=True)
    page = (tmp_path / "results/audit/index.html").read_text(encoding="utf-8")
    said = "<b>agrees</b> on n, denominator and missing in all 5 figures"
    entries = page.split("<article ")
    assert [entry for entry in entries if said in entry] == [
        one for one in entries if 'id="statistic-age_group"' in one
    ]
    context = Context(load_study(built), tmp_path / "results", frozenset())
    told = tmp_path / "results/audit/spss/counted_again.csv"
    assert list(counted_again_said(context, told, "told")) == []
    told.write_text("statistic,figures,agrees_on\nage_group,27,n; denominator\nsex,2,n is 3\n", encoding="utf-8")
    assert len(list(counted_again_said(context, told, "told"))) == 2, "the attack sees a count that it might hold"
    before = (built / "results/synthetic/audit/index.html").read_text(encoding="utf-8")
    assert before.count("Not counted by a second engine in this build.") == len(study().statistics)
    assert page.count("Not counted by a second engine in this build.") == len(study().statistics) - 1


def test_once_asked_it_counts_again_whenever_the_data_change(built: Path) -> None:
    """In a build that never asked it is not run."""
    pspp()
    told = built / "results/synthetic/audit/spss/counted_again.csv"
    assert planned(built) == []
    told.write_text("statistic,figures,agrees_on\n", encoding="utf-8")
    os.utime(told, (10**9, 10**9))  # counted before the data that are there now
    try:
        said = snakemake(built, "-n")
        assert "rule spss_check:" in said
        assert "rule trail:" in said
    finally:
        told.unlink()


def test_syntax_says_the_declaration_and_nothing_else() -> None:
    assert (
        syntax_of(study(), study().statistics["abuse_and_separation"])
        == """\
* abuse_and_separation: Domestic abuse and an acrimonious separation are recorded together.
GET FILE = 'analysis.sav'.
* Base database: Serious case reviews in the database, incidents from April 2003.
* Base reviews_2011_14: Serious case reviews, 2011-14.
SELECT IF ANY(VALUE(period_d), 5).
* Base final_reports_2011_14: Final reports, 2011-14.
SELECT IF ANY(VALUE(REPORT), 1).
* Counted: Domestic abuse: Recorded; and Acrimonious separation: Recorded.
RECODE DOM_ABUSE (1 = 1) (-6 THRU -1 = COPY) (ELSE = 0) INTO answer1.
RECODE SEPARATN (1 = 1) (-6 THRU -1 = COPY) (ELSE = 0) INTO answer2.
* A known no decides; else a gap leaves the answer open.
COMPUTE answer = MIN(answer1, answer2).
IF answer1 = 0 OR answer2 = 0 answer = 0.
COMPUTE every_case = 1.
COMPUTE n = (answer = 1).
COMPUTE denominator = (answer >= 0 OR ANY(answer, -3)).
DO REPEAT kind = missing_blank missing_not_known missing_not_recorded missing_report_silent missing_no_report
    missing_not_applicable
  /code = -6 -5 -4 -3 -2 -1.
COMPUTE kind = (answer = code).
END REPEAT.
ECHO 'abuse_and_separation, final_reports_2011_14'.
AGGREGATE OUTFILE = * /BREAK = every_case
  /n denominator missing_blank missing_not_known missing_not_recorded missing_report_silent missing_no_report
    missing_not_applicable = SUM(n denominator missing_blank missing_not_known missing_not_recorded
    missing_report_silent missing_no_report missing_not_applicable).
FORMATS n denominator missing_blank missing_not_known missing_not_recorded missing_report_silent
    missing_no_report missing_not_applicable (F8.0).
LIST.
"""
    )


def test_no_remark_swallows_a_command() -> None:
    """A remark runs to a full stop at the end of a line: every one has it, and no line is longer than SPSS reads."""
    for statistic in study().statistics.values():
        for line in syntax_of(study(), statistic).splitlines():
            assert len(line) <= 120
            assert not line.startswith("*") or line.endswith(".")


def test_the_file_carries_labels_and_the_kinds_of_missing(tmp_path: Path) -> None:
    path = tmp_path / "analysis.sav"
    write_file(study().codebook, core_run().analysis, "Synthetic", path)
    frame, meta = pyreadstat.read_sav(path, user_missing=True)
    rows = read_rows(core_run().analysis)
    assert len(frame) == len(rows) == 1100
    assert meta.column_names_to_labels["DISAB"] == "Disability before the incident"
    assert meta.variable_value_labels["DISAB"] == {
        0.0: "No", 1.0: "Yes", -6.0: "left blank", -5.0: "not known", -4.0: "not recorded",
        -3.0: "reports silent on this", -2.0: "no final report", -1.0: "not applicable",
    }  # fmt: skip
    assert meta.missing_ranges["DISAB"] == [{"lo": -6.0, "hi": -1.0}]
    assert (frame["DISAB"] == -4).sum() == sum(row["DISAB"] == "not_recorded" for row in rows) > 0
    assert (frame["PAR_MH"] == -2).sum() == sum(row["PAR_MH"] == "no_report" for row in rows) > 0
    assert (frame["AGE_MTHS"] >= 0).sum() == sum(row["AGE_MTHS"].isdecimal() for row in rows) < 1100
    assert frame["INC_DATE"].astype(str).tolist() == [row["INC_DATE"] for row in rows]
    assert {"PERIOD", "period_d", "year", "cp_plan_status"} <= set(frame.columns)
    assert not frame.drop(columns=["SCR_ID", "INC_DATE"]).isna().any().any()


def test_the_file_is_the_same_whenever_it_is_written(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_file(study().codebook, core_run().analysis, "Synthetic", tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert b"01 May 1509:00:00" in (tmp_path / "one").read_bytes()[:120]


def test_a_number_below_nought_is_no_kind_of_missing(tmp_path: Path) -> None:
    frame = pandas.read_csv(core_run().analysis, dtype=str, keep_default_na=False)
    frame.loc[0, "NSIBS"] = "-3"
    frame.to_csv(tmp_path / "analysis.csv", index=False)
    with pytest.raises(FaultsFound, match="variable NSIBS: a number below nought"):
        write_file(study().codebook, tmp_path / "analysis.csv", "Synthetic", tmp_path / "analysis.sav")
