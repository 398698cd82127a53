"""The agreed vocabulary at work: which phrase a share has, and whether the data support a claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scr_analysis.estimates import Estimate
from scr_analysis.study.agreements import Wording


class Vocabulary:
    """The words of ``study/wording.yaml``, applied to estimates that are shown."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def phrase(self, one: Estimate) -> str:
        """The phrase whose interval holds the share."""
        share = _share(one)
        return next(
            phrase.phrase
            for phrase in self._wording.shares
            if (phrase.start is None or share >= phrase.start) and (phrase.to is None or share < phrase.to)
        )

    def number(self, count: int) -> str:
        """A small count in words, a larger one in digits."""
        words = self._wording.numbers
        return words[count - 1] if 1 <= count <= len(words) else f"{count:,}"

    def holds(self, claim: str, one: Estimate, others: Sequence[int]) -> bool:
        """Whether the data support a claim; ``others`` are the counts of the other levels, without which none ranks."""
        rule = self._wording.claims[claim]
        if rule.share is not None and not rule.share.holds(_share(one)):
            return False
        return rule.rank is None or (bool(others) and _rank(one.n or 0, others) == rule.rank)

    def claimed(self, claim: str, one: Estimate) -> str:
        """The claim as printed: the phrase, with the count left over where it speaks of that."""
        if self._wording.claims[claim].prints == "complement":
            return f"{claim} {self.number((one.denominator or 0) - (one.n or 0))}"
        return claim

    def holding(self, one: Estimate, others: Sequence[int]) -> Iterator[str]:
        """The words that the data do support: the share's phrase, then every claim that holds."""
        yield self.phrase(one)
        for claim in self._wording.claims:
            if self.holds(claim, one, others):
                yield self.claimed(claim, one)


def _share(one: Estimate) -> float:
    assert one.n is not None
    assert one.denominator
    return one.n / one.denominator


def _rank(count: int, others: Sequence[int]) -> int:
    """The place of a count among the others, from the largest; a tie shares no first place."""
    return 1 + sum(other >= count for other in others)
