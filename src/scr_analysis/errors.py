"""Faults a user can mend: what is wrong, where, and what to do; collected, then reported in one message."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong. Never holds a case value or a case id: files and columns are named, cases are counted."""

    file: str
    place: str
    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        where = f"{self.file}, {self.place}" if self.place else self.file
        return "\n    ".join([f"{where}: {self.problem}", *self.remedy.splitlines()])


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
    from difflib import get_close_matches

    names = {name.lower(): name for name in sorted(known)}
    close = get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    if close:
        return f"did you mean '{names[close[0]]}'?"
    return "known here: " + (", ".join(names.values()) if len(names) <= 30 else f"{len(names)} names") if names else ""


def mishap(error: Exception) -> str:
    """An error of the software, by its kind and place; its words are kept back, since they could hold a case's."""
    from traceback import extract_tb

    package = Path(__file__).parent
    frames = [frame for frame in extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(package)]
    place = f"scr_analysis/{Path(frames[-1].filename).relative_to(package).as_posix()}, line {frames[-1].lineno}"
    return (
        f"this is an error of the software: {type(error).__name__} in {place}\n"
        "  What it says is kept back, because it could hold a case's values. Report the line above;\n"
        "  --traceback shows all of it, for eyes that may see cases."
    )
