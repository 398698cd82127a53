"""The Word edition: whole, marked up, dated by the edition and not by the clock, the same every time."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from scr_analysis.errors import FaultsFound
from scr_analysis.render.docx import build_docx, restyled
from small_edition import REPORT, SMALL, copied, made_elsewhere, real_release

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def made(results: Path, folder: Path) -> dict[str, bytes]:
    build_docx(results, REPORT, folder / "briefing.docx")
    return parts_of(folder / "briefing.docx")


def parts_of(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return made(SMALL, tmp_path_factory.mktemp("docx"))


@pytest.fixture(scope="module")
def document(parts: dict[str, bytes]) -> ElementTree.Element:
    return ElementTree.fromstring(parts["word/document.xml"])


def test_every_part_is_whole_and_declared(parts: dict[str, bytes]) -> None:
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(part)
    declared = parts["[Content_Types].xml"].decode()
    assert "/word/header1.xml" in declared
    assert "/word/footer1.xml" in declared


def test_title_language_authors_and_date(parts: dict[str, bytes]) -> None:
    core = parts["docProps/core.xml"].decode()
    assert "<dc:title>Learning from reviews</dc:title>" in core
    assert "<dc:creator>A. Author; B. Writer</dc:creator>" in core
    assert "<dc:language>en-GB</dc:language>" in core
    assert core.count("2016-05-01T00:00:00Z") == 2
    assert 'w:lang w:val="en-GB"' in parts["word/styles.xml"].decode()


def test_each_page_says_synthetic_and_has_its_number(parts: dict[str, bytes], document: ElementTree.Element) -> None:
    assert "Synthetic data: not real cases" in parts["word/header1.xml"].decode()
    assert " PAGE " in parts["word/footer1.xml"].decode()
    sections = list(document.iter(f"{W}sectPr"))
    assert len(sections) == 2
    for section in sections:
        assert section.find(f"{W}headerReference") is not None
        assert section.find(f"{W}footerReference") is not None


def test_a_real_release_names_the_briefing_instead(tmp_path: Path) -> None:
    results = copied(tmp_path)
    real_release(results)
    header = made(results, tmp_path)["word/header1.xml"].decode()
    assert "Synthetic" not in header
    assert "Learning from reviews" in header


def test_the_appendix_is_landscape(document: ElementTree.Element) -> None:
    sizes = [size.get(f"{W}orient", "portrait") for size in document.iter(f"{W}pgSz")]
    assert sizes == ["portrait", "landscape"]


def test_tables_have_header_rows_and_header_columns(document: ElementTree.Element) -> None:
    found = list(document.iter(f"{W}tbl"))
    assert len(found) == 3
    for table in found:
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        look = table.find(f"{W}tblPr/{W}tblLook")
        assert look is not None
        assert look.get(f"{W}firstColumn") == "1"


def test_charts_have_the_alt_text_of_the_other_editions(document: ElementTree.Element) -> None:
    alts = [picture.get("descr") for picture in document.iter(f"{DRAWING}docPr")]
    assert alts == ["Column chart. Under 1 year: 120.", "Bars. Current plan: 12%; <past> & never: 88%."]


def test_an_image_without_alt_text_is_refused(tmp_path: Path) -> None:
    results = copied(tmp_path)
    (results / "other.png").write_bytes((results / "charts" / "age.png").read_bytes())
    text = results / "text" / "briefing.md"
    text.write_text(text.read_text(encoding="utf-8") + "\nSee ![](other.png).\n", encoding="utf-8")
    with pytest.raises(FaultsFound, match="no text alternative"):
        made(results, tmp_path)


def test_links_arrive(document: ElementTree.Element) -> None:
    anchors = {link.get(f"{W}anchor") for link in document.iter(f"{W}hyperlink")} - {None}
    marks = {mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")}
    assert anchors <= marks
    assert {"fig-known", "use-known-1", "table-involvement", "chart-age"} <= anchors


def test_house_styles_replace_those_of_the_same_id() -> None:
    styles = '<w:styles><w:style w:styleId="A">old</w:style><w:style w:styleId="B">kept</w:style></w:styles>'
    merged = restyled(styles, '<w:style w:styleId="A">new</w:style><w:style w:styleId="C">added</w:style>')
    assert "old" not in merged
    assert [word in merged for word in ("new", "kept", "added")] == [True, True, True]


def test_two_processes_make_the_same_bytes_and_no_entry_has_a_time(tmp_path: Path) -> None:
    first = made_elsewhere("docx", tmp_path / "a" / "briefing.docx", "1")
    assert first == made_elsewhere("docx", tmp_path / "b" / "briefing.docx", "2")
    with zipfile.ZipFile(tmp_path / "a" / "briefing.docx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = archive.namelist()
    assert names == sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
