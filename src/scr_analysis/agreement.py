"""The table of agreement: kappa of each variable that was coded twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from scr_analysis.estimates import HIDDEN, NOT_APPLICABLE
from scr_analysis.files import csv_text, read_rows
from scr_analysis.rounding import decimals, nearest

COLUMNS = ("variable", "cases", "kappa", "low", "high", "smallest_margin", "status")


@dataclass(frozen=True)
class Agreement:
    """How far two coders agree on a variable. ``smallest_margin`` is for the release rule and is never published."""

    variable: str
    cases: int | None
    kappa: float | None
    low: float | None
    high: float | None
    smallest_margin: int | None = None
    status: str = ""

    def row(self) -> list[object]:
        """As a row of agreement.csv."""
        numbers = (self.cases, self.kappa, self.low, self.high, self.smallest_margin)
        return [self.variable, *map(self._cell, numbers), self.status]

    def _cell(self, number: float | None) -> str:
        if number is None:
            return HIDDEN if self.status == "hidden" else ""
        return str(number) if isinstance(number, int) else f"{number:.2f}" if self.status else f"{number:.6f}"

    def cleared(self, threshold: int, to: int = 1) -> Agreement:
        """As it may be shown: hidden where a coder gave some code to fewer cases than may be shown, else rounded."""
        if (self.smallest_margin or 0) < threshold:
            return Agreement(self.variable, None, None, None, None, None, "hidden")
        cases = None if self.cases is None else nearest(self.cases, to)
        return replace(self, cases=cases, smallest_margin=None, status="shown")


def agreement_csv(found: Iterable[Agreement]) -> str:
    """Agreement as CSV text, in the order given."""
    return csv_text(COLUMNS, (one.row() for one in found))


def read_agreement(path: Path) -> dict[str, Agreement]:
    """The rows of a file of agreement by variable."""

    def real(text: str) -> float | None:
        return None if text in ("", HIDDEN) else float(text)

    def whole(text: str) -> int | None:
        return None if text in ("", HIDDEN) else int(text)

    return {
        row["variable"]: Agreement(
            row["variable"], whole(row["cases"]), real(row["kappa"]), real(row["low"]), real(row["high"]),
            whole(row["smallest_margin"]), row["status"],
        )
        for row in read_rows(path)
    }  # fmt: skip


def kappa_cell(one: Agreement) -> str:
    """Kappa with its interval as it is printed, or the mark that stands in its place."""
    if one.status == "hidden":
        return HIDDEN
    if one.kappa is None or one.low is None or one.high is None:
        return NOT_APPLICABLE
    return f"{decimals(one.kappa, 2)} ({decimals(one.low, 2)} to {decimals(one.high, 2)})"
