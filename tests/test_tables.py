"""Tables from estimates typed by hand: rows, headings, column heads, notes of missing, the CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from core_run import study_in
from scr_analysis.estimates import NO_POPULATION, Estimate, estimates_csv
from scr_analysis.present.tables import layout, present_tables, table_csv
from typed_estimates import NONE_MISSING, hidden, one

BASES = """
- {id: everyone, title: All the reviews}
- {id: deaths, title: Reviews of a death, within: everyone, include: {fatal: [yes]}}
"""
STATISTICS = """
- {id: boys, title: The child was a boy, base: everyone, numerator: {SEX: [male]}}
- {id: abuse, title: Domestic abuse, base: everyone, numerator: {DOM_ABUSE: [recorded]}, stays: [report_silent]}
- {id: disabled, title: The child was disabled, base: everyone, numerator: {DISAB: [yes]}}
- {id: dead_boys, title: The child who died was a boy, base: deaths, numerator: {SEX: [male]}}
- {id: plan, title: Plan, kind: distribution, base: everyone, of: CPPLAN}
- {id: plan_by_sex, title: Plan by sex, kind: distribution, base: everyone, of: CPPLAN, by: SEX}
- {id: all_by_sex, title: All, base: everyone, numerator: all, by: SEX}
- {id: two_bases, title: The child was a girl, base: [everyone, deaths], numerator: {SEX: [female]}}
- {id: age, title: Age in months, kind: quantile, base: everyone, of: AGE_MTHS}
- {id: rate, title: Deaths per head, kind: rate, base: [everyone, deaths], numerator: {fatal: [yes]}}
"""


BY_SEX = """
  across: SEX
  show: [n_pct]
  rows: [{statistic: all_by_sex}, {statistic: plan_by_sex, levels: [past]}]
"""


@dataclass
class Laid:
    """A table declared in YAML, laid out from typed estimates: written and read back."""

    folder: Path

    def __call__(self, declared: str, estimates: Sequence[Estimate]) -> Any:
        text = f"- id: it\n  title: It\n  stub: What\n{declared}\n"
        study = study_in(self.folder, "tables", "releases", bases=BASES, statistics=STATISTICS, tables=text)
        (self.folder / "estimates.csv").write_text(estimates_csv(estimates), encoding="utf-8")
        assert present_tables(study, "synthetic", self.folder) == 1
        return json.loads((self.folder / "tables/tables.json").read_text(encoding="utf-8"))["it"]


@pytest.fixture
def laid(tmp_path: Path) -> Laid:
    return Laid(tmp_path)


def rows(table: Any) -> list[list[str]]:
    return [[row["heading"]] if "heading" in row else [row["label"], *row["cells"]] for row in table["rows"]]


def test_measures_are_columns(laid: Laid) -> None:
    table = laid(
        "  show: [n, denominator, pct, interval]\n  rows: [{statistic: boys}, {statistic: abuse, label: Abuse}]",
        [one("boys", 30, 90), hidden(one("abuse", 2, 90))],
    )
    assert [column["label"] for column in table["columns"]] == ["Number", "Of", "%", "Interval"]
    shown = ["The child was a boy", "30", "90", "33%", "13% to 88%"]
    assert rows(table) == [shown, ["Abuse", "[c]", "90", "[c]", "[c]"]]
    assert (table["title"], table["stub"], table["base"]) == ("It", "What", "Base: all the reviews (n = 90).")
    assert table["source"] == "Source: Synthetic twin. Synthetic data: no real case."
    assert [mark for mark, _ in table["legend"]] == ["[c]"]


def test_each_cell_has_the_key_of_what_it_shows(laid: Laid) -> None:
    """In a table of measures and in one across groups, a cell without a case among them."""
    measures = laid("  show: [n, pct]\n  rows: [{statistic: boys}]", [one("boys", 30, 90)])
    assert measures["rows"][0]["keys"] == ["boys|everyone|all|all|n", "boys|everyone|all|all|pct"]
    found = [one("all_by_sex", 40, 40), one("all_by_sex", 30, 30, group="SEX=male")]
    (whole, _) = laid(BY_SEX, found)["rows"]
    assert whole["keys"] == ["all_by_sex|everyone|SEX=male|all|n_pct", "all_by_sex|everyone|all|all|n_pct"]


def test_a_table_says_where_it_is_printed(laid: Laid) -> None:
    assert laid("  rows: [{statistic: boys}]", [one("boys", 30, 90)])["printed_in"] == ["briefing", "supplement"]
    apart = laid("  in: [supplement]\n  rows: [{statistic: boys}]", [one("boys", 30, 90)])
    assert apart["printed_in"] == ["supplement"]


def test_a_distribution_is_a_row_a_level(laid: Laid) -> None:
    levels = [one("plan", n, 60, level=level) for level, n in (("current", 10), ("past", 20), ("never", 30))]
    table = laid("  rows: [{statistic: plan, heading: Plans}]", levels)
    assert rows(table) == [["Plans"], ["Current", "10", "17%"], ["Past", "20", "33%"], ["Never", "30", "50%"]]
    chosen = laid("  rows: [{statistic: plan, levels: [never, current]}]", levels)
    assert rows(chosen) == [["Never", "30", "50%"], ["Current", "10", "17%"]]


def test_groups_are_columns_with_their_denominators(laid: Laid) -> None:
    """Female is a group of the codebook; not one case is known to be male, so there is no such column."""
    groups = (("SEX=female", 40), ("all", 100))
    found = [one("all_by_sex", of, of, group=group) for group, of in groups]
    found += [one("plan_by_sex", of // 4, of, group=group, level="past") for group, of in groups]
    table = laid(BY_SEX, found)
    assert table["columns"] == [{"label": "Female", "note": "n = 40"}, {"label": "All", "note": "n = 100"}]
    assert rows(table) == [["All", "40 (100%)", "100 (100%)"], ["Past", "10 (25%)", "25 (25%)"]]


def test_no_denominator_at_the_head_where_rows_differ_or_one_is_hidden(laid: Laid) -> None:
    found = [one("all_by_sex", 40, 40), one("plan_by_sex", 9, 38, level="past")]
    assert laid(BY_SEX, found)["columns"] == [{"label": "All", "note": ""}]
    covered = [one("all_by_sex", 40, 40), replace(hidden(one("plan_by_sex", 2, 4, level="past")), denominator=None)]
    assert laid(BY_SEX, covered)["columns"] == [{"label": "All", "note": ""}]


def test_groups_stand_in_the_order_of_the_codebook(laid: Laid) -> None:
    found = [one("all_by_sex", 9, 9, group=group) for group in ("SEX=female", "all", "SEX=male")]
    table = laid("  across: SEX\n  show: [n]\n  rows: [{statistic: all_by_sex}]", found)
    assert [column["label"] for column in table["columns"]] == ["Male", "Female", "All"]


def test_bases_are_columns(laid: Laid) -> None:
    found = [one("two_bases", 30, 90), one("two_bases", 10, 40, base="deaths")]
    table = laid("  across: base\n  show: [n_pct]\n  rows: [{statistic: two_bases}]", found)
    heads = [("All the reviews", "n = 90"), ("Reviews of a death", "n = 40")]
    assert [(column["label"], column["note"]) for column in table["columns"]] == heads
    assert rows(table) == [["The child was a girl", "30 (33%)", "10 (25%)"]]
    assert table["base"] == "Bases, a column each: all the reviews (n = 90); reviews of a death (n = 40)."


def test_a_base_may_have_a_shorter_name_at_the_head_of_its_column(tmp_path: Path) -> None:
    """Below the table its title stands in full."""
    bases = BASES.replace("title: Reviews of a death,", "title: Reviews of a death, short: Deaths,")
    declared = "- {id: it, title: It, stub: What, across: base, show: [n], rows: [{statistic: two_bases}]}"
    study = study_in(tmp_path, "tables", "releases", bases=bases, statistics=STATISTICS, tables=declared)
    found = {each.key: each for each in (one("two_bases", 30, 90), one("two_bases", 10, 40, base="deaths"))}
    table = layout(study, study.tables["it"], found, "")
    assert [column["label"] for column in table["columns"]] == ["All the reviews", "Deaths"]
    assert "reviews of a death (n = 40)" in table["base"]


def test_a_rate_has_no_missing_cases(laid: Laid) -> None:
    """Its denominator is the population; that a category does not apply to some reviews says nothing of it."""
    found = [rate("everyone", missing=(0, 0, 0, 0, 96, 0)), rate("deaths")]
    assert laid(RATES, found)["notes"] == []


MIXED = [one("boys", 30, 90), one("dead_boys", 20, 40, base="deaths"), one("disabled", 9, 90)]


def test_bases_do_not_mix_unseen(laid: Laid) -> None:
    """Where the rows change their base and nothing says so, a heading does."""
    table = laid("  rows: [{statistic: boys}, {statistic: dead_boys}, {statistic: disabled}]", MIXED)
    headings = [row for row in rows(table) if len(row) == 1]
    assert headings == [["Of: all the reviews"], ["Of: reviews of a death"], ["Of: all the reviews"]]
    assert table["base"] == "Bases: all the reviews (n = 90); reviews of a death (n = 40)."


RATES = """
  show: [n, child_years, rate, interval]
  rows: [{statistic: rate, base: everyone}, {statistic: rate, base: deaths, label: The dead}]
"""


def rate(base: str, **changes: Any) -> Estimate:
    limits = (0.5, 0.4, 0.6, "poisson-exact", "0.95")
    return replace(
        Estimate("rate", base, "all", "all", 100, 20_000_000, NONE_MISSING, *limits, status="shown"), **changes
    )


def test_rates_stand_beside_their_child_years(laid: Laid) -> None:
    """A row may name one of its statistic's bases; what it does not name, the base's title says."""
    table = laid(RATES, [rate("everyone"), rate("deaths", estimate=0.125, low=0.0625, high=1)])
    heads = ["Number", "Child-years", "Per 100,000 children a year", "Interval"]
    assert [column["label"] for column in table["columns"]] == heads
    assert rows(table) == [
        ["Deaths per head", "100", "20,000,000", "0.50", "0.40 to 0.60"],
        ["The dead", "100", "20,000,000", "0.13", "0.06 to 1.00"],
    ]


def test_rates_without_a_population_are_not_available(laid: Laid) -> None:
    """The count stands; what would need the children is marked, and the mark explained."""
    bare = {"estimate": None, "low": None, "high": None, "method": "", "denominator": 293, "warning": NO_POPULATION}
    table = laid(RATES, [rate("everyone", **bare), rate("deaths", **bare)])
    assert rows(table)[0] == ["Deaths per head", "100", "[x]", "[x]", "[x]"]
    assert table["legend"] == [["[x]", "not available"]]
    secret = hidden(rate("everyone", **bare))
    assert rows(laid(RATES, [secret, rate("deaths")]))[0] == ["Deaths per head", "[c]", "[x]", "[x]", "[x]"]


def test_a_share_has_no_rate(laid: Laid) -> None:
    assert rows(laid("  show: [n, rate]\n  rows: [{statistic: boys}]", [one("boys", 30, 90)]))[0][2] == "[z]"


def test_no_such_heading_where_the_base_is_seen(laid: Laid) -> None:
    beside = laid("  show: [n, denominator]\n  rows: [{statistic: boys}, {statistic: dead_boys}]", MIXED)
    assert rows(beside) == [["The child was a boy", "30", "90"], ["The child who died was a boy", "20", "40"]]
    headed = laid("  rows: [{statistic: boys, heading: Of all}, {statistic: dead_boys, heading: Of the deaths}]", MIXED)
    assert [row for row in rows(headed) if len(row) == 1] == [["Of all"], ["Of the deaths"]]
    alike = laid("  rows: [{statistic: boys}, {statistic: disabled}]", MIXED)
    assert not [row for row in rows(alike) if len(row) == 1]


def missing(not_known: int = 0, not_recorded: int = 0, report_silent: int = 0) -> tuple[int, ...]:
    return (not_known, not_recorded, report_silent, 0, 0, 0)


def test_missing_cases_are_told(laid: Laid) -> None:
    """What leaves the percentages and what stays in them, each by its kind; the base counts both."""
    found = [
        replace(one("disabled", 30, 85), missing=missing(not_recorded=5)),
        replace(one("abuse", 40, 90), missing=missing(report_silent=7)),
    ]
    notes = laid("  note: Typed by the analyst.\n  rows: [{statistic: disabled}, {statistic: abuse}]", found)
    assert notes["notes"][0] == "Typed by the analyst."
    left_out, stays = notes["notes"][1:]
    assert left_out.startswith("The child was disabled: 5 not recorded")
    assert left_out.endswith("not in the percentages.")
    assert stays.startswith("Domestic abuse: 7 report")
    assert stays.endswith("counted in the base.")
    assert notes["base"] == "Base: all the reviews (n = 90)."


def test_nothing_missing_is_not_told(laid: Laid) -> None:
    assert laid("  rows: [{statistic: boys}]", [one("boys", 30, 90)])["notes"] == []


def test_missing_in_a_column_is_not_told_twice(laid: Laid) -> None:
    found = [replace(one("disabled", 30, 85), missing=missing(not_recorded=5))]
    table = laid("  show: [n, missing]\n  rows: [{statistic: disabled}]", found)
    assert (table["notes"], rows(table)) == ([], [["The child was disabled", "30", "5"]])


def test_csv_has_its_section_in_a_column(laid: Laid) -> None:
    table = laid("  rows: [{statistic: boys, heading: 'First, of all'}, {statistic: disabled}]", MIXED)
    assert list(csv.reader(io.StringIO(table_csv(table)))) == [
        ["section", "What", "Number", "%"],
        ["First, of all", "The child was a boy", "30", "33%"],
        ["First, of all", "The child was disabled", "9", "10%"],
    ]
    written = (laid.folder / "tables/it.csv").read_text(encoding="utf-8")
    assert written == table_csv(table)


def test_tables_no_longer_declared_are_cleared_away(laid: Laid) -> None:
    (laid.folder / "tables").mkdir()
    (laid.folder / "tables/old.csv").write_text("an old table", encoding="utf-8")
    laid("  rows: [{statistic: boys}]", [one("boys", 30, 90)])
    assert sorted(path.name for path in (laid.folder / "tables").iterdir()) == ["it.csv", "tables.json"]


def test_every_cell_of_a_hidden_estimate_is_hidden(laid: Laid) -> None:
    """Whatever a table shows of it; nothing of a hidden number stands anywhere in what is written."""
    secret = replace(hidden(one("boys", 3, 123)), warning="")
    shown = "n, pct, n_pct, interval, bounds"
    table = laid(f"  show: [{shown}]\n  rows: [{{statistic: boys}}]", [secret])
    assert rows(table) == [["The child was a boy", *["[c]"] * 5]]
