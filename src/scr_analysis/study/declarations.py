"""Bases, statistics, tables and charts as an analyst declares them: columns and codes, never formulas."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from scr_analysis.study.declared import Declared
from scr_analysis.study.limits import Id, Limits, NotEmpty, OneOrMore

Codes = dict[str, list[str]]


class Base(Declared):
    """A named set of cases: those of the base around it that the inclusion rule admits.

    ``short``: its name at the head of a column.
    """

    id: Id
    title: str
    short: str = ""
    unit: str = "review"
    within: str | None = None
    include: Codes = {}
    window: tuple[date, date] | None = None


class Statistic(Declared):
    """A statistic, declared once.

    ``stays``: kinds of missing that stay in the denominator. ``short``: its name beside a mark in a chart.
    """

    id: Id
    title: str
    short: str = ""
    kind: Literal["proportion", "distribution", "rate", "quantile"] = "proportion"
    base: Annotated[list[str], NotEmpty, OneOrMore()]
    numerator: Codes | Literal["all"] | None = None
    of: str | None = None
    levels: list[str] = []
    by: Annotated[list[str], Limits(max_length=2), OneOrMore()] = []
    stays: list[str] = []
    note: str = ""

    def columns(self) -> list[str]:
        """The variables counted (not the grouping ones)."""
        if self.of:
            return [self.of]
        return list(self.numerator) if isinstance(self.numerator, dict) else []


class Row(Declared):
    """Some rows of a table: one for a proportion, one a level for a distribution."""

    statistic: str
    base: str | None = None
    label: str = ""
    heading: str = ""
    levels: list[str] = []


Measure = Literal["n", "denominator", "pct", "n_pct", "interval", "bounds", "missing", "child_years", "rate"]


Place = Literal["briefing", "supplement"]
PRINTED_IN = {"printed_in": "in"}


class Table(Declared):
    """A table lists what it shows; it computes nothing. Its rows come from exactly one of the keys in ``SOURCES``."""

    SOURCES: ClassVar[tuple[str, ...]] = ("rows", "comparisons", "published", "associations", "models", "sensitivity")
    KEYS = PRINTED_IN

    id: Id
    title: str
    stub: str
    across: str | None = None
    show: list[Measure] = ["n", "pct"]
    rows: list[Row] = []
    comparisons: list[str] = []
    published: Literal["recomputed", "consistent", "doubtful"] | None = None
    associations: list[str] = []
    models: list[str] = []
    sensitivity: list[str] = []
    printed_in: Annotated[list[Place], NotEmpty] = ["briefing", "supplement"]
    section: str = "Further tables"
    note: str = ""
    wide: bool = False

    @property
    def sources(self) -> list[str]:
        """The keys that give it rows; a checked table has one."""
        return [key for key in self.SOURCES if getattr(self, key)]

    @property
    def source(self) -> str:
        """Where its rows come from, as the name of the key."""
        return self.sources[0]


class Chart(Declared):
    """A chart lists statistics; it computes nothing."""

    KEYS = PRINTED_IN

    id: Id
    title: str
    kind: Literal["columns", "stacked", "split", "dots", "lines", "panels", "pyramid", "upset"]
    statistics: Annotated[list[str], NotEmpty]
    across: str | None = None
    levels: list[str] = []
    brackets: list[str] = []
    printed_in: Annotated[list[Place], NotEmpty] = ["briefing", "supplement"]
    section: str = "Further tables"
    note: str = ""
    wide: bool = False
