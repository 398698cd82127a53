"""The web edition: one file, marked up for every reader, its links whole, the same every time."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from page_tags import Tags
from scr_analysis.errors import FaultsFound
from scr_analysis.render.html import build_html
from scr_analysis.render.pandoc import meant_for
from scr_analysis.render.svg import inline_svg
from small_edition import REPORT, SMALL, changed, copied, made_elsewhere, real_release


def made(results: Path, folder: Path) -> str:
    build_html(results, REPORT, folder / "briefing.html")
    return (folder / "briefing.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    return made(SMALL, tmp_path_factory.mktemp("html"))


@pytest.fixture(scope="module")
def tags(source: str) -> Tags:
    return Tags(source)


def test_it_needs_no_other_file_and_no_script(source: str, tags: Tags) -> None:
    assert not tags.all("script", "link", "img", "iframe")
    assert re.findall(r"url\((?!data:)(?!#)[^)]*\)", source) == []
    assert "@import" not in source


def test_language_title_and_one_first_heading(tags: Tags) -> None:
    assert tags.all("html") == [{"lang": "en-GB"}]
    assert "Learning from reviews: What the reviews tell us" in tags.words
    levels = [int(tag[1]) for tag, _ in tags.found if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_every_link_within_the_page_arrives(tags: Tags) -> None:
    ids = [attributes["id"] for _, attributes in tags.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    goals = [link["href"][1:] for link in tags.all("a") if link["href"].startswith("#")]
    assert set(goals) <= set(ids)
    proofs = {link["href"] for link in tags.all("a")}
    assert {"audit/index.html#fig-known", "audit/index.html#fig-reviews"} <= proofs
    assert {"use-known-1", "use-known-3", "table-involvement", "chart-age", "briefing"} <= set(goals)


def test_tables_have_a_caption_and_headers_for_columns_and_rows(tags: Tags) -> None:
    assert len(tags.all("table")) == len(tags.all("caption")) == 5
    scopes = [head["scope"] for head in tags.all("th")]
    assert [scopes.count(scope) for scope in ("col", "row", "rowgroup")] == [3 + 3 + 8 + 2 * 3, 2 + 3 + 3 + 1 + 2, 2]


def test_each_cell_has_the_key_of_what_it_shows(tags: Tags) -> None:
    keys = [cell["data-key"] for cell in tags.all("td") if "data-key" in cell]
    assert keys[:4] == [f"involvement|reviews|all|level{row}|m{cell}" for row in (0, 1) for cell in (0, 1)]
    assert len(keys) == 2 * 2 + 3 * 2, "two rows of two cells, three of two"


def test_what_may_scroll_can_be_reached_by_keyboard_and_has_a_name(tags: Tags) -> None:
    regions = [attributes for _, attributes in tags.found if attributes.get("class") == "scroll"]
    assert len(regions) == 7
    for region in regions:
        assert region["role"] == "region"
        assert region["tabindex"] == "0"
        assert region.get("aria-label") or region.get("aria-labelledby")


def test_charts_are_images_with_a_text_alternative(tags: Tags) -> None:
    charts = [attributes for _, attributes in tags.found if attributes.get("role") == "img"]
    assert [chart["aria-label"] for chart in charts] == [
        "Column chart. Under 1 year: 120.",
        "Bars. Current plan: 12%; <past> & never: 88%.",
    ]
    assert [drawing["aria-hidden"] for drawing in tags.all("svg")] == ["true", "true"]


def test_the_values_of_a_chart_stand_below_it_and_lead_to_their_proof(tags: Tags) -> None:
    """The value without an entry of its own, here one of what is left, leads nowhere."""
    goals = [link["href"].partition("#")[2] for link in tags.all("a") if "#at.plan_status" in link["href"]]
    assert goals == ["at.plan_status.reviews.all.current"]
    words = "".join(tags.words)
    assert "<past> & never258 of 29388" in words.replace("\n", "")


def test_text_from_data_is_escaped(tags: Tags, source: str) -> None:
    assert "Plans #by $period$ & <category>" in "".join(tags.words)
    assert "<category>" not in source


def test_every_use_is_linked_from_the_trail(tags: Tags) -> None:
    back = [link["href"] for link in tags.all("a") if link["href"].startswith("#use-")]
    assert sorted(back) == sorted(
        ["#use-known-1", "#use-known-2", "#use-known-3", "#use-plan-current-1", "#use-reviews-1"]
    )


def test_only_a_synthetic_release_says_so(source: str, tmp_path: Path) -> None:
    assert source.count("Synthetic data: not real cases") >= 3, "on the screen, on each printed page, at the end"
    results = copied(tmp_path)
    real_release(results)
    assert "Synthetic data: not" not in made(results, tmp_path)


def test_what_is_meant_for_word_stays_there(tags: Tags) -> None:
    assert not [attributes for _, attributes in tags.found if "only-docx" in attributes.get("class", "")]
    assert "Chart 1. A chart" not in "".join(tags.words)


def test_what_is_meant_for_another_edition_is_not_even_read_and_lines_keep_their_numbers() -> None:
    nested = "::: {.only-docx}\n::: {.note}\nWord.\n:::\n:::\n"
    text = f"One.\n\n::: {{.only-docx}}\nTwo.\n:::\n\n::: {{.only-html}}\nThree.\n:::\n\n{nested}Four.\n"
    read = meant_for("html5-smart", text)
    assert read == text.replace("::: {.only-docx}\nTwo.\n:::\n", "\n\n\n"), (
        "one that holds another is left to the filter"
    )
    assert "Two." in meant_for("docx", text)


def test_a_chart_that_was_not_made_is_a_fault(tmp_path: Path) -> None:
    results = copied(tmp_path)
    changed(results / "charts" / "charts.json", lambda charts: charts.pop("age"))
    with pytest.raises(FaultsFound) as caught:
        made(results, tmp_path)
    assert "places the chart 'age', which was not made" in str(caught.value)
    assert not (tmp_path / "briefing.html").exists()


def test_two_processes_make_the_same_bytes(tmp_path: Path) -> None:
    first = made_elsewhere("html", tmp_path / "a" / "briefing.html", "1")
    assert first == made_elsewhere("html", tmp_path / "b" / "briefing.html", "2")


def test_what_is_read_out_for_a_drawing_stands_before_it() -> None:
    svg = inline_svg('<svg viewBox="0 0 1 1"><path/></svg>', 'A "b" & c', 84)
    assert svg.startswith('<span class="unseen" role="img" aria-label="A &quot;b&quot; &amp; c"></span><svg')
    assert svg.endswith("><path/></svg>")


def test_marks_of_a_drawing_lead_into_the_trail_and_are_no_tab_stops() -> None:
    drawing = (
        '<svg viewBox="0 0 1 1"><a xlink:href="../audit/index.html#at.a.b.all.all" target="_blank"><path/></a></svg>'
    )
    svg = inline_svg(drawing, "Ages", 84)
    assert '<a tabindex="-1" href="audit/index.html#at.a.b.all.all"><path/></a>' in svg


def test_a_drawing_without_size_is_refused() -> None:
    with pytest.raises(ValueError, match="no viewBox"):
        inline_svg("<svg></svg>", "", 84)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("ink", "paper"),
    [(ink, paper) for ink in ("ink", "quiet", "accent") for paper in ("paper", "tint", "warning")]
    + [("paper", "accent")],
)
def test_text_stands_out_from_its_ground(ink: str, paper: str) -> None:
    colours = dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6})", (REPORT / "style.css").read_text(encoding="utf-8")))
    dark, light = sorted((luminance(colours[ink]), luminance(colours[paper])))
    assert (light + 0.05) / (dark + 0.05) >= 4.5
