"""What one edition says beyond another: stretches of its text that do not stand there, whatever they say.

The web page is read word for word. Another edition sets the same text, broken into other lines and pages: each run of
so many letters and digits stands in the page, but for those that span a break. A number that is put in or changed makes
a longer gap.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

RUN = 8  # letters and digits: long enough to be rare, and shorter than most lines
_BETWEEN = re.compile(r"[^\w%]+")
_EDGE = "\0" * (RUN - 1)


@dataclass(frozen=True)
class Text:
    """A text by the runs of its letters and digits; spaces, dashes and stops are set as each edition likes."""

    runs: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Text:
        """A text."""
        whole = _squeezed(text)
        return cls(frozenset([whole[at : at + RUN] for at in range(len(whole) - RUN + 1)]))

    def with_more(self, text: str) -> Text:
        """Both texts, which stand apart."""
        return Text(self.runs | Text.of(text).runs)

    def beyond(self, lines: Sequence[str]) -> Iterator[str]:
        """The lines of another text that hold what this one does not say, those that follow one another joined."""
        squeezed = [_squeezed(line) for line in lines]
        ends = [*accumulate(map(len, squeezed))]
        told: list[int] = []
        for first, last in self._gaps("".join(squeezed)):
            told += range(bisect_right(ends, first), bisect_right(ends, last) + 1)
        stretches: list[list[int]] = []
        for line in sorted(set(told)):
            if not stretches or stretches[-1][-1] != line - 1:
                stretches.append([])
            stretches[-1].append(line)
        for stretch in stretches:
            yield " ".join(lines[line] for line in stretch if lines[line].strip())

    def _gaps(self, text: str) -> Iterator[tuple[int, int]]:
        """The first and the last letter of each stretch that does not stand in this text.

        Where two texts meet that stand apart here, the runs over the border are unknown: one fewer than a run is long.
        """
        framed = f"{_EDGE}{text}{_EDGE}"
        known = [at for at in range(len(framed) - RUN + 1) if framed[at : at + RUN] in self.runs]
        before = -1
        for at in (*known, len(framed) - RUN + 1):
            if at - before > RUN:
                # The run that begins at ``before`` ends RUN - 1 letters on; in the text those of the frame are not.
                yield before + 1, at - RUN
            before = at


def _squeezed(text: str) -> str:
    return _BETWEEN.sub("", text.lower())
