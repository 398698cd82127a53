"""Faults a user can mend: what is wrong, where, and what to do; collected, then reported in one message."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong. Never holds a case value or a case id: files and columns are named, cases are counted."""

    file: str
    place: str
    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: {self.problem}" + (f"\n    {self.remedy}" if self.remedy else "")


class FaultsFound(Exception):  # noqa: N818  (it says what happened in the user's words)
    """All faults of one step; the command line prints them without a traceback."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(dict.fromkeys(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def report(self) -> str:
        """The faults as a reader meets them in the terminal and in the log."""
        count = len(self.faults)
        head = "1 thing must be put right:" if count == 1 else f"{count} things must be put right:"
        return "\n".join([head, *(f"  {fault}".replace("\n", "\n  ") for fault in self.faults)])


def refuse(faults: Iterable[Fault]) -> None:
    """Raise all faults at once, if there are any."""
    found = list(faults)
    if found:
        raise FaultsFound(found)


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint towards the known name a misspelt word was meant to be."""
    names = sorted(known)
    close = get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean '{close[0]}'?"
    return "known here: " + (", ".join(names) if len(names) <= 30 else f"{len(names)} names") if names else ""
