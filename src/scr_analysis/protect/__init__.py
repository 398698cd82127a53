"""protect: estimates → protected estimates and the log of every decision. The line in the sand runs here.

Takes the raw estimates and the profile that the data owner signed for the release. A small count is hidden together
with its percentage, interval, bounds and bar; named exceptions are shown; what remains is rounded where the profile
rounds.
"""

from __future__ import annotations

from pathlib import Path

from scr_analysis.estimates import Estimate, estimates_csv, read_estimates
from scr_analysis.files import csv_text, write_all
from scr_analysis.protect.decisions import LOG, log
from scr_analysis.protect.primary import primary_decisions
from scr_analysis.protect.showing import protected_estimate
from scr_analysis.study import Study


def protect(study: Study, release: str, restricted: Path, out: Path) -> list[Estimate]:
    """Write the protected estimates and the decision log of a release; gives the estimates."""
    raw = list(read_estimates(restricted / "estimates.csv").values())
    decided = primary_decisions(study, release, raw)
    profile = study.disclosure.profile(release)
    hidden = {decision.cell for decision in decided if decision.hides}
    protected = [protected_estimate(study, profile, one, hidden) for one in raw]
    write_all(
        {
            out / "estimates.csv": estimates_csv(protected),
            out / "decisions.csv": csv_text(LOG, log(study.disclosure, release, decided)),
        }
    )
    return protected
