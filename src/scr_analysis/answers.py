"""What a case answers to a numerator of several columns: yes, no, or a kind of missing."""

from __future__ import annotations

from collections.abc import Sequence

from scr_analysis.missing import first_missing, is_missing


def answer(codes: Sequence[str], wanted: Sequence[Sequence[str]]) -> str:
    """``yes``, ``no`` or the kind of missing: no as soon as one known code is not wanted, else missing if any is.

    A kind of missing that the numerator itself names is an answer, not a gap.
    """
    pairs = list(zip(codes, wanted, strict=True))
    if any(code not in accepted and not is_missing(code) for code, accepted in pairs):
        return "no"
    return first_missing(*(code for code, accepted in pairs if code not in accepted)) or "yes"
