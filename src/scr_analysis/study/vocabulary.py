"""The vocabulary as it was agreed with the authors: which words a share, a rank or a comparison may be told in."""

from __future__ import annotations

from typing import Annotated, Literal

from scr_analysis.study.declared import Declared
from scr_analysis.study.limits import Limits


class Phrase(Declared):
    """A phrase that stands for every share from ``from`` up to, not including, ``to``."""

    KEYS = {"start": "from"}

    phrase: str
    start: float | None = None
    to: float | None = None


class Share(Declared):
    """Limits of a share: ``from`` and ``upto`` include the limit, ``above`` and ``below`` do not."""

    KEYS = {"start": "from"}

    start: float | None = None
    above: float | None = None
    below: float | None = None
    upto: float | None = None

    def holds(self, share: float) -> bool:
        """Whether a share lies within the limits."""
        return (
            (self.start is None or share >= self.start)
            and (self.above is None or share > self.above)
            and (self.below is None or share < self.below)
            and (self.upto is None or share <= self.upto)
        )


class Claim(Declared):
    """What the data must show for a word to be printed: one of ``share``, ``rank`` and ``shows``.

    ``rank``: 1 for the largest, -1 for the smallest; ``joint`` where others share the place. ``shows``: how the last of
    what a comparison compares stands to the first, or a sample to the rest; ``over``: whether it must compare times or
    groups. ``prints``: ``complement`` adds the count left over. ``withheld``: what is printed instead of a word of a
    comparison that is hidden, or that rounding leaves open; it must read well where the word stands.
    """

    share: Share | None = None
    rank: int | None = None
    joint: bool = False
    shows: Literal["higher", "lower", "no clear difference", "like", "a little", "departs"] | None = None
    over: Literal["time", "groups"] | None = None
    prints: Literal["phrase", "complement"] = "phrase"
    withheld: str = ""

    @property
    def exact(self) -> bool:
        """Whether the word speaks of whole counts, so that it may be told of any base: none, all, all but two."""
        ends = self.share is not None and (self.share.upto == 0 or self.share.start == 1)
        return ends or self.prints == "complement"


class PlainFact(Declared):
    """Digits that may stand in prose, and why."""

    text: str
    reason: str


class Wording(Declared):
    """The vocabulary agreed with the authors."""

    agreed: str
    shares: list[Phrase]
    claims: dict[str, Claim]
    broad: list[str] = []
    smallest_base: Annotated[int, Limits(ge=1)] = 1
    unreliable_base: Annotated[int, Limits(ge=1)] = 20
    evidence: Literal["adjusted", "interval", "both"] = "adjusted"
    time: list[str] = []
    plain_facts: list[PlainFact] = []
    numbers: list[str]
    withheld: str = "a number that is not shown"
    withheld_share: str = "a share that is not shown"
    withheld_word: str = "some"
    withheld_few: str = "at most a few"
    withheld_rank: str = "one"
