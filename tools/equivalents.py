"""Mutants that change nothing anyone could see, each with the reason: they are left out of the mutation audit's share.

A mutant is named by its module, a piece of the line it changes, and the change. An entry that names none any more is
reported, so that the list does not outlive the code it speaks of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol


class Named(NamedTuple):
    """Mutants of the lines of a module that hold a text."""

    module: str
    line: str
    change: str
    reason: str


class Changed(Protocol):
    """What is known of a mutant."""

    @property
    def module(self) -> str:
        """Its file, in the package."""

    @property
    def text(self) -> str:
        """The line that is changed, as it was."""

    @property
    def change(self) -> str:
        """What is changed, in words."""


WHOLE = "the solver's answers are whole numbers, none of them a half"
NEVER_EQUAL = "no effect found is exactly the tolerance"
LIMIT = "a limit of work that might as well be one more"
SPARED = "only spares work: what is left out would be found again"

ITSELF = "a category that no entry names is a group of its own anyhow"

EQUIVALENT = (
    Named("derive/child.py", '"sudi": "sudi"', "'sudi' becomes another code", ITSELF),
    Named("derive/child.py", '"suicide": "suicide"', "'suicide' becomes another code", ITSELF),
    Named("derive/__init__.py", "header = [*cases[0]", "0 becomes 1", "every case has the same columns"),
    Named("protect/__init__.py", "if not any(decision.hides", "the condition is never met", SPARED),
    Named(
        "estimate/count.py", "reached >= needed - 1e-9", ">= becomes >", "a count is never a tolerance below a share"
    ),
    Named("estimate/cells.py", "if wanted not in self._counted", "the condition is always met", SPARED),
    Named(
        "estimate/__init__.py",
        "years = _child_years",
        "the condition is always met",
        "only a rate looks at the child-years",
    ),
    Named(
        "protect/rules.py",
        "None if fine == coarse",
        "the condition is never met",
        "a variable never comes before itself in the alphabet",
    ),
    Named("protect/secondary.py", "self.rounds = 0", "0 becomes 1", SPARED),
    Named("protect/task.py", "row[key].n or 0", "0 becomes 1", "a printed quartile has known cases"),
    Named("protect/reach.py", "Columns([0.0] * len(nodes)", "0.0 becomes 1.0", "each search sets an aim of its own"),
    Named("protect/ordered.py", "sides = [value] if", "the condition is always met", "finer ranges add up to the same"),
    Named("protect/intrusion.py", "if node in way.place", "the condition is never met", SPARED),
    Named("protect/intrusion.py", "if not self._narrow(span)", "not is taken away", SPARED),
    Named("protect/task.py", "0.6180339887498949", "* becomes /", "another fixed order of equals"),
    Named("protect/secondary.py", "lacking <= 1e-6", "<= becomes <", NEVER_EQUAL),
    Named("protect/secondary.py", "ROUNDS = 6", "6 becomes 7", LIMIT),
    Named("protect/intrusion.py", "KEPT = 400", "400 becomes 401", LIMIT),
    Named("protect/intrusion.py", "TOGETHER = 3", "3 becomes 4", LIMIT),
    Named("protect/intrusion.py", "len(narrow) >= TOGETHER", "the condition is never met", SPARED),
    Named("protect/intrusion.py", "len(narrow) >= TOGETHER", "the condition is always met", SPARED),
    Named("protect/intrusion.py", "len(narrow) >= TOGETHER", ">= becomes >", LIMIT),
    Named("protect/intrusion.py", "sign * (-1) ** place", "* becomes /", "an aim divided by one or minus one"),
    Named("protect/cases.py", "if key not in self._joined", "the condition is always met", SPARED),
    Named("protect/cover.py", "share > 0.5", "> becomes >=", WHOLE),
    Named("protect/cover.py", "demand.least - 1e-7", "- becomes +", "within the solver's own tolerance"),
    Named("protect/cover.py", "TRIED = 10_000", "10000 becomes 10001", LIMIT),
    Named("protect/cover.py", "self._left > 0", "0 becomes 1", LIMIT),
    Named("protect/cover.py", "self._left <= 0", "<= becomes <", LIMIT),
    Named("protect/cover.py", "self._left <= 0", "0 becomes 1", LIMIT),
    Named("protect/cover.py", "dearer >= self._price", ">= becomes >", "no two sets cost the same"),
    Named("protect/cover.py", "self._try(frozenset(), 0.0", "0.0 becomes 1.0", "every set is dearer by as much"),
    Named("protect/tableau.py", "self._move(place", "1.0 becomes 2.0", "twice as fast for half as long"),
    Named("protect/tableau.py", "self._move(place", "> becomes >=", "a rate of nought does not help"),
    Named("protect/tableau.py", "found[free] = found.get", "+ becomes -", "the same sum with its sign changed"),
    Named("protect/tableau.py", "abs(weight) > TINY", "> becomes >=", NEVER_EQUAL),
    Named("protect/tableau.py", "place < self._prices.start", "< becomes <=", "another of them has the price"),
    Named("protect/tableau.py", "told = min(unknown", "min becomes max", "another choice takes longer"),
    Named("protect/tableau.py", "abs(together) > TINY", "> becomes >=", NEVER_EQUAL),
    Named("protect/tableau.py", "elif free in told", "the condition is always met", "what is tiny was there before"),
    Named("protect/tableau.py", "if cost else ()", "the condition is always met", "a rate of nought more"),
    Named("protect/tableau.py", "abs(rate) <= TINY", "<= becomes <", NEVER_EQUAL),
    Named("protect/tableau.py", "if rate > 0 else", "> becomes >=", "a rate of nought does not help"),
    Named("protect/tableau.py", "return room > TINY", "> becomes >=", NEVER_EQUAL),
    Named("protect/tableau.py", "self._room(place, sign), -1", "1 becomes 2", "any number below nought"),
    Named("protect/tableau.py", "if speed > 0 else", "> becomes >=", "nothing is moved at no speed"),
    Named("protect/telling.py", "        if bound:", "the condition is always met", "the same parts tell it as well"),
    Named("protect/cover.py", "need > 1e-7", "> becomes >=", NEVER_EQUAL),
    Named(
        "protect/counts.py",
        'MARGIN = "margin"',
        "'margin' becomes another code",
        "a mark that is set and read here only",
    ),
    Named("protect/secondary.py", "_cost(best) - 1e-6", "> becomes >=", NEVER_EQUAL),
    Named("protect/secondary.py", "self.rounds += 1", "1 becomes 2", SPARED),
    Named("protect/secondary.py", "if not lessons", "the condition is never met", SPARED),
    Named(
        "protect/task.py",
        "0.6180339887498949",
        "0.6180339887498949 becomes 1.618033988749895",
        "the same but for wholes",
    ),
    Named("protect/counts.py", "crossed = {", "in becomes not in", "any estimate of the statistic is pattern enough"),
    Named("protect/rules.py", "if form not in self._admitted", "the condition is always met", SPARED),
    Named("protect/rules.py", "if name not in self._roots", "the condition is always met", SPARED),
    Named("protect/rules.py", "if each not in self._said", "the condition is always met", SPARED),
    Named("protect/secondary.py", "self.rounds += 1", "+= becomes -=", LIMIT),
    Named("protect/secondary.py", "if self.rounds >= ROUNDS or", ">= becomes >", LIMIT),
    Named(
        "protect/showing.py",
        "row.estimate is None",
        "the condition is never met",
        "a rate without children is told by its warning before",
    ),
    Named(
        "protect/counts.py",
        "isinstance(statistic.numerator",
        "the condition is always met",
        "the others are done before",
    ),
    Named("protect/intruder.py", "if loose[other] == 1", "the condition is always met", SPARED),
    Named("protect/intruder.py", "if abs(price) <= 1e-9", "<= becomes <", NEVER_EQUAL),
    Named("protect/counts.py", "if name not in cases", "the condition is always met", SPARED),
    Named("protect/intrusion.py", "<= value <= known.high", "<= becomes <", NEVER_EQUAL),
    Named("protect/primary.py", "if n is None or of is None", "the condition is never met", "raw counts are all there"),
    Named("protect/counts.py", 'pair.split("=", 1)', "1 becomes 2", "no name of a code bears the sign"),
    Named("protect/linking.py", "if form not in self._at", "the condition is always met", SPARED),
    Named("protect/telling.py", "len(left) == len(kept)", "the condition is always met", SPARED),
    Named("protect/rules.py", "if form not in self._rooted", "the condition is always met", SPARED),
    Named("protect/rules.py", "if form not in self._sliced", "the condition is always met", SPARED),
    Named("protect/rules.py", "if names not in self._grouped", "the condition is always met", SPARED),
    Named("protect/linking.py", "if len(unions) == 1", "the condition is never met", SPARED),
    Named(
        "protect/linking.py", "if node != family.whole else", "the condition is always met", "that a count is itself"
    ),
    Named("protect/linking.py", "if family.whole not in (node", "the condition is always met", "the same said twice"),
    Named("protect/linking.py", "if form not in met", "the condition is always met", SPARED),
    Named("protect/linking.py", "unions.get(every, -1)", "1 becomes 2", "any number below nought"),
    Named("protect/linking.py", "if code in union", "in becomes not in", "those without a code tell it as well"),
    Named("protect/linking.py", "if block in unions", "the condition is never met", "its rule finds the same count"),
    Named("protect/linking.py", "if node not in held", "the condition is always met", "sums are kept once"),
    Named("protect/task.py", "0.6180339887498949", "+ becomes -", "any fixed order of equals would do"),
    Named("protect/task.py", "0.6180339887498949 % 1", "1 becomes 2", "any fixed order of equals would do"),
    Named("protect/secondary.py", "self._cost(full) < self._cost(best)", "< becomes <=", "no two sets cost the same"),
    Named("protect/secondary.py", "EFFORT = 600_000", "600000 becomes 600001", LIMIT),
    Named("protect/secondary.py", "self.intruder.effort < EFFORT and not", "< becomes <=", LIMIT),
    Named("protect/reach.py", "answer.prices[row] * coefficient", "* becomes /", "it is one or minus one"),
    Named("protect/reach.py", "if gain > 1e-9", "the condition is always met", "nothing gained weighs nothing"),
    Named("protect/task.py", "% 1) / 1000", "1000 becomes 1001", "any fixed order of equals would do"),
    Named("protect/reach.py", "abs(pull) > 1e-9", "> becomes >=", NEVER_EQUAL),
    Named("protect/reach.py", "if pull > 0 else", "> becomes >=", "a pull of nought is left out"),
    Named("protect/rules.py", "fine < coarse", "< becomes <=", "no variable is asked about itself"),
    Named("protect/secondary.py", "self.intruder.effort < EFFORT or best", "< becomes <=", LIMIT),
    Named("protect/secondary.py", "self._cost(least) > self._cost(best)", "the condition is never met", SPARED),
    Named("protect/reach.py", "gain > 1e-9", "> becomes >=", NEVER_EQUAL),
    Named("protect/reach.py", "if price > 0 else", "> becomes >=", "a price of nought is left out"),
    Named("protect/reach.py", "abs(price) > 1e-9", "> becomes >=", NEVER_EQUAL),
)


def names(entry: Named, one: Changed) -> bool:
    """Whether an entry speaks of a mutant."""
    return (one.module, one.change) == (entry.module, entry.change) and entry.line in one.text


def is_equivalent(one: Changed) -> bool:
    """Whether a mutant is declared to change nothing."""
    return any(names(entry, one) for entry in EQUIVALENT)


def stale(modules: Iterable[str], mutants: Iterable[Changed]) -> Iterator[Named]:
    """The entries on some modules that no mutant of them answers to."""
    held, there = list(mutants), set(modules)
    for entry in EQUIVALENT:
        if entry.module in there and not any(names(entry, one) for one in held):
            yield entry
