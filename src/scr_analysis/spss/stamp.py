"""SPSS files without a trace of when they were written: the same rows give the same bytes."""

from __future__ import annotations

# Date and time stand at a fixed place of the header, 9 and 8 characters; the writer puts the clock there.
STAMP, STAMPED_AT = b"01 May 15" + b"09:00:00", 92


def stamped(content: bytes) -> bytes:
    """An SPSS system file with a fixed date and time in its header."""
    return content[:STAMPED_AT] + STAMP + content[STAMPED_AT + len(STAMP) :]
