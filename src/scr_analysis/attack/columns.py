"""What is public about the variables: their codes, what follows from what, and which combinations cannot be.

Every column is told as sets of *atoms*: the fewest classes of delivered values that the study's definitions tell apart.
Columns that a derivation or a rule of validity ties together share their atoms, so that "the child died by suicide" and
"category of death: suicide" are seen to be one set. All of it stands in the codebook and in the published program.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from math import prod
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from scr_analysis.missing import KINDS
from scr_analysis.study.codebook import Codebook, Column

Value = Mapping[str, str]
Atoms = int  # a set of atoms, as the bits of a number
LARGEST = 20_000  # combinations that are told one by one; columns tied more widely stay apart


@dataclass(frozen=True)
class Impossible:
    """Columns, and whether a combination of their values is one that the data can never hold."""

    columns: tuple[str, ...]
    holds: Callable[[Value], bool]


@dataclass(frozen=True)
class Knowledge:
    """What the published program says: how variables are derived, what cannot be, and what it makes of what.

    ``remake`` makes again, in a folder that holds the published files made from cases, those that are made from them.
    """

    derived: Mapping[str, Callable[[dict[str, str]], str]] = field(default_factory=dict)
    impossible: Sequence[Impossible] = ()
    remake: Callable[[Path], Mapping[str, str]] | None = None


class ValidityRule(Protocol):
    """A rule of validity, as the program publishes it."""

    @property
    def severity(self) -> str: ...  # noqa: D102
    @property
    def table(self) -> str: ...  # noqa: D102
    @property
    def variable(self) -> str: ...  # noqa: D102
    @property
    def count(self) -> Callable[[dict[str, list[dict[str, str]]]], int]: ...  # noqa: D102


def knowledge(
    derived: Mapping[str, Callable[[dict[str, str]], str]],
    rules: Iterable[ValidityRule],
    remake: Callable[[Path], Mapping[str, str]] | None = None,
    table: str = "scr_database",
) -> Knowledge:
    """What derivations, the rules of validity of one table and the stages on the public side let anybody know."""
    strict = (rule for rule in rules if rule.severity == "error" and rule.table == table)
    impossible = [Impossible(tuple(rule.variable.split(", ")), _breaks(rule, table)) for rule in strict]
    return Knowledge(derived, impossible, remake)


def _breaks(rule: ValidityRule, table: str) -> Callable[[Value], bool]:
    def holds(value: Value) -> bool:
        try:
            return rule.count({table: [dict(value)]}) > 0
        except KeyError:
            return False  # it looks at more than the columns it names

    return holds


@dataclass(frozen=True)
class Root:
    """Delivered columns that are told together: their names, and every combination of values that can be."""

    columns: tuple[str, ...]
    atoms: tuple[dict[str, str], ...]


class Columns:
    """Every column in use, as sets of atoms of its root; ``cuts``: numbers that are told apart at some values."""

    def __init__(
        self,
        codebook: Codebook,
        used: Iterable[str],
        knowledge: Knowledge,
        cuts: Mapping[str, Collection[int]] = MappingProxyType({}),
    ) -> None:
        self._codebook, self._knowledge, self._cuts = codebook, knowledge, cuts
        names = sorted(set(used))
        sources = {name: self._sources(name) for name in names}
        reduced = self._reduced(sources)
        groups = _tied(reduced, [*sources.values(), *(frozenset(one.columns) for one in knowledge.impossible)])
        self._root: dict[str, int] = {}
        self._values: dict[str, list[str]] = {}
        self._alike: dict[tuple[str, ...], dict[tuple[str, ...], Atoms]] = {}
        self.roots = [self._joined(group, reduced) for group in groups]
        for number, root in enumerate(self.roots):
            self._root.update(dict.fromkeys(root.columns, number))
        for name, source in sources.items():
            places = {self._root[column] for column in source}
            if name in self._root or len(places) != 1:  # delivered, or tied too widely to be told by its sources
                continue
            self._root[name] = places.pop()
        for name in names:
            if name not in self._root:
                self.roots.append(Root((name,), tuple({name: value} for value in self._domain(name))))
                self._root[name] = len(self.roots) - 1

    def root(self, column: str) -> int:
        """The number of the root that tells a column."""
        return self._root[column]

    def values(self, column: str) -> list[str]:
        """The value of a column in each atom of its root."""
        if column not in self._values:
            self._values[column] = [self._value(column, atom) for atom in self.roots[self._root[column]].atoms]
        return self._values[column]

    def atoms(self, column: str, values: Iterable[str]) -> Atoms:
        """The atoms in which a column has one of some values."""
        alike = self.alike((column,))
        return sum([alike.get((value,), 0) for value in set(values)])

    def alike(self, columns: tuple[str, ...]) -> dict[tuple[str, ...], Atoms]:
        """The atoms in which some columns of one root have the same values, by these values; worked out once."""
        if columns not in self._alike:
            found: dict[tuple[str, ...], Atoms] = {}
            for number, values in enumerate(zip(*map(self.values, columns), strict=True)):
                found[values] = found.get(values, 0) | 1 << number
            self._alike[columns] = found
        return self._alike[columns]

    def _sources(self, name: str) -> frozenset[str]:
        """The delivered columns that a column is made of; itself where it is delivered, or where that is not told."""
        derived = self._codebook.derived.get(name)
        if derived is None or name not in self._knowledge.derived or any("." in one for one in derived.inputs):
            return frozenset({name})
        return frozenset().union(*(self._sources(one) for one in derived.inputs))

    def _value(self, name: str, atom: dict[str, str]) -> str:
        if name in atom:
            return atom[name]
        for one in self._codebook.derived[name].inputs:
            if one not in atom:
                atom = {**atom, one: self._value(one, atom)}
        return self._knowledge.derived[name](atom)

    def _reduced(self, sources: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
        """For each delivered column, one value for each class that the columns in use tell apart."""
        found: dict[str, list[str]] = {}
        for column in sorted(frozenset(self._cuts).union(*sources.values())):
            alone = [name for name, source in sources.items() if source == {column}]
            whole = any(column in source and len(source) > 1 for source in sources.values())
            whole = whole or any(column in one.columns[1:] + one.columns[:-1] for one in self._knowledge.impossible)
            seen: dict[tuple[str, ...], str] = {}
            for value in self._possible(column):
                atom = {column: value}
                told = tuple([self._value(name, atom) for name in alone])
                if column in self._cuts:
                    told += tuple(self._side(column, value))
                seen.setdefault((*told, value) if whole else told, value)
            found[column] = list(seen.values())
        return found

    def _side(self, column: str, value: str) -> Iterator[str]:
        """On which side of each cut of a number a value lies; the kind of a missing one."""
        for cut in self._cuts[column]:
            yield str(int(value) <= cut) if value.isdigit() else value

    def _joined(self, columns: tuple[str, ...], reduced: Mapping[str, list[str]]) -> Root:
        """The combinations of some columns that can be."""
        rules = [one for one in self._knowledge.impossible if set(one.columns) <= set(columns)]
        held = (dict(zip(columns, values, strict=True)) for values in product(*(reduced[name] for name in columns)))
        return Root(columns, tuple(atom for atom in held if not any(rule.holds(atom) for rule in rules)))

    def _possible(self, column: str) -> list[str]:
        """The values of a delivered column that no rule about it alone forbids."""
        rules = [one for one in self._knowledge.impossible if one.columns == (column,)]
        values = self._domain(column)
        return (
            [value for value in values if not any(rule.holds({column: value}) for rule in rules)] if rules else values
        )

    def _domain(self, name: str) -> list[str]:
        """Every value that a column may have, kinds of missing among them."""
        derived = self._codebook.derived.get(name)
        if derived is not None:
            return [*derived.codes, *derived.missing]
        for table in ("scr_database", "final_reports"):
            if name in self._codebook.tables[table].columns:
                column = self._codebook.column(table, name)
                missing = {*column.missing.values(), "blank"} | ({"no_report"} if table == "final_reports" else set())
                return [*_answers(column), *(kind for kind in KINDS if kind in missing)]
        raise KeyError(name)


def _answers(column: Column) -> list[str]:
    if column.kind == "number":
        return [str(number) for number in range(int(column.min or 0), int(column.max or 0) + 1)]
    if column.kind == "date":
        first, last = column.earliest or date(1900, 1, 1), column.latest or date(1900, 1, 1)
        return [(first + timedelta(days)).isoformat() for days in range((last - first).days + 1)]
    return [code.name for code in column.codes.values()]


def _tied(reduced: Mapping[str, list[str]], ties: Iterable[frozenset[str]]) -> list[tuple[str, ...]]:
    """The columns in groups: tied ones together, as long as a group's combinations are not too many."""
    group: dict[str, tuple[str, ...]] = {column: (column,) for column in reduced}
    for tie in ties:
        if len(tie) < 2 or not tie <= group.keys():
            continue
        joined = tuple(sorted({one for column in tie for one in group[column]}))
        if prod(len(reduced[column]) for column in joined) <= LARGEST:
            group.update(dict.fromkeys(joined, joined))
    return sorted(set(group.values()))
