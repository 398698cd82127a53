"""Many tests at once: the adjustments of Holm and of Benjamini and Hochberg

Purpose: of twenty tests of nothing, one comes out below 0.05. Each comparison belongs to a declared family of tests, and
its p value is printed beside the adjusted ones and the number of tests. Whether the briefing may call a share higher or
lower is decided by Holm's.

Formula: of m p values in rising order, Holm takes the largest of (m − j + 1)·pⱼ up to each place, Benjamini and Hochberg
the smallest of (m / j)·pⱼ from each place on; neither above 1. Tests that cannot be made, or whose counts are
confidential, are not in m.

Assumes: Holm nothing; Benjamini and Hochberg that the tests are independent or positively dependent.

Source: S. Holm (1979), *Scandinavian Journal of Statistics* 6: 65-70; Y. Benjamini and Y. Hochberg (1995), *Journal of
the Royal Statistical Society B* 57: 289-300.

Example: the fifteen p values of Benjamini and Hochberg's example, with what R's `p.adjust` prints for them. At 0.05 the
paper finds four of them by its own method and three by Bonferroni's; Holm's agrees with the latter here.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from scr_analysis.compare.multiplicity import benjamini_hochberg, holm
from small import small

CHAPTER = "comparisons"
EXAMPLE = """
    p      | holm   bh
    0.0001 | 0.0015 0.0015
    0.0004 | 0.0056 0.0030
    0.0019 | 0.0247 0.0095
    0.0095 | 0.1140 0.0356
    0.0201 | 0.2211 0.0603
    0.0278 | 0.2780 0.0639
    0.0298 | 0.2780 0.0639
    0.0344 | 0.2780 0.0645
    0.0459 | 0.3213 0.0765
    0.3240 | 1.0000 0.4860
    0.4262 | 1.0000 0.5812
    0.5719 | 1.0000 0.7149
    0.6528 | 1.0000 0.7532
    0.7590 | 1.0000 0.8132
    1.0000 | 1.0000 1.0000
"""


def test_multiplicity() -> None:
    rows = small(EXAMPLE)
    values = [float(row["p"]) for row in rows]
    # Half a step in the fourth place, as 0.35625 and the like stand between two printed values.
    assert holm(values) == pytest.approx([float(row["holm"]) for row in rows], abs=6e-5)
    assert benjamini_hochberg(values) == pytest.approx([float(row["bh"]) for row in rows], abs=6e-5)


p_values = st.lists(st.floats(0, 1), max_size=30)


@given(p_values)
def test_multiplicity_is_that_of_statsmodels(values: list[float]) -> None:
    if not values:
        assert holm(values) == benjamini_hochberg(values) == []
        return
    assert holm(values) == pytest.approx(multipletests(values, method="holm")[1], abs=1e-12)
    assert benjamini_hochberg(values) == pytest.approx(multipletests(values, method="fdr_bh")[1], abs=1e-12)
