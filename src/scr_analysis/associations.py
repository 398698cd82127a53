"""The table of associations: how often factors are recorded together, beside what chance alone would give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scr_analysis.estimates import HIDDEN, NOT_APPLICABLE
from scr_analysis.files import csv_text, read_rows
from scr_analysis.rounding import decimals, grouped

COLUMNS = (
    *("association", "together", "factors", "base", "observed", "expected", "total", "ratio", "low", "high"),
    *("method", "confidence", "status"),
)
# What is printed of each, with its heading.
MEASURES = {
    "observed": "Recorded together",
    "expected": "Expected if unrelated",
    "ratio": "Recorded / expected",
    "interval": "Interval",
}


@dataclass(frozen=True)
class CoOccurrence:
    """One statistic of several factors together. All numbers are None where any count it rests on is hidden."""

    association: str
    together: str
    factors: tuple[str, ...]
    base: str
    observed: int | None
    expected: float | None
    total: int | None
    ratio: float | None
    low: float | None
    high: float | None
    method: str
    confidence: str
    status: str

    @property
    def hidden(self) -> bool:
        """Whether a count it rests on is hidden."""
        return self.status == "hidden"

    def row(self) -> list[object]:
        """As a row of associations.csv."""
        numbers = (self.observed, self.expected, self.total, self.ratio, self.low, self.high)
        cells = [self._cell(number) for number in numbers]
        names = (self.association, self.together, ";".join(self.factors), self.base)
        return [*names, *cells, self.method, self.confidence, self.status]

    def _cell(self, number: float | None) -> str:
        if number is None:
            return HIDDEN if self.hidden else ""
        return str(number) if isinstance(number, int) else f"{number:.6f}"


def associations_csv(found: Iterable[CoOccurrence]) -> str:
    """Associations as CSV text, in the order given."""
    return csv_text(COLUMNS, (one.row() for one in found))


def read_associations(path: Path) -> list[CoOccurrence]:
    """The associations of a results folder, in the order of the file."""
    return [_read(row) for row in read_rows(path)]


def _read(row: dict[str, str]) -> CoOccurrence:
    def whole(name: str) -> int | None:
        return None if row[name] in ("", HIDDEN) else int(row[name])

    def real(name: str) -> float | None:
        return None if row[name] in ("", HIDDEN) else float(row[name])

    return CoOccurrence(
        row["association"], row["together"], tuple(row["factors"].split(";")), row["base"],
        whole("observed"), real("expected"), whole("total"), real("ratio"), real("low"), real("high"),
        row["method"], row["confidence"], row["status"],
    )  # fmt: skip


def cell(one: CoOccurrence, measure: str) -> str:
    """One measure of an association as it is printed, or the mark that stands in its place."""
    if one.hidden or one.observed is None or one.expected is None:
        return HIDDEN
    if measure == "observed":
        return grouped(one.observed)
    if measure == "expected":
        return decimals(one.expected, 1)
    if one.ratio is None:
        return NOT_APPLICABLE
    if measure == "ratio":
        return decimals(one.ratio, 2)
    if one.low is None or one.high is None:  # of nothing together there are none; else a pair's count is hidden
        return NOT_APPLICABLE if one.observed == 0 else HIDDEN
    return f"{decimals(one.low, 2)} to {decimals(one.high, 2)}"
