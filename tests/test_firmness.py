"""The table of the words told: which survive the interval, which the bounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from scr_analysis.attack.collect.own import STANDS
from scr_analysis.files import csv_text
from scr_analysis.render.edition import Table
from scr_analysis.render.firmness import ELSEWHERE, FAILS, HOLDS, SECTION, STANDS_IN, WITHHELD_MARK, firmness
from scr_analysis.render.telling import COLUMNS
from scr_analysis.verdicts import BROKEN, FRAGILE, OPEN, ROBUST, WITHHELD

LOW, NO = "fails at the low end of the interval (44%)", "fails if every missing case were a no (48%)"


def rows(folder: Path, *told: tuple[str, str]) -> list[list[str]]:
    """The cells of words with these verdicts and reasons."""
    return [row["cells"] for row in laid(folder, *told)["rows"]]


def notes_of(folder: Path, *told: tuple[str, str]) -> list[str]:
    notes: list[str] = laid(folder, *told)["notes"]
    return notes


def laid(folder: Path, *told: tuple[str, str]) -> Table:
    """The table of words with these verdicts and reasons."""
    said = {"sentence": "Most of them.", "phrase": "most", "figure": "6 of 9, 67%"}
    words = [{**said, "use": f"use-{at}", "verdict": verdict, "why": why} for at, (verdict, why) in enumerate(told)]
    lines = [[one.get(column, "") for column in COLUMNS] for one in words]
    (folder / "audit").mkdir()
    (folder / "audit/claims.csv").write_text(csv_text(COLUMNS, lines), encoding="utf-8")
    table = firmness(folder, "Source: test.")
    assert table is not None
    assert table["section"] == SECTION
    return table


@pytest.mark.parametrize(
    ("verdict", "why", "across"),
    [
        (ROBUST, "", ["holds", "holds"]),
        (FRAGILE, LOW, ["fails", "holds"]),
        (FRAGILE, NO, ["holds", "fails"]),
        (FRAGILE, f"{LOW}; {NO}", ["fails", "fails"]),
        (FRAGILE, "one case more or fewer would part the equal counts", ["see below", "see below"]),
        (BROKEN, "fails at the estimate", ["fails", "fails"]),
    ],
)
def test_where_a_word_holds(tmp_path: Path, verdict: str, why: str, across: list[str]) -> None:
    assert rows(tmp_path, (verdict, why)) == [["most", "6 of 9, 67%", *across]]


def test_of_a_hidden_figure_nothing_is_told(tmp_path: Path) -> None:
    assert rows(tmp_path, (WITHHELD, ""))[0][1:] == ["[c]"] * 3


def test_rounding_leaves_a_word_open(tmp_path: Path) -> None:
    assert rows(tmp_path, (OPEN, "its counts are rounded"))[0] == ["most", "6 of 9, 67%", *["stands in"] * 2]


def test_what_to_see_below_is_said_without_a_number_or_a_name(tmp_path: Path) -> None:
    """Only of words that say so; a number in it could be read as the count of whatever is named there."""
    (tmp_path / "one").mkdir()
    why = "missing cases could add to the count"
    notes = notes_of(tmp_path / "one", (FRAGILE, why), (OPEN, "its counts are rounded"), (FRAGILE, LOW), (WITHHELD, ""))
    assert notes[-1] == f"See below: {why}."
    (tmp_path / "other").mkdir()
    assert not any(
        note.startswith("See below") for note in notes_of(tmp_path / "other", (OPEN, "its counts are rounded"))
    )


def test_the_attack_knows_every_way_in_which_a_word_stands() -> None:
    assert {HOLDS, FAILS, ELSEWHERE, WITHHELD_MARK, STANDS_IN} == set(STANDS)


def test_no_words_no_table(tmp_path: Path) -> None:
    (tmp_path / "audit").mkdir()
    (tmp_path / "audit/claims.csv").write_text(csv_text(COLUMNS, []), encoding="utf-8")
    assert firmness(tmp_path, "Source: test.") is None
