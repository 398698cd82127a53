"""Whether a figure in print agrees with itself: its count, denominator and percentage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["agrees", "truncated", "half to even", "differs", "possible", "impossible", "above", "alone"]


@dataclass(frozen=True)
class Check:
    """A verdict on a figure in print; ``counts`` are those that would print its percentage, first and last."""

    verdict: Verdict
    counts: tuple[int, int] | None = None


def check(count: int | None, denominator: int | None, percent: str) -> Check:
    """Set what is printed of a figure against the rest of it, by exact integer arithmetic.

    Parameters
    ----------
    count, denominator
        As printed; None where not printed. The denominator is at least 1.
    percent
        The percentage as printed, without the sign: "64", "46.4"; empty where not printed.

    Returns
    -------
    Check
        ``agrees``: the count, rounded half up, gives the percentage. ``truncated`` and ``half to even``: it does so
        only by that other way of rounding. ``differs``: by none of them. ``possible``: no count is printed, and those
        of ``counts`` give the percentage. ``impossible``: none does. ``above``: the count exceeds the denominator, or
        the percentage one hundred. ``alone``: there is nothing to set it against.

    """
    places = len(percent.partition(".")[2])
    printed = int(percent.replace(".", "")) if percent else None
    if (count is not None and denominator is not None and count > denominator) or (printed or 0) > 100 * 10**places:
        return Check("above")
    if denominator is None or printed is None:
        return Check("alone")
    if count is not None:
        return Check(_rounding(count, denominator, printed, places))
    counts = _counts(denominator, printed, places)
    return Check("possible", counts) if counts else Check("impossible")


def _rounding(count: int, denominator: int, printed: int, places: int) -> Verdict:
    """By which way of rounding the count gives the percentage."""
    whole, rest = divmod(count * 100 * 10**places, denominator)
    up = whole + (2 * rest >= denominator)
    even = whole + (whole % 2 if 2 * rest == denominator else 2 * rest > denominator)
    if printed == up:
        return "agrees"
    if printed == even:
        return "half to even"
    return "truncated" if printed == whole else "differs"


def _counts(denominator: int, printed: int, places: int) -> tuple[int, int] | None:
    """The first and the last count that print the percentage, rounded half up; None where there is none.

    n prints p when p - 1/2 <= 100 n / d < p + 1/2, at the digits printed.
    """
    unit = 2 * 100 * 10**places
    first = -(-(2 * printed - 1) * denominator // unit)
    last = -(-(2 * printed + 1) * denominator // unit) - 1
    first, last = max(first, 0), min(last, denominator)
    return (first, last) if first <= last else None
