"""The examples of each derived variable: the small tables that its spec test draws, and that the function is held to.

The tests are read as text, and not run: what they draw is what a reader sees, and the test run proves it.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Drawing = dict[str, Any]
Example = dict[str, Any]

# What a spec test calls to hold a variable to a table begins so: ``derives``, ``derives_plans``.
_DRAWN_BY = "derives"


def examples(folder: Path) -> dict[str, list[Example]]:
    """By variable, each spec test of it: what it says, and its tables.

    Tests are named ``test_<variable>…``; one that several variables share, for the beginning of their names.
    """
    found: dict[str, list[Example]] = {}
    for path in sorted(folder.glob("test_spec_*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        texts = dict(_texts(module))
        for node in (one for one in module.body if isinstance(one, ast.FunctionDef)):
            drawn = list(_drawn(node, texts))
            for values in _values(node) if drawn else ():
                tables = [drawing(text.format(**values) if values else text) for text in drawn]
                said = " ".join((ast.get_docstring(node) or "").split())
                found.setdefault(_variable(node, tables), []).append({"says": said, "tables": tables})
    return found


def _values(test: ast.FunctionDef) -> Iterator[dict[str, str]]:
    """The values that a parametrised test fills its tables with, a set at a time; one empty set where it has none."""
    for decorator in test.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("parametrize"):
            names, values = (ast.literal_eval(given) for given in decorator.args)
            yield from (dict(zip(names, each, strict=True)) for each in values)
            return
    yield {}


def _variable(test: ast.FunctionDef, tables: list[Drawing]) -> str:
    """The variable that a test is named for: the longest drawn column that begins its name, or that its name begins."""
    name = test.name.removeprefix("test_")
    columns = [column for table in tables for column in table["expected"]]
    begun = [column for column in columns if name.startswith(column)]
    return max(begun or [column for column in columns if column.startswith(name)], key=len, default=name)


def _texts(module: ast.Module) -> Iterator[tuple[str, str]]:
    """The texts that a module gives a name, such as plan episodes that several tests share."""
    for node in module.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from ((target.id, node.value.value) for target in node.targets if isinstance(target, ast.Name))


def _drawn(test: ast.FunctionDef, texts: dict[str, str]) -> Iterator[str]:
    for call in ast.walk(test):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id.startswith(_DRAWN_BY):
            yield from (text for given in call.args if "\n" in (text := _text(given, texts)))


def _text(given: ast.expr, texts: dict[str, str]) -> str:
    """The text that an argument stands for: written there, or by its name, or a named one that is filled in."""
    if isinstance(given, ast.Call) and isinstance(given.func, ast.Attribute) and given.func.attr == "format":
        given = given.func.value
    text = texts.get(given.id, "") if isinstance(given, ast.Name) else getattr(given, "value", "")
    return text if isinstance(text, str) else ""


def drawing(text: str) -> Drawing:
    """A drawn table as data: columns given, columns expected, and rows with their remarks."""
    lines = [line.partition("#") for line in inspect.cleandoc(text).splitlines()]
    (header, *rows) = [(cells, remark.strip()) for cells, _, remark in lines if cells.strip()]
    given, _, expected = header[0].partition("|")
    return {
        "text": inspect.cleandoc(text),
        "given": given.split(),
        "expected": expected.split(),
        "rows": [{"cells": cells.replace("|", " ").split(), "remark": remark} for cells, remark in rows],
    }
