"""What one study file says of another: every name used is declared, every base nests, every table has its columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime

from scr_analysis.errors import Fault, nearest
from scr_analysis.study.break_checks import check_breaks
from scr_analysis.study.codebook import Codebook, Column
from scr_analysis.study.declarations import Base, Chart, Statistic, Table
from scr_analysis.study.names import codes, twice, unknown
from scr_analysis.study.source import Place, Source

# The variables that the functions of validate, derive and estimate read by name. A study may add others.
READ_BY_NAME = {
    "scr_database": (
        *("SCR_ID", "INC_DATE", "PERIOD", "OUTCOME", "DEATHCAT", "HARMCAT", "AGE_MTHS", "PLACEMT", "NSIBS", "CSC_INV"),
        *("CPPLAN", "CPCAT", "REPORT", "INDEPTH"),
    ),
    "cpd_plans": ("case_id", "plan_start", "plan_end", "category"),
    "final_reports": (
        *("SCR_ID", "DOM_ABUSE", "PAR_MH", "PAR_ALC", "PAR_DRUG", "PAR_ACE", "PAR_CRIM", "PARTNERS", "SEPARATN", "CSE"),
    ),
    "themes": ("case_id", "theme"),
    "child_population": ("year", "population"),
    "double_coding": ("case_id", "variable", "coder_a", "coder_b"),
}


def check_needed(codebook: Codebook, source: Source) -> Iterator[Fault]:
    """Tables and variables that the software reads by name, and that the codebook does not have."""
    for table, columns in READ_BY_NAME.items():
        if table not in codebook.tables:
            hint = nearest(table, codebook.tables)
            yield source.fault(("tables",), f"the table '{table}', which the software reads, is not there", hint)
            continue
        known = codebook.tables[table].columns
        for column in columns:
            if column not in known:
                problem = f"the variable '{column}', which the software reads, is not in '{table}'"
                yield source.fault(("tables", table, "columns"), problem, nearest(column, known))


def check_codebook(codebook: Codebook, source: Source) -> Iterator[Fault]:
    """Kinds of missing that are not declared, code names given twice, keys and inputs that do not exist."""
    needed = list(check_needed(codebook, source))
    if needed:
        yield from needed
        return
    for table, spec in codebook.tables.items():
        for role, named in (("key", spec.key), ("links", spec.links)):
            yield from unknown([named] if named else [], spec.columns, "variable", source, ("tables", table, role))
        for column, declared in spec.columns.items():
            where: Place = ("tables", table, "columns", column)
            yield from _check_column(declared, codebook, source, where)
            yield from check_breaks(declared.breaks, codebook, source, (*where, "breaks"))
    inputs = {*codebook.analysis_columns(), *codebook.number_columns(), "INC_DATE"}
    for table in ("cpd_plans", "themes"):
        inputs |= {f"{table}.{column}" for column in codebook.tables[table].columns}
    for name, derived in codebook.derived.items():
        place = ("derived", name)
        yield from unknown(derived.missing, codebook.missing_kinds, "kind of missing", source, (*place, "missing"))
        yield from unknown(derived.inputs, inputs, "variable", source, (*place, "from"))
        sources = {"cpd_plans", *derived.inputs}
        yield from unknown(derived.precedence, sources, "source", source, (*place, "precedence"))
        yield from check_breaks(derived.breaks, codebook, source, (*place, "breaks"))


def _check_column(column: Column, codebook: Codebook, source: Source, place: Place) -> Iterator[Fault]:
    kinds = codebook.missing_kinds
    yield from unknown(column.missing.values(), kinds, "kind of missing", source, (*place, "missing"))
    yield from twice((code.name for code in column.codes.values()), "code name", source, place)
    if column.kind == "date" and not _is_form_of_a_date(column.format):
        problem = "'format' does not give day, month and year"
        yield source.fault((*place, "format"), problem, 'write "%d/%m/%Y", say, in quotes')


def _is_form_of_a_date(written: str) -> bool:
    """Whether a date written so can be read back."""
    day = date(2014, 12, 31)
    try:
        return datetime.strptime(day.strftime(written), written).date() == day
    except ValueError:
        return False


def check_bases(bases: list[Base], codebook: Codebook, source: Source) -> Iterator[Fault]:
    """Bases within an unknown or later one, rules on unknown columns or codes, windows that end before they begin."""
    seen: set[str] = set()
    for index, base in enumerate(bases):
        if base.within is not None and base.within not in seen:
            below = base.within in {other.id for other in bases}
            remedy = "a base comes after the one it lies within: move it up" if below else nearest(base.within, seen)
            yield source.fault((index, "within"), f"the base '{base.within}' is not declared above", remedy)
        yield from codes(base.include, codebook, source, (index, "include"))
        if base.window and base.window[0] > base.window[1]:
            yield source.fault((index, "window"), "the window ends before it begins", "exchange the two dates")
        seen.add(base.id)


def check_statistics(
    statistics: list[Statistic], bases: Iterable[str], codebook: Codebook, source: Source
) -> Iterator[Fault]:
    """Statistics of an unknown base, column, code or kind of missing, or without what their kind needs."""
    coded = codebook.analysis_columns()
    for index, statistic in enumerate(statistics):
        yield from unknown(statistic.base, set(bases), "base", source, (index, "base"))
        yield from unknown(statistic.by, coded, "variable", source, (index, "by"))
        yield from unknown(statistic.stays, codebook.missing_kinds, "kind of missing", source, (index, "stays"))
        yield from _shape(statistic, source, index)
        if isinstance(statistic.numerator, dict):
            yield from codes(statistic.numerator, codebook, source, (index, "numerator"))
        if statistic.of and statistic.kind == "distribution":
            yield from unknown([statistic.of], coded, "variable", source, (index, "of"))
            yield from _levels(statistic.levels, statistic, codebook, source, (index, "levels"))
        if statistic.of and statistic.kind == "quantile":
            yield from unknown([statistic.of], codebook.number_columns(), "variable", source, (index, "of"))


def _shape(statistic: Statistic, source: Source, index: int) -> Iterator[Fault]:
    needs, refuses = ("of", "numerator") if statistic.kind in ("distribution", "quantile") else ("numerator", "of")
    if not getattr(statistic, needs):
        problem = f"'{statistic.id}' is a {statistic.kind} and has no '{needs}'"
        yield source.fault((index,), problem, f"add '{needs}:'")
    if getattr(statistic, refuses):
        problem = f"'{statistic.id}' is a {statistic.kind} and cannot have '{refuses}'"
        yield source.fault((index, refuses), problem, "remove it, or change the kind")


def check_tables(
    tables: list[Table],
    statistics: Mapping[str, Statistic],
    codebook: Codebook,
    source: Source,
) -> Iterator[Fault]:
    """Tables of unknown statistics or levels, or across what a statistic does not have."""
    for index, table in enumerate(tables):
        if len(table.sources) != 1:
            given = " and ".join(f"'{key}'" for key in table.sources) or "none"
            problem = f"'{table.id}' takes its rows from {given}; a table has one source of rows"
            yield source.fault((index,), problem, f"give it one of: {', '.join(table.SOURCES)}")
        for number, row in enumerate(table.rows):
            place = (index, "rows", number)
            yield from unknown([row.statistic], statistics, "statistic", source, (*place, "statistic"))
            if row.statistic in statistics:
                statistic = statistics[row.statistic]
                yield from _levels(row.levels, statistic, codebook, source, (*place, "levels"))
                yield from _across(table.across, statistic, source, (*place, "statistic"))
                yield from unknown([row.base] if row.base else [], statistic.base, "base", source, (*place, "base"))
                if table.across != "base" and row.base is None and len(statistic.base) > 1:
                    problem = f"'{row.statistic}' is declared on several bases, and the table does not say which"
                    yield source.fault(
                        (*place, "statistic"), problem, "give the table 'across: base', or the row a 'base'"
                    )
        if table.across and len(table.show) != 1:
            yield source.fault((index,), "a table with 'across' shows one measure", "write 'show: [n_pct]', say")


# The kinds of statistics that a kind of chart draws, where it is not distributions alone.
DRAWS = {"dots": ("proportion",), **dict.fromkeys(("lines", "panels"), ("proportion", "distribution"))}


def check_listed(tables: Iterable[Table], declared: Mapping[str, Collection[str]], source: Source) -> Iterator[Fault]:
    """Tables that list, under some key, what is not declared in the study file of that name."""
    for index, table in enumerate(tables):
        for key, names in declared.items():
            yield from unknown(getattr(table, key), names, key.removesuffix("s"), source, (index, key))


def check_charts(
    charts: list[Chart],
    statistics: Mapping[str, Statistic],
    tables: Collection[str],
    codebook: Codebook,
    source: Source,
) -> Iterator[Fault]:
    """Charts of unknown statistics or levels, of a kind the statistics cannot feed, or named like a table."""
    for index, chart in enumerate(charts):
        if chart.id in tables:
            problem = f"a table is called '{chart.id}' too, and the prose refers to both alike"
            yield source.fault((index, "id"), problem, "rename one of the two")
        yield from unknown(chart.statistics, statistics, "statistic", source, (index, "statistics"))
        yield from unknown(chart.brackets, statistics, "statistic", source, (index, "brackets"))
        if chart.kind == "upset" and len(chart.brackets) < 2:
            problem = f"'{chart.id}' is of kind 'upset' and names fewer than two factors"
            yield source.fault((index,), problem, "list under 'brackets' a proportion for each factor")
        if chart.kind == "upset" and not chart.wide:
            yield source.fault((index,), f"'{chart.id}' is of kind 'upset' and needs the width", "add 'wide: true'")
        wanted = DRAWS.get(chart.kind, ("distribution",))
        for number, name in enumerate(chart.statistics):
            place = (index, "statistics", number)
            if name in statistics and statistics[name].kind not in wanted:
                drawn = " or a ".join(wanted)
                problem = f"a chart of kind '{chart.kind}' draws a {drawn}; '{name}' is a {statistics[name].kind}"
                yield source.fault(place, problem, "choose another statistic or kind")
            elif name in statistics:
                yield from _across(chart.across, statistics[name], source, place)
                yield from _levels(chart.levels, statistics[name], codebook, source, (index, "levels"))


def _levels(
    levels: Iterable[str], statistic: Statistic, codebook: Codebook, source: Source, place: Place
) -> Iterator[Fault]:
    """Levels that are no codes of the variable of a distribution."""
    coded = codebook.analysis_columns().get(statistic.of or "", {})
    if statistic.kind == "distribution" and coded:
        yield from unknown(levels, coded, f"code of {statistic.of}", source, place)


def _across(across: str | None, statistic: Statistic, source: Source, place: Place) -> Iterator[Fault]:
    if across == "base" and len(statistic.base) < 2:
        problem = f"'{statistic.id}' has one base, so it cannot run across bases"
        yield source.fault(place, problem, "list the bases in the statistic's 'base'")
    elif across not in (None, "base") and across not in statistic.by:
        yield source.fault(
            place, f"'{statistic.id}' is not counted by '{across}'", f"add 'by: {across}' to the statistic"
        )
