"""Tables of comparisons: what each cell says, how the rows are headed, and which comparisons may share a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core_run import core_run, study, study_in
from scr_analysis.comparisons import Comparison, Side
from scr_analysis.errors import FaultsFound
from scr_analysis.estimates import Estimate
from scr_analysis.estimates import Key as EstimateKey
from scr_analysis.present import table_comparisons
from scr_analysis.study import Study
from typed_estimates import hidden, one

COMPARISONS = """
families: {change: {title: Change}, like: {title: Likeness, note: A note.}}
departures: {a_little: 0.1, departs: 0.2}
comparisons:
  - {id: rise, title: Girls, kind: trend, family: change, statistic: girls, groups: [p2003_05, p2005_07, p2007_09]}
  - {id: plans, title: Plans, kind: trend, family: change, statistic: of_plans, groups: [p2003_05, p2005_07, p2007_09]}
  - {id: sexes, title: Both sexes, kind: trend, family: change, statistic: sex_by_period, levels: [male, female],
     groups: [p2003_05, p2005_07, p2007_09]}
  - {id: pair, title: Girls, kind: difference, family: change, statistic: girls, groups: [p2003_05, p2005_07]}
  - {id: died, title: Died, kind: standardised_difference, family: like, statistic: died,
     bases: [final_reports_2011_14, reviews_2011_14]}
"""
STATISTICS = """
- {id: girls, title: Girls by period, base: database, numerator: {SEX: [female]}, by: period}
- {id: sex_by_period, title: Sex, kind: distribution, base: database, of: SEX, by: period}
- {id: of_plans, title: Of plans, base: plans_in_database, numerator: {SEX: [female]}, by: period}
- {id: died, title: Died, base: [final_reports_2011_14, reviews_2011_14], numerator: {fatal: [yes]}}
"""
TREND = Comparison(
    "rise", "all", "trend", "change", "girls",
    (Side("p2003_05", 10, 40), Side("p2005_07", 20, 40), Side("p2007_09", 9, 18)),
    value=2.345, p=0.0195, p_holm=0.0585, p_bh=0.0004, tests_in_family=3, direction="higher",
)  # fmt: skip
PAIR = Comparison(
    "pair", "all", "difference", "change", "girls", (Side("p2003_05", 48, 80), Side("p2005_07", 56, 70)),
    value=0.2, low=0.0524, high=0.3339, ratio=1.3333, ratio_low=1.0788, ratio_high=1.6479,
    p=0.0091, p_holm=0.0273, p_bh=0.0273, tests_in_family=3, direction="higher",
)  # fmt: skip
SAMPLE = Comparison(
    "died", "all", "standardised_difference", "like", "died",
    (Side("final_reports_2011_14", 41, 66), Side("reviews_2011_14", 126, 175)),
    value=-0.3516, low=-0.6595, high=-0.0437, p=0.0235, p_holm=0.28, p_bh=0.13, tests_in_family=1, direction="departs",
)  # fmt: skip


def declared(folder: Path, ids: str) -> Study:
    tables = f"- {{id: it, title: It, stub: Share, comparisons: [{ids}]}}\n"
    return study_in(folder, "tables", statistics=STATISTICS, comparisons=COMPARISONS, tables=tables)


def laid(folder: Path, ids: str, *found: Comparison) -> dict[str, Any]:
    own = declared(folder, ids)
    compared = {each.key: each for each in found}
    return table_comparisons.layout(own, own.tables["it"], table_comparisons.Found(compared, estimates_of(found)))


def estimates_of(found: Sequence[Comparison]) -> dict[EstimateKey, Estimate]:
    """The estimates that comparisons by period compare."""
    made = [
        one(each.statistic, side.n or 0, side.denominator or 0, "database", f"period={side.name}", each.part)
        for each in found
        for side in each.sides
    ]
    shown = {(each.statistic, f"period={side.name}"): side.n is not None for each in found for side in each.sides}
    return {each.key: each if shown[each.statistic, each.group] else hidden(each) for each in made}


def test_a_trend_shows_each_share_the_test_and_the_number_of_tests(tmp_path: Path) -> None:
    table = laid(tmp_path, "rise", TREND)
    heads = [column["label"] for column in table["columns"]]
    assert heads == ["2003-05", "2005-07", "2007-09", "Z", "p", "p, Holm", "p, BH", "In words"]
    (row,) = table["rows"]
    assert row["label"] == "Girls"
    assert row["cells"] == ["25%", "50%", "50% [u]", "+2.35", "0.020", "0.059", "<0.001", "rises"]
    assert row["keys"][0] == "girls|database|period=p2003_05|all|pct"
    assert row["keys"][3:5] == ["comparisons|rise|all|value", "comparisons|rise|all|p"]
    assert any("3 tests" in note for note in table["notes"])


def test_a_difference_is_in_percentage_points_with_its_interval(tmp_path: Path) -> None:
    (row,) = laid(tmp_path, "pair", PAIR)["rows"]
    wanted = [
        "48 (60%)",
        "56 (80%)",
        "+20.0",
        "+5.2 to +33.4",
        "1.33 (1.08 to 1.65)",
        "0.009",
        "0.027",
        "0.027",
        "higher",
    ]
    assert row["cells"] == wanted
    (row,) = laid(tmp_path, "pair", replace(PAIR, value=-0.0004, low=-0.05, high=0.0, ratio=None))["rows"]
    assert row["cells"][2:5] == ["0.0", "−5.0 to 0.0", "[z]"]


def test_a_sample_is_told_against_the_rest_and_which_way(tmp_path: Path) -> None:
    table = laid(tmp_path, "died", SAMPLE)
    heading, row = table["rows"]
    assert heading["heading"] == "Final reports, 2011-14, beside all others of: serious case reviews, 2011-14"
    assert row["cells"] == ["−0.35", "−0.66 to −0.04", "0.024", "0.280", "0.130", "departs: fewer"]
    assert "A note." in table["notes"]
    chance = replace(
        SAMPLE,
        direction="a little",
        warning="so few cases that its p value is only near; chance alone could do it",
        low=None,
        value=0.15,
    )
    assert laid(tmp_path, "died", chance)["rows"][1]["cells"][-1] == "departs a little (chance could do it)"


def test_what_rounding_leaves_open_is_not_said_and_nor_is_which_way(tmp_path: Path) -> None:
    open_ = replace(SAMPLE, direction="cannot be told", warning="chance alone could do it; its counts are rounded")
    table = laid(tmp_path, "died", open_)
    assert table["rows"][1]["cells"][-1] == "cannot be told"
    assert any("cannot be told" in note for note in table["notes"])
    assert not any("cannot be told" in note for note in laid(tmp_path, "died", SAMPLE)["notes"])


def test_a_hidden_comparison_shows_the_counts_that_are_shown_and_nothing_else(tmp_path: Path) -> None:
    sides = (Side("p2003_05", 10, 40), Side("p2005_07", None, 40), Side("p2007_09", None, 18))
    bare = Comparison("rise", "all", "trend", "change", "girls", sides, status="hidden")
    (row,) = laid(tmp_path, "rise", bare)["rows"]
    assert row["cells"] == ["25%", "[c]", "[c]", *["[c]"] * 5]


def test_levels_stand_under_the_title_of_their_comparison(tmp_path: Path) -> None:
    levels = [replace(TREND, comparison="sexes", part=level, statistic="sex_by_period") for level in ("male", "female")]
    rows = laid(tmp_path, "sexes, rise", *levels, TREND)["rows"]
    assert [row.get("heading") or row["label"] for row in rows] == [
        "Both sexes",
        "Male",
        "Female",
        "Girls",
        "Girls by period",
    ]


def test_rows_of_another_base_than_the_first_say_so_in_their_heading(tmp_path: Path) -> None:
    other = replace(TREND, comparison="plans", statistic="of_plans")
    rows = laid(tmp_path, "rise, plans", TREND, other)["rows"]
    headings = [row["heading"] for row in rows if "heading" in row]
    assert headings == ["Girls", "Plans, of: reviews of children with a current or past child protection plan"]


@pytest.mark.parametrize(
    ("ids", "said"),
    [("rise, pair", "different kinds"), ("pair, rice", "did you mean 'rise'")],
)
def test_a_table_of_comparisons_that_cannot_share_it_is_refused(tmp_path: Path, ids: str, said: str) -> None:
    with pytest.raises(FaultsFound, match=said):
        declared(tmp_path, ids)


def test_trends_over_other_groups_need_a_table_of_their_own(tmp_path: Path) -> None:
    own = COMPARISONS + ("  - {id: all, title: All, kind: trend, family: change, statistic: girls}\n")
    with pytest.raises(FaultsFound, match="same groups or bases"):
        study_in(
            tmp_path, "tables", statistics=STATISTICS, comparisons=own,
            tables="- {id: it, title: It, stub: Share, comparisons: [rise, all]}\n",
        )  # fmt: skip


def test_every_share_beside_a_comparison_is_a_protected_estimate() -> None:
    """The keys of the cells of this study's tables lead to estimates and comparisons that are there."""
    found = table_comparisons.read(core_run().results)
    estimates, compared = found.estimates, found.comparisons
    tables = [table for table in study().tables.values() if table.comparisons]
    assert tables
    for table in tables:
        for row in table_comparisons.layout(study(), table, found)["rows"]:
            for key in row.get("keys", ()):
                *parts, _ = key.split("|")
                known = tuple(parts[1:]) in compared if parts[0] == "comparisons" else tuple(parts) in estimates
                assert known, key
