"""One estimate as the text of a table cell, and the marks that need a legend."""

from __future__ import annotations

from collections.abc import Sequence

from scr_analysis import english
from scr_analysis.comparisons import BREAK
from scr_analysis.estimates import HIDDEN, NO_POPULATION, NOT_APPLICABLE, NOT_AVAILABLE, Estimate
from scr_analysis.rounding import decimals, grouped, whole_percent

MEASURES = {
    "n": "Number",
    "denominator": "Of",
    "pct": "%",
    "n_pct": "Number (%)",
    "interval": "Interval",
    "bounds": "Bounds if missing were all no or all yes",
    "missing": "Missing",
    "child_years": "Child-years",
    "rate": "Per 100,000 children a year",
}
UNRELIABLE = "[u]"
LEGEND = {
    HIDDEN: "confidential: hidden so that no child can be identified",
    UNRELIABLE: "unreliable: a percentage of few cases",
    NOT_APPLICABLE: "not applicable; in place of a percentage: too few cases for one",
    NOT_AVAILABLE: "not available",
    BREAK: "the series breaks before this, or between what is compared",
}


def cell(one: Estimate | None, measure: str) -> str:
    """The text of a cell: a number, or the mark that stands in its place."""
    if one is None or one.denominator == 0:
        return NOT_APPLICABLE
    if one.warning == NO_POPULATION and measure not in ("n", "missing"):
        return NOT_AVAILABLE
    if measure in ("denominator", "child_years"):
        return HIDDEN if one.denominator is None else grouped(one.denominator)
    if measure == "missing":
        return HIDDEN if None in one.missing else grouped(sum(count or 0 for count in one.missing))
    if one.hidden:
        return HIDDEN
    return _shown(one, measure)


def _shown(one: Estimate, measure: str) -> str:
    """What is shown of an estimate that is not hidden."""
    if measure == "rate" and not one.method.startswith("poisson"):
        return NOT_APPLICABLE
    if one.method.startswith(("quantile", "poisson")):
        return _other_kind(one, measure)
    assert one.n is not None
    assert one.denominator is not None
    if measure == "n":
        return grouped(one.n)
    if one.too_small:  # the count says what there is to say
        return f"{grouped(one.n)} of {grouped(one.denominator)}" if measure == "n_pct" else NOT_APPLICABLE
    percent = f"{whole_percent(one.n, one.denominator)}%" + (f" {UNRELIABLE}" if one.unreliable else "")
    if measure == "pct":
        return percent
    if measure == "n_pct":
        return f"{grouped(one.n)} ({percent})"
    return english.interval(one) if measure == "interval" else english.bounds(one)


def with_break(text: str) -> str:
    """A cell's text with the mark of a break in its series; a mark in place of a number is enough."""
    return text if text.startswith("[") else f"{text} {BREAK}"


def _other_kind(one: Estimate, measure: str) -> str:
    """A quantile or a rate: its value stands where a proportion has its count or percentage."""
    if measure == "interval":
        return english.interval(one) or NOT_APPLICABLE
    if one.estimate is None:
        return NOT_AVAILABLE
    if measure == "n" and one.method.startswith("poisson"):
        return grouped(one.n or 0)
    if measure == "bounds":
        return NOT_APPLICABLE
    value = decimals(one.estimate, 2)
    return value if one.method.startswith("poisson") else value.removesuffix(".00")


def marks(texts: Sequence[str]) -> list[list[str]]:
    """The legend of the marks that stand in the cells."""
    return [[mark, meaning] for mark, meaning in LEGEND.items() if any(mark in text for text in texts)]
