"""Names that one study file uses of another: each must be declared there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from scr_analysis.errors import Fault, nearest
from scr_analysis.study.codebook import Codebook
from scr_analysis.study.declarations import Codes
from scr_analysis.study.source import Place, Source


def codes(rule: Codes, codebook: Codebook, source: Source, place: Place) -> Iterator[Fault]:
    """The variables of a rule that the codebook does not know, and the codes that they do not have."""
    coded = codebook.analysis_columns()
    for column, named in rule.items():
        yield from unknown([column], coded, "variable", source, (*place, column))
        if column in coded:
            yield from unknown(named, coded[column], f"code of {column}", source, (*place, column))


def unknown(names: Iterable[str], known: Iterable[str], what: str, source: Source, place: Place) -> Iterator[Fault]:
    """A fault for each name that is not known, with the nearest one that is."""
    declared = set(known)
    for name in names:
        if name not in declared:
            yield source.fault((*place, name), f"unknown {what} '{name}'", nearest(name, declared))


def twice(names: Iterable[str], what: str, source: Source, place: Place) -> Iterator[Fault]:
    """A fault for each name that is given more than once."""
    for name, count in Counter(names).items():
        if count > 1:
            yield source.fault(place, f"the {what} '{name}' is given {count} times", "keep one")
