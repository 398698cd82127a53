"""Sentences about hidden figures that still read as English, and say nothing of their size.

What is printed depends on what stands around it: a bracket that holds a hidden figure says so and no more, a count
before a noun takes "of", and a sentence begins with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from scr_analysis.study.vocabulary import Wording

_MARK = re.compile(r"\x02(\d+)\x03")
_BRACKET = re.compile(r"\(([^()\n]*\x02\d+\x03[^()\n]*)\)")
_STARTS = re.compile(r"(?:^|\n|[.!?:]\s|- )(?:\*\*|“|\()*$")
_ARTICLE = re.compile(r"\b(?:the|these|those|its|their|all)\s(?:\*\*)?$", re.IGNORECASE)
_IN_BRACKETS = {"pct": "share not shown", "count": "number not shown", "number": "number not shown"}
# After these a count needs no "of": "an undisclosed number were known", "an undisclosed number of the children".
_NO_NOUN = re.compile(
    r"(?:\*\*)?(?:[^\w\s]|\s(?:of|in|were|are|was|is|had|have|has|and|or|but|to|on|at|for|record|died)\b|\s*$)"
)


def readable(text: str, hidden: Mapping[int, str], wording: Wording) -> tuple[str, dict[int, str]]:
    """The text, and what is printed at each mark of a hidden figure.

    ``hidden``: the number of each mark of a hidden figure and the function that it stands for.
    """
    text = _BRACKET.sub(lambda hit: _bracketed(hit, hidden), text)
    printed: dict[int, str] = {}
    for hit in _MARK.finditer(text):
        index = int(hit.group(1))
        if index in hidden:
            before, after = text[max(0, hit.start() - 40) : hit.start()], text[hit.end() : hit.end() + 40]
            printed[index] = _said(hidden[index], before, after, wording)
    return text, printed


def _bracketed(hit: re.Match[str], hidden: Mapping[int, str]) -> str:
    """A bracket with a hidden figure holds its marks alone, the first of which says that it is not shown."""
    marks = [int(one) for one in _MARK.findall(hit.group(1))]
    first = next((one for one in marks if one in hidden), None)
    return hit.group() if first is None else f"(\x02{first}\x03)"


def _said(call: str, before: str, after: str, wording: Wording) -> str:
    if before.endswith("(") and after.startswith(")"):
        return _IN_BRACKETS.get(call, "not shown")
    words = _words(call, wording)
    if call in ("count", "number"):
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
