"""The agreed vocabulary at work: which phrase a share has, and whether the data support a claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scr_analysis.band import ALWAYS, bases, counts, shares, supports
from scr_analysis.estimates import Estimate
from scr_analysis.ranking import as_counted, has_rank, rivals, span
from scr_analysis.study.vocabulary import Wording

A_FEW = 4  # the most that is called a few


class Vocabulary:
    """The words of ``study/wording.yaml``, applied to estimates that are shown."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording

    def phrase(self, one: Estimate) -> str | None:
        """The phrase whose interval holds the share; None where rounded counts may stand for shares of several."""
        found = {self.phrase_at(share) for share in shares(one)}
        return found.pop() if len(found) == 1 else None

    def broad(self, one: Estimate) -> str | None:
        """The first broad word that holds of every share that rounded counts may stand for; None where none does."""
        return next((word for word in self.wording.broad if self.supported(word, one) == ALWAYS), None)

    def stand_in(self, one: Estimate) -> str:
        """What is told where rounding leaves a word open. Where nobody may be counted, "some" could be false."""
        if broad := self.broad(one):
            return broad
        if 0 not in counts(one):
            return self.wording.withheld_word
        return self.wording.withheld_few if counts(one)[-1] <= A_FEW else self.wording.withheld_share

    def phrase_at(self, share: float) -> str:
        """The phrase whose interval holds a share."""
        return next(
            phrase.phrase
            for phrase in self.wording.shares
            if (phrase.start is None or share >= phrase.start) and (phrase.to is None or share < phrase.to)
        )

    def number(self, count: int) -> str:
        """A small count in words, a larger one in digits."""
        words = self.wording.numbers
        return words[count - 1] if 1 <= count <= len(words) else f"{count:,}"

    def holds(self, claim: str, one: Estimate, others: Sequence[Estimate]) -> bool:
        """Whether the data support a claim of share or rank; ``others`` are the other levels of a distribution."""
        rule = self.wording.claims[claim]
        if rule.share is not None:
            return self.supported(claim, one) == ALWAYS and not (rule.exact and one.rounded)
        return rule.rank is not None and has_rank(rule, span(one), rivals(one, others), as_counted)

    def supported(self, claim: str, one: Estimate) -> str:
        """Whether all, some or none of the counts that an estimate may stand for support a claim of a share."""
        return supports(one, lambda share: self.holds_at(claim, share))

    def holds_at(self, claim: str, share: float) -> bool:
        """Whether a claim of share holds at a share."""
        rule = self.wording.claims[claim].share
        return rule is not None and rule.holds(share)

    def is_small(self, one: Estimate) -> bool:
        """Whether an estimate's base is too small for words of its share, whatever was rounded to it."""
        return bases(one)[-1] < self.wording.smallest_base

    def claimed(self, claim: str, one: Estimate) -> str:
        """The claim as printed: the phrase, with the count left over where it speaks of that."""
        if self.wording.claims[claim].prints == "complement":
            return f"{claim} {self.number((one.denominator or 0) - (one.n or 0))}"
        return claim

    def holding(self, one: Estimate, others: Sequence[Estimate]) -> Iterator[str]:
        """The words that the data do support: the share's phrase, then every claim that holds."""
        small = self.is_small(one)
        if not small and (phrase := self.phrase(one) or self.broad(one)):
            yield phrase
        for claim, rule in self.wording.claims.items():
            if (rule.exact or not small) and self.holds(claim, one, others) and self._is_told(claim, one):
                yield self.claimed(claim, one)

    def _is_told(self, claim: str, one: Estimate) -> bool:
        """Whether anybody would say it: a count left over is told where it has a word."""
        left = (one.denominator or 0) - (one.n or 0)
        return self.wording.claims[claim].prints == "phrase" or left <= len(self.wording.numbers)

    def holding_at(self, share: float) -> Iterator[str]:
        """The words for a share alone, as for the end of an interval."""
        yield self.phrase_at(share)
        for claim, rule in self.wording.claims.items():
            if rule.prints == "phrase" and self.holds_at(claim, share):
                yield claim
