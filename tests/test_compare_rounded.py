"""Words of comparisons of rounded counts: told where every count that rounds to those shown would be told alike."""

from __future__ import annotations

from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scr_analysis.compare import comparisons_of
from scr_analysis.compare.terms import Terms
from scr_analysis.comparisons import UNSETTLED
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


def direction(kind: str, *pairs: Pair, to: int = 1) -> str:
    """What a comparison shows of counts, rounded to a multiple first where ``to`` is more than one."""
    estimates = [placed(kind, at, nearest(n, to), nearest(of, to), to) for at, (n, of) in enumerate(pairs)]
    found = {each.key: each for each in estimates}
    (compared,) = comparisons_of(study_of(kind), found, Terms(0.95))
    return compared.direction


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
        (compared,) = comparisons_of(study_of("regions"), found, Terms(0.95))
        return compared.direction

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


def test_every_pair_of_counts_behind_a_word() -> None:
    """Not drawn but all of them: 24 of 95 or 15 of 104 beside 46 to 55 of 95 to 104, and what lies between."""
    assert direction("difference", (20, 100), (50, 100), to=10) == "higher"
    ends = [(rounded_from(n, 10), rounded_from(of, 10)) for n, of in ((20, 100), (50, 100))]
    for (n, m), of, by in product(product(ends[0][0], ends[1][0]), (95, 99, 104), (95, 100, 104)):
        assert direction("difference", (n, of), (m, by)) == "higher"
