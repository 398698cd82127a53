"""Bases do not mix unnoticed: what stands side by side in a table or chart has one base, or says which it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scr_analysis.errors import Fault
from scr_analysis.study.declarations import Chart, Statistic, Table
from scr_analysis.study.source import Source


def check_bases_of_tables(
    tables: Sequence[Table], statistics: Mapping[str, Statistic], source: Source
) -> Iterator[Fault]:
    """Tables across bases whose rows do not have the same ones: a column would hold another base than heads it."""
    for index, table in enumerate(tables):
        rows = [statistics[row.statistic] for row in table.rows if row.statistic in statistics]
        if table.across == "base" and all(len(one.base) > 1 for one in rows):  # what has one base is told already
            for number, one in enumerate(rows):
                if list(one.base) != list(rows[0].base):
                    problem = f"'{one.id}' has other bases than '{rows[0].id}', whose bases head the columns"
                    remedy = f"declare both on {', '.join(rows[0].base)}, or make a table of each"
                    yield source.fault((index, "rows", number, "statistic"), problem, remedy)


def check_bases_of_charts(
    charts: Sequence[Chart], statistics: Mapping[str, Statistic], source: Source
) -> Iterator[Fault]:
    """Charts of statistics on different bases: marks of one kind beside each other are read as shares of one whole."""
    for index, chart in enumerate(charts):
        drawn = [statistics[name] for name in chart.statistics if name in statistics]
        for number, one in enumerate(drawn):
            if _drawn_on(chart, one) != _drawn_on(chart, drawn[0]):
                problem = (
                    f"'{one.id}' stands on {_named(_drawn_on(chart, one))}, "
                    f"'{drawn[0].id}' on {_named(_drawn_on(chart, drawn[0]))}, and one chart has one base"
                )
                remedy = "draw a chart for each base, or declare the statistics on the same ones"
                yield source.fault((index, "statistics", number), problem, remedy)


def _drawn_on(chart: Chart, statistic: Statistic) -> list[str]:
    """The bases on which a chart draws a statistic: all of them across bases, else the first."""
    return list(statistic.base) if chart.across == "base" else list(statistic.base[:1])


def _named(bases: Sequence[str]) -> str:
    return " and ".join(f"'{base}'" for base in bases)
