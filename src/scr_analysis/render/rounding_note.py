"""The note that percentages of the prose are rounded: printed where some of them do not add up, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, field

from scr_analysis.contracts import Estimates, rounding_shows
from scr_analysis.errors import Fault
from scr_analysis.estimates import Key
from scr_analysis.rounding import NOTE
from scr_analysis.study import Study

_PLACE = "\x05"


@dataclass
class RoundingNote:
    """Keeps the percentages that the prose prints, and the place of the note."""

    study: Study
    estimates: Estimates
    printed: set[Key] = field(default_factory=set)
    placed: bool = False

    def place(self) -> str:
        """What stands in the text until all percentages are known."""
        self.placed = True
        return _PLACE

    def needed(self) -> bool:
        """Whether percentages make up a sum that is printed too, and do not add up to it."""
        return rounding_shows(self.study, self.printed, self.estimates)

    def set_into(self, text: str) -> str:
        """The text with the note in its place, or with nothing there."""
        return text.replace(_PLACE, NOTE if self.needed() else "")

    def missed(self, file: str) -> list[Fault]:
        """A fault where the note is needed and has no place."""
        problem = "percentages in the prose do not add up, because each is rounded, and nothing says so"
        fault = Fault(file, "", problem, "write {{ rounding() }} where the note may stand")
        return [fault] if not self.placed and self.needed() else []
