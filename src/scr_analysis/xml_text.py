"""Text as it stands in XML. The standard library's own two functions load an HTTP client beside them."""

from __future__ import annotations


def escaped(text: str) -> str:
    """Text between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """The value of an attribute, in its quotes."""
    plain = escaped(text).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return '"' + plain.replace('"', "&quot;") + '"'
