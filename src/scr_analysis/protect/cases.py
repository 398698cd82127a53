"""Sets of cases: each code of each variable as the set of cases that have it, so that a count is a size of a set.

A set is a whole number whose bits are the cases. Two counts of the same set are one count, however they are declared;
sets are compared, met and joined in one step, whatever their size.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

Box = Mapping[str, frozenset[str]]
"""A rule on cases: variables with the codes that they may have, all of them together."""

_DIGITS = [b"0" * number + b"1" + b"0" * (255 - number) for number in range(255)]
"""For each number a table that turns it into the digit 1, and any other into 0."""


class Cases:
    """The analysis table as sets of cases."""

    def __init__(self, rows: Sequence[Mapping[str, str]]) -> None:
        self._rows = rows
        self._sets: dict[str, dict[str, int]] = {}
        self._joined: dict[tuple[str, frozenset[str]], int] = {}

    @cached_property
    def everyone(self) -> int:
        """All cases."""
        return (1 << len(self._rows)) - 1

    def codes(self, variable: str) -> dict[str, int]:
        """Each code that occurs of a variable, with its cases."""
        if variable not in self._sets:
            self.add(variable, [row[variable] for row in self._rows])
        return self._sets[variable]

    def column(self, variable: str) -> list[str]:
        """The codes of a variable, case by case."""
        return [row[variable] for row in self._rows]

    def __contains__(self, variable: str) -> bool:
        return variable in self._sets

    def add(self, variable: str, column: Sequence[str]) -> None:
        """Take in a variable that is not in the table, by its codes case by case."""
        codes = list(dict.fromkeys(column))
        sets: dict[str, int] = {}
        for start in range(0, len(codes), len(_DIGITS)):
            here = codes[start : start + len(_DIGITS)]
            place = dict.fromkeys(codes, len(_DIGITS)) | {code: number for number, code in enumerate(here)}
            held = bytes(map(place.__getitem__, reversed(column)))
            sets |= {code: int(held.translate(_DIGITS[place[code]]), 2) for code in here}
        self._sets[variable] = sets

    def having(self, variable: str, wanted: Collection[str]) -> int:
        """The cases with one of the codes."""
        key = variable, frozenset(wanted)
        if key not in self._joined:
            found = 0
            for code in key[1]:
                found |= self.codes(variable).get(code, 0)
            self._joined[key] = found
        return self._joined[key]

    def within(self, box: Box) -> int:
        """The cases that a rule admits."""
        found = self.everyone
        for variable, wanted in box.items():
            found &= self.having(variable, wanted)
        return found

    def mapping(self, fine: str, coarse: str) -> dict[str, str] | None:
        """For each code of one variable the code of another that it implies; nothing where it does not always."""
        implied: dict[str, str] = {}
        for code, cases in self.codes(fine).items():
            owner = next((other for other, held in self.codes(coarse).items() if cases & held == cases), None)
            if owner is None:
                return None
            implied[code] = owner
        return implied
