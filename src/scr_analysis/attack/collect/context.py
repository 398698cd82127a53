"""What every reader needs: the study, the names of estimates, and the numbers that may stand anywhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from scr_analysis import figure_list
from scr_analysis.attack.collect.beyond import Text
from scr_analysis.attack.collect.names import Names
from scr_analysis.attack.collect.own import Owns, unowned
from scr_analysis.attack.collect.page import read_through
from scr_analysis.attack.collect.scan import text_said
from scr_analysis.attack.facts import Loose, Said
from scr_analysis.comparisons import Comparison, read_comparisons
from scr_analysis.english import typeset
from scr_analysis.estimates import HIDDEN, Estimate, Key, read_estimates, slug
from scr_analysis.files import read_json, read_rows
from scr_analysis.rounding import grouped, half_up, whole_percent
from scr_analysis.study import Study

_PLACES = re.compile(
    r"\b(?:(?:Table|Chart|page|place|note) S?\d+|(?:\d+ of )?\d+ figures signed|\d+ sentences? says?)\b"
)
_CODES = re.compile(r"\(answer = -?\d+\)")  # an answer's code in the SPSS syntax that the trail shows counts nobody
_DIGIT = re.compile(r"\d")  # whatever is left out of a text below holds one
_HEADING = re.compile(r"^#+ (.+?)(?: \{[^}]*\})?$", re.MULTILINE)
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:[-–]\d\d)?\b")


@dataclass(frozen=True)
class Context:
    """One release, as its readers see it."""

    study: Study
    results: Path
    again: Collection[str] = ()  # files that come out the same when they are made again

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        """The published estimates, as text."""
        return read_rows(self.results / "estimates.csv")

    @cached_property
    def rounded_to(self) -> int:
        """To the nearest of what the release rounds its counts, as it says itself."""
        told = (re.search(r"rounded to the nearest (\d+)", row["rule"]) for row in self.rows)
        return max((int(one.group(1)) for one in told if one), default=1)

    @cached_property
    def estimates(self) -> Mapping[Key, Estimate]:
        """The published estimates by their keys."""
        return read_estimates(self.results / "estimates.csv")

    @cached_property
    def slugs(self) -> dict[str, Key]:
        """The estimate that each name in links stands for."""
        several = {name: len(one.base) > 1 for name, one in self.study.statistics.items()}
        return {slug(one, several[one.statistic]): key for key, one in self.estimates.items()}

    @cached_property
    def names(self) -> Names:
        """What each estimate is called, and the numbers that it prints."""
        hidden = [_key(row) for row in self.rows if HIDDEN in (row["n"], row["denominator"])]
        return Names(self.study, hidden, {_key(row): _printed(row) for row in self.rows})

    @cached_property
    def plain(self) -> frozenset[str]:
        """Digits that are no counts: plain facts, years, and those in labels and titles."""
        study = self.study
        texts = ["100,000", *(fact.text for fact in study.wording.plain_facts)]
        texts += [label for labels in study.codebook.analysis_columns().values() for label in labels.values()]
        texts += [base.title for base in study.bases.values()]
        return frozenset(typeset(text) for text in texts if re.search(r"\d", text))

    @cached_property
    def exhibits(self) -> dict[str, dict[str, object]]:
        """Charts as the release describes them."""
        path = self.results / "charts/charts.json"
        return read_json(path) if path.is_file() else {}  # type: ignore[return-value]

    @cached_property
    def owns(self) -> Owns:
        """What each chart and table says for itself."""
        return Owns(self.results, self.again)

    @cached_property
    def compared(self) -> dict[tuple[str, str], Comparison]:
        """The comparisons, where they come out the same when they are made again."""
        return read_comparisons(self.results / "comparisons.csv") if "comparisons.csv" in self.again else {}

    def prepare(self) -> None:
        """Find what nearly every reader asks for, before two processes would each find it."""
        _ = self.names, self.owns.texts, self.page

    def said(
        self, channel: str, text: str, among: Sequence[str] | None = None, untied: bool = True, alone: bool = True
    ) -> Iterator[Said | Loose]:
        """What a running text says of hidden estimates; ``untied``: and the numbers in it that nothing accounts for.

        ``alone``: whether a number that any figure shown prints may stand there.
        """
        if (untied and _DIGIT.search(text)) or self.names.mentioned(text.lower()):
            shown = self.names.numbers if alone else frozenset()
            for one in text_said(self.names, channel, self._bare(text), self.plain, among, untied, shown):
                if untied or isinstance(one, Said):
                    yield one

    @cached_property
    def page(self) -> Text:
        """The text of the web page, which is read word for word; the other editions are held to it."""
        path = self.results / "briefing.html"
        return Text.of(read_through(path.read_text(encoding="utf-8")) if path.is_file() else "")

    @cached_property
    def page_and_list(self) -> Text:
        """The text of the web page, and the list of printed figures, of which it prints fewer columns."""
        return self.page.with_more(" ".join(cell for cells in self.listed for cell in cells))

    @cached_property
    def figures(self) -> list[dict[str, Any]]:
        """The register of printed figures; empty where it is missing."""
        path = self.results / "text/figures.json"
        held: Any = read_json(path)["figures"] if path.is_file() else []
        return list(held)

    @cached_property
    def listed(self) -> list[list[str]]:
        """The list of printed figures, its head first."""
        return [list(figure_list.HEAD), *map(figure_list.cells, self.figures)]

    @cached_property
    def headings(self) -> frozenset[str]:
        """The headings of the prose, and what is called by none."""
        path = self.results / "text/briefing.md"
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        return frozenset(("", *_HEADING.findall(text)))

    def beyond_page(self, channel: str, lines: Sequence[str], known: Text | None = None) -> Iterator[Said | Loose]:
        """What lines of another edition say that the web page does not (``known``: and this), whatever it is."""
        for line in (known or self.page).beyond(lines):
            yield Loose(channel, f"what the web page does not say: '{line.strip()[:60]}'")
            yield from self.said(channel, line, untied=False)

    def around(
        self, channel: str, region: str, lines: Sequence[str], among: Sequence[str] | None
    ) -> Iterator[Said | Loose]:
        """What the lines in and around a chart or a table say that is not its own."""
        whole = "\n".join(lines)
        if not _DIGIT.search(whole) and not self.names.mentioned(whole.lower()):
            return
        own = self.owns.of(region)
        lines = [_PLACES.sub("", line) for line in lines] if own else lines
        for line in unowned(own, lines) if own else lines:
            yield from self.said(channel, line, among, alone=own is None)

    def _bare(self, text: str) -> str:
        """A text without years and the numbers of tables and charts."""
        return _YEARS.sub(" ", self._missing.sub(" ", _PLACES.sub(" ", _CODES.sub(" ", text))))

    @cached_property
    def _missing(self) -> re.Pattern[str]:
        """Cases that give no answer, told by their kind: they are no count of what is named beside them."""
        labels = "|".join(re.escape(kind.label) for kind in self.study.codebook.missing_kinds.values())
        return re.compile(rf"\d[\d,]* (?:{labels})", re.IGNORECASE)


def _key(row: dict[str, str]) -> Key:
    return row["statistic"], row["base"], row["group"], row["level"]


def _printed(row: dict[str, str]) -> frozenset[str]:
    """Every number that an estimate prints, in the forms in which editions print them."""
    counts = [row[name] for name in row if name in ("n", "denominator") or name.startswith("missing_")]
    found = {grouped(int(text)) for text in counts if text.isdigit()}
    if row["n"].isdigit() and row["denominator"].isdigit() and int(row["denominator"]):
        found.add(f"{whole_percent(int(row['n']), int(row['denominator']))}%")
    for name in ("low", "high", "bound_low", "bound_high"):
        if row[name] not in ("", HIDDEN) and float(row[name]) <= 1:
            found.add(f"{half_up(float(row[name]))}%")
    return frozenset(found)
