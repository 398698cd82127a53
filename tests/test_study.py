"""The study as it is loaded: only what is asked for, typed, and with every unknown name refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core_run import ROOT, study, study_in
from scr_analysis.errors import FaultsFound
from scr_analysis.study import load_study
from scr_analysis.study.config import read_config
from scr_analysis.study.yaml_file import read_source


def test_neglect_as_a_feature_and_as_a_plan_never_share_a_table_or_chart() -> None:
    """Two things from two sources on two bases: in one series they would be read as one."""
    study = load_study(ROOT, "tables", "charts")
    shown = {name: [row.statistic for row in table.rows] for name, table in study.tables.items()}
    shown |= {name: chart.statistics for name, chart in study.charts.items()}
    for name, statistics in shown.items():
        columns = {column for one in statistics for column in study.statistics[one].columns()}
        assert not {"NEGLECT", "plan_category"} <= columns, name


def test_only_the_parts_asked_for_are_loaded() -> None:
    some = load_study(ROOT, "statistics")
    assert set(some.statistics) == set(study().statistics)
    assert some.bases
    assert (some.tables, some.charts, some.releases) == ({}, {}, {})
    with pytest.raises(AssertionError, match="was not asked for 'wording'"):
        some.wording  # noqa: B018
    with pytest.raises(AssertionError, match="was not asked for 'disclosure'"):
        some.disclosure  # noqa: B018


def test_a_fault_in_a_part_not_asked_for_does_not_matter(tmp_path: Path) -> None:
    assert study_in(tmp_path, "statistics", tables="- {idd: broken}\n").statistics
    with pytest.raises(FaultsFound):
        load_study(tmp_path, "tables")


def test_yes_and_no_are_words_and_dates_are_dates() -> None:
    """YAML of old reads yes as true: codes must stay words."""
    assert study().statistics["fatal"].numerator == {"fatal": ["yes"]}
    assert study().bases["serious_harm_2011_14"].include == {"fatal": ["no"]}
    assert study().bases["reviews_2011_14"].window == (date(2011, 4, 1), date(2014, 3, 31))
    assert study().codebook.tables["scr_database"].columns["INC_DATE"].earliest == date(2003, 4, 1)
    assert study().codebook.column("scr_database", "DISAB").codes["1"].name == "yes"


def test_one_or_several(tmp_path: Path) -> None:
    entries = (
        "- {id: one, title: One, base: database, numerator: all, by: SEX, stays: []}\n"
        "- {id: two, title: Two, base: [database, reviews_2011_14], numerator: all, by: [SEX, period]}\n"
    )
    found = study_in(tmp_path, "statistics", statistics=entries).statistics
    assert (found["one"].base, found["one"].by, found["one"].kind) == (["database"], ["SEX"], "proportion")
    assert (found["two"].base, found["two"].by) == (["database", "reviews_2011_14"], ["SEX", "period"])


def test_a_base_holds_the_rules_of_the_bases_around_it() -> None:
    inclusion = study().inclusion("in_depth_2011_14")
    assert inclusion == {
        "period": frozenset({"p2011_14"}), "REPORT": frozenset({"yes"}), "INDEPTH": frozenset({"yes"}),
    }  # fmt: skip
    assert study().inclusion("database") == {}


def test_two_rules_on_one_column_are_both_kept(tmp_path: Path) -> None:
    wider = "- {id: a, title: A, include: {SEX: [male, female]}}\n"
    bases = wider + "- {id: b, title: B, within: a, include: {SEX: [female]}}\n"
    entries = "- {id: one, title: One, base: b, numerator: all}\n"
    declared = study_in(tmp_path, "statistics", bases=bases, statistics=entries)
    assert declared.inclusion("b") == {"SEX": frozenset({"female"})}


def faults(folder: Path, **files: str) -> Iterator[str]:
    with pytest.raises(FaultsFound) as found:
        study_in(folder, **files)
    yield from (str(fault) for fault in found.value.faults)


@pytest.mark.parametrize(
    ("file", "entry", "named"),
    [
        ("statistics", "- {id: x, title: X, base: databse, numerator: all}", "databse"),
        ("statistics", "- {id: x, title: X, base: database, numerator: {SEXX: [male]}}", "SEXX"),
        ("statistics", "- {id: x, title: X, base: database, numerator: {SEX: [mle]}}", "mle"),
        ("statistics", "- {id: x, title: X, base: database, numerator: {SEX: [not_known]}}", "not_known"),
        ("statistics", "- {id: x, title: X, base: database, numerator: all, stays: [not_knwon]}", "not_knwon"),
        ("statistics", "- {id: x, title: X, base: database, numerator: all, by: [SEX, period, REGION]}", "by"),
        ("statistics", "- {id: fatal, title: X, base: database, numerator: all}", "fatal"),
        ("bases", "- {id: x, title: X, within: nowhere}", "nowhere"),
        ("bases", "- {id: x, title: X, include: {SEX: [mle]}}", "mle"),
        ("tables", "- {id: x, title: X, stub: X, rows: [{statistic: fatl}]}", "fatl"),
        ("tables", "- {id: x, title: X, stub: X, rows: [{statistic: plan_status, levels: [curent]}]}", "curent"),
        ("tables", "- {id: x, title: X, stub: X, across: SEX, show: [n], rows: [{statistic: fatal}]}", "SEX"),
        ("charts", "- {id: x, title: X, kind: columns, statistics: [age_grup]}", "age_grup"),
        ("charts", "- {id: x, title: X, kind: columns, statistics: [age_group], levels: [under_11]}", "under_11"),
    ],
)
def test_an_unknown_name_is_refused_with_its_file_and_line(tmp_path: Path, file: str, entry: str, named: str) -> None:
    before = (ROOT / f"study/{file}.yaml").read_text(encoding="utf-8")
    (text,) = faults(tmp_path, **{file: f"+{entry}\n"})
    assert text.startswith(f"study/{file}.yaml, line {before.count(chr(10)) + 1}: ")
    assert f"'{named}'" in text


def test_faults_of_all_files_come_together(tmp_path: Path) -> None:
    found = list(faults(tmp_path, statistics="+- {idd: x}\n", tables="+- {id: y, titel: Y}\n", bases="+- {id: z}\n"))
    assert {text.split(",")[0] for text in found} == {"study/statistics.yaml", "study/tables.yaml", "study/bases.yaml"}


def test_the_headline_ids_are_declared() -> None:
    """Typed from the brief, and as many of each as it asks for at least."""
    headline = (
        "not_involved_at_incident known_to_social_care below_threshold aware_of_child plan_current plan_past fatal "
        "domestic_abuse suicide_open_to_social_care suicide_camhs"
    )
    assert set(headline.split()) <= set(study().statistics)
    assert (len(study().statistics) >= 40, len(study().tables) >= 8, len(study().charts) >= 6) == (True, True, True)
    assert "synthetic" in study().releases


def test_tables_and_charts_have_names_of_their_own() -> None:
    """The prose refers to both alike."""
    assert not set(study().tables) & set(study().charts)


def test_configuration_is_typed() -> None:
    config = read_config(read_source(ROOT / "config.yaml"))
    assert (config.release, config.interval, config.confidence) == ("synthetic", "wilson", 0.95)
    assert config.briefing.date == date(2016, 5, 1)
