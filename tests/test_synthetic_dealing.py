"""Dealing out: quotas are always met, and weights decide by whom."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from scr_analysis.synthetic import supposed
from scr_analysis.synthetic.dealing import apportion, pick, share_out, spread


def test_pick_meets_the_count_and_never_takes_weight_zero() -> None:
    for count in range(6):
        chosen = pick(Random(1), list(range(10)), count, lambda item: float(item % 2))
        assert len(chosen) == len(set(chosen)) == count
        assert all(item % 2 for item in chosen)
    with pytest.raises(ValueError, match="6 are wanted, and only 5"):
        pick(Random(1), list(range(10)), 6, lambda item: float(item % 2))


def test_pick_goes_by_weight() -> None:
    rng = Random(1)
    heavy = sum(
        pick(rng, ["heavy", "light"], 1, lambda item: 3.0 if item == "heavy" else 1.0) == ["heavy"] for _ in range(4000)
    )
    assert abs(heavy / 4000 - 0.75) < 0.03


def test_share_out_meets_every_quota() -> None:
    dealt = share_out(Random(1), list(range(20)), {"a": 3, "b": 7, "c": 10}, lambda item, _: 1.0 + item)
    assert Counter(dealt.values()) == {"a": 3, "b": 7, "c": 10}
    with pytest.raises(ValueError, match="do not add up to 20"):
        share_out(Random(1), list(range(20)), {"a": 3}, lambda _, __: 1.0)


def test_apportion_adds_up() -> None:
    assert apportion({"a": 1, "b": 1, "c": 1}, 10) == {"a": 4, "b": 3, "c": 3}
    assert sum(apportion(supposed.REGIONS, 293).values()) == 293


def test_spread_reaches_the_small_group() -> None:
    groups = ["large"] * 90 + ["small"] * 10
    chosen = spread(Random(1), list(range(100)), 20, lambda item: (groups[item],))
    assert Counter(groups[item] for item in chosen) == {"large": 15, "small": 5}
