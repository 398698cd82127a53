"""The case of the twin: what its extracts will say of it, and the latent traits that tie its answers together."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date

# A code name or a kind of missing by its name in the codebook, a number, a date, or None for a blank.
Value = str | int | date | None

ADOLESCENT = ("y11_to_15", "y16_plus")


@dataclass(frozen=True)
class Episode:
    """One plan episode as the Child Protection Database holds it; no end while the plan is open."""

    start: date
    end: date | None
    category: str


@dataclass(eq=False)
class Case:
    """One review. ``need`` is the family's latent need, a standard score that raises every risk together."""

    period: str
    band: str
    months: int
    need: float
    died_or_harmed: str
    values: dict[str, Value] = field(default_factory=dict)
    plan: str = "never"
    plan_category: str | None = None
    plan_story: str = "plain"
    episodes: list[Episode] = field(default_factory=list)
    report: dict[str, Value] = field(default_factory=dict)
    themes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def incident(self) -> date:
        """The date of the incident."""
        day = self.values["INC_DATE"]
        assert isinstance(day, date)
        return day

    @property
    def fatal(self) -> bool:
        """Whether the child died."""
        return self.values["OUTCOME"] == "death"

    @property
    def suicide(self) -> bool:
        """Whether the death was a suicide."""
        return self.died_or_harmed == "suicide"

    @property
    def adolescent(self) -> bool:
        """Whether the child was 11 or older."""
        return self.band in ADOLESCENT

    @property
    def has_report(self) -> bool:
        """Whether the study has the final report."""
        return self.values["REPORT"] == "yes"

    def rises(self, loading: float) -> float:
        """A weight that rises with the family's need (falls, where the loading is negative)."""
        return math.exp(loading * self.need)

    def recorded(self, item: str) -> bool:
        """Whether the final report records a characteristic."""
        return self.report.get(item) == "recorded"
