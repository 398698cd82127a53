"""Study files that name what is not declared, or contradict one another: each message offers the nearest name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from broken import INGEST, PROSE, READS, Stage, edit
from scr_analysis.errors import FaultsFound
from scr_analysis.study import load_study
from scr_analysis.study.checks import READ_BY_NAME

PACKAGE = Path(__file__).parents[1] / "src/scr_analysis"

# For each file: texts, and the same with a name that is not declared, or with a contradiction.
UNKNOWN = {
    "codebook": [
        ("missing: {99: not_known}\n      OUTCOME", "missing: {99: notknown}\n      OUTCOME"),
        ("{name: female, label: Female}", "{name: male, label: Female}"),
        ("from: [cp_plan_status, CPCAT, cpd_plans.category]", "from: [cp_plan_status, CPCATT, cpd_plans.category]"),
        ("precedence: [cpd_plans, CPPLAN]", "precedence: [cpd_plan, CPPLAN]"),
        ('End of the plan, kind: date, format: "%d/%m/%Y"', 'End of the plan, kind: date, format: "%d/%m"'),
        ("links: SCR_ID", "links: SCRID"),
    ],
    "bases": [
        ("within: deaths_2011_14\n  include: {infant: [yes]}", "within: death_2011_14\n  include: {infant: [yes]}"),
        ("include: {suicide: [yes]}", "include: {suicid: [yes]}"),
        ("within: reviews_2011_14\n  include: {REPORT: [yes]}", "within: reviews_2011_14\n  include: {REPORT: [yess]}"),
        ("window: [2009-04-01, 2011-03-31]", "window: [2011-04-01, 2009-03-31]"),
    ],
    "statistics": [
        ("base: final_reports_2011_14\n  numerator: {INDEPTH: [yes]}", "base: final_reports\n  numerator: {indepth: [yes]}"),
        ("numerator: {social_care_involvement: [closed, below_threshold, never_known]}",
         "numerator: {social_care_involvement: [closes, below_threshold, never_known]}"),
        ("kind: distribution\n  base: database\n  of: period", "kind: distribution\n  base: database\n  of: periods"),
        ("levels: [y2011_12, y2012_13", "levels: [y2011_12, y2012_14"),
        ("  of: social_care_involvement\n  by: period", "  of: social_care_involvement\n  by: perid\n  stays: [silent]"),
        ("numerator: {suicide: [yes]}", "of: suicide"),
    ],
    "comparisons": [
        ("{a_little: 0.1, departs: 0.2}", "{a_little: 0.2, departs: 0.1}"),
        ("- id: involvement_trend", "- id: plan_trend"),
        ("statistic: plan_status\n    levels: [current, past, never]", "statistic: plan_statis"),
        ("family: over_periods\n    statistic: plan_category", "family: over_period\n    statistic: plan_category"),
        ("levels: [neglect, physical", "levels: [neglects, physical"),
        ("levels: [open, closed, below_threshold, never_known]\n    groups: [p2009_11, p2011_14]",
         "groups: [p2009_11, p2011_15]"),
    ],
    "sensitivity": [
        ("predictors: [age_group, SEX,", "predictors: [age_groups, SEX,"),
        ("statistics: [domestic_abuse,", "statistics: [domestic_abus, age_median,"),
        ("statistic: plan_current", "statistic: fatal"),
        ("sensitivity: [0.8, 1.0]", "sensitivity: [1.0, 0.8]"),
    ],
    "models": [
        ("base: final_reports_2011_14", "base: final_reports"),
        ("outcome: {fatal: [yes]}", "outcome: {fatal: [died]}"),
        ("levels: [{codes: [male]}]", "levels: [{codes: [males, female]}]"),
        ("- of: PAR_MH", "- of: DOM_ABUSE"),
    ],
    "associations": [
        ("any_alcohol, any_drugs]", "any_alcohol, any_drug]"),
        ("    - all_four_factors\n", "    - all_four_factors\n- id: other\n  title: Other\n  factors: [any_drugs, domestic_abuse]\n"
         "  together: [alcohol_with_drugs]\n- id: wrong\n  title: Wrong\n  factors: [any_drugs, any_alcohol]\n"
         "  together: [all_four_factors]\n"),
    ],
    "tables": [
        ("{statistic: suicides, label", "{statistic: suicide, label"),
        ("- {statistic: plan_status, levels: [current, past, never]}", "- {statistic: plan_status, levels: [currant]}"),
        ("stub: Plan\n  across: period", "stub: Plan\n  across: SEX"),
        ("stub: Age at the incident\n  across: SEX\n  show: [n_pct]", "stub: Age\n  across: SEX\n  show: [n, pct]"),
    ],
    "charts": [
        ("statistics: [involvement]", "statistics: [envolvement]"),
        ("brackets: [not_involved_at_incident, ", "brackets: [not_involved, "),
        ("statistics: [age_group]", "statistics: [domestic_abuse]"),
        ("across: death_group", "across: base"),
        ("levels: [current, past, never]", "levels: [current, passed, never]"),
    ],
    "wording": [
        ("{phrase: about one in ten, from: 0.075, to: 0.115}", "{phrase: about one in ten, from: 0.08, to: 0.115}"),
        ("{phrase: all, from: 1.0}", "{phrase: all, from: 1.0, to: 1.0}"),
        ("more than half: {share: {above: 0.5}}", "more than half: {share: {}}"),
        ("the largest: {rank: 1}", "the largest: {rank: 0}"),
        ("nearly all: {share: {from: 0.9, below: 1.0}}", "nearly all: {share: {from: 0.9, below: 0.8}}"),
        ("half: {share: {from: 0.49, upto: 0.51}}\n", "half: {share: {from: 0.49}, rank: 1, joint: true}\n"),
    ],
    "disclosure": [
        ("- statistic: suicide_camhs", "- statistic: suicide_cahms"),
        ("exceptions:\n", "exceptions:\n      - {statistic: age_group, base: database, level: y1_to_6, "
         "reason: For a reason of its own, owner: Nobody, date: 2016-05-01, expires: 2017-05-01}\n"),
        ("statistic: suicide_separation", "statistic: suicide_separated"),
        ("releases:\n  synthetic", "local: [REGIO]\nreleases:\n  synthetik: {profile: hospital, owner: Nobody, date: 2016-05-01, "
         "reason: For a reason of its own, sensitive: [{statistic: fatal, reason: For a reason of its own}]}\n  synthetic"),
        ("date: 2016-05-01\n        expires: 2021-05-01", "date: 2015-05-01\n        expires: 2016-04-30"),
        ("round_to: 10\n    round_local: false\n    percentages: of_rounded", "round_to: 10\n    percentages: exact"),
        ("percentages: exact\n    intervals: exact", "percentages: exact\n    intervals: of_rounded"),
        ("default:\n  profile: secure-lab", "default:\n  profile: secure-lob"),
    ],
    "releases": [
        ("cpd_plans: {path", "cpd_plan: {path"),
        ("date: 2016-05-01", "date: 2016-05-01\n  rename: {scr_databas: {A: B}, themes: {A: B}}\n  recode: {themes: {them: {a: b}}}"),
        ("synthetic:\n  title", "Real 2016:\n  title"),
    ],
}  # fmt: skip


@pytest.fixture
def stage(project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Stage:
    return Stage(project, capsys, monkeypatch)


@pytest.mark.parametrize("part", UNKNOWN)
def test_names_that_are_not_declared(stage: Stage, part: str) -> None:
    for old, new in UNKNOWN[part]:
        edit(stage.root, f"study/{part}.yaml", old, new)
    stage.refuses(READS[part], f"names_{part}")


def test_contradictions_of_several_files_are_in_one_message(stage: Stage) -> None:
    for part in ("bases", "statistics", "tables", "charts", "releases"):
        edit(stage.root, f"study/{part}.yaml", *UNKNOWN[part][0])
    stage.refuses(PROSE, "names_several")


def test_a_base_within_one_that_comes_later(stage: Stage) -> None:
    edit(stage.root, "study/bases.yaml", "- id: plans_in_database\n", "- id: plans_in_database\n  unit: review\n")
    within = "Reviews of children with a current or past child protection plan\n  within: "
    edit(stage.root, "study/bases.yaml", f"{within}database", f"{within}reviews_2011_14")
    stage.refuses(READS["bases"], "names_base_below")


def test_a_table_and_a_chart_of_one_name(stage: Stage) -> None:
    edit(stage.root, "study/charts.yaml", "- id: involvement_split", "- id: involvement")
    stage.refuses(PROSE, "names_table_and_chart")


def test_a_table_across_bases_of_a_statistic_with_one(stage: Stage) -> None:
    edit(stage.root, "study/tables.yaml", "stub: Plan\n  across: period", "stub: Plan\n  across: base")
    stage.refuses(READS["tables"], "names_across_bases")


def test_a_row_on_a_base_that_its_statistic_does_not_have(stage: Stage) -> None:
    """And one that names none, of several."""
    row = "{statistic: death_rate, base: reviews_2005_07, label: 2005-07}"
    edit(stage.root, "study/tables.yaml", row, row.replace("reviews_2005_07", "reviews_2005_08"))
    row = "{statistic: death_rate, base: reviews_2007_09, label: 2007-09}"
    edit(stage.root, "study/tables.yaml", row, row.replace("base: reviews_2007_09, ", ""))
    stage.refuses(READS["tables"], "names_base_of_a_row")


def test_a_table_without_rows(stage: Stage) -> None:
    edit(
        stage.root,
        "study/tables.yaml",
        "- id: case_flow\n",
        "- {id: bare, title: Bare, stub: Nothing}\n- id: case_flow\n",
    )
    stage.refuses(READS["tables"], "names_table_without_rows")


def test_an_unknown_release(stage: Stage) -> None:
    unknown = [word if word != "synthetic" else "synthetics" for word in INGEST]
    stage.refuses(unknown, "names_unknown_release")


def test_a_real_release_without_checksums(stage: Stage) -> None:
    edit(stage.root, "study/releases.yaml", "synthetic: true", "synthetic: false")
    stage.refuses(INGEST, "names_real_release_without_checksums")


def test_variables_that_the_software_reads_by_name(stage: Stage) -> None:
    for old, new in (("      HARMCAT:", "      HARM_CAT:"), ("  cpd_plans:\n", "  plans:\n")):
        edit(stage.root, "study/codebook.yaml", old, new)
    stage.refuses(READS["statistics"], "names_read_by_the_software")


def test_the_list_of_those_variables_is_whole() -> None:
    """Every delivered variable that a rule reads by name stands in it, so that none can be missed at run time."""
    listed = {name for names in READ_BY_NAME.values() for name in names}
    read: set[str] = set()
    for stage in ("validate", "derive", "estimate"):
        for path in (PACKAGE / stage).glob("*.py"):
            text = path.read_text(encoding="utf-8")
            read |= set(re.findall(r"(?:row|case)\[\"([A-Z_]+|case_id|plan_\w+|population)\"\]", text))
            read |= set(re.findall(r"\"([A-Z]+_[A-Z]+|PARTNERS|SEPARATN)\"", text))
    assert {name for name in read if not name.startswith("y20")} <= listed


def test_a_comparison_of_nothing_that_a_table_shows(project: Path) -> None:
    """Said once, of the comparison; the table that shows it has no fault of its own."""
    edit(
        project,
        "study/comparisons.yaml",
        "statistic: known_by_period\n  - id: plan_trend",
        "statistic: known_by_periods\n  - id: plan_trend",
    )
    with pytest.raises(FaultsFound) as found:
        load_study(project)
    assert [(fault.file, fault.problem) for fault in found.value.faults] == [
        ("study/comparisons.yaml", "unknown statistic 'known_by_periods'")
    ]
