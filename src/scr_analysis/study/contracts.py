"""Contracts of arithmetic: which counts of the study must add up, as an analyst declares them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from scr_analysis.errors import Fault, nearest
from scr_analysis.study.codebook import Codebook
from scr_analysis.study.declarations import Statistic
from scr_analysis.study.declared import Declared
from scr_analysis.study.limits import Id, NotEmpty
from scr_analysis.study.names import unknown
from scr_analysis.study.source import Place, Source

WHOLE = "all"


class Contract(Declared):
    """Counts that must add up: those of ``sum`` to ``equals``, or to no more than ``at_most``.

    A count is a statistic, or a level of a distribution: ``involvement.open``.
    """

    id: Id
    says: str
    sum: Annotated[list[str], NotEmpty]
    equals: str | None = None
    at_most: str | None = None

    @property
    def whole(self) -> str:
        """The count that the others are held to; ``all`` stands for the cases in the denominator."""
        return self.equals or self.at_most or ""

    def terms(self) -> list[str]:
        """Every count that is named."""
        return [*self.sum, *([] if self.whole == WHOLE else [self.whole])]


def parted(term: str) -> tuple[str, str]:
    """The statistic and the level that a term names; ``all`` where it names no level."""
    statistic, _, level = term.partition(".")
    return statistic, level or WHOLE


def check_contracts(
    contracts: list[Contract], statistics: Mapping[str, Statistic], codebook: Codebook, source: Source
) -> Iterator[Fault]:
    """Contracts on counts that are not declared, that have no base in common, or that say nothing."""
    for index, contract in enumerate(contracts):
        if (contract.equals is None) == (contract.at_most is None):
            problem = f"'{contract.id}' must have either 'equals' or 'at_most'"
            yield source.fault((index,), problem, "say what the sum is held to, once")
            continue
        faults = [fault for term in contract.terms() for fault in _term(term, statistics, codebook, source, (index,))]
        yield from faults
        if not faults and not shared_bases(contract, statistics):
            problem = f"the statistics of '{contract.id}' have no base in common"
            yield source.fault((index,), problem, "declare them on the same base, or take one out")


def _term(
    term: str, statistics: Mapping[str, Statistic], codebook: Codebook, source: Source, place: Place
) -> Iterator[Fault]:
    name, level = parted(term)
    yield from unknown([name], statistics, "statistic", source, place)
    statistic = statistics.get(name)
    if statistic is None:
        return
    if statistic.kind not in ("proportion", "distribution"):
        problem = f"'{name}' is a {statistic.kind}, and a contract is about counts"
        yield source.fault(place, problem, "name a proportion, or a level of a distribution")
    elif statistic.kind == "proportion" and level != WHOLE:
        yield source.fault(place, f"'{name}' is a proportion and has no level '{level}'", f"write '{name}'")
    elif statistic.kind == "distribution":
        levels = statistic.levels or list(codebook.analysis_columns()[str(statistic.of)])
        if level not in levels:
            problem = f"'{term}' names no level of the distribution '{name}'"
            yield source.fault(place, problem, nearest(term, [f"{name}.{one}" for one in levels]))


def shared_bases(contract: Contract, statistics: Mapping[str, Statistic]) -> list[str]:
    """The bases that every statistic of a contract is counted on."""
    first, *others = (statistics[parted(term)[0]].base for term in contract.terms())
    return [base for base in first if all(base in other for other in others)]
