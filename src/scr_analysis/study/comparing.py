"""Comparisons as an analyst declares them: what is set against what, in which family of tests."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scr_analysis.study.declarations import Id
from scr_analysis.study.declared import Declared


class Family(Declared):
    """Tests that answer one question together, so that their p values are adjusted together."""

    title: str
    note: str = ""


class Departures(Declared):
    """From which standardised difference on a sample departs ``a_little``, and from which it ``departs``."""

    a_little: float = Field(gt=0)
    departs: float = Field(gt=0)


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


class Comparing(Declared):
    """The whole of ``study/comparisons.yaml``."""

    families: dict[str, Family]
    departures: Departures
    comparisons: list[DeclaredComparison]
