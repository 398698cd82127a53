"""The quartiles of a number: the smallest value that at least a quarter, a half, three quarters do not exceed.

Definition 1 of Hyndman and Fan (1996), *The American Statistician* 50: 361-365: a quartile is a value that occurs.
"""

from __future__ import annotations

from typing import Final

METHOD: Final = "quantile (inverse of the distribution)"
QUARTERS: Final = {"p25": 1, "p50": 2, "p75": 3}


def needed(level: str, known: int) -> int:
    """How many of the known cases lie at or below a quartile, at least; below it lie fewer than so many."""
    return -(-known * QUARTERS[level] // 4)
