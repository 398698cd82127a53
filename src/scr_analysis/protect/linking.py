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

Sum = tuple[int, tuple[int, ...]]
"""A node and the nodes that add up to it."""


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


class _Nodes:
    """Nodes by what they count: the same cases by rules that say the same of the finest variables are the same node.

    The same cases alone do not make one count of two: that every child of a group has a trait is not known before both
    are shown.
    """

    def __init__(self, rules: Rules) -> None:
        self.web = Web()
        self._rules = rules
        self._known: dict[object, int] = {}
        self._at: dict[tuple[int, Form], int] = {}

    def node(self, cases: int, form: Form) -> int:
        """The node of the cases that a rule admits."""
        if (cases, form) not in self._at:
            said = frozenset(self._rules.rooted(form).items()) if cases else form
            if (cases, said) not in self._known:
                self._known[cases, said] = self._new(cases)
            self._at[cases, form] = self._known[cases, said]
        return self._at[cases, form]

    def _new(self, cases: int) -> int:
        self.web.sizes.append(cases.bit_count())
        self.web.cells.append([])
        return len(self.web.sizes) - 1


def linked(cases: Cases, counts: Sequence[Count]) -> Web:
    """The web of all counts."""
    rules = Rules(cases, {variable for count in counts for variable in count.box})
    nodes = _Nodes(rules)
    families: dict[tuple[int, str], _Family] = {}
    slices: dict[Form, list[Slice]] = {}
    for count in sorted(counts, key=lambda count: not count.printed):  # what is printed names the nodes
        form = rules.form(count.box)
        node = nodes.node(count.cases, form)
        nodes.web.at.setdefault(count.cell, node)
        if count.printed and count.cell not in nodes.web.cells[node]:
            nodes.web.cells[node].append(count.cell)
        if form not in slices:
            slices[form] = list(rules.slices(dict(form)))
        for one in slices[form]:
            _enter(families, nodes.node(one.rest, one.form), one, node)
    for family in list(families.values()):
        for node, form in _empty(family, cases, nodes):
            for one in rules.slices(dict(form)):
                whole = nodes.node(one.rest, one.form)
                if nodes.web.cells[whole]:
                    _enter(families, whole, one, node)
    for family in families.values():
        nodes.web.sums += _sums(family, cases, nodes)
    nodes.web.sums = list(_telling(nodes.web))
    return nodes.web


def _enter(families: dict[tuple[int, str], _Family], whole: int, one: Slice, node: int) -> None:
    """Enter a node into the family of its slice."""
    family = families.setdefault((whole, one.variable), _Family(one.rest, one.form, one.variable))
    held = family.unions.setdefault(one.codes, [])
    if node not in held:
        held.append(node)


def _empty(family: _Family, cases: Cases, nodes: _Nodes) -> Iterator[tuple[int, Form]]:
    """The parts of a family that no count is of and no case is in: where a larger count is nought, anybody knows it."""
    every = frozenset(cases.codes(family.variable)).union(*family.unions)
    for block in _blocks(every, family.unions):
        if block not in family.unions and not family.whole & cases.having(family.variable, block):
            form = family.form | {(family.variable, block)}
            yield nodes.node(0, form), form


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
        yield from _alone(family, every, *unions.popitem(), cases, nodes)
        return
    for held in (*family.unions.values(), [unions.get(every, -1), nodes.node(family.whole, family.form)]):
        yield from ((held[0], (other,)) for other in held[1:] if other != held[0] >= 0)
    unions.setdefault(every, nodes.node(family.whole, family.form))
    blocks = _blocks(every, unions)
    parts_of = {block: unions[block] if block in unions else _block(family, block, cases, nodes) for block in blocks}
    for union, node in unions.items():
        parts = tuple(sorted(parts_of[block] for block in blocks if block <= union))
        if node not in parts:  # with a part of nought beside it, the same would be said twice
            yield node, parts


def _alone(
    family: _Family, every: frozenset[str], union: frozenset[str], node: int, cases: Cases, nodes: _Nodes
) -> Iterator[Sum]:
    """The sum of a family of one union, as most are: the whole is the union and the rest of it."""
    whole = nodes.node(family.whole, family.form)
    if union == every:
        yield from [(node, (whole,))] if node != whole else ()
        return
    rest = _block(family, every - union, cases, nodes)
    if whole not in (node, rest):
        yield whole, (min(node, rest), max(node, rest))


def _block(family: _Family, block: frozenset[str], cases: Cases, nodes: _Nodes) -> int:
    """A part that no count is of."""
    return nodes.node(family.whole & cases.having(family.variable, block), family.form | {(family.variable, block)})


def _telling(web: Web) -> Iterator[Sum]:
    """The sums that tell something: not those of a whole that nobody knows and nothing else ties."""
    sums = list(dict.fromkeys(web.sums))
    while True:
        uses: dict[int, int] = {}
        for whole, parts in sums:
            for node in (whole, *parts):
                uses[node] = uses.get(node, 0) + 1
        kept = [one for one in sums if web.cells[one[0]] or uses[one[0]] > 1]
        if len(kept) == len(sums):
            return iter(kept)
        sums = kept
