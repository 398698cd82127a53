"""One comparison as the text of table cells: the shares compared, the test, and what it says in words."""

from __future__ import annotations

from collections.abc import Callable

from scr_analysis.comparisons import (
    A_LITTLE,
    BROKEN,
    CHANCE,
    DEPARTS,
    EMPTY,
    HIGHER,
    LIKE,
    LOWER,
    NOT_CLEAR,
    UNSETTLED,
    Comparison,
)
from scr_analysis.estimates import HIDDEN, NOT_APPLICABLE
from scr_analysis.rounding import decimals

# For each kind: its measures, with their headings.
MEASURES = {
    "trend": {"value": "Z"},
    "difference": {"points": "Difference, points", "interval": "Interval", "ratio": "Ratio (interval)"},
    "standardised_difference": {"value": "Standardised difference", "interval": "Interval"},
}
P_VALUES = {"p": "p", "p_holm": "p, Holm", "p_bh": "p, BH"}
WORDS = {
    ("trend", HIGHER): "rises",
    ("trend", LOWER): "falls",
    ("trend", NOT_CLEAR): "no clear trend",
    ("standardised_difference", LIKE): "like the rest",
    ("standardised_difference", A_LITTLE): "departs a little",
    ("standardised_difference", DEPARTS): "departs",
}


def cell(one: Comparison, measure: str) -> str:
    """One measure of a comparison, or the mark that stands in its place."""
    if one.hidden:
        return HIDDEN
    if one.status == EMPTY:
        return NOT_APPLICABLE
    return CELLS[measure](one)


def _words(one: Comparison) -> str:
    if one.direction == UNSETTLED:  # which way it goes, and whether by chance, is not to be told either
        return " ".join(filter(None, [UNSETTLED, one.mark]))
    said = WORDS.get((one.kind, one.direction), "not said" if one.direction == BROKEN else one.direction)
    if one.kind == "standardised_difference" and one.direction != LIKE and one.low is not None:
        said += ": more" if (one.value or 0) > 0 else ": fewer"
    return " ".join(filter(None, [said, one.mark, "(chance could do it)" if CHANCE in one.warning else ""]))


def p_value(value: float | None) -> str:
    """A p value to three decimals; below the least of them, said so."""
    if value is None:
        return NOT_APPLICABLE
    return "<0.001" if value < 0.001 else decimals(value, 3)


def _signed(value: float | None, places: int, scale: int = 1) -> str:
    text = decimals((value or 0.0) * scale, places)
    return text.replace("-", "−") if text.startswith("-") else f"+{text}" if text.strip("0.") else text


def _interval(one: Comparison) -> str:
    if one.low is None or one.high is None:
        return NOT_APPLICABLE
    places, scale = (1, 100) if one.kind == "difference" else (2, 1)
    return f"{_signed(one.low, places, scale)} to {_signed(one.high, places, scale)}"


def _value(one: Comparison) -> str:
    """Signed where it has a direction; a standardised difference of several levels has none."""
    if one.kind == "standardised_difference" and one.low is None:
        return decimals(one.value or 0.0, 2)
    return _signed(one.value, 2)


def _ratio(one: Comparison) -> str:
    if one.ratio is None or one.ratio_low is None or one.ratio_high is None:
        return NOT_APPLICABLE
    return f"{decimals(one.ratio, 2)} ({decimals(one.ratio_low, 2)} to {decimals(one.ratio_high, 2)})"


CELLS: dict[str, Callable[[Comparison], str]] = {
    "value": _value,
    "points": lambda one: _signed(one.value, 1, 100),
    "interval": _interval,
    "ratio": _ratio,
    "p": lambda one: p_value(one.p),
    "p_holm": lambda one: p_value(one.p_holm),
    "p_bh": lambda one: p_value(one.p_bh),
    "words": _words,
}
