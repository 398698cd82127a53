"""The study read from its files: typed, and checked part against part."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from scr_analysis.errors import Fault, FaultsFound, refuse
from scr_analysis.study import Study
from scr_analysis.study.agreements import Release
from scr_analysis.study.associations import Association
from scr_analysis.study.codebook import Codebook
from scr_analysis.study.comparing import Comparing
from scr_analysis.study.contracts import Contract
from scr_analysis.study.cross_checks import cross_checked
from scr_analysis.study.declarations import Base, Chart, Statistic, Table
from scr_analysis.study.declared import Declared
from scr_analysis.study.disclosure import Disclosure
from scr_analysis.study.findings import declare, declare_list
from scr_analysis.study.modelling import Model
from scr_analysis.study.parts import attribute, file_of
from scr_analysis.study.printed import Printed, read_published
from scr_analysis.study.sensitivity import Sensitivity
from scr_analysis.study.signing import Ledger
from scr_analysis.study.source import Source
from scr_analysis.study.vocabulary import Wording
from scr_analysis.study.yaml_file import read_source

LISTS: dict[str, type[Declared]] = {
    "bases": Base,
    "statistics": Statistic,
    "associations": Association,
    "models": Model,
    "tables": Table,
    "charts": Chart,
    "published": Printed,
    "contracts": Contract,
}
SINGLES: dict[str, type[Declared]] = {
    "wording": Wording,
    "disclosure": Disclosure,
    "comparisons": Comparing,
    "signoffs": Ledger,
    "sensitivity": Sensitivity,
}


def read_study(root: Path, wanted: Collection[str]) -> tuple[Study, Mapping[str, Source]]:
    """The parts that are wanted, with the files that they were read from.

    Raises FaultsFound with every fault of them.
    """
    faults: list[Fault] = []
    sources = {part: source for part in wanted if (source := _source(root, part, faults))}
    study = _typed(sources, faults)
    if study:
        faults += cross_checked(study, sources, faults)
    refuse(faults)
    assert study is not None
    return study, sources


def _source(root: Path, part: str, faults: list[Fault]) -> Source | None:
    try:
        if part == "published":
            return read_published(root / file_of(part))
        return read_source(root / file_of(part), file_of(part))
    except FaultsFound as found:
        faults.extend(found.faults)
        return None


def _typed(sources: dict[str, Source], faults: list[Fault]) -> Study | None:
    book = sources.get("codebook")
    codebook = declare(Codebook, book.value, book, (), faults) if book else None
    study = Study(codebook) if codebook else None
    for part, model in LISTS.items():
        if part in sources:
            declared = declare_list(model, sources[part], faults)
            if study:
                setattr(study, attribute(part), declared)
    for part, single in SINGLES.items():
        if part in sources and (value := declare(single, sources[part].value, sources[part], (), faults)) and study:
            setattr(study, attribute(part), value)
    if "releases" in sources:
        releases = _releases(sources["releases"], faults)
        if study:
            study.releases = releases
    return study


def _releases(source: Source, faults: list[Fault]) -> dict[str, Release]:
    if not isinstance(source.value, dict):
        faults.append(source.fault((), "must name each release, its facts below it", "begin with the name and a colon"))
        return {}
    found = {name: declare(Release, value, source, (name,), faults) for name, value in source.value.items()}
    return {name: release for name, release in found.items() if release is not None}
