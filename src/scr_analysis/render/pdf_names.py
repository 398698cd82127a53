"""Name trees of a PDF (PDF 1.7, 7.9.6): read, and made anew. To insert names one by one takes ten times as long."""

from __future__ import annotations

from collections.abc import Mapping

import pikepdf
from pikepdf import Array, Dictionary, String


def named(tree: pikepdf.Object | None) -> dict[str, pikepdf.Object]:
    """What a name tree holds; nothing where there is none."""
    return {str(name): held for name, held in pikepdf.NameTree(tree).items()} if tree is not None else {}


def name_tree(held: Mapping[str, pikepdf.Object]) -> Dictionary:
    """A name tree of one node; names stand in byte order."""
    order = sorted(held, key=str.encode)
    return Dictionary(Names=Array([part for name in order for part in (String(name), held[name])]))
