"""A fingerprint moves when a meaning moves, and stays when only layout, order of keys or the data move."""

from __future__ import annotations

import ast
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from building import replace as edited
from core_run import ROOT, study, study_in
from scr_analysis.derivations import PACKAGE, derivation, plain
from scr_analysis.estimates import Estimate
from scr_analysis.fingerprint import PARTS, definition, fingerprint, value_digest
from scr_analysis.study import Study, load_study
from scr_analysis.words_used import words_used

KNOWN = "known_to_social_care"
PROSE = (ROOT / "report/briefing.md.j2").read_text(encoding="utf-8")


def moved(changed: Study, statistic: str = KNOWN, words: tuple[str, ...] = ("words()",)) -> list[str]:
    """The parts of a fingerprint that a change of the study moves."""
    return fingerprint(changed, statistic, words).moved_from(fingerprint(study(), statistic, words).parts)


def with_edit(folder: Path, part: str, old: str, new: str) -> Study:
    study_in(folder)
    edited(folder / f"study/{part}.yaml", old, new)
    return load_study(folder)


@pytest.mark.parametrize(
    ("part", "old", "new", "statistic", "parts"),
    [
        ("statistics", "[open, closed]}\n- id: below", "[open]}\n- id: below", KNOWN, ["declaration"]),
        ("statistics", "were or had been involved with the child", "knew the child", KNOWN, ["declaration"]),
        ("bases", "{period: [p2011_14]}", "{period: [p2009_11]}", KNOWN, ["base"]),
        ("bases", "incidents from April 2003", "incidents from April 2004", KNOWN, ["base"]),  # the base around it
        ("codebook", "label: Review period of the incident", "label: Review cycle", KNOWN, ["codebook"]),
        ("codebook", "label: not known, unknown: true", "label: not known, unknown: false", KNOWN, ["codebook"]),
        ("codebook", "label: Number of parental risk factors", "label: How many", KNOWN, []),
        ("wording", "{phrase: almost two thirds, from: 0.62,", "{phrase: nearly two thirds, from: 0.62,", KNOWN, ["wording"]),
        ("wording", "agreed: ", "agreed: once more with ", KNOWN, []),
        ("bases", "title: Final reports on adolescents, 2011-14", "title: Reports on adolescents", KNOWN, []),
        ("wording", "around half: {share: {from: 0.4,", "around half: {share: {from: 0.42,", KNOWN, ["wording"]),
        ("statistics", "title: The child died\n", "title: The child has died\n", KNOWN, []),
        ("statistics", "- id: known_to_social_care\n", "# a remark\n- id: known_to_social_care\n  kind: proportion\n", KNOWN, []),
    ],
)  # fmt: skip
def test_the_part_that_moves_is_named(
    tmp_path: Path, part: str, old: str, new: str, statistic: str, parts: list[str]
) -> None:
    assert moved(with_edit(tmp_path, part, old, new), statistic) == parts


def test_every_statistic_has_a_fingerprint_of_its_own() -> None:
    wholes = [fingerprint(study(), name).whole for name in study().statistics]
    assert len(set(wholes)) == len(wholes)
    assert all(set(fingerprint(study(), name).parts) == set(PARTS) for name in study().statistics)


def test_every_derived_variable_has_its_function() -> None:
    assert [name for name in study().codebook.derived if not derivation(name)] == []


def test_a_variable_that_a_table_names() -> None:
    """The variables of themes share a function; each also rests on the table that says which heading it asks for."""
    found = derivation("theme_listening")
    assert {"derive/themes.py:HEADINGS", "derive/themes.py:theme", "missing.py:is_missing"} <= set(found)


def test_a_definition_holds_what_it_rests_on() -> None:
    told = definition(study(), "plan_neglect", ["most"])
    assert set(told["base"]) == {"plans_2011_14", "reviews_2011_14", "database"}
    assert {"plan_category", "cp_plan_status", "CPPLAN", "period"} <= set(told["codebook"])
    assert "derive/plans.py:Episode" in told["derivation"]["plan_category"]  # a method of it decides
    assert "missing.py:is_missing" in told["derivation"]["plan_category"]
    assert told["wording"]["most"] == {"share": {"above": 0.5}}


# --- The source of a derivation
RULE = "def age(case):\n    return 'yes' if int(case['AGE']) < LIMIT else _no()\n"
REST = "LIMIT = 12\n\n\ndef _no():\n    return 'no'\n\n\ndef other(case):\n    return 'x'\n"


def package(folder: Path, text: str) -> Path:
    (folder / "derive").mkdir(parents=True, exist_ok=True)
    (folder / "derive/child.py").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (
            "    return 'yes'",
            '    """How old."""\n\n    # why\n    return "yes"',
            True,
        ),  # a docstring, a comment, quotes
        ("def age(case):", "def age(case: dict[str, str]) -> str:", True),  # types
        ("< LIMIT", "<= LIMIT", False),
        ("LIMIT = 12", "LIMIT = 13", False),  # a constant that it uses
        ("LIMIT = 12", "LIMIT = '12'", False),
        ("return 'no'", "return 'not'", False),  # a helper that it calls
        ("return 'x'", "return 'y'", True),  # a function that it does not call
    ],
)
def test_only_what_is_computed_counts(tmp_path: Path, old: str, new: str, same: bool) -> None:
    text = RULE + "\n\n" + REST
    assert old in text
    first = derivation("age", package(tmp_path / "one", text))
    second = derivation("age", package(tmp_path / "two", text.replace(old, new)))
    assert (first == second) is same


@pytest.mark.parametrize(
    ("new", "same"),
    [
        ("    return value not in _SET\n", False),
        ("    return value in _SET\n\n\ndef more() -> None:\n    return None\n", True),
    ],
)
def test_a_helper_of_another_file_counts(tmp_path: Path, new: str, same: bool) -> None:
    """An edit of ``missing.is_missing`` moves every derivation that calls it; a new function beside it moves none."""
    copy = tmp_path / "scr_analysis"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    edited(copy / "missing.py", "    return value in _SET\n", new)
    assert (derivation("known_to_social_care", copy) == derivation("known_to_social_care")) is same
    assert derivation("fatal", copy) == derivation("fatal")


def test_syntax_that_python_versions_write_differently() -> None:
    """3.12 knows ``type_params``, 3.13 leaves out empty fields: neither may show."""
    told = plain(ast.parse("def one(a):\n    return a").body[0])
    assert told == ["FunctionDef", ["name", "'one'"], ["args", ["arguments", ["args", [["arg", ["arg", "'a'"]]]]]],
                    ["body", [["Return", ["value", ["Name", ["id", "'a'"]]]]]]]  # fmt: skip


# --- The words that the prose uses
def test_words_of_the_prose_by_statistic() -> None:
    prose = '{{ claim("most", "fatal") }} {% if x %}{{ words("fatal") }}{% endif %} {{ pct("sex") }} {{ claim("none", other) }}'
    prose += '{{ claim("rose", comparison="since", level="a") }}{{ claim("rose", comparison="no_such") }}'
    assert words_used(prose, {"since": "sex"}) == {"fatal": {"most", "words()"}, "sex": {"rose"}}
    assert words_used("{{ broken", {}) == {}
    assert "most" in words_used(PROSE, {})["not_involved_at_incident"]


# --- Values
ONE = Estimate("s", "b", "all", "all", 6, 10, (0,) * 6, 0.6, 0.3, 0.8, "wilson", "0.95", 0.6, 0.6, status="shown")


@pytest.mark.parametrize(
    "changed",
    [replace(ONE, n=7), replace(ONE, denominator=11), replace(ONE, missing=(1, *ONE.missing[1:])), replace(ONE, low=0.31),
     replace(ONE, confidence="0.9"), replace(ONE, bound_high=0.7), replace(ONE, n=None, estimate=None, status="hidden")],
)  # fmt: skip
def test_a_value_that_moves(changed: Estimate) -> None:
    assert value_digest([changed]) != value_digest([ONE])


def test_a_value_that_stays() -> None:
    other = replace(ONE, level="no", n=4)
    assert value_digest([ONE, other]) == value_digest([other, replace(ONE, rule="told in other words")])
