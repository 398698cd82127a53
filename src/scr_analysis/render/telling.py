"""The words that the prose tells of figures: what each rests on, how firmly it stands, what to say where it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from scr_analysis.errors import Fault
from scr_analysis.estimates import HIDDEN, Estimate, Key
from scr_analysis.files import csv_text
from scr_analysis.rounding import whole_percent
from scr_analysis.verdicts import AT_THE_ESTIMATE, BROKEN, WITHHELD, Verdict

COLUMNS = (
    *("use", "section", "sentence", "call", "phrase", "statistic", "base", "group", "level", "comparison", "part"),
    *("other_bases", "figure", "verdict", "why", "words_there"),
)
DRAFT_HINT = "to see the page with such sentences marked, build a draft: make briefing DRAFT=1"


@dataclass(frozen=True)
class Told:
    """One word told of a figure: by which call, the phrase, the figure it rests on, and the verdict."""

    call: str
    phrase: str
    key: Key
    figure: str
    verdict: Verdict
    line: int
    comparison: str = ""
    part: str = ""

    @property
    def entry(self) -> str:
        """The entry of the trail that the word rests on, where that is not the figure's own: a comparison's."""
        return f"at.comparisons.{self.comparison}.{self.part}" if self.comparison else ""


@dataclass(frozen=True)
class Telling:
    """How a word is told: by which call, how it is judged, and the phrase asked for, where one is."""

    call: str
    judge: Callable[[Estimate], Verdict]
    phrase: str = ""

    def of(self, one: Estimate, printed: str, line: int, withheld: bool) -> Told:
        """The word told of one estimate. Of one withheld nothing is judged, since a verdict would say something."""
        if withheld:
            return Told(self.call, self.phrase or printed, one.key, HIDDEN, Verdict(WITHHELD), line)
        figure = f"{one.n:,} of {one.denominator:,}, {whole_percent(one.n or 0, one.denominator or 1)}%"
        verdict = self.judge(one)
        return Told(self.call, verdict.instead or self.phrase or printed, one.key, figure, verdict, line)


@dataclass(frozen=True)
class Place:
    """Where a word stands: its anchor in the editions, its section, and the sentence as the reader sees it.

    ``bases``: those of every figure in that sentence, so that none mixes with another unnoticed.
    """

    anchor: str
    section: str
    sentence: str
    bases: tuple[str, ...] = ()


def unsupported(told: Mapping[int, Told], sentences: Mapping[int, str], file: str) -> list[Fault]:
    """The faults of broken words: the sentence, the figure, and the words that would hold."""
    broken = [(index, one) for index, one in told.items() if one.verdict.state == BROKEN and index in sentences]
    return [
        _fault(one, sentences[index], file, DRAFT_HINT if place == len(broken) else "")
        for place, (index, one) in enumerate(broken, start=1)
    ]


def _fault(one: Told, sentence: str, file: str, hint: str) -> Fault:
    about = f"'{one.comparison}'" if one.comparison else one.key[0]
    why = "" if one.verdict.why == AT_THE_ESTIMATE else f": {one.verdict.why}"
    problem = f"the data do not support '{one.phrase}' for {about} ({one.figure}){why}"
    words = ", ".join(f"'{word}'" for word in one.verdict.words)
    holding = f"these words hold: {words}" if words else "no word of study/wording.yaml holds: rewrite the sentence"
    remedy = "\n".join(line for line in (f"in: “{sentence}”", holding, hint) if line)
    return Fault(file, f"line {one.line}", problem, remedy)


def claims_csv(told: Iterable[tuple[Told, Place]]) -> str:
    """Every word told of a figure, one row a use. Of a hidden figure nothing is told, not even the word asked for."""
    return csv_text(COLUMNS, _rows(told))


def _rows(told: Iterable[tuple[Told, Place]]) -> Iterator[tuple[str, ...]]:
    for one, place in told:
        withheld = one.verdict.state == WITHHELD
        yield (
            *(place.anchor, place.section, place.sentence, one.call, HIDDEN if withheld else one.phrase),
            *(*one.key, one.comparison, one.part),
            *("; ".join(base for base in place.bases if base != one.key[1]), one.figure),
            *(one.verdict.state, one.verdict.why, "; ".join(one.verdict.words)),
        )
