"""assess: protected estimates → what follows from them by a declared method, and so discloses nothing new.

Takes ``estimates.csv`` as it may be shown; gives ``associations.csv``. Whatever rests on a hidden count is hidden.
"""

from __future__ import annotations

from pathlib import Path

from scr_analysis.assess.together import co_occurrences
from scr_analysis.associations import associations_csv
from scr_analysis.estimates import read_estimates
from scr_analysis.files import write_all
from scr_analysis.study import Study


def assess(study: Study, results: Path) -> int:
    """Write what the declared associations come to; gives how many there are."""
    estimates = read_estimates(results / "estimates.csv")
    found = [row for one in study.associations.values() for row in co_occurrences(study, one, estimates)]
    write_all({results / "associations.csv": associations_csv(found)})
    return len(found)
