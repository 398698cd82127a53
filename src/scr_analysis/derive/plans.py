"""Child protection plan at the incident: from the plan episodes, reconciled with the researchers' code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scr_analysis.missing import is_missing


class Episode(NamedTuple):
    """One plan episode: ISO dates, ``blank`` for a plan still open."""

    start: str
    end: str
    category: str

    def is_current(self, incident: str) -> bool:
        """Whether it had begun by the incident date and had not ended before it."""
        return self.start <= incident and (self.end == "blank" or self.end >= incident)

    def is_past(self, incident: str) -> bool:
        """Whether it had ended before the incident date."""
        return self.start <= incident and self.end != "blank" and self.end < incident


def cp_plan_episodes(incident: str, episodes: Sequence[Episode]) -> str:
    """Plan status at the incident date from the episodes alone."""
    if any(episode.is_current(incident) for episode in episodes):
        return "current"
    return "past" if any(episode.is_past(incident) for episode in episodes) else "never"


def cp_plan_status(researchers: str, from_episodes: str, has_episodes: bool, precedence: Sequence[str]) -> str:
    """Plan status reconciled: the first source of ``precedence`` that has something to say wins.

    A case without a delivered episode has nothing to say in the Child Protection Database; a missing code has nothing
    to say from the researchers. Where neither speaks, the researchers' kind of missing stands.
    """
    says = {
        "cpd_plans": from_episodes if has_episodes else None,
        "CPPLAN": None if is_missing(researchers) else researchers,
    }
    return next((said for source in precedence if (said := says[source]) is not None), researchers)


def in_conflict(case: Mapping[str, str], has_episodes: bool) -> bool:
    """Whether both sources have something to say, and say different things."""
    return has_episodes and not is_missing(case["CPPLAN"]) and case["CPPLAN"] != case["cp_plan_episodes"]


def plan_category(case: Mapping[str, str], episodes: Sequence[Episode]) -> str:
    """Category of the current or past plan: the researchers' code, else that of the deciding episode."""
    if is_missing(case["cp_plan_status"]):
        return case["cp_plan_status"]
    if case["cp_plan_status"] == "never":
        return "not_applicable"
    if not is_missing(case["CPCAT"]):
        return case["CPCAT"]
    deciding = [one for one in episodes if one.is_current(case["INC_DATE"])] or [
        one for one in episodes if one.is_past(case["INC_DATE"])
    ]
    category = deciding[-1].category if deciding else "not_known"
    return "multiple_with_neglect" if category == "multiple" else category
