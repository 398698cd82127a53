"""The terms on which every comparison of an edition is made."""

from __future__ import annotations

from dataclasses import dataclass

from scr_analysis.small_bases import USUAL, SmallBases


@dataclass(frozen=True)
class Terms:
    """The confidence of intervals, which sets the level of the tests too, and what bases are small."""

    confidence: float
    small: SmallBases = USUAL

    @property
    def level(self) -> float:
        """The p value below which a difference is called one."""
        return 1 - self.confidence
