"""Limits by linear programming over many counts at once, against one programme a count by another solver's front end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, product
from math import ceil, floor
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from scr_analysis import solver
from scr_analysis.attack.exact import spans
from scr_analysis.attack.search import searched
from scr_analysis.attack.system import UNKNOWN, Contradiction, Limits, Sum, narrowed

Box = tuple[tuple[int, int], ...]
SIDES = (3, 3, 2)  # a table of three variables; a box names, for each variable that it restricts, one code as a bit


def boxes() -> list[Box]:
    """Every cell and margin of the table."""
    choices = [[None, *range(side)] for side in SIDES]
    return [tuple((root, 1 << code) for root, code in enumerate(one) if code is not None) for one in product(*choices)]


def sums() -> list[Sum]:
    """Each margin as the sum over each variable that it leaves open."""
    found = []
    for box in boxes():
        held = dict(box)
        for root in set(range(len(SIDES))) - held.keys():
            parts = tuple(tuple(sorted((held | {root: 1 << code}).items())) for code in range(SIDES[root]))
            found.append(Sum(box, parts))
    return found


@st.composite
def drawn(draw: st.DrawFn) -> tuple[dict[Box, Limits], dict[Box, int], dict[Box, int]]:
    """What is published of a drawn table, how wide each hidden count must be, and the table itself."""
    cells = [box for box in boxes() if len(box) == len(SIDES)]
    inner = dict(zip(cells, draw(st.lists(st.integers(0, 12), min_size=len(cells), max_size=len(cells))), strict=True))
    truth = {box: sum(count for cell, count in inner.items() if set(box) <= set(cell)) for box in boxes()}
    hidden = draw(st.lists(st.sampled_from(boxes()[1:]), min_size=1, max_size=20, unique=True))
    to = draw(st.sampled_from([1, 1, 5]))
    known = {
        box: UNKNOWN if box in hidden else (max(0, count // to * to), count // to * to + to - 1)
        for box, count in truth.items()
    }
    need = draw(st.integers(1, 9))
    return known, dict.fromkeys(hidden, need), truth


def ends(limits: Mapping[Box, Limits], wanted: Box) -> Limits:
    """The least and the greatest whole value of a count: two programmes of scipy's, over every sum, for it alone."""
    place = {box: number for number, box in enumerate(boxes())}
    rows = np.zeros((len(sums()), len(place)))
    for row, one in zip(rows, sums(), strict=True):
        row[place[one.whole]] = -1
        row[[place[part] for part in one.parts]] = 1
    found = []
    for sign in (1.0, -1.0):
        aim = np.zeros(len(place))
        aim[place[wanted]] = sign
        done = linprog(aim, A_eq=rows, b_eq=np.zeros(len(rows)), bounds=[limits[box] for box in place])
        assert done.success
        found.append(sign * done.fun)
    return ceil(found[0] - 1e-6), floor(found[1] + 1e-6)


@pytest.mark.parametrize("alone", [False, True])
@settings(deadline=None, max_examples=40)
@given(posed=drawn())
def test_a_count_is_found_narrow_where_it_is_and_its_limits_are_exact(
    alone: bool, posed: tuple[dict[Box, Limits], dict[Box, int], dict[Box, int]]
) -> None:
    """``alone``: by programmes only, where trying would have found the answer first."""
    known, wanted, truth = posed
    limits = narrowed(sums(), known)
    asked = {box: need for box, need in wanted.items() if limits[box][0] < limits[box][1]}
    if not asked:
        return
    found = (searched if alone else spans)(sums(), limits, asked)
    for box, need in asked.items():
        (low, high), exact = found[box], ends(limits, box)
        assert exact[0] <= low <= high <= exact[1]
        assert exact[0] <= truth[box] <= exact[1]
        if high - low < need:
            assert (low, high) == exact
        else:
            assert exact[1] - exact[0] >= need


def test_few_questions_show_many_counts_to_be_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty pairs of counts, each of which adds up to ten: a question a count would be sixty of them at least."""
    asked = []

    def counted(model: Any, costs: Sequence[float]) -> tuple[list[float], list[float], list[float]]:
        asked.append(costs)
        return search(model, costs)

    search = solver.search
    monkeypatch.setattr(solver, "search", counted)
    pairs = [(one(number, 1), one(number, 2)) for number in range(30)]
    equations = [Sum(one(99, number + 1), pair) for number, pair in enumerate(pairs)]
    equations += [Sum((), tuple(first for first, _ in pairs))]
    counts = [count for pair in pairs for count in pair]
    limits = dict.fromkeys(counts, (0, 10)) | {(): (100, 200)} | {known.whole: (10, 10) for known in equations[:-1]}
    found = searched(equations, limits, dict.fromkeys(counts, 4))
    assert all(high - low >= 4 for low, high in found.values())
    assert 2 <= len(asked) <= 12


def test_what_cannot_be_is_a_contradiction() -> None:
    """Three counts, any two of which add up to nine, and all to fourteen: no single sum tells that this cannot be."""
    parts, pairs = [one(number, 1) for number in range(3)], [one(8, number + 1) for number in range(3)]
    equations = [Sum(whole, pair) for whole, pair in zip(pairs, combinations(parts, 2), strict=True)]
    equations.append(Sum((), tuple(parts)))
    limits: dict[Box, Limits] = {**dict.fromkeys(parts, (4, 6)), **dict.fromkeys(pairs, (9, 9)), (): (14, 14)}
    with pytest.raises(Contradiction):
        searched(equations, limits, {parts[0]: 2})


def one(root: int, atoms: int) -> Box:
    return ((root, atoms),)
