"""derive as a stage: every case gets every variable, conflicts are counted and listed, gaps in the codebook stop it.

What each variable means is drawn in ``spec/``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from core_run import core_run, study
from scr_analysis.derive import derive
from scr_analysis.errors import FaultsFound
from scr_analysis.files import csv_text, read_rows
from scr_analysis.study.codebook import Codebook, Derived
from scr_analysis.study.declared import typed
from twin_reading import by_episodes, episodes_of, reconciled, sav

Row = dict[str, str]
STATUS = {"current": 1, "past": 2, "never": 3, "not_known": 9}


@cache
def analysis() -> dict[str, Row]:
    return {row["SCR_ID"]: row for row in read_rows(core_run().analysis)}


def without(codes: tuple[str, ...], name: str) -> Codebook:
    """The codebook with some codes of a derived variable taken away."""
    book = study().codebook
    kept = {code: label for code, label in book.derived[name].codes.items() if code not in codes}
    narrower = replace(book.derived[name], codes=kept)
    return replace(book, derived={**book.derived, name: narrower})


def test_one_row_a_review_with_every_column() -> None:
    rows = list(analysis().values())
    book = study().codebook
    assert len(rows) == 1100
    delivered = [*book.tables["scr_database"].columns, *list(book.tables["final_reports"].columns)[1:]]
    assert list(rows[0]) == [*delivered, *book.derived]


def test_every_value_is_a_code_or_a_declared_kind_of_missing() -> None:
    for name, derived in study().codebook.derived.items():
        assert {row[name] for row in analysis().values()} <= {*derived.codes, *derived.missing}, name


def test_plan_status_is_the_one_of_the_delivered_files() -> None:
    """Against a reading of the .sav and .csv files that shares nothing with the package."""
    run = core_run()
    episodes = episodes_of(run.twin)
    for review in sav(run.twin / "scr_database.sav"):
        made = analysis()[review["SCR_ID"]]
        assert STATUS[made["cp_plan_status"]] == reconciled(review, episodes)
        assert STATUS[made["cp_plan_episodes"]] == by_episodes(review["INC_DATE"], episodes.get(review["SCR_ID"], []))


def conflicting() -> set[Any]:
    """Reviews whose episodes and researchers' code both speak and differ, from the delivered files."""
    run = core_run()
    episodes = episodes_of(run.twin)
    return {
        review["SCR_ID"]
        for review in sav(run.twin / "scr_database.sav")
        if review["SCR_ID"] in episodes
        and review["CPPLAN"] in (1, 2, 3)
        and review["CPPLAN"] != by_episodes(review["INC_DATE"], episodes[review["SCR_ID"]])
    }


def test_conflicts_are_listed_in_the_restricted_folder() -> None:
    listed = read_rows(core_run().restricted / "plan_conflicts.csv")
    assert {row["SCR_ID"] for row in listed} == conflicting() != set()
    assert all(row["CPPLAN"] != row["cp_plan_episodes"] == row["cp_plan_status"] for row in listed)


def test_reconciliation_counts_every_case_once() -> None:
    counted = read_rows(core_run().restricted / "plan_reconciliation.csv")
    assert sum(int(row["cases"]) for row in counted) == 1100
    assert {row["episodes"] for row in counted} == {"delivered", "none"}
    differ = Counter[str]()
    for row in counted:
        both_speak = row["episodes"] == "delivered" and row["CPPLAN"] in ("current", "past", "never")
        if both_speak and row["CPPLAN"] != row["cp_plan_episodes"]:
            differ["conflict"] += int(row["cases"])
    assert differ["conflict"] == len(conflicting())


def test_a_value_outside_the_codebook_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(FaultsFound) as found:
        derive(without(("emotional",), "plan_category"), core_run().folder / "validate", tmp_path / "o", tmp_path / "r")
    emotional = sum(row["plan_category"] == "emotional" for row in analysis().values())
    assert f"{emotional:,} cases get neither a code nor a kind of missing" in found.value.report()
    assert not any(tmp_path.iterdir())


def test_a_derived_variable_without_a_function_stops_the_run(tmp_path: Path) -> None:
    book = study().codebook
    added = typed(Derived, {"label": "L", "from": ["SEX"], "rule": "R", "codes": {"yes": "Yes"}})
    more = replace(book, derived={**book.derived, "age_bandd": added})
    with pytest.raises(FaultsFound, match=r"no function derives this variable\s+did you mean 'age_band'"):
        derive(more, core_run().folder / "validate", tmp_path / "o", tmp_path / "r")


def test_precedence_of_the_codebook_is_used(tmp_path: Path) -> None:
    """Researchers first: every conflict is then settled their way."""
    book = study().codebook
    status = replace(book.derived["cp_plan_status"], precedence=["CPPLAN", "cpd_plans"])
    other = replace(book, derived={**book.derived, "cp_plan_status": status})
    done = derive(other, core_run().folder / "validate", tmp_path / "o", tmp_path / "r")
    listed = read_rows(tmp_path / "r/plan_conflicts.csv")
    assert done == {"cases": 1100, "conflicts": len(conflicting())}
    assert all(row["cp_plan_status"] == row["CPPLAN"] for row in listed)


def test_order_of_the_delivered_episodes_changes_nothing(tmp_path: Path) -> None:
    checked = core_run().folder / "validate"
    (tmp_path / "c").mkdir()
    for name in ("cases.csv", "themes.csv"):
        (tmp_path / "c" / name).write_bytes((checked / name).read_bytes())
    rows = read_rows(checked / "episodes.csv")
    text = csv_text(list(rows[0]), (list(row.values()) for row in reversed(rows)))
    (tmp_path / "c/episodes.csv").write_text(text, encoding="utf-8")
    derive(study().codebook, tmp_path / "c", tmp_path / "o", tmp_path / "r")
    assert (tmp_path / "o/analysis.csv").read_bytes() == core_run().analysis.read_bytes()
