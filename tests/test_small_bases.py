"""Small bases: what the authors declare holds of every estimate, cell, bar and sentence, and is decided once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core_run import WILSON, study_in
from prose_room import prose_in, shown
from scr_analysis.english import value
from scr_analysis.estimate import evaluate
from scr_analysis.estimate.cells import Cells
from scr_analysis.estimates import Estimate
from scr_analysis.options import small_bases
from scr_analysis.present.cells import cell
from scr_analysis.present.chart_data import _bar
from scr_analysis.present.segments import percent
from scr_analysis.small_bases import TOO_SMALL, UNRELIABLE, SmallBases
from scr_analysis.study.declarations import Statistic
from small import small


@pytest.mark.parametrize(("cases", "warning"), [(9, TOO_SMALL), (10, UNRELIABLE), (19, UNRELIABLE), (20, ""), (21, "")])
def test_every_estimate_is_warned_of_by_the_declared_bases(tmp_path: Path, cases: int, warning: str) -> None:
    """No percentage below ten, a marked one below twenty."""
    declared = study_in(
        tmp_path, "statistics",
        statistics="- {id: it, title: It, base: database, numerator: {fatal: [yes]}}\n",
    )  # fmt: skip
    table = Cells(small("fatal\n" + "yes\n" * 5 + "no\n" * (cases - 5)))
    (one,) = evaluate(declared, declared.statistics["it"], table, [], replace(WILSON, small=SmallBases(10, 20)))
    assert (one.denominator, one.warning) == (cases, warning)
    assert (one.too_small, one.unreliable) == (warning == TOO_SMALL, warning == UNRELIABLE)


def few(n: int = 3, of: int = 7) -> Estimate:
    return replace(shown("fatal", n, of), warning=TOO_SMALL)


@pytest.mark.parametrize(
    ("measure", "text"),
    [("n", "3"), ("denominator", "7"), ("pct", "[z]"), ("n_pct", "3 of 7"), ("interval", "[z]"), ("bounds", "[z]")],
)
def test_a_table_prints_counts_in_place_of_percentages(measure: str, text: str) -> None:
    assert cell(few(), measure) == text


def test_a_marked_percentage_is_still_one() -> None:
    marked = replace(shown("fatal", 7, 17), warning=UNRELIABLE)
    assert (cell(marked, "pct"), cell(marked, "n_pct")) == ("41% [u]", "7 (41% [u])")


def test_a_chart_prints_counts_and_draws_no_share() -> None:
    bar = _bar(few(), "it", "It")
    assert (bar.share, bar.low, bar.high, percent(bar)) == (None, None, None, "3 of 7")
    assert not bar.hidden


def test_the_appendix_prints_counts() -> None:
    assert value(Statistic(id="fatal", title="-", base=["b"], numerator="all"), few()) == "3 of 7"


def test_prose_degrades_to_counts_in_words(tmp_path: Path) -> None:
    assert prose_in(tmp_path)('So it was for {{ pct("few") }} of them.') == "So it was for three of seven of them."


@pytest.mark.parametrize("text", ["10", "10;20", "0,20", "ten,20"])
def test_the_option_of_the_stages_is_read_strictly(text: str) -> None:
    with pytest.raises(Exception, match="two whole numbers"):
        small_bases(text)
    assert small_bases("10,20") == SmallBases(10, 20)
