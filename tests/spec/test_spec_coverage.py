"""No derived variable without a spec test, none without a rule, and no rule that does other than its codebook says."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scr_analysis.audit.examples import examples
from scr_analysis.derive import PLAN_VARIABLES, RULES, THEME_VARIABLES, Case
from scr_analysis.study import load_study
from scr_analysis.study.codebook import Codebook

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MISSING_BY_JOIN = "no_report"


@cache
def codebook() -> Codebook:
    return load_study(ROOT, "codebook").codebook


@pytest.mark.parametrize("name", sorted(codebook().derived))
def test_has_a_spec_test(name: str) -> None:
    """The trail shows these tables too: what is drawn for a variable here is what its readers see."""
    drawn = examples(HERE).get(name)
    assert drawn, f"draw a small table for {name}: def test_{name}() in tests/spec"
    assert any(name in table["expected"] for one in drawn for table in one["tables"])


def test_rules_cover_the_codebook() -> None:
    made = [*RULES, *PLAN_VARIABLES, *THEME_VARIABLES]
    assert sorted(made) == sorted(codebook().derived)
    declared = [name for name in codebook().derived if name in RULES]
    assert sorted(declared, key=list(RULES).index) == list(RULES)


def values_of(name: str) -> list[str]:
    """Everything a variable may hold: codes, kinds of missing, and a report that is not there."""
    book = codebook()
    if name in book.derived:
        return [*book.derived[name].codes, *book.derived[name].missing]
    if name == "INC_DATE":
        return ["2003-04-01", "2008-02-29", "2011-03-31", "2014-03-31"]
    table = "scr_database" if name in book.tables["scr_database"].columns else "final_reports"
    column = book.column(table, name)
    answers = [code.name for code in column.codes.values()]
    if column.kind == "number":
        answers = [str(number) for number in (column.min, column.max) if number is not None]
        answers = [str(int(float(number))) for number in answers]
    joined = [MISSING_BY_JOIN] if table == "final_reports" else []
    return [*answers, *column.missing.values(), *joined]


@pytest.mark.parametrize("name", sorted(RULES))
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_rule_reads_its_declared_inputs_and_gives_declared_values(name: str, data: st.DataObject) -> None:
    """The rule sees no other column, so one that reads more fails with a KeyError."""
    derived = codebook().derived[name]
    case: Case = {column: data.draw(st.sampled_from(values_of(column)), column) for column in derived.inputs}
    assert RULES[name](case) in {*derived.codes, *derived.missing}


@pytest.mark.parametrize("name", sorted(name for name in RULES if "blank" in codebook().derived[name].missing))
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_blank_input_is_never_read_as_an_answer_no(name: str, data: st.DataObject) -> None:
    """With every input blank there is nothing to say, whatever the rule."""
    derived = codebook().derived[name]
    assert RULES[name](dict.fromkeys(derived.inputs, "blank")) == "blank"
    some = data.draw(st.sampled_from(derived.inputs))
    case: Case = {column: data.draw(st.sampled_from(values_of(column)), column) for column in derived.inputs}
    assert RULES[name]({**case, some: "blank"}) != "no"
