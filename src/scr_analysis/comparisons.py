"""The table of comparisons: one row a comparison and part, made from protected estimates only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scr_analysis.estimates import ALL, HIDDEN, group_name
from scr_analysis.files import csv_text, read_rows
from scr_analysis.study import Study
from scr_analysis.study.comparing import DeclaredComparison

COLUMNS = (
    *("comparison", "part", "kind", "family", "statistic", "compared", "n", "denominator", "value", "low", "high"),
    *("ratio", "ratio_low", "ratio_high", "p", "p_holm", "p_bh", "tests_in_family", "method", "confidence"),
    *("direction", "by_itself", "mark", "warning", "status"),
)
SHOWN, WITHHELD, EMPTY = "shown", "hidden", "not applicable"
UNSETTLED = "cannot be told"  # other counts that round to the same would show something else
HIGHER, LOWER, NOT_CLEAR, BROKEN = "higher", "lower", "no clear difference", "break in series"
BREAK = "[b]"
LIKE, A_LITTLE, DEPARTS = "like", "a little", "departs"
ROUNDED = "its counts are rounded"  # so that tests and intervals are only near what the counts would give
FEW = "so few cases that its p value is only near"  # fewer than five expected in a cell, and no exact test at hand
CHANCE = "chance alone could do it"  # the warning beside a departure that a random draw may well give

Key = tuple[str, str]


@dataclass(frozen=True)
class Side:
    """One of what is compared: a group's code or a base's id, with its count; None where that is not shown."""

    name: str
    n: int | None
    denominator: int | None


@dataclass(frozen=True)
class Comparison:
    """One comparison.

    ``part`` is the level of a distribution, or ``all``. ``value`` depends on ``kind``: the statistic Z of a trend, the
    last share less the first of a difference, a standardised difference. ``low`` and ``high`` are its limits and
    ``ratio`` is the last share over the first. ``direction`` is how the last stands to the first ('higher', 'lower',
    'no clear difference', 'break in series') or how a sample stands to the rest ('like', 'a little', 'departs');
    'cannot be told' where rounding leaves it open, and empty where ``status`` is not 'shown'. ``by_itself`` is the same
    as if there were no other tests: by the interval, or by the p value where there is none. ``mark`` is '[b]' where the
    series breaks between what is compared.
    """

    comparison: str
    part: str
    kind: str
    family: str
    statistic: str
    sides: tuple[Side, ...]
    value: float | None = None
    low: float | None = None
    high: float | None = None
    ratio: float | None = None
    ratio_low: float | None = None
    ratio_high: float | None = None
    p: float | None = None
    p_holm: float | None = None
    p_bh: float | None = None
    tests_in_family: int = 0
    method: str = ""
    confidence: str = ""
    direction: str = ""
    by_itself: str = ""
    mark: str = ""
    warning: str = ""
    status: str = SHOWN

    @property
    def key(self) -> Key:
        """What makes the row unique."""
        return (self.comparison, self.part)

    @property
    def hidden(self) -> bool:
        """Whether a count that it compares is confidential."""
        return self.status == WITHHELD

    def row(self) -> list[object]:
        """The comparison as a row of comparisons.csv; counts stand in the order of what is compared."""
        values = (self.value, self.low, self.high, self.ratio, self.ratio_low, self.ratio_high)
        return [
            *(self.comparison, self.part, self.kind, self.family, self.statistic),
            ";".join(side.name for side in self.sides),
            ";".join(self._count(side.n) for side in self.sides),
            ";".join(self._count(side.denominator) for side in self.sides),
            *(self._cell(value) for value in (*values, self.p, self.p_holm, self.p_bh)),
            *(self.tests_in_family, self.method, self.confidence),
            *(self.direction, self.by_itself, self.mark, self.warning, self.status),
        ]

    def _count(self, count: int | None) -> str:
        if count is None:
            return HIDDEN if self.hidden else ""
        return str(count)

    def _cell(self, value: float | None) -> str:
        if value is None:
            return HIDDEN if self.hidden else ""
        return f"{value:.6g}"


def comparisons_csv(comparisons: Iterable[Comparison]) -> str:
    """Comparisons as CSV text, in the order given."""
    return csv_text(COLUMNS, (one.row() for one in comparisons))


def read_comparisons(path: Path) -> dict[Key, Comparison]:
    """Comparisons by key, in the order of the file."""
    found = (_comparison(row) for row in read_rows(path))
    return {one.key: one for one in found}


def parts_of(comparisons: Iterable[Comparison], name: str) -> list[Comparison]:
    """Every part of a declared comparison, in the order declared."""
    return [one for one in comparisons if one.comparison == name]


def places_of(study: Study, declared: DeclaredComparison) -> list[tuple[str, str]]:
    """The base and group among the estimates of each of what a comparison sets side by side, in order."""
    statistic = study.statistics[declared.statistic]
    names = declared.compared(statistic, study.codebook)
    if declared.bases:
        return [(name, ALL) for name in names]
    return [(statistic.base[0], group_name(statistic.by, [name])) for name in names]


def _comparison(row: dict[str, str]) -> Comparison:
    columns = (row[name].split(";") for name in ("compared", "n", "denominator"))
    return Comparison(
        comparison=row["comparison"],
        part=row["part"],
        kind=row["kind"],
        family=row["family"],
        statistic=row["statistic"],
        sides=tuple(Side(name, _whole(n), _whole(of)) for name, n, of in zip(*columns, strict=True)),
        value=_real(row["value"]),
        low=_real(row["low"]),
        high=_real(row["high"]),
        ratio=_real(row["ratio"]),
        ratio_low=_real(row["ratio_low"]),
        ratio_high=_real(row["ratio_high"]),
        p=_real(row["p"]),
        p_holm=_real(row["p_holm"]),
        p_bh=_real(row["p_bh"]),
        tests_in_family=int(row["tests_in_family"]),
        method=row["method"],
        confidence=row["confidence"],
        direction=row["direction"],
        by_itself=row["by_itself"],
        mark=row["mark"],
        warning=row["warning"],
        status=row["status"],
    )


def _whole(text: str) -> int | None:
    return None if text in ("", HIDDEN) else int(text)


def _real(text: str) -> float | None:
    return None if text in ("", HIDDEN) else float(text)
