"""The rendered text finished: each figure a link to its row, each word with its sentence, what is left over placed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scr_analysis.errors import Fault
from scr_analysis.render.placing import APPENDIX, appendix_blocks
from scr_analysis.render.printing import Printing
from scr_analysis.render.sentences import as_read, marked, sentence_at
from scr_analysis.render.telling import Place, Told, unsupported
from scr_analysis.render.withheld import readable
from scr_analysis.verdicts import BROKEN

_PRINTED = re.compile(r"\x02(\d+)\x03")
_HEADING = re.compile(r"^#{1,6} (.+?)(?: \{.*\})?$", re.MULTILINE)


def broken_words(printing: Printing, text: str) -> list[Fault]:
    """The faults of the words that the data do not support, each with its sentence."""
    return unsupported(printing.told, _sentences(printing, text), printing.file)


def finished(printing: Printing, text: str) -> tuple[str, list[tuple[Told, Place]]]:
    """The text with every figure a link to its row and the tables not yet placed put at the end; and the words told.

    A sentence that the data do not support is marked as such: only a draft comes this far with one.
    """
    text = printing.rounding.set_into(printing.placing.with_further(text))
    text, withheld = readable(text, printing.hidden, printing.study.wording)
    for index, printed in withheld.items():
        printing.waiting[index] = (printing.waiting[index][0], printed)
    sentences = _sentences(printing, text)
    bases = _bases(printing, text)
    broken = {index for index, one in printing.told.items() if one.verdict.state == BROKEN}
    text = marked(text, [at for index, at in _told_at(printing, text) if index in broken])
    headings = [(hit.start(), _plain(printing, hit.group(1))) for hit in _HEADING.finditer(text)]
    told: list[tuple[Told, Place]] = []

    def link(hit: re.Match[str]) -> str:
        index = int(hit.group(1))
        one, printed = printing.waiting[index]
        section = next((title for start, title in reversed(headings) if start < hit.start()), "")
        words = printing.told.get(index)
        use = printing.figures.use(one, printed, section, words.entry if words else "")
        if words:
            told.append((words, Place(use.anchor, section, sentences[index], bases[index])))
        entry = f' entry="{use.entry}"' if use.entry else ""
        return f"[[{printed}](#fig-{printing.figures.slug(one)})]{{#{use.anchor} .figure{entry}}}"

    linked = _PRINTED.sub(link, text)
    return linked.replace(APPENDIX, appendix_blocks(printing.figures.as_json()["figures"])), told


def _told_at(printing: Printing, text: str) -> Iterator[tuple[int, int]]:
    """The words told, by their number, and where each stands in the text."""
    hits = ((int(hit.group(1)), hit.start()) for hit in _PRINTED.finditer(text))
    return ((index, at) for index, at in hits if index in printing.told)


def _sentences(printing: Printing, text: str) -> dict[int, str]:
    """The sentence of each word told, as the reader sees it."""
    found = {index: sentence_at(text, at) for index, at in _told_at(printing, text)}
    return {index: as_read(_plain(printing, text[start:end])) for index, (start, end) in found.items()}


def _bases(printing: Printing, text: str) -> dict[int, tuple[str, ...]]:
    """For each word told, the bases of all figures in its sentence, in the order in which they stand there."""
    found = {}
    for index, at in _told_at(printing, text):
        start, end = sentence_at(text, at)
        figures = (printing.waiting[int(hit.group(1))][0] for hit in _PRINTED.finditer(text, start, end))
        found[index] = tuple(dict.fromkeys(one.base for one in figures))
    return found


def _plain(printing: Printing, text: str) -> str:
    """A text with its figures as they are printed, without links."""
    return _PRINTED.sub(lambda hit: printing.waiting[int(hit.group(1))][1], text)
