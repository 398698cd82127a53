"""Pictures: whatever a PNG holds beside its pixels. The pixels are painted from the drawing that the SVG is read of."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.facts import Loose, Said

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PICTURE = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND", b"pHYs", b"sRGB", b"gAMA"))
_WRITTEN = frozenset((b"tEXt", b"zTXt", b"iTXt", b"eXIf"))


def picture_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What the words in a picture's file say, and every part of it that a picture does not need."""
    for kind, content in _chunks(path.read_bytes()):
        if kind in _WRITTEN:
            yield from context.said(f"{name}: metadata", _text(content), alone=False)
        elif kind not in _PICTURE:
            yield Loose(name, f"a part '{kind.decode('latin-1')}', which no picture of a chart has")


def _chunks(source: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG; what follows its end, or is no PNG, as a part without a name."""
    at, kind = len(SIGNATURE) if source.startswith(SIGNATURE) else len(source), b""
    while at + 12 <= len(source) and kind != b"IEND":
        size = int.from_bytes(source[at : at + 4], "big")
        kind = source[at + 4 : at + 8]
        yield kind, source[at + 8 : at + 8 + size]
        at += size + 12
    if kind != b"IEND" or at != len(source):
        yield b"", source[at:]


def _text(content: bytes) -> str:
    """The words of a part, keyword and all; compressed ones unpacked."""
    words = [content]
    for start in (at + 2 for at in range(len(content)) if content[at : at + 1] == b"\0"):
        try:
            words.append(zlib.decompress(content[start:]))
            break
        except zlib.error:
            continue
    return " ".join(one.decode("utf-8", "replace").replace("\0", " ") for one in words)
