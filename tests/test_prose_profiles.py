"""The briefing's own text under every profile: it is printed, reads as English, and says no more than is shown."""

from __future__ import annotations

import csv
import json
import re
import shutil
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from core_run import ROOT, WILSON, core_run, study
from scr_analysis.assure import assure
from scr_analysis.attack import Attack, attack
from scr_analysis.attack.columns import knowledge
from scr_analysis.compare import comparisons_of
from scr_analysis.compare.terms import Terms
from scr_analysis.comparisons import Comparison
from scr_analysis.derive import RULES as DERIVED
from scr_analysis.estimates import Estimate, estimates_csv
from scr_analysis.files import read_json
from scr_analysis.intervals import METHODS
from scr_analysis.protect.decisions import Cell
from scr_analysis.protect.showing import protected_estimate
from scr_analysis.remaking import remake
from scr_analysis.render.prose import render_prose
from scr_analysis.render.supplement import build_supplement
from scr_analysis.rounding import nearest, rounded_from
from scr_analysis.small_bases import USUAL
from scr_analysis.validate.rules import RULES
from scr_analysis.verdicts import BROKEN, OPEN, WITHHELD, of_phrase, of_rank, of_share
from scr_analysis.wording import Vocabulary
from test_profiles import PROFILES, release

STAND_INS = {"some", "one", "at most a few", *(rule.withheld for rule in study().wording.claims.values() if rule.shows)}
EDITION = {
    **dict.fromkeys(("title", "subtitle", "period", "series", "funder", "publisher"), "x"),
    "date": "2016-05-01",
    "team": ["x"],
}


@cache
def prose(name: str) -> tuple[str, list[dict[str, str]], Attack]:
    """The text as it is read, the words told in it, and an attack on both and on the supplementary tables."""
    found = release(name)
    with TemporaryDirectory(prefix="scr-prose-") as kept:
        folder = Path(kept)
        for public in found.folder.glob("*.csv"):
            shutil.copy(public, folder)
        for part in ("tables", "charts"):
            shutil.copytree(found.folder / part, folder / part)
        assure(found.declared, ROOT, folder)
        render_prose(found.declared, "synthetic", json.dumps(EDITION), ROOT, folder)
        figures: dict[str, Any] = read_json(folder / "text/figures.json")
        build_supplement(figures["release"], EDITION, folder, ROOT / "report")
        text = (folder / "text/briefing.md").read_text(encoding="utf-8")
        again = partial(remake, found.declared, "synthetic", WILSON.confidence)
        attacked = attack(found.declared, "synthetic", knowledge(DERIVED, RULES, again), folder)
        with (folder / "audit/claims.csv").open(encoding="utf-8", newline="") as handle:
            told = list(csv.DictReader(handle))
    return re.sub(r"\[\[(.*?)\]\(#.*?\)\]\{.*?\}", r"\1", text), told, attacked


@pytest.mark.parametrize("name", PROFILES)
def test_the_text_is_printed(name: str) -> None:
    text, told, _ = prose(name)
    assert not [row["phrase"] for row in told if row["verdict"] == BROKEN]
    assert not re.search(r"[\x00-\x08]|number of of|share of of| ,|\bthe an? ", text)


@pytest.mark.parametrize("name", PROFILES)
def test_the_attack_ties_every_word_and_number_to_its_figure(name: str) -> None:
    attacked = prose(name)[2]
    assert attacked.narrowed == []
    assert attacked.loose == []


@pytest.mark.parametrize("name", PROFILES)
def test_a_word_that_is_printed_is_true_of_the_exact_counts(name: str) -> None:
    """The reader trusts the word, not the rounding: it must hold of the counts that only the restricted folder has."""
    raw, words = core_run().raw(), Vocabulary(study().wording)
    printed = [row for row in prose(name)[1] if row["verdict"] != WITHHELD and row["call"] in ("claim", "words")]
    told = {"comparison": 0, "words": 0, "share": 0, "rank": 0}
    compared = {one.key: one.direction for one in exactly_compared(name)}
    for row in printed:
        one = raw[row["statistic"], row["base"], row["group"], row["level"]]
        share, rule = (one.n or 0) / (one.denominator or 1), words.wording.claims.get(row["phrase"])
        if row["verdict"] == OPEN and rule is None:
            assert row["phrase"] in STAND_INS
            continue
        kind = "comparison" if row["comparison"] else row["call"] if row["call"] == "words" else ""
        kind = kind or ("share" if rule and rule.share else "rank")
        told[kind] += 1
        if kind == "comparison":
            assert rule is not None
            assert compared[row["comparison"], row["part"]] == rule.shows, row["phrase"]
        elif kind == "rank":
            beside = [other for key, other in raw.items() if key[:3] == one.key[:3] and key != one.key]
            assert words.holds(row["phrase"], one, beside)
        else:
            assert words.phrase_at(share) == row["phrase"] or words.holds_at(row["phrase"], share), row["phrase"]
    assert all(told.values())


def exactly_compared(name: str) -> list[Comparison]:
    """The comparisons that a profile shows, made of the counts before they were rounded."""
    found, raw = release(name), core_run().raw()
    exact = {key: one if one.n is None else replace(one, n=raw[key].n, denominator=raw[key].denominator, rule="")
             for key, one in found.estimates().items()}  # fmt: skip
    return comparisons_of(found.declared, exact, Terms(WILSON.confidence))


ROUNDING = [name for name in PROFILES if study().disclosure.profiles[name].round_to > 1]


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", ROUNDING)
def test_the_text_is_made_of_the_rounded_counts_alone(name: str, seed: int) -> None:
    """Every count moved to another that rounds alike: the estimates that are public, of which the text is made, stay.

    To the byte: a share, a limit, a warning made of the exact counts would be a way back to them.
    """
    found, draw = release(name), Random(seed)
    profile = found.declared.disclosure.profile("synthetic")
    decided = [row for row in found.decisions() if row["decision"] != "exception"]
    hidden: set[Cell] = {((row["statistic"], row["base"], row["group"], row["level"]), row["count"]) for row in decided}
    told, exact = found.estimates(), core_run().raw()
    moved = {key: moved_within(one, profile.round_to, draw) if told[key].rounded else one for key, one in exact.items()}
    assert sum(moved[key] != one for key, one in exact.items()) > 500
    public = [protected_estimate(found.declared, profile, one, hidden) for one in moved.values()]
    assert estimates_csv(public) == (found.folder / "estimates.csv").read_text(encoding="utf-8")


def moved_within(one: Estimate, to: int, draw: Random) -> Estimate:
    """Another estimate whose counts round to the same, with the share, limits and warning that these would have."""

    def other(count: int, at_most: int | None = None) -> int:
        among = [near for near in rounded_from(nearest(count, to), to) if at_most is None or near <= at_most]
        return draw.choice(among)

    if one.n is None or one.denominator is None or one.method not in METHODS:
        return one
    of = other(one.denominator)
    if not of or min(rounded_from(nearest(one.n, to), to)) > of:
        return one
    n, missing = other(one.n, of), tuple(other(count or 0) for count in one.missing)
    low, high = METHODS[one.method](n, of, float(one.confidence))
    return replace(one, n=n, denominator=of, missing=missing, estimate=n / of, low=low, high=high, bound_low=n / of,
                   bound_high=n / of, warning=USUAL.warning(of))  # fmt: skip


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("published-series", "Suicide is the largest category among the adolescent deaths reviewed."),
        ("hospital", "Suicide is one category among the adolescent deaths reviewed."),
        (
            "hospital",
            "When they died, some of them (ten of 15) had an open case with children's social care, and an "
            "undisclosed share of the 15 were in contact",
        ),
        ("children-in-need", "Domestic abuse is recorded in around half of the final reports (90 of 180)"),
        (
            "secure-lab",
            "When they died, an undisclosed share of them (number not shown) had an open case with children's social care",
        ),
    ],
)
def test_sentences_as_they_are_read(name: str, sentence: str) -> None:
    assert sentence in prose(name)[0]


def rounded(n: int, of: int) -> Estimate:
    one = next(one for one in core_run().protected().values() if one.statistic == "fatal")
    return Estimate(*one.key, n, of, one.missing, n / of, status="shown", rule="rounded to the nearest 5")


@pytest.mark.parametrize(
    ("claim", "n", "of", "state"),
    [
        ("more than half", 160, 295, "robust"),  # 158 of 297 is more than half too
        ("more than half", 150, 295, OPEN),  # 148 of 297 is not
        ("more than half", 145, 295, OPEN),  # 147 of 293 is
        ("more than half", 140, 295, BROKEN),  # 142 of 293 is not
        ("just over half", 150, 295, OPEN),
        ("all but", 15, 20, OPEN),  # of rounded counts no whole count is told
        ("all", 295, 295, OPEN),
        ("all", 100, 295, BROKEN),
        ("none", 0, 295, OPEN),  # "fewer than a quarter" in its place; "some" could be false
        ("none", 0, 5, OPEN),
        ("more than half", 0, 10, BROKEN),  # 2 of 8 is not
    ],
)
def test_a_word_gives_way_where_rounded_counts_leave_it_open(claim: str, n: int, of: int, state: str) -> None:
    assert of_share(Vocabulary(study().wording), claim, rounded(n, of)).state == state


@pytest.mark.parametrize(
    ("n", "of", "to", "told"),
    [
        (0, 295, 5, "fewer than a quarter"),  # at most 2 of 293
        (0, 10, 5, "fewer than half"),  # from 0 of 12 to 2 of 8, a quarter
        (0, 10, 10, "at most a few"),  # to 4 of 5, which are four in five and yet few
        (0, 100, 100, "an undisclosed share"),  # 49 are more than a few
        (5, 10, 5, "some"),  # from 3 of 12 to 7 of 8
        (0, 5, 5, "at most a few"),
    ],
)
def test_what_is_told_where_no_narrower_word_holds(n: int, of: int, to: int, told: str) -> None:
    """Every count that rounds to it bears the word out; of a nought that may be one or two "some" and "none" do not."""
    one = replace(rounded(n, of), rule=f"rounded to the nearest {to}")
    words = Vocabulary(study().wording)
    assert of_share(words, "none" if n == 0 else "half", one).instead == told
    assert words.is_small(one) or of_phrase(words, one).instead == told


@pytest.mark.parametrize("to", [5, 10])
def test_the_counts_that_round_to_one(to: int) -> None:
    for count in range(0, 60, to):
        assert list(rounded_from(count, to)) == [true for true in range(80) if nearest(true, to) == count]


def test_a_rank_gives_way_to_what_is_hidden_and_to_nothing_else() -> None:
    vocabulary, codebook = Vocabulary(study().wording), study().codebook

    def largest(n: int, *others: Estimate) -> str:
        return of_rank(vocabulary, "the largest", rounded(n, 100), others, codebook).state

    hidden = Estimate(*rounded(5, 100).key, None, 100, (0,) * 6, status="hidden", rule="count below 10")
    assert largest(40, rounded(30, 100)) != WITHHELD
    assert largest(40, rounded(40, 100)) == OPEN  # 42 and 38 round alike
    assert largest(30, rounded(20, 100), hidden) == WITHHELD  # it may hold up to 50
    assert largest(30, rounded(40, 100), hidden) == BROKEN  # whatever it holds
