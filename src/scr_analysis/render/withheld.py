"""Sentences about hidden figures that still read as English, and say nothing of their size.

What is printed depends on what stands around it: a bracket that holds a hidden figure says so and no more, a count
before a noun takes "of" and loses a "the" before it, and a sentence begins with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from scr_analysis.study.vocabulary import Wording

_MARK = re.compile(r"\x02(\d+)\x03")
_BRACKET = re.compile(r"\(([^()\n]*\x02\d+\x03[^()\n]*)\)")
_STARTS = re.compile(r"(?:^|\n|[.!?]\s|- )(?:\*\*|“|\()*$")
_THE = re.compile(r"\b[Tt]he (\*\*)?\x02(\d+)\x03")
_ARTICLE = re.compile(r"\b(?:the|these|those|its|their|all)\s(?:\*\*)?$", re.IGNORECASE)
_PART_OF = re.compile(r"\x02(\d+)\x03(?:\*\*)? of $")
_COUNTS = ("count", "number")
_IN_BRACKETS = {"pct": "share not shown", "count": "number not shown", "number": "number not shown"}
# After these a count needs no "of": "an undisclosed number were known", "an undisclosed number of the children".
_NO_NOUN = re.compile(
    r"(?:\*\*)?(?:[^\w\s]|\s*$|\s(?:of|in|on|at|to|for|from|by|with|within|among|between|as|since|and|or|but|than|that|which"
    r"|who|whose|where|when|if|not|also|then|now|still|never|only|were|are|was|is|be|had|have|has|did|do|does|will|would"
    r"|can|could|may|might|must|should|died|die|lived|live|came|come|went|go|fall|fell|stand|stood|join|joined"
    r"|concern|concerned|record|recorded|remain|remained|make|made|took|take|show|showed|said|say)\b)"
)


def readable(text: str, hidden: Mapping[int, str], wording: Wording) -> tuple[str, dict[int, str]]:
    """The text, and what is printed at each mark of a hidden figure.

    ``hidden``: the number of each mark of a hidden figure and the function that it stands for.
    """
    text = _BRACKET.sub(lambda hit: _bracketed(hit, hidden), text)
    text = _THE.sub(lambda hit: _without_article(hit, hidden), text)
    printed: dict[int, str] = {}
    for hit in _MARK.finditer(text):
        index = int(hit.group(1))
        if index in hidden:
            before, after = text[max(0, hit.start() - 40) : hit.start()], text[hit.end() : hit.end() + 40]
            part = _PART_OF.search(before)
            if part and int(part.group(1)) in hidden and hidden[index] in _COUNTS:
                printed[index] = _all_of_them(after)
            else:
                printed[index] = _said(hidden[index], before, after, wording)
    return text, printed


def _bracketed(hit: re.Match[str], hidden: Mapping[int, str]) -> str:
    """A bracket with a hidden figure holds its marks alone, the first of which says that it is not shown."""
    marks = [int(one) for one in _MARK.findall(hit.group(1))]
    first = next((one for one in marks if one in hidden), None)
    return hit.group() if first is None else f"(\x02{first}\x03)"


def _without_article(hit: re.Match[str], hidden: Mapping[int, str]) -> str:
    """A hidden count without the "the" before it: "of an undisclosed number of reviews", not "of the undisclosed"."""
    index = int(hit.group(2))
    return f"{hit.group(1) or ''}\x02{index}\x03" if hidden.get(index) in _COUNTS else hit.group()


def _all_of_them(after: str) -> str:
    """A hidden whole of which a hidden part is told: "of them", "of the reviews", not "of an undisclosed number"."""
    return "them" if _NO_NOUN.match(after) else "the"


def _said(call: str, before: str, after: str, wording: Wording) -> str:
    if before.endswith("(") and after.startswith(")"):
        return _IN_BRACKETS.get(call, "not shown")
    words = _words(call, wording)
    if call in _COUNTS:
        if _ARTICLE.search(before):
            words = words.removeprefix("an ").removeprefix("a ")
        if not _NO_NOUN.match(after):
            words = f"{words} of"
    return words[:1].upper() + words[1:] if _STARTS.search(before) else words


def _words(call: str, wording: Wording) -> str:
    return {
        "pct": wording.withheld_share,
        "words": wording.withheld_share,  # not "some": there may be none
        "claim": wording.withheld_share,
        "rank": wording.withheld_rank,
    }.get(call, wording.withheld)
