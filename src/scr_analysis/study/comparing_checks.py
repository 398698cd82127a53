"""What the comparisons say of the other study files: every name is declared, and what is set side by side can be."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from scr_analysis.study.names import twice, unknown

if TYPE_CHECKING:
    from scr_analysis.errors import Fault
    from scr_analysis.study import Study
    from scr_analysis.study.comparing import DeclaredComparison
    from scr_analysis.study.declarations import Statistic
    from scr_analysis.study.source import Place, Source

FEWEST_IN_A_TREND = 3


def check_comparing(study: Study, source: Source) -> Iterator[Fault]:
    """Comparisons of unknown names, of groups or bases that the statistic lacks, or of bases that overlap."""
    departures = study.comparing.departures
    if departures.departs <= departures.a_little:
        yield source.fault(("departures",), "'departs' is not above 'a_little'", "give it the higher number")
    yield from twice((one.id for one in study.comparing.comparisons), "comparison", source, ("comparisons",))
    for index, one in enumerate(study.comparing.comparisons):
        place: Place = ("comparisons", index)
        yield from unknown([one.family], study.comparing.families, "family", source, (*place, "family"))
        yield from unknown([one.statistic], study.statistics, "statistic", source, (*place, "statistic"))
        if one.statistic in study.statistics:
            statistic = study.statistics[one.statistic]
            yield from _levels(study, one, statistic, source, place)
            yield from _sides(study, one, statistic, source, place)


def _levels(
    study: Study, one: DeclaredComparison, statistic: Statistic, source: Source, place: Place
) -> Iterator[Fault]:
    if statistic.kind not in ("proportion", "distribution"):
        problem = f"'{one.statistic}' is a {statistic.kind}, and shares are compared"
        yield source.fault((*place, "statistic"), problem, "name a proportion or a distribution")
    elif statistic.kind == "proportion" and one.levels:
        problem = f"'{one.statistic}' is a proportion and has no levels"
        yield source.fault((*place, "levels"), problem, "take 'levels' out")
    elif statistic.kind == "distribution" and one.kind == "standardised_difference" and one.levels:
        problem = "a standardised difference takes all levels together"
        yield source.fault((*place, "levels"), problem, "take 'levels' out")
    elif statistic.kind == "distribution" and one.kind != "standardised_difference" and not one.levels:
        problem = f"'{one.statistic}' is a distribution, and no level of it is named"
        yield source.fault(place, problem, "add 'levels:'")
    else:
        known = statistic.levels or study.codebook.analysis_columns().get(statistic.of or "", {})
        yield from unknown(one.levels, known, f"level of {one.statistic}", source, (*place, "levels"))
        yield from twice(one.levels, "level", source, (*place, "levels"))


def _sides(
    study: Study, one: DeclaredComparison, statistic: Statistic, source: Source, place: Place
) -> Iterator[Fault]:
    if one.kind == "trend":
        yield from _trend(study, one, statistic, source, place)
        return
    if one.scores:
        yield source.fault((*place, "scores"), f"a {one.kind} has no scores", "take 'scores' out")
    if bool(one.groups) == bool(one.bases):
        problem = f"'{one.id}' must name either two groups or two bases"
        yield source.fault(place, problem, "write 'groups: [earlier, later]' or 'bases: [smaller, larger]'")
    elif one.groups:
        yield from _groups(study, one, statistic, source, place)
    else:
        yield from _bases(study, one, statistic, source, place)


def _trend(
    study: Study, one: DeclaredComparison, statistic: Statistic, source: Source, place: Place
) -> Iterator[Fault]:
    if one.bases:
        yield source.fault((*place, "bases"), "a trend runs over groups, not bases", "take 'bases' out")
        return
    yield from _groups(study, one, statistic, source, place)
    groups = one.compared(statistic, study.codebook)
    if statistic.by and len(groups) < FEWEST_IN_A_TREND:
        problem = f"a trend needs {FEWEST_IN_A_TREND} groups or more"
        yield source.fault(place, problem, "name more, or use the kind 'difference'")
    if one.scores and len(one.scores) != len(groups):
        problem = f"{len(one.scores)} scores for {len(groups)} groups"
        yield source.fault((*place, "scores"), problem, "give each group one score")
    elif any(after <= before for before, after in pairwise(one.scores)):
        yield source.fault((*place, "scores"), "the scores do not rise", "let each be higher than the one before it")


def _groups(
    study: Study, one: DeclaredComparison, statistic: Statistic, source: Source, place: Place
) -> Iterator[Fault]:
    if len(statistic.by) != 1 or len(statistic.base) != 1:
        problem = f"'{one.statistic}' is not counted by one grouping column on one base"
        yield source.fault((*place, "statistic"), problem, "name a statistic with one 'by' and one 'base'")
        return
    codes = list(study.codebook.analysis_columns().get(statistic.by[0], ()))
    yield from unknown(one.groups, codes, f"code of {statistic.by[0]}", source, (*place, "groups"))
    yield from twice(one.groups, "group", source, (*place, "groups"))
    known = [codes.index(name) for name in one.groups if name in codes]
    if one.kind == "trend" and known != sorted(known):
        yield source.fault((*place, "groups"), "the groups do not stand in order", "order them as the codebook does")
    if one.kind == "difference" and len(one.groups) != 2:
        yield source.fault((*place, "groups"), "a difference is between two groups", "name two")
    if one.kind == "standardised_difference":
        problem = "a standardised difference is between a base and the one around it"
        yield source.fault((*place, "groups"), problem, "write 'bases: [smaller, larger]'")


def _bases(
    study: Study, one: DeclaredComparison, statistic: Statistic, source: Source, place: Place
) -> Iterator[Fault]:
    wrong = list(unknown(one.bases, statistic.base, f"base of {one.statistic}", source, (*place, "bases")))
    yield from wrong
    if len(one.bases) != 2 or len(set(one.bases)) != 2:
        yield source.fault((*place, "bases"), f"a {one.kind} is between two bases", "name two")
    elif not wrong:
        first, second = one.bases
        nested, apart = study.lies_within(first, second), study.apart(first, second)
        if one.kind == "standardised_difference" and not nested:
            problem = f"'{first}' does not lie within '{second}'"
            yield source.fault((*place, "bases"), problem, "name the sample first, then the base around it")
        elif not nested and not apart:
            problem = f"'{first}' and '{second}' may share cases, and no test here allows for that"
            yield source.fault((*place, "bases"), problem, "name a base within the other, or two that share no case")


def check_compared_tables(study: Study, source: Source) -> Iterator[Fault]:
    """Tables of unknown comparisons, or of comparisons that cannot share their columns."""
    declared = {one.id: one for one in study.comparing.comparisons}
    for index, table in enumerate(study.tables.values()):
        place: Place = (index, "comparisons")
        yield from unknown(table.comparisons, declared, "comparison", source, place)
        named = [declared[name] for name in table.comparisons if name in declared]
        if len({one.kind for one in named}) > 1:
            kinds = ", ".join(dict.fromkeys(one.kind for one in named))
            yield source.fault(place, f"comparisons of different kinds: {kinds}", "give each kind a table of its own")
        elif len({_columns(study, one) for one in named if one.statistic in study.statistics}) > 1:
            problem = "the comparisons do not set the same groups or bases side by side"
            yield source.fault(place, problem, "give each set of groups or bases a table of its own")


def _columns(study: Study, one: DeclaredComparison) -> tuple[str, ...]:
    """What a comparison needs columns for; a sample's departure is one number, whatever its bases."""
    if one.kind == "standardised_difference":
        return ()
    return tuple(one.compared(study.statistics[one.statistic], study.codebook))
