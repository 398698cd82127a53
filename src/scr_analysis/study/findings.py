"""A value of a study file made a declaration, and pydantic's findings in it as faults with a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, get_args, get_type_hints

from scr_analysis.errors import Fault, nearest
from scr_analysis.study.declared import Declared, keys, typed
from scr_analysis.study.plain_words import must_be, remedy_for
from scr_analysis.study.source import Place, Source

# How pydantic names a form that a value may take, in the path to it: "dict[str,list[str]]", "[key]".
_FORM = re.compile(r"\[key\]|\w+\[.*\]")

D = TypeVar("D", bound=Declared)


def declare(model: type[D], value: Any, source: Source, place: Place, faults: list[Fault]) -> D | None:
    """The value as a declaration; where it is none, its faults are added and None comes back."""
    from pydantic import ValidationError

    try:
        return typed(model, value)
    except ValidationError as error:
        faults += _faults(model, error.errors(), source, place)
        return None


def declare_list(model: type[D], source: Source, faults: list[Fault]) -> dict[str, D]:
    """A study file that is a list of declarations, each with an id of its own."""
    declared: dict[str, D] = {}
    if not isinstance(source.value, list):
        faults.append(source.fault((), "must be a list: every entry begins with '- id:'", "put a dash before each id"))
        return declared
    for index, value in enumerate(source.value):
        item = declare(model, value, source, (index,), faults)
        name = str(getattr(item, "id", ""))
        if name in declared:
            faults.append(source.fault((index, "id"), f"'{name}' is declared twice", "rename or remove one of the two"))
        elif item is not None:
            declared[name] = item
    return declared


def _faults(model: type[Declared], found: Sequence[Any], source: Source, place: Place) -> Iterator[Fault]:
    """One fault a place, in the order of the lines. Of several forms that a value may take, the nearest one speaks."""
    by_place: dict[Place, list[Any]] = {}
    for one in found:
        where = tuple(part for part in one["loc"] if not (isinstance(part, str) and _FORM.fullmatch(part)))
        by_place.setdefault(where, []).append(one)
    meant = {(*where[:-1], _hint(model, where)) for where, here in by_place.items() if _is_extra(here)}
    for where in sorted(by_place, key=lambda where: source.line(*place, *where)):
        here = by_place[where]
        further = any(other[: len(where)] == where and len(other) > len(where) for other in by_place)
        misspelt = here[0]["type"] == "missing" and (*where[:-1], f"did you mean '{where[-1]}'?") in meant
        if not (where and further) and not misspelt:
            yield _fault(model, here, where, source, place)


def _is_extra(here: Sequence[Any]) -> bool:
    return bool(here[0]["type"] == "unexpected_keyword_argument")


def _hint(model: type[Declared], where: Place) -> str:
    return nearest(str(where[-1]), keys(inner).values() if (inner := _inner(model, where[:-1])) else ())


def _fault(model: type[Declared], here: Sequence[Any], where: Place, source: Source, place: Place) -> Fault:
    first, name = here[0], _name(where) or ("this entry" if place else "the file")
    if _is_extra(here):
        return source.fault((*place, *where), f"unknown key {name}", _hint(model, where))
    if first["type"] == "missing":
        if isinstance(where[-1], int):
            return source.fault(
                (*place, *where[:-1]), f"{_name(where[:-1])} has too few entries", "add what is missing"
            )
        return source.fault((*place, *where[:-1]), f"the key {name} is missing", "add it")
    if first["input"] is None:
        return source.fault((*place, *where), f"{name} has no value", "give it one, or take it out")
    wanted = " or ".join(dict.fromkeys(must_be(one) for one in here))
    return source.fault((*place, *where), f"{name} must be {wanted}", remedy_for(here))


def _name(where: Place) -> str:
    """What a place is called: its key in quotes, or the number of an entry and the key of its list."""
    if not where:
        return ""
    return f"entry {where[-1] + 1} of {_name(where[:-1])}" if isinstance(where[-1], int) else f"'{where[-1]}'"


def _inner(model: type[Declared], where: Place) -> type[Declared] | None:
    """The model that stands at a place inside another."""
    current: type[Declared] | None = model
    for part in where:
        if current is None:
            return None
        named = {key: name for name, key in keys(current).items()}
        if isinstance(part, str) and part in named:
            current = next(_models(get_type_hints(current)[named[part]]), None)
    return current


def _models(annotation: Any) -> Iterator[type[Declared]]:
    if isinstance(annotation, type) and issubclass(annotation, Declared):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)
