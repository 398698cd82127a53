"""clear: what was modelled on cases → what of it may be shown, each decision with its rule. It stands on the line.

Takes ``restricted/models.csv`` with the counts behind it, ``restricted/imputed.csv`` and the protected estimates; gives
``models.csv``, ``imputed.csv``, ``agreement.csv`` and ``clearance.csv``.
"""

from __future__ import annotations

from pathlib import Path

from scr_analysis.agreement import agreement_csv, read_agreement
from scr_analysis.clear.models import cleared, decision
from scr_analysis.clear.shares import share_rule
from scr_analysis.estimates import read_estimates
from scr_analysis.files import csv_text, read_rows, write_all
from scr_analysis.models import models_csv, read_models
from scr_analysis.sensitivity import assumed_csv, read_assumed
from scr_analysis.study import Study

SHOWN = "every level has enough cases with the outcome and without it, and enough degrees of freedom are left"
MARGINS = "shown where each coder gave each code to as many cases as may be shown"
AS_ITSELF = "the estimate itself is shown"
LOG = ("output", "name", "decision", "rule", "owner")


def clear(study: Study, release: str, restricted: Path, out: Path) -> int:
    """Write what may be shown and the log of decisions; gives how many models are shown."""
    profile, owner = study.disclosure.profile(release), study.disclosure.agreement(release).owner
    terms, counts = read_models(restricted / "models.csv"), read_rows(restricted / "model_cells.csv")
    by_model = {name: [row for row in counts if row["model"] == name] for name in study.models}
    rules = {name: decision(rows, profile.threshold) for name, rows in by_model.items()}
    log = [("models.csv", name, "hidden" if rule else "shown", rule or SHOWN, owner) for name, rule in rules.items()]
    estimates, shares = read_estimates(out / "estimates.csv"), read_assumed(restricted / "imputed.csv")
    hides = {key: share_rule(estimates[key], profile) for key in shares}
    log += [
        ("imputed.csv", "|".join(key), "hidden" if rule else "shown", rule or AS_ITSELF, owner)
        for key, rule in hides.items()
    ]
    coded = read_agreement(restricted / "agreement.csv").values()
    agreed = [one.cleared(profile.threshold, profile.round_to) for one in coded]
    log += [("agreement.csv", one.variable, one.status, MARGINS, owner) for one in agreed]
    write_all(
        {
            out / "agreement.csv": agreement_csv(agreed),
            out / "imputed.csv": assumed_csv(one.hidden() if hides[key] else one for key, one in shares.items()),
            out / "models.csv": models_csv(cleared(term, rules[term.model], profile) for term in terms),
            out / "clearance.csv": csv_text(LOG, log),
        }
    )
    return sum(not rule for rule in rules.values())
