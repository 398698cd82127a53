"""Declarations without pydantic until a file is read: what they keep of it, with pydantic itself as the oracle."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from scr_analysis.study.codebook import Column, MissingKind
from scr_analysis.study.config import load_project
from scr_analysis.study.declarations import Base, Chart, Statistic
from scr_analysis.study.declared import Declared, plain, typed
from scr_analysis.study.vocabulary import Share

ROOT = Path(__file__).parents[1]
SEX = {"id": "girls", "title": "Girls", "base": "all", "numerator": {"SEX": ["girl"]}}


def declarations(value: Any) -> Iterator[Declared]:
    """Every declaration within a value, however deep."""
    if isinstance(value, Declared):
        yield value
        value = {one.name: getattr(value, one.name) for one in fields(value)}
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ():
        yield from declarations(inner)


@pytest.mark.parametrize("defaults", [False, True])
def test_plain_says_what_pydantic_would(defaults: bool) -> None:
    """Fingerprints and the chain of sign-offs are taken of it, so it must not move by a word."""
    config, study = load_project(ROOT, {})
    found = [*declarations(config), *declarations(vars(study))]
    assert len({type(one) for one in found}) > 35
    for one in found:
        told = TypeAdapter(type(one)).dump_python(one, mode="json", by_alias=True, exclude_defaults=not defaults)
        assert plain(one, defaults=defaults) == told
        assert list(plain(one, defaults=defaults)) == list(told)
        assert typed(type(one), plain(one)) == one


def test_a_declaration_is_not_changed() -> None:
    kind = MissingKind(label="Not known", unknown=True)
    with pytest.raises(FrozenInstanceError, match="label"):
        kind.label = "Known"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="label"):
        del kind.label
    assert replace(kind, label="Known") != kind
    assert replace(kind, unknown=True) == kind
    assert hash(replace(kind)) == hash(kind)
    assert repr(kind) == "MissingKind(label='Not known', unknown=True)"


def test_takes_its_own_names_and_all_that_are_needed() -> None:
    with pytest.raises(TypeError, match="labels, unknown"):
        MissingKind(labels="x", label="y")  # type: ignore[call-arg]
    with pytest.raises(ValidationError):
        typed(MissingKind, {"label": "y", "unknown": "x", "labels": "z"})


def test_lists_are_not_shared_between_declarations() -> None:
    one, other = Base(id="a", title="A"), Base(id="b", title="B")
    one.include["SEX"] = ["girl"]
    assert other.include == {}


def test_keys_that_python_does_not_allow() -> None:
    assert typed(Column, {"label": "Born", "kind": "date", "from": "1990-01-01"}).earliest is not None
    assert plain(typed(Share, {"from": 0.5})) == {"from": 0.5}
    chart = Chart(id="x", title="X", kind="dots", statistics=["girls"], printed_in=["supplement"])
    assert plain(chart)["in"] == ["supplement"]


def test_one_entry_needs_no_brackets() -> None:
    assert typed(Statistic, SEX | {"by": "period"}) == typed(Statistic, SEX | {"base": ["all"], "by": ["period"]})
    with pytest.raises(ValidationError, match="at most 2"):
        typed(Statistic, SEX | {"by": ["a", "b", "c"]})


def test_pydantic_waits_until_a_value_is_read() -> None:
    script = (
        "import sys; from scr_analysis.study import codebook, declarations, disclosure, vocabulary\n"
        "codebook.MissingKind(label='x', unknown=True)\n"
        "print('pydantic' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == ["False"]
