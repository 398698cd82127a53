"""protect: small linear programmes solved by hand, and small choices by trying, give what the solver gives."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from linked_tables import Tables
from scr_analysis.protect import cover, reach
from scr_analysis.protect.cases import Cases
from scr_analysis.protect.counts import counts_of
from scr_analysis.protect.cover import Demand, cheapest
from scr_analysis.protect.linking import linked
from scr_analysis.protect.primary import primary_decisions
from scr_analysis.protect.secondary import plan
from scr_analysis.protect.tableau import Tableau
from scr_analysis.protect.task import task_of
from test_secondary_drawn import drawn

# Two rows of two counts, all four unknown, with margins 22 and 70, 32 and 60; the last sum follows from the others.
RECTANGLE = [{0: 1.0, 1: 1.0}, {2: 1.0, 3: 1.0}, {0: 1.0, 2: 1.0}, {1: 1.0, 3: 1.0}]
INSIDE = [2.0, 20.0, 30.0, 40.0]


@pytest.mark.parametrize(
    ("aim", "values"),
    [
        ({0: 1.0}, [0, 22, 32, 38]),
        ({0: -1.0}, [22, 0, 10, 60]),
        ({3: -1.0}, [22, 0, 10, 60]),
        ({0: -1.0, 1: -1.0}, [2, 20, 30, 40]),  # what a margin fixes cannot be moved
    ],
)
def test_a_rectangle_is_moved_from_end_to_end(aim: dict[int, float], values: list[float]) -> None:
    tableau = Tableau(RECTANGLE, [0.0] * 4, [92.0] * 4, INSIDE)
    assert tableau.search([aim.get(place, 0.0) for place in range(4)])[0] == values


def test_a_limit_above_holds_as_one_below() -> None:
    tableau = Tableau([{0: 1.0, 1: 1.0}], [0.0, 0.0], [92.0, 21.0], [2.0, 20.0])
    values, (price,), pulls = tableau.search([1.0, 0.0])
    assert values == [1.0, 21.0]
    assert (price, pulls) == (1.0, [0.0, -1.0])  # one more of the sum is one more of it; a higher limit is one less


@st.composite
def programmes(draw: st.DrawFn) -> tuple[list[dict[int, float]], list[float], list[float], list[float], list[float]]:
    """Sums, limits, values that agree with both, and an aim."""
    size = draw(st.integers(2, 7))
    start = [float(draw(st.integers(0, 12))) for _ in range(size)]
    sums = [
        {place: float(draw(st.sampled_from([1, -1, 1, -1, 2]))) for place in draw(st.sets(st.integers(0, size - 1)))}
        for _ in range(draw(st.integers(0, 6)))
    ]
    low = [value - draw(st.sampled_from([0, 0, 1, value])) for value in start]
    high = [value + draw(st.sampled_from([0, 0, 3, 30])) for value in start]
    return sums, low, high, start, [float(draw(st.integers(-2, 2))) for _ in range(size)]


@given(of=programmes(), again=st.booleans())
@settings(deadline=None, max_examples=300)
def test_the_answer_is_the_least_and_its_prices_prove_it(
    of: tuple[list[dict[int, float]], list[float], list[float], list[float], list[float]], again: bool
) -> None:
    """Against another solver; and the prices with the pulls of the limits come to the same cost (strong duality)."""
    sums, low, high, start, aim = of
    rows = [[one.get(place, 0.0) for place in range(len(start))] for one in sums]
    sides = [sum(weight * start[place] for place, weight in one.items()) for one in sums]
    tableau = Tableau(sums, low, high, start)
    if again:
        tableau.search([-cost for cost in aim])  # from wherever the last search ended
    values, prices, pulls = tableau.search(aim)
    expected = linprog(aim, A_eq=rows or None, b_eq=sides or None, bounds=list(zip(low, high, strict=True)))
    least = sum(cost * value for cost, value in zip(aim, values, strict=True))
    assert least == pytest.approx(expected.fun, abs=1e-6)
    for one, side in zip(sums, sides, strict=True):
        assert sum(weight * values[place] for place, weight in one.items()) == pytest.approx(side, abs=1e-6)
    assert all(a - 1e-6 <= value <= b + 1e-6 for a, value, b in zip(low, values, high, strict=True))
    held = sum(pull * (a if pull > 0 else b) for pull, a, b in zip(pulls, low, high, strict=True))
    assert sum(map(float.__mul__, prices, sides)) + held == pytest.approx(least, abs=1e-6)
    for place, pull in enumerate(pulls):
        told = sum(price * one.get(place, 0.0) for price, one in zip(prices, sums, strict=True))
        assert told + pull == pytest.approx(aim[place], abs=1e-6)


@st.composite
def demanded(draw: st.DrawFn) -> tuple[list[Demand], dict[int, float]]:
    """Demands that can be met, with costs of which no two sets have the same."""
    costs = {node: float(draw(st.sampled_from([1000, 3000]))) + 2.0**-node for node in range(7)}
    weight = st.sampled_from([1.0, 1.0, 0.5, 0.4])
    demands = draw(st.lists(st.dictionaries(st.integers(0, 6), weight, min_size=1), min_size=1, max_size=6))
    return [Demand(one, min(1.0, sum(one.values()))) for one in demands], costs


@given(of=demanded(), tried=st.sampled_from([5, 12, 30, 10_000]))
@settings(deadline=None, max_examples=150)
def test_no_set_that_meets_the_demands_is_cheaper(of: tuple[list[Demand], dict[int, float]], tried: int) -> None:
    """However far the search by trying gets: where it is cut short, the solver has the word."""
    demands, costs = of
    sets = (set(nodes) for size in range(8) for nodes in combinations(costs, size))
    meeting = [nodes for nodes in sets if all(_met(one, nodes) for one in demands)]
    least = min(meeting, key=lambda nodes: sum(costs[node] for node in nodes))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(cover, "TRIED", tried)
        assert cheapest(demands, costs) == cover.programmed(demands, costs) == least


def _met(demand: Demand, nodes: set[int]) -> bool:
    return sum(weight for node, weight in demand.weights.items() if node in nodes) >= demand.least - 1e-7


def test_more_sets_than_are_worth_trying_are_left_to_the_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    programmed = cover.programmed

    def counted(demands: list[Demand], costs: dict[int, float]) -> set[int]:
        asked.append(len(demands))
        return programmed(demands, costs)

    monkeypatch.setattr(cover, "programmed", counted)
    demands = [Demand({1: 1.0, 2: 1.0}, 1.0), Demand({2: 1.0, 3: 1.0}, 1.0)]
    costs = {1: 1.0, 2: 1.5, 3: 1.0}
    assert (cheapest(demands, costs), asked) == ({2}, [])
    monkeypatch.setattr(cover, "TRIED", 4)
    assert (cheapest(demands, costs), asked) == ({2}, [2])


@given(tables=drawn())
@settings(deadline=None, max_examples=40)
def test_the_plan_is_the_same_by_hand_and_by_the_solver(tables: Tables) -> None:
    first = [one for one in primary_decisions(tables.study, "test", tables.raw) if one.hides]
    cases = Cases(tables.rows)
    web = linked(cases, counts_of(tables.study, cases, tables.raw))
    task = task_of(tables.study, tables.profile, web, tables.raw, first)
    by_hand = plan(task)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reach, "SMALL", 0)
        patched.setattr(cover, "TRIED", 0)
        assert plan(task) == by_hand
