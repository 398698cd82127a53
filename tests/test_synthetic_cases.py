"""What must hold of every case of the synthetic twin, and between its sources."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from scr_analysis.synthetic import make_cases, printed
from scr_analysis.synthetic.plans import CONFLICTS
from scr_analysis.synthetic.themes import CODES
from twin_reading import Episodes, Rows, by_episodes, episodes_of, reconciled, reports_of, sav, write_twin


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_twin(tmp_path_factory.mktemp("twin"))


@pytest.fixture(scope="module")
def reviews(twin: Path) -> Rows:
    return sav(twin / "scr_database.sav")


@pytest.fixture(scope="module")
def latest(reviews: Rows) -> Rows:
    return [row for row in reviews if row["PERIOD"] == 5]


@pytest.fixture(scope="module")
def reports(twin: Path) -> Rows:
    return reports_of(twin)


@pytest.fixture(scope="module")
def episodes(twin: Path) -> Episodes:
    return episodes_of(twin)


def test_dates_agree_with_the_period_and_reach_both_ends(reviews: Rows) -> None:
    for place, period in enumerate(printed.PERIODS, start=1):
        first, last = printed.SPANS[period]
        days = [row["INC_DATE"] for row in reviews if row["PERIOD"] == place]
        assert (min(days), max(days)) == (first, last)


def test_identifiers_do_not_follow_the_dates(reviews: Rows) -> None:
    assert all(row["SCR_ID"].startswith("SYN-") for row in reviews)
    days = [row["INC_DATE"] for row in sorted(reviews, key=lambda row: row["SCR_ID"])]
    assert 0.4 < sum(a < b for a, b in pairwise(days)) / len(days) < 0.6


def test_categories_fit_outcome_and_age(reviews: Rows) -> None:
    for row in reviews:
        assert (row["OUTCOME"] == 1) == (row["DEATHCAT"] != 98) == (row["HARMCAT"] == 98)
        assert row["DEATHCAT"] != 8 or 132 <= row["AGE_MTHS"] <= 215
        assert row["DEATHCAT"] != 7 or row["AGE_MTHS"] < 12


def test_plans_sit_with_involvement(reviews: Rows, episodes: Episodes) -> None:
    """Current and past by each source: an open case, or for a past plan one that was closed."""
    for row in reviews:
        for status in (reconciled(row, episodes), row["CPPLAN"]):
            assert status != 1 or row["CSC_INV"] == 1
            assert status != 2 or row["CSC_INV"] in (1, 2)


def test_conflicts_between_the_sources(reviews: Rows, episodes: Episodes) -> None:
    """Three in 2011-14, six in all; "not known" disagrees with nothing."""
    conflicts = [
        (int(row["PERIOD"]), int(row["CPPLAN"]), by_episodes(row["INC_DATE"], episodes[row["SCR_ID"]]))
        for row in reviews
        if row["SCR_ID"] in episodes and row["CPPLAN"] not in (9, by_episodes(row["INC_DATE"], episodes[row["SCR_ID"]]))
    ]
    assert sorted(conflicts) == [(1, 2, 1), (3, 3, 2), (4, 1, 3), (5, 1, 3), (5, 2, 1), (5, 3, 2)]
    assert len(conflicts) == sum(case.plan_story in CONFLICTS for case in make_cases())


def test_each_source_is_silent_on_some(reviews: Rows, latest: Rows, episodes: Episodes) -> None:
    filled = [row for row in latest if row["CPPLAN"] == 9]
    assert len(filled) == 4
    assert all(row["SCR_ID"] in episodes and row["CPCAT"] != row["CPCAT"] for row in filled)
    assert sum(row["CPPLAN"] in (1, 2) and row["SCR_ID"] not in episodes for row in latest) == 5
    assert Counter(row["PERIOD"] for row in reviews if reconciled(row, episodes) == 9) == {1: 4, 2: 3, 3: 5, 4: 2}


def test_episodes(reviews: Rows, episodes: Episodes) -> None:
    incident = {row["SCR_ID"]: row["INC_DATE"] for row in reviews}
    assert set(episodes) - set(incident) == {"SYN-2001", "SYN-2002", "SYN-2003"}
    assert sum(len(plans) > 1 for plans in episodes.values()) > 30
    for plans in episodes.values():
        assert all(end is None or start <= end for start, end, _ in plans)
        assert all(before[1] is not None and before[1] < after[0] for before, after in pairwise(plans))
    linked = [(incident[key], *plan) for key, plans in episodes.items() if key in incident for plan in plans]
    assert any(start == on for on, start, _, _ in linked)
    assert any(end == on for on, _, end, _ in linked)
    assert any(end is not None and (on - end).days == 1 for on, _, end, _ in linked)
    assert any(end is None for _, _, end, _ in linked)


def test_categories_of_plan_agree(reviews: Rows, episodes: Episodes) -> None:
    census = {1: "NEG", 2: "PHY", 3: "SAB", 4: "EMO", 5: "MUL", 6: "MUL"}
    for row in reviews:
        assert (row["CPCAT"] == 98) == (row["CPPLAN"] == 3)
        plans = episodes.get(row["SCR_ID"], [])
        if row["CPPLAN"] in (1, 2) and by_episodes(row["INC_DATE"], plans) != 3:
            begun = [category for start, _, category in plans if start <= row["INC_DATE"]]
            assert begun[-1] == census[row["CPCAT"]]


def test_risk_factors_go_together(reports: Rows) -> None:
    """Each pair of the four is met more often than if they were independent."""
    speaking = [row for row in reports if row["DOM_ABUSE"] != 9]
    items = ("DOM_ABUSE", "PAR_MH", "PAR_ALC", "PAR_DRUG")
    share = {item: sum(row[item] == 1 for row in speaking) / len(speaking) for item in items}
    for one, other in ((a, b) for a in items for b in items if a < b):
        together = sum(row[one] == row[other] == 1 for row in speaking) / len(speaking)
        assert together > share[one] * share[other] * 1.1, (one, other)


def test_histories_before_suicide_and_exploitation_are_alike(reports: Rows) -> None:
    """The source: the early lives of both groups had much in common. No family item is far commoner in one of them."""
    latest = [row for row in reports if row["PERIOD"] == 5]
    suicides = [row for row in latest if row["DEATHCAT"] == 8]
    exploited = [row for row in latest if row["HARMCAT"] == 3 or row["CSE"] == 1]
    assert (len(suicides), len(exploited)) == (17, 18)
    others = [row for row in latest if row not in suicides and row not in exploited]
    for item in ("DOM_ABUSE", "PAR_MH", "SEPARATN", "NEGLECT"):
        first, second, rest = (
            sum(row[item] == 1 for row in rows) / len(rows) for rows in (suicides, exploited, others)
        )
        assert abs(first - second) < 0.25, item
        assert min(first, second) > rest - 0.1, item


def test_some_reports_are_silent_on_the_family(reports: Rows) -> None:
    silent = [row for row in reports if row["PERIOD"] == 5 and row["DOM_ABUSE"] == 9]
    assert len(silent) == 5
    assert all(row[item] == 9 for row in silent for item in ("PAR_MH", "PAR_ALC", "PAR_DRUG", "PARTNERS", "POVERTY"))


def test_themes_are_of_the_reports_read_in_depth(twin: Path, reviews: Rows) -> None:
    text = (twin / "themes.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert {row["case_id"] for row in rows} == {row["SCR_ID"] for row in reviews if row["INDEPTH"] == 1}
    assert {row["theme"] for row in rows} == set(CODES)
    assert len({tuple(row.values()) for row in rows}) == len(rows)
    assert min(Counter(row["case_id"] for row in rows).values()) >= 3
