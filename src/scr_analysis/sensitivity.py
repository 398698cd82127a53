"""The tables of sensitivity: a figure as it would be under an assumption, one row an estimate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scr_analysis.estimates import HIDDEN, NOT_AVAILABLE, Key
from scr_analysis.files import csv_text, read_rows
from scr_analysis.rounding import half_up

COLUMNS = (*("statistic", "base", "group", "level", "least", "most", "low", "high"), *("assumption", "status"))


@dataclass(frozen=True)
class Assumed:
    """A share under an assumption: its range, and that of its interval. No number where the estimate is hidden.

    Of an imputed share ``least`` and ``most`` are the same.
    """

    key: Key
    least: float | None
    most: float | None
    low: float | None
    high: float | None
    assumption: str
    status: str = "shown"

    def hidden(self) -> Assumed:
        """The row without its numbers."""
        return Assumed(self.key, None, None, None, None, self.assumption, "hidden")

    def row(self) -> list[object]:
        """As a row of the file."""
        numbers = (self.least, self.most, self.low, self.high)
        return [*self.key, *(HIDDEN if one is None else f"{one:.4f}" for one in numbers), self.assumption, self.status]


def assumed_csv(found: Iterable[Assumed]) -> str:
    """Rows as CSV text, in the order given."""
    return csv_text(COLUMNS, (one.row() for one in found))


def read_assumed(path: Path) -> dict[Key, Assumed]:
    """The rows of a file by key, in its order."""
    found = (_read(row) for row in read_rows(path))
    return {one.key: one for one in found}


def _read(row: dict[str, str]) -> Assumed:
    least, most, low, high = (
        None if row[name] == HIDDEN else float(row[name]) for name in ("least", "most", "low", "high")
    )
    key = (row["statistic"], row["base"], row["group"], row["level"])
    return Assumed(key, least, most, low, high, row["assumption"], row["status"])


def imputed_cell(one: Assumed | None) -> str:
    """An imputed share with its interval as it is printed, or the mark that stands in its place."""
    if one is None:
        return NOT_AVAILABLE
    if one.least is None or one.low is None or one.high is None:
        return HIDDEN
    return f"{half_up(one.least)}% ({half_up(one.low)}% to {half_up(one.high)}%)"


def coding_cell(one: Assumed | None) -> str:
    """A share corrected for coder error, with its range where it has one, or the mark that stands in its place."""
    if one is None:
        return NOT_AVAILABLE
    if one.least is None or one.most is None:
        return HIDDEN
    least, most = half_up(one.least), half_up(one.most)
    return f"{least}%" if least == most else f"{least}% to {most}%"
