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
_DIGIT, _COUNT, _PERCENT = re.compile(r"\d"), re.compile(r"\d[\d,]*"), re.compile(r"\d+%")
_BOTH = re.compile(r"(\d[\d,]*) ?\(?(\d+)%")
_LIMITS = re.compile(r"(\d+)% to (\d+)%")
_RATE, _RATES = re.compile(r"\d+\.\d+"), re.compile(r"([\d.]+) to ([\d.]+)")
_VALUE = re.compile(r"\d+(\.\d+)?")  # of a quartile, where others have their count


def cell_said(channel: str, key: Key, measure: str, text: str) -> Iterator[Said | Loose]:
    """What one cell says of its estimate."""
    if not _DIGIT.search(text):
        return
    bare = _MARKS.sub("", text).strip(" ()")
    if measure in ("n", "denominator", "missing") and _COUNT.fullmatch(bare):
        yield Said(channel, key, measure, bare)
    elif measure in ("percent", "n_pct") and _PERCENT.fullmatch(bare):
        yield Said(channel, key, "percent", bare)
    elif measure == "n_pct" and (both := _BOTH.fullmatch(bare)):
        yield Said(channel, key, "n", both.group(1))
        yield Said(channel, key, "percent", both.group(2))
    elif measure in ("interval", "bounds") and (limits := _LIMITS.fullmatch(bare)):
        low, high = ("low", "high") if measure == "interval" else ("bound_low", "bound_high")
        yield Said(channel, key, low, f"{limits.group(1)}%")
        yield Said(channel, key, high, f"{limits.group(2)}%")
    elif measure in ("rate", "percent", "n_pct") and _RATE.fullmatch(bare):
        yield Said(channel, key, "rate", bare)
    elif measure == "interval" and (limits := _RATES.fullmatch(bare)):
        yield Said(channel, key, "low", limits.group(1))
        yield Said(channel, key, "high", limits.group(2))
    elif measure == "value" and _VALUE.fullmatch(bare):
        yield Said(channel, key, "printed", bare)
    elif not _VALUE.fullmatch(bare):
        yield Loose(channel, f"{'.'.join(key)}: {measure}")
