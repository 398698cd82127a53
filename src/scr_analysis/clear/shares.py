"""The release rule of imputed shares: shown where the estimate itself is shown, and shown exactly."""

from __future__ import annotations

from scr_analysis.estimates import Estimate
from scr_analysis.study.disclosure import Profile


def share_rule(estimate: Estimate, profile: Profile) -> str:
    """The rule that hides an imputed share, in words; empty where it may be shown.

    What is imputed follows from what is known of all cases, so it says no more than the estimate and its bounds do. But
    where counts are printed rounded, a share of unrounded ones would tell them apart.
    """
    if estimate.hidden or estimate.estimate is None:
        return "the estimate itself is hidden"
    if profile.percentages != "exact":
        return "the profile rounds the counts behind percentages"
    return ""
