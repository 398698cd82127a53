"""Cases coded twice: which are counted, what stops the build, and what may be shown."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa as oracle

from core_run import core_run, study
from scr_analysis.agreement import Agreement, read_agreement
from scr_analysis.clear import clear
from scr_analysis.errors import FaultsFound
from scr_analysis.model import model
from scr_analysis.model.agreement import Kappa, coded_twice, cohens_kappa, smallest_margin
from small import small

SHOWN = Agreement("DOM_ABUSE", 60, 0.853211, 0.712345, 0.994321, 5)


def test_which_pairs_are_counted() -> None:
    """Of cases in the database, where both coders answered."""
    rows = small("""
        case_id variable  coder_a       coder_b
        one     DOM_ABUSE recorded      recorded
        two     DOM_ABUSE recorded      not_mentioned
        three   DOM_ABUSE report_silent recorded       # one did not answer
        four    DOM_ABUSE blank         blank
        nobody  DOM_ABUSE recorded      recorded       # not in the database
        one     NEGLECT   not_mentioned not_mentioned
    """)
    assert coded_twice(rows, {"one", "two", "three", "four"}) == {
        "DOM_ABUSE": Counter({("recorded", "recorded"): 1, ("recorded", "not_mentioned"): 1}),
        "NEGLECT": Counter({("not_mentioned", "not_mentioned"): 1}),
    }


def test_coders_who_agree_on_one_code_have_no_kappa() -> None:
    assert cohens_kappa(Counter({("yes", "yes"): 9}), 0.95) == Kappa(9, None, None, None)


@given(st.lists(st.integers(1, 40), min_size=4, max_size=4))
def test_two_codes_as_statsmodels_has_them(counts: list[int]) -> None:
    a, b, c, d = counts
    made = cohens_kappa(Counter({("y", "y"): a, ("y", "n"): b, ("n", "y"): c, ("n", "n"): d}), 0.9)
    found = oracle([[a, b], [c, d]])
    assert made.kappa == pytest.approx(found.kappa, abs=1e-12)
    assert made.low == pytest.approx(found.kappa - 1.6448536269514722 * found.std_kappa, abs=1e-9)


def test_smallest_margin_is_of_either_coder() -> None:
    assert smallest_margin(Counter({("y", "y"): 9, ("n", "y"): 2, ("n", "n"): 4})) == 4
    assert smallest_margin(Counter({("y", "y"): 9, ("n", "n"): 2, ("y", "n"): 4})) == 2


def test_release_rule_at_its_edges() -> None:
    shown = SHOWN.cleared(5)
    assert shown.row() == ["DOM_ABUSE", "60", "0.85", "0.71", "0.99", "", "shown"]
    assert replace(SHOWN, smallest_margin=4).cleared(5).row() == ["DOM_ABUSE", *["[c]"] * 5, "hidden"]


def test_the_margin_stays_on_its_side_of_the_line() -> None:
    public = read_agreement(core_run().results / "agreement.csv")
    assert public
    assert {one.smallest_margin for one in public.values()} == {None}
    assert None not in {one.smallest_margin for one in read_agreement(core_run().restricted / "agreement.csv").values()}


def run_model(double_coding: str, folder: Path) -> None:
    (folder / "double_coding.csv").write_text(double_coding, encoding="utf-8")
    model(study(), core_run().analysis, folder / "double_coding.csv", 0.95, folder / "restricted")


def test_a_variable_nobody_knows_stops_the_build(tmp_path: Path) -> None:
    with core_run().analysis.open(encoding="utf-8") as handle:
        known = handle.read().splitlines()[1].split(",")[0]
    with pytest.raises(FaultsFound, match="1 rows are of a variable that is no characteristic") as refused:
        run_model(f"case_id,variable,coder_a,coder_b\n{known},DOM_ABUS,recorded,recorded\n", tmp_path)
    assert known not in str(refused.value)


def test_a_delivery_without_it_has_no_kappa(tmp_path: Path) -> None:
    run_model("case_id,variable,coder_a,coder_b\n", tmp_path)
    shutil.copy(core_run().results / "estimates.csv", tmp_path)
    clear(study(), "synthetic", tmp_path / "restricted", tmp_path)
    assert read_agreement(tmp_path / "agreement.csv") == {}
