"""The printed edition: valid to both standards, its tables marked up, its links both ways, the same every time."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import page
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from scr_analysis.editions import pdf_numbers
from scr_analysis.errors import FaultsFound
from scr_analysis.render.pdf import build_pdf, set_until_it_fits
from scr_analysis.render.pdf_packing import MISREAD, packed
from scr_analysis.render.pdf_tags import check_tables, count_headers, rows, tables
from small_edition import REPORT, SMALL, changed, copied, made_elsewhere, real_release


@pytest.fixture(scope="module")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pdf") / "briefing.pdf"
    build_pdf(SMALL, REPORT, out)
    return out


def made(results: Path, folder: Path) -> Path:
    out = folder / "briefing.pdf"
    build_pdf(results, REPORT, out)
    return out


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_it_is_accessible_and_archivable(briefing: Path, profile: str) -> None:
    found = page.validate_pdf(str(briefing), profile=profile)
    assert found.is_compliant, str(found)


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_real_release_is_too(tmp_path: Path, profile: str) -> None:
    results = copied(tmp_path)
    real_release(results)
    assert page.validate_pdf(str(made(results, tmp_path)), profile=profile).is_compliant


def test_a_chart_leads_to_the_trail(briefing: Path) -> None:
    charts = json.loads((SMALL / "charts/charts.json").read_text(encoding="utf-8"))
    with pikepdf.open(briefing) as pdf:
        links = [note for sheet in pdf.pages for note in sheet.get("/Annots", Array()) if "/A" in note]
        tall = [link.A.URI for link in links if float(link.Rect[3]) - float(link.Rect[1]) > 50]
    assert [str(goal) for goal in tall] == [f"audit/index.html#{chart['goals'][0]}" for chart in charts.values()]


def test_title_language_authors_and_date_are_set(briefing: Path) -> None:
    with pikepdf.open(briefing) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Learning from reviews: What the reviews tell us"
            assert str(pdf.docinfo.Author) == "A. Author, B. Writer"
            assert str(metadata["xmp:CreateDate"]).startswith("2016-05-01")


def test_headings_are_bookmarks(briefing: Path) -> None:
    with pikepdf.open(briefing) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles == ["Why this study matters", "What was found", "How each figure was made"]
        assert [item.title for item in outline.root[1].children] == ["Involvement"]


def test_every_data_row_has_a_row_header_and_every_column_a_column_header(briefing: Path) -> None:
    with pikepdf.open(briefing) as pdf:
        counted = [count_headers(table) for table in tables(pdf)]
    # Involvement; plans, whose two sub-headings head columns as well; the trail of three figures.
    assert [(count.columns, count.rows, count.data_rows) for count in counted] == [(3, 2, 2), (5, 3, 3), (8, 3, 3)]


def test_cells_name_headers_that_the_id_tree_holds(briefing: Path) -> None:
    with pikepdf.open(briefing) as pdf:
        known = {str(name) for name in pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree)}
        for table in tables(pdf):
            for row in rows(table):
                heads = [str(cell.ID) for cell in row.K if cell.S == Name.TH]
                for cell in row.K:
                    named = {str(name) for part in cell.A for name in part.get("/Headers", Array())}
                    assert named <= known
                    if cell.S == Name.TD:
                        assert heads[0] in named
                        assert len(named) > 1, "a row header and a column header"


def test_a_table_without_row_headers_is_refused(briefing: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.pdf"
    with pikepdf.open(briefing) as pdf:
        for row in rows(next(tables(pdf))):
            for cell in row.K:
                cell.S = Name.TD
        pdf.save(spoilt)
    with pytest.raises(FaultsFound) as caught:
        check_tables(spoilt)
    problems = [(fault.place, fault.problem) for fault in caught.value.faults]
    assert problems == [
        ("table 1 of the structure tree", "no cell is marked as a column header"),
        ("table 1 of the structure tree", "0 of 3 rows have a row header"),
    ]


def links(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int]]:
    """Each link within the document, as the page it is on and the page it leads to."""
    numbers = {str(sheet.objgen): number for number, sheet in enumerate(pdf.pages, start=1)}
    for number, sheet in enumerate(pdf.pages, start=1):
        for note in sheet.get("/Annots", Array()):
            if note.get("/Subtype") == Name.Link and "/Dest" in note:
                yield number, numbers[str(note.Dest[0].objgen)]


def test_numbers_lead_to_their_proof_and_the_appendix_leads_back(briefing: Path) -> None:
    with pikepdf.open(briefing) as pdf:
        appendix = len(pdf.pages)
        found = list(links(pdf))
        notes = [note for sheet in pdf.pages for note in sheet.get("/Annots", Array()) if "/A" in note]
        said = {str(note.Contents) for note in notes}
    assert sum(start == appendix and end < appendix for start, end in found) == 5
    numbers = pdf_numbers(briefing)
    # Three numbers, one and one in the text, and each once in the appendix.
    in_text = {goal: count for goal, count in numbers.links.items() if goal.startswith("fig-")}
    assert in_text == {"fig-known": 4, "fig-reviews": 2, "fig-plan-current": 2}
    # Two tables of two columns and two rows, one cell of them hidden, and a mark leads nowhere; two charts.
    assert sum(count for goal, count in numbers.links.items() if goal.startswith("at.")) == 7 + 2
    assert said == {"How this figure was made"}


def test_every_number_has_a_place_with_a_name(briefing: Path) -> None:
    pages = pdf_numbers(briefing).pages
    uses = {name: page for name, page in pages.items() if name.startswith("use-")}
    assert set(uses) == {"use-known-1", "use-known-2", "use-known-3", "use-plan-current-1", "use-reviews-1"}
    assert pages["involvement"], "headings keep theirs"
    assert list(pages) == sorted(pages)


def test_the_trail_has_a_landscape_page(briefing: Path) -> None:
    with pikepdf.open(briefing) as pdf:
        shapes = [sheet.mediabox[2] > sheet.mediabox[3] for sheet in pdf.pages]
    assert shapes == [False] * (len(shapes) - 1) + [True]


def test_text_from_data_is_never_read_as_markup(tmp_path: Path) -> None:
    results = copied(tmp_path)
    strange = '#panic("x") $y$ *z* <fig-known> @a \\ [b] // c'
    changed(results / "tables" / "tables.json", lambda held: held["plans"]["rows"][1].update(label=strange))
    changed(results / "text" / "figures.json", lambda trail: trail["edition"].update(title=strange))
    made(results, tmp_path)


def test_a_table_longer_than_a_page_breaks_and_keeps_its_headers(tmp_path: Path) -> None:
    results = copied(tmp_path)
    many = [{"label": f"Row {row}", "cells": ["1", "2%"]} for row in range(90)]
    changed(results / "tables" / "tables.json", lambda held: held["involvement"].update(rows=many))
    out = made(results, tmp_path)
    with pikepdf.open(out) as pdf:
        assert count_headers(next(tables(pdf))).rows == 90
    assert page.validate_pdf(str(out), profile="ua1").is_compliant


def test_a_place_that_the_text_does_not_have_is_a_fault_that_names_it(tmp_path: Path) -> None:
    results = copied(tmp_path)
    changed(results / "text" / "figures.json", lambda trail: trail["figures"][0]["uses"][0].update(anchor="use-other"))
    with pytest.raises(FaultsFound) as caught:
        made(results, tmp_path)
    assert "label `<use-other>` does not exist" in str(caught.value)
    assert not (tmp_path / "briefing.pdf").exists()


def test_a_missing_chart_is_a_fault(tmp_path: Path) -> None:
    results = copied(tmp_path)
    (results / "charts" / "age.svg").unlink()
    with pytest.raises(FaultsFound) as caught:
        made(results, tmp_path)
    assert [fault.file for fault in caught.value.faults] == [str(results / "charts" / "age.svg")]


def test_two_processes_make_the_same_bytes(tmp_path: Path) -> None:
    first = made_elsewhere("pdf", tmp_path / "a" / "briefing.pdf", "1")
    second = made_elsewhere("pdf", tmp_path / "another" / "folder" / "briefing.pdf", "2")
    assert first == second


class NarrowColumn:
    """A compiler to which `age` and `plan_status` are too tall for their columns, until they are set wide."""

    def __init__(self) -> None:
        self.widened: list[str] = []

    def compile_with_warnings(self, sys_inputs: dict[str, str], **_: Any) -> tuple[bytes, list[Any]]:
        self.widened = sys_inputs["widened"].split()
        return b"pdf", []

    def query(self, _selector: str, field: str) -> str:
        assert field == "value"
        return '["plan_status", "age"]' if not self.widened else "[]"


def test_what_is_too_tall_for_its_column_is_set_wide_one_at_a_time() -> None:
    compiler = NarrowColumn()
    assert set_until_it_fits(cast(Any, compiler)) == (b"pdf", [])
    assert compiler.widened == ["age"], "setting one wide may make room for the next"


def test_no_stream_ends_so_that_a_checker_misreads_its_length() -> None:
    document = pikepdf.new()
    document.add_blank_page()
    # Compressed data ends in the low byte of its checksum: find a text for which that is a carriage return.
    text = next(text for text in (b"%" * length for length in range(1, 1000)) if zlib.adler32(text) & 0xFF == 0x0D)
    document.Root.Kept = document.make_stream(zlib.compress(text), Dictionary(Filter=Name.FlateDecode))
    plain = io.BytesIO()
    document.save(plain)
    assert MISREAD in plain.getvalue()
    saved = packed(document)
    assert MISREAD not in saved
    with pikepdf.open(io.BytesIO(saved)) as again:
        assert again.Root.Kept.read_bytes().strip() == text


def test_objects_stay_packed_where_a_checker_would_misread_the_end_of_their_stream() -> None:
    document = pikepdf.new()
    document.add_blank_page()
    document.pages[0].obj.Annots = Array([])
    # Each number kept gives the stream of all objects another checksum, and one in 256 ends in a carriage return.
    for number in range(5000):
        document.Root.Kept = Dictionary(Number=number)
        plain = io.BytesIO()
        document.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        if MISREAD in plain.getvalue():
            break
    assert MISREAD in plain.getvalue()
    saved = packed(document)
    assert MISREAD not in saved
    assert b"/ObjStm" in saved
