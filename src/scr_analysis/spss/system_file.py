"""Rows as an SPSS system file, and nothing in it of when it was written: the same rows give the same bytes.

Written by hand, since the one library that writes such files takes frames of pandas only, whose import costs more than
all else here (docs/decisions/spss-twin.md). Only what our tables need is written: numbers, dates, texts of up to 255
bytes, labels, missing codes. The records are those of the file format that PSPP's developers' guide sets out; they
stand as the library ReadStat writes them, and tests hold each byte to it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import chain
from typing import Final

Cell = float | str | date | None
"""A number, a text, a day, or None where SPSS's own missing value stands."""

PRODUCT: Final = "@(#) SPSS DATA FILE - SCR analysis"
CREATED: Final = b"01 May 15" + b"09:00:00"
FORMATS: Final = {"A": 1, "F": 5, "DATE": 20}
MEASURES: Final = {"nominal": 1, "ordinal": 2, "scale": 3}
LONGEST_LABEL, LONGEST_ANSWER, LONGEST_TEXT = 255, 120, 255
DAY_ONE: Final = date(1582, 10, 14)  # SPSS counts seconds from the calendar's reform
HIGHEST: Final = struct.unpack("<d", b"\xff" * 6 + b"\xef\x7f")[0]
LOWEST: Final = struct.unpack("<d", b"\xfe" + b"\xff" * 5 + b"\xef\xff")[0]
# What one byte says of eight: a small whole number itself, else one of these.
NOTHING, BIAS, END, FOLLOWS, BLANKS, SYSTEM_MISSING = 0, 100, 252, 253, 254, 255


@dataclass(frozen=True)
class Variable:
    """One variable: ``kind`` A, F or DATE, the ``width`` of a text in bytes, ``between`` a range of missing codes."""

    name: str
    label: str
    kind: str
    width: int
    measure: str
    answers: Mapping[float, str] = field(default_factory=dict)
    missing: Sequence[float] = ()
    between: tuple[float, float] | None = None

    @property
    def parts(self) -> int:
        """How many eights of bytes a cell takes."""
        return -(-self.width // 8) if self.kind == "A" else 1


def system_file(variables: Sequence[Variable], columns: Sequence[Sequence[Cell]], label: str) -> bytes:
    """The file, from a column of cells for each variable.

    Raises ValueError where a text is too long for the format.
    """
    if any(variable.kind == "A" and variable.width > LONGEST_TEXT for variable in variables):
        raise ValueError(f"a text of more than {LONGEST_TEXT} bytes")
    cases = len(columns[0])
    short = _short_names([variable.name for variable in variables])
    return b"".join(
        [
            _header(sum(variable.parts for variable in variables), cases, label),
            *(_variable(variable, name) for variable, name in zip(variables, short, strict=True)),
            *_answers(variables),
            *_extensions(variables, short, cases),
            struct.pack("<ii", 999, 0),
            *_data([variable.parts for variable in variables], columns),
        ]
    )


def _cut(text: str, longest: int) -> bytes:
    """A text in UTF-8, cut to so many bytes between two letters."""
    return text.encode()[:longest].decode(errors="ignore").encode()


def _header(parts: int, cases: int, label: str) -> bytes:
    told = struct.pack("<iiiiid", 2, parts, 1, 0, cases, float(BIAS))
    return b"$FL2" + PRODUCT.encode().ljust(60) + told + CREATED + _cut(label, 64).ljust(64) + bytes(3)


def _short_names(names: Sequence[str]) -> list[str]:
    """Eight letters for each name, as programs of the nineties need it; V1, V2 … VA where eight do not tell."""
    taken: list[str] = []
    for name in names:
        short, number = name[:8].upper(), 0
        while short in taken:
            number += 1
            short = f"V{number:X}"
        taken.append(short)
    return taken


def _variable(variable: Variable, short: str) -> bytes:
    text = variable.kind == "A"
    shown = FORMATS[variable.kind] << 16 | variable.width << 8
    between = variable.between or ()
    missing = -len(between) - len(variable.missing) if between else len(variable.missing)
    label = _cut(variable.label, LONGEST_LABEL)
    return b"".join(
        [
            struct.pack("<6i", 2, variable.width if text else 0, bool(label), missing, shown, shown),
            short.encode().ljust(8),
            struct.pack("<i", len(label)) + label.ljust(-(-len(label) // 4) * 4) if label else b"",
            struct.pack(f"<{abs(missing)}d", *between, *variable.missing),
            # A long text goes on in variables without a name.
            *[struct.pack("<6i", 2, -1, 0, 0, 0x11D01, 0x11D01) + b" " * 8] * (variable.parts - 1),
        ]
    )


def _answers(variables: Iterable[Variable]) -> Iterator[bytes]:
    """What each code means, variable by variable; a variable is told by its place."""
    place = 1
    for variable in variables:
        if variable.answers:
            yield struct.pack("<ii", 3, len(variable.answers))
            for code, meaning in variable.answers.items():
                said = _cut(meaning, LONGEST_ANSWER)
                yield struct.pack("<dB", code, len(said)) + said.ljust(-(-(len(said) + 1) // 8) * 8 - 1)
            yield struct.pack("<iii", 4, 1, place)
        place += variable.parts


def _extensions(variables: Sequence[Variable], short: Sequence[str], cases: int) -> Iterator[bytes]:
    """How numbers and letters are written, how each variable is shown, its whole name, and the number of cases."""
    yield _extension(3, 4, struct.pack("<8i", 20, 0, 0, -1, 1, 1, 2, 65001))
    yield _extension(4, 8, struct.pack("<3d", -HIGHEST, HIGHEST, LOWEST))
    yield _extension(20, 1, b"UTF-8")
    shown = (struct.pack("<3i", MEASURES[one.measure], 8, one.kind != "A") for one in variables)
    yield _extension(11, 4, b"".join(shown))
    names = (f"{before}={one.name}" for before, one in zip(short, variables, strict=True))
    yield _extension(13, 1, "\t".join(names).encode())
    yield _extension(16, 8, struct.pack("<qq", 1, cases))


def _extension(kind: int, size: int, content: bytes) -> bytes:
    return struct.pack("<4i", 7, kind, size, len(content) // size) + content


def _data(parts: Sequence[int], columns: Sequence[Sequence[Cell]]) -> Iterator[bytes]:
    """The cases, each in blocks: eight bytes that say what follows, then what they say follows."""
    cases = [[_packed(cell, many) for cell, many in zip(row, parts, strict=True)] for row in zip(*columns, strict=True)]
    for number, cells in enumerate(cases, start=1):
        told = bytes(chain.from_iterable(codes for codes, _ in cells)) + bytes(
            [END if number == len(cases) else NOTHING]
        )
        follow = [eight for _, eights in cells for eight in eights]
        for start in range(0, len(told), 8):
            yield told[start : start + 8].ljust(8, bytes([NOTHING])) + b"".join(follow[start : start + 8])


@cache
def _packed(cell: Cell, parts: int) -> tuple[bytes, tuple[bytes, ...]]:
    """A cell: what one byte says of each of its eights, and each of them as far as it follows."""
    if isinstance(cell, str):
        text = cell.encode().ljust(8 * parts)
        eights = [text[start : start + 8] for start in range(0, len(text), 8)]
        told = bytes(BLANKS if eight == b" " * 8 else FOLLOWS for eight in eights)
        return told, tuple(eight if code == FOLLOWS else b"" for eight, code in zip(eights, told, strict=True))
    if cell is None:
        return bytes([SYSTEM_MISSING]), (b"",)
    number = (cell - DAY_ONE).days * 86400.0 if isinstance(cell, date) else cell
    if number.is_integer() and 0 < number + BIAS < END:
        return bytes([int(number) + BIAS]), (b"",)
    return bytes([FOLLOWS]), (struct.pack("<d", number),)
