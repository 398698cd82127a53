"""Quartiles beside hidden counts: what they bound is known to protect, which hides them where that is the cheapest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_room import profile
from linked_tables import EVERYONE, Tables, in_reach
from scr_analysis.protect.cases import Cases
from scr_analysis.protect.counts import counts_of
from scr_analysis.protect.ordered import BELOW, UPTO, bounds, quartile_counts
from scr_analysis.protect.showing import protected_estimate

BANDS = {"infant": range(12), "young": range(12, 72), "older": range(72, 216)}
OF_BAND = {"id": "bands", "title": "Age", "kind": "distribution", "base": "everyone", "of": "band"}
QUARTILES = {"id": "months", "title": "Months", "kind": "quantile", "base": "everyone", "of": "M"}


def band(month: int) -> str:
    return next(name for name, months in BANDS.items() if month in months)


def tables(months: Mapping[int, int], *statistics: Mapping[str, object], **kept: object) -> Tables:
    """Cases of so many of each age."""
    rows = [{"M": str(month), "band": band(month)} for month, count in months.items() for _ in range(count)]
    codes = {"M": [str(month) for month in months], "band": [name for name in BANDS if name in map(band, months)]}
    return Tables(codes, rows, [EVERYONE], statistics, profile(remainders="shown", **kept))


def hidden(of: Tables) -> set[str]:
    return {key[3] for key, _ in of.hidden}


def test_what_a_quartile_bounds_is_counted_to_the_month() -> None:
    """Six of 3 months, one of 10, eight of 11, one of 40: the fourth is 3 months old, the eighth and the twelfth 11."""
    of = tables({3: 6, 10: 1, 11: 8, 40: 1}, QUARTILES)
    cases = Cases(of.rows)
    found = quartile_counts(of.study, cases, of.raw, counts_of(of.study, cases, of.raw))
    sizes = {(one.cell[0][3], one.cell[1]): one.cases.bit_count() for one in found}
    assert sizes == {
        ("p25", UPTO): 6, ("p50", UPTO): 15, ("p75", UPTO): 15,
        ("p50", BELOW): 7, ("p75", BELOW): 7,  # below 3 months is nobody
    }  # fmt: skip


# Thirteen infants and three of the young: of sixteen the upper quartile is the twelfth, at 11 months, so that twelve or
# more are infants and four or fewer are young.
SIXTEEN = {3: 9, 11: 4, 40: 3}


def test_a_quartile_that_narrows_a_hidden_count_is_hidden() -> None:
    assert hidden(tables(SIXTEEN, OF_BAND, QUARTILES, protection=4)) == {"infant", "young"}  # 0 to 4 is wide enough
    assert hidden(tables(SIXTEEN, OF_BAND, QUARTILES, protection=5)) == {"infant", "young", "p75"}
    assert hidden(tables(SIXTEEN, OF_BAND, protection=5)) == {"infant", "young"}


def test_of_two_ways_the_cheaper_one_is_taken() -> None:
    """Beside the three young either the infants go or the older ones: with the infants the quartile would have to go."""
    months = {3: 13, 11: 5, 40: 3, 100: 20, 150: 29}
    assert hidden(tables(months, OF_BAND, protection=4)) == {"infant", "young"}
    assert hidden(tables(months, OF_BAND, QUARTILES, protection=4)) == {"older", "young"}


def test_a_hidden_quartile_shows_no_value_and_its_base() -> None:
    of = tables(SIXTEEN, OF_BAND, QUARTILES, protection=5)
    shown = [
        protected_estimate(of.study, of.profile, one, {one.cell for one in of.decided if one.hides}) for one in of.raw
    ]
    told = {one.level: (one.estimate, one.denominator, one.status) for one in shown if one.statistic == "months"}
    assert told == {"p25": (3.0, 16, "shown"), "p50": (3.0, 16, "shown"), "p75": (None, 16, "hidden")}


@pytest.mark.parametrize(
    ("level", "part", "known", "expected"),
    [
        ("p50", "upto", (20, 20), (10, 20)),
        ("p50", "below", (20, 20), (0, 9)),
        ("p50", "upto", (21, 21), (11, 21)),  # the eleventh of twenty-one
        ("p75", "below", (18, 22), (0, 16)),  # of twenty-two the seventeenth
        ("p25", "below", (0, 0), (0, 0)),
    ],
)
def test_what_a_quartile_bounds(level: str, part: str, known: tuple[int, int], expected: tuple[int, int]) -> None:
    (one, *_) = (one for one in tables(SIXTEEN, QUARTILES).raw if one.level == level)
    assert bounds(one, part, known) == expected


def test_the_counts_are_of_the_cases_at_or_below_the_value() -> None:
    of = tables({**SIXTEEN, 100: 20}, OF_BAND, QUARTILES)
    cases = Cases(of.rows)
    found = list(quartile_counts(of.study, cases, of.raw, counts_of(of.study, cases, of.raw)))
    sizes = {(one.cell[0][3], one.cell[1]): one.cases.bit_count() for one in found}
    # of 36 the quartiles are the ninth, the eighteenth and the twenty-seventh
    assert sizes == {
        ("p25", "upto"): 9,
        ("p50", "upto"): 36,
        ("p50", "below"): 16,
        ("p75", "upto"): 36,
        ("p75", "below"): 16,
    }


def drawn_months(draw: st.DrawFn) -> dict[int, int]:
    counts = draw(st.lists(st.integers(0, 4) | st.integers(8, 30), min_size=5, max_size=5))
    return dict(zip((3, 11, 40, 71, 100), counts, strict=True))


@st.composite
def drawn(draw: st.DrawFn) -> Tables:
    """Ages, perhaps by a second variable, with their quartiles; every count is a row of its own."""
    rows = [
        {"M": str(month), "B": side}
        for side in "xy"
        for month, count in drawn_months(draw).items()
        for _ in range(count)
    ]
    by: Mapping[str, object] = draw(st.sampled_from([{}, {"by": "B"}]))
    levels: Iterable[str] = ("3", "11", "40", "71", "100")
    statistics: list[Mapping[str, object]] = [
        {"id": "ages", "title": "Age", "kind": "distribution", "base": "everyone", "of": "M", **by},
        {"id": "infants", "title": "Infants", "base": "everyone", "numerator": {"M": ["3", "11"]}, **by},
        {**QUARTILES, **draw(st.sampled_from([{}, {"by": "B"}]))},
    ]
    kept = draw(st.sampled_from([{}, {}, {"round_to": 5}]))
    codes = {"M": [*levels], "B": ["x", "y"]}
    chosen = profile(hide_upto=3, protection=3, remainders=draw(st.sampled_from(["shown", "hidden"])), **kept)
    return Tables(
        codes,
        [*rows, *({"M": month, "B": "x"} for month in levels), *([{"M": "100", "B": "x"}] * 12)],
        [EVERYONE],
        statistics,
        chosen,
    )


@given(tables=drawn())
@settings(deadline=None, max_examples=60)
def test_no_small_count_beside_quartiles_is_in_reach(tables: Tables) -> None:
    """The joint table of ages, solved for as a whole with what each quartile says, leaves every small count wide."""
    assert in_reach(tables) == []
