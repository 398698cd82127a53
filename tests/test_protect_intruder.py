"""protect: what the intruder works out of a web of sums typed by hand, and what hiding another count would change."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import pytest

from scr_analysis.protect import secondary
from scr_analysis.protect.intruder import Known, Reach, View, components, traced, view
from scr_analysis.protect.intrusion import Intruder
from scr_analysis.protect.linking import Web
from scr_analysis.protect.reach import Programme, Sight, derived_reach, programme, relief_of, relieved, solved
from scr_analysis.protect.secondary import Planner, _demand, plan
from scr_analysis.protect.task import Task
from scr_analysis.protect.telling import Sum

# A table of two rows and two columns with its margins:
#      2   20 | 22
#     30   40 | 70
#     32   60 | 92
SIZES = (2, 20, 22, 30, 40, 70, 32, 60, 92)
SUMS: tuple[Sum, ...] = ((2, (0, 1)), (5, (3, 4)), (6, (0, 3)), (7, (1, 4)), (8, (2, 5)), (8, (6, 7)))


def web(sizes: Sequence[int] = SIZES, sums: Sequence[Sum] = SUMS, unknown: Collection[int] = ()) -> Web:
    """A web whose nodes are all printed but the unknown ones."""
    cells = [[] if node in unknown else [(("s", "b", "all", str(node)), "n")] for node in range(len(sizes))]
    return Web(list(sizes), cells, {cell: node for node, held in enumerate(cells) for cell in held}, list(sums))


def exact(sizes: Sequence[int] = SIZES) -> Known:
    return Known(sizes, sizes, max(sizes))


def task(first: Collection[int], costs: Mapping[int, float], width: int = 4, of: Web | None = None) -> Task:
    of = of or web()
    return Task(of, exact(of.sizes), frozenset(first), frozenset(first), frozenset(), width, costs)


def open_sums(seen: View, sums: Sequence[Sum] = SUMS) -> list[Sum]:
    return [sums[index] for index in seen.still_open]


def test_what_follows_at_once_is_filled_in() -> None:
    seen = view(web(), exact(), {0})
    assert seen.values == dict(enumerate(SIZES))
    assert open_sums(seen) == []
    assert {node for node, _ in seen.derived} == {0}


def test_what_follows_may_follow_from_what_follows() -> None:
    """The 20 from its column, then the 2 from its row; the sum of all rows from its parts."""
    seen = view(web(), exact(), {0, 1, 6, 8})
    assert seen.values == dict(enumerate(SIZES))
    assert {node for node, _ in seen.derived} == {0, 1, 6, 8}


def test_a_rectangle_of_hidden_counts_is_open() -> None:
    seen = view(web(), exact(), {0, 1, 3, 4})
    assert {node: seen.values[node] for node in seen.values} == {2: 22, 5: 70, 6: 32, 7: 60, 8: 92}
    assert sorted(open_sums(seen)) == sorted(SUMS[:4])
    assert len(components(web(), seen, {0, 1, 3, 4})) == 1


def test_a_count_known_to_within_its_rounding_is_not_filled_in() -> None:
    rounded = Known([2, *SIZES[1:]], [4, *SIZES[1:]], 92)
    assert 0 not in view(web(sums=()), rounded, ()).values


def test_sums_that_share_nothing_open_are_apart() -> None:
    """Two pairs hidden: in two sums with one whole, which is known."""
    sizes, sums = (50, 3, 47, 4, 46), ((0, (1, 2)), (0, (3, 4)))
    apart = web(sizes, sums)
    seen = view(apart, exact(sizes), {1, 2, 3, 4})
    assert components(apart, seen, [1, 2, 3, 4]) == [[(0, (1, 2))], [(0, (3, 4))]]
    assert components(apart, seen, [4]) == [[(0, (3, 4))]]
    joined = web(sizes, (*sums, (0, (2, 3))))
    assert len(components(joined, view(joined, exact(sizes), {1, 2, 3, 4}), [4])) == 1


def test_what_follows_for_a_count_that_nobody_speaks_of_is_not_filled_in() -> None:
    """92 less 60 is left for a set of cases without a name; nothing else is told of it, so that it is of no use."""
    spoken, unspoken = web((92, 60, 32), ((0, (1, 2)),)), web((92, 60, 32), ((0, (1, 2)),), unknown={2})
    assert view(spoken, exact((92, 60, 32)), {2}).values[2] == 32
    assert 2 not in view(unspoken, exact((92, 60, 32)), {2}).values
    twice = web((92, 60, 32, 10, 22), ((0, (1, 2)), (2, (3, 4))), unknown={2})
    assert view(twice, exact(twice.sizes), {4}).values[4] == 22  # by way of the 32


def test_an_effect_is_traced_back_to_what_is_shown() -> None:
    """Node 0 followed as 2 less 1, and 1 as 7 less 4: one more of 7 is one less of 0."""
    seen = View(dict(enumerate(SIZES)), [(1, (7, (1, 4))), (0, (2, (0, 1)))], [])
    assert traced({0: 1.0}, seen) == {2: 1.0, 7: -1.0, 4: 1.0}
    assert traced({0: 0.5, 4: 2.0}, seen) == {2: 0.5, 7: -0.5, 4: 2.5}
    assert traced({0: 0.0, 5: 1.0}, seen) == {5: 1.0}
    whole = View(dict(enumerate(SIZES)), [(2, (2, (0, 1)))], [])
    assert traced({2: 3.0}, whole) == {0: 3.0, 1: 3.0}


def sight(hidden: Collection[int], known: Known | None = None) -> Sight:
    known = known or exact()
    return Sight(view(web(), known, hidden), known, [node not in hidden for node in range(len(SIZES))], SIZES)


def test_a_count_that_follows_could_be_widened_by_what_it_follows_from() -> None:
    """2 = 22 - 20: without the 20, from 2 down to nought (it would be 22 then), and up to 20 + 2 less nought."""
    found = derived_reach(0, sight({0}))
    assert (found.low, found.high) == (2.0, 2.0)
    follows = set(found.widened_by)
    assert follows in ({1, 2}, {3, 6})  # its row or its column
    other, whole = sorted(follows)
    # the other part may rise by what all is above it, or fall to nought; the whole likewise
    assert found.widened_by[other] == (92 - SIZES[other]) + SIZES[other]
    assert found.widened_by[whole] == SIZES[whole] + (92 - SIZES[whole])


def span(posed: Programme, node: int) -> tuple[float, float]:
    """The least and the greatest value of a node."""
    low, high = (solved(posed, {node: sign}).values[posed.place[node]] for sign in (1.0, -1.0))
    return low, high


def test_how_far_each_count_of_a_rectangle_can_be_moved() -> None:
    at = sight({0, 1, 3, 4})
    posed = programme(open_sums(at.seen), at)
    spans = {node: span(posed, node) for node in (0, 1, 3, 4)}
    assert spans == {0: (0, 22), 1: (0, 22), 3: (10, 32), 4: (38, 60)}


def test_what_widens_a_count_on_one_side_only_is_told_by_that_side() -> None:
    """92 = 60 + 32 + 0: all of them could be no more, and none of them no less."""
    sizes, sums = (92, 60, 32, 0), ((0, (1, 2, 3)),)
    for hidden, widened in ((0, {1: 92.0, 2: 92.0, 3: 92.0}), (1, {0: 92.0, 2: 92.0, 3: 92.0})):
        seen = Sight(
            view(web(sizes, sums), exact(sizes), {hidden}), exact(sizes), [node != hidden for node in range(4)], sizes
        )
        assert derived_reach(hidden, seen).widened_by == widened


def test_relief_is_what_hiding_a_shown_count_could_lower() -> None:
    """A pair hidden of 50: 3 + 4 = 7 of it, so each lies from 0 to 7; without the 7's other part 43 up to 50."""
    sizes, sums = (50, 3, 4, 43), ((0, (1, 2, 3)),)
    known = exact(sizes)
    at = Sight(view(web(sizes, sums), known, {1, 2}), known, [True, False, False, True], sizes)
    posed = programme(open_sums(at.seen, sums), at)
    assert span(posed, 1) == (0, 7)
    # upwards: 50 is all there is, so it cannot be more; 43 may be down to nought, which frees as many
    assert relieved(posed, solved(posed, {1: -1.0}), at) == pytest.approx({3: 43.0})
    assert relieved(posed, solved(posed, {1: 1.0}), at) == {}  # at nought already


def test_relief_of_a_count_that_is_shown_rounded() -> None:
    """50 and 40 rounded to [35, 44]: the rest lies from 6 to 15; were the 40 hidden, from 0 to 50."""
    sizes, sums = (50, 10, 40), ((0, (1, 2)),)
    known = Known([50, 10, 35], [50, 10, 44], 50)
    at = Sight(
        view(web(sizes, sums), known, {1}), known, [True, False, True], [*known.low[:2], 1 if known.low[2] == 1 else 40]
    )
    posed = programme(open_sums(at.seen, sums), at)
    assert span(posed, 1) == (6, 15)
    assert relieved(posed, solved(posed, {1: 1.0}), at).get(2) == pytest.approx(50 - 44)
    assert relieved(posed, solved(posed, {1: -1.0}), at).get(2) == pytest.approx(35)


def test_only_hiding_what_is_shown_can_help() -> None:
    effect = {0: 2.0, 1: -1.0, 3: 2.0, 5: 0.0}
    assert relief_of(effect, sight({0})) == {1: 92 - 20, 3: 2 * 30}


def test_the_effect_of_a_single_case_counts() -> None:
    assert relief_of({0: 0.5}, sight({3})) == {0: 1.0}
    known = Known([50, 49, 1], [50, 49, 4], 50)
    at = Sight(
        view(web((50, 49, 1), ((0, (1, 2)),)), known, {1}),
        known,
        [True, False, True],
        [*known.low[:2], 1 if known.low[2] == 1 else 40],
    )
    posed = programme(open_sums(at.seen, [(0, (1, 2))]), at)
    assert relieved(posed, solved(posed, {1: -1.0}), at).get(2) == pytest.approx(1.0)


def test_who_is_within_reach() -> None:
    posed = task({0, 1}, {})
    assert set(Intruder(posed).within_reach({0, 1})) == {0, 1}  # each column gives its own back
    assert Intruder(posed).within_reach({0, 1, 3, 4}) == {}
    assert set(Intruder(posed).within_reach({0, 1}, [1])) == {1}
    assert set(Intruder(task({0, 1}, {}, width=23)).within_reach({0, 1, 3, 4})) == {0, 1}
    assert set(Intruder(task({0, 1}, {}, width=22)).within_reach({0, 1, 3, 4})) == set()


def test_what_would_widen_a_reach() -> None:
    """3 and 4 hidden beside 43, of 50: each is 0 to 7, and 0 to 50 without the 43; the 50 itself cannot be hidden."""
    sizes, sums = (50, 3, 4, 43), ((0, (1, 2, 3)),)
    found = Intruder(task({1, 2}, {}, width=8, of=web(sizes, sums))).within_reach({1, 2})
    assert {node: (one.low, one.high) for node, one in found.items()} == {1: (0, 7), 2: (0, 7)}
    assert found[1].widened_by == found[2].widened_by == pytest.approx({3: 43.0})


def test_what_would_widen_a_reach_at_both_ends() -> None:
    """10 of 50 hidden beside a 40 that is shown as 35 to 44: without it 44 could be 50, and 35 nought."""
    of = web((50, 10, 40), ((0, (1, 2)),))
    posed = replace(task({1}, {}, width=10, of=of), known=Known([50, 10, 35], [50, 10, 44], 50))
    found = Intruder(posed).within_reach({1})
    assert (found[1].low, found[1].high) == (6, 15)
    assert found[1].widened_by[2] == pytest.approx(6.0 + 35.0)


def test_an_intruder_counts_the_sums_gone_through() -> None:
    intruder = Intruder(task({0, 1}, {}))
    assert intruder.effort == 0
    intruder.within_reach({0, 1, 3, 4})
    assert intruder.effort > 0
    assert intruder.effort % 4 == 0  # four open sums each time


def test_the_cheapest_rectangle_is_hidden() -> None:
    inside = {1: 1.0, 3: 1.0, 4: 1.0}
    margins = {2: 1.2, 5: 9.0, 6: 1.3, 7: 9.0, 8: 9.0}
    assert plan(task({0}, inside | margins)).further == {1, 3, 4}
    # with the 40 and the right-hand total dear, the 22 and the 70 take up what the 2 and the 30 exchange
    found = plan(task({0}, inside | {4: 9.0} | margins | {5: 1.0}))
    assert (found.proved, found.further) == (True, {2, 3, 5})


def test_what_can_be_spared_again_is_shown_the_dearest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    planner = Planner(task({0}, {1: 1.0, 2: 1.5, 3: 1.0, 4: 2.0, 6: 3.0, 8: 4.0}))
    assert planner._thinned({1, 2, 3, 4, 6, 8}) == {1, 3, 4}
    monkeypatch.setattr(secondary, "EFFORT", 0)
    assert planner._thinned({1, 2, 3, 4, 6, 8}) == {1, 2, 3, 4, 6, 8}


def test_what_nothing_protects_is_bare() -> None:
    found = plan(task({0}, {}))
    assert found.bare == {0}
    assert found.further == set()


@pytest.mark.parametrize(
    ("reach", "expected"),
    [
        (Reach(2.0, 3.0, {1: 1.0, 2: 6.0, 9: 5.0}), {1: 1 / 3, 2: 1.0}),  # 3 of 4 are lacking; 9 may not be hidden
        (Reach(2.0, 2.0, {1: 1.0}), {1: 0.25}),
        (Reach(0.5, 4.6, {1: 0.1, 2: 6.0}), {1: 1.0, 2: 1.0}),  # wide enough but for the whole numbers: 1 to 4
    ],
)
def test_what_must_be_hidden_for_a_counts_sake(reach: Reach, expected: dict[int, float]) -> None:
    found = _demand(task({0}, {1: 1.0, 2: 1.0}), reach)
    assert found.weights == pytest.approx(expected)
    assert found.least == 1.0
