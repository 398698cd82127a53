"""What a chart shows, as plain labelled data: the boundary between the study's definitions and the drawing.

A hidden value has no number here at all, so nothing that is drawn or written from this model can give it away.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["columns", "stacked", "split", "dots", "lines", "panels", "pyramid", "upset"]

HIDDEN_MARK, UNRELIABLE_MARK = "[c]", "[u]"


@dataclass(frozen=True)
class Bar:
    """One value: a count of a denominator; `n` is None where it is hidden."""

    key: str
    label: str
    n: int | None
    denominator: int | None
    low: float | None = None
    high: float | None = None
    not_known: bool = False
    """The level is a kind of missing (not known, not recorded), drawn apart from the others."""
    small_base: bool = False
    """The denominator is so small that the percentage is unreliable."""

    too_small: bool = False
    """The denominator is too small for a percentage: the count is told instead."""

    rounded: bool = False
    """Its counts are rounded, so that parts need not make up their sum."""

    goal: str = ""
    """The row of the trail that proves it; empty where the value is no estimate of its own."""

    @property
    def hidden(self) -> bool:
        """Whether the value is confidential."""
        return self.n is None

    @property
    def share(self) -> float | None:
        """The count as a share of its denominator; None where hidden, or where there are too few to share among."""
        return self.n / self.denominator if self.n is not None and self.denominator and not self.too_small else None

    def withheld(self) -> Bar:
        """The same bar, hidden."""
        return replace(self, n=None, low=None, high=None)


@dataclass(frozen=True)
class Group:
    """The bars that belong together: one stacked bar, or all bars of a chart without groups."""

    label: str
    bars: tuple[Bar, ...]
    denominator: int | None = None

    @property
    def unreliable(self) -> bool:
        """Whether percentages are shown of a denominator that is too small for them."""
        return any(bar.small_base and not bar.hidden for bar in self.bars)

    @property
    def hidden(self) -> tuple[Bar, ...]:
        """The bars that are confidential."""
        return tuple(bar for bar in self.bars if bar.hidden)


@dataclass(frozen=True)
class Bracket:
    """A sum made visible: a statistic whose numerator is a set of the levels beside it."""

    value: Bar
    levels: frozenset[str]


@dataclass(frozen=True)
class ChartData:
    """Everything one chart shows and says."""

    id: str
    title: str
    kind: Kind
    base: str
    source: str
    unit: str
    """What is counted, in the plural: "reviews"."""
    groups: tuple[Group, ...]
    across: str = ""
    """What the levels or groups are, in words: "Period of the incident"."""
    brackets: tuple[Bracket, ...] = ()
    notes: tuple[str, ...] = ()
    wide: bool = False
    section: str = ""
    printed_in: tuple[str, ...] = ("briefing", "supplement")
    confidence: float = 0.95
    breaks: tuple[int, ...] = ()
    """The places of the groups before which the series breaks: no line is drawn across."""

    @property
    def bars(self) -> tuple[Bar, ...]:
        """All bars, group by group."""
        return tuple(bar for group in self.groups for bar in group.bars)

    @property
    def any_hidden(self) -> bool:
        """Whether anything is confidential."""
        return any(bar.hidden for bar in (*self.bars, *(bracket.value for bracket in self.brackets)))


def safe_to_show(chart: ChartData) -> ChartData:
    """Hide what would give a hidden value away by subtraction from a whole that is drawn.

    One hidden part of a bar of 100 % is the rest of the bar, so its whole group is withheld. A bracket over a
    hidden part is withheld as well: less its shown parts, it would give the hidden ones.
    """
    if chart.kind not in ("stacked", "split"):
        return chart
    groups = tuple(_whole_or_nothing(group) for group in chart.groups)
    hidden = {bar.key for group in groups for bar in group.hidden}
    brackets = tuple(
        replace(bracket, value=bracket.value.withheld()) if bracket.levels & hidden else bracket
        for bracket in chart.brackets
    )
    return replace(chart, groups=groups, brackets=brackets)


def _whole_or_nothing(group: Group) -> Group:
    """Withhold the group if exactly one of its bars is hidden."""
    if len(group.hidden) != 1:
        return group
    return replace(group, bars=tuple(bar.withheld() for bar in group.bars))
