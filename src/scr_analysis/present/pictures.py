"""Charts as pictures (PNG) for Word: Typst paints the drawings (SVG) that every other edition shows, a page each."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from struct import pack
from zlib import crc32

from scr_analysis.present.drawing import Drawing
from scr_analysis.typefaces import gather_fonts

PER_INCH = 200
_PER_METRE = round(PER_INCH / 0.0254)
_HEADED = 33  # bytes of a PNG's signature and head


def pictures(painted: Mapping[str, str], drawings: Mapping[str, Drawing]) -> dict[str, bytes]:
    """A PNG of each drawing that is painted, at the size that it has in print."""
    import typst

    if not painted:
        return {}
    with tempfile.TemporaryDirectory(prefix="charts-") as folder:
        place = Path(folder)
        gather_fonts(place / "fonts")
        for name, source in painted.items():
            (place / f"{name}.svg").write_text(source, encoding="utf-8")
        (place / "pages.typ").write_text("\n".join(_page(name, drawings[name]) for name in painted), encoding="utf-8")
        made = typst.compile(
            place / "pages.typ", font_paths=[place / "fonts"], ignore_system_fonts=True, format="png", ppi=PER_INCH
        )
    pages = made if isinstance(made, list) else [made]
    return {name: _sized(page) for name, page in zip(painted, pages, strict=True)}


def _page(name: str, drawing: Drawing) -> str:
    image = f"image({json.dumps(f'{name}.svg')}, width: 100%)"
    return f"#page(width: {drawing.width}mm, height: {drawing.height}mm, margin: 0mm, {image})"


def _sized(picture: bytes) -> bytes:
    """The picture with its size in print recorded (PNG, third edition, 11.3.4.3), for whoever sets it by hand."""
    content = b"pHYs" + pack(">IIB", _PER_METRE, _PER_METRE, 1)
    return picture[:_HEADED] + pack(">I", 9) + content + pack(">I", crc32(content)) + picture[_HEADED:]
