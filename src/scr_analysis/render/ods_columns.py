"""A printed column as spreadsheet columns of single values: a count with its percentage becomes two of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MARK = re.compile(r"\[\w+\]")
_BESIDE = re.compile(r" ?(\[\w+\])")
_NUMBER = re.compile(r"[+−-]?\d[\d,]*(?:\.\d+)?")
# The shapes of a cell with its numbers put as "#", and what each of its numbers is.
SHAPES = {
    "#": ("",),
    "#%": ("%",),
    "# (#%)": ("number", "%"),
    "# to #": ("low", "high"),
    "#% to #%": ("low, %", "high, %"),
    "# (# to #)": ("value", "low", "high"),
}
NO_MARK = "no mark"


@dataclass(frozen=True)
class Number:
    """A number as a spreadsheet keeps it: its digits, with a point and a plain minus, and its decimal places."""

    digits: str

    @property
    def decimals(self) -> int:
        """How many decimal places are shown."""
        return len(self.digits.partition(".")[2])


Value = str | Number


@dataclass(frozen=True)
class Column:
    """A named column of single values, none of them empty."""

    name: str
    values: list[Value]


def single_valued(label: str, texts: Sequence[str]) -> list[Column]:
    """The columns that a printed column becomes; one of words where its cells are of no common shape.

    A mark that stands in place of a number takes each of its columns; marks beside numbers get a column of their own.
    """
    told = [text for text in texts if not MARK.fullmatch(text)]
    shapes = {_shape(text) for text in told}
    parts = SHAPES.get(shapes.pop()) if len(shapes) == 1 else None
    if parts is None:
        return [Column(label, list(texts))]
    columns = [Column(_name(label, part), [_value(text, place) for text in texts]) for place, part in enumerate(parts)]
    if any(MARK.search(text) for text in told):
        columns.append(Column(f"{label}: mark", [_marks(text) for text in texts]))
    return columns


def _shape(text: str) -> str:
    return _NUMBER.sub("#", _BESIDE.sub("", text))


def _name(label: str, part: str) -> str:
    told = part == "%" and label.startswith("%")
    return label if told or not part else f"{label}: {part}"


def _value(text: str, place: int) -> Value:
    if MARK.fullmatch(text):
        return text
    number = _NUMBER.findall(text)[place]
    return Number(number.replace(",", "").replace("−", "-").replace("+", ""))


def _marks(text: str) -> str:
    return " ".join(_BESIDE.findall(text)) or NO_MARK
