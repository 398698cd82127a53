"""The entries of what shares rest on: missing answers imputed, coder error corrected, agreement of two coders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from scr_analysis import english
from scr_analysis.agreement import kappa_cell, read_agreement
from scr_analysis.audit.analyses.entry import Analysis, Known, anchor_of, cleared, row, share, worked_out
from scr_analysis.audit.findings import Record
from scr_analysis.estimates import ALL, Key
from scr_analysis.rounding import grouped
from scr_analysis.sensitivity import Assumed, coding_cell, imputed_cell, read_assumed


def imputed(known: Known, results: Path) -> Iterator[Analysis]:
    """The shares with their missing answers drawn."""
    study, declared = known.study, known.study.sensitivity.imputation
    found = read_assumed(results / "imputed.csv")
    predictors = english.listed([f"“{study.codebook.label(name)}”" for name in declared.predictors], "and")
    yield Analysis(
        file="imputed",
        id="imputed",
        title="Shares with missing answers imputed",
        kind="imputation",
        definition=(
            f"What each share would be if missing answers were like those of cases alike in {predictors}: drawn "
            f"{declared.imputations} times by chained equations and pooled. Where silence itself says something, that "
            "is wrong, and the bounds of the statistic are the honest limits."
        ),
        rows=[
            _row(known, "imputed", one, imputed_cell, cleared(known, "imputed.csv", "|".join(one.key)))
            for one in found.values()
        ],
        declared=[declared],
        statistics=_statistics(found),
        bases=[key[1] for key in found],
        methods=["rubin", "bounds"],
    )


def coding(known: Known, results: Path) -> Iterator[Analysis]:
    """The shares corrected for coder error."""
    found = read_assumed(results / "coding.csv")
    yield Analysis(
        file="coding",
        id="coding",
        title="Shares corrected for assumed coder error",
        kind="coder_error",
        definition=(
            "What share would lie behind the recorded one if coders found of what is there the part called "
            "sensitivity, and left out of what is not there the part called specificity: the least and the most over "
            "all that is assumed of the two."
        ),
        rows=[_row(known, "coding", one, coding_cell, worked_out(one.status)) for one in found.values()],
        declared=known.study.sensitivity.coder_error,
        statistics=_statistics(found),
        bases=[key[1] for key in found],
        methods=["coder_error"],
    )


def agreement(known: Known, results: Path) -> Iterator[Analysis]:
    """Kappa of each variable that two coders coded."""
    found = read_agreement(results / "agreement.csv")
    yield Analysis(
        file="agreement",
        id="agreement",
        title="Agreement of two coders",
        kind="agreement",
        definition=(
            "How far two coders who read the same reports gave the same codes, beyond what chance alone would give: "
            "1 is full agreement, 0 is chance."
        ),
        rows=[
            row(
                known.study.codebook.label(name),
                ("agreement", name),
                {"Kappa (interval)": kappa_cell(one), "Cases": "" if one.cases is None else grouped(one.cases)},
                cleared(known, "agreement.csv", name),
                id=f"agreement-{name}",
            )
            for name, one in found.items()
        ],
        declared=[],
        methods=["kappa"],
        variables=list(found),
    )


def _statistics(found: Iterable[Key]) -> list[str]:
    return list(dict.fromkeys(key[0] for key in found))


def _row(known: Known, file: str, one: Assumed, cell: Callable[[Assumed], str], protection: dict[str, str]) -> Record:
    """A share under an assumption, beside the share itself."""
    statistic = known.study.statistics[one.key[0]]
    base = f", {known.study.bases[one.key[1]].title}" if len(statistic.base) > 1 else ""
    level = "" if one.key[3] == ALL else f": {known.study.codebook.analysis_columns()[str(statistic.of)][one.key[3]]}"
    name = anchor_of(known, known.estimates[one.key]).removeprefix("fig-")
    return row(
        f"{statistic.title}{level}{base}",
        (file, *one.key),
        {"Share": cell(one)},
        protection,
        compared=[share(known, one.key, "As recorded")],
        warning=english.typeset(one.assumption) if file == "coding" else "",  # of imputation all rows assume the same
        id=f"{file}-{name}",
    )
