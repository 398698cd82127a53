"""protect: which counts are the same, and which are sums of which, for tables typed by hand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from counted_tables import ANSWERS, PAIRS, sums, tables, web
from disclosure_room import profile
from linked_tables import EVERYONE, MISSING, Tables, crossed
from scr_analysis.protect.cases import Cases
from scr_analysis.protect.counts import Count
from scr_analysis.protect.linking import linked


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


@pytest.mark.parametrize("levels", [[], [{"kind": "distribution", "of": "A"}]], ids=["alone", "beside its levels"])
@pytest.mark.parametrize("first", [0, 1])
def test_every_code_there_is_makes_up_all_cases(first: int, levels: list[Mapping[str, object]]) -> None:
    """In whichever order they are declared."""
    declared: list[Mapping[str, object]] = [{"numerator": {"A": ["a", "b"]}}, {"numerator": "all"}]
    rows = [row for row in ANSWERS if row["A"] != MISSING]
    of = tables(rows, declared[first], declared[1 - first], *levels, A=["a", "b"])
    assert (12, (12,)) in sums(of)
    assert not levels or (12, (5, 7)) in sums(of)


def test_a_code_that_no_table_counts_is_a_part_all_the_same() -> None:
    """5 a, 7 b and 3 others, of 15. Who is not a, and who is not b, is printed nowhere, but may be a small count."""
    rows = [{"A": code} for code, count in (("a", 5), ("b", 7), ("c", 3)) for _ in range(count)]
    of = tables(rows, {"numerator": {"A": ["a"]}}, {"numerator": {"A": ["b"]}}, A=["a", "b", "c"])
    assert sums(of) == {(15, (3, 5, 7)), (10, (3, 7)), (8, (3, 5))}


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


@pytest.mark.parametrize("kind", ["proportion", "rate"])  # of a rate no remainder is counted
def test_none_of_one_group_is_none_of_the_same_group_under_another_name(kind: str) -> None:
    counted = {("a", "p"): 20, ("a", "q"): 20, ("b", "p"): 0, ("b", "q"): 20}
    rows = [{"A": a, "E": f"{a}{a}", "C": c} for (a, c), count in counted.items() for _ in range(count)]
    of = tables(
        rows, {"kind": kind, "numerator": {"C": ["p"]}, "by": "A"}, {"kind": kind, "numerator": {"C": ["p"]}, "by": "E"},
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
