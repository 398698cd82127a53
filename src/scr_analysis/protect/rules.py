"""Rules on cases in a common form: which variables decide others, and along which a count is a union of codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scr_analysis.protect.cases import Box, Cases

Form = frozenset[tuple[str, frozenset[str]]]
"""A rule in its common form: without what follows from the rest of it."""


@dataclass(frozen=True)
class Slice:
    """A count as a union of codes within other cases, ``along`` each of some variables; ``form``: the rule of these."""

    rest: int
    form: Form
    along: Sequence[tuple[str, frozenset[str]]]


class Rules:
    """The variables in use, and of which finer ones each is a function in these cases."""

    def __init__(self, cases: Cases, variables: Iterable[str]) -> None:
        self.cases = cases
        names = sorted(variables)
        self._roots: dict[str, dict[str, dict[str, str]]] = {}
        self._said: dict[tuple[str, frozenset[str]], dict[str, frozenset[str]]] = {}
        self._grouped: dict[tuple[str, ...], list[tuple[tuple[str, ...], list[str]]]] = {}
        self._rooted: dict[Form, Form] = {}
        self._sliced: dict[Form, list[Slice]] = {}
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
        return frozenset([each for each in box.items() if not self._follows(*each, box)])

    def _follows(self, name: str, codes: frozenset[str], box: Box) -> bool:
        finer = self.finer[name]
        for fine in box if finer else ():
            if fine in finer:
                implied = finer[fine]
                if {implied[code] for code in box[fine] if code in implied} <= codes:
                    return True
        return False

    def rooted(self, form: Form) -> Form:
        """What a rule says of each of the finest variables, as far as their codes occur; worked out once."""
        if form not in self._rooted:
            said: dict[str, frozenset[str]] = {}
            for each in form:
                for root, codes in self._told(each).items():
                    said[root] = said[root] & codes if root in said else codes
            self._rooted[form] = frozenset(said.items())
        return self._rooted[form]

    def _told(self, each: tuple[str, frozenset[str]]) -> dict[str, frozenset[str]]:
        """What a rule on one variable says of the finest ones that decide it; worked out once."""
        if each not in self._said:
            name, wanted = each
            self._said[each] = {
                root: frozenset([code for code in self.cases.codes(root) if implied.get(code, code) in wanted])
                for root, implied in self.roots(name).items()
            }
        return self._said[each]

    def slices(self, form: Form) -> list[Slice]:
        """The ways in which a count is a union of codes of one variable; worked out once."""
        if form not in self._sliced:
            self._sliced[form] = list(self._slices(form))
        return self._sliced[form]

    def _slices(self, form: Form) -> Iterator[Slice]:
        box = dict(form)
        for names, roots in self._bound(tuple(sorted(box))):
            along = [(root, codes) for root in roots if (codes := self._codes(root, names, box))]
            if along:
                yield Slice(*self._within(form.difference([(name, box[name]) for name in names])), along)

    def _bound(self, names: tuple[str, ...]) -> list[tuple[tuple[str, ...], list[str]]]:
        """The finest variables behind some, those together that decide the same of them; worked out once.

        Nodes are numbered as they are met here: the same on every machine.
        """
        if names not in self._grouped:
            bound: dict[str, list[str]] = {}
            for name in names:
                for root in self.roots(name):
                    bound.setdefault(root, []).append(name)
            alike: dict[tuple[str, ...], list[str]] = {}
            for root, decided in bound.items():
                alike.setdefault(tuple(decided), []).append(root)
            self._grouped[names] = list(alike.items())
        return self._grouped[names]

    def _codes(self, root: str, bound: Sequence[str], box: Box) -> frozenset[str]:
        """The codes of one of the finest variables that some rules leave, all of which it decides."""
        if len(bound) == 1:
            return box[root] if root in box else self._told((bound[0], box[bound[0]]))[root]
        if root not in box:
            return frozenset.intersection(*(self._told((name, box[name]))[root] for name in bound))
        implied = [(self.roots(name)[root], box[name]) for name in bound if name != root]
        return frozenset([code for code in box[root] if all(of.get(code, code) in codes for of, codes in implied)])

    def _within(self, form: Form) -> tuple[int, Form]:
        """The cases that a rule admits, and its common form; worked out once."""
        if form not in self._admitted:
            box = dict(form)
            self._admitted[form] = self.cases.within(box), self.form(box)
        return self._admitted[form]
