"""What was decided on a count, by which rule, and who answers for it: the log that the output checker reads.

The log tells which counts are small and which were hidden for their sake: it is for the checker, not for publication.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from scr_analysis.estimates import Key
from scr_analysis.study.disclosure import Disclosure, Exemption

LOG = (
    *("statistic", "base", "group", "level", "count", "decision", "rule"),
    *("reason", "owner", "date", "expires"),
)
REMAINDER = "remainder"

Cell = tuple[Key, str]
"""A printed count: the key of its estimate, and ``n``, ``denominator``, ``missing_<kind>`` or ``remainder``."""


@dataclass(frozen=True)
class Decision:
    """One count that a rule would hide, or that is hidden for the sake of others."""

    cell: Cell
    kind: Literal["primary", "secondary", "exception"]
    rule: str
    exemption: Exemption | None = None

    @property
    def printed(self) -> Cell:
        """The printed count that states this one: a remainder is what a count leaves over."""
        key, count = self.cell
        return key, "n" if count == REMAINDER else count

    @property
    def hides(self) -> bool:
        """Whether the count is hidden."""
        return self.kind != "exception"


def log(disclosure: Disclosure, release: str, decided: Sequence[Decision]) -> Iterator[tuple[str, ...]]:
    """One line for the profile, then one for each count that is hidden or shown by exception."""
    agreement = disclosure.agreement(release)
    signed = (agreement.reason, agreement.owner, agreement.date.isoformat(), "")
    yield ("*", "*", "*", "*", "*", "profile", agreement.profile, *signed)
    for one in decided:
        by, who = one.exemption, signed
        if by is not None:
            who = (by.reason, by.owner, by.date.isoformat(), by.expires.isoformat())
        yield (*one.cell[0], one.cell[1], one.kind, one.rule, *who)
