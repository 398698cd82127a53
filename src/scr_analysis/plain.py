"""Digits that stand in a text, but for what is declared as a plain fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scr_analysis.study.vocabulary import PlainFact

_DIGITS = re.compile(r"\d[\d.,]*%?")


def undeclared(text: str, first_line: int, plain: Sequence[PlainFact]) -> Iterator[tuple[int, str]]:
    """The digits of a text that no plain fact covers, each with its line."""
    for fact in sorted(plain, key=lambda fact: -len(fact.text)):
        whole = rf"(?<![\d.,]){re.escape(fact.text)}(?!\d|[.,]\d|%)"
        text = re.sub(whole, lambda hit: re.sub(r"\d", "_", hit.group()), text)
    for hit in _DIGITS.finditer(text):
        yield first_line + text.count("\n", 0, hit.start()), hit.group()
