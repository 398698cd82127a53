"""protect: the rule at its edges, exceptions, a complete log, and nothing of a hidden value in the protected file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from core_run import core_run, study
from hypothesis import given, settings
from hypothesis import strategies as st
from small import small

from scr_analysis.estimates import Estimate, estimates_csv
from scr_analysis.protect import LOG, decisions, primary_rule, protect, protected_estimate
from scr_analysis.study.agreements import Disclosure

OWNER = {"owner": "Data owner", "reason": "agreed for this test"}


def agreed(threshold: int = 5, remainders: bool = True, *exceptions: dict[str, str]) -> Disclosure:
    named = [{**OWNER, **exception} for exception in exceptions]
    return Disclosure.model_validate(
        {"threshold": threshold, "hide_remainders": remainders, "exceptions": named, **OWNER}
    )


def estimate(n: int | None, of: int | None, statistic: str = "s", group: str = "all", level: str = "all") -> Estimate:
    share = n / of if n is not None and of else None
    return Estimate(
        statistic, "b", group, level, n, of, (0, 0, 0, 0, 0, 0), estimate=share, low=share, high=share,
        method="wilson", confidence="0.95", bound_low=share, bound_high=share,
    )  # fmt: skip


@pytest.mark.parametrize("drawn", small("""
    threshold remainders n  of  | rule
    5         yes        0  100 | shown        # nobody is not somebody
    5         yes        1  100 | count
    5         yes        4  100 | count        # threshold - 1
    5         yes        5  100 | shown        # the threshold itself
    5         yes        6  100 | shown
    5         yes        94 100 | shown
    5         yes        95 100 | shown        # five are left over
    5         yes        96 100 | remainder    # four are left over: "all but four"
    5         yes        99 100 | remainder
    5         yes        100 100 | shown       # all of them: nobody is left over
    5         no         96 100 | shown
    5         no         4  100 | count
    5         yes        0  4   | base         # a base below the threshold hides all on it, nought too
    5         yes        4  4   | base
    5         no         2  4   | base
    5         yes        0  5   | shown
    5         yes        5  5   | shown
    5         yes        0  0   | shown        # no case at all
    8         yes        7  100 | count
    8         yes        8  100 | shown
    8         yes        93 100 | remainder
    8         yes        92 100 | shown
    10        yes        9  100 | count
    1         yes        1  2   | shown        # a threshold of one hides nothing
    """), ids=lambda row: " ".join(row.values()))  # fmt: skip
def test_rule_at_its_edges(drawn: dict[str, str]) -> None:
    rule = primary_rule(
        estimate(int(drawn["n"]), int(drawn["of"])), agreed(int(drawn["threshold"]), drawn["remainders"] == "yes")
    )
    assert (rule.split()[0] if rule else "shown") == drawn["rule"]
    if rule:
        assert rule == f"{drawn['rule']} below {drawn['threshold']}"


def test_hiding_takes_everything_that_states_the_count() -> None:
    one = protected_estimate(estimate(3, 100), agreed())
    assert (one.n, one.estimate, one.low, one.high, one.bound_low, one.bound_high) == (None,) * 6
    assert (one.denominator, one.status, one.rule) == (100, "hidden", "count below 5")
    small_base = protected_estimate(estimate(2, 4), agreed())
    assert (small_base.denominator, small_base.n) == (None, None)


def test_shown_estimates_are_not_touched() -> None:
    one = protected_estimate(estimate(50, 100), agreed())
    assert (one.n, one.estimate, one.status, one.rule) == (50, 0.5, "shown", "")


ESTIMATES = st.builds(
    estimate,
    n=st.integers(0, 40),
    of=st.integers(40, 60),
    statistic=st.sampled_from(["one", "two"]),
    level=st.sampled_from(["all", "a", "b"]),
    group=st.sampled_from(["all", "SEX=male"]),
) | st.builds(estimate, n=st.just(2), of=st.integers(2, 12))


@given(found=st.lists(ESTIMATES, max_size=12), threshold=st.integers(1, 12), remainders=st.booleans())
@settings(deadline=None)
def test_nothing_of_a_hidden_value_survives(found: list[Estimate], threshold: int, remainders: bool) -> None:
    """Read as text, as an intruder would: a hidden row holds [c] in the place of every number made from its count."""
    agreement = agreed(threshold, remainders)
    rows = list(csv.DictReader(io.StringIO(estimates_csv(protected_estimate(one, agreement) for one in found))))
    for one, row in zip(found, rows, strict=True):
        assert one.n is not None
        assert one.denominator is not None
        small_count = 0 < one.n < threshold or 0 < one.denominator < threshold
        hide = small_count or (remainders and 0 < one.denominator - one.n < threshold)
        assert row["status"] == ("hidden" if hide else "shown")
        for column in ("n", "estimate", "low", "high", "bound_low", "bound_high"):
            assert (row[column] == "[c]") == hide, column
        assert (row["denominator"] == "[c]") == (0 < one.denominator < threshold)


@given(found=st.lists(ESTIMATES, max_size=12), threshold=st.integers(1, 12))
@settings(deadline=None)
def test_every_decision_is_in_the_log(found: list[Estimate], threshold: int) -> None:
    agreement = agreed(threshold, True, {"statistic": "two", "level": "a"})
    protected = [protected_estimate(one, agreement) for one in found]
    first, *lines = decisions(protected, agreement)
    assert first[4] == "profile"
    assert f"threshold {threshold}" in first[5]
    assert "no secondary" in first[5]
    ruled = [one for one in found if primary_rule(one, agreement)]
    assert [line[:4] for line in lines] == [one.key for one in ruled]
    for line in lines:
        assert line[4] == ("shown" if (line[0], line[3]) == ("two", "a") else "hidden")
        assert all(line[4:])  # decision, rule, reason and owner


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
    agreement = agreed(5, True, exception)
    for group, level in (("all", "all"), ("all", "a"), ("SEX=male", "a")):
        one = protected_estimate(estimate(2, 100, group=group, level=level), agreement)
        shown = (group, level) in excepted
        assert (one.status, one.n) == (("shown", 2) if shown else ("hidden", None))
        assert one.rule == ("exception to: " if shown else "") + "count below 5"


def test_exception_is_logged_with_its_reason_and_owner() -> None:
    agreement = agreed(5, True, {"statistic": "s", "reason": "printed before", "owner": "Somebody else"})
    protected = [protected_estimate(estimate(2, 100), agreement), protected_estimate(estimate(50, 100), agreement)]
    _, line = decisions(protected, agreement)  # an estimate shown under no rule needs no line
    assert line == ("s", "b", "all", "all", "shown", "exception to: count below 5", "printed before", "Somebody else")


def test_protected_files_of_the_twin(tmp_path: Path) -> None:
    """The raw file read as text beside the protected one: same rows, small counts gone, all decisions logged."""
    raw = read_csv(core_run().restricted / "estimates.csv")
    done = protect(study(), core_run().restricted, tmp_path)
    rows, log = read_csv(tmp_path / "estimates.csv"), read_csv(tmp_path / "decisions.csv")
    assert len(done) == len(raw) == len(rows)
    assert tuple(log[0]) == LOG
    threshold = study().disclosure.threshold
    logged = {(line["statistic"], line["base"], line["group"], line["level"]): line["decision"] for line in log[1:]}
    assert log[0]["decision"] == "profile"
    for before, after in zip(raw, rows, strict=True):
        key = (before["statistic"], before["base"], before["group"], before["level"])
        n, of = int(before["n"]), int(before["denominator"])
        small_one = 0 < n < threshold or 0 < of - n < threshold or 0 < of < threshold
        assert (key in logged) == small_one, key
        if small_one and key[0] != "suicide_camhs":
            assert (after["n"], after["estimate"], after["low"], logged[key]) == ("[c]", "[c]", "[c]", "hidden")
        else:
            assert (after["n"], after["estimate"]) == (before["n"], before["estimate"])
    assert logged["suicide_camhs", "suicides_2011_14", "all", "all"] == "shown"


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle))
