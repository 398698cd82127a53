"""assure: protected estimates and sign-offs → which figures are signed off, and which need a new look.

Takes ``study/signoffs.yaml``, the definitions, the prose (for the words that it uses) and ``estimates.csv``; gives
``audit/signoffs.csv``, one row a statistic. The covers and the trail tell what it says.
"""

from __future__ import annotations

from pathlib import Path

from scr_analysis.errors import refuse
from scr_analysis.estimates import read_estimates
from scr_analysis.files import missing_file, write_all
from scr_analysis.signed import Standing, standings, standings_csv
from scr_analysis.study import Study

TEMPLATE = "report/briefing.md.j2"


def assure(study: Study, root: Path, results: Path) -> list[Standing]:
    """Write how every statistic stands; gives the standings. Raises FaultsFound."""
    found = standings(study, prose_of(root), read_estimates(results / "estimates.csv"))
    write_all({results / "audit/signoffs.csv": standings_csv(found)})
    return found


def prose_of(root: Path) -> str:
    """The text of the template. One that is no text is left to the prose stage, which says what is wrong with it."""
    path = root / TEMPLATE
    refuse([] if path.is_file() else [missing_file(Path(TEMPLATE))])
    return path.read_text(encoding="utf-8", errors="replace")
