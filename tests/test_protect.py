"""protect: each profile at its edges, exceptions, a complete log, and nothing of a hidden value in the protected file."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_room import disclosure, estimate, profile, statistic, study
from scr_analysis.estimates import Estimate, estimates_csv
from scr_analysis.protect.decisions import Decision, log
from scr_analysis.protect.primary import primary_decisions
from scr_analysis.protect.showing import protected_estimate
from scr_analysis.study.disclosure import Disclosure
from small import small


def decided(agreed: Disclosure, *found: Estimate) -> list[Decision]:
    return primary_decisions(study(agreed), "test", found)


def shown(agreed: Disclosure, *found: Estimate) -> list[Estimate]:
    """The estimates as primary suppression and rounding leave them."""
    hidden = {one.cell for one in decided(agreed, *found) if one.hides}
    return [protected_estimate(study(agreed), agreed.profile("test"), one, hidden) for one in found]


@pytest.mark.parametrize("drawn", small("""
    upto zeros  whole  remainders n   of  | rules
    4    shown  shown  hidden     0   100 | -             # nobody is not somebody
    4    shown  shown  hidden     1   100 | count
    4    shown  shown  hidden     4   100 | count
    4    shown  shown  hidden     5   100 | -
    4    shown  shown  hidden     95  100 | -             # five are left over
    4    shown  shown  hidden     96  100 | remainder     # four are left over: "all but four"
    4    shown  shown  hidden     99  100 | remainder
    4    shown  shown  hidden     100 100 | -             # all of them: nobody is left over
    4    shown  hidden hidden     100 100 | whole         # everybody has the trait, so it is known of each
    4    hidden shown  hidden     0   100 | count         # nobody has it, and that is known of each
    4    shown  shown  shown      96  100 | -
    4    shown  shown  hidden     0   4   | base+remainder # a small base is hidden, and all on it with it
    4    shown  shown  hidden     4   4   | base+count
    4    shown  shown  hidden     2   4   | base+count+remainder
    4    shown  shown  hidden     0   0   | -             # no case at all
    4    hidden shown  hidden     0   0   | base+count
    9    hidden hidden hidden     9   100 | count
    9    hidden hidden hidden     10  100 | -
    9    hidden hidden hidden     91  100 | remainder
    0    shown  shown  hidden     1   2   | -             # hides nothing
    """), ids=lambda row: " ".join(row.values()))  # fmt: skip
def test_rules_at_their_edges(drawn: dict[str, str]) -> None:
    agreed = disclosure(
        profile(hide_upto=int(drawn["upto"]), zeros=drawn["zeros"], whole_groups=drawn["whole"],
                remainders=drawn["remainders"])
    )  # fmt: skip
    found = decided(agreed, estimate(int(drawn["n"]), int(drawn["of"])))
    assert "+".join(one.rule.split()[0] for one in found) == drawn["rules"].strip("-")


def test_the_log_says_of_a_whole_group_that_it_is_one() -> None:
    (found,) = decided(disclosure(profile(whole_groups="hidden")), estimate(100, 100))
    assert found.rule == "whole group"


@pytest.mark.parametrize("kind", ["all", "quantile"])
def test_a_count_of_everybody_is_no_whole_group(kind: str) -> None:
    declared = statistic("s", numerator="all")
    if kind == "quantile":
        declared = statistic("s", kind="quantile", of="X", numerator=None)
    agreed = disclosure(profile(whole_groups="hidden"))
    assert not primary_decisions(study(agreed, declared), "test", [estimate(100, 100)])
    (found,) = primary_decisions(study(agreed, declared), "test", [estimate(3, 3)])
    assert found.cell[1] == "denominator"


def test_missing_counts_follow_the_profile() -> None:
    one = estimate(50, 100, missing=(3, 12, 0, 0, 0, 0))
    assert not decided(disclosure(profile()), one)
    agreed = disclosure(profile(missing="hidden"))
    assert [found.cell[1] for found in decided(agreed, one)] == ["missing_not_known"]
    (done,) = shown(agreed, one)
    assert (done.status, done.n, done.missing) == ("shown", 50, (None, 12, 0, 0, 0, 0))
    assert (done.bound_low, done.bound_high) == (None, None)  # made of the missing counts, they would give them back
    (row,) = csv.DictReader(io.StringIO(estimates_csv([done])))
    assert (row["missing_not_known"], row["bound_low"], row["bound_high"]) == ("[c]", "[c]", "[c]")


def test_hiding_takes_everything_that_states_the_count() -> None:
    one, small_base = shown(disclosure(profile()), estimate(3, 100), estimate(2, 4, "two"))
    assert (one.n, one.estimate, one.low, one.high, one.bound_low, one.bound_high) == (None,) * 6
    assert (one.denominator, one.status) == (100, "hidden")
    assert (small_base.denominator, small_base.n) == (None, None)


def test_the_file_does_not_tell_why_a_count_is_hidden() -> None:
    """ "Too small" or "all but a few" in the published file would narrow the count down."""
    hidden = shown(disclosure(profile()), estimate(3, 100), estimate(98, 100, "two"))
    assert len({one.rule for one in hidden}) == 1


def test_shown_estimates_are_not_touched() -> None:
    (one,) = shown(disclosure(profile()), estimate(50, 100))
    assert (one.n, one.estimate, one.status, one.rule) == (50, 0.5, "shown", "")


def test_a_profile_for_sensitive_statistics_leaves_the_others() -> None:
    agreed = disclosure(profile(applies_to="sensitive"), sensitive=["two"])
    one, two = shown(agreed, estimate(3, 100), estimate(3, 100, "two"))
    assert (one.n, two.n) == (3, None)


@pytest.mark.parametrize("drawn", small("""
    to n   of  | rounded base pct    # halves up
    10 213 410 | 210     410  51
    10 215 410 | 220     410  54
    10 6   98  | 10      100  10
    5  12  17  | 10      15   67
    5  13  18  | 15      20   75
    """), ids=lambda row: " ".join(row.values()))  # fmt: skip
def test_rounding_is_throughout(drawn: dict[str, str]) -> None:
    """The percentage is that of the rounded counts: one of exact counts would give them back."""
    agreed = disclosure(profile(round_to=int(drawn["to"]), remainders="shown"))
    (one,) = shown(agreed, estimate(int(drawn["n"]), int(drawn["of"]), missing=(11, 0, 0, 0, 0, 0)))
    n, of = int(drawn["rounded"]), int(drawn["base"])
    assert (one.n, one.denominator, one.missing[0]) == (n, of, 10)
    assert one.estimate == n / of
    assert int(100 * n / of + 0.5) == int(drawn["pct"])
    assert one.low is not None
    assert one.low < n / of < (one.high or 0)
    assert (one.bound_low, one.bound_high) == (n / (of + 10), (n + 10) / (of + 10))


def test_two_is_a_step_to_round_to() -> None:
    (one,) = shown(disclosure(profile(round_to=2, remainders="shown")), estimate(51, 101))
    assert (one.n, one.denominator) == (52, 102)


def test_a_missing_count_that_is_hidden_stays_so_where_others_are_rounded() -> None:
    agreed = disclosure(profile(round_to=5, missing="hidden"))
    (one,) = shown(agreed, estimate(50, 100, missing=(3, 12, 0, 0, 0, 0)))
    assert one.missing == (None, 10, 0, 0, 0, 0)


def test_local_counts_may_stay_unrounded() -> None:
    local = statistic("s", by="X")
    agreed = disclosure(profile(round_to=10, round_local=False), local=["X"])
    one = protected_estimate(study(agreed, local), agreed.profile("test"), estimate(213, 410, group="X=yes"), set())
    assert one.n == 213
    other = protected_estimate(study(disclosure(profile(round_to=10)), local), agreed.profile("test"),
                               estimate(213, 410, group="X=yes"), set())  # fmt: skip
    assert other.n == 210


ESTIMATES = st.builds(
    estimate,
    n=st.integers(0, 40),
    of=st.integers(40, 60),
    statistic=st.sampled_from(["s", "two"]),
    level=st.sampled_from(["all", "a", "b"]),
    group=st.sampled_from(["all", "SEX=male"]),
) | st.builds(estimate, n=st.just(2), of=st.integers(2, 12))


@given(one=ESTIMATES, upto=st.integers(0, 11), remainders=st.sampled_from(["shown", "hidden"]))
@settings(deadline=None)
def test_nothing_of_a_hidden_value_survives(one: Estimate, upto: int, remainders: str) -> None:
    """Read as text, as an intruder would: a hidden row holds [c] in the place of every number made from its count."""
    agreed = disclosure(profile(hide_upto=upto, remainders=remainders))
    (row,) = csv.DictReader(io.StringIO(estimates_csv(shown(agreed, one))))
    assert one.n is not None
    assert one.denominator is not None
    small_count = 0 < one.n <= upto or 0 < one.denominator <= upto
    hide = small_count or (remainders == "hidden" and 0 < one.denominator - one.n <= upto)
    assert row["status"] == ("hidden" if hide else "shown")
    for column in ("n", "estimate", "low", "high", "bound_low", "bound_high"):
        assert (row[column] == "[c]") == hide, column
    assert (row["denominator"] == "[c]") == (0 < one.denominator <= upto)


@pytest.mark.parametrize(
    ("exception", "excepted"),
    [
        ({"statistic": "s"}, {("all", "all"), ("all", "a"), ("SEX=male", "a")}),  # what it leaves out, it leaves open
        ({"statistic": "s", "base": "b"}, {("all", "all"), ("all", "a"), ("SEX=male", "a")}),
        ({"statistic": "s", "level": "a"}, {("all", "a"), ("SEX=male", "a")}),
        ({"statistic": "s", "group": "all"}, {("all", "all"), ("all", "a")}),
        ({"statistic": "s", "group": "SEX=male", "level": "a"}, {("SEX=male", "a")}),
        ({"statistic": "s", "base": "another"}, set()),
        ({"statistic": "another"}, set()),
        ({"statistic": "s", "level": "b"}, set()),
    ],
)
def test_exceptions_show_what_they_name(exception: dict[str, str], excepted: set[tuple[str, str]]) -> None:
    agreed = disclosure(profile(), [exception])
    for group, level in (("all", "all"), ("all", "a"), ("SEX=male", "a")):
        (one,) = shown(agreed, estimate(2, 100, group=group, level=level))
        assert (one.status, one.n) == (("shown", 2) if (group, level) in excepted else ("hidden", None))


def test_every_decision_is_logged_with_who_answers_for_it() -> None:
    exception = {"statistic": "s", "reason": "printed before", "owner": "Somebody else"}
    agreed = disclosure(profile(), [exception])
    found = decided(agreed, estimate(2, 100), estimate(50, 100), estimate(98, 100, "two"))
    profile_line, excepted, hidden = log(agreed, "test", found)  # an estimate shown under no rule needs no line
    owner = ("agreed for this test", "Data owner", "2016-05-01", "")
    assert profile_line == ("*", "*", "*", "*", "*", "profile", "it", *owner)
    by = ("printed before", "Somebody else", "2016-05-01", "2017-05-01")
    assert excepted == ("s", "b", "all", "all", "n", "exception", "count below 5", *by)
    assert hidden == ("two", "b", "all", "all", "remainder", "primary", "remainder below 5", *owner)
