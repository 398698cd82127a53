"""The three editions of the real briefing: the same numbers in each, valid files, every table marked up."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest

from scr_analysis.editions import docx_numbers, html_numbers
from scr_analysis.render.pdf_tags import check_tables
from tools import needs

# The figures that the briefing of record prints, and how this one prints them (data dictionary, last section).
OF_RECORD = {
    "not_involved_at_incident": "55%",
    "known_to_social_care": "64%",
    "plan_current": "12%",
    "plan_past": "12%",
    "below_threshold": "14%",
    "aware_of_child": "78%",
    "domestic_abuse": "more than half",
    "suicides": "17",
    "suicide_open_to_social_care": "just over half",
    "suicide_camhs": "all but two",
    "reviews_in_period": "293",
    "final_reports_available": "175",
    "read_in_depth": "66",
    "reviews_in_database": "1,100",
}


def figures(built: Path) -> list[dict[str, Any]]:
    held = json.loads((built / "results/synthetic/text/figures.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = held["figures"]
    return found


def printed(built: Path) -> dict[str, str]:
    return {use["anchor"]: use["printed"] for row in figures(built) for use in row["uses"]}


def link_words(pdf: Path) -> Counter[str]:
    """The words that lie on links of the prose pages, by the places of words and links on each page.

    The appendix stands on wide pages; it links its numbers too, and so do tables, each cell to its row of the trail.
    """
    said = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    words: Counter[str] = Counter()
    with pikepdf.open(pdf) as document:
        for sheet, text in zip(document.pages, said.split("<page ")[1:], strict=True):
            if sheet.mediabox[2] > sheet.mediabox[3]:
                continue
            height = float(sheet.mediabox[3])
            notes = [note for note in sheet.get("/Annots", pikepdf.Array()) if "/A" in note]
            notes = [note for note in notes if re.search("#(fig-|at[.]comparisons)", str(note["/A"].get("/URI")))]
            places = [[float(number) for number in note.Rect] for note in notes]
            for hit in re.finditer(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', text):
                left, top, right, bottom = (float(number) for number in hit.groups()[:4])
                middle, level = (left + right) / 2, height - (top + bottom) / 2
                if any(x0 <= middle <= x1 and y0 <= level <= y1 for x0, y0, x1, y1 in places):
                    words[re.sub(r"[^\w%,]|,$", "", hit.group(5))] += 1
    return words


Word = tuple[str, float, float]  # its text, and how far it reaches from the upper edge of the page


def words_by_page(pdf: Path) -> list[list[Word]]:
    """Every word of each page, as another program than ours reads it."""
    said = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    word = re.compile(r'<word xMin=".*?" yMin="(.*?)" xMax=".*?" yMax="(.*?)">(.*?)</word>')
    return [
        [(unescape(hit[3]), float(hit[1]), float(hit[2])) for hit in word.finditer(sheet)]
        for sheet in said.split("<page ")[1:]
    ]


def test_every_place_that_the_trail_names_in_the_pdf_shows_its_number(built: Path) -> None:
    """A viewer that goes there has the number in sight: on that page, below the window's edge, and not far below."""
    needs("pdftotext")
    pdf = built / "results/synthetic/briefing.pdf"
    words, wanted = words_by_page(pdf), printed(built)
    with pikepdf.open(pdf) as document:
        numbers = {str(sheet.objgen): number for number, sheet in enumerate(document.pages)}
        named = {str(name): held for name, held in pikepdf.NameTree(document.Root.Names.Dests).items()}
        linked = re.findall(r"briefing\.pdf#nameddest=([\w-]+)", trail_page(built))
        assert set(linked) <= set(named)
        assert {anchor for anchor in linked if anchor.startswith("use-")} <= wanted.keys()
        for anchor, text in wanted.items():
            goal, kind, _, top, _ = named[anchor]
            assert str(kind) == "/XYZ"
            number = numbers[str(goal.objgen)]
            edge = float(document.pages[number].mediabox[3]) - float(top)
            below = [word for word, upper, lower in words[number] if upper >= edge - 1 and lower <= edge + 90]
            assert any(text.split()[0] in word for word in below), (anchor, text, number + 1)


def trail_page(built: Path) -> str:
    return (built / "results/synthetic/audit/index.html").read_text(encoding="utf-8")


def test_every_figure_of_the_briefing_of_record_appears(built: Path) -> None:
    said = {row["id"]: row["printed"].split("; ") for row in figures(built)}
    for statistic, text in OF_RECORD.items():
        assert text in said[statistic], statistic


def test_html_and_word_print_the_same_numbers_at_the_same_places(built: Path) -> None:
    wanted = printed(built)
    assert len(wanted) >= 45
    assert html_numbers(built / "results/synthetic/briefing.html") == wanted
    assert docx_numbers(built / "results/synthetic/briefing.docx", wanted) == wanted


def test_the_pdf_prints_the_same_numbers(built: Path) -> None:
    needs("pdftotext")
    found = link_words(built / "results/synthetic/briefing.pdf")
    wanted = Counter(word for text in printed(built).values() for word in text.split())
    missing = {word: count - found[word] for word, count in wanted.items() if found[word] < count}
    assert missing == {}
    numbers = {word: count for word, count in found.items() if word.endswith("%")}
    assert numbers == {word: count for word, count in wanted.items() if word.endswith("%")}


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_pdf_is_valid(built: Path, profile: str) -> None:
    report = page.validate_pdf(str(built / "results/synthetic/briefing.pdf"), profile=profile)
    assert report.is_compliant, report


def test_every_table_of_the_pdf_has_its_headers(built: Path) -> None:
    check_tables(built / "results/synthetic/briefing.pdf")
    with pikepdf.open(built / "results/synthetic/briefing.pdf") as document:
        kinds = Counter(str(one.get("/S")) for one in document.objects if isinstance(one, pikepdf.Dictionary))
    assert kinds["/Table"] >= 9
    assert kinds["/TH"] > 100


def test_synthetic_data_is_said_on_every_page(built: Path) -> None:
    needs("pdftotext")
    path = str(built / "results/synthetic/briefing.pdf")
    pages = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout.split("\f")[:-1]
    assert len(pages) > 8
    assert [number for number, text in enumerate(pages, 1) if "Synthetic data" not in text] == []
    assert "Synthetic data" in (built / "results/synthetic/briefing.html").read_text(encoding="utf-8")


def test_the_html_needs_no_other_file(built: Path) -> None:
    text = (built / "results/synthetic/briefing.html").read_text(encoding="utf-8")
    assert re.findall(r'(?:src|href)="(?!#|data:|audit/index\.html#(?:fig-|at\.))([^"]+)"', text) == []
    assert re.findall(r"url\((?!data:|#)[^)]*\)", text) == []
    assert "<script" not in text


def test_eight_tables_and_six_charts_are_placed(built: Path) -> None:
    held = json.loads((built / "results/synthetic/text/figures.json").read_text(encoding="utf-8"))
    text = (built / "results/synthetic/text/briefing.md").read_text(encoding="utf-8")
    assert len(held["tables"]) >= 8
    assert len(held["charts"]) >= 6
    for kind in ("table", "chart"):
        for name in held[f"{kind}s"]:
            assert text.count(f'#scr-{kind}("{name}"') == 1
