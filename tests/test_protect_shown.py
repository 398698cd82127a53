"""protect: what is rounded, taken away or left of an estimate, figure by figure, and the log's columns."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scipy.stats import chi2

from disclosure_room import disclosure, estimate, profile, statistic, study
from scr_analysis.estimates import NO_POPULATION, Estimate, Key
from scr_analysis.protect.decisions import LOG, Decision, log
from scr_analysis.protect.primary import primary_decisions, small_counts
from scr_analysis.protect.showing import protected_estimate, rounded
from scr_analysis.protect.task import within_rounding
from scr_analysis.study.declarations import Statistic
from scr_analysis.study.disclosure import Profile
from small import small

ROUNDED = profile(round_to=10, remainders="shown")


def shown(one: Estimate, under: Profile, declared: Statistic, *hidden: str) -> Estimate:
    """The estimate as it is shown, with some of its counts hidden."""
    return protected_estimate(study(disclosure(under), declared), under, one, {(one.key, count) for count in hidden})


def rate(n: int, years: int | None) -> Estimate:
    """An estimate of a rate as ``estimate`` leaves it."""
    if years is None:
        return replace(estimate(n, 413), estimate=None, low=None, high=None, method="", warning=NO_POPULATION)
    return replace(estimate(n, years), estimate=n * 1e5 / years, method="poisson-exact")


def test_the_columns_of_the_log() -> None:
    where = ("statistic", "base", "group", "level", "count")
    assert (*where, "decision", "rule", "reason", "owner", "date", "expires") == LOG


def test_a_hidden_remainder_is_stated_by_the_count_beside_it() -> None:
    key: Key = ("s", "b", "all", "all")
    assert Decision((key, "remainder"), "primary", "it").printed == (key, "n")
    assert Decision((key, "denominator"), "primary", "it").printed == (key, "denominator")


def test_the_log_of_a_secondary_decision_names_who_signed_the_profile() -> None:
    (_, line) = log(disclosure(profile()), "test", [Decision((("s", "b", "g", "l"), "n"), "secondary", "for others")])
    signed = ("agreed for this test", "Data owner", "2016-05-01", "")
    assert line == ("s", "b", "g", "l", "n", "secondary", "for others", *signed)


def test_a_rate_is_made_again_of_the_rounded_count_and_the_exact_child_years() -> None:
    """Limits by the closed form of Garwood (1936): chi-squared quantiles of 2n and 2n + 2 degrees of freedom, halved."""
    one = shown(rate(213, 2_000_000), ROUNDED, statistic("s", kind="rate"))
    assert (one.n, one.denominator, one.estimate) == (210, 2_000_000, 10.5)
    assert one.low == pytest.approx(chi2.ppf(0.025, 420) / 2 / 20)
    assert one.high == pytest.approx(chi2.ppf(0.975, 422) / 2 / 20)


def test_a_rate_without_child_years_has_both_its_counts_rounded() -> None:
    """Its denominator is then no child-years but the cases of its base, which no profile means to print as they are."""
    one = shown(rate(213, None), ROUNDED, statistic("s", kind="rate"))
    assert (one.n, one.denominator, one.estimate, one.low) == (210, 410, None, None)
    assert shown(rate(213, None), profile(), statistic("s", kind="rate")).denominator == 413


def test_rates_may_be_hidden_whatever_their_count() -> None:
    hidden = profile(rates="hidden")
    assert shown(rate(213, 2_000_000), hidden, statistic("s", kind="rate")).n is None
    assert shown(estimate(213, 400), hidden, statistic("s")).n == 213
    assert shown(rate(213, 2_000_000), profile(), statistic("s", kind="rate")).n == 213


def test_intervals_may_be_hidden_and_the_share_shown() -> None:
    one = shown(estimate(50, 100), profile(intervals="hidden"), statistic("s"))
    assert (one.n, one.estimate, one.low, one.high, one.bound_low) == (50, 0.5, None, None, 0.5)


@pytest.mark.parametrize("drawn", small("""
    n    of   not_known not_applicable stays          | low       high        # bounds of the rounded counts
    213  410  11        0              -              | 210/420   220/420
    213  410  0         40             -              | 210/410   210/410     # to whom it cannot apply is not unknown
    213  410  11        0              not_known      | 210/410   220/410     # in the base already
    410  410  11        0              not_known      | 410/410   410/410     # never above all
    """), ids=lambda row: " ".join(row.values()))  # fmt: skip
def test_bounds_of_rounded_counts(drawn: dict[str, str]) -> None:
    stays = [] if drawn["stays"] == "-" else [drawn["stays"]]
    missing = (int(drawn["not_known"]), 0, 0, 0, int(drawn["not_applicable"]), 0)
    one = shown(estimate(int(drawn["n"]), int(drawn["of"]), missing=missing), ROUNDED, statistic("s", stays=stays))
    for found, fraction in ((one.bound_low, drawn["low"]), (one.bound_high, drawn["high"])):
        n, of = fraction.split("/")
        assert found == int(n) / int(of)


def test_a_base_that_rounds_to_nought_has_no_share() -> None:
    one = shown(estimate(2, 4), ROUNDED, statistic("s"))
    assert (one.n, one.denominator) == (0, 0)
    assert (one.estimate, one.low, one.high, one.bound_low, one.bound_high) == (None,) * 5


def test_a_quantile_keeps_its_value_and_has_its_base_rounded() -> None:
    months = replace(estimate(213, 213), estimate=31.0, low=28.0, high=34.0, method="order-statistics")
    one = shown(months, ROUNDED, statistic("s", kind="quantile", of="X", numerator=None))
    assert (one.n, one.denominator, one.estimate, one.low, one.high) == (210, 210, 31.0, 28.0, 34.0)


@pytest.mark.parametrize("gone", ["n", "denominator"])
def test_what_lacks_a_count_is_neither_rounded_nor_small(gone: str) -> None:
    one = replace(estimate(3, 410), **{gone: None})  # type: ignore[arg-type]
    assert rounded(study(disclosure(ROUNDED)), ROUNDED, one) == one
    assert list(small_counts(ROUNDED, statistic("s"), one)) == []
    assert [count for count, _ in small_counts(ROUNDED, statistic("s"), estimate(3, 410))] == ["n"]


def test_rounding_is_said_beside_what_is_shown_and_beside_what_is_hidden() -> None:
    said = "rounded to the nearest 10"
    assert shown(estimate(213, 410), ROUNDED, statistic("s")).rule == said
    hidden = shown(estimate(213, 410), ROUNDED, statistic("s"), "n")
    assert (hidden.n, hidden.denominator, hidden.status, hidden.rule) == (
        None,
        410,
        "hidden",
        f"disclosure control; {said}",
    )
    assert shown(estimate(213, 410), profile(), statistic("s"), "n").rule == "disclosure control"


@pytest.mark.parametrize("count", ["n", "remainder", "denominator"])
def test_any_hidden_count_of_a_row_hides_its_share(count: str) -> None:
    one = shown(replace(estimate(50, 100), warning="small"), profile(), statistic("s"), count)
    assert (one.n, one.estimate, one.status) == (None, None, "hidden")
    base_too = count == "denominator"
    assert (one.denominator, one.warning) == ((None, "") if base_too else (100, "small"))


def test_local_counts_stay_unrounded_only_where_the_profile_says_so() -> None:
    by_area = statistic("s", by="AREA")
    for round_local, counts, expected in (
        (True, estimate(213, 410, group="AREA=x"), 210),
        (False, estimate(213, 410, group="AREA=x"), 213),
        (False, estimate(213, 410), 210),  # of all areas together
    ):
        under = profile(round_to=10, round_local=round_local)
        agreed = disclosure(under, local=["AREA"])
        assert protected_estimate(study(agreed, by_area), under, counts, set()).n == expected


def test_a_rate_is_hidden_for_its_count_alone() -> None:
    """Its denominator is children of the country, and who is left over is nobody of the study."""
    declared = statistic("s", kind="rate")
    agreed = disclosure(profile(whole_groups="hidden"))
    assert not primary_decisions(study(agreed, declared), "test", [rate(50, 51), rate(50, 50)])
    (found,) = primary_decisions(study(agreed, declared), "test", [rate(3, 4)])
    assert (found.cell[1], found.rule) == ("n", "count below 5")


def test_missing_counts_at_the_edges() -> None:
    agreed = disclosure(profile(missing="hidden"))
    found = primary_decisions(study(agreed), "test", [estimate(50, 100, missing=(0, 1, 4, 5, 0, 0))])
    assert [one.cell[1] for one in found] == ["missing_not_recorded", "missing_report_silent"]
    assert {one.rule for one in found} == {"missing below 5"}


@pytest.mark.parametrize("drawn", small("""
    to hide_upto count | low high    # seen as printed, and no shown count is a small one
    10 4         213   | 205 214
    10 4         215   | 215 224
    10 4         6     | 5   14      # printed 10
    10 4         0     | 0   0       # a small one would be hidden, so this is nought
    10 3         0     | 0   4       # four would be printed 0 as well
    10 3         4     | 4   4
    10 3         3     | 0   4       # let out by exception: a small one may be
    5  4         12    | 8   12
    5  4         7     | 5   7
    """), ids=lambda row: " ".join(row.values()))  # fmt: skip
def test_what_a_rounded_count_tells(drawn: dict[str, str]) -> None:
    under = profile(round_to=int(drawn["to"]), hide_upto=int(drawn["hide_upto"]))
    assert within_rounding(int(drawn["count"]), under) == (int(drawn["low"]), int(drawn["high"]))
