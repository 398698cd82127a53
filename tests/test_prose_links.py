"""Every printed number leads to its row and back; tables and charts are numbered in the order of the text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from prose_room import Prose, prose_in


@pytest.fixture
def prose(tmp_path: Path) -> Prose:
    return prose_in(tmp_path)


def test_every_number_links_to_its_row_and_back(prose: Prose) -> None:
    text = prose.raw(
        '# First part\n\n{{ pct("fatal") }} or {{ count("fatal") }} died; {{ pct("sex", level="male") }} were boys.\n\n'
        '## Second part {.wide}\n\nAgain {{ pct("fatal") }}, and {{ pct("everywhere", base="database") }}.\n\n'
        "{{ figures() }}\n"
    )
    links = re.findall(r"\[\[([^\]]*)\]\(#(fig-[\w-]+)\)\]\{#(use-[\w-]+) \.figure[^}]*\}", text)
    assert links == [
        ("67%", "fig-fatal", "use-fatal-1"),
        ("197", "fig-fatal", "use-fatal-2"),
        ("56%", "fig-sex-male", "use-sex-male-1"),
        ("67%", "fig-fatal", "use-fatal-3"),
        ("13%", "fig-everywhere-database", "use-everywhere-database-1"),
    ]
    rows = {f"fig-{row['slug']}": row for row in prose.figures()["figures"]}
    assert [use["anchor"] for use in rows["fig-fatal"]["uses"]] == ["use-fatal-1", "use-fatal-2", "use-fatal-3"]
    assert [use["section"] for use in rows["fig-fatal"]["uses"]] == ["First part", "First part", "Second part"]
    assert rows["fig-fatal"]["printed"] == "67%; 197"
    assert all(row in rows and f"{{#{row}}}" in text for _, row, _ in links)  # it stands in the appendix of the text
    assert rows["fig-everywhere-database"]["key"] == ["everywhere", "database", "all", "all"]


def test_a_number_in_a_heading(prose: Prose) -> None:
    prose.raw('# The {{ count("fatal") }} deaths\n\n{{ pct("fatal") }} of all.\n')
    (row,) = (one for one in prose.figures()["figures"] if one["uses"])
    assert [use["section"] for use in row["uses"]] == ["The 197 deaths", "The 197 deaths"]


def test_a_figure_that_nothing_shows_is_in_the_appendix_all_the_same(prose: Prose) -> None:
    prose.raw('{{ pct("fatal") }}\n\n{{ figures() }}\n')
    slugs = [row["slug"] for row in prose.figures()["figures"]]
    assert slugs[0] == "fatal"
    assert {"camhs", "secret", "sex-male", "sex-female", "everywhere-database", "rate"} <= set(slugs)


# --- Tables and charts: numbered in the order of the text; what is not placed comes at the end.
@pytest.fixture
def placed(prose: Prose) -> Prose:
    prose.tables, prose.charts = ("first", "second", "third"), ("bars", "dots")
    return prose


def test_numbers_follow_the_order_of_the_text(placed: Prose) -> None:
    text = placed.raw(
        'See {{ ref("first") }}, {{ ref("third") }} and {{ ref("dots") }}.\n\n{{ table("third") }}\n\n'
        '{{ chart("dots") }}\n\n{{ table("first") }}\n\n{{ figures() }}\n'
    )
    assert "See [Table 2](#table-first), [Table 1](#table-third) and [Chart 1](#chart-dots)." in text
    placed_at = re.findall(r"<!-- scr:(table|chart) (\w+) (\d) -->", text)
    assert placed_at == [
        ("table", "third", "1"), ("chart", "dots", "1"), ("table", "first", "2"),
        ("table", "second", "3"), ("chart", "bars", "2"),  # declared and not placed: at the end, before the appendix
    ]  # fmt: skip
    assert re.findall(r'#scr-(table|chart)\("(\w+)", number: (\d)\)', text) == placed_at
    assert (placed.figures()["tables"], placed.figures()["charts"]) == (["third", "first", "second"], ["dots", "bars"])
    marks = ("# Further tables and charts", "scr:table second", "# How each figure was made")
    assert [text.index(mark) for mark in marks] == sorted(text.index(mark) for mark in marks)


def test_nothing_further_where_all_is_placed(placed: Prose) -> None:
    calls = [("table", name) for name in placed.tables] + [("chart", name) for name in placed.charts]
    text = "\n\n".join(f'{{{{ {kind}("{name}") }}}}' for kind, name in calls)
    assert "Further tables and charts" not in placed.raw(text)


def test_what_is_for_the_supplement_alone_is_not_printed(placed: Prose) -> None:
    """Not even at the end; and the text can neither place it nor refer to it."""
    placed.tables, placed.charts = ("first", "first_apart"), ("bars_apart",)
    assert "_apart" not in placed.raw('{{ table("first") }}\n\n{{ figures() }}\n')
    assert placed.figures()["tables"] == ["first"]


def test_the_text_cannot_place_what_is_for_the_supplement_alone(placed: Prose) -> None:
    placed.tables = ("first", "first_apart")
    faults = placed.refuses('{{ table("first_apart") }}\n\n{{ ref("first_apart") }}\n')
    problem = "'first_apart' is not printed in the briefing; add 'briefing' to its 'in'"
    assert faults == [f"line 1: {problem}", f"line 3: {problem}"]


def test_a_table_is_placed_once(placed: Prose) -> None:
    (fault,) = placed.refuses('{{ table("first") }}\n\n{{ table("first") }}\n')
    assert fault == "line 3: the table 'first' is placed twice; place it once, and refer to it with ref()"


def test_text_of_data_is_no_markup(placed: Prose) -> None:
    """A title or label that looks like Markdown or a formula is printed as it is."""
    placed.tables = ("first",)
    text = placed.raw('{{ table("first") }}\n')
    assert "| a | 1 |" in text
    assert ": Table 1. Title of first" in text
