"""The headline figures, and others of every shape, counted again by GNU PSPP from the delivered files.

PSPP reads the .sav files itself and knows nothing of this package. Without it the tests are skipped, aloud; on CI they
fail.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from core_run import core_run
from pspp_figures import FIGURES, HANDS, PERIOD, RATES, stated
from pspp_syntax import child_years, middle, tallied


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("pspp") is None:
        message = "NOT CHECKED AGAINST PSPP: install GNU PSPP (Debian and Ubuntu: apt install pspp) and run again"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return Path(tmp_path_factory.mktemp("pspp"))


@pytest.fixture(scope="module")
def by_hand(folder: Path) -> dict[tuple[str, str, str], tuple[int, int, int]]:
    twin = core_run().twin
    return stated(tallied(HANDS, twin, folder), child_years(twin, folder))


@pytest.mark.parametrize("key", [*FIGURES, *RATES], ids=" ".join)
def test_figure_is_the_one_of_pspp(
    key: tuple[str, str, str], by_hand: dict[tuple[str, str, str], tuple[int, int, int]]
) -> None:
    statistic, base, level = key
    one = core_run().raw()[statistic, base, "all", level]
    assert (one.n, one.denominator, sum(count or 0 for count in one.missing)) == by_hand[key]
    stays = FIGURES[key][1] if key in FIGURES else ()
    if stays:  # nothing else is missing here: the denominator is the whole base
        assert sum(count or 0 for count in one.missing) == sum(one.missing_of(kind) or 0 for kind in stays)


def test_the_median_age_is_the_one_of_pspp(folder: Path) -> None:
    """SPSS takes the mean of the two middle values; of an odd number of ages there is one middle, which is ours too."""
    one = core_run().raw()["age_median", PERIOD, "all", "p50"]
    assert (one.n or 0) % 2 == 1
    latest = "RANGE(INC_DATE, DATE.DMY(1, 4, 2011), DATE.DMY(31, 3, 2014))"
    assert one.estimate == middle("AGE_MTHS", latest, core_run().twin, folder)
