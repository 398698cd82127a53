"""The synthetic twin: extracts made from the codebook and from figures in print, never from rows of real cases."""

from __future__ import annotations

from pathlib import Path

from scr_analysis.files import write_all
from scr_analysis.study.codebook import Codebook
from scr_analysis.synthetic.background import give_background
from scr_analysis.synthetic.cases import Case
from scr_analysis.synthetic.children import make_children
from scr_analysis.synthetic.csvs import child_population_csv, cpd_plans_csv, themes_csv
from scr_analysis.synthetic.dealing import stream
from scr_analysis.synthetic.double_coding import double_coding_csv
from scr_analysis.synthetic.plans import give_plan_records
from scr_analysis.synthetic.reports import give_reports
from scr_analysis.synthetic.sav import sav_bytes
from scr_analysis.synthetic.services import give_services
from scr_analysis.synthetic.themes import give_themes

SEED = 20150501


def make_twin(codebook: Codebook, out: Path, seed: int = SEED) -> None:
    """Write the six extracts into ``out``: the same bytes for the same codebook and seed.

    Raises FaultsFound where the codebook no longer holds what the twin is made of, or ``out`` cannot be written.
    """
    cases = make_cases(seed)
    reports = [{"SCR_ID": case.values["SCR_ID"], **case.report} for case in cases if case.has_report]
    write_all(
        {
            out / "scr_database.sav": sav_bytes(codebook, "scr_database", [case.values for case in cases]),
            out / "cpd_plans.csv": cpd_plans_csv(codebook, cases),
            out / "final_reports.sav": sav_bytes(codebook, "final_reports", reports),
            out / "themes.csv": themes_csv(codebook, cases),
            out / "child_population.csv": child_population_csv(codebook),
            out / "double_coding.csv": double_coding_csv(codebook, stream(seed, "double coding"), cases),
        }
    )


def make_cases(seed: int = SEED) -> list[Case]:
    """The cases of the twin, in order of their identifiers; each step draws from a stream of its own."""
    cases = make_children(stream(seed, "children"))
    give_services(stream(seed, "services"), cases)
    give_background(stream(seed, "background"), cases)
    give_plan_records(stream(seed, "plans"), cases)
    give_reports(stream(seed, "reports"), cases)
    cases.sort(key=lambda case: str(case.values["SCR_ID"]))
    give_themes(stream(seed, "themes"), cases)
    return cases
