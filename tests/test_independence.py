"""Observed against expected: the variance against numerical differentiation, the limits against simulation."""

from __future__ import annotations

from itertools import combinations
from math import exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scr_analysis.independence import Against, observed_against_expected

CELLS = np.array([30, 19, 20, 5, 7, 19, 3, 2, 1, 5, 5, 7, 5, 8, 3, 33])  # of four factors, in binary order
FACTORS = range(4)


def holds(factors: tuple[int, ...]) -> np.ndarray:
    """Which of the sixteen cells hold all of the factors."""
    return np.array([all(cell >> factor & 1 for factor in factors) for cell in range(16)])


def against(cells: np.ndarray, factors: tuple[int, ...], confidence: float = 0.95) -> Against:
    def count(some: tuple[int, ...]) -> int:
        return int(cells[holds(some)].sum())

    alone = [count((factor,)) for factor in factors]
    pairs = [count(pair) for pair in combinations(factors, 2)]
    return observed_against_expected(count(factors), alone, pairs, int(cells.sum()), confidence)


def log_ratio(shares: np.ndarray, factors: tuple[int, ...]) -> float:
    return float(log(shares[holds(factors)].sum()) - sum(log(shares[holds((factor,))].sum()) for factor in factors))


@pytest.mark.parametrize(("together", "alone", "lift"), [(736, (1903, 2513), 1.513634), (551, (1372, 2513), 1.571735)])
def test_the_lift_that_arules_prints(together: int, alone: tuple[int, int], lift: float) -> None:
    """R's arules on its Groceries, 9,835 baskets: whole milk (2,513) with other vegetables, and with yogurt."""
    made = observed_against_expected(together, alone, [together], 9835, 0.95)
    assert made.ratio == pytest.approx(lift, abs=5e-7)


@pytest.mark.parametrize("factors", [(0, 1), (1, 3), (0, 1, 2), (0, 1, 2, 3)])
def test_variance_is_that_of_numerical_differentiation(factors: tuple[int, ...]) -> None:
    """Delta method from scratch: gradient over the sixteen shares, and their multinomial covariance."""
    total = CELLS.sum()
    shares = CELLS / total
    steps = np.eye(16) * 1e-6
    gradient = np.array([(log_ratio(shares + s, factors) - log_ratio(shares - s, factors)) / 2e-6 for s in steps])
    covariance = (np.diag(shares) - np.outer(shares, shares)) / total
    half = 1.959963984540054 * float(np.sqrt(gradient @ covariance @ gradient))
    made = against(CELLS, factors)
    ratio = exp(log_ratio(shares, factors))
    assert made.ratio == pytest.approx(ratio)
    assert (made.low, made.high) == pytest.approx((ratio * exp(-half), ratio * exp(half)), rel=1e-5)


@pytest.mark.parametrize("factors", [(0, 1), (0, 1, 2, 3)])
def test_limits_hold_the_truth_as_often_as_they_say(factors: tuple[int, ...]) -> None:
    """Samples of 170 from known shares: 95 % limits hold the true ratio in 92 to 98 % of 1,500 samples."""
    shares = CELLS / CELLS.sum()
    truth = exp(log_ratio(shares, factors))
    samples = np.random.default_rng(7).multinomial(170, shares, size=1500)
    held = [
        one.low <= truth <= one.high for one in (against(cells, factors) for cells in samples) if one.low and one.high
    ]
    assert len(held) == 1500
    assert 0.92 <= float(np.mean(held)) <= 0.98


@given(st.integers(1, 60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), st.floats(0.6, 0.99))
def test_ratio_lies_between_its_limits(both: int, one: int, other: int, neither: int, confidence: float) -> None:
    total = both + one + other + neither
    made = observed_against_expected(both, [both + one, both + other], [both], total, confidence)
    assert made.ratio is not None
    assert made.low is not None
    assert made.high is not None
    assert made.low <= made.ratio * (1 + 1e-12)
    assert made.ratio <= made.high * (1 + 1e-12)
    assert made.expected == pytest.approx((both + one) * (both + other) / total)


def test_nothing_is_claimed_where_nothing_is_known() -> None:
    assert observed_against_expected(0, [5, 0], [0], 10, 0.95) == Against(0.0, None, None, None)
    assert observed_against_expected(3, [5, 4, 6], None, 10, 0.95).low is None
