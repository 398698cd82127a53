"""Every fact that a release gives away, file by file: what is said of which estimate, and numbers tied to none.

Only what would be published is opened: nothing under ``restricted``, nothing outside the results folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from scr_analysis.attack.collect import drawn, keyed, laid, office, pdf, web, written
from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.facts import Loose, Said
from scr_analysis.leaving import leaving
from scr_analysis.study import Study

Found = Iterator[Said | Loose]
OTHERWISE = "it is not what the study makes of the published estimates"

# For each pattern of published files, in order, what reads them; a file belongs to the first that fits.
READERS: dict[str, Callable[[Context, Path, str], Found]] = {
    "estimates.csv": keyed.said,
    "audit/printed.csv": keyed.said,
    "audit/claims.csv": keyed.said,
    "audit/trail.json": written.trail_said,
    "tables/*.csv": laid.csv_said,
    "tables/tables.json": laid.json_said,
    "charts/*.csv": drawn.data_said,
    "charts/charts.json": drawn.descriptions_said,
    "charts/*.svg": drawn.drawing_said,
    "text/figures.json": written.figures_said,
    "text/*.md": written.prose_said,
    "*.html": web.page_said,
    "*.pdf": pdf.pdf_said,
    "*.docx": office.office_said,
    "*.ods": office.office_said,
}


def collected(study: Study, results: Path, again: Mapping[str, bool]) -> tuple[list[Said], list[Loose]]:
    """Everything that the published files of a release say of counts.

    ``again``: files that can be made again from others, and whether they come out the same. Those need no reading.
    """
    said: list[Said] = []
    loose = [Loose(name, OTHERWISE) for name, same in again.items() if not same]
    context = Context(study, results, frozenset(name for name, same in again.items() if same))
    for path in leaving(results):
        name = path.relative_to(results).as_posix()
        if name in context.again:
            continue
        reader = next((READERS[pattern] for pattern in READERS if Path(name).match(pattern)), None)
        for one in reader(context, path, name) if reader else ():
            (said if isinstance(one, Said) else loose).append(one)  # type: ignore[arg-type]
    return list(dict.fromkeys(said)), list(dict.fromkeys(loose))
