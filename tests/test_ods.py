"""The reference tables as a spreadsheet: read back by another program, and held to the Analysis Function's checklist."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from scr_analysis.render.ods import build_ods
from scr_analysis.render.ods_columns import NO_MARK, Column, Number, single_valued
from scr_analysis.render.ods_file import letters
from scr_analysis.render.ods_sheets import unique
from small_edition import ROOT, changed, copied

IMPRINT = {
    "title": "Learning from reviews", "subtitle": "What the reviews tell us", "period": "2011-14", "series": "Briefing",
    "team": ["A team"], "funder": "A funder", "publisher": "A publisher", "date": "2016-05-01",
}  # fmt: skip
SYNTHETIC = {"title": "Synthetic twin", "synthetic": True, "notices": []}
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
CONFIG = "{urn:oasis:names:tc:opendocument:xmlns:config:1.0}"


def made(results: Path, release: dict[str, Any] = SYNTHETIC) -> Path:
    build_ods(release, IMPRINT, results)
    return results / "tables.ods"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(copied(tmp_path_factory.mktemp("ods")))


def part(file: Path, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(file) as archive:
        return ElementTree.fromstring(archive.read(name))


def sheets_of(file: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(str(file))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def ranges(file: Path) -> dict[str, tuple[int, int, int]]:
    """For each sheet its marked-up table: header row, last row, and number of columns."""
    found = {}
    for one in part(file, "content.xml").iter(f"{TABLE}database-range"):
        assert one.get(f"{TABLE}contains-header") == "true"
        address = one.get(f"{TABLE}target-range-address") or ""
        hit = re.fullmatch(r"'(\w+)'\.A(\d+):'\1'\.([A-Z]+)(\d+)", address)
        assert hit, address
        found[hit[1]] = (int(hit[2]), int(hit[4]), 1 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(hit[3]))
    return found


def test_there_is_a_cover_a_sheet_of_notes_and_a_sheet_a_table(file: Path) -> None:
    assert list(sheets_of(file)) == ["Cover", "Notes", "S1", "S2"] == list(ranges(file))
    names = [one.get(f"{TABLE}name") for one in part(file, "content.xml").iter(f"{TABLE}database-range")]
    assert len(set(names)) == 4


def test_each_table_is_whole(file: Path) -> None:
    """No cell empty, none merged, no row blank, nothing below the table, header names there and no two the same."""
    for name, rows in sheets_of(file).items():
        header, last, width = ranges(file)[name]
        assert len(rows) == last
        assert all(row[0] != "" and set(row[1:]) <= {""} for row in rows[: header - 1]), name
        assert all(len(row) == width and "" not in row for row in rows[header - 1 :]), name
        assert len(set(rows[header - 1])) == width, name
    content = part(file, "content.xml")
    merged = [one for one in content.iter() if any("spanned" in key for key in one.attrib)]
    assert not merged
    tagged = [len(one.findall(f"{TABLE}table-row")) for one in content.iter(f"{TABLE}table-header-rows")]
    assert tagged == [1, 1, 1, 1]


def test_numbers_are_numbers(file: Path) -> None:
    rows = sheets_of(file)["S1"]
    assert rows[-3:] == [["Involvement", "Number", "% (n = 293)"], ["Open", 132.0, 45.0], ["Closed", 56.0, 19.0]]
    kinds = {cell.get(f"{OFFICE}value-type") for cell in part(file, "content.xml").iter(f"{TABLE}table-cell")}
    assert kinds == {"string", "float"}


def test_sub_headings_are_a_column(file: Path) -> None:
    header, last, _ = ranges(file)["S2"]
    rows = sheets_of(file)["S2"][header - 1 : last]
    assert rows[0][:2] == ["Part of the table", "Plan"]
    assert {row[0] for row in rows[1:]} == {"Status", "Category"}


def test_notes_have_numbers_and_are_referred_to(file: Path) -> None:
    found = sheets_of(file)
    assert found["Notes"][-1] == ["note 1", "Not recorded is not “no”."]
    assert found["S2"][0][0].endswith("[note 1]")
    assert "[note" not in found["S1"][0][0]


def test_the_cover_explains_marks_and_links_to_each_sheet(file: Path) -> None:
    cover = [row[0] for row in sheets_of(file)["Cover"]]
    assert cover[0] == "Supplementary tables: Learning from reviews"
    assert "[c] means confidential: hidden so that no child can be identified." in cover
    assert cover[-3:] == ["Notes", "S1", "S2"]
    links = [value for one in part(file, "content.xml").iter() for key, value in one.items() if key.endswith("}href")]
    assert links == ["#Notes.A1", "#S1.A1", "#S2.A1"]


def test_title_language_date_and_cursor(file: Path) -> None:
    told = {one.tag.rpartition("}")[2]: one.text for one in part(file, "meta.xml").iter() if one.text}
    assert told == {
        "title": "Supplementary tables: Learning from reviews", "creator": "A publisher", "language": "en-GB",
        "date": "2016-05-01T00:00:00",
    }  # fmt: skip
    items = [(one.get(f"{CONFIG}name"), one.text) for one in part(file, "settings.xml").iter(f"{CONFIG}config-item")]
    assert ("ActiveTable", "Cover") in items
    assert [value for name, value in items if str(name).startswith("CursorPosition")] == ["0"] * 8


def test_a_program_can_tell_what_the_file_is(file: Path) -> None:
    """The type comes first, not compressed, at its fixed place (OpenDocument 1.3, part 2, 3.3)."""
    assert file.read_bytes()[38:84] == b"application/vnd.oasis.opendocument.spreadsheet"


def test_only_a_synthetic_release_says_so_on_each_sheet(file: Path, tmp_path: Path) -> None:
    said = "Synthetic data: not real cases. Do not quote."
    assert all([said] in [row[:1] for row in rows] for rows in sheets_of(file).values())
    real = made(copied(tmp_path), {"title": "Delivery", "synthetic": False, "notices": []})
    assert not any("Synthetic data: not" in str(row[0]) for rows in sheets_of(real).values() for row in rows)


def test_a_draft_says_so_on_each_sheet(tmp_path: Path) -> None:
    drafted = made(copied(tmp_path), {**SYNTHETIC, "notices": ["Draft, not for publication"]})
    assert all(["Draft, not for publication."] in [row[:1] for row in rows] for rows in sheets_of(drafted).values())


def test_what_is_for_the_briefing_alone_has_no_sheet(tmp_path: Path) -> None:
    results = copied(tmp_path)
    changed(results / "tables/tables.json", lambda held: held["involvement"].update(printed_in=["briefing"]))
    assert list(sheets_of(made(results))) == ["Cover", "Notes", "S1"]


def test_another_process_makes_the_same_bytes(file: Path, tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); import test_ods; test_ods.made(Path('r'))"
    copied(tmp_path).rename(tmp_path / "r")
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT / "src")}
    here = str(Path(__file__).parent)
    subprocess.run([sys.executable, "-c", code, here], check=True, env=environment, cwd=tmp_path)
    assert (tmp_path / "r/tables.ods").read_bytes() == file.read_bytes()


# --- A printed column as columns of single values.
def shown(columns: list[Column]) -> dict[str, list[str]]:
    return {
        one.name: [value.digits if isinstance(value, Number) else f"'{value}'" for value in one.values]
        for one in columns
    }


@pytest.mark.parametrize(
    ("texts", "columns"),
    [
        (["1,100", "7"], {"It": ["1100", "7"]}),
        (["45%", "[c]"], {"It: %": ["45", "'[c]'"]}),
        (["12 (4%)", "[c]"], {"It: number": ["12", "'[c]'"], "It: %": ["4", "'[c]'"]}),
        (["39% to 51%"], {"It: low, %": ["39"], "It: high, %": ["51"]}),
        (["−5.8 to +12.1"], {"It: low": ["-5.8"], "It: high": ["12.1"]}),
        (["1.08 (0.87 to 1.33)"], {"It: value": ["1.08"], "It: low": ["0.87"], "It: high": ["1.33"]}),
        (
            ["7 (41% [u])", "20 (50%)", "[c]"],
            {
                "It: number": ["7", "20", "'[c]'"], "It: %": ["41", "50", "'[c]'"],
                "It: mark": ["'[u]'", f"'{NO_MARK}'", "'[c]'"],
            },
        ),
        (["agrees", "differs: +2 percentage points"], {"It": ["'agrees'", "'differs: +2 percentage points'"]}),
        (["293", "175 of 293"], {"It": ["'293'", "'175 of 293'"]}),  # of no common shape: words
        (["[c]", "[z]"], {"It": ["'[c]'", "'[z]'"]}),
    ],
)  # fmt: skip
def test_a_printed_column_becomes_columns_of_single_values(texts: list[str], columns: dict[str, list[str]]) -> None:
    assert shown(single_valued("It", texts)) == columns


@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 100)), min_size=1))
def test_no_number_is_lost_or_changed(pairs: list[tuple[int, int]]) -> None:
    found = shown(single_valued("It", [f"{n:,} ({percent}%)" for n, percent in pairs]))
    assert found == {"It: number": [str(n) for n, _ in pairs], "It: %": [str(percent) for _, percent in pairs]}


def test_names_of_columns_are_made_unique() -> None:
    assert unique(["p", "Interval", "p", "p"]) == ["p", "Interval", "p (2)", "p (3)"]


@pytest.mark.parametrize(("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (703, "AAA")])
def test_letters_of_columns(column: int, name: str) -> None:
    assert letters(column) == name
