"""Holds one statistic, declared in YAML, to the estimates drawn for a few drawn cases."""

from __future__ import annotations

from pathlib import Path

from core_run import WILSON, study_in
from scr_analysis.estimate import evaluate
from scr_analysis.estimate.cells import Cells
from scr_analysis.estimates import Estimate
from small import agree, small

BASES = """
- {id: everyone, title: Everyone}
- {id: girls, title: Girls, within: everyone, include: {SEX: [female]}}
- {id: disabled_girls, title: Disabled girls, within: girls, include: {DISAB: [yes]}}
- {id: girls_or_boys, title: Girls or boys, within: everyone, include: {SEX: [female, male]}}
- {id: girls_again, title: Girls of girls or boys, within: girls_or_boys, include: {SEX: [female]}}
"""


class Counts:
    """Evaluates one statistic, declared in YAML, on drawn cases and holds it to drawn estimates."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def estimates(self, declared: str, cases: str) -> list[Estimate]:
        entry = f"- {{id: it, title: It, {declared}}}\n"
        study = study_in(self.folder, "statistics", bases=BASES, statistics=entry)
        return list(evaluate(study, study.statistics["it"], Cells(small(cases)), [], WILSON))

    def __call__(self, declared: str, cases: str, drawn: str) -> None:
        wanted = small(drawn)
        made = [{name: shown(one, name) for name in wanted[0]} for one in self.estimates(declared, cases)]
        agree(made, wanted)


def shown(one: Estimate, column: str) -> str:
    """A column of an estimate as it is drawn; shares with three places."""
    if column in ("not_known", "not_recorded", "report_silent", "no_report", "not_applicable", "blank"):
        return str(one.missing_of(column))
    value = getattr(one, column)
    if value is None:
        return "none"
    return f"{value:.3f}" if isinstance(value, float) else str(value) or "-"
