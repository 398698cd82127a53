"""What must hold of any estimates: keys are unique, counts add up over parts, levels add up to their denominator."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core_run import WILSON, core_run, study, study_in
from scr_analysis.errors import FaultsFound
from scr_analysis.estimate import Method, case_flow, estimate, evaluate
from scr_analysis.estimate.cells import Cells
from scr_analysis.estimates import COLUMNS, Estimate, Key, estimates_csv, read_estimates
from scr_analysis.files import read_rows

Row = dict[str, str]
# A random case differs in these; all else is as in the twin's first case.
VARIED = ("period", "SEX", "DOM_ABUSE", "PAR_MH", "substance_misuse", "social_care_involvement", "AGE_MTHS", "REPORT")


@cache
def rows() -> list[Row]:
    return read_rows(core_run().analysis)


def counts_of(cases: list[Row]) -> dict[Key, Counter[str]]:
    """The counts of every declared statistic that is no quantile, by key."""
    cells = Cells(cases)
    found: dict[Key, Counter[str]] = {}
    for statistic in study().statistics.values():
        if statistic.kind in ("proportion", "distribution"):
            for one in evaluate(study(), statistic, cells, [], WILSON):
                kinds = Counter({f"missing {place}": count for place, count in enumerate(one.missing)})
                found[one.key] = Counter({"n": one.n or 0, "denominator": one.denominator or 0}) + kinds
    return found


@st.composite
def cases(draw: st.DrawFn) -> list[Row]:
    """Cases made of values that the twin holds, in any combination."""
    values = {name: sorted({row[name] for row in rows()}) for name in VARIED}
    chosen = draw(st.lists(st.fixed_dictionaries({name: st.sampled_from(values[name]) for name in VARIED}), min_size=1))
    return [{**rows()[0], **one} for one in chosen]


@given(first=cases(), second=cases())
@settings(max_examples=25, deadline=None)
def test_counts_add_up_over_parts(first: list[Row], second: list[Row]) -> None:
    """What national scale rests on: estimates of all rows are the sums of the counts of the parts."""
    one, other = counts_of(first), counts_of(second)
    summed = {key: one.get(key, Counter()) + other.get(key, Counter()) for key in one.keys() | other.keys()}
    assert counts_of(first + second) == summed


@pytest.mark.parametrize("cut", [1, 550, 1099])
def test_counts_of_the_twin_add_up_over_parts(cut: int) -> None:
    one, other = counts_of(rows()[:cut]), counts_of(rows()[cut:])
    summed = {key: one.get(key, Counter()) + other.get(key, Counter()) for key in one.keys() | other.keys()}
    assert counts_of(rows()) == summed


@given(order=st.randoms(use_true_random=False))
@settings(max_examples=3, deadline=None)
def test_order_of_the_cases_changes_nothing(order: object) -> None:
    shuffled = list(rows())
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert counts_of(shuffled) == counts_of(rows())


def test_keys_are_unique_and_meaningful() -> None:
    lines = read_rows(core_run().restricted / "estimates.csv")
    keys = [(row["statistic"], row["base"], row["group"], row["level"]) for row in lines]
    assert len(set(keys)) == len(keys) > 300
    known = study().codebook.analysis_columns()
    for statistic, base, group, level in keys:
        declared = study().statistics[statistic]
        assert base in declared.base
        assert group == "all" or all(pair.split("=")[1] in known[pair.split("=")[0]] for pair in group.split(";"))
        assert level in ("all", "p25", "p50", "p75") or level in known[str(declared.of)]


def test_columns_are_those_of_the_contract() -> None:
    """Typed from the brief: statistic … rule, a column for each kind of missing."""
    expected = (
        "statistic,base,group,level,n,denominator,missing_not_known,missing_not_recorded,missing_report_silent,"
        "missing_no_report,missing_not_applicable,missing_blank,estimate,low,high,method,confidence,bound_low,"
        "bound_high,warning,status,rule"
    )
    assert ",".join(COLUMNS) == expected
    for folder in (core_run().restricted, core_run().results):
        assert (folder / "estimates.csv").read_text(encoding="utf-8").splitlines()[0] == expected


def test_levels_add_up_to_their_denominator() -> None:
    """A distribution without chosen levels and without what stays: its counts are the denominator."""
    sums: Counter[tuple[str, str, str]] = Counter()
    found = core_run().raw()
    for one in found.values():
        sums[one.key[:3]] += one.n or 0
    distributions = [
        one
        for one in found.values()
        if study().statistics[one.statistic].kind == "distribution" and not study().statistics[one.statistic].stays
    ]
    assert len(distributions) > 200
    assert all(sums[one.key[:3]] == one.denominator for one in distributions)


def test_every_estimate_lies_within_its_interval_and_bounds() -> None:
    for one in core_run().raw().values():
        if one.estimate is not None and one.low is not None and one.high is not None:
            assert one.low <= one.estimate <= one.high
        if one.bound_low is not None and one.bound_high is not None and one.estimate is not None:
            assert one.bound_low - 1e-6 <= one.estimate <= one.bound_high + 1e-6


def test_estimates_survive_their_file(tmp_path: Path) -> None:
    found = core_run().raw()
    (tmp_path / "again.csv").write_text(estimates_csv(found.values()), encoding="utf-8")
    assert read_estimates(tmp_path / "again.csv") == found


@given(ages=st.lists(st.integers(0, 215), min_size=1, max_size=40))
@settings(deadline=None)
def test_quartiles_as_numpy_has_them(ages: list[int]) -> None:
    """The inverse of the distribution function: numpy's ``inverted_cdf``, R's type 1."""
    made = list(evaluate(study(), study().statistics["age_median"], Cells(aged(ages)), [], WILSON))
    expected = [float(numpy.quantile(ages, share, method="inverted_cdf")) for share in (0.25, 0.5, 0.75)]
    assert [one.estimate for one in made] == expected


def aged(ages: list[int]) -> list[Row]:
    return [{"period": "p2011_14", "AGE_MTHS": str(age)} for age in ages]


@pytest.mark.parametrize(("method", "low", "high"), [
    ("wilson", 0.0624, 0.1605),  # 15 of 148 (Newcombe 1998, table I)
    ("clopper-pearson", 0.0578, 0.1617),
])  # fmt: skip
def test_method_of_the_configuration_is_used(tmp_path: Path, method: str, low: float, high: float) -> None:
    entry = "- {id: it, title: It, base: database, numerator: {SEX: [male]}}\n"
    declared = study_in(tmp_path, "statistics", statistics=entry)
    cells = Cells([{"SEX": "male"}] * 15 + [{"SEX": "female"}] * 133)
    (one,) = evaluate(declared, declared.statistics["it"], cells, [], Method(method, 0.95))
    assert (one.low, one.high) == pytest.approx((low, high), abs=5e-5)
    assert (one.method, one.confidence) == (method, "0.95")


def test_case_flow_as_printed() -> None:
    """1,100 becomes 293, 175, 66 and 17 (data dictionary, "Units")."""
    flow = {name: cases for name, _, cases, _ in case_flow(study(), Cells(rows()))}
    printed = ("database", "reviews_2011_14", "final_reports_2011_14", "in_depth_2011_14", "suicides_2011_14")
    assert [flow[name] for name in printed] == [1100, 293, 175, 66, 17]
    written = read_rows(core_run().restricted / "case_flow.csv")
    assert [int(row["cases"]) for row in written if row["base"] in printed] == [1100, 293, 175, 66, 17]
    sizes = {row["base"]: int(row["cases"]) for row in written}
    assert all(int(row["left_out"]) == sizes[row["within"]] - sizes[row["base"]] for row in written if row["within"])


def test_a_base_without_a_case_stops_the_run(tmp_path: Path) -> None:
    bases = "+- {id: nobody, title: Nobody, within: suicides_2011_14, include: {infant: [yes]}}\n"
    declared = study_in(tmp_path, "statistics", bases=bases)
    with pytest.raises(FaultsFound, match=r"base nobody: no case belongs to it"):
        estimate(declared, core_run().analysis, core_run().population, WILSON, tmp_path / "restricted")
    assert not (tmp_path / "restricted").exists()


@pytest.mark.parametrize(
    ("levels", "fault"),
    [(["male", "male"], "two estimates have the same key"), (["not_known"], "the count is above its denominator")],
)
def test_contradictions_stop_the_run(tmp_path: Path, levels: list[str], fault: str) -> None:
    """The last line of defence, behind the checks of the study files: here the declaration is made without them."""
    entry = "- {id: it, title: It, kind: distribution, base: database, of: SEX}\n"
    declared = study_in(tmp_path, "statistics", statistics=entry)
    declared.statistics["it"] = replace(declared.statistics["it"], levels=levels)
    cases = ["SEX", "not_known", "not_known", "not_known", "male"]
    (tmp_path / "analysis.csv").write_text("\n".join(cases) + "\n", encoding="utf-8")
    declared.bases = {"database": declared.bases["database"]}
    with pytest.raises(FaultsFound, match=fault):
        estimate(declared, tmp_path / "analysis.csv", core_run().population, WILSON, tmp_path / "restricted")
    assert not (tmp_path / "restricted").exists()


def test_hidden_values_read_back_as_nothing(tmp_path: Path) -> None:
    one = Estimate("a", "b", "all", "all", None, None, (1, 0, 0, 0, 0, 2), status="hidden", rule="count below 5")
    text = estimates_csv([one])
    assert text.splitlines()[1] == "a,b,all,all,[c],[c],1,0,0,0,0,2,[c],[c],[c],,,[c],[c],,hidden,count below 5"
    (tmp_path / "estimates.csv").write_text(text, encoding="utf-8")
    assert read_estimates(tmp_path / "estimates.csv") == {one.key: one}


def test_of_no_case_at_all_nothing_is_counted() -> None:
    assert Cells([]).counted([]) == Counter()
