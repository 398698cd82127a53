"""The study: what it measures, as analysts declare it in ``study/``; loaded, typed and checked as one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scr_analysis.errors import Fault, FaultsFound, nearest, refuse
from scr_analysis.study import agreement_checks, checks, disclosure_checks
from scr_analysis.study.agreements import Release
from scr_analysis.study.associations import Association, check_associations
from scr_analysis.study.codebook import Codebook
from scr_analysis.study.comparing import Comparing, DeclaredComparison
from scr_analysis.study.comparing_checks import check_compared_tables, check_comparing
from scr_analysis.study.contracts import Contract, check_contracts
from scr_analysis.study.declarations import Base, Chart, Statistic, Table
from scr_analysis.study.declared import Declared
from scr_analysis.study.disclosure import Disclosure
from scr_analysis.study.findings import declare, declare_list
from scr_analysis.study.mixing_checks import check_bases_of_charts, check_bases_of_tables
from scr_analysis.study.modelling import Model, check_models
from scr_analysis.study.printed import Printed, check_published, read_published
from scr_analysis.study.sensitivity import Sensitivity, check_sensitivity, check_sensitivity_tables
from scr_analysis.study.signing import Ledger, check_ledger
from scr_analysis.study.source import Source, read_source
from scr_analysis.study.vocabulary import Wording
from scr_analysis.study.vocabulary_checks import check_wording

NEEDS: dict[str, tuple[str, ...]] = {
    "codebook": (),
    "bases": ("codebook",),
    "statistics": ("codebook", "bases"),
    "comparisons": ("codebook", "bases", "statistics"),
    "associations": ("codebook", "bases", "statistics"),
    "models": ("codebook", "bases"),
    "sensitivity": ("codebook", "bases", "statistics"),
    "tables": ("codebook", "bases", "statistics", "comparisons", "associations", "models"),
    "charts": ("codebook", "bases", "statistics"),
    "contracts": ("codebook", "bases", "statistics"),
    "wording": ("codebook",),
    "disclosure": ("codebook", "bases", "statistics", "releases"),
    "releases": ("codebook",),
    "published": ("codebook", "bases", "statistics"),
    "signoffs": (),
}


@dataclass
class Study:
    """The parts of the study that were asked for; the others are empty."""

    codebook: Codebook
    bases: dict[str, Base] = field(default_factory=dict)
    statistics: dict[str, Statistic] = field(default_factory=dict)
    associations: dict[str, Association] = field(default_factory=dict)
    models: dict[str, Model] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    charts: dict[str, Chart] = field(default_factory=dict)
    contracts: dict[str, Contract] = field(default_factory=dict)
    releases: dict[str, Release] = field(default_factory=dict)
    published: dict[str, Printed] = field(default_factory=dict)
    _wording: Wording | None = None
    _disclosure: Disclosure | None = None
    _sensitivity: Sensitivity | None = None
    _comparisons: Comparing | None = None
    _signoffs: Ledger | None = None

    @property
    def wording(self) -> Wording:
        """The vocabulary; only where ``load_study`` was asked for it."""
        assert self._wording is not None, "load_study was not asked for 'wording'"
        return self._wording

    @property
    def disclosure(self) -> Disclosure:
        """What the data owner lets out; only where ``load_study`` was asked for it."""
        assert self._disclosure is not None, "load_study was not asked for 'disclosure'"
        return self._disclosure

    @property
    def comparing(self) -> Comparing:
        """The comparisons declared; only where ``load_study`` was asked for 'comparisons'."""
        assert self._comparisons is not None, "load_study was not asked for 'comparisons'"
        return self._comparisons

    @property
    def ledger(self) -> Ledger:
        """The sign-offs; only where ``load_study`` was asked for 'signoffs'."""
        assert self._signoffs is not None, "load_study was not asked for 'signoffs'"
        return self._signoffs

    @property
    def sensitivity(self) -> Sensitivity:
        """The analyses of sensitivity; only where ``load_study`` was asked for them."""
        assert self._sensitivity is not None, "load_study was not asked for 'sensitivity'"
        return self._sensitivity

    def inclusion(self, base: str) -> dict[str, frozenset[str]]:
        """The whole inclusion rule of a base: its own and that of every base around it, as column: codes."""
        rule: dict[str, frozenset[str]] = {}
        name: str | None = base
        while name is not None:
            for column, codes in self.bases[name].include.items():
                rule[column] = rule[column] & frozenset(codes) if column in rule else frozenset(codes)
            name = self.bases[name].within
        return rule

    def declared_comparison(self, name: str) -> DeclaredComparison:
        """One comparison by its id."""
        return next(one for one in self.comparing.comparisons if one.id == name)

    def lies_within(self, inner: str, outer: str) -> bool:
        """Whether every case of one base is, by declaration, a case of the other."""
        around = self.bases[inner].within
        return around is not None and (around == outer or self.lies_within(around, outer))

    def apart(self, one: str, other: str) -> bool:
        """Whether two bases can share no case: a column of which they admit different codes."""
        first, second = self.inclusion(one), self.inclusion(other)
        return any(column in second and not codes & second[column] for column, codes in first.items())

    def release(self, name: str) -> Release:
        """One release; raises FaultsFound with the nearest name."""
        if name not in self.releases:
            remedy = f"{nearest(name, self.releases)}\nchoose one in config.yaml or with --config release=NAME"
            raise FaultsFound([Fault("study/releases.yaml", "", f"no release is called '{name}'", remedy)])
        return self.releases[name]


def load_study(root: Path, *parts: str) -> Study:
    """Load the parts named (all, where none is) and what they refer to; every fault of them in one message.

    ``root`` is the folder that holds ``study/``. Raises FaultsFound.
    """
    wanted = _with_needs(parts or tuple(NEEDS))
    faults: list[Fault] = []
    sources = {part: source for part in NEEDS if part in wanted and (source := _source(root, part, faults))}
    study = _typed(sources, faults)
    if study:
        faults += _cross_checked(study, sources, faults)
    refuse(faults)
    assert study is not None
    return study


def _with_needs(parts: Collection[str]) -> set[str]:
    return {*parts, *(need for part in parts for need in NEEDS[part]), "codebook"}


def _source(root: Path, part: str, faults: list[Fault]) -> Source | None:
    try:
        if part == "published":
            return read_published(root / "study/published.csv")
        return read_source(root / f"study/{part}.yaml", f"study/{part}.yaml")
    except FaultsFound as found:
        faults.extend(found.faults)
        return None


def _typed(sources: dict[str, Source], faults: list[Fault]) -> Study | None:
    book = sources.get("codebook")
    codebook = declare(Codebook, book.value, book, (), faults) if book else None
    study = Study(codebook) if codebook else None
    models: dict[str, Any] = {
        "bases": Base,
        "statistics": Statistic,
        "associations": Association,
        "models": Model,
        "tables": Table,
        "charts": Chart,
        "published": Printed,
        "contracts": Contract,
    }
    for part, model in models.items():
        if part in sources:
            declared = declare_list(model, sources[part], faults)
            if study:
                setattr(study, part, declared)
    singles: dict[str, type[Declared]] = {
        "wording": Wording,
        "disclosure": Disclosure,
        "comparisons": Comparing,
        "signoffs": Ledger,
        "sensitivity": Sensitivity,
    }
    for part, single in singles.items():
        if part in sources and (value := declare(single, sources[part].value, sources[part], (), faults)) and study:
            setattr(study, f"_{part}", value)
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


def _cross_checked(study: Study, sources: dict[str, Source], found: Sequence[Fault]) -> list[Fault]:
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
