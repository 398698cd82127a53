"""What a declared chart refers to: its levels, its groups, and their rows among the protected estimates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from scr_analysis import english
from scr_analysis.errors import Fault, FaultsFound
from scr_analysis.estimates import ALL, Estimate, Key, group_name
from scr_analysis.study import Study
from scr_analysis.study.declarations import Chart, Statistic


@dataclass(frozen=True)
class Place:
    """Where in the estimates a group of bars stands, and its name in print."""

    base: str
    group: str
    label: str


@dataclass(frozen=True)
class Lookup:
    """A chart beside the study and the estimates it is drawn from."""

    chart: Chart
    study: Study
    estimates: Mapping[Key, Estimate]

    @property
    def statistics(self) -> list[Statistic]:
        """The statistics drawn, in the order declared."""
        return [self.study.statistics[name] for name in self.chart.statistics]

    def labels(self, column: str) -> dict[str, str]:
        """Return the codes of a variable with their labels, in codebook order."""
        return self.study.codebook.analysis_columns()[column]

    def levels(self, statistic: Statistic) -> list[str]:
        """Return the levels in the chart's order; a bar of 100 % keeps those the chart does not name, at its end."""
        if statistic.kind != "distribution":
            return [ALL]
        known = statistic.levels or list(self.labels(str(statistic.of)))
        if not self.chart.levels:
            return known
        if self.chart.kind not in ("stacked", "split"):
            return self.chart.levels
        return self.chart.levels + [level for level in known if level not in self.chart.levels]

    def places(self, statistic: Statistic) -> list[Place]:
        """Return the groups that the chart runs across, in codebook order; one nameless group if it does not."""
        base, across = statistic.base[0], self.chart.across
        if across is None:
            return [Place(base, ALL, "")]
        if across == "base":
            return [Place(name, ALL, self.study.bases[name].title) for name in statistic.base]
        codes = product(*(self.labels(column) for column in statistic.by))
        names = [group_name(statistic.by, combination) for combination in codes]
        level = self.levels(statistic)[0]
        held = [name for name in names if (statistic.id, base, name, level) in self.estimates]
        return [Place(base, name, english.group(self.study, name)) for name in held]

    def estimate(self, statistic: Statistic, place: Place, level: str) -> Estimate:
        """Return one estimate. Raises FaultsFound where there is none."""
        key = (statistic.id, place.base, place.group, level)
        if key not in self.estimates:
            problem = f"there is no estimate of '{statistic.id}' for the level '{level}' and the group '{place.group}'"
            raise self.fault(problem, "choose a level and an 'across' that the statistic has")
        return self.estimates[key]

    def fault(self, problem: str, remedy: str) -> FaultsFound:
        """Return the fault of a chart that cannot be drawn as declared."""
        return FaultsFound([Fault("study/charts.yaml", f"chart '{self.chart.id}'", problem, remedy)])
