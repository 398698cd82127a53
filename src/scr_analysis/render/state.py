"""The state of an edition, as its cover tells it: a draft, and what still keeps it from being published."""

from __future__ import annotations

from collections.abc import Mapping

from scr_analysis.study.agreements import Release

DRAFT = "Draft, not for publication"


def notices(draft: bool, unsupported: int, signed: tuple[int, int]) -> list[str]:
    """What the cover says of the edition's state; nothing where every word holds and every figure is signed off.

    ``signed``: how many figures are signed off, and of how many.
    """
    sign_off = _sign_off(*signed)
    if not draft:
        return [f"Draft: {sign_off}"] if sign_off else []
    said = {0: "", 1: ": 1 sentence says what the data do not support"}
    why = said.get(unsupported, f": {unsupported} sentences say what the data do not support")
    return [f"{DRAFT}{why}", *([sign_off[:1].upper() + sign_off[1:]] if sign_off else [])]


def _sign_off(signed: int, of: int) -> str:
    if signed == of:
        return ""
    return f"{signed} of {of} figures signed off" if signed else f"none of {of} figures signed off yet"


def of_supplement(release: Release, draft: bool, signed: tuple[int, int]) -> Mapping[str, object]:
    """What the supplementary tables say of their release and of their state."""
    state = {"draft": draft, "notices": notices(draft, 0, signed)}
    return {"title": release.title, "synthetic": release.synthetic, **state}
