"""The identifier gate: what must never be in a delivery stops it, and says neither what nor whose it is."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scr_analysis.__main__ import main
from scr_analysis.ingest.identifiers import is_nhs_number, kinds_of


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
