"""Every fact that a release gives away, file by file: what is said of which estimate, and numbers tied to none.

Only what would be published is opened: nothing under ``restricted``, nothing outside the results folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path

from scr_analysis.attack.collect import drawn, keyed, laid, modelled, pdf, pictures, sheets, signed, web, word, written
from scr_analysis.attack.collect.beside import beside
from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.facts import Loose, Said
from scr_analysis.leaving import MADE_LATER, leaving
from scr_analysis.study import Study

Found = Iterator[Said | Loose]
OTHERWISE = "it is not what the study makes of the published estimates"

# For each pattern of published files what reads them; a file that fits none is a finding.
READERS: dict[str, Callable[[Context, Path, str], Found]] = {
    "estimates.csv": keyed.said,
    "models.csv": modelled.models_said,
    "imputed.csv": modelled.shares_said,
    "agreement.csv": modelled.agreement_said,
    "clearance.csv": modelled.clearance_said,
    "audit/printed.csv": keyed.said,
    "audit/claims.csv": keyed.said,
    "audit/signoffs.csv": signed.standing_said,
    "audit/pages.csv": written.pages_said,
    "audit/spss/counted_again.csv": keyed.counted_again_said,
    "audit/trail.json": written.trail_said,
    "tables/*.csv": laid.csv_said,
    "tables/tables.json": laid.json_said,
    "charts/*.csv": drawn.data_said,
    "charts/charts.json": drawn.descriptions_said,
    "charts/*.svg": drawn.drawing_said,
    "charts/*.png": pictures.picture_said,
    "text/figures.json": written.figures_said,
    "text/briefing.md": written.prose_said,
    "briefing.html": web.page_said,
    "supplement.html": web.page_said,
    "audit/index.html": web.page_said,
    "briefing.pdf": pdf.pdf_said,
    "briefing.docx": word.word_said,
    "tables.ods": sheets.sheets_said,
}
# Published files without a reader, each for its reason: what can be made again needs none, and must come out the same.
REMADE: dict[str, str] = {
    "comparisons.csv": "made of the published estimates",
    "associations.csv": "made of the published estimates",
    "coding.csv": "made of the published estimates",
    "audit/contracts.csv": "made of the published estimates",
    "audit/spss/statistics.sps": "made of the study alone: it holds no data",
}
LATER: dict[str, str] = dict.fromkeys(MADE_LATER, "made after the attack, and read by the release check")
# Files that take as long to read as all others, and of which little is kept.
LONG = frozenset(("briefing.pdf", "audit/index.html"))
UNKNOWN = "no reader is there for this file, so that nobody knows what it says"


def collected(study: Study, results: Path, again: Mapping[str, bool]) -> tuple[list[Said], list[Loose]]:
    """Everything that the published files of a release say of counts.

    ``again``: files that can be made again from others, and whether they come out the same. Those need no reading.
    """
    said: list[Said] = []
    loose = [Loose(name, OTHERWISE) for name, same in again.items() if not same]
    context = Context(study, results, frozenset(name for name, same in again.items() if same))
    names = [path.relative_to(results).as_posix() for path in leaving(results)]
    wanted = [one for one in names if one not in context.again and not (again.get(one) is False and one in REMADE)]
    context.prepare()
    others = beside(lambda: {name: _read(context, name) for name in wanted if name in LONG})
    found = {name: _read(context, name) for name in wanted if name not in LONG} | others()
    for one in (one for name in wanted for one in found[name]):
        (said if isinstance(one, Said) else loose).append(one)  # type: ignore[arg-type]
    return list(dict.fromkeys(said)), list(dict.fromkeys(loose))


def _read(context: Context, name: str) -> list[Said | Loose]:
    """What a file says, by its reader; that it has none, unless there is a reason."""
    reader = next((READERS[pattern] for pattern in READERS if fnmatch(name, pattern)), None)
    if reader:
        return list(reader(context, context.results / name, name))
    return [Loose(name, UNKNOWN)] if name not in LATER and (context.again or name not in REMADE) else []
