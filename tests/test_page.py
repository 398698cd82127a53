"""A web page taken apart: nothing that a reader, a screen reader or a program could be told is lost or moved."""

from __future__ import annotations

import pytest

from scr_analysis.attack.collect.page import plain, taken_apart
from scr_analysis.attack.collect.scan import TIED


def texts(source: str) -> dict[str, str]:
    return {where: text.strip() for where, text, _ in taken_apart(source).texts if text.strip()}


@pytest.mark.parametrize(
    ("source", "where", "text"),
    [
        ('<img alt="3 of them">', "img alt", "3 of them"),
        ("<img alt='3 of them'>", "img alt", "3 of them"),
        ("<b data-n=3>x</b>", "b data-n", "3"),
        ('<b DATA-N="3">x</b>', "b data-n", "3"),
        ('<b title="a > b is 3">x</b>', "b title", "a > b is 3"),
        ('<svg aria-label="Bars: 3">', "svg aria-label", "Bars: 3"),
        ('<meta name="description" content="Three, 3">', "meta content", "Three, 3"),
        ('<input placeholder="3 or so">', "input placeholder", "3 or so"),
        ('<b title="&#51; of them">x</b>', "b title", "3 of them"),
        ("<!-- 3 of them -->", "comment", "3 of them"),
        ("<p>1<b>2</b>3</p>", "text", "123"),
        ("<p>a\u200b3\u00a0b</p>", "text", "a3 b"),
    ],
)
def test_each_way_of_telling_is_seen(source: str, where: str, text: str) -> None:
    assert texts(f"<body>{source}</body>")[where] == text


@pytest.mark.parametrize(
    "source", ["<style>p {margin: 3px}</style>", "<script>var n = 3</script>", "<!-- scr:table x 3 -->"]
)
def test_what_tells_nobody_anything_is_passed_over(source: str) -> None:
    assert texts(f"<body>{source}</body>") == {}


def test_blocks_stand_on_lines_of_their_own() -> None:
    assert plain("<p>One</p><p>3</p><td>4</td><td>5</td>").split() == ["One", "3", "4", "5"]
    assert plain("<text>11 to 15</text><text>years</text>").split() == ["11", "to", "15", "years"]


def test_an_anchored_number_is_read_once_and_marked_in_its_text() -> None:
    page = taken_apart('<p>In <a id="use-fatal-1" href="#x">66%</a> of them.</p>')
    assert page.anchored == [("use-fatal-1", "66%")]
    assert [text.strip() for _, text, _ in page.texts] == [f"In {TIED} of them."]


def test_each_text_knows_the_chart_or_the_table_around_it() -> None:
    source = (
        '<p>before 1</p><figure id="chart-age"><svg><text>2</text></svg><figcaption>3</figcaption></figure>'
        '<p>between 4</p><div id="table-sex"><table><caption>5</caption><tr><th>6</th><td>7</td></tr></table>'
        "<div><p>8</p></div></div><p>after 9</p>"
    )
    page = taken_apart(source)
    found = {digit: region for _, text, region in page.texts for digit in text if digit.isdigit()}
    assert found == {"1": "", "2": "chart-age", "3": "chart-age", "4": "", "5": "table-sex", "8": "table-sex", "9": ""}
    assert page.tables == [("sex", [["6", "7"]])]


def test_cells_need_not_be_closed() -> None:
    assert taken_apart("<table><tr><td>1<td>2<tr><td>3</table>").tables[0][1] == [["1", "2"], ["3"]]


def test_only_stretches_that_matter_are_kept() -> None:
    source = '<div id="statistic-a"><p>Filicide 3</p></div><div id="statistic-b"><p>Other 4</p></div>'
    assert [text.strip() for _, text, _ in taken_apart(source, lambda low: "filicide" in low).texts] == ["Filicide 3"]
