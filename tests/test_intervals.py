"""Intervals against statsmodels, scipy and values in print; at nought, one, n - 1 and n above all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2
from statsmodels.stats.proportion import proportion_confint

from scr_analysis.intervals import METHODS, clopper_pearson, jeffreys, poisson_exact, wilson

STATSMODELS = {"wilson": "wilson", "clopper-pearson": "beta", "jeffreys": "jeffreys"}
DENOMINATORS = (1, 2, 5, 17, 29, 66, 175, 293, 1100)


def grid() -> list[tuple[int, int]]:
    """Every base of the briefing and a few small ones, with the edges 0, 1, n - 1, n and some counts between."""
    found = {
        (n, of)
        for of in DENOMINATORS
        for n in (0, 1, 2, of // 3, of // 2, 2 * of // 3, of - 2, of - 1, of)
        if 0 <= n <= of
    }
    return sorted(found)


@pytest.mark.parametrize("confidence", [0.8, 0.9, 0.95, 0.99])
@pytest.mark.parametrize("method", METHODS)
def test_as_statsmodels_has_them(method: str, confidence: float) -> None:
    assert set(METHODS) == set(STATSMODELS)
    counts, nobs = [n for n, _ in grid()], [of for _, of in grid()]
    lows, highs = proportion_confint(counts, nobs, alpha=1 - confidence, method=STATSMODELS[method])
    for (n, of), low, high in zip(grid(), lows, highs, strict=True):
        if method == "jeffreys":  # at the edges Brown, Cai and DasGupta set nought and one; statsmodels does not
            low, high = (0.0 if n == 0 else low), (1.0 if n == of else high)
        made = METHODS[method](n, of, confidence)
        assert made == pytest.approx((low, high), abs=1e-9), (n, of)


NEWCOMBE = [
    # Newcombe (1998), Statistics in Medicine 17:857-872, table I: Wilson (method 3), Clopper-Pearson (method 5).
    (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
    (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
    (0, 20, (0.0, 0.1611), (0.0, 0.1684)),
    (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
]


@pytest.mark.parametrize(("n", "of", "score", "exact"), NEWCOMBE)
def test_as_newcombe_prints_them(n: int, of: int, score: tuple[float, float], exact: tuple[float, float]) -> None:
    assert tuple(round(limit, 4) for limit in wilson(n, of, 0.95)) == score
    assert tuple(round(limit, 4) for limit in clopper_pearson(n, of, 0.95)) == exact


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("of", DENOMINATORS)
def test_nothing_and_everything_have_exact_limits(method: str, of: int) -> None:
    low, high = METHODS[method](0, of, 0.95)
    assert low == 0.0
    assert 0 < high < 1
    assert METHODS[method](of, of, 0.95) == pytest.approx((1 - high, 1.0))
    assert METHODS[method](of, of, 0.95)[1] == 1.0


@given(of=st.integers(1, 3000), share=st.floats(0, 1), confidence=st.floats(0.51, 0.999))
@settings(deadline=None)
def test_holds_the_estimate_and_mirrors_its_complement(of: int, share: float, confidence: float) -> None:
    n = round(share * of)
    for interval in METHODS.values():
        low, high = interval(n, of, confidence)
        assert 0 <= low <= n / of <= high <= 1
        assert interval(of - n, of, confidence) == pytest.approx((1 - high, 1 - low))


@given(n=st.integers(0, 60))
@settings(deadline=None)
def test_more_confidence_is_wider(n: int) -> None:
    for interval in METHODS.values():
        narrow, wide = interval(n, 60, 0.9), interval(n, 60, 0.99)
        assert wide[0] <= narrow[0]
        assert wide[1] >= narrow[1]


def test_jeffreys_as_printed() -> None:
    """Brown, Cai and DasGupta (2001), table 5: 95 % limits for n = 10."""
    printed = {0: (0.0, 0.217), 1: (0.011, 0.381), 2: (0.044, 0.503), 3: (0.093, 0.606), 5: (0.224, 0.776)}
    for n, limits in printed.items():
        assert tuple(round(limit, 3) for limit in jeffreys(n, 10, 0.95)) == limits


@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
@pytest.mark.parametrize("events", [0, 1, 2, 3, 10, 17, 75, 197, 276, 1100])
def test_garwood_as_chi_squared(events: int, confidence: float) -> None:
    """Garwood's limits are half the quantiles of chi squared with 2x and 2x + 2 degrees of freedom."""
    tail = (1 - confidence) / 2
    low = 0.0 if events == 0 else chi2.ppf(tail, 2 * events) / 2
    high = chi2.ppf(1 - tail, 2 * events + 2) / 2
    assert poisson_exact(events, confidence) == pytest.approx((low, high), rel=1e-9)


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [
        (0, 0.0, 3.689),
        (1, 0.0253, 5.572),
        (2, 0.2422, 7.225),
        (5, 1.6235, 11.668),
        (10, 4.7954, 18.390),
        (20, 12.217, 30.888),
    ],
)
def test_garwood_as_printed(events: int, low: float, high: float) -> None:
    """Exact 95 % limits of a Poisson count (Garwood 1936; Pearson and Hartley, table 40)."""
    assert poisson_exact(events, 0.95) == pytest.approx((low, high), abs=6e-4)
