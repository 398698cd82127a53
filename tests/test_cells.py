"""One estimate as a cell of a table: a number, or the mark that stands in its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scr_analysis.estimates import Estimate
from scr_analysis.present.cells import cell, marks
from typed_estimates import hidden, one

AGE = replace(one("age", 290, 290, level="p50"), estimate=30.0, low=None, high=None, method="quantile (inverse)")
RATE = replace(one("rate", 197, 34_000_000), estimate=0.5794, low=0.5, high=0.67, method="poisson-exact")


@pytest.mark.parametrize(
    ("estimate", "measure", "text"),
    [
        (one("boys", 1100, 2200), "n", "1,100"),
        (one("boys", 1100, 2200), "denominator", "2,200"),
        (one("boys", 1, 200), "pct", "1%"),  # 0.5 is rounded up
        (one("boys", 25, 200), "pct", "13%"),  # 12.5 too
        (one("boys", 25, 200), "n_pct", "25 (13%)"),
        (one("boys", 25, 200), "interval", "13% to 88%"),
        (one("boys", 25, 200), "bounds", "10% to 90%"),
        (one("boys", 0, 200), "n_pct", "0 (0%)"),
        (one("boys", 9, 17), "pct", "53% [u]"),  # fewer than twenty cases
        (one("boys", 9, 17), "n_pct", "9 (53% [u])"),
        (one("boys", 9, 17), "n", "9"),
        (replace(one("boys", 9, 30), missing=(3, 0, 1200, 0, 0, 1)), "missing", "1,204"),
        (hidden(one("boys", 3, 100)), "n", "[c]"),
        (hidden(one("boys", 3, 100)), "pct", "[c]"),
        (hidden(one("boys", 3, 100)), "n_pct", "[c]"),
        (hidden(one("boys", 3, 100)), "interval", "[c]"),
        (hidden(one("boys", 3, 100)), "bounds", "[c]"),
        (hidden(one("boys", 3, 100)), "denominator", "100"),
        (replace(hidden(one("boys", 3, 4)), denominator=None), "denominator", "[c]"),
        (one("boys", 0, 0), "pct", "[z]"),
        (None, "n_pct", "[z]"),
        (AGE, "n", "30"),
        (AGE, "denominator", "290"),
        (AGE, "interval", "[z]"),
        (AGE, "bounds", "[z]"),
        (RATE, "n", "197"),
        (RATE, "pct", "0.58"),
        (RATE, "interval", "0.50 to 0.67"),
        (replace(RATE, estimate=None, low=None, high=None), "pct", "[x]"),
        (hidden(RATE), "n", "[c]"),
        (hidden(RATE), "pct", "[c]"),
        (hidden(AGE), "n", "[c]"),
    ],
)
def test_cell(estimate: Estimate | None, measure: str, text: str) -> None:
    assert cell(estimate, measure) == text


def test_legend_explains_the_marks_that_stand_in_the_cells() -> None:
    assert [mark for mark, _ in marks(["12 (4%)", "[c]", "9 (53% [u])"])] == ["[c]", "[u]"]
    assert marks(["12", "4%"]) == []
