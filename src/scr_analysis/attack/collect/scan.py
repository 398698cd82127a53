"""Numbers in running text, in digits and words ("all but two", "none", "every"), tied to the estimate named nearby."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from scr_analysis.attack.collect.names import Names
from scr_analysis.attack.facts import Loose, Said
from scr_analysis.estimates import Key

WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_WORD = "|".join(WORDS)
_COUNTED = (
    r"(?:of (?:the|them|these|those)|out of|children|cases|reviews|reports|deaths|infants|adolescents|young people)"
)
# Each form in which a count is told in words, and the measure it tells.
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("complement", re.compile(rf"\ball but (\d+|{_WORD})\b", re.IGNORECASE)),
    ("none", re.compile(r"\b(none|no one|nobody|not one) of (?:the|them|these|those)\b", re.IGNORECASE)),
    ("all", re.compile(r"\b(every one|all|each) of (?:the|them|these|those)\b", re.IGNORECASE)),
    (
        "half",
        re.compile(r"(?<!over )(?<!than )(?<!about )(?<!almost )\b(half) of (?:the|them|these|those)\b", re.IGNORECASE),
    ),
    ("n", re.compile(rf"\b({_WORD}) {_COUNTED}\b", re.IGNORECASE)),
)
_DIGITS = re.compile(r"(?<![\w.,/#-])\d+(?:,\d{3})*(?:\.\d+)?%?(?![\w/-]|[.,]\d)")
_COUNT = re.compile(r"[\d,]+%?")  # what has decimals counts nobody
_DIGIT = re.compile(r"\d")
_CLAUSE = re.compile(r"(?<=[.;!?])\s+|\n+|; ")
TIED = "\u2063"  # what stands in a text for a number whose anchor or cell has already been read


@dataclass(frozen=True)
class Told:
    """A number in a text: how it is told, and what it says."""

    measure: str
    text: str


def told(text: str) -> Iterator[Told]:
    """Every number of a text; of one in words, only where it counts something."""
    for measure, form in _FORMS:
        for hit in form.finditer(text):
            word = hit.group(1).lower()
            yield Told(measure, str(WORDS.index(word) + 1) if word in WORDS else word)
        text = form.sub(" ", text)
    yield from digits(text)


def digits(text: str) -> Iterator[Told]:
    """Every number of a text that is told in digits."""
    for hit in _DIGITS.finditer(text):
        yield Told("percent" if hit.group().endswith("%") else "n", hit.group())


def clauses(text: str) -> list[str]:
    """A text cut where one statement ends and the next begins."""
    return [one for one in _CLAUSE.split(text) if one and one.strip()]


def text_said(
    names: Names,
    channel: str,
    text: str,
    plain: Collection[str],
    among: Sequence[str] | None,
    untied: bool,
    shown: Collection[str],
) -> Iterator[Said | Loose]:
    """What a running text says of hidden estimates, and the numbers in it that nothing accounts for.

    ``plain``: what may stand there, such as years and the numbers of tables; ``shown``: numbers that may. Without
    ``untied``, clauses that speak of no hidden estimate are passed over.
    """
    for clause in clauses(text):
        meant = names.meant(clause, among)
        bare = without(clause, plain) if meant or untied else ""
        if meant or _DIGIT.search(bare):
            for number in told(bare) if meant else digits(bare):
                yield from _tied(names, channel, clause, number, meant, shown)


def _tied(
    names: Names, channel: str, clause: str, number: Told, meant: Iterable[Key], shown: Collection[str]
) -> Iterator[Said | Loose]:
    open_keys = [] if names.accounted(number.text, clause) else list(meant)
    for key in open_keys:
        yield Said(channel, key, number.measure, number.text, by_name=True)
    if not open_keys and _COUNT.fullmatch(number.text) and number.text not in shown:
        yield Loose(channel, f"'{number.text}' in: {clause.strip()[:60]}")


def without(text: str, plain: Collection[str]) -> str:
    """A text without what may stand in it, the longest first."""
    return _any_of(tuple(plain)).sub(" ", text) if plain and _DIGIT.search(text) else text


@cache
def _any_of(plain: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(one) for one in sorted(plain, key=lambda one: (-len(one), one))))
