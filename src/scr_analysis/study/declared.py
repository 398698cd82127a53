"""What every declaration shares, and a declaration as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from datetime import date
from functools import cache
from typing import Any, ClassVar, NoReturn, TypeVar, dataclass_transform


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Declared:
    """A declaration: closed to unknown keys, and not changed after loading.

    A subclass is a dataclass, whose methods stand here once: to compile six of them for each of forty declarations
    takes longer than most stages. ``KEYS``: fields whose key in the study files is no name that Python allows.
    """

    KEYS: ClassVar[Mapping[str, str]] = {}
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    __pydantic_config__: ClassVar[Mapping[str, Any]]

    def __init_subclass__(cls) -> None:
        for name in cls.__annotations__:
            default = cls.__dict__.get(name)
            if isinstance(default, (list, dict)):
                setattr(cls, name, field(default_factory=default.copy))
        key_of = {**cls.KEYS}
        cls.__pydantic_config__ = {
            "extra": "forbid",
            "populate_by_name": True,
            "alias_generator": lambda name: key_of.get(name, name),
        }
        dataclass(init=False, repr=False, eq=False, kw_only=True)(cls)

    def __init__(self, **given: Any) -> None:
        names = {one.name: one for one in fields(type(self))}
        lacking = [name for name, one in names.items() if name not in given and _default(one) is MISSING]
        if lacking or not given.keys() <= names.keys():
            amiss = ", ".join(sorted(given.keys() - names.keys()) + lacking)
            raise TypeError(f"{type(self).__name__}: unknown or missing: {amiss}")
        self.__dict__.update({name: given[name] if name in given else _default(one) for name, one in names.items()})

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash(tuple(_values(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in _values(self).items())})"


D = TypeVar("D", bound=Declared)


def _default(one: Field[Any]) -> Any:
    return one.default if one.default_factory is MISSING else one.default_factory()


def _values(declared: Declared) -> dict[str, Any]:
    return {one.name: getattr(declared, one.name) for one in fields(type(declared))}


def typed(model: type[D], value: Any) -> D:
    """A value as a declaration; raises pydantic's ValidationError, a ValueError, where it is none."""
    declared: D = _adapter(model).validate_python(value)  # type: ignore[arg-type]  # a class can be hashed
    return declared


@cache
def _adapter(model: type[Declared]) -> Any:
    """What checks the values of a model. It costs as much as most stages, so it is made where a file is read."""
    from pydantic import TypeAdapter

    return TypeAdapter(model)


def keys(model: type[Declared]) -> dict[str, str]:
    """The fields of a model, each with its key in the study files."""
    return {one.name: model.KEYS.get(one.name, one.name) for one in fields(model)}


def plain(value: Any, *, defaults: bool = False) -> Any:
    """A declaration as JSON holds it, by the keys of the study files; what stands at its default only if asked for."""
    if isinstance(value, Declared):
        told = [one for one in fields(type(value)) if defaults or getattr(value, one.name) != _default(one)]
        return {value.KEYS.get(one.name, one.name): plain(getattr(value, one.name), defaults=defaults) for one in told}
    if isinstance(value, dict):
        return {key: plain(held, defaults=defaults) for key, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(held, defaults=defaults) for held in value]
    return value.isoformat() if isinstance(value, date) else value
