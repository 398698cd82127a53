"""Who the children are: period, date and nature of the incident, category, age; then services' view of the child."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from scr_analysis.synthetic import printed, supposed
from scr_analysis.synthetic.cases import Case
from scr_analysis.synthetic.dealing import choose, normal, pick, shuffled, whole

LATEST = printed.PERIODS[-1]


def make_children(rng: Random) -> list[Case]:
    """All reviews, in order of period, with dates, ages, categories and identifiers."""
    cases = [case for period in printed.PERIODS for case in _of_period(rng, period)]
    for period in printed.PERIODS:
        _give_dates(rng, [case for case in cases if case.period == period])
        _mask_ages(rng, [case for case in cases if case.period == period], supposed.AGE_NOT_KNOWN[period])
    for number, case in enumerate(shuffled(rng, cases), start=1):
        case.values["SCR_ID"] = f"SYN-{number:04}"
    return cases


def _of_period(rng: Random, period: str) -> list[Case]:
    if period == LATEST:
        return [
            _child(rng, period, band, outcome, category)
            for outcome, table in (("death", printed.DEATHS), ("serious_harm", printed.HARMS))
            for category, counts in table.items()
            for band, count in zip(printed.BANDS, counts, strict=True)
            for _ in range(count)
        ]
    bands = [band for band, count in printed.AGES[period].items() for _ in range(count)]
    places = list(range(len(bands)))
    dead = set(pick(rng, places, printed.FATAL[period], lambda place: _fatal_share(bands[place])))
    return [_earlier_child(rng, period, band, fatal=place in dead) for place, band in enumerate(bands)]


def _earlier_child(rng: Random, period: str, band: str, *, fatal: bool) -> Case:
    """A child of an earlier period: the category by chance, as the age group's categories were in 2011-14."""
    category = choose(rng, _column(printed.DEATHS if fatal else printed.HARMS, band))
    return _child(rng, period, band, "death" if fatal else "serious_harm", category)


def _column(table: Mapping[str, tuple[int, ...]], band: str) -> dict[str, float]:
    place = list(printed.BANDS).index(band)
    return {category: float(counts[place]) for category, counts in table.items()}


def _fatal_share(band: str) -> float:
    dead, hurt = sum(_column(printed.DEATHS, band).values()), sum(_column(printed.HARMS, band).values())
    return dead / (dead + hurt)


def _child(rng: Random, period: str, band: str, outcome: str, category: str) -> Case:
    need = normal(rng) + supposed.NEED_SHIFT.get(category, 0.0)
    case = Case(period, band, _months(rng, band, category), need, category)
    fatal = outcome == "death"
    case.values |= {
        "PERIOD": period,
        "OUTCOME": outcome,
        "DEATHCAT": category if fatal else "not_applicable",
        "HARMCAT": "not_applicable" if fatal else category,
        "AGE_MTHS": case.months,
    }
    return case


def _months(rng: Random, band: str, category: str) -> int:
    first, last = printed.BANDS[band]
    if band == "under_1":
        frequency = supposed.SUDI_MONTHS if category == "sudi" else supposed.INFANT_MONTHS
        return choose(rng, dict(enumerate(frequency)))
    if band == "y1_to_5":
        return first + int((last - first + 1) * rng.random() ** 1.6)
    if category in ("suicide", "sexual_exploitation") and band == "y11_to_15":
        return whole(rng, 150, last)
    return whole(rng, first, last)


def _give_dates(rng: Random, cases: list[Case]) -> None:
    """Incident dates over the whole period; its first and its last day both occur."""
    first, last = printed.SPANS[cases[0].period]
    edges = dict(zip(pick(rng, cases, 2), (first, last), strict=True))
    for case in cases:
        year = date(choose(rng, supposed.YEARS[case.period]), 4, 1)
        case.values["INC_DATE"] = edges.get(case) or year + timedelta(days=whole(rng, 0, 364))


def _mask_ages(rng: Random, cases: list[Case], count: int) -> None:
    """A few ages are not known; the child still has one, and the other answers go by it."""
    for case in pick(rng, cases, count, lambda case: float(case.band == "y1_to_5" and not case.fatal)):
        case.values["AGE_MTHS"] = "not_known"
