"""What is said in words, taken at its word: numbers, "all but two", "none", "half", and phrases of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil, floor

from scr_analysis.attack.collect.scan import WORDS
from scr_analysis.attack.facts import Range, Said, whole_number
from scr_analysis.study.vocabulary import Wording

Shares = tuple[float, float]


class Spoken:
    """The words of a study: the least and the greatest share that each phrase stands for.

    A phrase of ``words()`` may be a claim as well, and wider as one: whoever reads it cannot tell which it was.
    """

    def __init__(self, wording: Wording) -> None:
        self._numbers = [word.lower() for word in wording.numbers] or list(WORDS)
        held = (wording.withheld, wording.withheld_share, wording.withheld_word, wording.withheld_few)
        self._withheld = {text.lower() for text in (*held, wording.withheld_rank)}
        self._shares: dict[str, Shares] = {
            one.phrase.lower(): (one.start or 0.0, 1.0 if one.to is None else one.to) for one in wording.shares
        }
        for phrase, claim in wording.claims.items():
            if claim.share is not None:
                limits = claim.share
                low = next((one for one in (limits.start, limits.above) if one is not None), 0.0)
                high = next((one for one in (limits.upto, limits.below) if one is not None), 1.0)
                least, most = self._shares.get(phrase.lower(), (low, high))
                self._shares[phrase.lower()] = (min(least, low), max(most, high))

    def measure(self, measure: str, said: str) -> tuple[str, str]:
        """The measure and the text of what is printed for an estimate; two empty texts where it tells no count."""
        if measure != "printed":
            return measure, said
        text = said.strip().lower()
        if text in self._withheld:
            return "", ""
        complement = re.fullmatch(r"all but (.+)", text)
        if complement:
            return "complement", self._digits(complement.group(1))
        if re.fullmatch(r"\d+ ?%", text):
            return "percent", text
        if re.fullmatch(r"\d+\.\d+", text):
            return "rate", text
        if whole_number(text) is not None or text in self._numbers:
            return "n", self._digits(text)
        return ("words", text) if text in self._shares else ("", "")

    def counts(self, measure: str, text: str, of: Range) -> Range | None:
        """The counts of a denominator that something told in words leaves open; None where it tells nothing."""
        low, high = of
        number = whole_number(self._digits(text)) if measure == "complement" else None
        if measure == "complement" and number is not None:
            return max(0, low - number), max(0, high - number)
        if measure == "none":
            return 0, 0
        if measure == "all":
            return low, high
        if measure == "half":
            return low // 2, -(-high // 2)
        if measure == "words" and text in self._shares:
            first, last = self._shares[text]
            return ceil(first * low - 1e-9), floor(last * high + 1e-9)
        return None

    def _digits(self, text: str) -> str:
        for words in (self._numbers, WORDS):
            if text in words:
                return str(list(words).index(text) + 1)
        return text


def of_everything(said: Sequence[Said]) -> list[Said]:
    """What is public whatever file is read: by which method intervals are made, and what is rounded."""
    return [one for one in said if one.measure in ("method", "confidence", "rule")]
