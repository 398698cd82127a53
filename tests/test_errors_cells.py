"""Columns and cells that the codebook does not allow: counted by column, never shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from broken import INGEST, RAW, Break, Stage, edit, edit_csv, edit_sav

DATABASE, REPORTS, PLANS, THEMES = "scr_database.sav", "final_reports.sav", "cpd_plans.csv", "themes.csv"
PLANTED = ("Xyzzy", "7777", "1.2E+05", "120000", "31/02", "1899", "2099", "2006")


def cell(name: str, row: int, column: int, value: str) -> Break:
    """One cell of a CSV, rows counted below the header."""
    return lambda root: edit_csv(root, name, lambda rows: rows[row].__setitem__(column, value))


def value(name: str, row: int, of: str, planted: object) -> Break:
    """One cell of an SPSS file."""
    return lambda root: edit_sav(root, name, lambda columns: columns[of].__setitem__(row, planted))


def column(name: str, of: str, planted: object) -> Break:
    """A whole column of an SPSS file."""
    return lambda root: edit_sav(root, name, lambda columns: columns.update({of: [planted] * len(columns["SCR_ID"])}))


def renamed(name: str, old: str, new: str) -> Break:
    return lambda root: edit_sav(root, name, lambda columns: columns.update({new: columns.pop(old)}))


def dropped(name: str, *names: str) -> Break:
    return lambda root: edit_sav(root, name, lambda columns: [columns.pop(one) for one in names])


def mapped(text: str) -> Break:
    """A mapping added to the release."""

    def change(root: Path) -> None:
        path = root / "study/releases.yaml"
        path.write_text(path.read_text(encoding="utf-8") + f"  {text}\n", encoding="utf-8")

    return change


def header_runs_into_a_row(root: Path) -> None:
    path = root / RAW / PLANS
    path.write_bytes(path.read_bytes().replace(b",category\r\n", b',"category\r\nSYN-0001,,,NEG"\r\n', 1))


BREAKS: dict[str, Break] = {
    "unknown_column": lambda root: edit_csv(root, PLANS, lambda rows: rows[0].__setitem__(1, "plan_strat")),
    "unknown_column_of_spss": column(DATABASE, "Shoe_Size", 7777.0),
    "header_runs_into_a_row": header_runs_into_a_row,
    "missing_column": lambda root: edit_csv(root, PLANS, lambda rows: [row.pop() for row in rows]),
    "missing_columns_of_spss": dropped(DATABASE, "SEX", "HARMCAT"),
    "renamed_column_of_spss": renamed(DATABASE, "CSC_INV", "CSCINV"),
    "two_columns_renamed_alike": mapped("rename: {cpd_plans: {plan_end: plan_start}}"),
    "text_for_number": column(DATABASE, "AGE_MTHS", "Xyzzy"),
    "text_for_code": column(DATABASE, "SEX", "Xyzzy"),
    "text_for_date": column(DATABASE, "INC_DATE", "Xyzzy"),
    "number_for_date": column(DATABASE, "INC_DATE", 7777.0),
    "date_for_code": column(DATABASE, "SEX", date(2012, 7, 7)),
    "date_for_number": column(DATABASE, "NSIBS", date(2012, 7, 7)),
    "date_of_birth": column(DATABASE, "Var00017", date(2006, 5, 4)),
    "date_of_birth_under_its_name": column(DATABASE, "Child_DOB", date(2006, 5, 4)),
    "date_in_a_column_of_text": cell(THEMES, 3, 2, "04/05/2006"),
    "unknown_code_of_spss": value(DATABASE, 3, "OUTCOME", 7.0),
    "unknown_code_of_csv": cell(PLANS, 3, 3, "Xyzzy"),
    "broken_code": value(DATABASE, 3, "OUTCOME", 1.5),
    "number_out_of_range": value(DATABASE, 3, "AGE_MTHS", 7777.0),
    "broken_number": value(DATABASE, 3, "AGE_MTHS", 7.5),
    "endless_number": value(DATABASE, 3, "AGE_MTHS", float("inf")),
    "not_a_number": cell("child_population.csv", 3, 2, "nan"),
    "endless_number_of_csv": cell("child_population.csv", 3, 2, "inf"),
    "number_with_underscore": cell("child_population.csv", 3, 2, "1_000"),
    "blank_id_of_csv": cell(PLANS, 3, 0, " "),
    "blank_id_of_spss": value(DATABASE, 3, "SCR_ID", ""),
    "id_in_scientific_notation": cell(PLANS, 3, 0, "1.2E+05"),
    "id_in_continental_scientific_notation": cell(PLANS, 3, 0, "1,2E+05"),
    "impossible_date": cell(PLANS, 3, 1, "31/02/2009"),
    "date_month_first": cell(PLANS, 3, 1, "02/28/2009"),
    "date_in_another_form": cell(PLANS, 3, 1, "2009-02-28"),
    "date_before_the_window": value(DATABASE, 3, "INC_DATE", date(1899, 12, 31)),
    "date_after_the_window": value(DATABASE, 3, "INC_DATE", date(2099, 1, 1)),
}  # fmt: skip


@pytest.fixture
def stage(delivered: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Stage:
    return Stage(delivered, capsys, monkeypatch)


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_cell_is_refused(stage: Stage, name: str) -> None:
    BREAKS[name](stage.root)
    stage.refuses(INGEST, f"cell_{name}", unsaid=PLANTED)


def test_every_broken_cell_is_in_one_message(stage: Stage) -> None:
    for name in (
        "unknown_column_of_spss",
        "impossible_date",
        "unknown_code_of_csv",
        "endless_number",
        "blank_id_of_spss",
    ):
        BREAKS[name](stage.root)
    stage.refuses(INGEST, "cell_several", unsaid=PLANTED)


def test_a_code_that_the_file_calls_missing_and_the_codebook_an_answer(stage: Stage) -> None:
    """It would leave the denominator without a word."""
    other, missing = "{name: other_harm, label: Other serious harm}", "missing: {98: not_applicable}"
    answer = f"{other}\n          98: {{name: none_given, label: None given}}"
    edit(stage.root, "study/codebook.yaml", f"{other}\n        {missing}", answer)
    stage.refuses(INGEST, "cell_answer_declared_missing")
