"""Breaks in series, checked: each lies between two codes that follow one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scr_analysis.errors import Fault
from scr_analysis.study.codebook import Break, Codebook
from scr_analysis.study.names import unknown
from scr_analysis.study.source import Place, Source


def check_breaks(breaks: Iterable[Break], codebook: Codebook, source: Source, place: Place) -> Iterator[Fault]:
    """Breaks by an unknown variable, or between codes that it lacks or that do not follow one another."""
    coded = codebook.analysis_columns()
    for index, one in enumerate(breaks):
        here = (*place, index)
        yield from unknown([one.by], coded, "variable", source, (*here, "by"))
        if one.by in coded:
            order = list(coded[one.by])
            wrong = list(unknown(one.between, order, f"code of {one.by}", source, (*here, "between")))
            yield from wrong
            if not wrong and order.index(one.between[1]) != order.index(one.between[0]) + 1:
                problem = f"'{one.between[1]}' does not follow on '{one.between[0]}'"
                yield source.fault((*here, "between"), problem, "name the last code before it and the first after")
