"""Tables whose rows contradict one another: counted by rule and variable, all rules in one message."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from broken import INGEST, RAW, VALIDATE, Break, Stage, edit_csv, edit_sav

DATABASE, REPORTS, PLANS, THEMES = "scr_database.sav", "final_reports.sav", "cpd_plans.csv", "themes.csv"


def sav(name: str, **cells: Any) -> Break:
    """Cells of the fourth row of an SPSS file."""

    def change(columns: dict[str, list[Any]]) -> None:
        for column, planted in cells.items():
            columns[column][3] = planted

    return lambda root: edit_sav(root, name, change)


def copy_of_a_row(columns: dict[str, list[Any]]) -> None:
    """The second row stands in place of the fourth, so that the number of rows stays."""
    for cells in columns.values():
        cells[3] = cells[1]


def plan(column: int, text: str) -> Break:
    """A cell of the first episode that has both dates: it starts in July 2005."""
    return lambda root: edit_csv(root, PLANS, lambda rows: rows[1].__setitem__(column, text))


BREAKS: dict[str, Break] = {
    "duplicated_id": lambda root: edit_sav(root, DATABASE, copy_of_a_row),
    "duplicated_report": lambda root: edit_sav(root, REPORTS, copy_of_a_row),
    "no_incident_date": sav(DATABASE, INC_DATE=None),
    "incident_in_another_period": sav(DATABASE, PERIOD=1.0),
    "harm_with_category_of_death": sav(DATABASE, OUTCOME=2.0, DEATHCAT=8.0, HARMCAT=98.0),
    "in_depth_without_report": sav(DATABASE, REPORT=0.0, INDEPTH=1.0),
    "report_of_no_review": sav(REPORTS, SCR_ID="SYN-9999"),
    "plan_without_start": plan(1, ""),
    "plan_ends_before_it_starts": plan(2, "01/07/2005"),
    "theme_of_no_review": lambda root: edit_csv(root, THEMES, lambda rows: rows[1].__setitem__(0, "SYN-9999")),
}


@pytest.fixture
def stage(delivered: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Stage:
    return Stage(delivered, capsys, monkeypatch)


@pytest.mark.parametrize("name", BREAKS)
def test_a_contradiction_is_refused(stage: Stage, name: str) -> None:
    BREAKS[name](stage.root)
    stage.passes(INGEST)
    stage.refuses(VALIDATE, f"rule_{name}")


def test_every_contradiction_is_in_one_message(stage: Stage) -> None:
    for name in ("plan_ends_before_it_starts", "theme_of_no_review", "duplicated_id"):
        BREAKS[name](stage.root)
    stage.passes(INGEST)
    stage.refuses(VALIDATE, "rule_several")


def test_an_id_that_stands_twice_on_both_sides_is_counted_as_such(stage: Stage) -> None:
    """Linking such ids would multiply cases."""
    linked = next(csv.reader((stage.root / RAW / PLANS).open(encoding="cp1252").readlines()[4:]))[0]

    def change(columns: dict[str, list[Any]]) -> None:
        at = columns["SCR_ID"].index(linked)
        for cells in columns.values():
            cells[at - 1] = cells[at]

    edit_sav(stage.root, DATABASE, change)
    stage.passes(INGEST)
    stage.refuses(VALIDATE, "rule_many_to_many")


def test_what_is_not_broken_passes(stage: Stage) -> None:
    stage.passes(INGEST)
    stage.passes(VALIDATE)


def test_a_plan_may_end_on_the_day_it_starts(stage: Stage) -> None:
    plan(2, date(2005, 7, 7).strftime("%d/%m/%Y"))(stage.root)
    stage.passes(INGEST)
    stage.passes(VALIDATE)
