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
    """By variable, each spec test of it: what it says, and its tables. Tests are named ``test_<variable>…``."""
    found: dict[str, list[Example]] = {}
    for path in sorted(folder.glob("test_spec_*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        texts = dict(_texts(module))
        for node in module.body:
            if isinstance(node, ast.FunctionDef) and (tables := list(_tables(node, texts))):
                name = _variable(node, tables)
                said = " ".join((ast.get_docstring(node) or "").split())
                found.setdefault(name, []).append({"says": said, "tables": tables})
    return found


def _variable(test: ast.FunctionDef, tables: list[Drawing]) -> str:
    """The variable that a test is named for: the longest drawn column that its name begins with."""
    name = test.name.removeprefix("test_")
    columns = [column for table in tables for column in table["expected"] if name.startswith(column)]
    return max(columns, key=len, default=name)


def _texts(module: ast.Module) -> Iterator[tuple[str, str]]:
    """The texts that a module gives a name, such as plan episodes that several tests share."""
    for node in module.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from ((target.id, node.value.value) for target in node.targets if isinstance(target, ast.Name))


def _tables(test: ast.FunctionDef, texts: dict[str, str]) -> Iterator[Drawing]:
    for call in ast.walk(test):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id.startswith(_DRAWN_BY):
            for given in call.args:
                text = texts.get(given.id, "") if isinstance(given, ast.Name) else getattr(given, "value", "")
                if isinstance(text, str) and "\n" in text:
                    yield drawing(text)


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
