"""How wide a line of text is, from the tables of its font (OpenType 1.9.1, chapters cmap, head, hhea and hmtx).

Kerning is left out. It mostly draws letters together, so that a line is hardly ever wider than it is measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from struct import iter_unpack, unpack_from

from scr_analysis.typefaces import SANS, font_file

_FULL_UNICODE = 12  # the format of a table from characters to glyphs in which they stand as ranges


@cache
def width(words: str, face: str) -> float:
    """The width of a line as a share of the type size."""
    widths, other = _widths(face)
    return sum(widths.get(ord(letter), other) for letter in words)


@cache
def _widths(face: str) -> tuple[dict[int, float], float]:
    """The advance of every character of a face, and of the glyph that stands in for those it lacks."""
    source = font_file(SANS, face).read_bytes()
    tables = {name: at for name, _, at, _ in iter_unpack(">4s3I", source[12 : 12 + 16 * _short(source, 4)])}
    units = _short(source, tables[b"head"] + 18)
    count = _short(source, tables[b"hhea"] + 34)
    metrics = source[tables[b"hmtx"] : tables[b"hmtx"] + 4 * count]
    advances = [advance / units for advance, _ in iter_unpack(">Hh", metrics)]  # glyphs after the last are as wide
    glyphs = _glyphs(source, tables[b"cmap"])
    return {letter: advances[min(glyph, count - 1)] for letter, glyph in glyphs}, advances[0]


def _glyphs(source: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    """Every character that the font has, with its glyph."""
    records = iter_unpack(">HHI", source[cmap + 4 : cmap + 4 + 8 * _short(source, cmap + 2)])
    full = next(cmap + at for _, _, at in records if _short(source, cmap + at) == _FULL_UNICODE)
    (count,) = unpack_from(">I", source, full + 12)
    for first, last, glyph in iter_unpack(">3I", source[full + 16 : full + 16 + 12 * count]):
        yield from ((letter, glyph + letter - first) for letter in range(first, last + 1))


def _short(source: bytes, at: int) -> int:
    (number,) = unpack_from(">H", source, at)
    return int(number)
