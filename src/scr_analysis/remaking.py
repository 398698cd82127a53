"""What anybody can make again from the published estimates: the stages on that side, called once more.

Handed to the attack by the command line, since no stage imports another. A file that comes out the same tells nothing
more than its sources.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from scr_analysis.errors import FaultsFound
from scr_analysis.small_bases import SmallBases
from scr_analysis.study import Study

# The parts of the study that are needed here.
PARTS = (
    *("associations", "charts", "comparisons", "contracts", "models", "published"),
    *("releases", "sensitivity", "tables", "wording"),
)


def remake(study: Study, release: str, confidence: float, folder: Path) -> dict[str, str]:
    """Make every such file again, from a folder that holds the sources and nothing else.

    Into the folder goes what others are made of; gives the texts of the rest by their names. What a source that was
    tampered with does not allow to be made is left out, which the attack sees.
    """
    small = SmallBases(study.wording.smallest_base, study.wording.unreliable_base)
    texts: dict[str, str] = {}
    for stage in _stages(study, release, confidence, small, folder, texts):
        with suppress(FaultsFound, LookupError, StopIteration, ValueError):
            stage()
    return texts


def _stages(
    study: Study, release: str, confidence: float, small: SmallBases, folder: Path, texts: dict[str, str]
) -> Iterator[Callable[[], object]]:
    """The stages in order; each takes only what those before it have made. ``texts``: of what no other is made."""
    from scr_analysis.assess import assess
    from scr_analysis.compare import compare
    from scr_analysis.contracts.record import record
    from scr_analysis.spss.syntax import write_syntax

    estimates = folder / "estimates.csv"
    yield lambda: compare(study, estimates, confidence, folder, small)
    yield lambda: assess(study, folder)
    yield lambda: record(study, estimates, folder / "audit/contracts.csv")
    yield lambda: write_syntax(study, folder / "audit/spss/statistics.sps")
    yield lambda: texts.update(_tables(study, release, folder))
    yield lambda: texts.update(_charts(study, release, folder))
    yield lambda: _spreadsheet(study, release, folder)


def _tables(study: Study, release: str, folder: Path) -> dict[str, str]:
    """The tables; the spreadsheet is made of all of them."""
    from scr_analysis.files import write_all
    from scr_analysis.present.tables import ALL_TABLES, table_files

    made = table_files(study, release, folder)
    write_all({folder / "tables" / ALL_TABLES: made.pop(ALL_TABLES)})
    return {f"tables/{name}": text for name, text in made.items()}


def _charts(study: Study, release: str, folder: Path) -> dict[str, str]:
    """What is told of the charts, drawn by nobody; the spreadsheet's sections are told by it as well."""
    from scr_analysis.estimates import read_estimates
    from scr_analysis.files import json_text, write_all
    from scr_analysis.present.chart_data import all_charts
    from scr_analysis.present.chart_words import words

    made = words(all_charts(study, read_estimates(folder / "estimates.csv"), study.release(release)))
    write_all({folder / "charts/charts.json": json_text(made.pop("charts.json"))})
    return {f"charts/{name}": str(text) for name, text in made.items()}


def _spreadsheet(study: Study, release: str, folder: Path) -> None:
    """The spreadsheet of the supplementary tables, with the cover that the briefing has."""
    from scr_analysis.files import read_json
    from scr_analysis.render.ods import build_ods
    from scr_analysis.render.state import of_supplement
    from scr_analysis.signed import signed_of

    told: Any = read_json(folder / "text/figures.json")
    signed = signed_of(folder / "audit/signoffs.csv")
    build_ods(of_supplement(study.release(release), told["release"]["draft"], signed), told["edition"], folder)
