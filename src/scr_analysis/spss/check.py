"""Every statistic counted again by GNU PSPP, from the SPSS file by the SPSS syntax, and held to the raw estimates."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from scr_analysis.errors import Fault, FaultsFound, refuse
from scr_analysis.estimates import ALL, Estimate, Key, group_name, read_estimates
from scr_analysis.files import csv_text, write_all
from scr_analysis.missing import COLUMNS
from scr_analysis.spss.codes import answers, names
from scr_analysis.spss.syntax import FILE, QUARTILES, heading, levels
from scr_analysis.study import Study
from scr_analysis.study.declarations import Statistic

Counts = dict[str, int]
MISSING = tuple(f"missing_{kind}" for kind in COLUMNS)
COMPARED = ("n", "denominator", *MISSING, "value")
AGREED = ("statistic", "figures", "agrees_on")


def check(study: Study, syntax: Path, file: Path, estimates: Path, out: Path, agreed: Path) -> int:
    """Run the syntax on the file and compare every count; gives how many estimates agree. Raises FaultsFound.

    What PSPP counted goes to ``out``, which is restricted; that it agrees, without a count, to ``agreed``.
    """
    counted = by_key(study, tables(run(syntax, file)))
    raw = read_estimates(estimates)
    refuse(differences(study, raw, counted))
    rows = [(*key, *(counts.get(column, "") for column in COMPARED)) for key, counts in counted.items()]
    write_all(
        {
            out: csv_text(("statistic", "base", "group", "level", *COMPARED), rows),
            agreed: csv_text(AGREED, _agreed(counted)),
        }
    )
    return len(rows)


def _agreed(counted: Mapping[Key, Counts]) -> Iterator[tuple[str, int, str]]:
    """For each statistic how many of its figures agree, and in what."""
    for name in dict.fromkeys(key[0] for key in counted):
        mine = [counts for key, counts in counted.items() if key[0] == name]
        parts = dict.fromkeys("missing" if part in MISSING else part for counts in mine for part in counts)
        yield name, len(mine), "; ".join(parts)


def run(syntax: Path, file: Path) -> str:
    """What PSPP prints, as CSV. Raises FaultsFound where it is not installed or finds an error in the syntax."""
    if shutil.which("pspp") is None:
        remedy = "install it (Debian and Ubuntu: apt install pspp), or run the syntax in SPSS by hand"
        raise FaultsFound([Fault("pspp", "", "GNU PSPP is not installed, so nothing counts again", remedy)])
    with TemporaryDirectory() as folder:
        shutil.copy(file, Path(folder) / FILE)
        command = ["pspp", "-O", "format=csv", "-o", "printed.csv", str(syntax.resolve())]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        printed = Path(folder) / "printed.csv"
        text = printed.read_text("utf-8") if printed.exists() else ""
    if done.returncode or "error:" in text:
        raise FaultsFound([Fault(syntax.as_posix(), "", "PSPP finds an error in it", "run it by hand: pspp FILE")])
    return text


def tables(printed: str) -> Iterator[tuple[str, list[Counts]]]:
    """Each printed table: the heading above it, and its rows by column. Blank lines stand between them."""
    above = ""
    for part in printed.split("\n\n"):
        title, *lines = csv.reader(part.strip().splitlines()) if part.strip() else [[""]]
        if title != ["Table: Data List"]:
            above = title[0]
            continue
        header, *rows = lines
        yield above, [_numbers(header, row) for row in rows]


def _numbers(header: Sequence[str], row: Sequence[str]) -> Counts:
    """The counts of a row; a full stop is SPSS's own missing value, here a quartile of no case."""
    return {name: round(float(cell)) for name, cell in zip(header, row, strict=True) if cell.strip() not in ("", ".")}


def by_key(study: Study, printed: Iterator[tuple[str, list[Counts]]]) -> dict[Key, Counts]:
    """The counts of the printed tables, by the key that the estimate has."""
    statistics = {heading(one.id, base): (one, base) for one in study.statistics.values() for base in one.base}
    found: dict[Key, Counts] = {}
    for above, rows in printed:
        statistic, base = statistics[above]
        for row in rows:
            found |= _estimates(study, statistic, base, row)
    return found


def _estimates(study: Study, statistic: Statistic, base: str, row: Counts) -> Iterator[tuple[Key, Counts]]:
    group = ALL if "every_case" in row else _group(study, statistic.by, row)
    shared = {column: row[column] for column in COMPARED if column in row}
    if statistic.kind == "rate":
        del shared["denominator"]  # SPSS counts cases; a rate is per child of the population
    if statistic.kind == "quantile":
        for quartile, _ in QUARTILES:
            value = {"value": row[quartile]} if quartile in row else {}
            yield (statistic.id, base, group, quartile), shared | value
    elif statistic.kind == "distribution":
        for level in levels(study, statistic):
            yield (statistic.id, base, group, level), {"n": row[f"n_{level}"], **shared}
    else:
        yield (statistic.id, base, group, ALL), shared


def _group(study: Study, by: Sequence[str], row: Counts) -> str:
    named, coded = names(study.codebook), answers(study.codebook)
    codes = [next(code for code, number in coded[one].items() if number == row[named[one]]) for one in by]
    return group_name(by, codes)


def differences(study: Study, raw: Mapping[Key, Estimate], counted: Mapping[Key, Counts]) -> Iterator[Fault]:
    """Counts that SPSS does not give, gives besides, or gives otherwise, each with the name of its statistic."""
    remedy = "one of the two engines is wrong: count the cases by hand, then report it as an error of the software"
    for key in dict.fromkeys([*raw, *counted]):
        ours, theirs = _ours(study, raw[key]) if key in raw else {}, counted.get(key, {})
        for column in COMPARED:
            if ours.get(column) != theirs.get(column):
                place = ", ".join([*key[:2], *(part for part in key[2:] if part != ALL)])
                problem = f"{column} is {ours.get(column, 'nothing')}, and {theirs.get(column, 'nothing')} in SPSS"
                yield Fault("study/statistics.yaml", place, problem, remedy)


def _ours(study: Study, one: Estimate) -> Counts:
    """The counts of an estimate that SPSS must give again."""
    counts = {f"missing_{kind}": count or 0 for kind, count in zip(COLUMNS, one.missing, strict=True)}
    counts["n"] = one.n or 0
    if study.statistics[one.statistic].kind != "rate":
        counts["denominator"] = one.denominator or 0
    if study.statistics[one.statistic].kind == "quantile" and one.estimate is not None:
        counts["value"] = round(one.estimate)
    return counts
