"""A PDF written small, the same bytes every time, and so that no checker misreads the end of a stream."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Name, ObjectStreamMode

MISREAD = b"\r\nendstream"


def packed(document: pikepdf.Pdf) -> bytes:
    """The file with its objects in compressed streams: a third of the size.

    Compressed data ends in a checksum, which may happen to end in a carriage return. The line feed that PDF puts
    after it then looks like half of one line end, and a checker finds the stream a byte short.
    """
    for held in document.objects:
        if isinstance(held, pikepdf.Stream) and held.read_raw_bytes().endswith(b"\r"):
            lengthen(held)
    saved = _saved(document, ObjectStreamMode.generate)
    for page in document.pages:
        # An object stream is made in saving. With one object more in the file, each of them holds other objects.
        if MISREAD in saved and "/Annots" in page:
            page.obj.Annots = document.make_indirect(page.obj.Annots)
            saved = _saved(document, ObjectStreamMode.generate)
    return _saved(document, ObjectStreamMode.disable) if MISREAD in saved else saved


def lengthen(stream: pikepdf.Stream) -> None:
    """Add a line feed to a stream's data, which changes its checksum.

    Page contents, character maps and fonts do not mind one at their end; an image or a colour profile might.
    """
    if stream.get("/Subtype") == Name.Image or "/N" in stream:
        return
    data = stream.read_bytes() + b"\n"
    stream.write(data)
    if "/Length1" in stream:  # of a TrueType font: its length before compression
        stream.Length1 = len(data)


def _saved(document: pikepdf.Pdf, mode: ObjectStreamMode) -> bytes:
    target = io.BytesIO()
    document.save(target, object_stream_mode=mode, deterministic_id=True)
    return target.getvalue()
