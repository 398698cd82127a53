"""protect: every printed count as a set of cases, and which counts are sums of which, for tables typed by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from disclosure_room import profile
from linked_tables import EVERYONE, MISSING, Tables, crossed

from scr_analysis.protect.cases import Cases
from scr_analysis.protect.counts import Count, counts_of
from scr_analysis.protect.linking import Web, linked

TWENTY = [{"A": "a" if place in (0, 7, 8, 15, 16, 19) else "b"} for place in range(20)]


def tables(rows: Sequence[dict[str, str]], *statistics: Mapping[str, object], **codes: Sequence[str]) -> Tables:
    bases: list[Mapping[str, object]] = [
        EVERYONE,
        {"id": "some", "title": "Some", "within": "everyone", "include": {"A": ["a"]}},
    ]
    declared = [
        {"id": f"s{place}", "title": "s", "base": "everyone"} | dict(one) for place, one in enumerate(statistics)
    ]
    return Tables(codes, rows, bases, declared, profile())


def counts(of: Tables) -> list[Count]:
    return counts_of(of.study, Cases(of.rows), of.raw)


def said(of: Tables) -> list[tuple[str, str, str, int, bool]]:
    """Group, level and name of each count, its size, and whether it is printed."""
    return [(one.cell[0][2], one.cell[0][3], one.cell[1], one.cases.bit_count(), one.printed) for one in counts(of)]


def sums(of: Tables) -> set[tuple[int, tuple[int, ...]]]:
    """The sums of the web, by the sizes of what is added up."""
    web = linked(Cases(of.rows), counts(of))
    return {(web.sizes[whole], tuple(sorted(web.sizes[part] for part in parts))) for whole, parts in web.sums}


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


def test_one_variable_decides_another_only_where_every_code_of_it_does() -> None:
    rows = [{"band": band, "age": age} for band, age in (("1", "young"), ("2", "young"), ("3", "old"), ("3", "old"))]
    assert Cases(rows).mapping("band", "age") == {"1": "young", "2": "young", "3": "old"}
    assert Cases(rows).mapping("age", "band") is None


ANSWERS = [{"A": code} for code, count in (("a", 5), ("b", 7), (MISSING, 2)) for _ in range(count)]


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


PAIRS = crossed({("a", "x"): 10, ("a", "y"): 20, ("b", "x"): 30, ("b", "y"): 40, ("a", MISSING): 6, ("b", MISSING): 7})


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


def web(of: Tables) -> Web:
    return linked(Cases(of.rows), counts(of))


def test_the_same_count_under_two_names_is_one_node() -> None:
    distribution, proportion = {"kind": "distribution", "of": "A"}, {"numerator": {"A": ["a"]}}
    found = web(tables(ANSWERS, distribution, proportion, A=["a", "b", MISSING]))
    assert found.at[("s0", "everyone", "all", "a"), "n"] == found.at[("s1", "everyone", "all", "all"), "n"]
    assert found.at[("s0", "everyone", "all", "a"), "remainder"] == found.at[("s0", "everyone", "all", "b"), "n"]
    assert len({*found.at.values()}) == 4  # the two levels, who is known, who is not
    node = found.at[("s0", "everyone", "all", "a"), "n"]
    assert found.cells[node] == [(("s0", "everyone", "all", "a"), "n"), (("s1", "everyone", "all", "all"), "n")]
    assert found.sizes[node] == 5


def test_known_cases_are_the_sum_of_the_levels_and_all_of_known_and_missing() -> None:
    of = tables(ANSWERS, {"kind": "distribution", "of": "A"}, {"numerator": "all"}, A=["a", "b", MISSING])
    found = sums(of)
    assert (12, (5, 7)) in found
    assert (14, (2, 5, 7)) in found


@pytest.mark.parametrize("first", [0, 1])
def test_every_code_there_is_makes_up_all_cases(first: int) -> None:
    """In whichever order they are declared."""
    declared: list[Mapping[str, object]] = [{"numerator": {"A": ["a", "b"]}}, {"numerator": "all"}]
    of = tables([row for row in ANSWERS if row["A"] != MISSING], declared[first], declared[1 - first], A=["a", "b"])
    assert (12, (12,)) in sums(of)


def test_nothing_is_said_of_a_whole_that_nobody_knows() -> None:
    """All cases are printed nowhere: that they are the known and the missing ones tells nobody anything."""
    of = tables(ANSWERS, {"kind": "distribution", "of": "A"}, A=["a", "b", MISSING])
    assert sums(of) == {(12, (5, 7))}


def test_a_base_within_another_is_a_part_of_it() -> None:
    of = tables(
        crossed({("a", "x"): 10, ("a", "y"): 20, ("b", "x"): 30, ("b", "y"): 40}),
        {"kind": "distribution", "of": "B", "base": ["everyone", "some"]},
        A=["a", "b"], B=["x", "y"],
    )  # fmt: skip
    found = sums(of)
    assert {(100, (40, 60)), (30, (10, 20))} <= found
    assert (40, (10, 30)) in found  # x of all: x of some, and the 30 that no table prints
    assert (60, (20, 40)) in found


def test_two_variables_that_say_the_same_in_other_words_are_one() -> None:
    rows = [{"A": code, "E": f"{code}{code}"} for code, count in (("a", 50), ("b", 40), ("c", 3)) for _ in range(count)]
    of = tables(
        rows,
        {"kind": "distribution", "of": "A"},
        {"kind": "distribution", "of": "E"},
        A=["a", "b", "c"], E=["aa", "bb", "cc"],
    )  # fmt: skip
    hidden = {key[3] for key, count in of.hidden if count == "n"}
    assert hidden == {"c", "cc", "b", "bb"}
    found = web(of)
    assert found.at[("s0", "everyone", "all", "a"), "n"] == found.at[("s1", "everyone", "all", "aa"), "n"]


def test_what_is_left_over_of_two_bases_is_two_counts_though_it_is_the_same_cases() -> None:
    """No reader knows that who is not in one base is not in the other: were they one count, the bases would be one too."""
    pairs = {("a", "d"): 30, ("b", "e"): 5, ("b", "f"): 6, ("c", "e"): 7}
    rows = [{"A": a, "D": d} for (a, d), count in pairs.items() for _ in range(count)]
    bases: list[Mapping[str, object]] = [
        EVERYONE,
        {"id": "some", "title": "Some", "within": "everyone", "include": {"A": ["a"]}},
        {"id": "others", "title": "Others", "within": "everyone", "include": {"D": ["d"]}},
    ]
    declared = [{"id": "s0", "title": "s", "base": ["everyone", "some", "others"], "numerator": "all"}]
    found = web(Tables({"A": ["a", "b", "c"], "D": ["d", "e", "f"]}, rows, bases, declared, profile()))
    whole, some, others = (found.at[("s0", base, "all", "all"), "n"] for base in ("everyone", "some", "others"))
    assert (found.sizes[some], found.sizes[others]) == (30, 30)
    left = {part: [one for one in parts if one != part] for top, parts in found.sums if top == whole for part in parts}
    assert some != others
    assert left[some] != left[others]
    assert [found.sizes[one] for one in (*left[some], *left[others])] == [18, 18]


def test_a_whole_that_nobody_knows_ties_two_tables_that_both_add_up_to_it() -> None:
    """12 known and 2 not, 13 known and 1 not: one of the four follows from the others."""
    rows = crossed({("a", "x"): 5, ("b", "y"): 6, (MISSING, "y"): 2, ("b", MISSING): 1})
    of = tables(
        rows, {"kind": "distribution", "of": "A"}, {"kind": "distribution", "of": "B"},
        A=["a", "b", MISSING], B=["x", "y", MISSING],
    )  # fmt: skip
    assert {(14, (2, 5, 7)), (14, (1, 5, 8))} <= sums(of)


def test_two_codes_that_nobody_has_are_two_counts() -> None:
    """That nobody has one says nothing of the other before both are shown."""
    rows = [
        {"A": code, "C": other} for code, other in (("a", "p"), ("a", "q"), ("b", "p"), ("b", "q")) for _ in range(9)
    ]
    of = tables(rows, {"numerator": {"A": ["y"]}}, {"numerator": {"A": ["z"]}}, A=["a", "b", "y", "z"], C=["p", "q"])
    found = web(of)
    assert found.at[("s0", "everyone", "all", "all"), "n"] != found.at[("s1", "everyone", "all", "all"), "n"]


def test_none_of_one_group_is_none_of_the_same_group_under_another_name() -> None:
    counted = {("a", "p"): 20, ("a", "q"): 20, ("b", "p"): 0, ("b", "q"): 20}
    rows = [{"A": a, "E": f"{a}{a}", "C": c} for (a, c), count in counted.items() for _ in range(count)]
    of = tables(
        rows, {"numerator": {"C": ["p"]}, "by": "A"}, {"numerator": {"C": ["p"]}, "by": "E"},
        A=["a", "b"], E=["aa", "bb"], C=["p", "q"],
    )  # fmt: skip
    found = web(of)
    one, other = found.at[("s0", "everyone", "A=b", "all"), "n"], found.at[("s1", "everyone", "E=bb", "all"), "n"]
    assert found.sizes[one] == found.sizes[other] == 0
    assert one == other or {(one, (other,)), (other, (one,))} & set(found.sums)


def test_a_count_that_is_printed_is_found_under_its_printed_rule() -> None:
    """A count may have a second rule that nobody prints; whichever comes first, the printed one names it."""
    cases = Cases(PAIRS)
    cell = ("s0", "everyone", "all", "all"), "n"
    other = Count(cell, {"B": frozenset("y")}, cases.having("B", ["y"]), printed=False)
    printed = Count(cell, {"A": frozenset("a")}, cases.having("A", ["a"]), printed=True)
    for given in ([other, printed], [printed, other]):
        found = linked(cases, given)
        assert found.sizes[found.at[cell]] == printed.cases.bit_count()
        assert found.cells[found.at[cell]] == [cell]
