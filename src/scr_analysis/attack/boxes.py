"""Every count that can be spoken of, as a box: the codes that each variable may have for a case to be counted.

Two estimates with one box are one count, whatever they are called; so a proportion is seen to be a level of a
distribution, and a base to be a cell of a table about the base around it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from scr_analysis.attack.columns import Atoms, Columns, Knowledge
from scr_analysis.attack.ordered import below, cuts, upto
from scr_analysis.estimates import ALL, Key
from scr_analysis.missing import COLUMNS, first_missing, is_missing
from scr_analysis.study import Study
from scr_analysis.study.declarations import Statistic

# For each root that is restricted, its number and the atoms that are let in; () is the whole database.
Box = tuple[tuple[int, Atoms], ...]


class Boxes:
    """The boxes of the counts of every estimate of a study; ``values``: the values that are told of quartiles."""

    def __init__(
        self, study: Study, knowledge: Knowledge, values: Mapping[Key, Collection[int]] = MappingProxyType({})
    ) -> None:
        self._study, self._values = study, values
        bases = {column for base in study.bases for column in study.inclusion(base)}
        counted = {column for one in study.statistics.values() for column in (*one.by, *one.columns())}
        coded = set(study.codebook.analysis_columns())
        self.columns = Columns(study.codebook, (bases | counted) & coded, knowledge, cuts(study, values))
        self._parts: dict[tuple[str, str], list[tuple[str, tuple[int, Atoms]]]] = {}
        self._rules: dict[tuple[str, frozenset[str]], tuple[int, Atoms]] = {}
        self._all = [(1 << len(root.atoms)) - 1 for root in self.columns.roots]

    def of(self, key: Key) -> dict[str, Box | None]:
        """The boxes of an estimate's n, denominator and missing by kind; None where no case can be in one.

        A part that is no box (the denominator of an "and" over unrelated columns) is left out.
        """
        statistic = self._study.statistics[key[0]]
        around = self._box((), [*self._study.inclusion(key[1]).items(), *_group(key[2])])
        if statistic.numerator == "all":
            return {"n": around, "denominator": around}
        wanted = self._wanted(statistic, key[3])
        if statistic.kind == "quantile":
            parts = self._ordered(around, str(statistic.of), self._values.get(key, ()))
        else:
            parts = {"n": self._box(around, wanted.items())}
        for part, one in self._answered(statistic, key[3], wanted) if statistic.kind != "rate" else ():
            parts[part] = self.within(around, *one)
        return parts

    def _ordered(self, around: Box | None, column: str, values: Iterable[int]) -> dict[str, Box | None]:
        """The boxes of the cases at or below some values of a number, and of those below each."""
        root, parts = self.columns.root(column), {}
        for value in values:
            for part, most in ((upto(value), value), (below(value), value - 1)):
                let = (one for one in self.columns.values(column) if one.isdigit() and int(one) <= most)
                parts[part] = self.within(around, root, self.columns.atoms(column, let))
        return parts

    def _answered(
        self, statistic: Statistic, level: str, wanted: Mapping[str, Sequence[str]]
    ) -> list[tuple[str, tuple[int, Atoms]]]:
        """Where a case of the denominator, and of each kind of missing answer, lies; worked out once a level."""
        if (statistic.id, level) not in self._parts:
            root, said = self._answers(wanted) or (0, {})
            told = {"denominator": {"yes", "no", *statistic.stays}} | {f"missing_{kind}": {kind} for kind in COLUMNS}
            self._parts[statistic.id, level] = [
                (part, (root, sum(said.get(one, 0) for one in let))) for part, let in (told.items() if said else ())
            ]
        return self._parts[statistic.id, level]

    def within(self, box: Box | None, root: int, atoms: Atoms) -> Box | None:
        """The box of the cases of another that have some atoms of a root; None where no atom is left."""
        if box is None:
            return None
        place = 0
        while place < len(box) and box[place][0] < root:
            place += 1
        after, let = box[place:], atoms
        if after and after[0][0] == root:
            let, after = atoms & after[0][1], after[1:]
        if not let:
            return None
        return box[:place] + after if let == self._all[root] else (*box[:place], (root, let), *after)

    def whole(self, root: int) -> int:
        """How many atoms a root has."""
        return len(self.columns.roots[root].atoms)

    def _box(self, box: Box | None, rules: Iterable[tuple[str, Iterable[str]]]) -> Box | None:
        """The box of the cases of another that some rules on columns admit."""
        for column, codes in rules:
            box = self.within(box, *self._told(column, frozenset(codes)))
        return box

    def _told(self, column: str, codes: frozenset[str]) -> tuple[int, Atoms]:
        """The root of a column, and its atoms in which the column has one of some codes; worked out once."""
        if (column, codes) not in self._rules:
            self._rules[column, codes] = self.columns.root(column), self.columns.atoms(column, codes)
        return self._rules[column, codes]

    def _wanted(self, statistic: Statistic, level: str) -> dict[str, list[str]]:
        if statistic.of:
            return {statistic.of: [level]}
        return dict(statistic.numerator) if isinstance(statistic.numerator, dict) else {}

    def _answers(self, wanted: Mapping[str, Sequence[str]]) -> tuple[int, dict[str, Atoms]] | None:
        """The root of a numerator's columns and the atoms of each answer: yes, no, missing; None for several roots."""
        roots = {self.columns.root(column) for column in wanted}
        if len(roots) != 1:
            return None
        found: dict[str, Atoms] = {}
        for values, atoms in self.columns.alike(tuple(wanted)).items():
            answer = _answer(values, list(wanted.values()))
            found[answer] = found.get(answer, 0) | atoms
        return roots.pop(), found


def _answer(values: Sequence[str], wanted: Sequence[Sequence[str]]) -> str:
    """As the documents say: no as soon as one answer is not wanted, else missing if one is, else yes."""
    others = [value for value, let in zip(values, wanted, strict=True) if value not in let]
    if any(not is_missing(value) for value in others):
        return "no"
    return first_missing(*others) or "yes"


def _group(name: str) -> Iterator[tuple[str, list[str]]]:
    for pair in name.split(";") if name != ALL else ():
        column, code = pair.split("=", 1)
        yield column, [code]
