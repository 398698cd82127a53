"""What rounded counts may stand for: every word of a share, a rank or a comparison is held to this, and to no more.

A printed 160 of 290 stands for every pair of counts that rounds to it. A word is printed if it holds of all of them. So
it is true of the counts behind; and as it is chosen from what is printed alone, it tells nobody more than the numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scr_analysis.estimates import Estimate
from scr_analysis.rounding import rounded_from

Pair = tuple[int, int]
ALWAYS, SOMETIMES, NEVER = "always", "sometimes", "never"


def counts(one: Estimate) -> range:
    """The counts that a printed one may stand for: itself alone, where nothing is rounded."""
    return rounded_from(one.n or 0, one.rounded_to)


def bases(one: Estimate) -> range:
    """The denominators that a printed one may stand for."""
    return rounded_from(one.denominator or 0, one.rounded_to)


def shares(one: Estimate) -> Iterator[float]:
    """Every share that the printed counts may stand for."""
    return (n / of for of in bases(one) if of for n in counts(one) if n <= of)


def supports(one: Estimate, holds: Callable[[float], bool]) -> str:
    """Whether all, some or none of the shares that an estimate may stand for support a word."""
    found = {holds(share) for share in shares(one)}
    return ALWAYS if found == {True} else SOMETIMES if True in found else NEVER


def ends(one: Estimate) -> tuple[Pair, Pair]:
    """The counts and bases of the lowest and of the highest share that an estimate may stand for.

    Where the highest is everybody it is that of the largest base, since the more there are, the more it shows.
    """
    n, of = counts(one), bases(one)
    return (min(n[0], of[-1]), of[-1]), (n[-1], max(n[-1], of[0]))


def corners(one: Estimate) -> list[Pair]:
    """The counts and bases at the corners of what an estimate may stand for; of a count that is not rounded, itself."""
    n, of = counts(one), bases(one)
    found = [(min(some, base), base) for some in (n[0], n[-1]) for base in (of[0], of[-1])]
    return list(dict.fromkeys([*found, *([(n[-1], n[-1])] if n[-1] in of else [])]))
