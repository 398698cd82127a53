"""A study file as it was read: its value, and the line of every key, so that a fault can name it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from scr_analysis.errors import Fault

RESTORE = "restore it: nothing can be built without it"
Place = tuple[str | int, ...]


@dataclass
class Source:
    """One study file: its value, the line of every place in it, and the keys that the command line sets instead.

    ``content`` is what the value was read from, byte for byte.
    """

    file: str
    value: Any
    lines: dict[Place, int] = field(default_factory=dict)
    overridden: frozenset[str] = frozenset()
    content: bytes = b""

    def line(self, *place: str | int) -> int:
        """The line of a place, or of the nearest place around it that has one; 0 where none has."""
        return next((self.lines[place[:end]] for end in range(len(place), -1, -1) if place[:end] in self.lines), 0)

    def at(self, *place: str | int) -> str:
        """'line 12' for a place."""
        line = self.line(*place)
        return f"line {line}" if line else ""

    def fault(self, place: Place, problem: str, remedy: str = "") -> Fault:
        """A fault at a place of this file."""
        if place and place[0] in self.overridden:
            return Fault("the command line", "--config", problem, remedy)
        return Fault(self.file, self.at(*place), problem, remedy)
