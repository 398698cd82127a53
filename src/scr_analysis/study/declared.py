"""What every declaration shares, and the translation of pydantic's findings into faults with a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from scr_analysis.errors import Fault, nearest
from scr_analysis.study.source import Place, Source


class Declared(BaseModel):
    """A declaration: closed to unknown keys, and not changed after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


D = TypeVar("D", bound=Declared)


def declare(model: type[D], value: Any, source: Source, place: Place, faults: list[Fault]) -> D | None:
    """The value as a declaration; where it is none, its faults are added and None comes back."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        for found in error.errors():
            faults.append(_fault(model, found, source, place))
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


def _fault(model: type[Declared], found: Any, source: Source, place: Place) -> Fault:
    where: Place = tuple(part for part in found["loc"] if part != "[key]")
    key = where[-1] if where else ""
    if found["type"] == "extra_forbidden":
        return source.fault(
            (*place, *where), f"unknown key '{key}'", nearest(str(key), _keys(_inner(model, where[:-1])))
        )
    if found["type"] == "missing":
        return source.fault((*place, *where[:-1]), f"the key '{key}' is missing", "add it")
    return source.fault((*place, *where), f"'{key}' is not as it should be: {_plain(found)}", "")


def _plain(found: Any) -> str:
    text = str(found["msg"]).removeprefix("Value error, ")
    return text[:1].lower() + text[1:]


def _keys(model: type[Declared] | None) -> Iterator[str]:
    for name, info in (model.model_fields if model else {}).items():
        yield info.alias or name


def _inner(model: type[Declared], where: Place) -> type[Declared] | None:
    """The model that stands at a place inside another."""
    current: type[Declared] | None = model
    for part in where:
        if current is None:
            return None
        fields = {info.alias or name: info for name, info in current.model_fields.items()}
        if isinstance(part, str) and part in fields:
            nested = list(_models(fields[part].annotation))
            current = nested[0] if nested else None
    return current


def _models(annotation: Any) -> Iterator[type[Declared]]:
    if isinstance(annotation, type) and issubclass(annotation, Declared):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)
