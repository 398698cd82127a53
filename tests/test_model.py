"""model and clear: what a model counts, what stops it, and what of it may be shown."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm

from core_run import core_run, study, study_in
from scr_analysis.clear.models import cleared, decision
from scr_analysis.errors import FaultsFound
from scr_analysis.model import model
from scr_analysis.model.design import counted
from scr_analysis.models import ModelTerm, read_models
from scr_analysis.present.table_models import layout
from scr_analysis.study.disclosure import Profile
from scr_analysis.study.modelling import Level, Model, Term
from small import small

DECLARED = Model(
    id="m",
    title="M",
    base="b",
    outcome={"fatal": ["yes"]},
    terms=[
        Term(of="SEX", reference=Level(codes=["male"]), levels=[Level(codes=["female"])]),
        Term(
            of="age_group",
            reference=Level(codes=["under_1"]),
            levels=[Level(codes=["y1_to_5", "y6_to_10"]), Level(codes=["y11_to_15"])],
        ),
    ],
    limitation="It describes, and does not predict.",
)
TERM = ModelTerm("m", "SEX", "female", "b", 92, 7, 0.123456, 1.131400, 0.512345, 2.501234, 0.0412345, "Firth", "0.95")


def strict(**changes: Any) -> Profile:
    """The profile of the synthetic release, with parts of it changed."""
    return replace(study().disclosure.profile("synthetic"), **changes)


def test_which_cases_a_model_counts() -> None:
    """In the base, with outcome and every term known and in a declared level."""
    rows = small("""
        REPORT SEX       age_group fatal
        yes    male      under_1   yes
        yes    male      under_1   no
        yes    female    y6_to_10  yes
        yes    female    y1_to_5   yes
        yes    not_known y1_to_5   yes     # a term not known
        yes    female    y16_plus  no      # in no level
        yes    female    under_1   blank   # outcome not known
        no     female    under_1   yes     # not in the base
    """)
    found = counted(DECLARED, {"REPORT": frozenset({"yes"})}, rows)
    assert dict(found.cases) == {(0, 0): 2, (1, 1): 2}
    assert {places: count for places, count in found.events.items() if count} == {(0, 0): 1, (1, 1): 2}
    assert found.left_out == 3
    assert found.by_level(0, 1) == (2, 0)


def test_model_of_the_twin_as_statsmodels_fits_it_from_the_rows() -> None:
    declared = study().models["fatal_or_not"]
    with core_run().analysis.open(encoding="utf-8") as handle:
        rows = [row for row in csv.DictReader(handle) if row["period"] == "p2011_14" and row["REPORT"] == "yes"]
    rows = [row for row in rows if all(term.level_of(row[term.of]) is not None for term in declared.terms)]
    design = [
        [
            1.0,
            *(
                float(term.level_of(row[term.of]) == place + 1)
                for term in declared.terms
                for place in range(len(term.levels))
            ),
        ]
        for row in rows
    ]
    oracle = sm.Logit([row["fatal"] == "yes" for row in rows], np.array(design)).fit(disp=0)
    made = read_models(core_run().restricted / "models.csv")
    assert [one.coefficient for one in made] == pytest.approx(list(oracle.params), rel=1e-4, abs=1e-5)
    assert {one.cases for one in made} == {len(rows)}
    shown = read_models(core_run().results / "models.csv")
    assert [one.odds_ratio for one in shown] == pytest.approx(list(np.exp(oracle.params)), rel=6e-3)


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ("{of: fatal, reference: {codes: [no]}, levels: [{codes: [yes]}]}", "the variable 'fatal' is given 2 times"),
        ("{of: SEX, reference: {codes: [male]}, levels: [{codes: [male]}]}", "the code of SEX 'male' is given 2 times"),
    ],
)
def test_a_model_that_contradicts_itself(tmp_path: Path, terms: str, said: str) -> None:
    entry = f"- {{id: m, title: M, base: database, outcome: {{fatal: [yes]}}, terms: [{terms}], limitation: Nothing follows from it.}}\n"
    with pytest.raises(FaultsFound) as refused:
        study_in(tmp_path, "models", models=entry)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("base", "terms", "said"),
    [
        ("deaths_2011_14", "{of: SEX, reference: {codes: [male]}, levels: [{codes: [female]}]}", "the same outcome"),
        ("infants_2011_14", "{of: age_group, reference: {codes: [under_1]}, levels: [{codes: [y1_to_5]}]}", "no case"),
        (
            "reviews_2011_14",
            "{of: infant, reference: {codes: [yes]}, levels: [{codes: [no]}]},"
            " {of: age_group, reference: {codes: [under_1]}, levels: [{codes: [y1_to_5, y6_to_10, y11_to_15, y16_plus]}]}",
            "repeats what the others say",
        ),
    ],
)
def test_a_model_that_asks_too_much_of_the_cases(tmp_path: Path, base: str, terms: str, said: str) -> None:
    entry = f"- {{id: m, title: M, base: {base}, outcome: {{fatal: [yes]}}, terms: [{terms}], limitation: Nothing follows from it.}}\n"
    declared = study_in(tmp_path, "models", models=entry)
    with pytest.raises(FaultsFound) as refused:
        model(
            declared, core_run().analysis, core_run().folder / "ingest/double_coding.csv", 0.95, tmp_path / "restricted"
        )
    assert said in str(refused.value)
    assert not (tmp_path / "restricted").exists()


@pytest.mark.parametrize("row", small("""
    with_outcome without residual_df | rule
    5            5       10          | -
    4            50      100         | level
    50           4       100         | level
    0            50      100         | level          # always or never says as much as a small count
    50           50      9           | freedom
    """))  # fmt: skip
def test_release_rule_at_its_edges(row: dict[str, str]) -> None:
    counts = [{"with_outcome": "60", "without": "60", "residual_df": row["residual_df"]}, row]
    rule = decision(counts, threshold=5)
    assert (row["rule"] in rule) if row["rule"] != "-" else rule == ""


def test_no_counts_no_release() -> None:
    assert decision([], threshold=5)


def test_a_hidden_model_shows_no_number() -> None:
    hidden = cleared(TERM, "a rule", strict())
    assert hidden.row() == ["m", "SEX", "female", "b", *["[c]"] * 7, "Firth", "0.95", "hidden", "a rule"]


def test_a_shown_model_has_three_digits_and_no_small_count() -> None:
    shown = cleared(TERM, "", strict(hide_upto=7, round_to=5))
    assert shown.row()[4:11] == ["90", "[c]", "0.123", "1.13", "0.512", "2.5", "0.0412"]
    assert cleared(replace(TERM, left_out=0), "", strict(hide_upto=7)).left_out == 0


def test_table_says_what_the_model_cannot() -> None:
    declared = study()
    found = read_models(core_run().results / "models.csv")
    laid = layout(declared, declared.tables["fatal_or_not"], found)
    assert "No checklist predicts harm" in laid["notes"][0]
    assert [row["cells"][0] for row in laid["rows"] if "(reference)" in row.get("label", "")] == ["1.00"] * 7
    hidden = layout(declared, declared.tables["fatal_or_not"], [cleared(one, "a rule", strict()) for one in found])
    cells = [
        cell for row in hidden["rows"] if "cells" in row and "(reference)" not in row["label"] for cell in row["cells"]
    ]
    assert set(cells) == {"[c]"}
