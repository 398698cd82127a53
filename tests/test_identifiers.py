"""The identifier gate: what must never be in a delivery stops it, and says neither what nor whose it is."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scr_analysis.__main__ import main
from scr_analysis.ingest.births import BIRTH, STRAY, age, as_date, is_named_for_birth, stray_dates
from scr_analysis.ingest.identifiers import is_nhs_number, kinds_of
from scr_analysis.ingest.read import Cell, Delivery


# The first is the example of the NHS Data Dictionary; the second is a test number of the 999 range.
@pytest.mark.parametrize("number", ["9434765919", "9990000018"])
def test_nhs_numbers_with_their_check_digit(number: str) -> None:
    assert is_nhs_number(number)
    assert kinds_of(f"{number[:3]} {number[3:6]} {number[6:]}") == ["an NHS number"]


@pytest.mark.parametrize("number", ["9434765918", "1234567890", "0000000000", "943476591"])
def test_ten_digits_without_it_are_no_nhs_number(number: str) -> None:
    assert not is_nhs_number(number)


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_at_most_one_check_digit_fits(nine: str) -> None:
    fitting = [digit for digit in "0123456789" if is_nhs_number(nine + digit)]
    assert len(fitting) <= 1
    weighted = sum(int(digit) * weight for digit, weight in zip(nine, (10, 9, 8, 7, 6, 5, 4, 3, 2), strict=True))
    if len(set(nine)) > 1:
        assert bool(fitting) == (weighted % 11 != 1)


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("Mrs Hartley", "a name"),
        ("Oliver Hartley", "a name"),
        ("seen at SW1A 1AA", "a postcode"),
        ("ls6 3hn", "a postcode"),
        ("born 03/04/2009", "a date written into text"),
        ("someone@example.org", "an e-mail address"),
        ("07700 900123", "a telephone number"),
        ("Mother was seen. She said that nobody had come.", "free text"),
        ("x" * 101, "free text"),
    ],
)
def test_each_kind_is_seen(cell: str, kind: str) -> None:
    assert kind in kinds_of(cell)


@pytest.mark.parametrize(
    "cell",
    ["SYN-0001", "NEG", "1", 10950000.0, None, "03/04/2009", "Parents’ account taken at face value", "16-17", "<1"],
)
def test_what_a_delivery_holds_passes(cell: str | float | None) -> None:
    assert kinds_of(cell) == []


@pytest.mark.parametrize(
    ("planted", "kind"),
    [
        ("943 476 5919", "an NHS number"),
        ("Oliver Hartley", "a name"),
        ("LS6 3HN", "a postcode"),
        ("born 03/04/2009", "a date written into text"),
    ],
)
def test_a_planted_identifier_stops_the_build_before_anything_is_written(
    delivered: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], planted: str, kind: str
) -> None:
    path = delivered / "data/raw/synthetic/themes.csv"
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    rows[5][2] = planted
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        csv.writer(handle).writerows(rows)
    monkeypatch.chdir(delivered)
    code = main(["ingest", "--release", "synthetic", "--out", "out", "--log", "log"])
    said = "".join(capsys.readouterr()) + Path("log").read_text(encoding="utf-8")
    assert code == 1
    assert f"themes.csv, column code: 1 cell looks like {kind}" in said
    assert planted not in said
    assert not Path("out").exists()


def test_a_column_named_for_an_identifier_is_refused_without_its_name(
    delivered: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = delivered / "data/raw/synthetic/cpd_plans.csv"
    lines = path.read_text(encoding="cp1252").splitlines()
    lines = [f"{line},{'child_surname' if number == 0 else 'HARTLEY'}" for number, line in enumerate(lines)]
    path.write_text("\n".join(lines), encoding="cp1252")
    monkeypatch.chdir(delivered)
    assert main(["ingest", "--release", "synthetic", "--out", "out"]) == 1
    said = "".join(capsys.readouterr())
    assert "a column is named as identifiers are" in said
    assert "HARTLEY" not in said


@pytest.mark.parametrize("name", ["DOB", "child_dob", "CHILD_DOB1", "DateOfBirth", "BIRTHDATE", "d.o.b", "mother_born"])
def test_a_column_named_for_birth_is_known_as_such(name: str) -> None:
    assert is_named_for_birth(name)


@pytest.mark.parametrize("name", ["SCR_ID", "INC_DATE", "plan_start", "DOBSON_SCALE", "stubborn", "AGE_MTHS"])
def test_other_columns_are_not(name: str) -> None:
    assert not is_named_for_birth(name)


@pytest.mark.parametrize(
    "cell", ["04/05/2006", "4/5/2006", "2006-05-04", "20060504", 20060504.0, "4 May 2006", "04-May-2006", "04.05.2006"]
)
def test_the_ways_in_which_a_date_is_written(cell: Cell) -> None:
    assert as_date(cell) == date(2006, 5, 4)


@pytest.mark.parametrize(
    "cell", [None, "", "NEG", "2011-14", "16-17", 10950000.0, 215.0, "31/02/2009", "20061304", "SYN-0001"]
)
def test_what_is_no_date(cell: Cell) -> None:
    assert as_date(cell) is None


@pytest.mark.parametrize(
    ("born", "kind"),
    [
        (date(2012, 7, 7), BIRTH),  # the day of the incident
        (date(2012, 7, 8), STRAY),  # the day after
        (date(1993, 7, 8), BIRTH),  # the last day before nineteen
        (date(1993, 7, 7), STRAY),  # nineteen that day
    ],
)
def test_a_date_of_birth_lies_up_to_eighteen_years_before_the_incident(born: date, kind: str) -> None:
    delivery = Delivery({"INC_DATE": [date(2012, 7, 7)], "V1": [born]}, 1)
    assert list(stray_dates(delivery, {"INC_DATE": "date"})) == [("V1", kind, 1)]


@given(st.dates(date(1985, 1, 1), date(2014, 3, 31)), st.dates(date(1985, 1, 1), date(2014, 3, 31)))
def test_age_is_the_birthdays_that_have_passed(born: date, then: date) -> None:
    passed = [
        year
        for year in range(born.year + 1, then.year + 1)
        if (year, born.month, born.day) <= (then.year, then.month, then.day)
    ]
    assert age(born, then) == len(passed) if born <= then else age(born, then) < 0


def test_declared_dates_and_numbers_raise_no_alarm() -> None:
    cells: dict[str, list[Cell]] = {"plan_start": ["04/05/2006"], "plan_end": [None], "children": [20060504.0]}
    kinds = {"plan_start": "date", "plan_end": "date", "children": "number"}
    assert list(stray_dates(Delivery(cells, 1), kinds)) == []


def test_a_column_of_births_is_refused_even_where_the_release_maps_it(
    delivered: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = delivered / "data/raw/synthetic/cpd_plans.csv"
    path.write_bytes(path.read_bytes().replace(b"plan_start", b"DOB", 1))
    releases = delivered / "study/releases.yaml"
    releases.write_text(
        releases.read_text(encoding="utf-8") + "  rename: {cpd_plans: {DOB: plan_start}}\n", encoding="utf-8"
    )
    monkeypatch.chdir(delivered)
    assert main(["ingest", "--release", "synthetic", "--out", "out"]) == 1
    assert "a column is named as dates of birth are" in "".join(capsys.readouterr())
    assert not Path("out").exists()
