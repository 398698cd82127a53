"""Words are contracts: a small table of counts, a claim, and how firmly it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core_run import study
from scr_analysis.estimates import Estimate
from scr_analysis.intervals import wilson
from scr_analysis.verdicts import (
    BROKEN,
    FRAGILE,
    OPEN,
    ROBUST,
    WITHHELD,
    Verdict,
    of_number,
    of_phrase,
    of_rank,
    of_share,
)
from scr_analysis.wording import Vocabulary

WORDS = Vocabulary(study().wording)
BOOK = study().codebook


def estimate(n: int, known: int, unknown: int = 0, level: str = "all") -> Estimate:
    """A share with Wilson's interval, and the bounds that missing cases leave open."""
    low, high = wilson(n, known, 0.95)
    base = known + unknown
    return Estimate(
        "s", "b", "all", level, n, known, (unknown, 0, 0, 0, 0, 0), n / known, low, high, "wilson", "0.95",
        n / base, (n + unknown) / base, status="shown",
    )  # fmt: skip


def levels(counts: dict[str, int | None], missing: int = 0, known: int | None = None) -> dict[str, Estimate]:
    """A distribution: its counts by level, a hidden one as None."""
    total = known or sum(count or 0 for count in counts.values())
    shown = {name: estimate(count, total, missing, name) for name, count in counts.items() if count is not None}
    hidden = {name: Estimate("s", "b", "all", name, None, total, (0,) * 6, status="hidden") for name in counts}
    return {name: shown.get(name, hidden[name]) for name in counts}


def ranked(claim: str, level: str, spread: dict[str, Estimate]) -> Verdict:
    others = [one for name, one in spread.items() if name != level]
    return of_rank(WORDS, claim, spread[level], others, BOOK)


@pytest.mark.parametrize(
    ("claim", "n", "known", "unknown", "state", "why"),
    [
        # The rule of "most" is above a half. 60 of 100: the interval, 50.2 to 69.1 %, stays above it.
        ("most", 60, 100, 0, ROBUST, ""),
        # 59 of 100: from 49.2 % on.
        ("most", 59, 100, 0, FRAGILE, "fails at the low end of the interval (49%)"),
        # 162 of 293 is the briefing of record's 55 %: 49.6 to 60.9 %.
        ("most", 162, 293, 0, FRAGILE, "fails at the low end of the interval (50%)"),
        ("most", 50, 100, 0, BROKEN, "fails at the estimate"),
        # 70 of 100 known, 60 not known: 44 % of all if none of them were.
        ("most", 70, 100, 60, FRAGILE, "fails if every missing case were a no (44%)"),
        ("fewer than half", 30, 100, 60, FRAGILE, "fails if every missing case were a yes (56%)"),
        # Narrow words fail at both ends of most intervals.
        ("just over half", 9, 17, 0, FRAGILE,
         "fails at the low end of the interval (31%); fails at the high end of the interval (74%)"),
        ("none", 0, 5, 0, FRAGILE, "fails at the high end of the interval (43%)"),
        # A base below ten carries no word of a share …
        ("most", 7, 9, 0, BROKEN, "words for shares need a base of 10, and this one has 9"),
        # … but whole counts may be told.
        ("all but", 7, 9, 0, ROBUST, ""),
        ("all but", 7, 9, 1, FRAGILE, "missing cases could add to the count"),
    ],
)  # fmt: skip
def test_claim_of_a_share(claim: str, n: int, known: int, unknown: int, state: str, why: str) -> None:
    verdict = of_share(WORDS, claim, estimate(n, known, unknown))
    assert (verdict.state, verdict.why) == (state, why)


def test_words_that_hold_where_it_fails() -> None:
    """At 49 %, the low end of 59 of 100, the vocabulary says almost half, and fewer than half."""
    held = of_share(WORDS, "most", estimate(59, 100)).words
    assert held[0] == "almost half"
    assert "fewer than half" in held
    assert "most" not in held


@pytest.mark.parametrize(
    ("counts", "missing", "claim", "level", "state", "why"),
    [
        ({"a": 60, "b": 30, "c": 10}, 0, "the largest", "a", ROBUST, ""),
        ({"a": 60, "b": 30, "c": 10}, 0, "the second largest", "b", ROBUST, ""),
        ({"a": 60, "b": 30, "c": 10}, 0, "the smallest", "c", ROBUST, ""),
        # 45 against 40: as even as a coin, 53 % with an interval that holds one half.
        ({"a": 45, "b": 40, "c": 10}, 0, "the largest", "a", FRAGILE,
         "the next count is too near to be told apart from chance"),
        ({"a": 60, "b": 30, "c": 10}, 35, "the largest", "a", FRAGILE, "the missing cases could change the order"),
        ({"a": 40, "b": 40, "c": 20}, 0, "the largest", "a", BROKEN, "the counts do not show it"),
        ({"a": 40, "b": 40, "c": 20}, 0, "the joint largest", "a", FRAGILE,
         "one case more or fewer would part the equal counts"),
        ({"a": 40, "b": 40, "c": 20}, 0, "the second largest", "c", BROKEN, "the counts do not show it"),
        ({"a": 4, "b": 3}, 0, "the largest", "a", BROKEN, "words for shares need a base of 10, and this one has 7"),
    ],
)  # fmt: skip
def test_claim_of_a_rank(
    counts: dict[str, int | None], missing: int, claim: str, level: str, state: str, why: str
) -> None:
    verdict = ranked(claim, level, levels(counts, missing))
    assert (verdict.state, verdict.why) == (state, why)


def test_rank_beside_a_hidden_level() -> None:
    """Of 100 cases 60 and 30 are shown: a hidden level may hold up to 10, so it leads nobody and is no smallest for sure."""
    spread = levels({"a": 60, "b": 30, "c": None}, known=100)
    assert ranked("the largest", "a", spread).state == ROBUST
    spread = levels({"a": 30, "b": 8, "c": None}, known=100)  # up to 62: it may lead
    assert ranked("the largest", "a", spread) == Verdict(
        WITHHELD, "a level beside it is hidden, so none may tell the order"
    )  # fmt: skip


def rounded(one: Estimate) -> Estimate:
    return replace(one, rule="rounded to the nearest 10")


@pytest.mark.parametrize(
    ("claim", "n", "known", "state", "instead"),
    [
        # 60 and 1000 to the nearest ten: 55 of 1,005 to 65 of 995, so below a tenth whatever the counts were.
        ("rarely", 60, 1000, ROBUST, ""),
        # 560 of 1000, the interval from 53 to 59 %; with rounding 55 to 57 %.
        ("most", 560, 1000, ROBUST, ""),
        # 85 to 94 of 175 to 184: 46 to 54 %. Which half is not to be told, that it is about one is.
        ("more than half", 90, 180, OPEN, "around half"),
        # 25 to 34 of 45 to 54: 46 to 76 %, of which no broad word holds.
        ("more than half", 30, 50, OPEN, "some"),
        # Of rounded counts no whole count is told, though some of 35 to 44 of 45 to 54 are left over for sure.
        ("all but", 40, 50, OPEN, "more than half"),
        ("all", 290, 290, OPEN, "more than three quarters"),
        ("none", 0, 50, OPEN, "fewer than a quarter"),
        # None to four of five to fourteen: "some" could be false, and no broad word holds.
        ("rarely", 0, 10, OPEN, "at most a few"),
        ("most", 0, 50, BROKEN, ""),
    ],
)
def test_claim_of_rounded_counts(claim: str, n: int, known: int, state: str, instead: str) -> None:
    verdict = of_share(WORDS, claim, rounded(estimate(n, known)))
    assert (verdict.state, verdict.instead) == (state, instead)
    assert not {"none", "all"} & set(verdict.words)


@given(st.integers(0, 30), st.integers(1, 30), st.sampled_from(["most", "rarely", "fewer than half", "sometimes"]))
@settings(deadline=None)
def test_a_word_of_rounded_counts_is_robust_where_all_their_intervals_bear_it(yes: int, no: int, claim: str) -> None:
    """Every count and every base that rounds to those shown: robust is what holds at both limits of each of them."""
    n, known = 10 * yes, 10 * (yes + no)
    verdict = of_share(WORDS, claim, rounded(estimate(n, known)))
    pairs = [
        (some, base) for some in range(max(0, n - 5), n + 5) for base in range(known - 5, known + 5) if some <= base
    ]
    limits = [end for some, base in pairs for end in (some / base, *wilson(some, base, 0.95))]
    assert (verdict.state == ROBUST) == all(WORDS.holds_at(claim, end) for end in limits)


@pytest.mark.parametrize(
    ("n", "known", "phrase", "instead"),
    [
        (640, 1000, "almost two thirds", ""),  # 635 to 644 of 995 to 1,004: 63 to 65 %
        (200, 290, None, "more than half"),  # 66 to 71 %: about, or more than two thirds
        (60, 120, None, "around half"),  # 44 to 56 %
        (10, 20, None, "some"),  # 5 to 14 of 15 to 24
        (0, 50, None, "fewer than a quarter"),
    ],
)
def test_words_of_rounded_counts(n: int, known: int, phrase: str | None, instead: str) -> None:
    one = rounded(estimate(n, known))
    assert (WORDS.phrase(one), of_phrase(WORDS, one).instead) == (phrase, instead)


def test_ranks_of_rounded_counts() -> None:
    """Printed 400, 300 and 290: the first leads whatever was rounded, and the last is the smallest. Equal ones may differ."""
    spread = {name: rounded(one) for name, one in levels({"a": 400, "b": 300, "c": 290}).items()}
    assert ranked("the largest", "a", spread).state == ROBUST
    assert ranked("the smallest", "c", spread).state == FRAGILE  # 285 to 294 lie below 295 to 304, and near
    equal = {name: rounded(one) for name, one in levels({"a": 300, "b": 300, "c": 200}).items()}
    assert [ranked(claim, "a", equal).state for claim in ("the largest", "the joint largest", "the smallest")] == [
        OPEN, OPEN, BROKEN
    ]  # fmt: skip
    assert ranked("the largest", "a", equal).instead == "one"


def test_a_rounded_number() -> None:
    assert of_number(rounded(estimate(30, 50))).why == "the count is rounded"


def test_chosen_words_and_numbers() -> None:
    """``words()`` follows the data, so it never breaks; the audit says where it would have chosen others."""
    assert of_phrase(WORDS, estimate(4750, 10000)).state == ROBUST  # 46.5 to 48.5 %: almost half
    assert of_phrase(WORDS, estimate(2000, 4000)).state == FRAGILE
    assert of_number(estimate(9, 17)).state == ROBUST
    assert of_number(estimate(9, 17, 1)).state == FRAGILE


COUNTS = st.integers(10, 400).flatmap(
    lambda known: st.tuples(st.integers(0, known), st.just(known), st.integers(0, 60))
)


@given(COUNTS, st.sampled_from([claim for claim, rule in WORDS.wording.claims.items() if rule.share]))
@settings(deadline=None)
def test_robust_means_that_it_holds_all_the_way(counts: tuple[int, int, int], claim: str) -> None:
    """A claim is robust if and only if its rule holds at every share from the lowest end to the highest."""
    one = estimate(*counts)
    verdict = of_share(WORDS, claim, one)
    ends = [one.estimate, one.low, one.high, one.bound_low, one.bound_high]
    shares = [share for share in ends if share is not None]
    low, high = min(shares), max(shares)
    steps = [low + (high - low) * step / 50 for step in range(51)]
    if verdict.state == ROBUST:
        assert all(WORDS.holds_at(claim, share) for share in steps)
    else:
        assert not all(WORDS.holds_at(claim, share) for share in (*steps, *shares)) or counts[2]
    assert (verdict.state == BROKEN) == (not WORDS.holds_at(claim, counts[0] / counts[1]))


@given(st.lists(st.integers(0, 30), min_size=2, max_size=6), st.integers(0, 5))
@settings(deadline=None)
def test_one_place_for_one_level(counts: list[int], missing: int) -> None:
    """At most one level is the largest, the second largest, the smallest; joint ones are two or more."""
    spread = levels({str(place): count for place, count in enumerate([*counts, 10])}, missing)
    for claim, rule in WORDS.wording.claims.items():
        if rule.rank is not None:
            holding = [name for name in spread if ranked(claim, name, spread).state != BROKEN]
            assert len(holding) != 1 if rule.joint else len(holding) <= 1
