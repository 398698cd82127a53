"""How the counts of all tables hang together: which are sums of which, found from their rules and their cases.

Counts that differ in one variable only are parts of one whole: the levels of a distribution, the groups beside all
cases, a base within another, a sum of levels under a name of its own. Where one variable is a function of another (age
group of age band), both count as one. So every margin, over all statistics at once, comes out as a sum:

    whole = part + part + … ,  a union of codes = the sum of its parts,  each part at least nought.

An intruder who knows the definitions, which are printed, knows these sums.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from scr_analysis.protect.cases import Cases
from scr_analysis.protect.counts import Count
from scr_analysis.protect.decisions import Cell
from scr_analysis.protect.rules import Form, Rules, Slice
from scr_analysis.protect.telling import Sum, telling


@dataclass
class Web:
    """All counts as nodes, the sums that tie them, and where each is printed.

    ``sizes``: the size of each node. ``cells``: where a node is printed; a node without any is known to nobody.
    ``at``: the node of each count and remainder.
    """

    sizes: list[int] = field(default_factory=list)
    cells: list[list[Cell]] = field(default_factory=list)
    at: dict[Cell, int] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)

    @cached_property
    def tied(self) -> list[tuple[int, ...]]:
        """The nodes of each sum, once the web stands."""
        return [tuple(dict.fromkeys((whole, *parts))) for whole, parts in self.sums]

    @cached_property
    def touching(self) -> list[list[int]]:
        """The sums in which each node stands, once the web stands."""
        found: list[list[int]] = [[] for _ in self.sizes]
        for index, nodes in enumerate(self.tied):
            for node in nodes:
                found[node].append(index)
        return found


@dataclass
class _Family:
    """The unions of codes of one variable that are counted within one set of cases, with their nodes."""

    whole: int
    form: Form
    variable: str
    unions: dict[frozenset[str], list[int]] = field(default_factory=dict)


_Families = dict[tuple[int, str], _Family]


class _Nodes:
    """Nodes by what they count: the same cases by rules that say the same of the finest variables are the same node.

    The same cases alone do not make one count of two: that every child of a group has a trait is not known before both
    are shown.
    """

    def __init__(self, rules: Rules) -> None:
        self.web = Web()
        self.cases: list[int] = []
        self._rules = rules
        self._known: dict[tuple[int, Form], int] = {}
        self._at: dict[Form, int] = {}

    def node(self, cases: int, form: Form) -> int:
        """The node of the cases that a rule admits."""
        if form not in self._at:
            self._at[form] = self._node(cases, self._rules.rooted(form) if cases else form)
        return self._at[form]

    def part(self, family: _Family, block: frozenset[str]) -> int:
        """The node of a part that no count is of."""
        return self._node(*self._part(self.cases[family.whole], family.form, family.variable, block))

    def shown(self, one: Slice, variable: str, block: frozenset[str]) -> int | None:
        """The node of a part of a slice's cases, where it is printed."""
        node = self._known.get(self._part(one.rest, one.form, variable, block))
        return node if node is not None and self.web.cells[node] else None

    def _part(self, cases: int, form: Form, variable: str, block: frozenset[str]) -> tuple[int, Form]:
        """What is said of a part, by one of the finest variables of which the rule of the whole says nothing."""
        rules = self._rules
        cases &= rules.cases.having(variable, block)
        if not cases:
            return 0, form | {(variable, block)}
        return cases, rules.rooted(form) | {(variable, block.intersection(rules.cases.codes(variable)))}

    def _node(self, cases: int, said: Form) -> int:
        if (cases, said) not in self._known:
            self._known[cases, said] = len(self.cases)
            self.cases.append(cases)
            self.web.sizes.append(cases.bit_count())
            self.web.cells.append([])
        return self._known[cases, said]


def linked(cases: Cases, counts: Sequence[Count]) -> Web:
    """The web of all counts."""
    rules = Rules(cases, {variable for count in counts for variable in count.box})
    nodes = _Nodes(rules)
    families: _Families = {}
    met: set[Form] = set()
    for count in sorted(counts, key=lambda count: not count.printed):  # what is printed names the nodes
        form = rules.form(count.box)
        node = nodes.node(count.cases, form)
        nodes.web.at.setdefault(count.cell, node)
        if count.printed and count.cell not in nodes.web.cells[node]:
            nodes.web.cells[node].append(count.cell)
        if form not in met:
            met.add(form)
            for one in rules.slices(form):
                _enter(families, nodes.node(one.rest, one.form), one, node)
    for family in list(families.values()):
        for block in _empty(family, cases, nodes):
            for one in rules.slices(family.form):
                whole = nodes.shown(one, family.variable, block)
                if whole is not None:
                    _enter(families, whole, one, nodes.part(family, block))
    found = [one for family in families.values() for one in _sums(family, cases, nodes)]
    printed = {node for node, cells in enumerate(nodes.web.cells) if cells}
    nodes.web.sums = telling(found, printed.union(nodes.web.at.values()))
    return nodes.web


def _enter(families: _Families, whole: int, one: Slice, node: int) -> None:
    """Enter a node into the families of its slice."""
    for variable, codes in one.along:
        family = families.get((whole, variable))
        if family is None:
            family = families[whole, variable] = _Family(whole, one.form, variable)
        held = family.unions.setdefault(codes, [])
        if node not in held:
            held.append(node)


def _empty(family: _Family, cases: Cases, nodes: _Nodes) -> Iterator[frozenset[str]]:
    """The parts of a family that no count is of and no case is in: where a larger count is nought, anybody knows it."""
    whole = nodes.cases[family.whole]
    if len(family.unions) == 1:
        ((only, *_),) = family.unions.values()
        if nodes.cases[only] != whole:
            return
    every = frozenset(cases.codes(family.variable)).union(*family.unions)
    for block in _blocks(every, family.unions):
        if block not in family.unions and not whole & cases.having(family.variable, block):
            yield block


def _blocks(every: frozenset[str], unions: Collection[frozenset[str]]) -> list[frozenset[str]]:
    """The codes in the blocks that some unions cut them into."""
    if len(unions) == 1:
        (union,) = unions
        return [union, every - union] if union != every else [union]
    signs: dict[frozenset[frozenset[str]], set[str]] = {}
    for code in sorted(every):
        signs.setdefault(frozenset(union for union in unions if code in union), set()).add(code)
    return [frozenset(block) for block in signs.values()]


def _sums(family: _Family, cases: Cases, nodes: _Nodes) -> Iterator[Sum]:
    """Each union as the sum of the blocks that the unions of the family cut the whole into."""
    every = frozenset(cases.codes(family.variable)).union(*family.unions)
    unions = {codes: held[0] for codes, held in family.unions.items()}
    if len(unions) == 1 == len(next(iter(family.unions.values()))):
        yield from _alone(family, every, *unions.popitem(), nodes)
        return
    for held in (*family.unions.values(), [unions.get(every, -1), family.whole]):
        yield from ((held[0], (other,)) for other in held[1:] if other != held[0] >= 0)
    unions.setdefault(every, family.whole)
    blocks = _blocks(every, unions)
    parts_of = {block: unions[block] if block in unions else nodes.part(family, block) for block in blocks}
    for union, node in unions.items():
        parts = tuple(sorted(parts_of[block] for block in blocks if block <= union))
        if node not in parts:  # with a part of nought beside it, the same would be said twice
            yield node, parts


def _alone(family: _Family, every: frozenset[str], union: frozenset[str], node: int, nodes: _Nodes) -> Iterator[Sum]:
    """The sum of a family of one union, as most are: the whole is the union and the rest of it."""
    if union == every:
        yield from [(node, (family.whole,))] if node != family.whole else ()
        return
    rest = nodes.part(family, every - union)
    if family.whole not in (node, rest):
        yield family.whole, (min(node, rest), max(node, rest))
