"""Small linked tables made of cases typed or drawn, protected, and attacked by brute force; shares no code with protect.

The intruder here knows the joint table of all variables but for its counts: one unknown a combination of codes, each at
least nought. What is printed is a sum of unknowns. The least and greatest value of any other sum come from linear
programming over all of it at once, which is slow, plain, and stronger than any search for sums among printed counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import ceil, floor
from typing import Any

import numpy as np
from scipy.optimize import linprog

from disclosure_room import disclosure
from scr_analysis.estimate import Method, evaluate
from scr_analysis.estimate.cells import Cells
from scr_analysis.estimates import Estimate
from scr_analysis.protect import decisions
from scr_analysis.protect.cases import Cases
from scr_analysis.protect.decisions import Cell, Decision
from scr_analysis.study import Study
from scr_analysis.study.codebook import Codebook
from scr_analysis.study.declarations import Base, Statistic
from scr_analysis.study.declared import typed
from scr_analysis.study.disclosure import Profile

Row = Mapping[str, str]
MISSING = "not_known"
SHARES = {"p25": 0.25, "p50": 0.5, "p75": 0.75}
EVERYONE = {"id": "everyone", "title": "Everyone"}
KINDS = {kind: {"label": kind, "unknown": True} for kind in ("not_known", "not_recorded", "report_silent", "no_report")}


@dataclass
class Tables:
    """Statistics on cases: variables with their codes, rows, and what is declared of them."""

    codes: Mapping[str, Sequence[str]]
    rows: Sequence[Row]
    bases: Sequence[Mapping[str, object]]
    statistics: Sequence[Mapping[str, object]]
    profile: Profile
    exceptions: Sequence[dict[str, str]] = ()

    @cached_property
    def study(self) -> Study:
        derived = {
            name: {"label": name, "from": [], "rule": "drawn", "codes": {code: code for code in codes if code != MISSING},
                   "missing": [MISSING] if MISSING in codes else []}
            for name, codes in self.codes.items()
        }  # fmt: skip
        kinds = KINDS | {kind: {"label": kind, "unknown": False} for kind in ("not_applicable", "blank")}
        book = typed(
            Codebook,
            {"missing_kinds": kinds, "tables": {"scr_database": EMPTY, "final_reports": EMPTY},
             "recorded": {"codes": {}, "missing": {}}, "derived": derived},
        )  # fmt: skip
        bases = [typed(Base, base) for base in self.bases]
        statistics = [typed(Statistic, one) for one in self.statistics]
        return Study(
            book, bases={base.id: base for base in bases}, statistics={one.id: one for one in statistics},
            _disclosure=disclosure(self.profile, self.exceptions),
        )  # fmt: skip

    @cached_property
    def raw(self) -> list[Estimate]:
        cells, method = Cells(self.rows), Method("wilson", 0.95)
        return [
            one
            for statistic in self.study.statistics.values()
            for one in evaluate(self.study, statistic, cells, [], method)
        ]

    @cached_property
    def decided(self) -> list[Decision]:
        return decisions(self.study, "test", Cases(self.rows), self.raw)

    @property
    def hidden(self) -> set[Cell]:
        return {one.printed for one in self.decided if one.hides}


EMPTY = {"title": "none", "row": "none", "columns": {}}
Vector = np.ndarray


class Attack:
    """The intruder who solves for the joint table."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        names = list(tables.codes)
        self.atoms = [dict(zip(names, combination, strict=True)) for combination in product(*tables.codes.values())]
        self.truth = np.array([sum(all(row[n] == a[n] for n in names) for row in tables.rows) for a in self.atoms])

    def vector(self, one: Estimate, count: str) -> Vector:
        """A count as a sum of atoms, read from the declaration anew."""
        return np.array([float(self._counts(one, count, atom)) for atom in self.atoms])

    def _counts(self, one: Estimate, count: str, atom: Row) -> bool:
        study = self.tables.study
        base: str | None = one.base
        while base is not None:
            if any(atom[name] not in codes for name, codes in study.bases[base].include.items()):
                return False
            base = study.bases[base].within
        if one.group != "all" and any(atom[p.split("=")[0]] != p.split("=")[1] for p in one.group.split(";")):
            return False
        answer, wanted = self._answer(study.statistics[one.statistic], one.level, atom)
        if count == "n":
            return wanted
        if count.startswith("missing_"):
            return answer == count.removeprefix("missing_")
        inside = answer != MISSING or MISSING in study.statistics[one.statistic].stays
        return inside and (count == "denominator" or not wanted)

    @staticmethod
    def _answer(statistic: Statistic, level: str, atom: Row) -> tuple[str, bool]:
        if statistic.kind == "distribution":
            return atom[str(statistic.of)], atom[str(statistic.of)] == level
        if statistic.kind == "quantile":
            return (MISSING, False) if atom[str(statistic.of)] == MISSING else ("yes", True)
        if statistic.numerator == "all":
            return "yes", True
        assert isinstance(statistic.numerator, dict)
        pairs = [(atom[name], codes) for name, codes in statistic.numerator.items()]
        if any(code not in codes and code != MISSING for code, codes in pairs):
            return "no", False
        if any(code == MISSING for code, _ in pairs):
            return MISSING, False
        return "yes", True

    def printed(self, hidden: Callable[[Cell], bool]) -> list[Vector]:
        """Every count that is shown; a row whose count or base is hidden still prints what is left of it."""
        kinds = ("n", "denominator", *(f"missing_{kind}" for kind in KINDS))
        return [self.vector(one, kind) for one in self.tables.raw for kind in kinds if not hidden((one.key, kind))]

    def ordered(self, hidden: Callable[[Cell], bool]) -> Iterator[tuple[Vector, float, float]]:
        """What each quartile that is shown says of those at or below its value, and of those below it."""
        for one in self.tables.raw:
            gone = any(hidden((one.key, part)) for part in ("n", "denominator", "upto", "below"))
            if one.level not in SHARES or one.estimate is None or gone:
                continue
            column, known = str(self.tables.study.statistics[one.statistic].of), self.vector(one, "n")
            low, high = self._printed(known @ self.truth)
            at = np.array([float(atom[column]) if atom[column] != MISSING else np.inf for atom in self.atoms])
            yield known * (at <= one.estimate), ceil(SHARES[one.level] * low), high
            yield known * (at < one.estimate), 0, ceil(SHARES[one.level] * high) - 1

    def _printed(self, values: Any) -> tuple[Any, Any]:
        """The least and the most that counts can be, as they are printed."""
        to = self.tables.profile.round_to
        printed = np.floor((2 * values + to) / (2 * to)) * to
        return (values, values) if to == 1 else (printed - to // 2, printed + (to - 1) // 2)

    def reach(
        self, target: Vector, shown: Sequence[Vector], ordered: Sequence[tuple[Vector, float, float]] = ()
    ) -> tuple[int, int]:
        """The least and greatest whole value of a sum, with each shown count known to within its rounding."""
        exact = np.unique(np.array(shown), axis=0) if shown else np.zeros((1, len(self.atoms)))
        values = exact @ self.truth
        low, high = self._printed(values)
        if ordered:
            rows, least, most = zip(*ordered, strict=True)
            exact, low, high = np.vstack([exact, *rows]), np.append(low, least), np.append(high, most)
        both, limits = np.vstack([exact, -exact]), np.concatenate([high, -low])
        ends = []
        for sign in (1.0, -1.0):
            found = linprog(sign * target, A_ub=both, b_ub=limits, bounds=(0, len(self.tables.rows)))
            assert found.success
            ends.append(sign * found.fun)
        return ceil(ends[0] - 1e-6), floor(ends[1] + 1e-6)


def crossed(table: dict[tuple[str, str], int]) -> list[dict[str, str]]:
    """Cases of two variables A and B, so many of each pair."""
    return [{"A": a, "B": b} for (a, b), count in table.items() for _ in range(count)]


def in_reach(tables: Tables) -> list[tuple[str, int, int]]:
    """The small counts that the brute-force intruder narrows down to less than the protection."""
    attack, hidden = Attack(tables), tables.hidden
    by_key = {one.key: one for one in tables.raw}
    shown, ordered = attack.printed(hidden.__contains__), list(attack.ordered(hidden.__contains__))
    found = []
    for one in tables.decided:
        if one.kind == "primary" and not one.cell[1].startswith("missing_"):
            low, high = attack.reach(attack.vector(by_key[one.cell[0]], one.cell[1]), shown, ordered)
            if high - low < tables.profile.protection:
                found.append((f"{one.cell}", low, high))
    return found
