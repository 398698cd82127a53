"""The entries of what is worked out of statistics: comparisons, associations, models, shares under assumptions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scr_analysis.audit.analyses.associations import associations
from scr_analysis.audit.analyses.comparisons import comparisons
from scr_analysis.audit.analyses.entry import Known, entry
from scr_analysis.audit.analyses.models import models
from scr_analysis.audit.analyses.shares import agreement, coding, imputed

MADE = (comparisons, associations, models, imputed, coding, agreement)


def analyses(known: Known, results: Path) -> Iterator[dict[str, Any]]:
    """The entry of each analysis of a release, in the order in which the study declares them."""
    for made in MADE:
        for one in made(known, results):
            if one.rows:
                yield entry(known, one)
