"""What a share would be if coders had not erred: the correction of Rogan and Gladen, and its range over assumptions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

Range = tuple[float, float]


def corrected(share: float, sensitivity: float, specificity: float) -> float:
    """The share that would be observed as ``share`` by coders of that sensitivity and specificity.

    Rogan and Gladen (1978), American Journal of Epidemiology 107: 71-76: (share + specificity - 1) / (sensitivity +
    specificity - 1), cut to nought and one, beyond which no share could have been observed so.
    """
    if sensitivity + specificity <= 1:
        raise ValueError("coding that is no better than chance cannot be corrected")
    return min(1.0, max(0.0, (share + specificity - 1) / (sensitivity + specificity - 1)))


def corrected_range(shares: Range, sensitivity: Range, specificity: Range) -> Range:
    """The least and the greatest corrected share over all that is assumed.

    The correction rises with the share and the specificity. In the sensitivity it falls, for a share that is more
    than false alarms alone; so the extremes lie at the corners.
    """
    found = list(_corners(shares, sensitivity, specificity))
    return min(found), max(found)


def _corners(shares: Range, sensitivity: Range, specificity: Range) -> Iterator[float]:
    for share, finds, leaves in product(shares, sensitivity, specificity):
        yield corrected(share, finds, leaves)
