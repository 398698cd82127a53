"""Keep the tables of keys in docs/study-files.md as the study's models have them; the meanings are written by hand.

``python tools/study_keys.py`` mends the page: a table begins below ``<!-- keys: MODULE.MODEL -->``. A key that is new
gets an empty meaning, which a test refuses until somebody writes it.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from scr_analysis.study.declared import Declared, keys
from scr_analysis.study.limits import OneOrMore

PAGE = Path("docs/study-files.md")
MARKED = re.compile(r"(<!-- keys: ([\w.]+) -->\n)(.*?)(?=\n\n|\Z)", re.DOTALL)
HEAD = "| key | what it takes | if left out | meaning |\n|---|---|---|---|"
PLAIN = {str: "text", int: "whole number", float: "number", bool: "`true` or `false`", date: "date, `2014-03-31`"}


def mended(page: str) -> str:
    """The page with every table of keys as the models have it."""
    return MARKED.sub(lambda hit: hit.group(1) + _table(model_of(hit.group(2)), _meanings(hit.group(3))), page)


def model_of(name: str) -> type[Declared]:
    """``declarations.Statistic`` as the class of that name."""
    module, _, model = name.partition(".")
    found: type[Declared] = getattr(importlib.import_module(f"scr_analysis.study.{module}"), model)
    return found


def _meanings(table: str) -> dict[str, str]:
    rows = (line.strip("|").split("|") for line in table.splitlines()[2:])
    return {cells[0].strip(" `"): "|".join(cells[3:]).strip() for cells in rows}


def _table(model: type[Declared], meanings: Mapping[str, str]) -> str:
    return "\n".join([HEAD, *_rows(model, meanings)])


def _rows(model: type[Declared], meanings: Mapping[str, str]) -> Iterator[str]:
    named, hints = keys(model), get_type_hints(model, include_extras=True)
    for one in fields(model):
        key, hint = named[one.name], hints[one.name]
        text = "text or " if any(isinstance(rule, OneOrMore) for rule in getattr(hint, "__metadata__", ())) else ""
        yield f"| `{key}` | {text}{takes(hint)} | {_default(one)} | {meanings.get(key, '')} |"


def _default(one: Field[Any]) -> str:
    value = one.default if one.default_factory is MISSING else one.default_factory()
    if value is MISSING:
        return "**needed**"
    if value in (None, "", [], {}):
        return "nothing"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`[{', '.join(value)}]`" if isinstance(value, list) else f"`{value}`"


def takes(annotation: Any) -> str:
    """What a key takes, in words."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return takes(parts[0])
    if origin is Literal:
        return " or ".join(f"`{part}`" for part in parts)
    if origin in (Union, UnionType):
        return " or ".join(takes(part) for part in parts if part is not NoneType)
    if origin is list:
        return f"list of {_many(parts[0])}"
    if origin is tuple:
        return f"list of {len(parts)}: {takes(parts[0])}"
    if origin is dict:
        return f"names, each with {_one(parts[1])}"
    return PLAIN.get(annotation) or _link(annotation)


def _link(model: type[Declared]) -> str:
    return f"[{model.__name__}](#{model.__name__.lower()})"


def _many(part: Any) -> str:
    said = takes(part)
    return f"{said}s" if said in ("text", "number") else said


def _one(part: Any) -> str:
    said = takes(part)
    return f"a {said}" if said.startswith("list") else said


if __name__ == "__main__":
    PAGE.write_text(mended(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
