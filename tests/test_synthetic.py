"""The synthetic twin gives the printed counts exactly."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from scr_analysis.rounding import whole_percent
from twin_reading import Episodes, Row, Rows, counted, episodes_of, reconciled, reports_of, sav, write_twin


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


def test_reviews_by_period(reviews: Rows) -> None:
    assert counted(reviews, "PERIOD") == {1: 161, 2: 189, 3: 268, 4: 189, 5: 293}
    assert len({row["SCR_ID"] for row in reviews}) == 1100


def test_involvement(reviews: Rows, latest: Rows) -> None:
    assert counted(latest, "CSC_INV") == {1: 132, 2: 56, 3: 41, 4: 64}
    before = counted([row for row in reviews if row["PERIOD"] == 4], "CSC_INV")
    assert {code: whole_percent(n, 189) for code, n in before.items()} == {1: 42, 2: 23, 3: 14, 4: 21}


def test_plan_after_reconciliation(latest: Rows, episodes: Episodes) -> None:
    assert Counter(reconciled(row, episodes) for row in latest) == {1: 35, 2: 35, 3: 223}


def test_plan_in_earlier_periods_as_printed(reviews: Rows, episodes: Episodes) -> None:
    for period, current in ((1, 16), (2, 16), (3, 16), (4, 10)):
        status = [reconciled(row, episodes) for row in reviews if row["PERIOD"] == period]
        known = [code for code in status if code != 9]
        assert {whole_percent(status.count(1), len(base)) for base in (status, known)} == {current}, period


def for_neglect(row: Row, episodes: Episodes) -> bool:
    """A plan for neglect, alone or among several: the researchers' category, or else that of the episode."""
    if row["CPCAT"] in (1, 2, 3, 4, 5, 6):
        return row["CPCAT"] in (1, 5)
    begun = [category for start, _, category in episodes[row["SCR_ID"]] if start <= row["INC_DATE"]]
    return begun[-1] in ("NEG", "MUL")


def test_neglect_plans_of_2005_to_2011(reviews: Rows, episodes: Episodes) -> None:
    counts: Counter[tuple[int, int]] = Counter()
    for row in reviews:
        status = reconciled(row, episodes)
        if status in (1, 2) and for_neglect(row, episodes):
            counts[status, int(row["PERIOD"])] += 1
    assert [whole_percent(counts[1, place], of) for place, of in ((2, 189), (3, 268), (4, 189))] == [12, 9, 6]
    assert sum(counts[1, place] for place in (2, 3, 4)) == 59
    assert sum(counts[2, place] for place in (2, 3, 4)) == 42


def test_deaths(latest: Rows) -> None:
    dead = [row for row in latest if row["OUTCOME"] == 1]
    assert len(dead) == 197
    assert counted(dead, "DEATHCAT")[7] == 30
    assert counted(dead, "DEATHCAT")[8] == 17
    adolescents = Counter(row["DEATHCAT"] for row in dead if row["AGE_MTHS"] >= 132)
    (first, most), (_, second) = adolescents.most_common(2)
    assert (first, most) == (8, 17)
    assert most > second


def test_deaths_between_2005_and_2009(reviews: Rows) -> None:
    assert sum(row["OUTCOME"] == 1 for row in reviews if row["PERIOD"] in (2, 3)) == 276


def test_infants_and_adolescents_stand_out(latest: Rows) -> None:
    ages = [row["AGE_MTHS"] for row in latest]
    assert 40 <= whole_percent(sum(age < 12 for age in ages), 293) <= 45
    assert 25 <= whole_percent(sum(age >= 132 for age in ages), 293) <= 30
    assert sum(72 <= age < 132 for age in ages) < sum(12 <= age < 72 for age in ages) < sum(age < 12 for age in ages)


def test_ages_of_2003_to_2005(reviews: Rows) -> None:
    ages = [row["AGE_MTHS"] for row in reviews if row["PERIOD"] == 1]
    shares = [sum(low <= age < high for age in ages) for low, high in ((0, 12), (132, 216), (192, 216))]
    assert [whole_percent(n, 161) for n in shares] == [47, 25, 9]


def test_reports_and_reading_in_depth(reviews: Rows, reports: Rows) -> None:
    assert {row["SCR_ID"] for row in reports} == {row["SCR_ID"] for row in reviews if row["REPORT"] == 1}
    assert counted(reports, "PERIOD") == {4: 139, 5: 175}
    assert {(row["PERIOD"], row["REPORT"]) for row in reviews if row["INDEPTH"] == 1} == {(5, 1)}
    assert sum(row["INDEPTH"] for row in reviews) == 66


@pytest.mark.parametrize(("item", "count"), [("DOM_ABUSE", 94), ("PAR_MH", 93), ("PAR_ALC", 65), ("PAR_DRUG", 66)])
def test_parents_of_the_175(reports: Rows, item: str, count: int) -> None:
    assert sum(row[item] == 1 for row in reports if row["PERIOD"] == 5) == count


def test_substance_misuse_of_the_175(reports: Rows) -> None:
    assert sum(1 in (row["PAR_ALC"], row["PAR_DRUG"]) for row in reports if row["PERIOD"] == 5) == 82


def test_neglect_a_feature(reports: Rows) -> None:
    counts = Counter(row["PERIOD"] for row in reports if row["NEGLECT"] == 1)
    assert counts[4] == 83
    assert whole_percent(counts[5], 175) == 62


def test_suicides(reports: Rows, latest: Rows) -> None:
    suicides = [row for row in reports if row["DEATHCAT"] == 8 and row["PERIOD"] == 5]
    assert len(suicides) == sum(row["DEATHCAT"] == 8 for row in latest) == 17
    assert sum(row["CSC_INV"] == 1 for row in suicides) == 9
    assert sum(row["CAMHS"] == 1 for row in suicides) == 15


def test_ethnic_group_is_not_known_for_11_percent(latest: Rows) -> None:
    assert whole_percent(counted(latest, "ETHNIC")[9], 293) == 11


def test_population_gives_the_printed_rate(twin: Path) -> None:
    with (twin / "child_population.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    total = Counter[int]()
    for row in rows:
        total[int(row["year"])] += int(row["population"])
    assert sorted(total) == list(range(2003, 2015))
    assert all(10_900_000 <= children <= 11_500_000 for children in total.values())
    exposed = sum(total[year] for year in range(2005, 2009))
    assert round(276 / exposed * 100_000, 2) == 0.63
