"""assess: protected estimates → what follows from them by a declared method, and so discloses nothing new.

Takes ``estimates.csv`` as it may be shown; gives ``associations.csv`` and ``coding.csv``. Whatever rests on
a hidden count is hidden.
"""

from __future__ import annotations

from pathlib import Path

from scr_analysis.assess.coding import corrections
from scr_analysis.assess.together import co_occurrences
from scr_analysis.associations import associations_csv
from scr_analysis.estimates import read_estimates
from scr_analysis.files import write_all
from scr_analysis.sensitivity import assumed_csv
from scr_analysis.study import Study


def assess(study: Study, results: Path) -> int:
    """Write what the declared associations and corrections come to; gives how many associations there are."""
    estimates = read_estimates(results / "estimates.csv")
    found = [row for one in study.associations.values() for row in co_occurrences(study, one, estimates)]
    coding = corrections(study, study.sensitivity.coder_error, estimates)
    write_all({results / "associations.csv": associations_csv(found), results / "coding.csv": assumed_csv(coding)})
    return len(found)
