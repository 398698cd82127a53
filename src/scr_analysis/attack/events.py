"""Events turned back from a printed rate and from the printed limits of its exact interval."""

from __future__ import annotations

from functools import cache
from math import exp, lgamma, log

from scr_analysis.attack.facts import Range, counts_between
from scr_analysis.intervals import PER

_SLACK = 1e-9  # printed limits are rounded values that were computed: a tie may fall to either side


def printed_of(text: str) -> tuple[float, float] | None:
    """The least and the greatest value that is printed as a number with decimals; None where it has none."""
    try:
        told = float(text)
    except ValueError:
        return None
    half = 0.5 * 0.1 ** len(text.strip().partition(".")[2]) + _SLACK
    return (max(0.0, told - half), told + half) if "." in text else None


@cache
def counts_of_rate(text: str, years: int) -> Range | None:
    """The events in so many child-years whose rate per 100,000 a year is printed as this text."""
    told = printed_of(text)
    if told is None or years <= 0:
        return None
    low, high = told
    return counts_between(lambda count: (count * PER > high * years) - (count * PER < low * years), years)


@cache
def counts_of_rate_limits(limits: tuple[str, str], confidence: float, years: int) -> Range | None:
    """The events in so many child-years whose exact interval prints these limits per 100,000 a year.

    Garwood's lower limit of n events is the mean at which n or more have the probability α/2, the upper one that at
    which n or fewer have. So the events whose limit lies at or above a mean begin at a quantile of the Poisson
    distribution with that mean, and nothing has to be tried. One limit may be empty; None where no count prints them.
    """
    tail = (1 - confidence) / 2
    first, last = 0, years
    for text, share in zip(limits, (1 - tail, tail), strict=True):
        if not text:
            continue
        told = printed_of(text)
        if told is None or years <= 0:
            return None
        low, high = (value * years / PER for value in told)
        lower = share > 0.5
        first = max(first, events_at(low, share) + lower if low > 0 else 0)
        last = min(last, events_at(high, share) - (not lower))
    return (first, last) if first <= last else None


def events_at(mean: float, share: float) -> int:
    """The least number of events that a Poisson count of a mean does not exceed with at least a probability."""
    events, reached = 0, exp(-mean)
    while reached < share:
        events += 1
        reached += exp(events * log(mean) - mean - lgamma(events + 1))
    return events
