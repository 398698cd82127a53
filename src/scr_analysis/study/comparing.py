"""Comparisons as an analyst declares them: what is set against what, in which family of tests."""

from __future__ import annotations

from typing import Annotated, Literal

from scr_analysis.study.codebook import Codebook
from scr_analysis.study.declarations import Statistic
from scr_analysis.study.declared import Declared
from scr_analysis.study.limits import Id, Limits


class Family(Declared):
    """Tests that answer one question together, so that their p values are adjusted together."""

    title: str
    note: str = ""


class Departures(Declared):
    """From which standardised difference on a sample departs ``a_little``, and from which it ``departs``."""

    a_little: Annotated[float, Limits(gt=0)]
    departs: Annotated[float, Limits(gt=0)]


class DeclaredComparison(Declared):
    """One comparison of a statistic: over ordered groups, or between two groups or two bases.

    ``levels``: the codes of a distribution to compare, each a part of its own. ``scores``: the groups' places on the
    scale of a trend; equally far apart where none are given.
    """

    id: Id
    title: str
    kind: Literal["trend", "difference", "standardised_difference"]
    family: str
    statistic: str
    levels: list[str] = []
    groups: list[str] = []
    bases: list[str] = []
    scores: list[float] = []

    def compared(self, statistic: Statistic, codebook: Codebook) -> list[str]:
        """The groups or bases compared, in order; a trend that names no groups runs over all of them."""
        if self.bases or self.groups:
            return self.bases or self.groups
        return list(codebook.analysis_columns().get(statistic.by[0], ())) if statistic.by else []


class Comparing(Declared):
    """The whole of ``study/comparisons.yaml``."""

    families: dict[str, Family]
    departures: Departures
    comparisons: list[DeclaredComparison]
