"""Mutants of a module: its source with one thing changed on purpose, such as a comparison turned or a code exchanged.

What is for people (docstrings, messages of faults, annotations, f-strings) is left alone: no number hangs on it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

SIGNS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
CALLS = {"any": "all", "all": "any", "min": "max", "max": "min"}
FOR_PEOPLE = ("Fault", "nearest", "missing_file", "damaged_file", "AssertionError", "ValueError", "dataclass")
Edit = Callable[[], None]


@dataclass(frozen=True)
class Mutant:
    """A changed source, with the line, the function and the kind of the change."""

    line: int
    function: str
    change: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    tree = ast.parse(source)
    sites = list(_sites(tree, ""))
    for node, function in sorted(sites, key=lambda site: (site[0].lineno, site[0].col_offset)):
        for change, edit, undo in _changes(node):
            edit()
            yield Mutant(node.lineno, function, change, ast.unparse(tree))
            undo()


def _sites(node: ast.AST, function: str) -> Iterator[tuple[Any, str]]:
    """The nodes that may be changed, each with the function around it."""
    if isinstance(node, ast.FunctionDef):
        function = node.name
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "type_params", "decorator_list", "bases"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_for_people(child):
                if hasattr(child, "lineno"):
                    yield child, function
                yield from _sites(child, function)


def _is_for_people(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.JoinedStr | ast.ImportFrom | ast.Import | ast.arguments):
        return True
    if isinstance(node, ast.keyword) and node.arg == "strict":  # a length that differs is an error of the software
        return True
    called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
    if called in FOR_PEOPLE:
        return True
    names = [one.id for one in getattr(node, "targets", []) if isinstance(one, ast.Name)]
    return isinstance(node, ast.Assign) and names in (["problem"], ["remedy"], ["place"])


def _changes(node: Any) -> Iterator[tuple[str, Edit, Edit]]:
    """What may be changed in one node: a description, how to do it, and how to undo it."""
    if isinstance(node, ast.Compare):
        for place, sign in enumerate(node.ops):
            if type(sign) in SIGNS:
                yield _item(node.ops, place, SIGNS[type(sign)](), f"{_said(sign)} becomes {_said(SIGNS[type(sign)]())}")
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.If | ast.IfExp):
        yield _field(node, "test", ast.Constant(True), "the condition is always met")
        yield _field(node, "test", ast.Constant(False), "the condition is never met")
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
        yield _field(node.func, "id", CALLS[node.func.id], f"{node.func.id} becomes {CALLS[node.func.id]}")
    else:
        yield from _operators(node)


def _operators(node: Any) -> Iterator[tuple[str, Edit, Edit]]:
    if isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield _field(node, "op", other, f"{_said(node.op)} becomes {_said(other)}")
    elif isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        turned = ARITHMETIC[type(node.op)]()
        yield _field(node, "op", turned, f"{_said(node.op)} becomes {_said(turned)}")
    elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add):
        yield _field(node, "op", ast.Sub(), "+= becomes -=")
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield _field(node, "operand", ast.UnaryOp(ast.Not(), node.operand), "not is taken away")


def _constants(node: ast.Constant) -> Iterator[tuple[str, Edit, Edit]]:
    value = node.value
    if isinstance(value, bool):
        yield _field(node, "value", not value, f"{value} becomes {not value}")
    elif isinstance(value, int | float):
        yield _field(node, "value", value + 1, f"{value} becomes {value + 1}")
    elif isinstance(value, str) and value:
        yield _field(node, "value", f"{value}_x", f"'{value}' becomes another code")


def _field(node: Any, name: str, new: Any, said: str) -> tuple[str, Edit, Edit]:
    old = getattr(node, name)
    return said, lambda: setattr(node, name, new), lambda: setattr(node, name, old)


def _item(items: list[Any], place: int, new: Any, said: str) -> tuple[str, Edit, Edit]:
    old = items[place]
    return said, lambda: items.__setitem__(place, new), lambda: items.__setitem__(place, old)


def _said(operator: ast.AST) -> str:
    """An operator as it is written."""
    sample: Any
    if isinstance(operator, ast.cmpop):
        sample = ast.Compare(ast.Name("a"), [operator], [ast.Name("b")])
    elif isinstance(operator, ast.boolop):
        sample = ast.BoolOp(operator, [ast.Name("a"), ast.Name("b")])
    else:
        sample = ast.BinOp(ast.Name("a"), operator, ast.Name("b"))  # type: ignore[arg-type]
    return ast.unparse(sample).removeprefix("a ").removesuffix(" b")
