"""Two releases looked at as one: what joined, what was put right, what is defined otherwise, what is rounded otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from core_run import study
from scr_analysis.attack import attack, between
from scr_analysis.attack.between import joined_since, jointly, moved, told_of_joined
from scr_analysis.attack.boxes import Boxes
from scr_analysis.attack.changes import reached
from scr_analysis.attack.columns import knowledge
from scr_analysis.attack.facts import Said
from scr_analysis.attack.intruder import Cell, Intruder
from scr_analysis.attack.spoken import Spoken
from scr_analysis.derive import RULES
from scr_analysis.estimates import Estimate, estimates_csv
from scr_analysis.ledger import Entry
from scr_analysis.missing import COLUMNS
from scr_analysis.rounding import rounded_from
from scr_analysis.validate.rules import RULES as VALIDITY
from two_releases import BELOW, LEVELS, NEVER, SHOWN_BEFORE, R, earlier, told


def test_one_more_case_gives_a_hidden_count_away_between_releases() -> None:
    """Shown as 6 before and hidden now, with one case more in the database: it is 6 or 7."""
    hidden = [(("involvement", R, "all", level), "n") for level in ("below_threshold", "never_known")]
    said = told(total=261, database=1101, open=200, closed=50)
    intruder = Intruder(Boxes(study(), knowledge(RULES, VALIDITY)), Spoken(study().wording), said, hidden)
    assert intruder.limits(4) == {hidden[0]: (0, 11), hidden[1]: (0, 11)}
    before = earlier(total=260, database=1100, open=200, closed=50, below_threshold=6, never_known=4)
    found = jointly(intruder, intruder.known(), before, 4)
    assert found["this", hidden[0]] == (6, 7)
    assert found["this", hidden[1]] == (4, 5)


def test_a_case_that_a_changed_definition_moves_is_found() -> None:
    """Both releases show everything, of the same cases; one case counts as open that was closed before."""
    now = told(**SHOWN_BEFORE | {"open": 151, "closed": 59})
    intruder = Intruder(Boxes(study(), knowledge(RULES, VALIDITY)), Spoken(study().wording), now, [])
    found = moved(intruder, intruder.known(), earlier(**SHOWN_BEFORE))
    assert found == {(("involvement", R, "all", level), "n"): 1 for level in ("open", "closed")}
    assert told_of_joined(intruder, intruder.known(), earlier(**SHOWN_BEFORE)) == {}
    same = Intruder(Boxes(study(), knowledge(RULES, VALIDITY)), Spoken(study().wording), told(**SHOWN_BEFORE), [])
    assert moved(same, same.known(), earlier(**SHOWN_BEFORE)) == {}


def test_a_base_that_shrank_is_a_changed_definition_though_cases_joined() -> None:
    now = told(**SHOWN_BEFORE | {"database": 1140, "total": 259, "open": 149})
    intruder = Intruder(Boxes(study(), knowledge(RULES, VALIDITY)), Spoken(study().wording), now, [])
    found = moved(intruder, intruder.known(), earlier(**SHOWN_BEFORE))
    assert found[(("all_reviews", "database", "period=p2011_14", "all"), "n")] == 1
    assert found[(("involvement", R, "all", "open"), "n")] == 1


def test_what_one_case_more_is_counted_in_is_told_by_the_difference() -> None:
    now = told(**SHOWN_BEFORE | {"database": 1101, "total": 261, "never_known": 21})
    intruder = Intruder(Boxes(study(), knowledge(RULES, VALIDITY)), Spoken(study().wording), now, [])
    known, before = intruder.known(), earlier(**SHOWN_BEFORE)
    assert (joined_since(intruder, known, before), moved(intruder, known, before)) == (1, {})
    found = told_of_joined(intruder, known, before)
    assert found[(("involvement", R, "all", "never_known"), "n")] == 1
    assert (("involvement", R, "all", "open"), "n") not in found


def test_a_statistic_that_is_no_longer_made_is_passed_over() -> None:
    intruder = Intruder(Boxes(study(), knowledge(RULES, VALIDITY)), Spoken(study().wording), told(**SHOWN_BEFORE), [])
    gone = Entry("before", {(("dropped", "database", "all", "all"), "n"): 7}, "", "")
    assert moved(intruder, intruder.known(), gone) == {}
    assert jointly(intruder, intruder.known(), gone, 4) == {}


def test_the_same_pattern_of_hidden_counts_gives_nothing_away() -> None:
    hidden = [(("involvement", R, "all", level), "n") for level in ("below_threshold", "never_known")]
    said = told(total=261, database=1101, open=201, closed=50)
    intruder = Intruder(Boxes(study(), knowledge(RULES, VALIDITY)), Spoken(study().wording), said, hidden)
    before = earlier(total=260, database=1100, open=200, closed=50, below_threshold=None, never_known=None)
    found = jointly(intruder, intruder.known(), before, 4)
    assert set(found) == {(which, cell) for which in ("this", "earlier") for cell in hidden}
    assert all(most - least >= 4 for least, most in found.values())


EARLIER_PERIOD = (("all_reviews", "database", "period=p2009_11", "all"), "n")


@pytest.fixture(scope="module")
def boxes() -> Boxes:
    return Boxes(study(), knowledge(RULES, VALIDITY))


def limits_of(
    boxes: Boxes, said: list[Said], before: Entry, protection: int = 4
) -> dict[tuple[str, Cell], tuple[int, int]]:
    """The limits of both releases together, of what the new one does not tell."""
    told_of = {one.key[3] for one in said if one.measure == "n"}
    hidden = [(("involvement", R, "all", level), "n") for level in LEVELS if level not in told_of]
    intruder = Intruder(boxes, Spoken(study().wording), said, hidden)
    return jointly(intruder, intruder.known(), before, protection)


def test_a_case_moved_between_levels_narrows_those_that_are_hidden_now(boxes: Boxes) -> None:
    """Nobody joined, and one more is open: the case was in one of the two levels that are hidden now, 30 and 20 before."""
    found = limits_of(boxes, told(total=260, database=1100, open=151, closed=60), earlier(**SHOWN_BEFORE))
    assert found == {("this", BELOW): (29, 30), ("this", NEVER): (19, 20)}


def test_few_cases_moved_where_no_total_tells_it(boxes: Boxes) -> None:
    """As before without the total: one case came to be open, so no more than one went from any other level."""
    now = [one for one in told(total=260, database=1100, open=151, closed=60) if one.key[0] != "all_reviews"]
    before = earlier(**SHOWN_BEFORE)
    del before.facts[("all_reviews", "database", "period=p2011_14", "all"), "n"]
    assert limits_of(boxes, now, before) == {("this", BELOW): (29, 30), ("this", NEVER): (19, 20)}


def test_where_what_shows_it_does_not_explain_it_anything_may_have_moved(
    boxes: Boxes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(between, "reached", lambda _: frozenset())
    found = limits_of(boxes, told(total=260, database=1100, open=151, closed=60), earlier(**SHOWN_BEFORE))
    assert found == {("this", BELOW): (29, 30), ("this", NEVER): (19, 20)}


def test_a_definition_by_which_one_case_leaves_tells_the_hidden_levels(boxes: Boxes) -> None:
    """One case less in the period and one less among the open: the case was open, and the other levels are as before."""
    found = limits_of(boxes, told(total=259, database=1100, open=149, closed=60), earlier(**SHOWN_BEFORE))
    assert found == {("this", BELOW): (30, 30), ("this", NEVER): (20, 20)}


@pytest.mark.parametrize(
    ("total", "database", "below", "never"),
    [
        (261, 1100, (30, 30), (20, 20)),  # the case that came from the period before is the open one
        (262, 1101, (30, 31), (20, 21)),  # one came, one joined: either is the open one, the other may be anywhere
    ],
)
def test_a_case_of_another_date_tells_the_hidden_levels(
    boxes: Boxes, total: int, database: int, below: tuple[int, int], never: tuple[int, int]
) -> None:
    before = earlier(**SHOWN_BEFORE)
    before.facts[EARLIER_PERIOD] = 189
    now = [*told(total=total, database=database, open=151, closed=60), Said("new", EARLIER_PERIOD[0], "n", "188")]
    assert limits_of(boxes, now, before) == {("this", BELOW): below, ("this", NEVER): never}


def test_a_case_that_left_the_database_may_have_been_counted_anywhere(boxes: Boxes) -> None:
    """1,100 reviews before and 1,099 now, nothing else moved that both show: it was in a hidden level or outside."""
    now = told(total=259, database=1099, open=150, closed=60)
    assert limits_of(boxes, now, earlier(**SHOWN_BEFORE)) == {("this", BELOW): (29, 30), ("this", NEVER): (19, 20)}


def rounded(before: dict[str, int], to: int) -> Entry:
    """An earlier release that rounds and hides the last level."""
    entry = earlier(**before, database=1100, never_known=None)
    for cell, number in entry.facts.items():
        if number is not None and cell[0][0] != "reviews_in_database":
            counts = rounded_from(number, to)
            entry.rounded[cell] = counts[0], counts[-1]
    return entry


def test_counts_rounded_to_another_base_are_known_more_closely_together(boxes: Boxes) -> None:
    """By fives and by tens, of the same cases.

    260 is 258 to 262 and 255 to 264, 205 and 200 are 203 to 204 together, 40 is 38 to 42 and 35 to 44, 5 and 10 are 5 to
    7 together: what is left of the total is at least 258 - 204 - 42 - 7 = 5 and at most 262 - 203 - 38 - 5 = 16.
    """
    now = told(total=260, database=1100, open=200, closed=40, below_threshold=10)
    now += [Said("new", one.key, "rule", "rounded to the nearest 10") for one in now
            if one.measure == "n" and one.key[0] != "reviews_in_database"]  # fmt: skip
    exact = ("below_threshold", R, "all", "all")  # nobody lacks an answer, and that is not rounded
    now += [Said("new", exact, f"missing_{kind}", "0") for kind in ("not_known", "blank")]
    alone = Intruder(boxes, Spoken(study().wording), now, [NEVER]).limits(50)
    assert alone == {NEVER: (0, 264 - 195 - 35 - 5)}
    before = rounded({"total": 260, "open": 205, "closed": 40, "below_threshold": 5}, 5)
    assert limits_of(boxes, now, before, 50) == {("this", NEVER): (5, 16), ("earlier", NEVER): (5, 16)}


def test_rounded_counts_contradict_only_where_no_counts_agree(boxes: Boxes) -> None:
    """205 by fives and 200 by tens may be one count, 215 and 200 may not: then at least nine cases moved, and all is wide."""
    now = told(total=260, database=1100, open=200, closed=40, below_threshold=10)
    now += [Said("new", one.key, "rule", "rounded to the nearest 10") for one in now if one.key[0] == "involvement"]
    before = rounded({"total": 260, "open": 215, "closed": 40, "below_threshold": 5}, 5)
    found = limits_of(boxes, now, before, 50)
    assert found["earlier", NEVER] == (0, 262 - 213 - 38 - 3)
    assert found["this", NEVER] == (0, 260 - 204 - 38 - 5)


@pytest.mark.parametrize(
    ("now", "before"),
    [
        # forty joined and one was put right: what is hidden in both stays as wide as in either
        ({"total": 300, "database": 1160, "open": 170, "closed": 59}, {"below_threshold": None, "never_known": None}),
        # one was put right, nobody joined
        ({"total": 260, "database": 1100, "open": 151, "closed": 60}, {"below_threshold": None, "never_known": None}),
        # a definition that moved twenty: shown before, hidden now, and nobody knows from where they came
        ({"total": 260, "database": 1100, "open": 130, "closed": 60}, {}),
        # many joined, and counts that were shown are hidden now
        ({"total": 290, "database": 1140, "open": 160, "closed": 65}, {}),
    ],
)
def test_an_ordinary_release_gives_nothing_away(
    boxes: Boxes, now: dict[str, int], before: dict[str, int | None]
) -> None:
    found = limits_of(boxes, told(**now), earlier(**{**SHOWN_BEFORE, **before}))
    assert found
    assert all(most - least >= 4 for least, most in found.values()), found


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.filter_too_much])
@given(
    st.lists(st.integers(1, 30), min_size=4, max_size=4),
    st.permutations(range(4)),
    st.lists(st.integers(0, 3), max_size=3),
    st.lists(st.booleans(), min_size=8, max_size=8),
)
def test_what_is_true_is_never_ruled_out(
    boxes: Boxes, counts: list[int], order: list[int], joined: list[int], shown: list[bool]
) -> None:
    """One case is put right from one level to another and some join; wherever that is seen, the truth stays possible."""
    now = list(counts)
    now[order[0]] -= 1
    now[order[1]] += 1
    for level in joined:
        now[level] += 1
    differences = [b - a for a, b, one, two in zip(counts, now, shown[:4], shown[4:], strict=True) if one and two]
    assume(any(not 0 <= more <= len(joined) for more in differences))
    then = {level: n if there else None for level, n, there in zip(LEVELS, counts, shown[:4], strict=True)}
    seen = {level: n for level, n, there in zip(LEVELS, now, shown[4:], strict=True) if there}
    before = earlier(**then, total=sum(counts), database=1000)
    found = limits_of(boxes, told(**seen, total=sum(now), database=1000 + len(joined)), before, 60)
    assert found or all(then.values())
    for (which, (key, _)), (least, most) in found.items():
        truth = (now if which == "this" else counts)[LEVELS.index(key[3])]
        assert least <= truth <= most, (which, key)


def test_the_variables_that_explain_what_changed_are_few() -> None:
    period, open_then, open_ever = ((1, 2),), ((1, 2), (3, 4)), ((3, 4),)
    assert sorted(reached([period, open_then]) or ()) == [1]
    assert sorted(reached([open_then]) or ()) == [1, 3]  # either may be it
    assert sorted(reached([open_ever, period]) or ()) == [1, 3]
    assert reached([(), period]) is None
    assert reached([]) is not None


@pytest.mark.parametrize(
    ("open_before", "below_before", "found"),
    [
        (150, 30, {BELOW: (29, 30), NEVER: (19, 20)}),  # one case was put right: from one of those that are hidden now
        (130, 30, {}),  # twenty were
        (151, None, {}),  # none was, and the same is hidden
    ],
)
def test_a_release_that_an_earlier_one_lays_bare_is_stopped(
    tmp_path: Path, open_before: int, below_before: int | None, found: dict[Cell, tuple[int, int]]
) -> None:
    zero = (0,) * len(COLUMNS)
    counts = {"open": 151, "closed": 60, "below_threshold": None, "never_known": None}
    rows = [
        Estimate("involvement", R, "all", level, n, 260, zero, method="wilson", confidence="0.95",
                 status="hidden" if n is None else "shown")
        for level, n in counts.items()
    ]  # fmt: skip
    rows.append(Estimate("reviews_in_database", "database", "all", "all", 1100, 1100, zero, status="shown"))
    (tmp_path / "estimates.csv").write_text(estimates_csv(rows), encoding="utf-8")
    before = earlier(
        total=260, database=1100, open=open_before, closed=60, below_threshold=below_before,
        never_known=None if below_before is None else 260 - 60 - open_before - below_before,
    )  # fmt: skip
    done = attack(study(), "synthetic", knowledge(RULES, VALIDITY), tmp_path, [before])
    assert {one.cell: (one.least, one.most) for one in done.between} == found
    assert all(one.channels == ("the release before, published before", "estimates.csv") for one in done.between)
    assert done.held is not bool(found)
