"""Rounding for print: half up, in whole numbers, in this one place."""

from __future__ import annotations

NOTE = "Percentages may not add up to their sum, because each of them is rounded."
COUNTS_NOTE = "Counts and percentages may not add up to their sums, because counts are rounded."


def whole_percent(n: int, denominator: int) -> int:
    """Give n of denominator as a whole percentage, halves rounded up, by exact integer arithmetic.

    Python's ``round`` and format codes round half to even: 1 of 8 would print 12 % and 3 of 8 38 %.
    """
    if denominator <= 0:
        raise ValueError("a percentage needs a denominator above zero")
    return (200 * n + denominator) // (2 * denominator)


def half_up(share: float) -> int:
    """A share between 0 and 1 (an interval's limit, say) as a whole percentage, halves rounded up."""
    return int(share * 100 + 0.5 + 1e-9)


def decimals(value: float, places: int) -> str:
    """A number with so many decimals, halves rounded away from nought."""
    scaled = int(abs(value) * 10**places + 0.5 + 1e-9)
    whole, rest = divmod(scaled, 10**places)
    return f"{'-' if value < 0 and scaled else ''}{whole:,}.{rest:0{places}d}"


def nearest(count: int, to: int) -> int:
    """A count rounded to the nearest multiple, halves rounded up: 213 to the nearest ten is 210, 215 is 220."""
    return (2 * count + to) // (2 * to) * to


def rounded_from(count: int, to: int) -> range:
    """The counts that round to this one: 43 to 47 to 45 by fives, 35 to 44 to 40 by tens."""
    return range(max(0, count - to // 2), count + (to + 1) // 2)


def grouped(count: int) -> str:
    """A count as printed: thousands set off by a comma."""
    return f"{count:,}"
