"""What secondary suppression is asked to do: what is hidden first, what must stay out of reach, what hiding costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

from scr_analysis.estimates import ALL, Estimate
from scr_analysis.protect.decisions import Cell, Decision
from scr_analysis.protect.intruder import Known
from scr_analysis.protect.linking import Web
from scr_analysis.protect.ordered import BELOW, UPTO, bounds
from scr_analysis.protect.showing import rounds
from scr_analysis.rounding import nearest
from scr_analysis.study import Study
from scr_analysis.study.disclosure import Profile

ROW, HEADLINE = 1000.0, 3000.0
"""Hiding a row of a group, and one of all cases of a base: fewer rows go before smaller counts."""


@dataclass(frozen=True)
class Task:
    """What is to be protected.

    ``first``: hidden already. ``sensitive``: what must stay out of reach, by ``width``. ``let_out``: excepted,
    and never hidden for the sake of others. ``costs``: what it costs to hide each other node that may be hidden.
    """

    web: Web
    known: Known
    first: frozenset[int]
    sensitive: frozenset[int]
    let_out: frozenset[int]
    width: int
    costs: Mapping[int, float]


def task_of(study: Study, profile: Profile, web: Web, raw: Sequence[Estimate], decided: Sequence[Decision]) -> Task:
    """The task that primary decisions leave to secondary suppression.

    Counts of missing cases tell of the records and not of a child: a small one is not printed, but that is all.
    """
    hidden = [one for one in decided if one.hides]
    first = frozenset(web.at[one.printed] for one in hidden)
    let_out = frozenset(web.at[one.printed] for one in decided if not one.hides)
    sensitive = frozenset(web.at[one.cell] for one in hidden if not one.cell[1].startswith("missing_"))
    rows: dict[Cell, float] = {}
    for one in raw:
        cost = HEADLINE if one.group == ALL else ROW
        rows |= dict.fromkeys([(one.key, part) for part in ("n", "denominator", UPTO, BELOW)], cost)
    costs = {
        node: sum(rows.get(cell, ROW) for cell in cells) + _tie(web.sizes[node], node)
        for node, cells in enumerate(web.cells)
        if cells and node not in first and node not in let_out
    }
    return Task(web, told(study, profile, web, raw), first, sensitive, let_out, profile.protection, costs)


def _tie(size: int, node: int) -> float:
    """Of sets with as many rows the one of smaller counts, and then a fixed one."""
    return log2(1 + size) + (node * 0.6180339887498949 % 1) / 1000


def told(study: Study, profile: Profile, web: Web, raw: Sequence[Estimate]) -> Known:
    """The least and the greatest value that a shown count can have, seen as it is printed."""
    row = {one.key: one for one in raw}
    rounded = {one.key for one in raw if rounds(study, profile, one)}
    low, high = list(web.sizes), list(web.sizes)
    for node, cells in enumerate(web.cells):
        if cells and cells[0][1] in (UPTO, BELOW):
            ((key, part),) = cells
            known = row[key].n or 0
            printed = within_rounding(known, profile) if key in rounded else (known, known)
            low[node], high[node] = bounds(row[key], part, printed)
        elif cells and all(key in rounded for key, _ in cells):
            low[node], high[node] = within_rounding(web.sizes[node], profile)
    # Nobody outside knows how many cases there are where even that is hidden: a small database is no bound.
    return Known(low, high, max([*web.sizes, profile.hide_upto + profile.protection]))


def within_rounding(count: int, profile: Profile) -> tuple[int, int]:
    """The counts that are printed like this one, given that small ones are not printed."""
    to, printed = profile.round_to, nearest(count, profile.round_to)
    low, high = printed - to // 2, printed + (to - 1) // 2
    if count == 0 and high <= profile.hide_upto:
        return 0, 0
    return max(low, profile.hide_upto + 1 if count > profile.hide_upto else 0), high
