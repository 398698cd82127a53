"""Associations: factors, and what of them is recorded together, as an analyst declares them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from scr_analysis.errors import Fault
from scr_analysis.study.declarations import Statistic
from scr_analysis.study.declared import Declared
from scr_analysis.study.limits import Id, Limits, NotEmpty
from scr_analysis.study.names import unknown
from scr_analysis.study.source import Source


class Association(Declared):
    """Factors, and statistics of several of them together, set against what chance alone would give.

    All are proportions on one base, whose numerators are sets of codes of one variable of combinations; so which
    factors a statistic combines is read off its definition.
    """

    id: Id
    title: str
    factors: Annotated[list[str], Limits(min_length=2)]
    together: Annotated[list[str], NotEmpty]


def held(statistic: Statistic) -> tuple[str, frozenset[str]] | None:
    """The variable and codes that a proportion counts, where it counts codes of one variable."""
    if statistic.kind != "proportion" or not isinstance(statistic.numerator, dict) or len(statistic.numerator) != 1:
        return None
    ((variable, codes),) = statistic.numerator.items()
    return variable, frozenset(codes)


def combined(association: Association, together: str, statistics: Mapping[str, Statistic]) -> list[str]:
    """The factors that a statistic combines: those of which it is the intersection; none where it is not one."""
    wanted = held(statistics[together])
    if wanted is None:
        return []
    sets = {name: one[1] for name in association.factors if (one := held(statistics[name])) and one[0] == wanted[0]}
    around = [name for name, codes in sets.items() if codes >= wanted[1]]
    common = frozenset.intersection(*(sets[name] for name in around)) if around else frozenset()
    return around if len(around) > 1 and common == wanted[1] else []


def check_associations(
    associations: Mapping[str, Association], statistics: Mapping[str, Statistic], source: Source
) -> Iterator[Fault]:
    """Unknown statistics, factors that are no sets of codes of one variable and base, and no combinations of them."""
    for index, one in enumerate(associations.values()):
        faults = [
            *unknown(one.factors, statistics, "statistic", source, (index, "factors")),
            *unknown(one.together, statistics, "statistic", source, (index, "together")),
        ]
        yield from faults or [*_unlike(one, statistics, source, index), *_uncombined(one, statistics, source, index)]


def _unlike(one: Association, statistics: Mapping[str, Statistic], source: Source, index: int) -> Iterator[Fault]:
    grounds = set()
    for name in (*one.factors, *one.together):
        counted = held(statistics[name])
        grounds.add((counted[0] if counted else None, tuple(statistics[name].base)))
    if len(grounds) > 1 or any(variable is None for variable, _ in grounds):
        problem = f"the statistics of '{one.id}' are not all proportions of one variable's codes on one base"
        yield source.fault((index,), problem, "give each a numerator of codes of the variable that holds combinations")
    elif len(statistics[one.factors[0]].base) > 1:
        yield source.fault((index,), f"the statistics of '{one.id}' have several bases", "declare them on one base")


def _uncombined(one: Association, statistics: Mapping[str, Statistic], source: Source, index: int) -> Iterator[Fault]:
    for name in one.together:
        if held(statistics[name]) and not combined(one, name, statistics):
            problem = f"'{name}' is not what two or more of the factors have in common"
            yield source.fault((index, "together", name), problem, "let its codes be those that the factors share")
