"""What the study files say of one another, checked part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from scr_analysis.errors import Fault
from scr_analysis.study import Study, agreement_checks, checks, disclosure_checks
from scr_analysis.study.associations import check_associations
from scr_analysis.study.comparing_checks import check_compared_tables, check_comparing
from scr_analysis.study.contracts import check_contracts
from scr_analysis.study.mixing_checks import check_bases_of_charts, check_bases_of_tables
from scr_analysis.study.modelling import check_models
from scr_analysis.study.parts import NEEDS
from scr_analysis.study.printed import check_published
from scr_analysis.study.sensitivity import check_sensitivity, check_sensitivity_tables
from scr_analysis.study.signing import check_ledger
from scr_analysis.study.source import Source
from scr_analysis.study.vocabulary_checks import check_wording


def cross_checked(study: Study, sources: Mapping[str, Source], found: Sequence[Fault]) -> list[Fault]:
    """What the files say of one another; left out where it rests on a file that is at fault itself.

    So one fault does not bring others in its train.
    """
    faults: list[Fault] = []
    unsound = {fault.file for fault in found}
    for part, check in CHECKS.items():
        rests_on = [f"study/{one}.yaml" for one in (part, *NEEDS[part])]
        if part in sources and unsound.isdisjoint(rests_on):
            faults += check(study, sources[part])
            unsound |= {fault.file for fault in faults if part == "codebook"}
    return faults


CHECKS: dict[str, Callable[[Study, Source], Iterable[Fault]]] = {
    "codebook": lambda study, source: checks.check_codebook(study.codebook, source),
    "bases": lambda study, source: checks.check_bases(list(study.bases.values()), study.codebook, source),
    "statistics": lambda study, source: checks.check_statistics(
        list(study.statistics.values()), study.bases, study.codebook, source
    ),
    "comparisons": check_comparing,
    "associations": lambda study, source: check_associations(study.associations, study.statistics, source),
    "models": lambda study, source: check_models(study.models, study.bases, study.codebook, source),
    "sensitivity": lambda study, source: check_sensitivity(study.sensitivity, study.statistics, study.codebook, source),
    "tables": lambda study, source: [
        *checks.check_tables(list(study.tables.values()), study.statistics, study.codebook, source),
        *checks.check_listed(
            study.tables.values(), {"associations": study.associations, "models": study.models}, source
        ),
        *check_bases_of_tables(list(study.tables.values()), study.statistics, source),
        *check_compared_tables(study, source),
        *check_sensitivity_tables(study.tables.values(), study.statistics, source),
    ],
    "charts": lambda study, source: [
        *checks.check_charts(list(study.charts.values()), study.statistics, study.tables, study.codebook, source),
        *check_bases_of_charts(list(study.charts.values()), study.statistics, source),
    ],
    "contracts": lambda study, source: check_contracts(
        list(study.contracts.values()), study.statistics, study.codebook, source
    ),
    "wording": lambda study, source: check_wording(study.wording, study.codebook, source),
    "disclosure": lambda study, source: disclosure_checks.check_disclosure(
        study.disclosure, study.statistics, study.releases, study.codebook, source
    ),
    "releases": lambda study, source: agreement_checks.check_releases(study.releases, study.codebook, source),
    "published": lambda study, source: check_published(study.published, study.statistics, study.codebook, source),
    "signoffs": lambda study, source: check_ledger(study.ledger, source),
}
