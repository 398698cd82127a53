"""Each figure of the briefing hidden alone: the text is printed, reads as English, and tells nothing of the figure."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from core_run import ROOT, WILSON
from scr_analysis.compare import comparisons_of
from scr_analysis.compare.terms import Terms
from scr_analysis.comparisons import comparisons_csv
from scr_analysis.estimates import HIDDEN, Estimate, Key, estimates_csv
from scr_analysis.files import read_json, read_rows
from scr_analysis.render.prose import render_prose
from scr_analysis.study import Study
from scr_analysis.verdicts import WITHHELD
from test_profiles import release
from test_prose_profiles import EDITION

BAD = {
    "a word twice": r"\b([a-z]+) \1\b",
    "two articles": r"\b(?:an?|the|these|those|its|their) an?\b",
    "a count without its noun": r"undisclosed number (?!was\b|has\b|is\b)\w+s\b|number of (?:fall|that|were|had|in|of|and)\b",
    "an empty bracket": r"\(\s*\)|\(\s|\s\)",
    "a bracket that says more than that": r"\([^()\n]*(?:not shown|undisclosed)[^()\n]+\)(?<!not shown\))",
    "hidden of hidden": r"undisclosed (?:share|number) of an? undisclosed",
    "a mark of tables": r"\[c\]",
    "a capital within a sentence": r"[a-z,:;] (?:An undisclosed|Number not|Share not)",
    "a small letter at its beginning": r"(?:^|[.?!] )(?:\*\*)?an undisclosed",
    "a space before a mark": r" [,.;:%]",
    "two spaces": r"\w  +\w",
    "a percentage of what is not told": r"(?:undisclosed|not shown) ?%",
    "a control character": r"[\x00-\x08]",
}


@dataclass(frozen=True)
class Page:
    """The text as it is read, its figures, and the words told in it."""

    text: str
    figures: list[dict[str, Any]]
    told: list[dict[str, str]]


@dataclass(frozen=True)
class Room:
    """A release under a profile, in which the text is rendered of other estimates."""

    declared: Study
    estimates: dict[Key, Estimate]
    folder: Path
    keep: TemporaryDirectory[str]

    def without(self, key: Key) -> Page:
        """The text where one estimate is hidden with all that follows from it."""
        gone = dict.fromkeys(("n", "estimate", "low", "high", "bound_low", "bound_high"))
        one = replace(self.estimates[key], **gone, status="hidden", rule="disclosure control")  # type: ignore[arg-type]
        return self.of({**self.estimates, key: one})

    def of(self, estimates: dict[Key, Estimate]) -> Page:
        compared = comparisons_of(self.declared, estimates, Terms(WILSON.confidence))
        (self.folder / "estimates.csv").write_text(estimates_csv(estimates.values()), encoding="utf-8")
        (self.folder / "comparisons.csv").write_text(comparisons_csv(compared), encoding="utf-8")
        render_prose(self.declared, "synthetic", json.dumps(EDITION), ROOT, self.folder)
        text = (self.folder / "text/briefing.md").read_text(encoding="utf-8").partition("# How each figure was made")[0]
        text = re.sub(r"^::: \{.only-docx\}.*?^:::$|^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
        figures: dict[str, Any] = read_json(self.folder / "text/figures.json")
        told = read_rows(self.folder / "audit/claims.csv")
        return Page(re.sub(r"\[\[(.*?)\]\(#.*?\)\]\{.*?\}", r"\1", text), figures["figures"], told)


@cache
def room(profile: str) -> Room:
    found, keep = release(profile), TemporaryDirectory(prefix="scr-hidden-")
    folder = Path(keep.name)
    for part in ("tables", "charts"):
        shutil.copytree(found.folder / part, folder / part)
    (folder / "audit").mkdir()
    (folder / "audit/signoffs.csv").write_text("statistic,state\n", encoding="utf-8")
    return Room(found.declared, found.estimates(), folder, keep)


def printed_keys(page: Page) -> Iterator[Key]:
    """Every figure that the text prints."""
    for row in page.figures:
        if row["uses"]:
            statistic, base, group, level = row["key"]
            yield statistic, base, group, level


def read_badly(text: str) -> list[str]:
    """What an editor would mark, with its place."""
    flags = re.MULTILINE
    return [f"{name}: …{text[max(0, hit.start() - 30) : hit.end() + 30]}…" for name, bad in BAD.items()
            for hit in re.finditer(bad, text, flags)]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("looks at the an undisclosed share", "two articles"),
        ("an undisclosed number of of them", "a word twice"),
        ("an undisclosed number of fall here", "a count without its noun"),
        ("an undisclosed number reviews", "a count without its noun"),
        ("some of them () had", "an empty bracket"),
        ("known (share not shown, or 12 in all)", "a bracket that says more than that"),
        ("an undisclosed share of an undisclosed number", "hidden of hidden"),
        ("it builds up: An undisclosed share of them", "a capital within a sentence"),
        ("They died. an undisclosed number were known", "a small letter at its beginning"),
    ],
)
def test_what_an_editor_would_mark(text: str, name: str) -> None:
    assert name in {said.partition(":")[0] for said in read_badly(text)}


@pytest.mark.parametrize("profile", ["published-series", "hospital"])
def test_each_figure_hidden_alone(profile: str) -> None:
    """The text is printed; of the figure no digit, word or verdict is; nothing else of the page moves for it."""
    whole = room(profile).of(room(profile).estimates)
    keys = [key for key in printed_keys(whole) if not room(profile).estimates[key].hidden]
    assert len(keys) > 40
    assert read_badly(whole.text) == []
    for key in keys:
        page = room(profile).without(key)
        (row,) = (one for one in page.figures if tuple(one["key"]) == key)
        of_comparison = [use for use in row["uses"] if use["entry"]]
        told = [use["printed"] for use in row["uses"] if use not in of_comparison]
        assert row["n"] == row["interval"] == HIDDEN
        assert not [
            said for said in told if re.search(r"\d|^(?!(?:one|them?)$)(?!.*(?:undisclosed|not shown))", said)
        ], key
        mine = {use["anchor"] for use in row["uses"]}
        rests = [one for one in page.told if one["use"] in mine]
        assert {one["verdict"] for one in rests} <= {WITHHELD}, key
        assert {one["figure"] for one in rests} <= {HIDDEN}, key
        assert read_badly(page.text) == [], key
