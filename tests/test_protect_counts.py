"""protect: every printed count as a set of cases, for tables typed by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counted_tables import ANSWERS, PAIRS, counts, sums, tables
from linked_tables import MISSING, Tables
from scr_analysis.protect.cases import Cases
from scr_analysis.protect.counts import counts_of
from scr_analysis.protect.rules import Rules

TWENTY = [{"A": "a" if place in (0, 7, 8, 15, 16, 19) else "b"} for place in range(20)]


def said(of: Tables) -> list[tuple[str, str, str, int, bool]]:
    """Group, level and name of each count, its size, and whether it is printed."""
    return [(one.cell[0][2], one.cell[0][3], one.cell[1], one.cases.bit_count(), one.printed) for one in counts(of)]


def test_sets_of_cases_are_those_that_have_the_code() -> None:
    cases = Cases(TWENTY)
    places = {place for place in range(20) if cases.codes("A")["a"] >> place & 1}
    assert places == {0, 7, 8, 15, 16, 19}
    assert cases.everyone.bit_count() == 20
    assert cases.having("A", ["a", "b"]) == cases.everyone
    assert cases.having("A", ["z"]) == 0
    assert cases.within({}) == cases.everyone
    assert cases.within({"A": frozenset("b")}).bit_count() == 14
    assert "A" in cases
    assert "C" not in cases


def test_a_variable_may_have_many_codes() -> None:
    rows = [{"day": str(place % 600)} for place in range(700)]
    codes = Cases(rows).codes("day")
    assert codes == {str(day): 1 << day | (1 << day + 600 if day < 100 else 0) for day in range(600)}


def test_one_variable_decides_another_only_where_every_code_of_it_does() -> None:
    rows = [{"band": band, "age": age} for band, age in (("1", "young"), ("2", "young"), ("3", "old"), ("3", "old"))]
    assert Cases(rows).mapping("band", "age") == {"1": "young", "2": "young", "3": "old"}
    assert Cases(rows).mapping("age", "band") is None


AGES = [
    {"age": age, "half": half, "third": third, "study": "ours"}
    for age, half, third in (("1", "young", "first"), ("2", "young", "mid"), ("3", "old", "mid"), ("4", "old", "last"))
    for _ in range(3)
]


def said_by(**codes: str) -> frozenset[tuple[str, frozenset[str]]]:
    return frozenset((name, frozenset(given.split())) for name, given in codes.items())


@pytest.mark.parametrize(
    ("box", "form"),
    [
        ({"age": "1", "half": "young"}, {"age": "1"}),
        ({"age": "1 2", "half": "young"}, {"age": "1 2"}),  # all of them young, and all the young
        ({"age": "1 3", "half": "young"}, {"age": "1 3", "half": "young"}),
        ({"age": "1", "study": "ours"}, {"age": "1", "study": "ours"}),  # what is so of all cases follows from nothing
    ],
)
def test_a_rule_leaves_out_what_its_other_parts_decide(box: dict[str, str], form: dict[str, str]) -> None:
    rules = Rules(Cases(AGES), ["age", "half", "third", "study"])
    assert rules.form(dict(said_by(**box))) == said_by(**form)


def test_two_coarse_variables_say_of_the_finest_what_both_allow() -> None:
    rules = Rules(Cases(AGES), ["age", "half", "third"])
    assert rules.rooted(said_by(half="young", third="mid")) == said_by(age="2")
    assert rules.rooted(said_by(third="mid")) == said_by(age="2 3")


@pytest.mark.parametrize(
    ("box", "left"),
    [
        ({"half": "young", "third": "mid"}, "2"),
        ({"age": "2 4", "half": "young"}, "2"),  # named itself, beside what it decides
        ({"third": "mid"}, "2 3"),
        ({"age": "1 3"}, "1 3"),
    ],
)
def test_a_count_is_a_union_of_the_codes_that_all_its_rules_leave(box: dict[str, str], left: str) -> None:
    rules = Rules(Cases(AGES), ["age", "half", "third"])
    (one,) = rules.slices(said_by(**box))
    assert one.along == [("age", frozenset(left.split()))]
    assert (one.rest, one.form) == (rules.cases.everyone, frozenset())


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        (
            {"numerator": {"A": ["a"]}},
            [("n", 5, True), ("denominator", 12, True), ("remainder", 7, False), ("missing_not_known", 2, True)],
        ),
        (
            {"numerator": {"A": ["a"]}, "stays": [MISSING]},
            [("n", 5, True), ("denominator", 14, True), ("remainder", 9, False), ("missing_not_known", 2, True)],
        ),
        (
            {"numerator": {"A": ["a", "b"]}},  # nobody is left over, but the codes might have been others
            [("n", 12, True), ("denominator", 12, True), ("missing_not_known", 2, True)],
        ),
        ({"numerator": {"A": ["a"]}, "kind": "rate"}, [("n", 5, True)]),
        ({"numerator": "all"}, [("n", 14, True), ("denominator", 14, True)]),
    ],
    ids=["proportion", "missing stays", "every answer", "rate", "all"],
)
def test_the_counts_of_a_statistic(declared: dict[str, object], expected: list[tuple[str, int, bool]]) -> None:
    assert said(tables(ANSWERS, declared, A=["a", "b", MISSING])) == [("all", "all", *one) for one in expected]


def test_a_kind_of_missing_that_is_counted_is_no_gap() -> None:
    """A numerator may name a kind of missing: it is answered by a variable of its own, in which that is a yes."""
    found = said(tables(ANSWERS, {"numerator": {"A": ["a", MISSING]}}, A=["a", "b", MISSING]))
    assert ("n", 7) in {(name, size) for _, _, name, size, printed in found if printed}


def test_an_answer_that_is_wider_than_the_base_counts_those_of_the_base() -> None:
    found = said(tables(TWENTY, {"base": "some", "numerator": {"A": ["a", "b"]}}, A=["a", "b"]))
    assert ("all", "all", "n", 6, True) in found


def test_the_levels_of_a_distribution_and_who_is_left_over_each() -> None:
    found = said(tables(ANSWERS, {"kind": "distribution", "of": "A"}, A=["a", "b", MISSING]))
    assert {(level, name, size) for _, level, name, size, _ in found} == {
        *(("a", "n", 5), ("a", "denominator", 12), ("a", "remainder", 7), ("a", "missing_not_known", 2)),
        *(("b", "n", 7), ("b", "denominator", 12), ("b", "remainder", 5), ("b", "missing_not_known", 2)),
    }


def test_a_quantile_counts_who_is_known() -> None:
    rows = [{"M": months} for months in ("3", "3", "40", MISSING)]
    of = tables(rows, {"kind": "quantile", "of": "M"}, M=["3", "40", MISSING])
    one = replace(tables(ANSWERS, {"numerator": "all"}, A=["a"]).raw[0], statistic="s0", n=3, denominator=3)
    one = replace(one, missing=(1, 0, 0, 0, 0, 0))
    found = counts_of(of.study, Cases(rows), [one])
    assert {(count.cell[1], count.cases.bit_count()) for count in found} == {
        *(("n", 3), ("denominator", 3), ("missing_not_known", 1)),
    }


def test_a_numerator_on_two_variables_is_answered_no_as_soon_as_one_is() -> None:
    of = tables(PAIRS, {"numerator": {"A": ["a"], "B": ["x"]}}, A=["a", "b"], B=["x", "y", MISSING])
    found = {(name, size) for _, _, name, size, _ in said(of)}
    # 10 yes; 20 + 30 + 40 and the 7 whose A alone says no; of 6 it is not known
    assert found == {("n", 10), ("denominator", 107), ("remainder", 97), ("missing_not_known", 6)}


def test_groups_of_two_variables_are_tied_to_all_through_the_groups_of_each() -> None:
    rows = [{**row, "C": code} for row in PAIRS if row["B"] != MISSING for code in "pq"]
    of = tables(rows, {"numerator": {"C": ["p"]}, "by": ["A", "B"]}, A=["a", "b"], B=["x", "y"], C=["p", "q"])
    sizes = {(group, name): (size, printed) for group, _, name, size, printed in said(of)}
    assert sizes["A=a;B=x", "n"] == (10, True)
    assert sizes["A=a", "n"] == (30, False)  # printed nowhere, but it follows
    assert sizes["B=y", "denominator"] == (120, False)
    found = sums(of)
    assert (30, (10, 20)) in found
    assert (100, (30, 70)) in found
    assert (100, (40, 60)) in found


def test_a_count_that_is_not_what_the_estimate_says_is_an_error_of_the_software() -> None:
    of = tables(ANSWERS, {"numerator": {"A": ["a"]}}, A=["a", "b", MISSING])
    with pytest.raises(AssertionError, match="n is counted otherwise"):
        counts_of(of.study, Cases(of.rows), [replace(of.raw[0], n=6)])
