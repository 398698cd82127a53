"""Rates and the limits of their exact intervals, turned back into the events that print them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2, poisson

from core_run import study
from scr_analysis.attack.boxes import Boxes
from scr_analysis.attack.collect.cells import cell_said
from scr_analysis.attack.columns import Knowledge
from scr_analysis.attack.events import counts_of_rate, counts_of_rate_limits, events_at
from scr_analysis.attack.facts import Said
from scr_analysis.attack.intruder import Intruder
from scr_analysis.attack.spoken import Spoken

PER = 100_000


def garwood(events: int, confidence: float, years: int) -> tuple[float, float]:
    """Half the quantiles of chi-squared with 2n and 2n + 2 degrees of freedom (Garwood 1936), per 100,000."""
    tail = (1 - confidence) / 2
    low = chi2.ppf(tail, 2 * events) / 2 if events else 0.0
    return low * PER / years, chi2.ppf(1 - tail, 2 * events + 2) / 2 * PER / years


def test_limits_that_r_prints_give_their_events_back() -> None:
    """R: poisson.test(10)$conf.int is 4.795389 18.390356; poisson.test(0)$conf.int ends at 3.688879."""
    assert counts_of_rate_limits(("4.80", "18.39"), 0.95, PER) == (10, 10)
    assert counts_of_rate_limits(("4.80", ""), 0.95, PER) == (10, 10)
    assert counts_of_rate_limits(("", "18.39"), 0.95, PER) == (10, 10)
    assert counts_of_rate_limits(("0.00", "3.69"), 0.95, PER) == (0, 0)
    assert counts_of_rate_limits(("4.80", "3.69"), 0.95, PER) is None


def test_a_rate_to_two_places_leaves_several_counts_and_its_limits_do_too() -> None:
    """197 deaths in 33,740,000 child-years: 0.58 is printed of 194.005 to 197.379 of them, so of 195 to 197."""
    assert counts_of_rate("0.58", 33_740_000) == (195, 197)
    assert counts_of_rate("0.58", 0) is None
    assert counts_of_rate("a few", 33_740_000) is None


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 120), st.sampled_from([90_000, 1_100_000, 21_890_000]), st.sampled_from([2, 6]),
       st.sampled_from([0.9, 0.95, 0.99]))  # fmt: skip
def test_limits_are_turned_back_into_every_count_that_prints_them(
    events: int, years: int, places: int, confidence: float
) -> None:
    """Every count is tried against scipy's chi-squared; of one limit alone, too."""
    printed = [tuple(f"{limit:.{places}f}" for limit in garwood(n, confidence, years)) for n in range(160)]
    texts = printed[events]
    for asked in (texts, (texts[0], ""), ("", texts[1])):
        fitting = [
            n for n, both in enumerate(printed)
            if all(not text or text == one for text, one in zip(asked, both, strict=True))
        ]  # fmt: skip
        found = counts_of_rate_limits((asked[0], asked[1]), confidence, years)
        if fitting[-1] < 159:
            assert found == (fitting[0], fitting[-1])


@given(st.floats(0, 400), st.floats(0.001, 0.999))
@settings(deadline=None, max_examples=60)
def test_the_quantiles_are_those_of_the_distribution(mean: float, share: float) -> None:
    found = events_at(mean, share)
    assert poisson.cdf(found - 1, mean) < share + 1e-9
    assert poisson.cdf(found, mean) > share - 1e-9


def test_the_cells_of_a_rate_are_read() -> None:
    key = ("death_rate", "reviews_2011_14", "all", "all")
    rate, low, high = [*cell_said("t", key, "rate", "0.58"), *cell_said("t", key, "interval", "0.51 to 0.67")]
    assert (rate, low, high) == (
        Said("t", key, "rate", "0.58"), Said("t", key, "low", "0.51"), Said("t", key, "high", "0.67"),
    )  # fmt: skip
    assert Spoken(study().wording).measure("printed", "0.58") == ("rate", "0.58")


MALTREATMENT = ("maltreatment_death_rate", "reviews_2011_14", "all", "all")


@pytest.mark.parametrize(("limits", "found"), [(("", ""), (0, 50)), (("0.001", "0.021"), (2, 2))])
def test_the_interval_of_a_hidden_rate_gives_its_count_away(limits: tuple[str, str], found: tuple[int, int]) -> None:
    """Of 2 events in 33,740,000 child-years the limits are 0.2422 and 7.2247 events, so 0.001 and 0.021.

    (R: poisson.test(2)$conf.int is 0.2422093 7.2246876.) No other count prints both.
    """
    key = ("death_rate", "reviews_2011_14", "all", "all")
    whole = ("all_reviews", "reviews_2011_14", "all", "all")
    said = [Said("t", key, "denominator", "33,740,000"), Said("t", key, "method", "poisson-exact")]
    said += [Said("t", key, "confidence", "0.95"), Said("t", whole, "n", "50")]
    said += [Said("alt", key, which, text) for which, text in zip(("low", "high"), limits, strict=True) if text]
    hidden = [(key, "n")]
    assert Intruder(Boxes(study(), Knowledge()), Spoken(study().wording), said, hidden).limits(4) == {hidden[0]: found}
