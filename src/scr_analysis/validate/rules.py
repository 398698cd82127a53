"""The rules that checked tables keep. Each counts the rows that break it; none looks at who they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from scr_analysis.missing import is_missing
from scr_analysis.periods import period_of

Row = dict[str, str]
Tables = dict[str, list[Row]]


@dataclass(frozen=True)
class Finding:
    """How many rows break a rule."""

    count: int

    def says(self, rule: Rule) -> str:
        """The finding in a sentence, as a count."""
        rows = "1 row breaks" if self.count == 1 else f"{self.count:,} rows break"
        return f"{rows} the rule {rule.id} ({rule.requires})"


@dataclass(frozen=True)
class Rule:
    """One rule: what it requires of which variable, and how its breaches are counted."""

    id: str
    severity: Literal["error", "warning"]
    table: str
    variable: str
    requires: str
    remedy: str
    count: Callable[[Tables], int]

    def find(self, tables: Tables) -> list[Finding]:
        """The rule's finding, or none."""
        count = self.count(tables)
        return [Finding(count)] if count else []


def _rows(table: str, breaks: Callable[[Row], bool]) -> Callable[[Tables], int]:
    return lambda tables: sum(breaks(row) for row in tables[table])


def _repeated(table: str, column: str) -> Callable[[Tables], int]:
    return lambda tables: sum(count - 1 for count in Counter(row[column] for row in tables[table]).values())


def _period_differs(row: Row) -> bool:
    either_missing = is_missing(row["PERIOD"]) or is_missing(row["INC_DATE"])
    return not either_missing and row["PERIOD"] != period_of(row["INC_DATE"])


def _category_differs(row: Row) -> bool:
    """A death has a category of death and none of harm; serious harm the other way round."""
    died = row["OUTCOME"] == "death"
    return (row["DEATHCAT"] == "not_applicable") == died or (row["HARMCAT"] == "not_applicable") != died


def _ends_early(row: Row) -> bool:
    both_dated = not is_missing(row["plan_start"]) and not is_missing(row["plan_end"])
    return both_dated and row["plan_end"] < row["plan_start"]


def _category_without_plan(row: Row) -> bool:
    return row["CPPLAN"] == "never" and row["CPCAT"] != "not_applicable"


def _young_suicide(row: Row) -> bool:
    return row["DEATHCAT"] == "suicide" and row["AGE_MTHS"].isdigit() and int(row["AGE_MTHS"]) < 96


def _report_flag_differs(tables: Tables) -> int:
    reports = {row["SCR_ID"] for row in tables["final_reports"]}
    return sum((row["REPORT"] == "yes") != (row["SCR_ID"] in reports) for row in tables["scr_database"])


def _any_row(_: Row) -> bool:
    return True


def _outside(table: str, column: str, among: Callable[[Row], bool]) -> Callable[[Tables], int]:
    def count(tables: Tables) -> int:
        known = {row["SCR_ID"] for row in tables["scr_database"] if among(row)}
        return sum(row[column] not in known for row in tables[table])

    return count


def _rules() -> Iterator[Rule]:
    mend = "correct the rows with the supplier and record a new release"
    database = "scr_database"
    yield Rule(
        "unique_review",
        "error",
        database,
        "SCR_ID",
        "one row a review",
        "remove the copies",
        _repeated(database, "SCR_ID"),
    )
    yield Rule(
        "unique_report",
        "error",
        "final_reports",
        "SCR_ID",
        "one row a final report",
        "remove the copies",
        _repeated("final_reports", "SCR_ID"),
    )
    yield Rule(
        "incident_dated",
        "error",
        database,
        "INC_DATE",
        "every review has an incident date",
        mend,
        _rows(database, lambda row: is_missing(row["INC_DATE"])),
    )
    yield Rule(
        "period_agrees",
        "error",
        database,
        "PERIOD",
        "the review cycle is the one of the incident date",
        mend,
        _rows(database, _period_differs),
    )
    yield Rule(
        "category_agrees",
        "error",
        database,
        "OUTCOME, DEATHCAT, HARMCAT",
        "a death has a category of death only, serious harm a category of harm only",
        mend,
        _rows(database, _category_differs),
    )
    yield Rule(
        "in_depth_has_report",
        "error",
        database,
        "INDEPTH, REPORT",
        "a report read in depth is available",
        mend,
        _rows(database, lambda row: row["INDEPTH"] == "yes" and row["REPORT"] != "yes"),
    )
    yield Rule(
        "report_delivered",
        "error",
        "final_reports",
        "REPORT",
        "a report is delivered where, and only where, the database says so",
        mend,
        _report_flag_differs,
    )
    yield Rule(
        "report_of_review",
        "error",
        "final_reports",
        "SCR_ID",
        "every report belongs to a review in the database",
        mend,
        _outside("final_reports", "SCR_ID", _any_row),
    )
    yield Rule(
        "plan_started",
        "error",
        "cpd_plans",
        "plan_start",
        "every plan episode has a start",
        mend,
        _rows("cpd_plans", lambda row: is_missing(row["plan_start"])),
    )
    yield Rule(
        "plan_ends_after_start",
        "error",
        "cpd_plans",
        "plan_start, plan_end",
        "a plan does not end before it starts",
        mend,
        _rows("cpd_plans", _ends_early),
    )
    yield Rule(
        "theme_of_in_depth",
        "error",
        "themes",
        "case_id",
        "coded passages come from reports read in depth",
        mend,
        _outside("themes", "case_id", lambda row: row["INDEPTH"] == "yes"),
    )
    yield Rule(
        "category_without_plan",
        "warning",
        database,
        "CPPLAN, CPCAT",
        "a child never on a plan has no plan category",
        mend,
        _rows(database, _category_without_plan),
    )
    yield Rule(
        "young_suicide",
        "warning",
        database,
        "DEATHCAT, AGE_MTHS",
        "a suicide under eight years is looked at again",
        mend,
        _rows(database, _young_suicide),
    )
    yield Rule(
        "episode_of_review",
        "warning",
        "cpd_plans",
        "case_id",
        "every plan episode belongs to a review in the database",
        mend,
        _outside("cpd_plans", "case_id", _any_row),
    )


RULES = list(_rules())
