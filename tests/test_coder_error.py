"""Coder error: the correction undoes the error, its range holds every point of the grid, hidden stays hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core_run import core_run, study, study_in
from scr_analysis.assess.coding import corrections
from scr_analysis.errors import FaultsFound
from scr_analysis.estimates import ALL
from scr_analysis.misclassification import corrected, corrected_range
from scr_analysis.present.table_sensitivity import read
from scr_analysis.present.tables import layout

PART = st.floats(0.51, 1.0)


@given(truth=st.floats(0, 1), sensitivity=PART, specificity=PART)
@settings(deadline=None)
def test_correction_undoes_the_error(truth: float, sensitivity: float, specificity: float) -> None:
    recorded = truth * sensitivity + (1 - truth) * (1 - specificity)
    assume(sensitivity + specificity > 1.05)
    assert corrected(recorded, sensitivity, specificity) == pytest.approx(truth, abs=1e-9)


@given(
    share=st.floats(0, 1),
    finds=st.tuples(PART, PART),
    leaves=st.tuples(PART, PART),
    at=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
@settings(deadline=None)
def test_range_holds_every_point_of_the_grid(
    share: float, finds: tuple[float, float], leaves: tuple[float, float], at: tuple[float, float]
) -> None:
    finds, leaves = (min(finds), max(finds)), (min(leaves), max(leaves))
    least, most = corrected_range((share, share), finds, leaves)
    inside = corrected(share, finds[0] + at[0] * (finds[1] - finds[0]), leaves[0] + at[1] * (leaves[1] - leaves[0]))
    assert least - 1e-12 <= inside <= most + 1e-12


def test_coding_no_better_than_chance_is_refused() -> None:
    with pytest.raises(ValueError, match="no better than chance"):
        corrected(0.5, 0.5, 0.5)


def test_every_declared_figure_is_corrected_and_a_hidden_one_is_not() -> None:
    declared = study().sensitivity.coder_error
    estimates = dict(core_run().protected())
    key = ("domestic_abuse", "final_reports_2011_14", ALL, ALL)
    estimates[key] = replace(estimates[key], n=None, estimate=None, low=None, high=None, status="hidden")
    made = {one.key[0]: one for one in corrections(study(), declared, estimates)}
    assert set(made) == {one.statistic for one in declared}
    assert made["domestic_abuse"].row()[4:8] == ["[c]"] * 4
    known = made["known_to_social_care"]
    assert known.least is not None
    assert known.most is not None
    assert known.least < 188 / 293 < known.most


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ("sensitivity: [1.0, 0.9], specificity: [0.9, 1.0]", "'sensitivity' runs from 1 down to 0.9"),
        ("sensitivity: [0.4, 0.9], specificity: [0.9, 1.0]", "sensitivity"),
    ],
)
def test_assumptions_that_cannot_be(tmp_path_factory: pytest.TempPathFactory, edit: str, said: str) -> None:
    text = (
        "imputation: {seed: 1, imputations: 5, cycles: 1, predictors: [SEX], statistics: [disability]}\n"
        f"coder_error:\n  - {{statistic: fatal, {edit}, assumption: Nobody knows what is behind this.}}\n"
    )
    with pytest.raises(FaultsFound) as refused:
        study_in(tmp_path_factory.mktemp("study"), "sensitivity", sensitivity=text)
    assert said in str(refused.value)


def test_table_sets_each_figure_beside_what_it_would_be() -> None:
    declared = study()
    laid = layout(declared, declared.tables["what_figures_rest_on"], read(core_run().results), "Source: test.")
    rows = {row["label"]: row["cells"] for row in laid["rows"]}
    assert rows["Domestic abuse"][:2] == ["54%", "54% to 57%"]
    assert rows["Domestic abuse"][2].startswith("55% (")
    assert rows["The child died"][2:] == ["[x]", "67%", "[x]"]
    assert rows["Domestic abuse"][4].startswith("0.8")
    assert any(note.startswith("Domestic abuse: sensitivity 0.85 to 1") for note in laid["notes"])
