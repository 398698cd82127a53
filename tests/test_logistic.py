"""Logistic regression: statsmodels for the likelihood, linear programming for separation, brute force for Firth."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog, minimize
from scipy.stats import chi2

from scr_analysis.model.logistic import Array, Cells, firth, likelihood_held, maximum_likelihood, rank_of
from scr_analysis.model.profile import interval, p_value


def random_cells(seed: int, cases: int = 90, terms: int = 3) -> Cells:
    """Cases with binary terms and an outcome that goes with them, grouped."""
    rng = np.random.default_rng(seed)
    raw = np.column_stack([np.ones(cases), rng.integers(0, 2, (cases, terms))])
    chance = 1 / (1 + np.exp(-raw @ rng.normal(0, 1, terms + 1)))
    design, place = np.unique(raw, axis=0, return_inverse=True)
    place = place.ravel()
    events = rng.random(cases) < chance
    return Cells(
        design,
        np.bincount(place).astype(np.float64),
        np.bincount(place[events], minlength=len(design)).astype(np.float64),
    )


def penalised_likelihood(cells: Cells, beta: Array) -> float:
    """Written out again from Firth's definition."""
    linear = cells.design @ beta
    chance = 1 / (1 + np.exp(-linear))
    information = cells.design.T @ np.diag(cells.cases * chance * (1 - chance)) @ cells.design
    plain = np.sum(cells.events * np.log(chance) + (cells.cases - cells.events) * np.log(1 - chance))
    return float(plain + 0.5 * np.log(np.linalg.det(information)))


def can_be_separated(cells: Cells) -> bool:
    """Albert and Anderson's condition as a linear programme: a direction that no case speaks against."""
    yes, no = cells.design[cells.events > 0], cells.design[cells.events < cells.cases]
    against = np.vstack([-yes, no])
    found = linprog(
        against.sum(axis=0), A_ub=against, b_ub=np.zeros(len(against)), bounds=[(-1, 1)] * cells.design.shape[1]
    )
    return bool(found.fun < -1e-7)


@pytest.mark.parametrize("seed", range(6))
def test_maximum_likelihood_as_statsmodels_has_it(seed: int) -> None:
    cells = random_cells(seed, cases=400)
    fit = maximum_likelihood(cells)
    assert not fit.separated
    oracle = sm.GLM(
        np.column_stack([cells.events, cells.cases - cells.events]), cells.design, family=sm.families.Binomial()
    ).fit(tol=1e-12)
    assert fit.coefficients == pytest.approx(oracle.params, abs=1e-7)
    assert np.sqrt(np.diag(np.linalg.inv(fit.information))) == pytest.approx(oracle.bse, rel=1e-5)


@pytest.mark.parametrize("seed", range(4))
def test_profile_limits_are_where_the_likelihood_has_fallen_far_enough(seed: int) -> None:
    cells = random_cells(seed, cases=200)
    for fit in (maximum_likelihood(cells), firth(cells)):
        for place in range(len(fit.coefficients)):
            for limit in interval(cells, fit, place, 0.9):
                held = {place: limit}
                there = (
                    firth(cells, held) if fit.firth else likelihood_held(cells, held, np.zeros(len(fit.coefficients)))
                )
                assert 2 * (fit.log_likelihood - there.log_likelihood) == pytest.approx(chi2.ppf(0.9, 1), abs=1e-5)


def test_limits_of_one_share_are_those_of_the_likelihood() -> None:
    """A constant alone, 15 of 20: the fall of the binomial likelihood in closed form."""
    cells = Cells(np.ones((1, 1)), np.array([20.0]), np.array([15.0]))
    fit = maximum_likelihood(cells)
    low, high = interval(cells, fit, 0, 0.95)

    def fall(beta: float) -> float:
        chance = 1 / (1 + exp(-beta))
        return 2 * (15 * log(0.75 / chance) + 5 * log(0.25 / (1 - chance)))

    assert fit.coefficients[0] == pytest.approx(log(3))
    assert (fall(low), fall(high)) == pytest.approx((3.841459, 3.841459), abs=1e-5)
    assert p_value(cells, fit, 0) == pytest.approx(chi2.sf(fall(0.0), 1))


@pytest.mark.parametrize("seed", range(5))
def test_firth_is_the_maximum_of_the_penalised_likelihood(seed: int) -> None:
    """Against a search that knows nothing of scores, on cases that separate and cases that do not."""
    cells = random_cells(seed, cases=(14, 200)[seed % 2])
    assert rank_of(cells.design) == cells.design.shape[1]
    found = minimize(
        lambda beta: -penalised_likelihood(cells, beta), np.zeros(4), method="Nelder-Mead",
        options={"xatol": 1e-8, "fatol": 1e-12, "maxiter": 8000, "maxfev": 8000},
    )  # fmt: skip
    fit = firth(cells)
    assert fit.coefficients == pytest.approx(found.x, abs=2e-4)
    assert fit.log_likelihood == pytest.approx(-found.fun, abs=1e-6)


@pytest.mark.parametrize(("yes", "no"), [((3, 5), (4, 1)), ((0, 6), (4, 9)), ((7, 2), (0, 0))])
def test_firth_of_two_groups_adds_a_half_to_each_cell(yes: tuple[int, int], no: tuple[int, int]) -> None:
    """Closed form: of a saturated model, Firth's estimate is that of the counts with a half added (Firth 1993)."""
    cases = np.array([yes[0] + no[0], yes[1] + no[1]], dtype=float)
    cells = Cells(np.array([[1.0, 0.0], [1.0, 1.0]]), cases, np.array(yes, dtype=float))
    first, second = (log((y + 0.5) / (n + 0.5)) for y, n in zip(yes, no, strict=True))
    assert firth(cells).coefficients == pytest.approx((first, second - first), abs=1e-7)


@given(seed=st.integers(0, 10**6), cases=st.integers(8, 60))
@settings(deadline=None, max_examples=120)
def test_separation_is_seen_where_a_linear_programme_finds_it(seed: int, cases: int) -> None:
    cells = random_cells(seed, cases)
    assume(rank_of(cells.design) == cells.design.shape[1])
    assert maximum_likelihood(cells).separated == can_be_separated(cells)
