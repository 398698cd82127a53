"""A new release beside several earlier ones: what they tell together, and what none of them may be told by another."""

from __future__ import annotations

from typing import Any

import pytest

from core_run import study
from scr_analysis.attack import between
from scr_analysis.attack.between import jointly, with_all
from scr_analysis.attack.boxes import Boxes
from scr_analysis.attack.columns import knowledge
from scr_analysis.attack.intruder import Intruder
from scr_analysis.attack.spoken import Spoken
from scr_analysis.derive import RULES
from scr_analysis.ledger import Entry
from scr_analysis.rounding import rounded_from
from scr_analysis.validate.rules import RULES as VALIDITY
from two_releases import BELOW, NEVER, earlier, told


@pytest.fixture(scope="module")
def boxes() -> Boxes:
    return Boxes(study(), knowledge(RULES, VALIDITY))


def by(to: int, below: int, **counts: int) -> Entry:
    """An earlier release that rounds one level and hides the last."""
    entry = earlier(**{"total": 260, "database": 1100, "below_threshold": below, "never_known": None, **counts})
    few, many = rounded_from(below, to)[0], rounded_from(below, to)[-1]
    entry.rounded[BELOW] = few, many
    return entry


def test_several_earlier_releases_tell_more_together_than_each(boxes: Boxes) -> None:
    """By fives 30 is 28 to 32, by sevens 28 is 25 to 31: together 28 to 31, and 49 less that in the other level."""
    said = told(total=260, database=1100, open=151, closed=60)
    intruder = Intruder(boxes, Spoken(study().wording), said, [BELOW, NEVER])
    known, fives, sevens = intruder.known(), by(5, 30), by(7, 28)
    alone = [with_all(intruder, known, [entry], 4)[0]["this", BELOW] for entry in (fives, sevens)]
    assert alone == [(28, 32), (25, 31)]
    for found in with_all(intruder, known, [fives, sevens], 4):
        assert (found["this", BELOW], found["this", NEVER]) == ((28, 31), (18, 21))


def test_what_was_only_shown_to_be_wide_bounds_nothing(boxes: Boxes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Solutions that lie as far apart as asked for are no limits: the next release must not be told that they are."""
    said = told(total=260, database=1100, open=151, closed=60)
    intruder = Intruder(boxes, Spoken(study().wording), said, [BELOW, NEVER])
    monkeypatch.setattr(between, "spans", lambda *given: {box: (30, 30 + need) for box, need in given[2].items()})
    seen = []

    def looked(*given: Any) -> Any:
        seen.append(given[1][intruder.box(BELOW)])
        return narrowly(*given)

    narrowly = between._jointly
    monkeypatch.setattr(between, "_jointly", looked)
    with_all(intruder, intruder.known(), [by(5, 30), by(5, 30)], 4)
    assert seen == [(0, 49), (0, 49), (28, 32), (28, 32)]
    seen.clear()
    with_all(intruder, intruder.known(), [by(5, 30)], 4)
    assert seen == [(0, 49)]  # of one release everything is told at once


@pytest.mark.parametrize(
    "other",
    [
        by(5, 40),  # no number is both 28 to 32 and 38 to 42: it was put right twice
        by(5, 30, open=150),  # one case was put right since, and that it was in this level is a guess
    ],
)
def test_an_earlier_release_that_cases_left_tells_nothing_beside_another(boxes: Boxes, other: Entry) -> None:
    """What follows from cases that moved is not added to what another release told: each is looked at alone."""
    said = told(total=260, database=1100, open=151, closed=60)
    intruder = Intruder(boxes, Spoken(study().wording), said, [BELOW, NEVER])
    entries = [by(5, 30), other]
    alone = [jointly(intruder, intruder.known(), entry, 4) for entry in entries]
    assert alone[0]["this", BELOW] == (28, 32)
    assert with_all(intruder, intruder.known(), entries, 4) == alone
