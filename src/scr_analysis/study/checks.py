"""What one study file says of another: every name used is declared, every base nests, every word covers its ground."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from scr_analysis.errors import Fault, nearest
from scr_analysis.study.agreements import Disclosure, Release, Wording
from scr_analysis.study.codebook import Codebook
from scr_analysis.study.declarations import Base, Chart, Codes, Statistic, Table
from scr_analysis.study.source import Place, Source


def check_codebook(codebook: Codebook, source: Source) -> Iterator[Fault]:
    """Kinds of missing that are not declared, code names given twice, inputs that do not exist."""
    for table, spec in codebook.tables.items():
        for column, declared in spec.columns.items():
            place = ("tables", table, "columns", column)
            yield from _unknown(
                declared.missing.values(), codebook.missing_kinds, "kind of missing", source, (*place, "missing")
            )
            yield from _twice((code.name for code in declared.codes.values()), "code name", source, place)
    inputs = {*codebook.analysis_columns(), *codebook.number_columns(), "INC_DATE"}
    inputs |= {f"cpd_plans.{column}" for column in codebook.tables["cpd_plans"].columns}
    for name, derived in codebook.derived.items():
        yield from _unknown(
            derived.missing, codebook.missing_kinds, "kind of missing", source, ("derived", name, "missing")
        )
        yield from _unknown(derived.inputs, inputs, "variable", source, ("derived", name, "from"))


def check_bases(bases: list[Base], codebook: Codebook, source: Source) -> Iterator[Fault]:
    """Bases given twice, bases within an unknown or later one, rules on unknown columns or codes."""
    seen: set[str] = set()
    for index, base in enumerate(bases):
        if base.within is not None and base.within not in seen:
            remedy = nearest(base.within, seen) or "declare the wider base first"
            yield source.fault((index, "within"), f"the base '{base.within}' is not declared above", remedy)
        yield from _codes(base.include, codebook, source, (index, "include"))
        seen.add(base.id)


def check_statistics(
    statistics: list[Statistic], bases: Iterable[str], codebook: Codebook, source: Source
) -> Iterator[Fault]:
    """Statistics given twice, of an unknown base, column, code or kind of missing, or without what their kind needs."""
    coded = codebook.analysis_columns()
    for index, statistic in enumerate(statistics):
        yield from _unknown(statistic.base, set(bases), "base", source, (index, "base"))
        yield from _unknown(statistic.by, coded, "variable", source, (index, "by"))
        yield from _unknown(statistic.stays, codebook.missing_kinds, "kind of missing", source, (index, "stays"))
        yield from _shape(statistic, source, index)
        if isinstance(statistic.numerator, dict):
            yield from _codes(statistic.numerator, codebook, source, (index, "numerator"))
        if statistic.of and statistic.kind == "distribution":
            yield from _codes({statistic.of: statistic.levels}, codebook, source, (index, "of"))
        if statistic.of and statistic.kind == "quantile":
            yield from _unknown([statistic.of], codebook.number_columns(), "variable", source, (index, "of"))


def _shape(statistic: Statistic, source: Source, index: int) -> Iterator[Fault]:
    needs, refuses = ("of", "numerator") if statistic.kind in ("distribution", "quantile") else ("numerator", "of")
    if not getattr(statistic, needs):
        problem = f"'{statistic.id}' is a {statistic.kind} and has no '{needs}'"
        yield source.fault((index,), problem, f"add '{needs}:'")
    if getattr(statistic, refuses):
        problem = f"'{statistic.id}' is a {statistic.kind} and cannot have '{refuses}'"
        yield source.fault((index, refuses), problem, "remove it, or change the kind")


def check_tables(tables: list[Table], statistics: Mapping[str, Statistic], source: Source) -> Iterator[Fault]:
    """Tables given twice, of unknown statistics or levels, or across what a statistic does not have."""
    for index, table in enumerate(tables):
        for number, row in enumerate(table.rows):
            place = (index, "rows", number, "statistic")
            yield from _unknown([row.statistic], statistics, "statistic", source, place)
            if row.statistic in statistics:
                yield from _across(table.across, statistics[row.statistic], source, place)
                if table.across is None and len(statistics[row.statistic].base) > 1:
                    problem = f"'{row.statistic}' is declared on several bases, and the table does not say which"
                    yield source.fault(place, problem, "give the table 'across: base'")
        if table.across and len(table.show) != 1:
            yield source.fault((index,), "a table with 'across' shows one measure", "write 'show: [n_pct]', say")


def check_charts(charts: list[Chart], statistics: Mapping[str, Statistic], source: Source) -> Iterator[Fault]:
    """Charts given twice, of unknown statistics, or of a kind the statistics cannot feed."""
    for index, chart in enumerate(charts):
        yield from _unknown(chart.statistics, statistics, "statistic", source, (index, "statistics"))
        yield from _unknown(chart.brackets, statistics, "statistic", source, (index, "brackets"))
        wanted = "proportion" if chart.kind == "dots" else "distribution"
        for number, name in enumerate(chart.statistics):
            place = (index, "statistics", number)
            if name in statistics and statistics[name].kind != wanted:
                problem = f"a chart of kind '{chart.kind}' draws a {wanted}; '{name}' is a {statistics[name].kind}"
                yield source.fault(place, problem, "choose another statistic or kind")
            if name in statistics:
                yield from _across(chart.across, statistics[name], source, place)


def _across(across: str | None, statistic: Statistic, source: Source, place: Place) -> Iterator[Fault]:
    if across == "base" and len(statistic.base) < 2:
        problem = f"'{statistic.id}' has one base, so it cannot run across bases"
        yield source.fault(place, problem, "list the bases in the statistic's 'base'")
    elif across not in (None, "base") and across not in statistic.by:
        yield source.fault(
            place, f"'{statistic.id}' is not counted by '{across}'", f"add 'by: {across}' to the statistic"
        )


def check_wording(wording: Wording, source: Source) -> Iterator[Fault]:
    """Phrases that leave a gap or overlap between nought and one."""
    reached = 0.0
    for index, phrase in enumerate(wording.shares):
        start = 0.0 if phrase.start is None else phrase.start
        if abs(start - reached) > 1e-9:
            problem = f"'{phrase.phrase}' begins at {start:g}, the phrase before it ends at {reached:g}"
            yield source.fault(("shares", index), problem, "let each phrase begin where the one before it ends")
        reached = float("inf") if phrase.to is None else phrase.to
    if reached <= 1:
        yield source.fault(("shares",), f"no phrase stands for shares from {reached:g} on", "leave out the last 'to'")


def check_disclosure(disclosure: Disclosure, statistics: Iterable[str], source: Source) -> Iterator[Fault]:
    """Exceptions for statistics that do not exist."""
    names = set(statistics)
    for index, exception in enumerate(disclosure.exceptions):
        yield from _unknown([exception.statistic], names, "statistic", source, ("exceptions", index, "statistic"))


def check_releases(releases: Mapping[str, Release], codebook: Codebook, source: Source) -> Iterator[Fault]:
    """Files and mappings that name no table or variable, tables with no file, real files with no checksum."""
    for name, release in releases.items():
        yield from _unknown(release.files, codebook.tables, "table", source, (name, "files"))
        for table, spec in codebook.tables.items():
            if table not in release.files and not spec.optional:
                yield source.fault((name, "files"), f"no file is given for '{table}'", "add it, with its path")
        for table, delivered in release.files.items():
            if not release.synthetic and delivered.sha256 is None:
                problem = f"'{table}' has no sha256, so another file in its place would go unnoticed"
                yield source.fault((name, "files", table), problem, "record it: sha256sum FILE")
        for part, mapping in (("rename", release.rename), ("recode", release.recode)):
            yield from _unknown(mapping, codebook.tables, "table", source, (name, part))
            for table, columns in mapping.items():
                named = columns.values() if part == "rename" else columns
                known = codebook.tables[table].columns if table in codebook.tables else {}
                yield from _unknown([str(column) for column in named], known, "variable", source, (name, part, table))


def _codes(rule: Codes, codebook: Codebook, source: Source, place: Place) -> Iterator[Fault]:
    coded = codebook.analysis_columns()
    for column, codes in rule.items():
        yield from _unknown([column], coded, "variable", source, (*place, column))
        if column in coded:
            yield from _unknown(codes, coded[column], f"code of {column}", source, (*place, column))


def _unknown(names: Iterable[str], known: Iterable[str], what: str, source: Source, place: Place) -> Iterator[Fault]:
    declared = set(known)
    for name in names:
        if name not in declared:
            yield source.fault(place, f"unknown {what} '{name}'", nearest(name, declared))


def _twice(names: Iterable[str], what: str, source: Source, place: Place) -> Iterator[Fault]:
    for name, count in Counter(names).items():
        if count > 1:
            yield source.fault(place, f"the {what} '{name}' is given {count} times", "keep one")
