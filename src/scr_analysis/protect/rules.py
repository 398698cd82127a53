"""Rules on cases in a common form: which variables decide others, and along which a count is a union of codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scr_analysis.protect.cases import Box, Cases

Form = frozenset[tuple[str, frozenset[str]]]
"""A rule in its common form: without what follows from the rest of it."""


@dataclass(frozen=True)
class Slice:
    """A count as a union of codes of one variable within other cases; ``form``: the rule of these."""

    rest: int
    form: Form
    variable: str
    codes: frozenset[str]


class Rules:
    """The variables in use, and of which finer ones each is a function in these cases."""

    def __init__(self, cases: Cases, variables: Iterable[str]) -> None:
        self.cases = cases
        names = sorted(variables)
        self._roots: dict[str, dict[str, dict[str, str]]] = {}
        self._said: dict[tuple[str, frozenset[str]], list[tuple[str, frozenset[str]]]] = {}
        self._admitted: dict[Form, tuple[int, Form]] = {}
        self.finer: dict[str, dict[str, dict[str, str]]] = {name: self._finer(name, names) for name in names}

    def _finer(self, coarse: str, names: Iterable[str]) -> dict[str, dict[str, str]]:
        """The variables that decide a variable; of two that decide each other the first in the alphabet."""
        found: dict[str, dict[str, str]] = {}
        if len(self.cases.codes(coarse)) < 2:  # the same for all cases, it would be a function of everything
            return found
        for fine in names:
            implied = None if fine == coarse else self.cases.mapping(fine, coarse)
            if implied is not None and (len(implied) > len(set(implied.values())) or fine < coarse):
                found[fine] = implied
        return found

    def roots(self, name: str) -> dict[str, dict[str, str]]:
        """The finest variables that decide a variable, itself where there is none, with the function."""
        if name not in self._roots:
            finest = {fine: implied for fine, implied in self.finer[name].items() if not self.finer[fine]}
            self._roots[name] = finest or {name: {code: code for code in self.cases.codes(name)}}
        return self._roots[name]

    def form(self, box: Box) -> Form:
        """A rule without the variables that the others in it decide."""
        return frozenset((name, codes) for name, codes in box.items() if not self._follows(name, box))

    def _follows(self, name: str, box: Box) -> bool:
        return any(
            {implied[code] for code in box[fine] if code in implied} <= box[name]
            for fine, implied in self.finer[name].items()
            if fine in box
        )

    def rooted(self, form: Form) -> dict[str, frozenset[str]]:
        """What a rule says of each of the finest variables, as far as their codes occur."""
        said: dict[str, frozenset[str]] = {}
        for each in form:
            for root, codes in self._told(*each):
                said[root] = said[root] & codes if root in said else codes
        return said

    def _told(self, name: str, wanted: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
        """What a rule on one variable says of the finest ones that decide it; worked out once."""
        if (name, wanted) not in self._said:
            self._said[name, wanted] = [
                (root, frozenset([code for code in self.cases.codes(root) if implied.get(code, code) in wanted]))
                for root, implied in self.roots(name).items()
            ]
        return self._said[name, wanted]

    def slices(self, box: Box) -> Iterator[Slice]:
        """The ways in which a count is a union of codes of one variable."""
        along: dict[str, dict[str, dict[str, str]]] = {}
        for name in sorted(box):  # nodes are numbered as they are met: the same on every machine
            for root, implied in self.roots(name).items():
                along.setdefault(root, {})[name] = implied
        for root, bound in along.items():
            others = {name: codes for name, codes in box.items() if name not in bound}
            rest, form = self._within(others)
            codes = [*self.cases.codes(root), *box.get(root, ())]
            for name, implied in bound.items():
                codes = [code for code in codes if implied.get(code, code) in box[name]]
            if codes:  # a code that no case has implies nothing of another variable
                yield Slice(rest, form, root, frozenset(codes))

    def _within(self, box: Box) -> tuple[int, Form]:
        """The cases that a rule admits, and its common form; worked out once."""
        key = frozenset(box.items())
        if key not in self._admitted:
            self._admitted[key] = self.cases.within(box), self.form(box)
        return self._admitted[key]
