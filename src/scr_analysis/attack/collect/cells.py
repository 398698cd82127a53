"""What the text of a table cell says: a count, a percentage, an interval, or nothing where a mark stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scr_analysis.attack.facts import Loose, Said
from scr_analysis.estimates import Key

# The headings under which measures are printed, as a reader meets them.
HEADINGS = {
    "Number": "n",
    "Of": "denominator",
    "%": "percent",
    "Number (%)": "n_pct",
    "Interval": "interval",
    "Bounds if missing were all no or all yes": "bounds",
    "Missing": "missing",
    "Child-years": "denominator",
    "Per 100,000 children a year": "rate",
}
_MARKS = re.compile(r"\[[a-z]+\]")
_COUNT, _PERCENT = r"(\d[\d,]*)", r"(\d+)%"


def cell_said(channel: str, key: Key, measure: str, text: str) -> Iterator[Said | Loose]:
    """What one cell says of its estimate."""
    bare = _MARKS.sub("", text).strip(" ()")
    if not re.search(r"\d", bare):
        return
    both = re.fullmatch(rf"{_COUNT} ?\(?{_PERCENT}", bare)
    limits = re.fullmatch(r"(\d+)% to (\d+)%", bare)
    if measure in ("n", "denominator") and re.fullmatch(_COUNT, bare):
        yield Said(channel, key, measure, bare)
    elif measure in ("percent", "n_pct") and re.fullmatch(_PERCENT, bare):
        yield Said(channel, key, "percent", bare)
    elif measure == "n_pct" and both:
        yield Said(channel, key, "n", both.group(1))
        yield Said(channel, key, "percent", both.group(2))
    elif measure in ("interval", "bounds") and limits:
        low, high = ("low", "high") if measure == "interval" else ("bound_low", "bound_high")
        yield Said(channel, key, low, f"{limits.group(1)}%")
        yield Said(channel, key, high, f"{limits.group(2)}%")
    elif measure == "missing" and re.fullmatch(_COUNT, bare):
        yield Said(channel, key, "missing", bare)
    elif not re.fullmatch(r"[\d.,]+( to [\d.,]+)?", bare):  # a rate or a quantile is no count
        yield Loose(channel, f"{'.'.join(key)}: {measure}")
