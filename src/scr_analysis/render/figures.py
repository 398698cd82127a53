"""Every figure that is printed, where, and how it was made: the rows of the appendix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from scr_analysis.estimates import ALL, Estimate, Key, slug
from scr_analysis.figure_list import told_of
from scr_analysis.study import Study
from scr_analysis.study.disclosure import Profile


@dataclass
class Use:
    """One place where a figure is printed; ``entry``: what the words rest on in the trail, if not the figure itself."""

    anchor: str
    section: str
    printed: str
    entry: str = ""


@dataclass
class Figures:
    """The estimates that the text prints, in the order in which they are first printed.

    ``profile``: what protects them, and whether a rank is told beside a hidden count.
    """

    study: Study
    estimates: Mapping[Key, Estimate]
    profile: Profile
    uses: dict[Key, list[Use]] = field(default_factory=dict)

    @property
    def printed(self) -> int:
        """How many numbers and words were printed."""
        return sum(len(uses) for uses in self.uses.values())

    def slug(self, one: Estimate) -> str:
        """The name of an estimate in links."""
        return slug(one, len(self.study.statistics[one.statistic].base) > 1)

    def beside(self, one: Estimate) -> list[Estimate]:
        """The other levels of an estimate's distribution; none where it has no levels."""
        same = (one.statistic, one.base, one.group)
        return [other for key, other in self.estimates.items() if key[:3] == same and key != one.key]

    def unranked(self, one: Estimate) -> bool:
        """Whether no rank may be told of it: the profile hides ranks, and a count of its distribution is hidden."""
        return self.profile.ranks == "hidden" and any(other.hidden for other in (one, *self.beside(one)))

    def use(self, one: Estimate, printed: str, section: str, entry: str = "") -> Use:
        """Note one more place where an estimate is printed."""
        uses = self.uses.setdefault(one.key, [])
        uses.append(Use(f"use-{self.slug(one)}-{len(uses) + 1}", section, printed, entry))
        return uses[-1]

    def as_json(self) -> dict[str, Any]:
        """The appendix: first what the text prints, then statistics that nothing else in print shows."""
        rows = [self._row(self.estimates[key], uses) for key, uses in self.uses.items()]
        return {"figures": rows + [self._row(one, []) for one in self._unplaced()]}

    def _unplaced(self) -> list[Estimate]:
        shown = {key[0] for key in self.uses}
        for table in self.study.tables.values():
            shown |= {row.statistic for row in table.rows}
        for chart in self.study.charts.values():
            shown |= {*chart.statistics, *chart.brackets}
        for association in self.study.associations.values():
            shown |= {*association.factors, *association.together}
        shown |= {one.statistic for one in self.study.published.values()}
        return [one for key, one in self.estimates.items() if key[0] not in shown and key[2] == ALL]

    def _row(self, one: Estimate, uses: list[Use]) -> dict[str, Any]:
        return {
            **told_of(self.study, one),
            "printed": "; ".join(dict.fromkeys(use.printed for use in uses)),
            "uses": [asdict(use) for use in uses],
        }
