"""The functions that derive variables, as their source says them: without layout, comments and docstrings.

Two sources that differ only in these give the same; a changed limit, sign or helper does not. Nothing is imported or
run: a variable's function bears its name and stands in ``derive``, or a table there names the variable; what it calls
is followed from file to file.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent
_NAMED = (ast.FunctionDef, ast.ClassDef)
# What Python versions write differently though it means the same.
_SILENT = {"ctx", "kind", "type_comment", "type_ignores", "type_params"}
# Types say nothing of what is computed.
_TYPES = {"annotation", "returns"}

Name = tuple[Path, str]


@dataclass(frozen=True)
class _File:
    """One file of the package: what it defines at its top, and what it takes from other files."""

    defined: Mapping[str, ast.AST]
    taken: Mapping[str, tuple[str, str]]


@cache
def derivation(variable: str, package: Path = PACKAGE) -> dict[str, Any]:
    """The function of a derived variable and everything of the package that it uses, by place; empty where none is."""
    waiting = [(path, name) for path in _derive(package) for name in _starts(_file(path), variable)]
    found: dict[str, Any] = {}
    while waiting:
        path, name = waiting.pop()
        place = f"{path.relative_to(package).as_posix()}:{name}"
        if place not in found:
            found[place], used = _definition(path, name, package)
            waiting.extend(used)
    return dict(sorted(found.items()))


def _starts(file: _File, variable: str) -> list[str]:
    """Where a variable's derivation begins: its own function; or, where a table of the file names it, all functions.

    Several variables may be made by one function with a table of what each of them asks for.
    """
    if variable in file.defined:
        return [variable]
    tables = [name for name, node in file.defined.items() if variable in _keys(node)]
    functions = [name for name, node in file.defined.items() if isinstance(node, ast.FunctionDef)]
    return [*tables, *functions] if tables else []


def _keys(node: ast.AST) -> set[Any]:
    """The keys of a table that stands at the top of a file."""
    value = getattr(node, "value", None)
    keys = value.keys if isinstance(value, ast.Dict) else []
    return {key.value for key in keys if isinstance(key, ast.Constant)}


def plain(node: Any) -> Any:
    """A syntax tree as lists and texts, the same whatever the layout and the version of Python."""
    if isinstance(node, list):
        return [plain(one) for one in node]
    if not isinstance(node, ast.AST):
        return repr(node)
    fields = {name: value for name, value in ast.iter_fields(node) if name not in _SILENT | _TYPES}
    if isinstance(node, _NAMED):
        fields["body"] = [one for one in node.body if not _says_only(one)]
    return [type(node).__name__, *([name, plain(value)] for name, value in fields.items() if value not in (None, []))]


def _says_only(node: ast.stmt) -> bool:
    """Whether a statement is a text and does nothing: a docstring."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _derive(package: Path) -> list[Path]:
    return sorted((package / "derive").glob("[!_]*.py"))


@cache
def _file(path: Path) -> _File:
    defined: dict[str, ast.AST] = {}
    taken: dict[str, tuple[str, str]] = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, _NAMED):
            defined[node.name] = node
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            defined.update(
                {one.id: node for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)}
            )
        elif isinstance(node, ast.ImportFrom):
            taken.update({alias.asname or alias.name: (str(node.module), alias.name) for alias in node.names})
    return _File(defined, taken)


@cache
def _definition(path: Path, name: str, package: Path) -> tuple[Any, tuple[Name, ...]]:
    """A definition in plain form and what it uses; many derivations share it."""
    node = _file(path).defined[name]
    return plain(node), tuple(_used(node, path, package))


def _used(node: ast.AST, path: Path, package: Path) -> Iterator[Name]:
    """What a definition uses of its own file and of the package's others: names, and attributes of modules."""
    here = _file(path)
    for name in {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}:
        if name in here.defined:
            yield path, name
        elif name in here.taken:
            module, original = here.taken[name]
            attributes = {
                one.attr
                for one in ast.walk(node)
                if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id == name
            }
            yield from _elsewhere(module, original, attributes, package)


def _elsewhere(module: str, name: str, attributes: set[str], package: Path) -> Iterator[Name]:
    """A name taken from a module of the package, or the attributes used of a module taken whole."""
    if module.split(".")[0] != "scr_analysis":
        return
    folder = package.joinpath(*module.split(".")[1:])
    file = folder.with_suffix(".py") if folder.with_suffix(".py").is_file() else folder / "__init__.py"
    if (folder / f"{name}.py").is_file():
        whole = folder / f"{name}.py"
        yield from ((whole, one) for one in attributes if one in _file(whole).defined)
    elif file.is_file() and name in _file(file).defined:
        yield file, name
