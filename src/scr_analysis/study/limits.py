"""What a value of a declaration must keep to, beside its type; noted at the type and read when YAML is read.

pydantic's own markers would do the same, and every stage would load pydantic to declare them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

Schema = dict[str, Any]


class Limits:
    """Limits by pydantic's names for them: ``pattern``, ``min_length``, ``gt``, ``ge`` and so on."""

    def __init__(self, **limits: str | float) -> None:
        self.limits = limits

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Schema]) -> Schema:
        return {**handler(source), **self.limits}


class OneOrMore:
    """A list, of which a single entry may be written without brackets."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Schema]) -> Schema:
        before = {"type": "no-info", "function": _listed}
        return {"type": "function-before", "function": before, "schema": handler(source)}


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Id = Annotated[str, Limits(pattern=r"^[a-z][a-z0-9_]*$")]
NotEmpty = Limits(min_length=1)
