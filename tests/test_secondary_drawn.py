"""secondary suppression of tables drawn: no small count is in reach; no cheaper set would do; the same set every time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_room import profile
from linked_tables import EVERYONE, MISSING, Attack, Tables, crossed, in_reach
from scr_analysis.protect.cases import Cases
from scr_analysis.protect.counts import counts_of
from scr_analysis.protect.linking import linked
from scr_analysis.protect.primary import primary_decisions
from scr_analysis.protect.secondary import plan
from scr_analysis.protect.task import Task, task_of


@st.composite
def drawn(draw: st.DrawFn) -> Tables:
    """Tables of two or three variables, one of them perhaps with missing answers, some decided by another."""
    codes = {"A": ["a", "b", "c", MISSING], "B": ["x", "y"], "C": ["p", "q"]}
    counts = draw(st.lists(st.integers(0, 9) | st.integers(20, 60), min_size=16, max_size=16))
    atoms = [(a, b, c) for a in codes["A"] for b in codes["B"] for c in codes["C"]]
    cases = [
        {"A": a, "B": b, "C": c, "D": "ab" if a in "ab" else "rest" if a == "c" else MISSING}
        for (a, b, c), count in zip(atoms, counts, strict=True)
        for _ in range(count)
    ]
    of_a: dict[str, object] = {"id": "of_a", "title": "A", "kind": "distribution", "base": "everyone", "of": "A"}
    chosen = [
        of_a | draw(st.sampled_from([{}, {"by": "B"}, {"by": ["B", "C"]}, {"stays": [MISSING]}])),
        *draw(st.lists(st.sampled_from(OTHERS), max_size=4, unique_by=lambda one: str(one["id"]))),
    ]
    kept: dict[str, Any] = draw(
        st.sampled_from([{}, {"zeros": "hidden", "whole_groups": "hidden"}, {"round_to": 5}, {"round_to": 10}])
    )
    return Tables(
        {**codes, "D": ["ab", "rest", MISSING]},
        cases or [{"A": "a", "B": "x", "C": "p", "D": "ab"}],
        [EVERYONE, {"id": "some", "title": "Some", "within": "everyone", "include": {"C": ["p"]}}],
        chosen,
        profile(hide_upto=3, protection=3, remainders=draw(st.sampled_from(["shown", "hidden"])), **kept),
    )


OTHERS: list[dict[str, object]] = [
    {"id": "ab", "title": "a or b", "base": "everyone", "numerator": {"A": ["a", "b"]}},
    {"id": "grouped", "title": "D", "kind": "distribution", "base": "everyone", "of": "D", "by": "B"},
    {"id": "of_b", "title": "B", "kind": "distribution", "base": ["everyone", "some"], "of": "B"},
    {"id": "both", "title": "a and x", "base": "everyone", "numerator": {"A": ["a"], "B": ["x"]}},
    {"id": "in_some", "title": "A of some", "kind": "distribution", "base": "some", "of": "A"},
    {"id": "c_of_some", "title": "c of some", "base": "some", "numerator": {"A": ["c"]}, "by": "B"},
    {"id": "size", "title": "All", "base": ["everyone", "some"], "numerator": "all", "by": "B"},
]


@given(tables=drawn())
@settings(deadline=None, max_examples=60)
def test_every_sum_that_ties_counts_is_true_of_the_cases(tables: Tables) -> None:
    cases = Cases(tables.rows)
    web = linked(cases, counts_of(tables.study, cases, tables.raw))
    for whole, parts in web.sums:
        assert web.sizes[whole] == sum(web.sizes[part] for part in parts)


@given(tables=drawn())
@settings(deadline=None, max_examples=60)
def test_no_small_count_of_linked_tables_is_in_reach(tables: Tables) -> None:
    """The joint table of all variables, solved for as a whole, leaves every small count as wide as it must be."""
    assert in_reach(tables) == []


@given(tables=drawn())
@settings(deadline=None, max_examples=25)
def test_the_same_counts_are_hidden_every_time(tables: Tables) -> None:
    again = Tables(tables.codes, list(reversed(tables.rows)), tables.bases, tables.statistics, tables.profile)
    assert tables.decided == again.decided  # the order of the cases does not matter either


@given(counts=st.lists(st.integers(1, 30), min_size=9, max_size=9), together=st.booleans())
@settings(deadline=None, max_examples=40)
def test_no_cheaper_set_would_do(counts: list[int], together: bool) -> None:
    """Every cheaper set of further counts is tried, and leaves a small count in reach."""
    codes = {"A": ["a", "b", "c"], "B": ["x", "y", "z"]}
    cells = {(a, b): count for (a, b), count in zip(product(codes["A"], codes["B"]), counts, strict=True)}
    union = [{"id": "ab", "title": "ab", "base": "everyone", "numerator": {"A": ["a", "b"]}}] if together else []
    table = {"id": "t", "title": "t", "kind": "distribution", "base": "everyone", "of": "A", "by": "B"}
    tables = Tables(codes, crossed(cells), [EVERYONE], [table, *union], profile(hide_upto=3, protection=3))
    first = [one for one in primary_decisions(tables.study, "test", tables.raw) if one.hides]
    cases = Cases(tables.rows)
    web = linked(cases, counts_of(tables.study, cases, tables.raw))
    task = task_of(tables.study, tables.profile, web, tables.raw, first)
    found = plan(task)
    assert found.proved
    assert in_reach(tables) == []
    price = sum(task.costs[node] for node in found.further)
    attack, by_key = Attack(tables), {one.key: one for one in tables.raw}
    for others in cheaper(task, price - 1e-6):
        hidden = {cell for node in (*task.first, *others) for cell in web.cells[node]}
        shown = attack.printed(hidden.__contains__)
        spans = [attack.reach(attack.vector(by_key[one.cell[0]], one.cell[1]), shown) for one in first]
        assert any(high - low < 3 for low, high in spans), [web.cells[node] for node in others]


def cheaper(task: Task, price: float) -> Iterator[tuple[int, ...]]:
    """Sets of at most three further counts that cost less, those that are part of another left out."""
    nodes = [node for node, cost in task.costs.items() if cost < price]
    sets = [
        others
        for size in range(4)
        for others in combinations(nodes, size)
        if sum(task.costs[n] for n in others) < price
    ]
    larger = [set(others) for others in sets]
    yield from (others for others in sets if not any(set(others) < other for other in larger))
