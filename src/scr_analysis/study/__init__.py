"""The study: what it measures, as analysts declare it in ``study/``; loaded, typed and checked as one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from scr_analysis.errors import Fault, FaultsFound, nearest
from scr_analysis.study.parts import with_needs

if TYPE_CHECKING:  # what no part that was asked for is made of is not loaded
    from scr_analysis.study.agreements import Release
    from scr_analysis.study.associations import Association
    from scr_analysis.study.codebook import Codebook
    from scr_analysis.study.comparing import Comparing, DeclaredComparison
    from scr_analysis.study.contracts import Contract
    from scr_analysis.study.declarations import Base, Chart, Statistic, Table
    from scr_analysis.study.disclosure import Disclosure
    from scr_analysis.study.modelling import Model
    from scr_analysis.study.printed import Printed
    from scr_analysis.study.sensitivity import Sensitivity
    from scr_analysis.study.signing import Ledger
    from scr_analysis.study.vocabulary import Wording


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


def load_study(root: Path, *parts: str, compiled: bool = True) -> Study:
    """Load the parts named (all, where none is) and what they refer to; every fault of them in one message.

    ``root`` is the folder that holds ``study/``. Where the whole study was read before and found without fault, and no
    byte of it has changed, it is taken as it was kept then; with ``compiled=False`` it is read from its files in any
    case. Raises FaultsFound.
    """
    from scr_analysis.study.compiled import keep_study, kept_study

    wanted = with_needs(parts)
    kept = kept_study(root, wanted) if compiled else None
    if kept:
        return kept
    from scr_analysis.study.reading import read_study

    study, sources = read_study(root, wanted)
    if compiled and not parts:
        keep_study(root, study, sources)
    return study
