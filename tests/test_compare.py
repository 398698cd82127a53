"""The stage compare: what is public goes in and nothing else; what is hidden stays hidden; what cannot be said is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core_run import core_run, study, study_in
from scr_analysis.compare import compare
from scr_analysis.compare.standardised import standardised
from scr_analysis.comparisons import Comparison, Key, read_comparisons
from scr_analysis.errors import FaultsFound
from scr_analysis.estimates import Estimate, estimates_csv
from scr_analysis.study import Study
from typed_estimates import hidden, one

HEAD = "families: {change: {title: Change}}\ndepartures: {a_little: 0.1, departs: 0.2}\ncomparisons:\n"
STATISTICS = """
- {id: by_period, title: By period, base: database, numerator: {SEX: [female]}, by: period}
- {id: spread, title: Spread, kind: distribution, base: database, of: SEX, by: period}
- {id: on_bases, title: On bases, base: [database, reviews_2011_14, reviews_2009_11, deaths_2011_14, infants_2011_14],
   numerator: {SEX: [female]}}
- {id: spread_of, title: Spread of bases, kind: distribution, base: [database, reviews_2011_14], of: REGION}
"""
PERIODS = ("p2003_05", "p2005_07", "p2007_09", "p2009_11", "p2011_14")


def declared(folder: Path, *entries: str) -> Study:
    """A study with the comparisons given, each without its title and family."""
    lines = "".join(f"  - {{title: It, family: change, {entry}}}\n" for entry in entries)
    return study_in(folder, "comparisons", statistics=STATISTICS, comparisons=HEAD + lines)


def made(folder: Path, *entries: str, estimates: list[Estimate], confidence: float = 0.95) -> dict[Key, Comparison]:
    """The comparisons as they are read back."""
    path = folder / "estimates.csv"
    path.write_text(estimates_csv(estimates), encoding="utf-8")
    compare(declared(folder, *entries), path, confidence, folder)
    return read_comparisons(folder / "comparisons.csv")


def periods(*counts: tuple[int, int], statistic: str = "by_period", level: str = "all") -> list[Estimate]:
    groups = zip(PERIODS, counts, strict=False)
    return [one(statistic, n, of, "database", f"period={period}", level) for period, (n, of) in groups]


TREND = "id: it, kind: trend, statistic: by_period, groups: [p2003_05, p2005_07, p2007_09, p2009_11]"
PAIR = "id: it, kind: difference, statistic: by_period, groups: [p2003_05, p2005_07]"


def test_a_trend_over_the_groups_named(tmp_path: Path) -> None:
    """The usual example: 0, 1, 3, 6 of 50; Z as R has it. Fewer than five are expected in a group, so p is exact."""
    found = made(tmp_path, TREND, estimates=periods((0, 50), (1, 50), (3, 50), (6, 50), (40, 50)))
    it = found["it", "all"]
    assert it.value == pytest.approx(2.9019, abs=5e-5)
    assert it.method == "cochran-armitage, exact"
    assert it.p is not None
    assert 0.002 < it.p < 0.008
    assert (it.direction, it.status, it.tests_in_family) == ("higher", "shown", 1)


def test_a_trend_whose_exact_version_would_take_too_long_says_that_p_is_only_near(tmp_path: Path) -> None:
    """A fifth of a thousand, and a first group of twenty-one, in which four are expected."""
    counts = periods((4, 21), (40, 189), (54, 268), (38, 189), (58, 293))
    it = made(tmp_path, "id: it, kind: trend, statistic: by_period", estimates=counts)["it", "all"]
    assert (it.method, it.warning, it.status) == (
        "cochran-armitage",
        "so few cases that its p value is only near",
        "shown",
    )


def test_a_trend_that_names_no_groups_runs_over_all(tmp_path: Path) -> None:
    counts = periods((60, 100), (50, 100), (40, 100), (30, 100), (20, 100))
    found = made(tmp_path, "id: it, kind: trend, statistic: by_period", estimates=counts)
    assert [side.name for side in found["it", "all"].sides] == list(PERIODS)
    assert (found["it", "all"].direction, found["it", "all"].method) == ("lower", "cochran-armitage")


def test_scores_are_the_places_of_the_groups(tmp_path: Path) -> None:
    """Two groups close together and one far, which weighs more."""
    counts = periods((30, 100), (30, 100), (45, 100))
    entry = "kind: trend, statistic: by_period, groups: [p2003_05, p2005_07, p2007_09]"
    found = made(tmp_path, f"id: even, {entry}", f"id: far, {entry}, scores: [0, 1, 9]", estimates=counts)
    even, far = found["even", "all"].value, found["far", "all"].value
    assert even is not None
    assert far is not None
    assert 0 < even < far


def test_a_difference_is_the_later_less_the_earlier(tmp_path: Path) -> None:
    """Newcombe (1998), table II, first row: 56 of 70 less 48 of 80."""
    it = made(tmp_path, PAIR, estimates=periods((48, 80), (56, 70)))["it", "all"]
    assert (it.value, it.low, it.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    assert it.ratio == pytest.approx(4 / 3, abs=1e-5)
    assert it.direction == "higher"


def test_a_sample_is_set_against_the_cases_not_in_it(tmp_path: Path) -> None:
    """30 of 40 sampled out of 78 of 120: the rest is 48 of 80, and neither printed count is a new one."""
    entry = "id: it, kind: difference, statistic: on_bases, bases: [deaths_2011_14, reviews_2011_14]"
    counts = [one("on_bases", 30, 40, "deaths_2011_14"), one("on_bases", 78, 120, "reviews_2011_14")]
    it = made(tmp_path, entry, estimates=counts)["it", "all"]
    assert it.value == pytest.approx(30 / 40 - 48 / 80)
    assert [(side.n, side.denominator) for side in it.sides] == [(30, 40), (78, 120)]
    assert "sample against the rest" in it.method


def test_bases_that_share_no_case_are_set_side_by_side(tmp_path: Path) -> None:
    entry = "id: it, kind: difference, statistic: on_bases, bases: [reviews_2009_11, reviews_2011_14]"
    counts = [one("on_bases", 48, 80, "reviews_2009_11"), one("on_bases", 56, 70, "reviews_2011_14")]
    assert made(tmp_path, entry, estimates=counts)["it", "all"].value == pytest.approx(0.2)


SAMPLE = "id: it, kind: standardised_difference, bases: [reviews_2011_14, database]"


def spread(*rows: tuple[str, dict[str, int], int]) -> list[Estimate]:
    return [one("spread_of", n, of, base, level=level) for base, counts, of in rows for level, n in counts.items()]


def test_a_sample_is_like_the_rest_or_departs_by_the_declared_limits(tmp_path: Path) -> None:
    """The plain formula: 33 of 66 beside 40, 48 and 60 of 109, by R 0.271, 0.120 and -0.101; 55 is like."""
    words = {}
    for whole in (33 + 40, 33 + 48, 33 + 60, 33 + 55):
        counts = [one("on_bases", 33, 66, "reviews_2011_14"), one("on_bases", whole, 175, "database")]
        it = made(tmp_path, f"{SAMPLE}, statistic: on_bases", estimates=counts)["it", "all"]
        assert it.value is not None
        words[whole - 33] = (f"{it.value:.3f}", it.direction)
    assert words == {
        40: ("0.271", "departs"), 48: ("0.120", "a little"), 60: ("-0.101", "a little"), 55: ("-0.009", "like"),
    }  # fmt: skip


def test_a_departure_that_chance_could_bring_says_so(tmp_path: Path) -> None:
    small = [one("on_bases", 33, 66, "reviews_2011_14"), one("on_bases", 73, 175, "database")]
    large = [one("on_bases", 3300, 6600, "reviews_2011_14"), one("on_bases", 7300, 17500, "database")]
    entry = f"{SAMPLE}, statistic: on_bases"
    chance = made(tmp_path, entry, estimates=small)["it", "all"]
    clear = made(tmp_path, entry, estimates=large)["it", "all"]
    assert clear.value == pytest.approx(chance.value)
    assert (chance.direction, chance.warning) == ("departs", "chance alone could do it")
    assert (clear.direction, clear.warning) == ("departs", "")


def test_levels_that_are_withheld_are_taken_together(tmp_path: Path) -> None:
    """Four levels of which two are hidden in the sample: as if the study had declared three."""
    sample = {"north_east": 3, "north_west": 20, "london": 30, "south_east": 7}
    whole = {"north_east": 20, "north_west": 60, "london": 80, "south_east": 40}
    counts = spread(("reviews_2011_14", sample, 60), ("database", whole, 200))
    counts = [hidden(each) if each.n in (3, 7) else each for each in counts]
    it = made(tmp_path, f"{SAMPLE}, statistic: spread_of", estimates=counts)["it", "all"]
    assert it.value == pytest.approx(standardised([20, 30, 10], [40, 50, 50]), rel=1e-5)
    assert it.status == "shown"


def test_one_level_withheld_withholds_the_difference(tmp_path: Path) -> None:
    """It alone would be what is left over of the denominator."""
    counts = spread(("reviews_2011_14", {"north_east": 3, "london": 57}, 60), ("database", {"london": 200}, 200))
    counts = [hidden(each) if each.n == 3 else each for each in counts]
    it = made(tmp_path, f"{SAMPLE}, statistic: spread_of", estimates=counts)["it", "all"]
    assert (it.status, it.value, it.direction) == ("hidden", None, "")


@pytest.mark.parametrize("entry", [TREND, PAIR])
def test_a_comparison_of_a_hidden_count_is_hidden(tmp_path: Path, entry: str) -> None:
    counts = periods((10, 50), (12, 50), (13, 50), (16, 50))
    counts[1] = hidden(counts[1])
    it = made(tmp_path, entry, estimates=counts)["it", "all"]
    assert it.hidden
    assert (it.value, it.low, it.high, it.ratio, it.p, it.p_holm, it.p_bh) == (None,) * 7
    assert (it.direction, it.method, it.tests_in_family) == ("", "", 0)
    text = (tmp_path / "comparisons.csv").read_text(encoding="utf-8")
    assert "10;[c]" in text
    assert "12" not in text.splitlines()[1].replace("it", "").split(",")[6].split(";")


def test_rounded_counts_are_compared_with_a_warning_and_never_below_nought(tmp_path: Path) -> None:
    """Rounded to fives, a sample may seem to hold more than the whole: 45 of 60 out of 40 of 65."""
    entry = "id: it, kind: difference, statistic: on_bases, bases: [deaths_2011_14, reviews_2011_14]"
    counts = [one("on_bases", 45, 60, "deaths_2011_14"), one("on_bases", 40, 65, "reviews_2011_14")]
    rounded = [replace(each, rule="rounded to the nearest 5") for each in counts]
    it = made(tmp_path, entry, estimates=rounded)["it", "all"]
    assert it.value == pytest.approx(0.75)
    assert it.warning == "small base; its counts are rounded"


def test_a_group_without_cases_is_not_compared(tmp_path: Path) -> None:
    it = made(tmp_path, PAIR, estimates=periods((10, 50)))["it", "all"]
    assert (it.status, it.direction, it.p) == ("not applicable", "", None)


def test_a_small_base_is_warned_of(tmp_path: Path) -> None:
    assert made(tmp_path, PAIR, estimates=periods((10, 19), (10, 50)))["it", "all"].warning == "small base"
    assert made(tmp_path, PAIR, estimates=periods((10, 20), (10, 50)))["it", "all"].warning == ""


def test_the_family_decides_what_is_called_higher(tmp_path: Path) -> None:
    """One test at 0.03 is a difference; the same test beside another, adjusted by Holm, is none."""
    counts = periods((10, 100), (22, 100), statistic="spread", level="female")
    counts += periods((50, 100), (50, 100), statistic="spread", level="male")
    entry = "kind: difference, statistic: spread, groups: [p2003_05, p2005_07]"
    alone = made(tmp_path, f"id: it, levels: [female], {entry}", estimates=counts)["it", "female"]
    both = made(tmp_path, f"id: it, levels: [female, male], {entry}", estimates=counts)
    assert alone.p is not None
    assert 0.025 < alone.p < 0.05
    assert (alone.direction, alone.p_holm, alone.tests_in_family) == ("higher", alone.p, 1)
    crowded = both["it", "female"]
    assert crowded.p == alone.p
    assert crowded.p_holm == pytest.approx(2 * alone.p, rel=1e-5)
    assert crowded.tests_in_family == 2
    assert crowded.direction == "no clear difference"


def test_the_confidence_of_the_edition_decides(tmp_path: Path) -> None:
    counts = periods((10, 100), (22, 100))
    assert made(tmp_path, PAIR, estimates=counts)["it", "all"].direction == "higher"
    strict = made(tmp_path, PAIR, estimates=counts, confidence=0.99)["it", "all"]
    assert (strict.direction, strict.confidence) == ("no clear difference", "0.99")


REFUSED = {
    "bases that may share cases": "id: it, kind: difference, statistic: on_bases, bases: [deaths_2011_14, infants_2011_14]",
    "two groups or two bases": "id: it, kind: difference, statistic: by_period",
    "trend needs 3 groups": "id: it, kind: trend, statistic: by_period, groups: [p2003_05, p2005_07]",
    "do not stand in order": "id: it, kind: trend, statistic: by_period, groups: [p2005_07, p2003_05, p2007_09]",
    "scores for 5 groups": "id: it, kind: trend, statistic: by_period, scores: [1, 2]",
    "scores do not rise": "id: it, kind: trend, statistic: by_period, scores: [1, 2, 2, 3, 4]",
    "no level of it is named": "id: it, kind: trend, statistic: spread",
    "has no levels": "id: it, kind: trend, statistic: by_period, levels: [female]",
    "one grouping column": "id: it, kind: trend, statistic: on_bases",
    "runs over groups, not bases": "id: it, kind: trend, statistic: on_bases, bases: [database, reviews_2011_14]",
    "does not lie within": (
        "id: it, kind: standardised_difference, statistic: on_bases, bases: [reviews_2009_11, reviews_2011_14]"
    ),
    "between two bases": "id: it, kind: difference, statistic: on_bases, bases: [database]",
    "between two groups": f"{PAIR.removesuffix(']')}, p2007_09]",
}


@pytest.mark.parametrize("said", REFUSED)
def test_comparisons_that_cannot_be_made_are_refused(tmp_path: Path, said: str) -> None:
    with pytest.raises(FaultsFound, match=said.replace("bases that may share cases", "may share cases")):
        declared(tmp_path, REFUSED[said])


NUMBERS = ("value", "low", "high", "ratio", "ratio_low", "ratio_high", "p", "p_holm", "p_bh")


def test_every_declared_part_is_there_and_reads_back(tmp_path: Path) -> None:
    wanted = [(entry.id, level) for entry in study().comparing.comparisons for level in entry.levels or ["all"]]
    done = compare(study(), core_run().results / "estimates.csv", 0.95, tmp_path)
    read = read_comparisons(tmp_path / "comparisons.csv")
    assert [comparison.key for comparison in done] == wanted == list(read)
    for comparison in done:
        written = {name: getattr(comparison, name) for name in NUMBERS}
        back = read[comparison.key]
        assert {name: getattr(back, name) is None for name in NUMBERS} == {
            name: value is None for name, value in written.items()
        }
        for name, value in written.items():
            assert value is None or getattr(back, name) == pytest.approx(value, rel=1e-5)
        assert replace(back, **written) == comparison


def test_no_count_is_new() -> None:
    """Every count printed beside a comparison is one of the protected estimates."""
    shown = {(estimate.statistic, estimate.n, estimate.denominator) for estimate in core_run().protected().values()}
    for comparison in core_run().compared().values():
        for side in comparison.sides:
            if side.n is not None:
                assert (comparison.statistic, side.n, side.denominator) in shown
