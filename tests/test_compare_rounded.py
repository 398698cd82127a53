"""Words of comparisons of rounded counts: told where every count that rounds to those shown would be told alike."""

from __future__ import annotations

from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scr_analysis.compare import comparisons_of
from scr_analysis.compare.difference import fisher_exact, newcombe
from scr_analysis.compare.terms import Terms
from scr_analysis.comparisons import UNSETTLED, Comparison
from scr_analysis.estimates import Estimate
from scr_analysis.rounding import nearest, rounded_from
from scr_analysis.study import Study
from test_compare import declared
from typed_estimates import one

Pair = tuple[int, int]
ENTRIES = {
    "difference": "kind: difference, statistic: by_period, groups: [p2003_05, p2005_07]",
    "trend": "kind: trend, statistic: by_period, groups: [p2003_05, p2005_07, p2007_09]",
    "nested": "kind: difference, statistic: on_bases, bases: [reviews_2011_14, database]",
    "sample": "kind: standardised_difference, statistic: on_bases, bases: [reviews_2011_14, database]",
    "regions": "kind: standardised_difference, statistic: spread_of, bases: [reviews_2011_14, database]",
}
PERIODS = ("p2003_05", "p2005_07", "p2007_09")
BASES = ("reviews_2011_14", "database")


@cache
def study_of(kind: str) -> Study:
    with TemporaryDirectory(prefix="scr-rounded-") as folder:
        return declared(Path(folder), f"id: it, {ENTRIES[kind]}")


def compared(kind: str, *pairs: Pair, to: int = 1) -> Comparison:
    """A comparison of counts, rounded to a multiple first where ``to`` is more than one."""
    estimates = [placed(kind, at, nearest(n, to), nearest(of, to), to) for at, (n, of) in enumerate(pairs)]
    found = {each.key: each for each in estimates}
    (made,) = comparisons_of(study_of(kind), found, Terms(0.95))
    return made


def direction(kind: str, *pairs: Pair, to: int = 1) -> str:
    return compared(kind, *pairs, to=to).direction


def placed(kind: str, at: int, n: int, of: int, to: int) -> Estimate:
    if kind in ("difference", "trend"):
        bare = one("by_period", n, of, "database", f"period={PERIODS[at]}")
    else:
        bare = one("on_bases", n, of, BASES[at])
    return Estimate(**{**vars(bare), "rule": f"rounded to the nearest {to}" if to > 1 else ""})


@pytest.mark.parametrize(
    ("kind", "pairs", "shows"),
    [
        # 24 of 95 beside 55 of 104 is clear, p < 0.001, so it is whatever was rounded.
        ("difference", [(20, 100), (60, 100)], "higher"),
        ("difference", [(60, 100), (20, 100)], "lower"),
        # By the counts printed p is 0.003; 24 of 95 beside 35 of 104 could as well be chance.
        ("difference", [(20, 100), (40, 100)], UNSETTLED),
        ("difference", [(500, 1000), (500, 1000)], "no clear difference"),
        ("trend", [(20, 100), (40, 100), (70, 100)], "higher"),
        ("trend", [(30, 100), (40, 100), (40, 100)], UNSETTLED),
        # A sample of 70: seven cases more or fewer make it like the rest or not.
        ("sample", [(40, 70), (130, 180)], UNSETTLED),
        ("sample", [(60, 70), (70, 180)], "departs"),
        ("sample", [(1000, 2000), (5000, 10000)], "like"),
    ],
)
def test_what_counts_rounded_to_tens_show(kind: str, pairs: list[Pair], shows: str) -> None:
    assert direction(kind, *pairs, to=10) == shows


def test_over_several_levels_nothing_is_told_of_rounded_counts() -> None:
    """Each level adds its rounding to the distance; of exact counts it is told."""
    counts = {"reviews_2011_14": {"london": 20, "north_east": 20, "south_east": 60}}
    counts["database"] = {"london": 400, "north_east": 400, "south_east": 1200}

    def told(to: int) -> str:
        rule = f"rounded to the nearest {to}" if to > 1 else ""
        each = [one("spread_of", n, sum(levels.values()), base, level=level)
                for base, levels in counts.items() for level, n in levels.items()]  # fmt: skip
        found = {bare.key: Estimate(**{**vars(bare), "rule": rule}) for bare in each}
        (made,) = comparisons_of(study_of("regions"), found, Terms(0.95))
        return made.direction

    assert (told(1), told(10)) == ("like", UNSETTLED)


SIDE = st.integers(30, 300).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(st.sampled_from(["difference", "trend"]), SIDE, SIDE, SIDE, st.sampled_from([5, 10]))
@settings(deadline=None, max_examples=300)
def test_what_is_told_is_true_of_the_counts_behind(kind: str, first: Pair, middle: Pair, last: Pair, to: int) -> None:
    pairs = (first, last) if kind == "difference" else (first, middle, last)
    assert direction(kind, *pairs, to=to) in ("", UNSETTLED, direction(kind, *pairs))


@given(SIDE, SIDE, st.sampled_from(["nested", "sample"]), st.sampled_from([5, 10]))
@settings(deadline=None, max_examples=200)
def test_what_is_told_of_a_sample_is_true_of_it(sample: Pair, others: Pair, kind: str, to: int) -> None:
    whole = (sample[0] + others[0], sample[1] + others[1])
    assert direction(kind, sample, whole, to=to) in ("", UNSETTLED, direction(kind, sample, whole))


def behind(n: int, of: int, to: int) -> list[Pair]:
    """Every count and base that round to the ones printed."""
    return [(some, base) for base in rounded_from(of, to) for some in rounded_from(n, to) if some <= base]


def interval_shows(first: Pair, last: Pair) -> str:
    low, high = newcombe(first, last, 0.95)
    return "higher" if low > 0 else "lower" if high < 0 else "no clear difference"


def exact_shows(first: Pair, last: Pair) -> str:
    if fisher_exact(first, last) >= 0.05:
        return "no clear difference"
    return "higher" if last[0] * first[1] > first[0] * last[1] else "lower"


SHOWN = st.tuples(st.integers(0, 12), st.sampled_from([0, 1, 2, 5, 12])).map(
    lambda drawn: (5 * drawn[0], 5 * max(1, drawn[0] + drawn[1]))
)


@given(SHOWN, SHOWN)
@settings(deadline=None, max_examples=150)
@example((15, 15), (55, 65))  # of everybody, the larger the base, the more it shows
@example((0, 5), (0, 5))
def test_what_an_interval_shows_is_told_where_all_of_them_show_it(first: Pair, last: Pair) -> None:
    """All counts that round to those shown, both sides of both shares: all their intervals agree, or none is told."""
    everywhere = {interval_shows(*pairs) for pairs in product(behind(*first, 5), behind(*last, 5))}
    told = compared("difference", first, last, to=5).by_itself
    assert told == (everywhere.pop() if len(everywhere) == 1 else UNSETTLED)


@given(SHOWN, SHOWN)
@settings(deadline=None, max_examples=150)
@example((5, 30), (0, 5))
def test_what_a_sample_shows_is_true_of_all_counts(sample: Pair, others: Pair) -> None:
    whole = (sample[0] + others[0], sample[1] + others[1])
    one = compared("nested", sample, whole, to=5)
    for (n, of), (m, by) in product(behind(*sample, 5), behind(*whole, 5)):
        if 0 <= m - n <= by - of and by > of:
            left = (m - n, by - of)
            assert one.by_itself in ("", UNSETTLED, interval_shows(left, (n, of)))
            assert one.direction in ("", UNSETTLED, exact_shows(left, (n, of)))


@given(SHOWN, SHOWN, SHOWN)
@settings(deadline=None, max_examples=60)
@example((60, 60), (15, 20), (55, 55))  # which way the middle pulls depends on how large the others are
@example((40, 40), (20, 30), (60, 60))
def test_what_a_trend_shows_is_true_of_all_counts(first: Pair, middle: Pair, last: Pair) -> None:
    """Of each group the counts at the edge of what it may hold, since all of three groups are thousands of tables."""
    one = compared("trend", first, middle, last, to=5)
    for pairs in product(*(edge(*pair) for pair in (first, middle, last))):
        exact = compared("trend", *pairs)
        assert one.direction in ("", UNSETTLED, exact.direction)
        assert one.by_itself in ("", UNSETTLED, exact.by_itself)


def edge(n: int, of: int) -> list[Pair]:
    pairs = behind(n, of, 5)
    least, most = min(base for _, base in pairs), max(base for _, base in pairs)
    return [(some, base) for some, base in pairs if base in (least, most) and (some in (n - 2, n + 2) or some == base)]


def test_every_pair_of_counts_behind_a_word() -> None:
    """Not drawn but all of them: 24 of 95 or 15 of 104 beside 46 to 55 of 95 to 104, and what lies between."""
    assert direction("difference", (20, 100), (50, 100), to=10) == "higher"
    ends = [(rounded_from(n, 10), rounded_from(of, 10)) for n, of in ((20, 100), (50, 100))]
    for (n, m), of, by in product(product(ends[0][0], ends[1][0]), (95, 99, 104), (95, 100, 104)):
        assert direction("difference", (n, of), (m, by)) == "higher"
