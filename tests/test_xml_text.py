"""Text in XML, held to the standard library's functions and to its parser."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring
from xml.sax.saxutils import escape, quoteattr

from hypothesis import given
from hypothesis import strategies as st

from scr_analysis.xml_text import attribute, escaped

TEXT = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cn"], include_characters="\t\n\r"))


@given(TEXT)
def test_it_is_what_the_standard_library_gives(text: str) -> None:
    assert escaped(text) == escape(text)
    if '"' not in text:  # there the library changes the kind of quotes
        assert attribute(text) == quoteattr(text)


@given(TEXT)
def test_it_is_read_back_as_it_was(text: str) -> None:
    if text.isprintable():
        assert (fromstring(f"<a>{escaped(text)}</a>").text or "") == text
    assert fromstring(f"<a b={attribute(text)}/>").get("b") == text
