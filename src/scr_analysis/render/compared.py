"""A claim of a comparison in the prose: between groups, or over time, with a test or an interval behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scr_analysis.comparative import figure, of_comparison, runs_over
from scr_analysis.comparisons import Comparison, Key, places_of
from scr_analysis.errors import nearest
from scr_analysis.estimates import Estimate
from scr_analysis.estimates import Key as EstimateKey
from scr_analysis.render.telling import Told
from scr_analysis.study import Study
from scr_analysis.study.comparing import DeclaredComparison

Refuse = Callable[[str, str], str]  # notes a problem and its remedy at the line being rendered


@dataclass(frozen=True)
class Compared:
    """The comparisons that the prose may make words of, and the estimates that they compare."""

    study: Study
    comparisons: Mapping[Key, Comparison]
    estimates: Mapping[EstimateKey, Estimate]

    def told(self, phrase: str, name: str, part: str, line: int, refuse: Refuse) -> tuple[Estimate, Told] | None:
        """The word told of a comparison, and the estimate that it leads to; None, and a fault, where there is none."""
        declared = {one.id: one for one in self.study.comparing.comparisons}
        if name not in declared:
            refuse(f"no comparison is called '{name}'", nearest(name, declared))
            return None
        one = self.comparisons.get((name, part))
        if one is None:
            parts = [key[1] for key in self.comparisons if key[0] == name]
            refuse(f"the comparison '{name}' has no level '{part}'", nearest(part, parts))
            return None
        return self._judged(phrase, one, declared[name], line, refuse)

    def _judged(
        self, phrase: str, one: Comparison, declared: DeclaredComparison, line: int, refuse: Refuse
    ) -> tuple[Estimate, Told] | None:
        wording, over = self.study.wording, runs_over(self.study, declared)
        rule = wording.claims[phrase]
        if rule.shows is None:
            refuse(f"'{phrase}' says nothing of comparisons", nearest(phrase, _comparative(self.study)))
            return None
        if rule.over not in (None, over):
            problem = f"'{phrase}' compares {'times' if rule.over == 'time' else rule.over}"
            other = f"'{declared.id}' compares {'times' if over == 'time' else over}"
            refuse(f"{problem}, and {other}", f"one of: {', '.join(_comparative(self.study, over))}")
            return None
        base, group = places_of(self.study, declared)[-1]
        last = self.estimates[(one.statistic, base, group, self._level(one, declared))]
        verdict = of_comparison(wording, phrase, one, over)
        return last, Told("claim", verdict.instead or phrase, last.key, figure(one), verdict, line, *one.key)

    def _level(self, one: Comparison, declared: DeclaredComparison) -> str:
        """The level that a comparison leads to; where it takes all together, the first."""
        statistic = self.study.statistics[declared.statistic]
        if one.part != "all" or not statistic.of:
            return one.part
        return next(key[3] for key in self.estimates if key[0] == declared.statistic)


def _comparative(study: Study, over: str | None = None) -> list[str]:
    rules = study.wording.claims.items()
    return [name for name, rule in rules if rule.shows and (over is None or rule.over in (None, over))]
