"""A variable as its reviewer needs it: a derived one with rule, function and sources, a delivered one with codes."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from scr_analysis import english
from scr_analysis.derivations import PACKAGE, derivation
from scr_analysis.study import Study
from scr_analysis.study.codebook import Codebook, Column

# The name of a type, and a helper of every rule.
COMMON = (":Case", "missing.py:KINDS", "missing.py:_SET", "missing.py:is_missing")

Described = dict[str, Any]


def rests_on(study: Study, names: Iterable[str]) -> list[str]:
    """The variables named and all that they are derived from, each once, sources last."""
    waiting, found = list(names), list[str]()
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found.append(name)
            waiting.extend(study.codebook.derived[name].inputs if name in study.codebook.derived else [])
    return found


def variable(book: Codebook, name: str) -> Described:
    """One variable, derived or delivered; ``table.column`` where the table has several rows a case."""
    if name in book.derived:
        return _derived(book, name)
    table, _, column = name.rpartition(".")
    return _delivered(book, column, table or next(one for one in book.tables if name in book.tables[one].columns))


def _derived(book: Codebook, name: str) -> Described:
    derived = book.derived[name]
    return {
        "kind": "derived",
        "label": english.typeset(derived.label),
        "rule": english.typeset(derived.rule),
        "from": derived.inputs,
        "precedence": derived.precedence,
        "codes": [{"name": code, "label": english.typeset(label)} for code, label in derived.codes.items()],
        "missing": [{"kind": kind, "label": book.missing_kinds[kind].label} for kind in derived.missing],
        "function": sources(name),
    }


def _delivered(book: Codebook, name: str, table: str) -> Described:
    column = book.column(table, name)
    kinds = book.missing_kinds
    return {
        "kind": "delivered",
        "label": english.typeset(column.label),
        "table": table,
        "file": english.typeset(book.tables[table].title),
        "holds": _holds(column),
        "codes": [
            {"code": code, "name": one.name, "label": english.typeset(one.label)} for code, one in column.codes.items()
        ],
        "missing": [{"code": code, "kind": kind, "label": kinds[kind].label} for code, kind in column.missing.items()],
        "blank": kinds[column.blank].label if column.blank in kinds else column.blank or "",
    }


def _holds(column: Column) -> str:
    """What stands in a variable that has no codes: "a number from 0 to 215"."""
    if column.kind == "number":
        limits = (column.min, column.max)
        return "a number" + (f" from {limits[0]:g} to {limits[1]:g}" if None not in limits else "")
    if column.kind == "date" and column.earliest and column.latest:
        return f"a date from {column.earliest} to {column.latest}"
    return {"id": "an identifier", "date": "a date", "text": "text"}.get(column.kind, "")


@cache
def sources(variable: str) -> list[dict[str, str]]:
    """The function of a derived variable and what it rests on, as they stand in the files.

    How kinds of missing are told from answers is the same everywhere, and left out.
    """
    places = [place.partition(":") for place in derivation(variable) if not place.endswith(COMMON)]
    ordered = sorted(places, key=lambda place: place[2] != variable)
    return [
        {"file": f"src/scr_analysis/{file}", "name": name, "text": _definitions(file)[name]}
        for file, _, name in ordered
    ]


@cache
def _definitions(file: str) -> dict[str, str]:
    """Each definition of a file with its source, docstring and comments."""
    lines = Path(PACKAGE / file).read_text(encoding="utf-8").splitlines()
    found: dict[str, str] = {}
    for node in ast.parse("\n".join(lines)).body:
        text = "\n".join(lines[node.lineno - 1 : node.end_lineno])
        found.update(dict.fromkeys(_names(node), text))
    return found


def _names(node: ast.stmt) -> list[str]:
    """What a statement defines."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]
