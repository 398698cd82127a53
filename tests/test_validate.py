"""validate: each rule at its edge, links that add up, one row a case, and nothing written where a rule fails."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core_run import core_run, study
from scr_analysis.errors import FaultsFound
from scr_analysis.files import csv_text, read_rows
from scr_analysis.validate import joined, validate
from scr_analysis.validate.links import match
from scr_analysis.validate.rules import RULES, Tables
from small import small

# A rule, the table it looks at, and rows with a 1 where the rule is broken.
ROW_RULES = {
    "incident_dated": (
        "scr_database",
        """
        INC_DATE   | broken
        2011-04-01 | 0
        blank      | 1
        """,
    ),
    "period_agrees": (
        "scr_database",
        """
        INC_DATE   PERIOD   | broken
        2011-04-01 p2011_14 | 0
        2011-03-31 p2009_11 | 0
        2011-03-31 p2011_14 | 1    # one day too early for the period
        2011-04-01 p2009_11 | 1
        2011-04-01 blank    | 0    # nothing is said that could differ
        blank      p2011_14 | 0    # a rule of its own stops this
        """,
    ),
    "category_agrees": (
        "scr_database",
        """
        OUTCOME      DEATHCAT       HARMCAT        | broken
        death        suicide        not_applicable | 0
        serious_harm not_applicable neglect        | 0
        death        suicide        neglect        | 1
        death        not_applicable not_applicable | 1
        serious_harm suicide        neglect        | 1
        serious_harm not_applicable not_applicable | 1
        serious_harm suicide        not_applicable | 1
        """,
    ),
    "in_depth_has_report": (
        "scr_database",
        """
        REPORT INDEPTH | broken
        yes    yes     | 0
        yes    no      | 0
        no     no      | 0
        no     yes     | 1
        blank  yes     | 1
        """,
    ),
    "plan_started": (
        "cpd_plans",
        """
        plan_start | broken
        2011-04-01 | 0
        blank      | 1
        """,
    ),
    "plan_ends_after_start": (
        "cpd_plans",
        """
        plan_start plan_end   | broken
        2011-04-01 2011-04-02 | 0
        2011-04-01 2011-04-01 | 0    # a plan of one day
        2011-04-02 2011-04-01 | 1
        2011-04-01 blank      | 0    # still open
        blank      2011-04-01 | 0    # a rule of its own stops this
        """,
    ),
    "category_without_plan": (
        "scr_database",
        """
        CPPLAN  CPCAT          | broken
        never   not_applicable | 0
        never   neglect        | 1
        current neglect        | 0
        past    neglect        | 0
        """,
    ),
    "young_suicide": (
        "scr_database",
        """
        DEATHCAT AGE_MTHS  | broken
        suicide  95        | 1
        suicide  96        | 0    # the eighth birthday
        suicide  not_known | 0
        sudi     2         | 0
        """,
    ),
}
DATABASE = """
    SCR_ID REPORT INDEPTH
    a      yes    yes
    b      yes    no
    c      no     no
"""
# Rules over several rows or tables: tables that break them, by how many rows, and tables that do not.
TABLE_RULES = {
    "unique_review": [({"scr_database": "SCR_ID\na\nb\nb\nb\nc\nc"}, 3), ({"scr_database": "SCR_ID\na\nb"}, 0)],
    "unique_report": [({"final_reports": "SCR_ID\na\na"}, 1), ({"final_reports": "SCR_ID\na\nb"}, 0)],
    "report_delivered": [
        ({"final_reports": "SCR_ID\na\nb"}, 0),
        ({"final_reports": "SCR_ID\na"}, 1),  # the database says that b has one
        ({"final_reports": "SCR_ID\na\nb\nc"}, 1),  # and that c has none
        ({"final_reports": "SCR_ID\nc"}, 3),
    ],
    "report_of_review": [({"final_reports": "SCR_ID\na\nb"}, 0), ({"final_reports": "SCR_ID\na\nx\ny"}, 2)],
    "theme_of_in_depth": [({"themes": "case_id\na\na"}, 0), ({"themes": "case_id\na\nb\nx"}, 2)],
    "episode_of_review": [({"cpd_plans": "case_id\na\nc\nc"}, 0), ({"cpd_plans": "case_id\nc\nx\nx"}, 2)],
}
BY_ID = {rule.id: rule for rule in RULES}
STRAYS_ARE_USUAL = {"category_without_plan", "young_suicide", "episode_of_review"}


def test_every_rule_is_drawn_here() -> None:
    assert set(BY_ID) == {*ROW_RULES, *TABLE_RULES}
    assert {rule.id for rule in RULES if rule.severity == "warning"} == STRAYS_ARE_USUAL


@pytest.mark.parametrize("rule", ROW_RULES)
def test_row_rule(rule: str) -> None:
    table, drawing = ROW_RULES[rule]
    for row in small(drawing):
        assert BY_ID[rule].count({table: [row]}) == int(row["broken"]), row
    assert BY_ID[rule].count({table: small(drawing)}) == sum(int(row["broken"]) for row in small(drawing))


DRAWN = [(rule, place) for rule, found in TABLE_RULES.items() for place in range(len(found))]


@pytest.mark.parametrize(("rule", "place"), DRAWN)
def test_table_rule(rule: str, place: int) -> None:
    drawn, broken = TABLE_RULES[rule][place]
    tables: Tables = {"scr_database": small(DATABASE), **{name: small(text) for name, text in drawn.items()}}
    assert BY_ID[rule].count(tables) == broken


IDS = st.lists(st.sampled_from("abcdefgh"), max_size=30)


@given(left=IDS, right=IDS)
@settings(deadline=None)
def test_match_adds_up_and_is_the_one_of_pandas(left: list[str], right: list[str]) -> None:
    """Every row is matched or in one table only, whatever stands once or several times on either side."""
    made = match("table", left, right)
    lefts, rights = pandas.Series(left, dtype=str), pandas.Series(right, dtype=str)
    assert (made.left_rows, made.right_rows) == (len(left), len(right))
    assert (made.left_matched, made.left_only) == (lefts.isin(right).sum(), (~lefts.isin(right)).sum())
    assert (made.right_matched, made.right_only) == (rights.isin(left).sum(), (~rights.isin(left)).sum())
    both = pandas.DataFrame({"left": lefts.value_counts(), "right": rights.value_counts()}).dropna()
    assert made.one_to_many == ((both["left"] == 1) & (both["right"] > 1)).sum()
    assert made.many_to_many == ((both["left"] > 1) & (both["right"] > 1)).sum()
    assert not made.does_not_add_up()
    back = match("table", right, left)
    assert (back.left_matched, back.many_to_many) == (made.right_matched, made.many_to_many)


def test_match_by_hand() -> None:
    """a once on both sides, b once and twice, c twice and once, d twice on both, e and f on one side only."""
    made = match("table", list("abccdde"), list("abbcddf"))
    assert made.row() == ("table", 7, 6, 1, 7, 6, 1, 1, 1)


def test_match_report_of_the_twin() -> None:
    """1,100 reviews; every report and coded passage belongs to one, a few plan episodes to none."""
    report = {row["table"]: row for row in read_rows(core_run().restricted / "match_report.csv")}
    assert list(report) == ["cpd_plans", "final_reports", "themes", "double_coding"]
    for row in report.values():
        number = {name: int(count) for name, count in row.items() if name != "table"}
        assert number["left_matched"] + number["left_only"] == number["left_rows"] == 1100
        assert number["right_matched"] + number["right_only"] == number["right_rows"]
        assert number["many_to_many"] == 0
    assert report["final_reports"]["right_only"] == report["themes"]["right_only"] == "0"
    assert report["final_reports"]["one_to_many"] == "0"
    assert int(report["cpd_plans"]["right_only"]) > 0
    assert int(report["cpd_plans"]["one_to_many"]) > 0  # "multiple-episode children"
    assert report["themes"]["left_matched"] == "66"


def test_one_row_a_case_with_its_report() -> None:
    book = study().codebook
    columns = [name for name in book.tables["final_reports"].columns if name != "SCR_ID"]
    report = {"SCR_ID": "b", **dict.fromkeys(columns, "not_mentioned"), "DOM_ABUSE": "recorded"}
    cases = joined(book, {"scr_database": small("SCR_ID\na\nb"), "final_reports": [report]})
    assert [case["SCR_ID"] for case in cases] == ["a", "b"]
    assert {cases[0][name] for name in columns} == {"no_report"}
    assert (cases[1]["DOM_ABUSE"], cases[1]["PAR_MH"]) == ("recorded", "not_mentioned")


def test_nothing_is_written_where_a_rule_fails_and_all_failures_are_told(tmp_path: Path) -> None:
    typed = tmp_path / "ingest"
    shutil.copytree(core_run().folder / "ingest", typed)
    rewrite(typed / "cpd_plans.csv", lambda row: row["plan_end"] != "blank", {"plan_end": "1999-01-01"})
    rewrite(typed / "scr_database.csv", lambda row: row["PERIOD"] == "p2011_14", {"PERIOD": "p2009_11"})
    ids = [row["SCR_ID"] for row in read_rows(typed / "scr_database.csv")]
    with pytest.raises(FaultsFound) as found:
        validate(study().codebook, typed, tmp_path / "out", tmp_path / "restricted")
    text = found.value.report()
    assert "plan_ends_after_start" in text
    assert "293 rows break" in text
    assert not any(case_id in text for case_id in ids)
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "restricted").exists()


def rewrite(path: Path, which: object, cells: dict[str, str]) -> None:
    rows = read_rows(path)
    assert callable(which)
    changed = [{**row, **cells} if which(row) else row for row in rows]
    path.write_text(csv_text(list(rows[0]), (list(row.values()) for row in changed)), encoding="utf-8")


def test_strays_are_left_out_and_counted() -> None:
    """Plan episodes of no review are a warning: counted among the rules, and not in the linked table."""
    run = core_run()
    warned = {row["rule"]: int(row["failures"]) for row in read_rows(run.restricted / "rules.csv")}
    delivered, linked = (read_rows(run.folder / part / f"{name}.csv") for part, name in (
        ("ingest", "cpd_plans"), ("validate", "episodes"),
    ))  # fmt: skip
    assert warned["episode_of_review"] == len(delivered) - len(linked) > 0
    assert all(count == 0 for rule, count in warned.items() if rule not in STRAYS_ARE_USUAL)
