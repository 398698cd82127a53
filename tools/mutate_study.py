"""Declarations and single cases changed on purpose, and whether a check that does not share the declaration notices.

A count is checked where somebody stated it independently: by SPSS syntax written by hand and run by GNU PSPP on the
delivered files, by a figure in print to which the twin was made, or by a contract with other counts. (The SPSS twin is
no such check here: it follows the declaration, right or wrong.) A statistic that none of them covers has a hole.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from core_run import WILSON, core_run, study
from scr_analysis.contracts import broken, sums
from scr_analysis.estimate import evaluate
from scr_analysis.estimate.cells import Cells
from scr_analysis.estimates import Estimate, Key
from scr_analysis.files import read_rows
from scr_analysis.in_print import agreement, key_of
from scr_analysis.study.declarations import Statistic

Estimates = Mapping[Key, Estimate]


@dataclass(frozen=True)
class Change:
    """What was changed about a statistic, and whether it changed a count and was noticed."""

    statistic: str
    change: str
    counts: bool
    noticed: bool


def stated_by_hand(folder: Path) -> dict[Key, tuple[int, int, int]]:
    """Counts, denominators and missing cases by hand-written syntax, run by PSPP; none where that is not installed."""
    from pspp_figures import HANDS, stated
    from pspp_syntax import child_years, tallied

    if shutil.which("pspp") is None:
        return {}
    twin = core_run().twin
    found = stated(tallied(HANDS, twin, folder), child_years(twin, folder))
    return {(statistic, base, "all", level): counts for (statistic, base, level), counts in found.items()}


def declared(statistic: Statistic) -> Iterator[tuple[str, Statistic]]:
    """The statistic with one thing of its declaration changed."""
    numerator = statistic.numerator if isinstance(statistic.numerator, dict) else {}
    coded = study().codebook.analysis_columns()
    for column, codes in numerator.items():
        for other in [code for code in coded[column] if code not in codes][:1]:
            wider = {**numerator, column: [*codes, other]}
            yield f"{column}: {other} counts too", replace(statistic, numerator=wider)
            turned = {**numerator, column: [other, *codes[1:]]}
            yield f"{column}: {other} in place of {codes[0]}", replace(statistic, numerator=turned)
        if len(codes) > 1:
            fewer = {**numerator, column: codes[:-1]}
            yield f"{column}: {codes[-1]} no longer counts", replace(statistic, numerator=fewer)
    for place, base in enumerate(statistic.base):
        around = study().bases[base].within
        if around:
            bases = [*statistic.base[:place], around, *statistic.base[place + 1 :]]
            yield f"base {around} in place of {base}", replace(statistic, base=bases)
    for kind in statistic.stays:
        rest = [one for one in statistic.stays if one != kind]
        yield f"{kind} no longer stays", replace(statistic, stays=rest)


class Audit:
    """The twin's estimates, and the checks that know better."""

    def __init__(self, folder: Path) -> None:
        self.rows = read_rows(core_run().analysis)
        self.children = read_rows(core_run().population)
        self.raw = core_run().raw()
        self.by_hand = stated_by_hand(folder)
        self.printed = [
            one for one in study().published.values()
            if one.statistic and agreement(one, self.raw.get(key_of(one, study()))).startswith("agrees")
        ]  # fmt: skip
        assert not self.noticed(self.raw), "the checks do not hold on the twin as it is"

    def noticed(self, estimates: Estimates) -> bool:
        """Whether one of the checks contradicts the estimates."""
        for key, counts in self.by_hand.items():
            one = estimates.get(key)
            if one is None or (one.n, one.denominator, sum(count or 0 for count in one.missing)) != counts:
                return True
        for figure in self.printed:
            if not agreement(figure, estimates.get(key_of(figure, study()))).startswith("agrees"):
                return True
        return any(True for _ in broken(sums(study(), estimates), estimates))

    def evaluated(self, statistic: Statistic, cells: Cells) -> dict[Key, Estimate]:
        """The estimates of the twin with one statistic evaluated again."""
        made = {one.key: one for one in evaluate(study(), statistic, cells, self.children, WILSON)}
        others = {key: one for key, one in self.raw.items() if key[0] != statistic.id}
        return others | made

    def declarations(self) -> Iterator[Change]:
        """Every changed declaration."""
        cells = Cells(self.rows)
        for statistic in study().statistics.values():
            for change, mutant in declared(statistic):
                yield self._judged(statistic, change, self.evaluated(mutant, cells))

    def cases(self) -> Iterator[Change]:
        """One case of each statistic changed: a yes becomes a no."""
        coded = study().codebook.analysis_columns()
        for statistic in study().statistics.values():
            numerator = statistic.numerator if isinstance(statistic.numerator, dict) else {}
            for column, codes in list(numerator.items())[:1]:
                other = next((code for code in coded[column] if code not in codes), None)
                place = self._a_yes(statistic)
                if other is None or place is None:
                    continue
                rows = [*self.rows]
                rows[place] = {**rows[place], column: other}
                yield self._judged(statistic, f"one case, {column}", self.evaluated(statistic, Cells(rows)))

    def _a_yes(self, statistic: Statistic) -> int | None:
        """The place of a case that the statistic counts."""
        numerator = statistic.numerator if isinstance(statistic.numerator, dict) else {}
        inclusion = study().inclusion(statistic.base[0])
        for place, row in enumerate(self.rows):
            if all(row[column] in codes for column, codes in [*inclusion.items(), *numerator.items()]):
                return place
        return None

    def _judged(self, statistic: Statistic, change: str, made: Estimates) -> Change:
        ours = {key: (one.n, one.denominator, one.missing) for key, one in self.raw.items() if key[0] == statistic.id}
        theirs = {key: (one.n, one.denominator, one.missing) for key, one in made.items() if key[0] == statistic.id}
        return Change(statistic.id, change, ours != theirs, self.noticed(made))
