"""How far a figure rests on what is not known or was coded wrongly: assumptions that an analyst declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated

from scr_analysis.errors import Fault
from scr_analysis.study.codebook import Codebook
from scr_analysis.study.declarations import Statistic, Table
from scr_analysis.study.declared import Declared
from scr_analysis.study.limits import Limits, NotEmpty
from scr_analysis.study.names import twice, unknown
from scr_analysis.study.source import Place, Source

Share = Annotated[float, Limits(gt=0.5, le=1)]


class Imputation(Declared):
    """Multiple imputation: which figures, from which variables, how often and from which seed."""

    seed: int
    imputations: Annotated[int, Limits(ge=5)]
    cycles: Annotated[int, Limits(ge=1)]
    predictors: Annotated[list[str], NotEmpty]
    statistics: list[str]


class CoderError(Declared):
    """How well coders are thought to find what is there, and to leave out what is not: the least and the most."""

    statistic: str
    sensitivity: tuple[Share, Share]
    specificity: tuple[Share, Share]
    assumption: Annotated[str, Limits(min_length=20)]


class Sensitivity(Declared):
    """The declared analyses of sensitivity."""

    imputation: Imputation
    coder_error: list[CoderError] = []


def check_sensitivity(
    sensitivity: Sensitivity, statistics: Mapping[str, Statistic], codebook: Codebook, source: Source
) -> Iterator[Fault]:
    """Statistics and variables that do not exist, kinds that the analyses cannot take, ranges turned round."""
    declared = sensitivity.imputation
    place: Place = ("imputation", "statistics")
    yield from unknown(declared.statistics, statistics, "statistic", source, place)
    yield from twice(declared.statistics, "statistic", source, place)
    for name in declared.statistics:
        yield from _of_kind(name, ("proportion", "distribution"), statistics, source, (*place, name))
    coded = codebook.analysis_columns()
    yield from unknown(declared.predictors, coded, "variable", source, ("imputation", "predictors"))
    yield from twice([one.statistic for one in sensitivity.coder_error], "statistic", source, ("coder_error",))
    for index, one in enumerate(sensitivity.coder_error):
        here: Place = ("coder_error", index)
        yield from unknown([one.statistic], statistics, "statistic", source, (*here, "statistic"))
        yield from _of_kind(one.statistic, ("proportion",), statistics, source, (*here, "statistic"))
        for key in ("sensitivity", "specificity"):
            low, high = getattr(one, key)
            if low > high:
                yield source.fault((*here, key), f"'{key}' runs from {low:g} down to {high:g}", "exchange the two")


def check_sensitivity_tables(
    tables: Iterable[Table], statistics: Mapping[str, Statistic], source: Source
) -> Iterator[Fault]:
    """Tables of sensitivity that list unknown statistics, or such as are no proportions."""
    for index, table in enumerate(tables):
        place: Place = (index, "sensitivity")
        yield from unknown(table.sensitivity, statistics, "statistic", source, place)
        for name in table.sensitivity:
            yield from _of_kind(name, ("proportion",), statistics, source, (*place, name))


def _of_kind(
    name: str, kinds: tuple[str, ...], statistics: Mapping[str, Statistic], source: Source, place: Place
) -> Iterator[Fault]:
    if name in statistics and (statistics[name].kind not in kinds or statistics[name].numerator == "all"):
        problem = f"'{name}' is not a {' or '.join(kinds)} of codes"
        yield source.fault(place, problem, "choose another statistic")
