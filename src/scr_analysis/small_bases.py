"""Small bases: in this one place it is decided what may be printed of a share of few cases.

The estimate stage writes the decision beside every estimate as its warning; tables, charts and prose go by that.
"""

from __future__ import annotations

from dataclasses import dataclass

UNRELIABLE = "small base"
TOO_SMALL = "base too small for a percentage"


@dataclass(frozen=True)
class SmallBases:
    """What the authors declare: no percentage below ``smallest`` cases, and a mark on one below ``unreliable``."""

    smallest: int = 1
    unreliable: int = 20

    def warning(self, denominator: int) -> str:
        """What to warn of; empty where the base is large enough, or empty and has a warning of its own."""
        if denominator < self.smallest:
            return TOO_SMALL
        return UNRELIABLE if denominator < self.unreliable else ""


USUAL = SmallBases()
