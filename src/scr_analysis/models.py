"""The table of models: one row a term, and one a model for the constant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scr_analysis.estimates import HIDDEN
from scr_analysis.files import csv_text, read_rows
from scr_analysis.rounding import decimals

CONSTANT = "constant"
# What is printed of each term, with its heading.
MEASURES = {"odds_ratio": "Odds ratio", "interval": "Interval", "p": "p value"}
COLUMNS = (
    *("model", "term", "level", "base", "cases", "left_out", "coefficient", "odds_ratio", "low", "high", "p"),
    *("method", "confidence", "status", "rule"),
)


@dataclass(frozen=True)
class ModelTerm:
    """One term of a fitted model: its odds ratio against the reference, with limits. No number where it is hidden.

    ``cases`` are those the model rests on, ``left_out`` those of the base that it cannot use.
    """

    model: str
    term: str
    level: str
    base: str
    cases: int | None
    left_out: int | None
    coefficient: float | None
    odds_ratio: float | None
    low: float | None
    high: float | None
    p: float | None
    method: str
    confidence: str
    status: str = ""
    rule: str = ""

    @property
    def hidden(self) -> bool:
        """Whether the release rule hides the model."""
        return self.status == "hidden"

    def row(self) -> list[object]:
        """As a row of models.csv."""
        numbers = (self.cases, self.left_out, self.coefficient, self.odds_ratio, self.low, self.high, self.p)
        names = (self.model, self.term, self.level, self.base)
        return [*names, *map(self._cell, numbers), self.method, self.confidence, self.status, self.rule]

    def _cell(self, number: float | None) -> str:
        if number is None:
            return HIDDEN if self.status else ""
        return str(number) if isinstance(number, int) else f"{number:.6g}"


def models_csv(found: Iterable[ModelTerm]) -> str:
    """Models as CSV text, in the order given."""
    return csv_text(COLUMNS, (one.row() for one in found))


def read_models(path: Path) -> list[ModelTerm]:
    """The terms of a file of models, in its order."""
    return [_read(row) for row in read_rows(path)]


def _read(row: dict[str, str]) -> ModelTerm:
    def real(name: str) -> float | None:
        return None if row[name] in ("", HIDDEN) else float(row[name])

    def whole(name: str) -> int | None:
        return None if row[name] in ("", HIDDEN) else int(row[name])

    return ModelTerm(
        row["model"], row["term"], row["level"], row["base"], whole("cases"), whole("left_out"),
        real("coefficient"), real("odds_ratio"), real("low"), real("high"), real("p"),
        row["method"], row["confidence"], row["status"], row["rule"],
    )  # fmt: skip


def cell(one: ModelTerm, measure: str) -> str:
    """One measure of a term as it is printed, or the mark that stands in its place."""
    if one.odds_ratio is None or one.low is None or one.high is None or one.p is None:
        return HIDDEN
    if measure == "odds_ratio":
        return decimals(one.odds_ratio, 2)
    if measure == "interval":
        return f"{decimals(one.low, 2)} to {decimals(one.high, 2)}"
    return "below 0.001" if one.p < 0.001 else decimals(one.p, 3)
