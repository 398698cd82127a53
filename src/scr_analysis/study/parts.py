"""The parts of the study: the file of each, and the other parts that it refers to."""

from __future__ import annotations

from collections.abc import Collection

NEEDS: dict[str, tuple[str, ...]] = {
    "codebook": (),
    "bases": ("codebook",),
    "statistics": ("codebook", "bases"),
    "comparisons": ("codebook", "bases", "statistics"),
    "associations": ("codebook", "bases", "statistics"),
    "models": ("codebook", "bases"),
    "sensitivity": ("codebook", "bases", "statistics"),
    "tables": ("codebook", "bases", "statistics", "comparisons", "associations", "models"),
    "charts": ("codebook", "bases", "statistics"),
    "contracts": ("codebook", "bases", "statistics"),
    "wording": ("codebook",),
    "disclosure": ("codebook", "bases", "statistics", "releases"),
    "releases": ("codebook",),
    "published": ("codebook", "bases", "statistics"),
    "signoffs": (),
}
# Parts that ``Study`` answers for only where it was asked for them.
GUARDED = ("comparisons", "wording", "disclosure", "sensitivity", "signoffs")


def with_needs(parts: Collection[str]) -> list[str]:
    """The parts named (all, where none is) and those that they refer to, in the order of ``NEEDS``."""
    named = parts or tuple(NEEDS)
    wanted = {*named, *(need for part in named for need in NEEDS[part]), "codebook"}
    return [part for part in NEEDS if part in wanted]


def file_of(part: str) -> str:
    """The file of a part, below the project's folder."""
    return "study/published.csv" if part == "published" else f"study/{part}.yaml"


def attribute(part: str) -> str:
    """The name under which a ``Study`` holds a part."""
    return f"_{part}" if part in GUARDED else part
