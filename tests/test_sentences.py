"""The sentence around a word: found in paragraphs, lists and headings, and read as a reader reads it."""

from __future__ import annotations

import pytest

from scr_analysis.render.sentences import as_read, marked, sentence_at

TEXT = """# Heading with HERE0 in it

First one. Then **HERE1 of them**; so it goes. "Third." And
over two lines HERE2 it runs! Last

- **HERE3** of the reviews
- Item two: HERE4 of 3.5 parts. Another

::: {.summary}
In a box HERE5 stands.
:::
"""


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("HERE0", "Heading with HERE0 in it"),
        ("HERE1", "Then **HERE1 of them**; so it goes."),
        ("HERE2", "And\nover two lines HERE2 it runs!"),
        ("HERE3", "**HERE3** of the reviews"),
        ("HERE4", "Item two: HERE4 of 3.5 parts."),
        ("HERE5", "In a box HERE5 stands."),
    ],
)
def test_sentence(word: str, sentence: str) -> None:
    start, end = sentence_at(TEXT, TEXT.index(word))
    assert TEXT[start:end] == sentence


@pytest.mark.parametrize(
    ("markdown", "read"),
    [
        ("Of these [[64%](#fig-a)]{#use-a-1 .figure} were\nknown.", "Of these 64% were known."),
        ("See [Table 2](#table-a) and **not** *that*.", "See Table 2 and not that."),
        ('The child\'s "yes" {.note}', "The child’s “yes”"),
        ("2 * 3 and snake_case", "2 * 3 and snake_case"),
    ],
)
def test_as_read(markdown: str, read: str) -> None:
    assert as_read(markdown) == read


def test_a_sentence_is_marked_once() -> None:
    text = "One. Two and two. Three."
    at = [text.index("Two"), text.index("and")]
    assert marked(text, at) == "One. [**Not supported by the data:** Two and two.]{.unsupported} Three."
