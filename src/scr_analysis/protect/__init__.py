"""protect: estimates → protected estimates and the log of every decision. The line in the sand runs here.

Takes the raw estimates, the analysis table and the profile that the data owner signed for the release. A small count is
hidden together with its percentage, interval, bounds and bar; then the fewest further counts without which it could be
worked out of what is shown beside it, in any table. Named exceptions are shown; what remains is rounded where the
profile rounds. Stops where an exception lets out so much that nothing can protect another count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from scr_analysis.errors import Fault, refuse
from scr_analysis.estimates import Estimate, estimates_csv, read_estimates
from scr_analysis.files import csv_text, read_rows, write_all
from scr_analysis.protect.cases import Cases
from scr_analysis.protect.counts import counts_of
from scr_analysis.protect.decisions import LOG, Decision, log
from scr_analysis.protect.linking import Web, linked
from scr_analysis.protect.ordered import quartile_counts, tell
from scr_analysis.protect.primary import primary_decisions
from scr_analysis.protect.secondary import plan
from scr_analysis.protect.showing import protected_estimate
from scr_analysis.protect.task import task_of
from scr_analysis.small_bases import USUAL, SmallBases
from scr_analysis.study import Study


def protect(
    study: Study, release: str, analysis: Path, restricted: Path, out: Path, small: SmallBases = USUAL
) -> list[Estimate]:
    """Write the protected estimates and the decision log of a release; gives the estimates. Raises FaultsFound."""
    raw = list(read_estimates(restricted / "estimates.csv").values())
    decided = decisions(study, release, Cases(read_rows(analysis)), raw)
    profile = study.disclosure.profile(release)
    hidden = {decision.cell for decision in decided if decision.hides}
    protected = [protected_estimate(study, profile, one, hidden, small) for one in raw]
    write_all(
        {
            out / "estimates.csv": estimates_csv(protected),
            out / "decisions.csv": csv_text(LOG, log(study.disclosure, release, decided)),
        }
    )
    return protected


def decisions(study: Study, release: str, cases: Cases, raw: Sequence[Estimate]) -> list[Decision]:
    """Every count that is hidden, for what it is or for the sake of others, and every one shown by exception."""
    first = primary_decisions(study, release, raw)
    if not any(decision.hides for decision in first):
        return first
    hidden = {decision.printed for decision in first if decision.hides}
    counts = counts_of(study, cases, raw)
    shown = [one for one in raw if (one.key, "denominator") not in hidden]  # a quartile goes with its base
    quartiles = list(quartile_counts(study, cases, shown, counts))
    profile, web = study.disclosure.profile(release), linked(cases, [*counts, *quartiles])
    tell(web, quartiles)
    task = task_of(study, profile, web, raw, first)
    found = plan(task)
    refuse(_bare(web, found.bare | task.first & task.let_out))
    decided = {cell for decision in first for cell in (decision.cell, decision.printed)}
    rule = "for the sake of others" if found.proved else "for the sake of others; heuristic, not proved the cheapest"
    same = [Decision(cell, "secondary", "the same count as a hidden one") for node in sorted(task.first)
            for cell in web.cells[node] if cell not in decided]  # fmt: skip
    further = [Decision(cell, "secondary", rule) for node in sorted(found.further) for cell in web.cells[node]]
    return [*first, *same, *further]


def _bare(web: Web, bare: Collection[int]) -> Iterator[Fault]:
    """Counts that are let out under another name, or follow from what is let out whatever else is hidden."""
    for statistic in dict.fromkeys(key[0] for (key, _), node in web.at.items() if node in bare):
        problem = f"a hidden count of '{statistic}' can be worked out, whatever else is hidden"
        yield Fault("study/disclosure.yaml", "", problem, "withdraw the exception that shows it, or except it too")
