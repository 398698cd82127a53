"""What the prose says of rounding: by which rule figures are protected, and that some of them do not add up.

Each is said where it is so and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from scr_analysis.contracts import Estimates, rounding_note
from scr_analysis.errors import Fault
from scr_analysis.estimates import Estimate, Key
from scr_analysis.study import Study

_PLACE = "\x05"


@dataclass
class RoundingNote:
    """Keeps the counts and percentages that the prose prints, and the place of the note.

    ``practice``: what the release's profile does to figures, in a sentence.
    """

    study: Study
    estimates: Estimates
    practice: str
    counts: set[Key] = field(default_factory=set)
    percents: set[Key] = field(default_factory=set)
    protected: bool = False
    placed: bool = False

    def place(self) -> str:
        """What stands in the text until all figures are known."""
        self.placed = True
        return _PLACE

    def see(self, one: Estimate) -> None:
        """Take note of a figure that the text prints or withholds."""
        self.protected = self.protected or one.hidden or one.rounded

    def text(self) -> str:
        """What must be said, in a sentence or two."""
        rule = f"{self.practice[:1].lower()}{self.practice[1:]}"
        protected = f"So that no child can be identified, figures follow a rule: {rule}" if self.protected else ""
        return " ".join(filter(None, [protected, self._sums()]))

    def set_into(self, text: str) -> str:
        """The text with the note in its place, or with nothing there."""
        return text.replace(_PLACE, self.text())

    def missed(self, file: str) -> list[Fault]:
        """A fault where the note is needed and has no place."""
        problem = "figures in the prose do not add up, because they are rounded, and nothing says so"
        fault = Fault(file, "", problem, "write {{ rounding() }} where the note may stand")
        return [fault] if not self.placed and self._sums() else []

    def _sums(self) -> str:
        return rounding_note(self.study, self.estimates, self.counts, self.percents)
