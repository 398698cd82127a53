"""Bases do not mix unnoticed: a table says where its base changes, a chart has one, and each claim speaks of one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core_run import study_in
from prose_room import prose_in
from scr_analysis.errors import FaultsFound
from scr_analysis.files import read_rows
from scr_analysis.present import table_rows
from scr_analysis.study import Study
from typed_estimates import one

STATISTICS = """
- {id: deaths, title: Deaths, base: reviews_2011_14, numerator: {fatal: [yes]}}
- {id: boys, title: Boys, base: reviews_2011_14, numerator: {SEX: [male]}}
- {id: reports, title: Reports, base: final_reports_2011_14, numerator: {fatal: [yes]}}
- {id: two, title: On two, base: [final_reports_2011_14, reviews_2011_14], numerator: {fatal: [yes]}}
- {id: other_two, title: On two others, base: [in_depth_2011_14, reviews_2011_14], numerator: {fatal: [yes]}}
"""


def declared(folder: Path, **files: str) -> Study:
    empty = {"tables": "[]\n", "charts": "[]\n"}
    return study_in(folder, "tables", "charts", statistics=STATISTICS, **{**empty, **files})


def headings(folder: Path, rows: str, show: str = "n, pct") -> list[str]:
    own = declared(folder, tables=f"- {{id: it, title: It, stub: Row, show: [{show}], rows: [{rows}]}}\n")
    estimates = [
        one("deaths", 20, 30, "reviews_2011_14"),
        one("boys", 15, 30, "reviews_2011_14"),
        one("reports", 12, 25, "final_reports_2011_14"),
    ]
    laid: dict[str, Any] = table_rows.layout(own, own.tables["it"], {each.key: each for each in estimates})
    return [row["heading"] for row in laid["rows"] if "heading" in row]


MIXED = "{statistic: deaths}, {statistic: boys}, {statistic: reports}"


def test_a_table_says_where_its_base_changes(tmp_path: Path) -> None:
    reviews, reports = "Of: serious case reviews, 2011-14", "Of: final reports, 2011-14"
    assert headings(tmp_path / "a", MIXED) == [reviews, reports]
    assert headings(tmp_path / "b", "{statistic: deaths}, {statistic: boys}") == []
    assert headings(tmp_path / "c", MIXED, show="n, denominator") == []  # each row shows its own


def test_a_heading_that_names_no_base_is_given_it_where_the_base_changes(tmp_path: Path) -> None:
    rows = "{statistic: deaths, heading: All children}, {statistic: boys, heading: Boys}, {statistic: reports, heading: Reports}"
    found = headings(tmp_path / "a", rows)
    assert found == ["All children, of: serious case reviews, 2011-14", "Boys", "Reports, of: final reports, 2011-14"]
    named = "{statistic: deaths, heading: Of all reviews}, {statistic: reports, heading: Of the reports}"
    assert headings(tmp_path / "b", named) == ["Of all reviews", "Of the reports"]


def test_a_table_across_bases_whose_rows_have_others_is_refused(tmp_path: Path) -> None:
    rows = "[{statistic: two}, {statistic: other_two}]"
    with pytest.raises(FaultsFound, match="'other_two' has other bases than 'two', whose bases head the columns"):
        declared(tmp_path, tables=f"- {{id: it, title: It, stub: Row, across: base, show: [n_pct], rows: {rows}}}\n")


@pytest.mark.parametrize("across", ["", "across: base, "])
def test_a_chart_of_statistics_on_different_bases_is_refused(tmp_path: Path, across: str) -> None:
    names = "two, other_two" if across else "deaths, reports"
    with pytest.raises(FaultsFound, match="one chart has one base"):
        declared(tmp_path, charts=f"- {{id: it, title: It, kind: dots, {across}statistics: [{names}]}}\n")


def test_a_word_in_a_sentence_with_figures_of_other_bases_is_listed_with_them(tmp_path: Path) -> None:
    prose = prose_in(tmp_path)
    text = """{{ claim("most", "fatal") }} died, {{ count("camhs") }} of the suicides were known.

{{ claim("most", "fatal") }} died. {{ count("camhs") }} were known; {{ words("fatal") }} died.
"""
    prose.raw(text)
    rows = read_rows(tmp_path / "audit/claims.csv")
    others = [(row["phrase"], row["other_bases"]) for row in rows]
    assert others == [("most", "suicides_2011_14"), ("most", ""), ("about two thirds", "suicides_2011_14")]


def test_a_claim_names_its_base_where_the_statistic_has_several(tmp_path: Path) -> None:
    """A claim speaks of one estimate, and so of one base; where it does not say which, the build stops."""
    (fault,) = prose_in(tmp_path).refuses('They are {{ claim("most", "everywhere") }}.')
    assert "'everywhere' has several bases, and none is named" in fault
