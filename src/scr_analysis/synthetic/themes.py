"""The reader's coding of the reports read in depth: which of the seven headings a case speaks to, and how."""

from __future__ import annotations

from functools import partial
from random import Random

from scr_analysis.synthetic.cases import Case
from scr_analysis.synthetic.dealing import choose, pick

# The reader's scheme: five codes a heading. Typographic apostrophes and dashes stand here as a reader types them.
CODES = {
    "working_together": (
        "Concern passed on – nobody acted on it",
        "Agencies disagree about who leads",
        "Threshold of children’s social care disputed",
        "Adult service did not ‘think family’",
        "Handover between areas lost the history",
    ),
    "assessments": (
        "Assessment never revisited",
        "Father or partner not assessed",
        "Parent’s account taken as fact",
        "Earlier children’s records not read",
        "Incident looked at – pattern missed",
    ),
    "vulnerability_risk": (
        "Several parental risks – not added up",
        "Baby’s dependence not weighed",
        "Parent’s own childhood left unexplored",
        "New partner joins the household",
        "Adolescent seen as ‘hard to help’",
    ),
    "poor_engagement": (
        "Appointments missed – child not brought",
        "Compliance taken for change",
        "Case closed when contact was lost",
        "Parent’s excuses accepted",
        "Home visits refused or put off",
    ),
    "listening": (
        "Child not seen alone",
        "Child’s behaviour not read as distress",
        "Disability hid the signs",
        "Child told someone – not heard",
        "Sibling’s words not passed on",
    ),
    "domestic_abuse": (
        "Single assaults counted – control overlooked",
        "Abuse went on after separation",
        "Dispute about contact with the child",
        "Victim’s retraction closed the matter",
        "Child’s life with violence not described",
    ),
    "suicide_cse": (
        "Loss or rejection before the crisis",
        "Self-harm treated as ‘attention seeking’",
        "Exploitation taken for young person’s choice",
        "CAMHS place offered – thresholds or waits",
        "Missing from home – return not explored",
    ),
}


def give_themes(rng: Random, cases: list[Case]) -> None:
    """Three to five headings a report read in depth, one to three codes under each."""
    for case in cases:
        if case.values["INDEPTH"] == "yes":
            headings = pick(rng, list(CODES), choose(rng, {3: 3, 4: 4, 5: 2}), partial(_weight, case))
            for theme in headings:
                codes = pick(rng, CODES[theme], choose(rng, {1: 4, 2: 3, 3: 1}))
                case.themes += [(theme, code) for code in codes]


def _weight(case: Case, theme: str) -> float:
    """How likely a report speaks to a heading, given what it records."""
    if theme == "suicide_cse":
        return 12.0 if case.suicide or case.recorded("CSE") else 0.6 if case.adolescent else 0.01
    if theme == "domestic_abuse":
        return 4.0 if case.recorded("DOM_ABUSE") or case.recorded("SEPARATN") else 0.2
    if theme == "poor_engagement":
        return 3.0 if any(case.recorded(item) for item in ("COOPMIST", "MISSAPPT", "CLOSED_NE")) else 0.8
    if theme == "listening":
        return 0.6 if case.band == "under_1" else 2.5
    return 2.5 if theme == "working_together" else 2.0
