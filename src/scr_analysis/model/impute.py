"""Declared figures with their missing answers imputed: a share pooled over completed sets of cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from scr_analysis.estimates import ALL
from scr_analysis.missing import is_missing
from scr_analysis.model.chain import Chain
from scr_analysis.model.pool import pooled, share_interval
from scr_analysis.sensitivity import Assumed
from scr_analysis.study import Study
from scr_analysis.study.declarations import Statistic
from scr_analysis.study.sensitivity import Imputation

Rows = Sequence[Mapping[str, str]]
Columns = Mapping[str, Sequence[str]]


def imputed(study: Study, declared: Imputation, rows: Rows, confidence: float) -> Iterator[Assumed]:
    """The declared figures, base by base; a base's missing answers are imputed together."""
    statistics = [study.statistics[name] for name in declared.statistics]
    for base in dict.fromkeys(base for one in statistics for base in one.base):
        inclusion = study.inclusion(base)
        held = [row for row in rows if all(row[column] in codes for column, codes in inclusion.items())]
        here = [one for one in statistics if base in one.base]
        targets = list(dict.fromkeys(column for one in here for column in one.columns()))
        completed = list(completed_sets(study, declared, held, targets, base))
        for one in here:
            for level in one.levels or _levels(study, one):
                yield _pooled(one, base, level, completed, confidence)


def completed_sets(
    study: Study, declared: Imputation, held: Rows, targets: Sequence[str], base: str
) -> Iterator[Columns]:
    """Sets of the cases with every gap filled; each starts anew, from a stream of its own."""
    names = list(dict.fromkeys([*targets, *declared.predictors]))
    columns = {name: [row[name] for row in held] for name in names}
    kinds = study.codebook.missing_kinds
    gaps = {
        name: [place for place, cell in enumerate(cells) if cell in kinds and kinds[cell].unknown]
        for name, cells in columns.items()
    }
    for number in range(declared.imputations):
        chain = Chain(columns, gaps, Random(f"{declared.seed} {base} {number}"))
        for _ in range(declared.cycles):
            chain.cycle()
        yield chain.columns


def _levels(study: Study, statistic: Statistic) -> list[str]:
    return list(study.codebook.analysis_columns()[statistic.of]) if statistic.of else [ALL]


def _pooled(statistic: Statistic, base: str, level: str, completed: Sequence[Columns], confidence: float) -> Assumed:
    shares, cases = [], 0
    for columns in completed:
        answers = _answers(statistic, level, columns)
        cases = answers.total()
        shares.append(answers[True] / cases)
    pool = pooled(shares, [share * (1 - share) / cases for share in shares], cases - 1)
    low, high = share_interval(pool, cases, confidence)
    words = f"{len(completed)} imputations by chained equations"
    return Assumed((statistic.id, base, ALL, level), pool.mean, pool.mean, low, high, words)


def _answers(statistic: Statistic, level: str, columns: Columns) -> Counter[bool]:
    """How many cases answer yes and how many no, of those that have an answer."""
    wanted = {statistic.of: [level]} if statistic.of else statistic.numerator
    assert isinstance(wanted, dict)
    found: Counter[bool] = Counter()
    for cells, cases in Counter(zip(*(columns[name] for name in wanted), strict=True)).items():
        answers = list(zip(cells, wanted.values(), strict=True))
        if not any(is_missing(cell) and cell not in codes for cell, codes in answers):
            found[all(cell in codes for cell, codes in answers)] += cases
    return found
