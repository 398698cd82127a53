"""Sentences about hidden figures, as a reader meets them."""

from __future__ import annotations

import re

import pytest

from core_run import study
from scr_analysis.render.withheld import readable

KINDS = {"P": "pct", "C": "count", "N": "number", "W": "words", "R": "rank"}


def read(template: str) -> str:
    """The text with hidden figures at P, C, N, W and R in braces, and a shown one, 17, at S."""
    hidden: dict[int, str] = {}

    def mark(hit: re.Match[str]) -> str:
        index = len(marks)
        marks.append(hit.group(1))
        if hit.group(1) in KINDS:
            hidden[index] = KINDS[hit.group(1)]
        return f"\x02{index}\x03"

    marks: list[str] = []
    text, printed = readable(re.sub(r"\{(\w)\}", mark, template), hidden, study().wording)
    return re.sub(r"\x02(\d+)\x03", lambda hit: printed.get(int(hit.group(1)), "17"), text)


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("Boys account for {P} of the reviews.", "Boys account for an undisclosed share of the reviews."),
        ("{P} of the children were known.", "An undisclosed share of the children were known."),
        ("- **{P}** of the children", "- **An undisclosed share** of the children"),
        ("They died. {N} were known.", "They died. An undisclosed number were known."),
        ("The database holds {C} reviews.", "The database holds an undisclosed number of reviews."),
        ("Of the {C} reviews, {S} fall here.", "Of an undisclosed number of reviews, 17 fall here."),
        ("The {C} reviews join {S}.", "An undisclosed number of reviews join 17."),
        ("Of these, {C} fall here.", "Of these, an undisclosed number fall here."),
        ("a database of {C} that grew", "a database of an undisclosed number that grew"),
        ("risk builds up: {P} of them", "risk builds up: an undisclosed share of them"),
        ("its {C} reviews", "its undisclosed number of reviews"),
        ("They were {W} of the {N}.", "They were an undisclosed share of them."),
        ("They are {P} of the {C} reviews.", "They are an undisclosed share of the reviews."),
        ("{N} of the {S} had help", "An undisclosed number of the 17 had help"),
        ("Some ({N} of {S}) had help", "Some (number not shown) had help"),
        ("known to it ({P}, or {C} in all) then", "known to it (share not shown) then"),
        ("known to it ({W}) then", "known to it (not shown) then"),
        ("known to it ({S}) then", "known to it (17) then"),
        ("in contact were {W} of the {S}.", "in contact were an undisclosed share of the 17."),
        ("Suicide is {R} category among the deaths.", "Suicide is one category among the deaths."),
    ],
)
def test_a_hidden_figure_leaves_a_sentence(template: str, said: str) -> None:
    assert read(template) == said


def test_the_words_say_the_same_whatever_is_hidden() -> None:
    """Nothing of a figure reaches the words: they are chosen from the call and its surroundings alone."""
    assert {read(f"There were {{{kind}}} of them.") for kind in "PCNW"} == {
        "There were an undisclosed share of them.",
        "There were an undisclosed number of them.",
    }
