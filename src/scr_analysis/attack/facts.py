"""What published files say of counts: as it is said, and as the least and the most that the count can then be.

A whole percentage of a known base is turned back into the counts that print it, an interval's printed limits likewise.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from scr_analysis.estimates import Key
from scr_analysis.intervals import METHODS, Interval
from scr_analysis.rounding import half_up

Range = tuple[int, int]
Method = Callable[[int, int, float], Interval]


@dataclass(frozen=True)
class Said:
    """What one place of one file says of one estimate: a measure, and the text in which it is given.

    ``measure``: "n", "denominator", "percent", "interval", "share", "rate", "low", "high", "bound_low", "bound_high",
    "complement" (what n leaves of the denominator), or "missing_<kind>". ``by_name``: tied to the estimate by nothing
    but its name nearby.
    """

    channel: str
    key: Key
    measure: str
    text: str
    by_name: bool = False


@dataclass(frozen=True)
class Loose:
    """A number that no shown figure accounts for, and where it stands."""

    channel: str
    place: str


class Fact(NamedTuple):
    """A count of an estimate ("n", "denominator" or "missing_<kind>"), its limits, and the places that give them."""

    key: Key
    part: str
    low: int
    high: int
    places: Sequence[int]
    by_name: bool = False


def whole_number(text: str) -> int | None:
    """A count as printed, thousands set off or not; None where the text is something else."""
    plain = text.strip().replace(",", "").replace(" ", "")
    return int(plain) if plain.isdecimal() else None


def counts_of_percent(percent: int, base: int) -> Range | None:
    """The counts that print a whole percentage of a base, halves rounded up; None where none does.

    12 % of 17 is 2 and nothing else; 12 % of 293 is 34 to 36. It follows from
    2·base·percent <= 200·n + base < 2·base·(percent + 1).
    """
    first = max(0, -(-(2 * percent - 1) * base // 200))
    last = min(base, -(-(2 * percent + 1) * base // 200) - 1)
    return (first, last) if first <= last else None


def counts_between(side: Callable[[int], int], base: int) -> Range | None:
    """The least and the most count of a base that lie on neither side of what is printed; None where none does.

    ``side``: below nought for a count that prints less, above it for one that prints more. What is printed of a count
    never falls as the count rises, so that both ends are found by halving.
    """
    counts = range(base + 1)
    first, last = bisect_left(counts, 0, key=side), bisect_right(counts, 0, key=side) - 1
    return (first, last) if first <= last else None


@cache
def counts_of_limits(limits: tuple[str, str], method: str, confidence: float, base: int) -> Range | None:
    """The counts of a base whose interval prints these limits, in whole percentages or as shares with decimals."""
    if base <= 0 or method not in METHODS:
        return None
    first, last = 0, base
    for which, text in enumerate(limits):
        if text:
            found = counts_between(partial(_side_of_limit, METHODS[method], which, text, confidence, base), base)
            if found is None:
                return None
            first, last = max(first, found[0]), min(last, found[1])
    return (first, last) if first <= last else None


def _side_of_limit(method: Method, which: int, text: str, confidence: float, base: int, count: int) -> int:
    return _side(method(count, base, confidence)[which], text)


@cache
def counts_of_share(text: str, base: int) -> Range | None:
    """The counts of a base whose share prints as this text, in whole percent or with decimals."""
    percent = re.fullmatch(r"(\d+) ?%?", text.strip())
    if percent:
        return counts_of_percent(int(percent.group(1)), base)
    return counts_between(lambda count: _side(count / base, text), base) if base > 0 else None


def _side(value: float, text: str) -> int:
    """Whether a share between 0 and 1 is printed as less than a text (-1), as it (0) or as more: "31%", "0.308700"."""
    text = text.strip()
    if text.endswith("%") or "." not in text:
        return _sign(half_up(value) - int(text.rstrip("% ")))
    told = float(text)
    places = len(text.partition(".")[2])
    return 0 if abs(value - told) <= 0.5 * 0.1**places + 1e-9 else _sign(value - told)


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
