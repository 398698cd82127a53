"""Headings and paragraphs for a terminal of eighty columns."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill

WIDTH = 80


def section(title: str, lines: Iterable[str]) -> list[str]:
    """A heading and what stands below it; nothing where nothing does."""
    held = list(lines)
    return ["", title.upper(), *held] if held else []


def paragraph(text: str, inset: int = 0, hang: int = 0) -> list[str]:
    """A text wrapped to the width of the terminal."""
    wrapped = fill(text, WIDTH, initial_indent=" " * inset, subsequent_indent=" " * (inset + hang))
    return wrapped.split("\n")
