"""The vocabulary checked: phrases leave no gap, and every claim asks the data for one thing."""

from __future__ import annotations

from collections.abc import Iterator

from scr_analysis.errors import Fault, nearest
from scr_analysis.study.codebook import Codebook
from scr_analysis.study.declared import plain
from scr_analysis.study.names import unknown
from scr_analysis.study.source import Source
from scr_analysis.study.vocabulary import Claim, Phrase, Wording


def check_wording(wording: Wording, codebook: Codebook, source: Source) -> Iterator[Fault]:
    """Phrases that leave a gap or overlap, claims that would hold of anything or nothing, unknown columns of time."""
    yield from _gaps(wording.shares, source)
    for name, claim in wording.claims.items():
        for problem, remedy in _unclear(name, claim):
            yield source.fault(("claims", name), problem, remedy)
    yield from _narrow(wording, source)
    yield from unknown(wording.time, codebook.analysis_columns(), "variable", source, ("time",))


def _gaps(shares: list[Phrase], source: Source) -> Iterator[Fault]:
    reached = 0.0
    for index, phrase in enumerate(shares):
        start = 0.0 if phrase.start is None else phrase.start
        if abs(start - reached) > 1e-9:
            problem = f"'{phrase.phrase}' begins at {start:g}, the phrase before it ends at {reached:g}"
            yield source.fault(("shares", index), problem, "let each phrase begin where the one before it ends")
        reached = float("inf") if phrase.to is None else phrase.to
    if reached <= 1:
        yield source.fault(("shares",), f"no phrase stands for shares from {reached:g} on", "leave out the last 'to'")


def _narrow(wording: Wording, source: Source) -> Iterator[Fault]:
    """Broad words that are no claims of a share: they stand in for words of shares."""
    for index, name in enumerate(wording.broad):
        claim = wording.claims.get(name)
        if claim is None or claim.share is None or claim.exact:
            problem = f"'{name}' is no claim of a share, so it cannot stand in for another"
            broad = [other for other, rule in wording.claims.items() if rule.share and not rule.exact]
            yield source.fault(("broad", index), problem, nearest(name, broad))


def _unclear(name: str, claim: Claim) -> Iterator[tuple[str, str]]:
    """What keeps a claim from being a rule."""
    asked = [claim.share is not None, claim.rank is not None, claim.shows is not None]
    empty = claim.share is not None and not plain(claim.share)
    if not any(asked) or empty:
        yield (
            f"the claim '{name}' asks nothing of the data, so it would hold of any figure",
            "give it a 'share', a 'rank' or 'shows'",
        )
    elif sum(asked) > 1:
        yield f"the claim '{name}' asks more than one thing", "keep one of 'share', 'rank' and 'shows'"
    elif claim.share is not None and not any(claim.share.holds(step / 10000) for step in range(10001)):
        yield f"no share lies within the limits of the claim '{name}'", "look at its limits again"
    if claim.rank == 0:
        yield f"the claim '{name}' has the rank 0", "write 1 for the largest, -1 for the smallest"
    if claim.joint and claim.rank is None:
        yield f"the claim '{name}' is joint, but no rank", "add 'rank', or take 'joint' out"
    if claim.over and claim.shows is None:
        yield f"the claim '{name}' says what it compares, but not what must show", "add 'shows'"
    if claim.withheld and claim.shows is None:
        yield (
            f"the claim '{name}' is no word of a comparison, and has 'withheld'",
            "take it out: words of shares share one",
        )
    if claim.shows is not None and not claim.withheld:
        yield f"the claim '{name}' says not what to print where it cannot be told", "add 'withheld'"
    if claim.prints == "complement" and claim.share is None:
        yield f"the claim '{name}' prints what is left over of no share", "add 'share', or take 'prints' out"
