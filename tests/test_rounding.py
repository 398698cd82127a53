"""Half up, everywhere: against ``decimal``, which rounds as school taught it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scr_analysis.rounding import decimals, grouped, half_up, whole_percent


@pytest.mark.parametrize(
    ("n", "of", "printed"),
    [
        (1, 200, 1),  # 0.5: half to even would print 0 %
        (1, 8, 13),  # 12.5: half to even would print 12 %
        (3, 8, 38),  # 37.5
        (5, 8, 63),  # 62.5: half to even would print 62 %
        (7, 8, 88),
        (9, 200, 5),  # 4.5
        (57, 200, 29),  # 28.5: 0.285 * 100 is 28.499999999999996 in floating point
        (29, 200, 15),  # 14.5: 0.145 * 100 is 14.499999999999998
        (99, 200, 50),  # 49.5
        (199, 200, 100),  # 99.5
        (0, 17, 0),
        (17, 17, 100),
        (132, 293, 45),  # the source briefing's own
        (188, 293, 64),
        (229, 293, 78),
        (35, 293, 12),
        (94, 175, 54),
    ],
)
def test_percentages_half_up(n: int, of: int, printed: int) -> None:
    assert whole_percent(n, of) == printed


def by_hand(n: int, of: int) -> int:
    return int((Decimal(n) * 100 / Decimal(of)).quantize(Decimal(1), rounding=ROUND_HALF_UP))


@given(of=st.integers(1, 10**6), data=st.data())
@settings(deadline=None)
def test_percentage_is_the_decimal_one(of: int, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, of))
    assert whole_percent(n, of) == by_hand(n, of)


@pytest.mark.parametrize("of", range(1, 301))
def test_every_percentage_of_a_small_base(of: int) -> None:
    assert [whole_percent(n, of) for n in range(of + 1)] == [by_hand(n, of) for n in range(of + 1)]


@given(of=st.integers(1, 5000), data=st.data())
@settings(deadline=None)
def test_percentages_rise_with_the_count(of: int, data: st.DataObject) -> None:
    n = data.draw(st.integers(1, of))
    assert whole_percent(n - 1, of) <= whole_percent(n, of)


@pytest.mark.parametrize("of", [0, -1])
def test_a_percentage_needs_a_denominator(of: int) -> None:
    with pytest.raises(ValueError, match="denominator above zero"):
        whole_percent(1, of)


@given(st.integers(0, 10**6))
@example(285_000)  # 28.5: 0.285 * 100 falls below it in floating point
@example(145_000)
@example(5_000)
@example(4_999)
@example(995_000)
@settings(deadline=None)
def test_share_of_six_decimals_half_up(millionths: int) -> None:
    """Limits are read back from the file of estimates with six decimals; a half there is a half."""
    exact = Decimal(millionths) / Decimal(10**6)
    expected = int((exact * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    assert half_up(float(f"{exact:.6f}")) == expected


@pytest.mark.parametrize(("count", "printed"), [(0, "0"), (999, "999"), (1100, "1,100"), (1234567, "1,234,567")])
def test_thousands_are_set_off(count: int, printed: str) -> None:
    assert grouped(count) == printed


@given(st.integers(-(10**6), 10**6), st.integers(1, 3))
@example(2675, 2)  # 2.675 is 2.67499999999999982236431605997495353221893310546875
@example(1125, 2)
@settings(deadline=None)
def test_decimals_half_away_from_nought(thousandths: int, places: int) -> None:
    exact = Decimal(thousandths) / 1000
    wanted = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    assert decimals(thousandths / 1000, places) == f"{abs(wanted) if wanted == 0 else wanted:,}"
