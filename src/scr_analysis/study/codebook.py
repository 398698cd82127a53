"""The codebook: tables, variables, codes and kinds of missing, delivered and derived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from scr_analysis.study.declared import Declared
from scr_analysis.study.limits import Id, Limits


class MissingKind(Declared):
    """A reason for which a case gives no answer. ``unknown``: an answer exists, so it widens the bounds."""

    label: str
    unknown: bool


class Code(Declared):
    """One answer: its name in declarations, and its label in print."""

    name: Id
    label: str


class Break(Declared):
    """A break in the series of a variable: between two codes of a grouping variable it was recorded in another way."""

    by: str = "period"
    between: tuple[str, str]
    reason: Annotated[str, Limits(min_length=10)]


class Column(Declared):
    """One delivered variable."""

    KEYS = {"earliest": "from", "latest": "to"}

    label: str
    kind: Literal["id", "date", "number", "code", "recorded", "text"]
    codes: dict[str, Code] = {}
    missing: dict[str, str] = {}
    min: float | None = None
    max: float | None = None
    earliest: date | None = None
    latest: date | None = None
    format: str = "%Y-%m-%d"
    blank: str | None = None
    breaks: list[Break] = []


class Recorded(Declared):
    """The codes that every characteristic taken from a final report shares."""

    codes: dict[str, Code]
    missing: dict[str, str]


class Table(Declared):
    """One delivered file: what a row is, its key (unique) or the column that links it to a case."""

    title: str
    row: str
    key: str | None = None
    links: str | None = None
    optional: bool = False
    columns: dict[str, Column]


class Derived(Declared):
    """One derived variable: made by the function of the same name in ``derive``."""

    KEYS = {"inputs": "from"}

    label: str
    inputs: list[str]
    rule: str
    codes: dict[str, str]
    missing: list[str] = []
    precedence: list[str] = []
    breaks: list[Break] = []


class Codebook(Declared):
    """Everything that may stand in a delivery or in the analysis table."""

    missing_kinds: dict[str, MissingKind]
    tables: dict[str, Table]
    recorded: Recorded
    derived: dict[str, Derived]

    def __hash__(self) -> int:
        """One codebook is loaded a run, and what is worked out of it is kept for it."""
        return id(self)

    def column(self, table: str, name: str) -> Column:
        """A delivered column, the shared codes of ``recorded`` filled in."""
        column = self.tables[table].columns[name]
        if column.kind != "recorded":
            return column
        return replace(column, kind="code", codes=self.recorded.codes, missing=self.recorded.missing)

    def analysis_columns(self) -> dict[str, dict[str, str]]:
        """Each coded variable of the analysis table: its code names with their labels, missing kinds left out."""
        return self._coded

    @cached_property
    def _coded(self) -> dict[str, dict[str, str]]:
        """Worked out once: the checks of a study ask for it hundreds of times."""
        coded: dict[str, dict[str, str]] = {}
        for table in ("scr_database", "final_reports"):
            for name in self.tables[table].columns:
                column = self.column(table, name)
                if column.kind == "code":
                    coded[name] = {code.name: code.label for code in column.codes.values()}
        return coded | {name: dict(derived.codes) for name, derived in self.derived.items()}

    def number_columns(self) -> list[str]:
        """The delivered variables of the analysis table that hold numbers."""
        return [name for name, column in self.tables["scr_database"].columns.items() if column.kind == "number"]

    def breaks(self, names: Iterable[str]) -> Iterator[Break]:
        """The breaks of variables, and of every variable that a derived one is made of."""
        for name in names:
            if name in self.derived:
                yield from self.derived[name].breaks
                yield from self.breaks(self.derived[name].inputs)
            else:
                yield from self._delivered(name).breaks

    def _delivered(self, name: str) -> Column:
        """A delivered column by its name, or by table and name where it is not of the analysis table."""
        table, _, column = name.rpartition(".")
        tables = [table] if table else ["scr_database", "final_reports"]
        return next(self.tables[one].columns[column] for one in tables if column in self.tables[one].columns)

    def label(self, name: str) -> str:
        """The label of a variable of the analysis table."""
        if name in self.derived:
            return self.derived[name].label
        for table in ("scr_database", "final_reports"):
            if name in self.tables[table].columns:
                return self.tables[table].columns[name].label
        raise KeyError(name)
