"""Words for shares and claims at their edges; every phrase of the study means what its words say."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core_run import study
from scr_analysis.estimates import Estimate
from scr_analysis.study.declared import typed
from scr_analysis.study.vocabulary import Share, Wording
from scr_analysis.wording import Vocabulary

SHARES = [
    {"phrase": "none", "to": 0.000001},
    {"phrase": "a few", "from": 0.000001, "to": 0.25},
    {"phrase": "a quarter to a half", "from": 0.25, "to": 0.5},
    {"phrase": "half or more", "from": 0.5, "to": 1.0},
    {"phrase": "all", "from": 1.0},
]
CLAIMS = {
    "most": {"share": {"above": 0.5}},
    "just over half": {"share": {"above": 0.5, "upto": 0.55}},
    "fewer than half": {"share": {"below": 0.5}},
    "at least a quarter": {"share": {"from": 0.25}},
    "the largest": {"rank": 1},
    "the second largest": {"rank": 2},
    "the smallest": {"rank": -1},
    "the joint largest": {"rank": 1, "joint": True},
    "all but": {"share": {"below": 1.0}, "prints": "complement"},
}
TO_FIVE = ["one", "two", "three", "four", "five"]
WORDS = Vocabulary(typed(Wording, {"agreed": "here", "shares": SHARES, "claims": CLAIMS, "numbers": TO_FIVE}))
REAL = study().wording


def share(n: int, of: int) -> Estimate:
    return Estimate("s", "b", "all", "all", n, of, (0,) * 6, estimate=n / of, method="wilson", status="shown")


@pytest.mark.parametrize(
    ("n", "of", "phrase"),
    [
        (0, 100, "none"),
        (1, 1100, "a few"),
        (24, 100, "a few"),
        (25, 100, "a quarter to a half"),  # a phrase begins at its first limit …
        (49, 100, "a quarter to a half"),
        (50, 100, "half or more"),  # … and ends before its second
        (1099, 1100, "half or more"),
        (1100, 1100, "all"),
    ],
)
def test_phrase_of_a_share(n: int, of: int, phrase: str) -> None:
    assert WORDS.phrase(share(n, of)) == phrase


@pytest.mark.parametrize(
    ("claim", "n", "of", "holds"),
    [
        ("most", 50, 100, False),
        ("most", 51, 100, True),
        ("most", 147, 293, True),  # one case more than half of 293
        ("most", 146, 293, False),
        ("just over half", 50, 100, False),
        ("just over half", 51, 100, True),
        ("just over half", 55, 100, True),  # upto includes its limit
        ("just over half", 56, 100, False),
        ("just over half", 9, 17, True),  # the suicides open to social care
        ("just over half", 10, 17, False),
        ("fewer than half", 50, 100, False),
        ("fewer than half", 49, 100, True),
        ("at least a quarter", 25, 100, True),  # from includes its limit
        ("at least a quarter", 24, 100, False),
        ("all but", 100, 100, False),
        ("all but", 99, 100, True),
    ],
)
def test_claim_at_its_edges(claim: str, n: int, of: int, holds: bool) -> None:
    assert WORDS.holds(claim, share(n, of), []) is holds


@pytest.mark.parametrize(
    ("n", "others", "holding"),
    [
        (9, [5, 3, 0], {"the largest"}),
        (5, [9, 3, 0], {"the second largest"}),
        (0, [9, 5, 3], {"the smallest"}),
        (9, [9, 3, 0], {"the joint largest"}),  # a tie has no largest, and the place after it is no second one
        (3, [9, 9, 4], {"the smallest"}),
        (5, [9, 5], set()),  # neither the second, since it shares the place, nor the smallest
        (9, [5], {"the largest"}),
        (5, [9], {"the second largest", "the smallest"}),
        (9, [], set()),  # with nothing beside it nothing is the largest
        (0, [0, 0], {"the joint largest"}),
        (9, [5, None], {"the largest"}),  # hidden: 0 to 2, which is all that 16 cases leave over
        (5, [9, None], {"the second largest"}),
        (2, [12, None], set()),  # hidden: 0 to 2
    ],
)
def test_ranks(n: int, others: list[int | None], holding: set[str]) -> None:
    beside = [replace(share(0, 16), level=str(place), n=count) for place, count in enumerate(others)]
    asked = {claim for claim, rule in WORDS.wording.claims.items() if rule.rank is not None}
    assert {claim for claim in asked if WORDS.holds(claim, share(n, 16), beside)} == holding


def test_complement_prints_what_is_left_over() -> None:
    assert WORDS.claimed("all but", share(15, 17)) == "all but two"
    assert WORDS.claimed("all but", share(12, 17)) == "all but five"
    assert WORDS.claimed("all but", share(11, 17)) == "all but 6"
    assert WORDS.claimed("most", share(15, 17)) == "most"


@pytest.mark.parametrize(("count", "printed"), [(1, "one"), (5, "five"), (6, "6"), (1100, "1,100")])
def test_number_in_words(count: int, printed: str) -> None:
    assert WORDS.number(count) == printed


def test_number_of_the_study_is_in_words_to_ten() -> None:
    words = Vocabulary(REAL)
    assert [words.number(count) for count in (1, 2, 9, 10, 11)] == ["one", "two", "nine", "ten", "11"]


def test_words_that_hold_are_offered() -> None:
    expected = ["half or more", "most", "just over half", "at least a quarter"]
    assert list(WORDS.holding(share(9, 17), [])) == expected  # nobody would say "all but 8"
    assert list(WORDS.holding(share(15, 17), []))[-1] == "all but two"
    assert "the largest" in list(WORDS.holding(share(9, 17), [share(5, 17), share(3, 17)]))


@given(st.floats(0, 1))
@settings(deadline=None)
def test_one_phrase_for_every_share(value: float) -> None:
    held = [one for one in REAL.shares if (one.start or 0) <= value and (one.to is None or value < one.to)]
    assert len(held) == 1


# What the words of a phrase mean, as fractions; "almost" lies below them, "more than" above, "about" holds them.
FRACTIONS = {
    "one in twenty": Fraction(1, 20),
    "one in ten": Fraction(1, 10),
    "one in eight": Fraction(1, 8),
    "one in seven": Fraction(1, 7),
    "one in six": Fraction(1, 6),
    "a fifth": Fraction(1, 5),
    "a quarter": Fraction(1, 4),
    "a third": Fraction(1, 3),
    "two in five": Fraction(2, 5),
    "half": Fraction(1, 2),
    "three in five": Fraction(3, 5),
    "two thirds": Fraction(2, 3),
    "three quarters": Fraction(3, 4),
    "four in five": Fraction(4, 5),
    "nine in ten": Fraction(9, 10),
}
# Said alone, a fraction stands for the shares about it.
PLAIN = {
    "one in four": Fraction(1, 4),
    "a third": Fraction(1, 3),
    "half": Fraction(1, 2),
    "two thirds": Fraction(2, 3),
    "three quarters": Fraction(3, 4),
}
SPOKEN = re.compile(r"^(about|around|almost|just over|more than|fewer than) (.+)$")


def spoken(phrase: str) -> tuple[str, Fraction] | None:
    hit = SPOKEN.match(phrase)
    return (hit.group(1), FRACTIONS[hit.group(2)]) if hit and hit.group(2) in FRACTIONS else None


def test_every_phrase_is_understood_here() -> None:
    rest = {one.phrase for one in REAL.shares if spoken(one.phrase) is None}
    assert rest == {"none", "very few", "almost all", "all"}
    rest = {claim for claim, rule in REAL.claims.items() if rule.share and spoken(claim) is None}
    assert rest == {"none", "rarely", "sometimes", "often", "most", "nearly all", "all", "all but", *PLAIN}


@pytest.mark.parametrize("phrase", [one.phrase for one in REAL.shares if spoken(one.phrase)])
def test_phrase_means_what_it_says(phrase: str) -> None:
    """Read at the fraction itself, and a case in ten thousand to either side."""
    word, fraction = spoken(phrase) or ("", Fraction(0))
    one = next(one for one in REAL.shares if one.phrase == phrase)
    limits = typed(Share, {"from": one.start, "below": one.to})
    at, under, over = (limits.holds(float(fraction + step)) for step in (0, Fraction(-1, 10**4), Fraction(1, 10**4)))
    if word == "about":
        assert at
    else:
        assert not at
        assert not (over if word == "almost" else under)


@pytest.mark.parametrize("claim", [claim for claim, rule in REAL.claims.items() if rule.share and spoken(claim)])
@pytest.mark.parametrize("of", [60, 293, 1100, 3000])
def test_claim_means_what_it_says(claim: str, of: int) -> None:
    """For every count of a base: "almost" and "fewer than" lie below the fraction, "more than" above it."""
    word, fraction = spoken(claim) or ("", Fraction(0))
    limits = REAL.claims[claim].share
    assert limits is not None
    held = [Fraction(n, of) for n in range(of + 1) if limits.holds(n / of)]
    assert held
    if word in ("almost", "fewer than"):
        assert max(held) < fraction
    elif word == "around":  # broader than "about", and as far to either side
        assert fraction - min(held) == max(held) - fraction <= Fraction(1, 10)
    else:
        assert min(held) > fraction


@pytest.mark.parametrize("claim", PLAIN)
def test_a_fraction_said_alone(claim: str) -> None:
    """It holds the fraction, reaches as far as the briefing of record's 64 % is from two thirds at most, and meets no other."""
    limits = REAL.claims[claim].share
    assert limits is not None
    held = [Fraction(step, 1000) for step in range(1001) if limits.holds(step / 1000)]
    assert min(held) <= PLAIN[claim] <= max(held)
    assert max(held) - min(held) <= Fraction(3, 100)


def test_often_sometimes_and_rarely_part_the_shares_between_them() -> None:
    """Every share above nought is told by one of the three."""
    for step in range(1, 1001):
        held = [claim for claim in ("rarely", "sometimes", "often") if Vocabulary(REAL).holds_at(claim, step / 1000)]
        assert len(held) == 1
    assert not any(Vocabulary(REAL).holds_at(claim, 0) for claim in ("rarely", "sometimes", "often"))


def test_none_nearly_all_and_all() -> None:
    words = Vocabulary(REAL)
    held = {n: [claim for claim in ("none", "nearly all", "all") if words.holds_at(claim, n / 20)] for n in range(21)}
    assert {n: claims for n, claims in held.items() if claims} == {
        0: ["none"], 18: ["nearly all"], 19: ["nearly all"], 20: ["all"]
    }  # fmt: skip


def test_most_and_all_but() -> None:
    words = Vocabulary(REAL)
    assert [words.holds("most", share(n, 10), []) for n in (4, 5, 6)] == [False, False, True]
    assert [words.holds("all but", share(n, 17), []) for n in (15, 16, 17)] == [True, True, False]


@pytest.mark.parametrize(
    ("n", "of", "phrase"),
    [
        (188, 293, "almost two thirds"),  # the source briefing's 64 %
        (94, 175, "more than half"),  # domestic abuse
        (9, 17, "just over half"),  # suicides open to social care
        (197, 293, "about two thirds"),
        (229, 293, "more than three quarters"),
    ],
)
def test_phrases_of_the_source_briefing(n: int, of: int, phrase: str) -> None:
    assert Vocabulary(REAL).phrase(share(n, of)) == phrase
