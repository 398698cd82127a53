"""The state of an edition, as its cover tells it: a draft, and what still keeps it from being published."""

from __future__ import annotations

DRAFT = "Draft, not for publication"


def notices(draft: bool, unsupported: int) -> list[str]:
    """What the cover says of the edition's state; nothing where nothing is to be said."""
    if not draft:
        return []
    if not unsupported:
        return [DRAFT]
    said = "1 sentence says" if unsupported == 1 else f"{unsupported} sentences say"
    return [f"{DRAFT}: {said} what the data do not support"]
