"""The table of estimates: the contract between computing and presenting. One row an estimate, key unique."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scr_analysis import missing
from scr_analysis.errors import FaultsFound
from scr_analysis.files import csv_text, damaged_file, read_cells
from scr_analysis.small_bases import TOO_SMALL, UNRELIABLE

ALL = "all"
HIDDEN = "[c]"
NOT_AVAILABLE = "[x]"
NOT_APPLICABLE = "[z]"
# The warning of a rate whose child-years are not delivered.
NO_POPULATION = "no child population for these years"
COLUMNS = (
    *("statistic", "base", "group", "level", "n", "denominator"),
    *(f"missing_{kind}" for kind in missing.COLUMNS),
    *("estimate", "low", "high", "method", "confidence", "bound_low", "bound_high", "warning", "status", "rule"),
)

Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Estimate:
    """One estimate. Counts, ``estimate`` and the limits are None where hidden or not defined.

    ``estimate``, ``low``, ``high`` and the bounds are shares between 0 and 1 (rates: per 100,000; quantiles: months).
    """

    statistic: str
    base: str
    group: str
    level: str
    n: int | None
    denominator: int | None
    missing: tuple[int | None, ...]
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    method: str = ""
    confidence: str = ""
    bound_low: float | None = None
    bound_high: float | None = None
    warning: str = ""
    status: str = ""
    rule: str = ""

    @property
    def key(self) -> Key:
        """What makes the row unique: never its place in a run."""
        return (self.statistic, self.base, self.group, self.level)

    @property
    def hidden(self) -> bool:
        """Whether protection hides the estimate."""
        return self.status == "hidden"

    @property
    def rounded(self) -> bool:
        """Whether its counts are rounded, so that parts need not add up to their sum."""
        return "rounded to the nearest" in self.rule

    @property
    def rounded_to(self) -> int:
        """The number of which its counts are multiples where they are rounded; else one."""
        return int(self.rule.rpartition(" ")[2]) if self.rounded else 1

    @property
    def too_small(self) -> bool:
        """Whether its base is too small for a percentage: counts are printed instead."""
        return self.warning == TOO_SMALL

    @property
    def unreliable(self) -> bool:
        """Whether a percentage of it is to be marked as unreliable."""
        return self.warning == UNRELIABLE

    def missing_of(self, kind: str) -> int | None:
        """How many cases of the base are missing for a reason; None where that is hidden."""
        return self.missing[missing.COLUMNS.index(kind)]

    def row(self) -> list[object]:
        """The estimate as a row of estimates.csv."""
        numbers = [self.estimate, self.low, self.high]
        bounds = [self.bound_low, self.bound_high]
        return [
            *self.key,
            self._cell(self.n),
            self._cell(self.denominator),
            *(HIDDEN if count is None else count for count in self.missing),
            *(self._cell(value) for value in numbers),
            self.method,
            self.confidence,
            *(HIDDEN if None in self.missing else self._cell(value) for value in bounds),
            self.warning,
            self.status,
            self.rule,
        ]

    def _cell(self, value: float | None) -> str:
        if value is None:
            return HIDDEN if self.hidden else ""
        return str(value) if isinstance(value, int) else f"{value:.6f}"


def estimates_csv(estimates: Iterable[Estimate]) -> str:
    """Estimates as CSV text, in the order given."""
    return csv_text(COLUMNS, (estimate.row() for estimate in estimates))


def read_estimates(path: Path) -> dict[Key, Estimate]:
    """Estimates by key, in the order of the file. Raises FaultsFound where it is missing or damaged."""
    header, *rows = read_cells(path)
    if tuple(header) != COLUMNS:
        raise FaultsFound([damaged_file(path)])
    return {estimate.key: estimate for estimate in map(_estimate, map(tuple, rows))}


@cache
def _estimate(cells: tuple[str, ...]) -> Estimate:
    """The estimate of a row; worked out once, since the attack calls half a dozen stages on the same file."""
    row = dict(zip(COLUMNS, cells, strict=True))
    return Estimate(
        statistic=row["statistic"],
        base=row["base"],
        group=row["group"],
        level=row["level"],
        n=_whole(row["n"]),
        denominator=_whole(row["denominator"]),
        missing=tuple(_whole(row[f"missing_{kind}"]) for kind in missing.COLUMNS),
        estimate=_real(row["estimate"]),
        low=_real(row["low"]),
        high=_real(row["high"]),
        method=row["method"],
        confidence=row["confidence"],
        bound_low=_real(row["bound_low"]),
        bound_high=_real(row["bound_high"]),
        warning=row["warning"],
        status=row["status"],
        rule=row["rule"],
    )


def _whole(text: str) -> int | None:
    return None if text in ("", HIDDEN) else int(text)


def _real(text: str) -> float | None:
    return None if text in ("", HIDDEN) else float(text)


def group_name(columns: Sequence[str], codes: Sequence[str]) -> str:
    """A group as it stands in the key: ``period=p2011_14;SEX=male``."""
    return ";".join(f"{column}={code}" for column, code in zip(columns, codes, strict=True)) or ALL


def slug(estimate: Estimate, several_bases: bool) -> str:
    """A name for the estimate that can stand in a link."""
    parts = [estimate.statistic]
    if estimate.level != ALL:
        parts.append(estimate.level)
    if estimate.group != ALL:
        parts += [pair.split("=", 1)[1] for pair in estimate.group.split(";")]
    return "-".join([*parts, estimate.base] if several_bases else parts)
