"""Counting one statistic on one base: numerator, known and missing by kind, for all cases and for each group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scr_analysis.answers import answer
from scr_analysis.estimate.cells import Cells, Combination
from scr_analysis.estimates import ALL, Estimate, group_name
from scr_analysis.missing import COLUMNS, is_missing
from scr_analysis.quartiles import METHOD, QUARTERS, needed
from scr_analysis.study import Study
from scr_analysis.study.declarations import Codes, Statistic


@dataclass(frozen=True)
class Counts:
    """One count: how many of the known cases, and how many are missing, by kind."""

    group: str
    level: str
    n: int
    known: int
    missing: Mapping[str, int]


def counted(study: Study, statistic: Statistic, base: str, cells: Cells) -> Iterator[Counts]:
    """The counts of a proportion, rate or distribution: group ``all`` first, then each group in codebook order."""
    for group, held in grouped(study, statistic, base, cells):
        if statistic.kind == "distribution":
            yield from _levels(study, statistic, group, held)
        else:
            answers = _answers(statistic, held)
            yield _counts(group, ALL, answers, "yes")


def grouped(study: Study, statistic: Statistic, base: str, cells: Cells) -> Iterator[tuple[str, Counter[Combination]]]:
    """The combinations of the counted columns, for all cases of the base and for each group of them.

    A case whose group is missing is in ``all`` and in no group.
    """
    columns = statistic.columns()
    held = cells.within(study.inclusion(base), [*statistic.by, *columns])
    width = len(statistic.by)
    by_group: dict[Combination, Counter[Combination]] = {}
    everyone: Counter[Combination] = Counter()
    for combination, count in held.items():
        everyone[combination[width:]] += count
        by_group.setdefault(combination[:width], Counter())[combination[width:]] += count
    yield ALL, everyone
    for group in _in_order(study, statistic.by) if width else ():
        if group in by_group:
            yield group_name(statistic.by, group), by_group[group]


def _in_order(study: Study, by: Sequence[str]) -> Iterator[Combination]:
    """Every combination of the grouping columns' codes, in the order of the codebook."""
    coded = study.codebook.analysis_columns()
    groups: list[Combination] = [()]
    for column in by:
        groups = [(*group, code) for group in groups for code in coded[column]]
    yield from groups


def _levels(study: Study, statistic: Statistic, group: str, held: Counter[Combination]) -> Iterator[Counts]:
    answers: Counter[str] = Counter()
    for (code,), count in held.items():
        answers[code] += count
    levels = statistic.levels or list(study.codebook.analysis_columns()[str(statistic.of)])
    for level in levels:
        yield _counts(group, level, answers, level)


def _answers(statistic: Statistic, held: Counter[Combination]) -> Counter[str]:
    """Yes, no and each kind of missing, by three-valued ``and`` over the numerator's columns."""
    numerator: Codes = statistic.numerator if isinstance(statistic.numerator, dict) else {}
    answers: Counter[str] = Counter()
    for combination, count in held.items():
        answers[answer(combination, list(numerator.values()))] += count
    return answers


def _counts(group: str, level: str, answers: Counter[str], wanted: str) -> Counts:
    missing = {kind: answers[kind] for kind in COLUMNS if answers[kind]}
    known = sum(count for code, count in answers.items() if not is_missing(code))
    return Counts(group, level, answers[wanted], known, missing)


def quantiles(study: Study, statistic: Statistic, base: str, cells: Cells) -> Iterator[Estimate]:
    """Quartiles of a number, as the smallest value that at least the share of known cases does not exceed."""
    for group, held in grouped(study, statistic, base, cells):
        values: Counter[int] = Counter()
        missing: Counter[str] = Counter()
        for (cell,), count in held.items():
            if is_missing(cell):
                missing[cell] += count
            else:
                values[int(cell)] += count
        known = values.total()
        kinds = tuple(missing[kind] for kind in COLUMNS)
        for level in QUARTERS:
            value = _reaching(values, needed(level, known)) if known else None
            yield Estimate(
                statistic.id, base, group, level, known, known, kinds,
                estimate=value, method=METHOD if known else "",
            )  # fmt: skip


def _reaching(values: Counter[int], wanted: int) -> float:
    """The smallest value that so many cases do not exceed."""
    reached = 0
    for value in sorted(values):
        reached += values[value]
        if reached >= wanted:
            return float(value)
    raise AssertionError("the counts of a distribution reach every share up to one")
