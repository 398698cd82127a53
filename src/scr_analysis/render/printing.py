"""What the prose may call: pct, count, number, words, claim, table, chart, ref and figures.

Every function notes its own faults and goes on, so that one build reports them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from scr_analysis.errors import Fault, nearest
from scr_analysis.estimates import ALL, Estimate
from scr_analysis.render.compared import Compared
from scr_analysis.render.figures import Figures
from scr_analysis.render.finding import named
from scr_analysis.render.guarding import guarded
from scr_analysis.render.lines import line_being_rendered
from scr_analysis.render.placing import Placing
from scr_analysis.render.rounding_note import RoundingNote
from scr_analysis.render.telling import Telling, Told
from scr_analysis.rounding import grouped, whole_percent
from scr_analysis.study import Study
from scr_analysis.verdicts import WITHHELD, Verdict, of_number, of_phrase, of_rank, of_share
from scr_analysis.wording import Vocabulary

SHARED = ("proportion", "distribution")
COUNTED = (*SHARED, "rate")


@dataclass
class Printing:
    """The functions of the prose, and what they found wrong."""

    study: Study
    figures: Figures
    placing: Placing
    compared: Compared
    file: str
    source: str
    faults: list[Fault] = field(default_factory=list)
    line_of: Callable[[int], int] = int
    waiting: list[tuple[Estimate, str]] = field(default_factory=list)
    hidden: dict[int, str] = field(default_factory=dict)
    told: dict[int, Told] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.vocabulary = Vocabulary(self.study.wording)
        self.rounding = RoundingNote(self.study, self.figures.estimates, self.figures.profile.practice)

    def functions(self) -> dict[str, Callable[..., str]]:
        """The functions by the names the prose calls them by."""
        which = ("level", "group", "base")
        called: dict[str, tuple[Callable[..., str], tuple[str, ...], tuple[str, ...]]] = {
            **{name: (getattr(self, name), ("statistic",), which) for name in ("pct", "count", "number", "words")},
            **{name: (getattr(self, name), (name,), ()) for name in ("table", "chart", "ref")},
            "figures": (self.appendix, (), ()),
            "rounding": (self.rounding.place, (), ()),
        }
        guards = {name: guarded(name, *how, self.fault) for name, how in called.items()}
        return guards | {"claim": self._claims(which)}

    def _claims(self, which: tuple[str, ...]) -> Callable[..., str]:
        """claim() of a figure, or of a comparison where one is named."""
        of_figure = guarded("claim", self.claim, ("phrase", "statistic"), which, self.fault)
        of_comparison = guarded("claim", self.claim_compared, ("phrase",), ("comparison", "level"), self.fault)

        def claim(*given: Any, **named: Any) -> str:
            return (of_comparison if "comparison" in named else of_figure)(*given, **named)

        return claim

    def appendix(self) -> str:
        """The appendix of figures, in this place."""
        if self.placing.has_appendix:
            return self.fault("the appendix of figures is placed twice", "call figures() once")
        return self.placing.appendix()

    def pct(self, statistic: str, **which: Any) -> str:
        """A share as a whole percentage; as "two of seven" where the base is too small for one."""
        return self._print(statistic, which, self._percentage)

    def _percentage(self, one: Estimate) -> str:
        if one.too_small:
            return f"{self.vocabulary.number(one.n or 0)} of {self.vocabulary.number(one.denominator or 0)}"
        self.rounding.percents.add(one.key)
        return f"{whole_percent(one.n or 0, one.denominator or 1)}%"

    def count(self, statistic: str, **which: Any) -> str:
        """A count in digits."""
        return self._print(statistic, which, self._count, COUNTED)

    def _count(self, one: Estimate) -> str:
        self.rounding.counts.add(one.key)
        return grouped(one.n or 0)

    def number(self, statistic: str, **which: Any) -> str:
        """A count in words up to the last word of the vocabulary, in digits above."""
        words = self.vocabulary.number
        return self._print(statistic, which, lambda one: words(one.n or 0), COUNTED, Telling("number", of_number))

    def words(self, statistic: str, **which: Any) -> str:
        """The phrase that the vocabulary gives the share."""
        told = Telling("words", lambda one: of_phrase(self.vocabulary, one))
        return self._print(statistic, which, lambda one: self.vocabulary.phrase(one) or "", told=told)

    def claim(self, phrase: str, statistic: str, **which: Any) -> str:
        """The phrase. One that the data do not support is told once the whole text stands, with its sentence."""
        if not self._knows(phrase):
            return ""
        if self.study.wording.claims[phrase].shows is not None:
            remedy = f'declare one in study/comparisons.yaml and write claim("{phrase}", comparison="its id")'
            return self.fault(f"'{phrase}' needs a comparison behind it, with its test", remedy)
        one = self._named(statistic, which)
        told = Telling("claim", lambda shown: self._judged(phrase, shown), phrase)
        claimed = self.vocabulary.claimed
        return self._print(statistic, which, lambda shown: claimed(phrase, shown), told=told) if one else ""

    def claim_compared(self, phrase: str, comparison: str, level: str = ALL) -> str:
        """The phrase, told of a declared comparison; judged like every other one."""
        if not self._knows(phrase):
            return ""
        told = self.compared.told(phrase, comparison, level, self.line(), self.fault)
        if told is None:
            return ""
        self.told[len(self.waiting)] = told[1]
        self.waiting.append((told[0], told[1].phrase))
        return f"\x02{len(self.waiting) - 1}\x03"

    def _knows(self, phrase: str) -> bool:
        """Whether a phrase is a claim of the vocabulary; a fault where it is not."""
        claims = self.study.wording.claims
        if phrase not in claims:
            self.fault(f"'{phrase}' is not a claim of study/wording.yaml", nearest(phrase, claims))
        return phrase in claims

    def _judged(self, phrase: str, one: Estimate) -> Verdict:
        if self.study.wording.claims[phrase].rank is None:
            return of_share(self.vocabulary, phrase, one)
        return of_rank(self.vocabulary, phrase, one, self.figures.beside(one), self.study.codebook)

    def table(self, name: str) -> str:
        """A declared table, in this place."""
        return self._place(name, "table")

    def chart(self, name: str) -> str:
        """A declared chart, in this place."""
        return self._place(name, "chart")

    def ref(self, name: str) -> str:
        """A reference to a table or chart: "Table 2"."""
        known = {**self.placing.tables, **self.placing.charts}
        if name not in known:
            return self._not_here(name, "table or chart", known)
        return self.placing.reference(name)

    def _not_here(self, name: str, what: str, known: Iterable[str]) -> str:
        """A fault: there is no such table or chart, or the briefing does not print it."""
        if name in self.placing.elsewhere:
            return self.fault(f"'{name}' is not printed in the briefing", "add 'briefing' to its 'in'")
        return self.fault(f"no {what} is called '{name}'", nearest(name, known))

    def _place(self, name: str, kind: str) -> str:
        known = self.placing.tables if kind == "table" else self.placing.charts
        if name not in known:
            return self._not_here(name, kind, known)
        if name in self.placing.placed:
            return self.fault(f"the {kind} '{name}' is placed twice", "place it once, and refer to it with ref()")
        return self.placing.place(name)

    def _print(
        self,
        statistic: str,
        which: dict[str, Any],
        form: Callable[[Estimate], str],
        kinds: Sequence[str] = SHARED,
        told: Telling | None = None,
    ) -> str:
        one = self._named(statistic, which)
        if one is None:
            return ""
        kind = self.study.statistics[statistic].kind
        if kind not in kinds:  # its n of its denominator is no share of anything
            return self.fault(f"'{statistic}' is a {kind}, which this cannot print", "show it in a table")
        self.rounding.see(one)
        wording = self.study.wording
        called = told.call if told else "count" if kinds is COUNTED else "pct"
        if told and told.call == "claim" and wording.claims[told.phrase].rank is not None:
            called = "rank"
        unranked = called == "rank" and self.figures.unranked(one)
        withheld = one.hidden or unranked or (one.rounded and one.denominator == 0)  # rounded, there may be some
        if withheld:  # what stands there in the end depends on the sentence
            printed = wording.withheld
            self.hidden[len(self.waiting)] = called
        elif one.denominator == 0:
            return self.fault(f"'{statistic}' has no case in its denominator", "check its base and group")
        else:
            printed = form(one)
        if told:
            self.told[len(self.waiting)] = telling = told.of(one, printed, self.line(), withheld)
            printed = telling.verdict.instead or printed
            if telling.verdict.state == WITHHELD:
                self.hidden[len(self.waiting)] = called
        self.waiting.append((one, printed))
        return f"\x02{len(self.waiting) - 1}\x03"

    def _named(self, statistic: str, which: dict[str, Any]) -> Estimate | None:
        return named(self.study, self.figures.estimates, self.fault, statistic, **which)

    def line(self) -> int:
        """The line of the template that is being rendered."""
        return self.line_of(line_being_rendered())

    def fault(self, problem: str, remedy: str) -> str:
        """Note a fault at the line being rendered; gives the empty text that is printed instead."""
        self.faults.append(Fault(self.file, f"line {self.line()}", problem, remedy))
        return ""
