"""Quartiles that are printed bound the counts below and above them: what an intruder makes of that, and no more."""

from __future__ import annotations

from functools import cache
from itertools import combinations_with_replacement
from math import ceil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core_run import core_run, study
from scr_analysis.attack import attack
from scr_analysis.attack.boxes import Boxes
from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.collect.keyed import said as row_said
from scr_analysis.attack.collect.laid import grid_said
from scr_analysis.attack.columns import Knowledge, knowledge
from scr_analysis.attack.exact import spans
from scr_analysis.attack.facts import Said
from scr_analysis.attack.intruder import Cell, Intruder
from scr_analysis.attack.ordered import counts_of_quartile, value_of, values_said
from scr_analysis.attack.spoken import Spoken
from scr_analysis.derive import RULES
from scr_analysis.estimates import Estimate, Key, estimates_csv
from scr_analysis.missing import COLUMNS
from scr_analysis.quartiles import METHOD
from scr_analysis.study.declarations import Table
from scr_analysis.study.declared import typed
from scr_analysis.validate.rules import RULES as VALIDITY

R = "reviews_2011_14"
LEVELS = {
    "under_1": 12,
    "y1_to_5": 72,
    "y6_to_10": 132,
    "y11_to_15": 192,
    "y16_plus": 216,
}  # each ends below so many months


@cache
def known() -> Knowledge:
    return knowledge(RULES, VALIDITY)


def quartile(level: str) -> Key:
    return "age_median", R, "all", level


def age(level: str) -> Cell:
    return ("age_group", R, "all", level), "n"


def told(
    reviews: int, counts: dict[str, int], values: dict[str, str], by: str = "share", rounded: str = ""
) -> list[Said]:
    """A release that shows some ages, and quartiles: in the estimates, or where an edition has them."""
    said = [Said("e", ("all_reviews", "database", "period=p2011_14", "all"), "n", str(reviews))]
    said += [Said("e", age(level)[0], "n", str(n)) for level, n in counts.items()]
    for level, value in values.items():
        key = quartile(level)
        said += [Said("e", key, "denominator", str(reviews)), Said("e", key, "method", METHOD)]
        said += [Said("e", key, f"missing_{kind}", "0") for kind in ("not_known", "blank")]
        said += [Said("alt", key, by, value)]
        said += [Said("e", key, "rule", rounded)] if rounded else []
    return said


def limits(said: list[Said]) -> dict[str, tuple[int, int]]:
    """The exact limits of the ages that are not told."""
    shown = {one.key for one in said if one.measure == "n"}
    hidden = [age(level) for level in LEVELS if age(level)[0] not in shown]
    boxes = Boxes(study(), known(), values_said(study(), said))
    intruder = Intruder(boxes, Spoken(study().wording), said, hidden)
    found = intruder.known()
    assert not intruder.contradictions
    asked = {box: level for level in LEVELS if (box := intruder.box(age(level))) is not None}
    exact = spans(intruder.sums, found, dict.fromkeys(asked, 1000))
    return {level: exact[box] for box, level in asked.items() if age(level) in hidden}


REST = {"y6_to_10": 2, "y11_to_15": 1, "y16_plus": 1}


def test_ages_that_are_hidden_are_open_without_a_median() -> None:
    assert limits(told(20, REST, {"p50": ""})) == {"under_1": (0, 16), "y1_to_5": (0, 16)}


@pytest.mark.parametrize(("by", "text"), [("share", "11.000000"), ("printed", "11")])
def test_a_median_at_the_border_of_a_level_bounds_it(by: str, text: str) -> None:
    """Of twenty, ten or more are at most 11 months old, so under one year; 16 are in the two hidden levels."""
    assert limits(told(20, REST, {"p50": text}, by)) == {"under_1": (10, 16), "y1_to_5": (0, 6)}


def test_a_quartile_inside_a_level_bounds_those_on_both_sides() -> None:
    """Fifteen or more are at most 12 months old, but fewer than fifteen under 12 months."""
    found = limits(told(20, REST, {"p50": "11", "p75": "12"}))
    assert found == {"under_1": (10, 14), "y1_to_5": (2, 6)}
    assert limits(told(20, REST, {"p75": "13"})) == {"under_1": (0, 14), "y1_to_5": (2, 16)}


def test_where_who_is_known_is_rounded_all_that_it_can_be_counts() -> None:
    """Twenty by fives are 18 to 22 known cases: nine or more at most 11 months old, by what is printed of the others."""
    rounded = "rounded to the nearest 5"
    found = limits(told(20, {}, {"p50": "11"}, rounded=rounded))
    assert found["under_1"] == (9, 20)
    assert counts_of_quartile("p50", "11", (18, 22)) == [("to 11", 9, 22), ("below 11", 0, 10)]


def test_what_is_no_value_tells_nothing() -> None:
    assert (value_of("11.5"), value_of("[c]"), value_of("-3"), value_of("0")) == (None, None, None, 0)
    assert counts_of_quartile("p50", "[c]", (20, 20)) == []
    assert counts_of_quartile("p25", "0", (4, 4)) == [("to 0", 1, 4), ("below 0", 0, 0)]
    assert limits(told(20, REST, {"p50": "0"})) == {"under_1": (10, 16), "y1_to_5": (0, 6)}


AGES = sorted({edge + more for edge in (0, 12, 72, 132, 192) for more in (-1, 0, 1, 2)} - {-1})


@settings(deadline=None, max_examples=15)
@given(st.lists(st.sampled_from(AGES), min_size=3, max_size=5))
def test_the_limits_are_those_of_all_ages_that_print_the_quartiles(ages: list[int]) -> None:
    """Every list of as many ages is tried: those with the same quartiles give the least and the most of each level."""

    def quartiles(held: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(held[ceil(share * len(held)) - 1] for share in (0.25, 0.5, 0.75))

    def counts(held: tuple[int, ...]) -> list[int]:
        return [
            sum(low <= age < high for age in held)
            for low, high in zip([0, *LEVELS.values()], LEVELS.values(), strict=False)
        ]

    printed = quartiles(tuple(sorted(ages)))
    alike = [counts(held) for held in combinations_with_replacement(AGES, len(ages)) if quartiles(held) == printed]
    values = dict(zip(("p25", "p50", "p75"), map(str, printed), strict=True))
    expected = {
        level: (min(column), max(column)) for level, column in zip(LEVELS, zip(*alike, strict=True), strict=True)
    }
    assert limits(told(len(ages), {}, values)) == expected


def test_the_estimates_give_a_quartile_its_value_and_who_is_known() -> None:
    results = core_run().results
    found = [
        one for one in row_said(Context(study(), results), results / "estimates.csv", "estimates.csv")
        if isinstance(one, Said) and one.key == quartile("p50")
    ]  # fmt: skip
    assert {(one.measure, one.text) for one in found if one.measure in ("n", "denominator", "share")} == {
        ("n", "293"), ("denominator", "293"), ("share", "22.000000"),
    }  # fmt: skip


def test_a_table_prints_the_value_of_a_quartile_where_others_have_their_count() -> None:
    table = typed(Table, {"id": "t", "title": "T", "stub": "Age", "rows": [{"statistic": "age_median"}], "show": ["n"]})
    (said,) = grid_said(study(), table, "t", ["Number"], [("Median age at the incident (median)", ["22"])])
    assert said == Said("t", quartile("p50"), "printed", "22")


def test_a_value_beside_the_name_of_a_hidden_quartile_bounds_the_counts_too() -> None:
    said = [one for one in told(20, REST, {"p50": ""}) if one.text]
    named = Said("page", quartile("p50"), "n", "11", by_name=True)
    assert limits([*said, named]) == {"under_1": (10, 16), "y1_to_5": (0, 6)}


@pytest.mark.parametrize(("value", "narrowed"), [(None, False), (30.0, False), (11.0, True)])
def test_a_release_whose_quartile_lays_a_hidden_count_bare_is_stopped(
    tmp_path: Path, value: float | None, narrowed: bool
) -> None:
    """Of twenty, fifteen or more are at most 11 months old: of the sixteen under six years one at most is not an infant."""
    zero = (0,) * len(COLUMNS)
    rows = [
        Estimate("age_group", R, "all", level, REST.get(level), 20, zero, method="wilson", confidence="0.95",
                 status="shown" if level in REST else "hidden")
        for level in LEVELS
    ]  # fmt: skip
    rows.append(Estimate("age_median", R, "all", "p75", 20, 20, zero, value, method=METHOD, status="shown"))
    (tmp_path / "estimates.csv").write_text(estimates_csv(rows), encoding="utf-8")
    done = attack(study(), "synthetic", known(), tmp_path)
    assert {one.cell[0][3] for one in done.narrowed} == ({"under_1", "y1_to_5"} if narrowed else set())
    assert all(one.channels == ("estimates.csv",) for one in done.narrowed)
    assert done.held is not narrowed
