"""The dictionary of an SPSS file, walked before the library reads it.

Where a list of value labels names a variable that the file does not have, the library's reader ends the whole process
without a word (ReadStat 1.1.9, in pyreadstat 1.3.7). So that one thing is looked at first; all else is left to the
library, which reports it. The layout is that of the system file format as the PSPP project documents it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

HEADER = 176
LAYOUT_AT = 64
VARIABLE, LABELS, LABELLED, DOCUMENT, EXTENSION = 2, 3, 4, 6, 7


def names_only_its_variables(content: bytes) -> bool:
    """Whether every list of value labels names variables that the file has."""
    order = "<" if content[LAYOUT_AT : LAYOUT_AT + 4] in (b"\x02\0\0\0", b"\x03\0\0\0") else ">"
    variables = 0
    try:
        for kind, numbers in _records(content, order):
            variables += kind == VARIABLE
            if any(not 1 <= number <= variables for number in numbers):
                return False
    except struct.error:
        return True  # cut short: the library says so
    return True


def _records(content: bytes, order: str) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The kind of each record up to the end of the dictionary, and for LABELLED the numbers of the variables."""

    def whole(at: int, count: int = 1) -> tuple[int, ...]:
        return struct.unpack_from(f"{order}{count}i", content, at)

    at = HEADER
    while True:
        (kind,) = whole(at)
        at += 4
        numbers: tuple[int, ...] = ()
        if kind == VARIABLE:
            _, labelled, missing = whole(at, 3)
            at += 28
            at += 4 + _padded(whole(at)[0], 4) if labelled else 0
            at += 8 * abs(missing)
        elif kind == LABELS:
            (count,), at = whole(at), at + 4
            for _ in range(count):
                (length,) = struct.unpack_from("B", content, at + 8)
                at += 8 + _padded(length + 1, 8)
        elif kind == LABELLED:
            (count,) = whole(at)
            numbers = whole(at + 4, count)
            at += 4 + 4 * count
        elif kind == DOCUMENT:
            at += 4 + 80 * whole(at)[0]
        elif kind == EXTENSION:
            _, size, count = whole(at, 3)
            at += 12 + size * count
        else:
            return
        yield kind, numbers


def _padded(length: int, to: int) -> int:
    return -(-length // to) * to
