"""What was agreed with others: words with the authors, disclosure with the data owner, deliveries with the supplier."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from scr_analysis.study.declared import Declared


class Phrase(Declared):
    """A phrase that stands for every share from ``from`` up to, not including, ``to``."""

    phrase: str
    start: float | None = Field(alias="from", default=None)
    to: float | None = None


class Share(Declared):
    """Limits of a share: ``from`` and ``upto`` include the limit, ``above`` and ``below`` do not."""

    start: float | None = Field(alias="from", default=None)
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
    """What the data must show for a word to be printed; ``prints: complement`` adds the count left over."""

    share: Share | None = None
    rank: int | None = None
    prints: Literal["phrase", "complement"] = "phrase"


class PlainFact(Declared):
    """Digits that may stand in prose, and why."""

    text: str
    reason: str


class Wording(Declared):
    """The vocabulary agreed with the authors."""

    agreed: str
    shares: list[Phrase]
    claims: dict[str, Claim]
    plain_facts: list[PlainFact] = []
    numbers: list[str]
    withheld: str = "a number that is not shown"
    withheld_word: str = "some"


class Exemption(Declared):
    """A statistic that the data owner allows to be shown although the rule would hide it."""

    statistic: str
    base: str | None = None
    group: str | None = None
    level: str | None = None
    reason: str = Field(min_length=10)
    owner: str = Field(min_length=3)


class Disclosure(Declared):
    """The rule of primary suppression and its named exceptions."""

    threshold: int = Field(ge=1)
    hide_remainders: bool = True
    owner: str = Field(min_length=3)
    reason: str = Field(min_length=10)
    exceptions: list[Exemption] = []


class Delivered(Declared):
    """One delivered file: its name in the release's folder, and what was recorded when it came."""

    path: str
    rows: int | None = None
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    encoding: Literal["utf-8", "cp1252"] = "utf-8"


class Release(Declared):
    """One delivery. ``rename`` and ``recode`` map what differs from the codebook, table by table."""

    title: str
    synthetic: bool = False
    date: date
    folder: str
    files: dict[str, Delivered]
    rename: dict[str, dict[str, str]] = {}
    recode: dict[str, dict[str, dict[str, str]]] = {}
