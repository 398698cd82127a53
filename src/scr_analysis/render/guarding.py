"""What the prose may call is called rightly, or noted as a fault at its line: names, arguments, and what they hold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from jinja2 import StrictUndefined, Undefined

from scr_analysis.errors import nearest

Add = Callable[[str, str], str]  # notes a problem and its remedy at the line being rendered, and prints nothing


def guarded(
    name: str, function: Callable[..., str], first: Collection[str], named: Collection[str], add: Add
) -> Callable[..., str]:
    """A function of the prose that notes a call it cannot answer, and prints nothing then.

    ``first``: its arguments in order, all needed. ``named``: those that may follow by name.
    """

    def call(*given: Any, **which: Any) -> str:
        for argument in (*given, *which.values()):
            if isinstance(argument, Undefined):
                unknown = argument._undefined_name
                return add(
                    f"the prose knows nothing called '{unknown}'", f'a name of the study stands in quotes: "{unknown}"'
                )
        for argument in which:
            if argument not in named:
                return add(f"{name}() takes no '{argument}'", nearest(argument, named))
        if len(given) != len(first):
            needed = ", ".join(f'"{one}"' for one in first)
            follow = f"; after that {', '.join(f'{one}=' for one in named)} may follow" if named else ""
            return add(f"{name}() takes other arguments than these", f"write {name}({needed}){follow}")
        if not all(_is_text(argument) for argument in (*given, *_codes(which))):
            return add(f"{name}() is given something that is not text", 'names stand in quotes: "fatal"')
        return function(*given, **which)

    return call


def _codes(which: Mapping[str, Any]) -> list[Any]:
    """What is given by name; a group may be several codes, one for each grouping variable."""
    group = which.get("group")
    several = list(group) if isinstance(group, tuple) else []
    return [*(value for name, value in which.items() if name != "group" or not several), *several]


def _is_text(argument: Any) -> bool:
    return isinstance(argument, str)


def undefined(add: Add, known: Collection[str]) -> type[Undefined]:
    """What stands for a name that the prose uses and nobody gave: printing it notes a fault, and the rest goes on."""

    class Unknown(StrictUndefined):
        def __str__(self) -> str:  # type: ignore[override]
            name, holder = str(self._undefined_name), self._undefined_obj
            names = list(holder) if isinstance(holder, Mapping) else known
            return add(f"the prose knows nothing called '{name}'", nearest(name, names))

    return Unknown
