"""A declared statistic as SPSS syntax that reproduces its count, denominator and missing cases by kind.

The syntax holds declarations only and no data, so it is public; ``analysis.sav``, which it reads, is not. It ends in
a table with the columns of estimates.csv: one row for all cases of a base, then one row a group.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap

from scr_analysis import english
from scr_analysis.files import write_all
from scr_analysis.spss.codes import HIGHEST, LOWEST, MISSING, answers, names
from scr_analysis.study import Study
from scr_analysis.study.declarations import Statistic

FILE, WIDTH = "analysis.sav", 110
PRELUDE = (
    "Every statistic of the study, counted again in SPSS or GNU PSPP.",
    f"Put this file beside {FILE} (restricted), make that folder the working directory (CD), and run it.",
    f"In that file the codes {LOWEST} to {HIGHEST} are user-missing and mean the same in every variable:",
    "; ".join(f"{code} {kind.replace('_', ' ')}" for kind, code in MISSING.items()),
)
KINDS = [f"missing_{kind}" for kind in MISSING]
QUARTILES = (("p25", "0.25"), ("p50", "0.5"), ("p75", "0.75"))


def write_syntax(study: Study, out: Path) -> int:
    """Write the syntax of every statistic as one file that runs in one go; gives how many statistics."""
    parts = [*remarks(*PRELUDE), "", *(syntax_of(study, one) for one in study.statistics.values())]
    write_all({out: "\n".join(parts)})
    return len(study.statistics)


def syntax_of(study: Study, statistic: Statistic) -> str:
    """The SPSS syntax of one statistic: a block for all cases of each base, and one for the groups of each."""
    lines = [*remarks(f"{statistic.id}: {statistic.title}")]
    for base in statistic.base:
        lines += _block(study, statistic, base, by=())
        if statistic.by:
            lines += _block(study, statistic, base, by=statistic.by)
    return "\n".join(lines)


def _block(study: Study, statistic: Statistic, base: str, by: Sequence[str]) -> Iterator[str]:
    name = names(study.codebook)
    groups = [name[column] for column in by]
    yield f"GET FILE = '{FILE}'."
    yield from _base(study, base)
    yield from (f"SELECT IF NOT MISSING({group})." for group in groups)
    yield from _answer(study, statistic)
    yield from _counted(study, statistic, groups)
    yield f"ECHO '{heading(statistic.id, base)}'."
    counts = [*_counts(study, statistic), *KINDS]
    quartiles = dict(QUARTILES) if statistic.kind == "quantile" else {}
    yield f"AGGREGATE OUTFILE = * /BREAK = {' '.join(groups) or 'every_case'}"
    if quartiles:
        yield f"  /{' '.join(quartiles)} = MIN({' '.join(quartiles)})"
    yield from _folded(f"/{' '.join(counts)} = SUM({' '.join(counts)}).")
    yield from _folded(f"FORMATS {' '.join([*quartiles, *counts])} (F8.0).")
    yield "LIST."
    yield ""


def heading(statistic: str, base: str) -> str:
    """What stands above a table of the output, so that a reader and the check know whose it is."""
    return f"{statistic}, {base}"


def _base(study: Study, base: str) -> Iterator[str]:
    """One selection for each base on the way from the widest to this one."""
    name, codes = names(study.codebook), answers(study.codebook)
    chain, around = [study.bases[base]], study.bases[base].within
    while around is not None:
        chain.insert(0, study.bases[around])
        around = chain[0].within
    for one in chain:
        yield from remarks(f"Base {one.id}: {one.title}")
        for column, admitted in one.include.items():
            yield f"SELECT IF ANY(VALUE({name[column]}), {_list(codes[column], admitted)})."


def _answer(study: Study, statistic: Statistic) -> Iterator[str]:
    """The answer of each case: 1 yes and 0 no (of a distribution or quantile its own value), or why there is none."""
    name, codes = names(study.codebook), answers(study.codebook)
    if statistic.of:
        yield f"RECODE {name[statistic.of]} (ELSE = COPY) INTO answer."
        return
    numerator = statistic.numerator if isinstance(statistic.numerator, dict) else {}
    yield from remarks(f"Counted: {english.counted(study, statistic, 'all')}")
    parts = [f"answer{place}" for place in range(1, len(numerator) + 1)] if len(numerator) > 1 else ["answer"]
    for part, (column, wanted) in zip(parts, numerator.items(), strict=False):
        sorted_out = f"({_list(codes[column], wanted)} = 1) ({LOWEST} THRU {HIGHEST} = COPY) (ELSE = 0)"
        yield from _folded(f"RECODE {name[column]} {sorted_out} INTO {part}.")
    if not numerator:
        yield "COMPUTE answer = 1."
    if len(numerator) > 1:
        yield from remarks("A known no decides; else a gap leaves the answer open")
        yield f"COMPUTE answer = MIN({', '.join(parts)})."
        yield f"IF {' OR '.join(f'{part} = 0' for part in parts)} answer = 0."


def _counted(study: Study, statistic: Statistic, groups: Sequence[str]) -> Iterator[str]:
    """A column of noughts and ones for each count."""
    yield "COMPUTE every_case = 1."
    stays = "".join(f", {MISSING[kind]}" for kind in statistic.stays)
    if statistic.kind == "quantile":
        yield from _quartiles(groups)
    elif statistic.kind == "distribution":
        codes = answers(study.codebook)[str(statistic.of)]
        for level in levels(study, statistic):
            yield f"COMPUTE n_{level} = (answer = {codes[level]})."
    else:
        yield "COMPUTE n = (answer = 1)."
    yield f"COMPUTE denominator = (answer >= 0{f' OR ANY(answer{stays})' if stays else ''})."
    yield from _folded(f"DO REPEAT kind = {' '.join(KINDS)}")
    yield f"  /code = {' '.join(map(str, MISSING.values()))}."
    yield "COMPUTE kind = (answer = code)."
    yield "END REPEAT."


def _quartiles(groups: Sequence[str]) -> Iterator[str]:
    """The smallest value that at least a quarter (half, three quarters) of the known cases do not exceed."""
    same = " AND ".join(f"{group} = LAG({group})" for group in [*groups, "known"])
    breaks = " ".join([*groups, "known"])
    yield "COMPUTE known = (answer >= 0)."
    yield f"SORT CASES BY {breaks} answer."
    yield f"AGGREGATE OUTFILE = * MODE = ADDVARIABLES /PRESORTED /BREAK = {breaks} /n = N."
    yield "COMPUTE place = 1."
    yield f"IF {same} place = LAG(place) + 1."
    for quartile, share in QUARTILES:
        yield f"IF known = 1 AND place >= {share} * n {quartile} = answer."
    yield "COMPUTE n = known."


def _counts(study: Study, statistic: Statistic) -> list[str]:
    counts = [f"n_{level}" for level in levels(study, statistic)] if statistic.kind == "distribution" else ["n"]
    return [*counts, "denominator"]


def levels(study: Study, statistic: Statistic) -> list[str]:
    """The codes that a distribution gives, in their order."""
    return statistic.levels or list(study.codebook.analysis_columns()[str(statistic.of)])


def _folded(command: str) -> list[str]:
    """A command over as many lines as it needs, all but its first word indented."""
    indent = "  " if command[0] == "/" else ""
    if len(indent + command) <= WIDTH:
        return [indent + command]
    return wrap(command, WIDTH, initial_indent=indent, subsequent_indent="    ", break_on_hyphens=False)


def _list(codes: dict[str, int], wanted: Sequence[str]) -> str:
    return ", ".join(str(codes[code]) for code in wanted)


def remarks(*texts: str) -> Iterator[str]:
    """Comments, each line a command of its own: a full stop at the end of a line would end a longer one."""
    for text in texts:
        lines = [text] if len(text) <= WIDTH else wrap(text, WIDTH)
        yield from (f"* {line.rstrip('.')}." for line in lines)
