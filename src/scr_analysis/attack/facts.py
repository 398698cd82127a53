"""What published files say of counts: as it is said, and as the least and the most that the count can then be.

A whole percentage of a known base is turned back into the counts that print it, an interval's printed limits likewise.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from scr_analysis.estimates import Key
from scr_analysis.intervals import METHODS
from scr_analysis.rounding import half_up

Range = tuple[int, int]


@dataclass(frozen=True)
class Said:
    """What one place of one file says of one estimate: a measure, and the text in which it is given.

    ``measure``: "n", "denominator", "percent", "interval", "share", "low", "high", "bound_low", "bound_high",
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


@dataclass(frozen=True)
class Fact:
    """A count of an estimate ("n", "denominator" or "missing_<kind>"), its limits, and the channel that gives them."""

    channel: str
    key: Key
    part: str
    low: int
    high: int
    by_name: bool = False


def whole_number(text: str) -> int | None:
    """A count as printed, thousands set off or not; None where the text is something else."""
    plain = text.strip().replace(",", "").replace(" ", "")
    return int(plain) if re.fullmatch(r"\d+", plain) else None


def counts_of_percent(percent: int, base: int) -> Range | None:
    """The counts that print a whole percentage of a base, halves rounded up; None where none does.

    12 % of 17 is 2 and nothing else; 12 % of 293 is 34 to 36. It follows from
    2·base·percent <= 200·n + base < 2·base·(percent + 1).
    """
    first = max(0, -(-(2 * percent - 1) * base // 200))
    last = min(base, -(-(2 * percent + 1) * base // 200) - 1)
    return (first, last) if first <= last else None


def counts_that(fits: Callable[[int], bool], low: int, high: int) -> Range | None:
    """The least and the most count between two limits that fit; None where none does."""
    fitting = [count for count in range(low, high + 1) if fits(count)]
    return (fitting[0], fitting[-1]) if fitting else None


def counts_of_limits(limits: tuple[str, str], method: str, confidence: float, base: int) -> Range | None:
    """The counts of a base whose interval prints these limits, in whole percentages or as shares with decimals."""
    if base <= 0 or method not in METHODS:
        return None

    def fits(count: int) -> bool:
        return all(
            not text or _prints(value, text)
            for value, text in zip(METHODS[method](count, base, confidence), limits, strict=True)
        )

    return counts_that(fits, 0, base)


def counts_of_share(text: str, base: int) -> Range | None:
    """The counts of a base whose share prints as this text, in whole percent or with decimals."""
    percent = re.fullmatch(r"(\d+) ?%?", text.strip())
    if percent:
        return counts_of_percent(int(percent.group(1)), base)
    return counts_that(lambda count: base > 0 and _prints(count / base, text), 0, base)


def _prints(value: float, text: str) -> bool:
    """Whether a share between 0 and 1 is printed as a text: "31%", or "0.308700"."""
    text = text.strip()
    if text.endswith("%") or "." not in text:
        return half_up(value) == int(text.rstrip("% "))
    decimals = len(text.partition(".")[2])
    return abs(value - float(text)) <= 0.5 * 0.1**decimals + 1e-9
