"""The sentence in which each number of the briefing stands, read from its text."""

from __future__ import annotations

import re

_USE = re.compile(r"\[\[([^\]]*)\]\(#fig-[\w-]+\)\]\{#(use-[\w-]+) \.figure[^}]*\}")
_RAW = re.compile(r"^```\{=.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"\*\*|(?<!\w)\*|\*(?!\w)|^#{1,6} |^[-*] |\s*\{[.#][^}]*\}\s*$|^:::.*$|\^\[", re.MULTILINE)
# After a full stop, where the next word begins like a sentence; "Table 2. Age" is none.
_END = re.compile(r"(?<=[.!?])[\])”\"']*\s+(?=[A-Z“\"‘\x02])")
_MARK = re.compile(r"\x02(use-[\w-]+)\x03")


def sentences(text: str) -> dict[str, str]:
    """Each anchor of the briefing's Markdown with the sentence around it, as a reader sees it."""
    marked = _USE.sub(lambda hit: f"\x02{hit.group(2)}\x03{hit.group(1)}", _RAW.sub("", text))
    found: dict[str, str] = {}
    for block in re.split(r"\n\s*\n|\n(?=[-*] )", marked):
        if "\x02" in block:
            plain = _MARKUP.sub("", _LINK.sub(r"\1", block))
            for sentence in _END.split(plain):
                said = re.sub(r"\s+", " ", _MARK.sub("", sentence)).strip()
                said = re.sub(r'"([^"]*)"', "“\\1”", said)  # as the editions set them
                found.update(dict.fromkeys(_MARK.findall(sentence), said))
    return found
