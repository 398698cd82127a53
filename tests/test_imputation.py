"""Multiple imputation: t against scipy, pooling in closed form, and draws that recover a known truth."""

from __future__ import annotations

from dataclasses import replace
from math import inf, sqrt
from pathlib import Path
from random import Random
from statistics import variance

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t as student

from core_run import core_run, study
from scr_analysis.clear.shares import share_rule
from scr_analysis.estimates import ALL, Estimate
from scr_analysis.files import read_rows
from scr_analysis.intervals import wilson
from scr_analysis.model.chain import Chain
from scr_analysis.model.impute import completed_sets, imputed
from scr_analysis.model.pool import Pooled, pooled, share_interval
from scr_analysis.model.student import quantile
from scr_analysis.sensitivity import Assumed, read_assumed


@given(st.floats(0.51, 0.9995), st.floats(0.5, 1e6))
@settings(deadline=None, max_examples=60)
def test_students_t_as_scipy_has_it(share: float, df: float) -> None:
    assert quantile(share, df) == pytest.approx(student.ppf(share, df), rel=1e-6)


def test_degrees_of_freedom_of_barnard_and_rubin() -> None:
    """Worked by hand from the paper's formula: m = 5, B = 0.1, W = 1, complete 30: λ = 0.12 / 1.12, and so on."""
    made = pooled([0.0, 0.2, 0.4, 0.6, 0.8], [1.0] * 5, 30)
    share = 0.12 / 1.12
    assert made.between == pytest.approx(0.1)
    observed = 31 / 33 * 30 * (1 - share)
    assert made.df == pytest.approx(1 / (share**2 / 4 + 1 / observed))
    assert pooled([0.0, 0.2, 0.4, 0.6, 0.8], [1.0] * 5).df == pytest.approx(4 / share**2)
    assert pooled([0.5] * 5, [1.0] * 5).df == inf


@pytest.mark.parametrize(
    ("count", "within", "between", "complete", "total", "df", "increase"),
    [
        # the vignette of futuremice in R's mice: nhanes, chl on bmi, the intercept
        (5, 3140.9871, 977.27398, 23, 4313.7159, 12.02437, 0.3733631),
        # mice on airquality, m = 50 and seed 245435: Temp on Ozone, Solar.R and Wind; the first two coefficients
        (50, 6.805400, 1.082784, 148, 7.909840, 119.6660, 0.1622887),
        (50, 5.224431e-04, 1.390522e-04, 148, 6.642763e-04, 103.7690, 0.2714807),
    ],
)
def test_what_mice_prints(
    count: int, within: float, between: float, complete: float, total: float, df: float, increase: float
) -> None:
    """The columns ubar, b, t, dfcom, df and riv of a pooled fit; the estimates are even steps with the variance b."""
    steps = [place - (count - 1) / 2 for place in range(count)]
    made = pooled([step * sqrt(between / variance(steps)) for step in steps], [within] * count, complete)
    assert (made.total, made.df, made.increase) == pytest.approx((total, df, increase), rel=1e-6)


def test_interval_without_anything_missing_is_wilsons() -> None:
    low, high = share_interval(Pooled(0.3, 0.001, 0.0, 0.001, inf), 200, 0.95)
    assert (low, high) == pytest.approx(wilson(60, 200, 0.95))
    wider = share_interval(Pooled(0.3, 0.001, 0.001, 0.0021, 12.0), 200, 0.95)
    assert wider[0] < low
    assert wider[1] > high


def drawn(size: int, seed: int) -> tuple[dict[str, list[str]], dict[str, list[int]], float]:
    """Cases in which abuse goes with need, and is missing oftener where there is need: known answers mislead."""
    rng = np.random.default_rng(seed)
    need = rng.random(size) < 0.5
    abuse = rng.random(size) < np.where(need, 0.7, 0.3)
    missing = rng.random(size) < np.where(need, 0.5, 0.1)
    columns = {
        "need": ["high" if one else "low" for one in need],
        "abuse": ["not_recorded" if gone else "yes" if one else "no" for one, gone in zip(abuse, missing, strict=True)],
    }
    return columns, {"abuse": [int(place) for place in np.flatnonzero(missing)]}, 0.5


def pooled_share(columns: dict[str, list[str]], gaps: dict[str, list[int]], seed: int, count: int) -> Pooled:
    shares = []
    for number in range(count):
        chain = Chain(columns, gaps, Random(f"{seed} {number}"))
        chain.cycle()
        shares.append(chain.columns["abuse"].count("yes") / len(columns["abuse"]))
    size = len(columns["abuse"])
    return pooled(shares, [share * (1 - share) / size for share in shares], size - 1)


def test_a_known_truth_is_recovered_where_the_known_answers_mislead() -> None:
    """Of those known, 44 % would be a yes; the truth is 50 %. Imputed from need, it comes back without bias."""
    known, made, held = [], [], 0
    for seed in range(120):
        columns, gaps, truth = drawn(300, seed)
        answers = [cell for cell in columns["abuse"] if cell != "not_recorded"]
        known.append(answers.count("yes") / len(answers))
        pool = pooled_share(columns, gaps, seed, 8)
        made.append(pool.mean)
        low, high = share_interval(pool, 300, 0.95)
        held += low <= truth <= high
    assert np.mean(known) < 0.46
    assert np.mean(made) == pytest.approx(0.5, abs=0.01)
    assert 0.9 <= held / 120 <= 0.99


def test_codes_of_several_kinds_are_drawn_in_proportion() -> None:
    """Of three codes in known proportion, missing at random: the imputed ones keep it."""
    rng = np.random.default_rng(3)
    codes = rng.choice(["a", "b", "c"], size=3000, p=[0.5, 0.3, 0.2])
    gone = rng.random(3000) < 0.4
    columns = {
        "it": ["not_known" if out else str(code) for code, out in zip(codes, gone, strict=True)],
        "x": ["k"] * 3000,
    }
    chain = Chain(columns, {"it": [int(place) for place in np.flatnonzero(gone)]}, Random("1"))
    chain.cycle()
    filled = [chain.columns["it"][place] for place in np.flatnonzero(gone)]
    assert [filled.count(code) / len(filled) for code in "abc"] == pytest.approx([0.5, 0.3, 0.2], abs=0.04)
    kept = [
        (before, after)
        for before, after in zip(columns["it"], chain.columns["it"], strict=True)
        if before != "not_known"
    ]
    assert all(before == after for before, after in kept)


def test_the_twin_is_imputed_within_its_bounds_and_alike_every_time() -> None:
    rows = read_rows(core_run().analysis)
    declared = replace(study().sensitivity.imputation, imputations=5, cycles=2)
    first, again = (list(imputed(study(), declared, rows, 0.95)) for _ in range(2))
    assert first == again
    other = replace(declared, seed=declared.seed + 1)
    assert first != list(imputed(study(), other, rows, 0.95))
    raw = core_run().raw()
    for one in first:
        bounds = raw[one.key]
        assert one.least is not None
        assert bounds.bound_low is not None
        assert bounds.bound_high is not None
        assert bounds.bound_low <= one.least <= bounds.bound_high


def test_only_gaps_are_filled_and_every_gap_is() -> None:
    rows = read_rows(core_run().analysis)
    base = "final_reports_2011_14"
    held = [row for row in rows if row["period"] == "p2011_14" and row["REPORT"] == "yes"]
    declared = replace(study().sensitivity.imputation, imputations=5, cycles=1)
    completed = next(iter(completed_sets(study(), declared, held, ["PAR_ACE", "DOM_ABUSE"], base)))
    for name in ("PAR_ACE", "DOM_ABUSE"):
        before = [row[name] for row in held]
        assert "report_silent" in before
        assert set(completed[name]) == {"recorded", "not_mentioned"}
        assert all(old in (new, "report_silent") for old, new in zip(before, completed[name], strict=True))


def test_what_is_hidden_stays_hidden() -> None:
    profile = study().disclosure.profile("synthetic")
    shown = Estimate("x", "b", ALL, ALL, 10, 20, (), 0.5, status="shown")
    assert share_rule(shown, profile) == ""
    assert "hidden" in share_rule(Estimate("x", "b", ALL, ALL, None, 20, (), status="hidden"), profile)
    assert "rounds" in share_rule(shown, study().disclosure.profiles["hospital"])


def test_file_reads_back(tmp_path: Path) -> None:
    key = ("x", "b", ALL, ALL)
    one = Assumed(key, 0.5, 0.5, 0.4, 0.6, "words")
    (tmp_path / "a.csv").write_text("statistic,base,group,level,least,most,low,high,assumption,status\n"
                                    "x,b,all,all,0.5000,0.5000,0.4000,0.6000,words,shown\n", encoding="utf-8")  # fmt: skip
    assert read_assumed(tmp_path / "a.csv") == {key: one}
    assert one.hidden().row() == ["x", "b", "all", "all", *["[c]"] * 4, "words", "hidden"]
