"""protect: sums that tell an intruder nothing are left out, and what can be worked out is the same without them."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from scr_analysis.protect.telling import Sum, telling

# Node 0 is all, 1 and 2 its printed parts; 3 is hidden and asked about; from 4 on nobody knows or asks about any.
KNOWN = {0, 1, 2, 3}


@pytest.mark.parametrize(
    ("sums", "told"),
    [
        pytest.param([(0, (1, 2))], [(0, (1, 2))], id="printed counts that add up"),
        pytest.param([(0, (1, 2)), (0, (1, 2))], [(0, (1, 2))], id="the same sum twice"),
        pytest.param([(4, (1, 2))], [], id="a whole that nobody knows and nothing else ties"),
        pytest.param([(3, (1, 2))], [(3, (1, 2))], id="a whole that is asked about"),
        pytest.param([(0, (1, 4))], [(0, (1, 4))], id="what a printed count leaves of a printed whole"),
        pytest.param([(0, (1, 4)), (0, (1, 5))], [(0, (1, 4))], id="the same is left over under two names"),
        pytest.param([(0, (1, 4)), (0, (1, 3))], [(0, (1, 4)), (0, (1, 3))], id="what is left over is asked about"),
        pytest.param([(4, (1, 5)), (4, (3, 6))], [], id="a whole that is only no less than each of two counts"),
        pytest.param([(4, (1, 2)), (4, (3, 5))], [(4, (1, 2)), (4, (3, 5))], id="a whole that follows limits a part"),
        pytest.param([(0, (4, 5)), (4, (3, 6))], [(0, (4, 5)), (4, (3, 6))], id="a part of a known whole has parts"),
        pytest.param([(4, (1, 5)), (5, (2, 6))], [], id="what is left over is a whole that nobody knows"),
        pytest.param(
            [(4, (1, 3, 5)), (4, (2, 6))], [(4, (1, 3, 5)), (4, (2, 6))], id="a whole no less than two counts together"
        ),
        pytest.param(
            [(0, (1, 5)), (0, (1, 4)), (3, (2, 4))],
            [(0, (1, 5)), (0, (1, 4)), (3, (2, 4))],
            id="what is left over ties",
        ),
        pytest.param([(0, (1, 2, 5)), (0, (1, 2))], [(0, (1, 2, 5)), (0, (1, 2))], id="no less, and just as many"),
        pytest.param([(4, (1,)), (4, (3, 5))], [(4, (1,)), (4, (3, 5))], id="a whole that is another count"),
        pytest.param(
            [(4, (1, 5)), (4, (1, 6)), (4, (2, 3))], [(4, (1, 5)), (4, (2, 3))], id="said twice of a whole that follows"
        ),
    ],
)
def test_a_sum_is_left_out_where_it_tells_nothing(sums: Sequence[Sum], told: Sequence[Sum]) -> None:
    assert sorted(telling(sums, KNOWN)) == sorted(told)


@st.composite
def drawn(draw: st.DrawFn) -> tuple[list[int], list[Sum]]:
    """Sizes of nodes and sums that are true of them: sets of a dozen cells, cut by other sets."""
    cells = draw(st.lists(st.integers(0, 9), min_size=3, max_size=6))
    every = (1 << len(cells)) - 1
    sets: dict[int, int] = {}
    sums: list[Sum] = []
    for whole, cut in draw(st.lists(st.tuples(st.integers(1, every), st.integers(1, every)), min_size=1, max_size=9)):
        parts = [part for part in (whole & cut, whole & ~cut) if part]
        if len(parts) == 2:
            sums.append((sets.setdefault(whole, len(sets)), tuple(sets.setdefault(part, len(sets)) for part in parts)))
    return [sum(size for place, size in enumerate(cells) if one >> place & 1) for one in sets], sums


@given(of=drawn(), printed=st.sets(st.integers(0, 20)), asked=st.sets(st.integers(0, 20)))
@settings(deadline=None, max_examples=150)
def test_what_can_be_worked_out_is_the_same_without_them(
    of: tuple[list[int], list[Sum]], printed: set[int], asked: set[int]
) -> None:
    sizes, sums = of
    printed = {node for node in printed if node < len(sizes)}
    named = printed | {node for node in asked if node < len(sizes)}
    told = telling(sums, named)
    for node in named - printed:
        assert reach(node, sizes, told, printed) == reach(node, sizes, sums, printed)


def reach(node: int, sizes: Sequence[int], sums: Sequence[Sum], printed: set[int]) -> list[float]:
    """The least and the greatest value of a node, by linear programming over all sums."""
    rows = [[float((at == whole) - (at in parts)) for at in range(len(sizes))] for whole, parts in sums]
    limits = [(size, size) if at in printed else (0, None) for at, size in enumerate(sizes)]
    ends = []
    for sign in (1.0, -1.0):
        aim = [sign * (at == node) for at in range(len(sizes))]
        found = linprog(aim, A_eq=rows or None, b_eq=[0.0] * len(rows) if rows else None, bounds=limits)
        assert found.status in (0, 3)  # found, or without a limit
        ends.append(round(sign * found.fun, 6) if found.status == 0 else inf)
    return ends
