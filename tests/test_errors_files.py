"""Delivered files that are not what they should be: the message says which, and what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from broken import INGEST, RAW, Break, Stage, edit, edit_bytes, edit_csv

DATABASE, REPORTS, PLANS, THEMES = "scr_database.sav", "final_reports.sav", "cpd_plans.csv", "themes.csv"
HEADER = b"case_id,plan_start,plan_end,category\r\n"


def cut(name: str, at: float) -> Break:
    """A file cut short, as a broken copy leaves it."""
    return lambda root: edit_bytes(root, name, lambda content: content[: int(len(content) * at)])


def filled(name: str, content: bytes) -> Break:
    return lambda root: edit_bytes(root, name, lambda _: content)


def as_csv_named_sav(root: Path) -> None:
    shutil.copy(root / RAW / PLANS, root / RAW / DATABASE)


def as_sav_named_csv(root: Path) -> None:
    shutil.copy(root / RAW / DATABASE, root / RAW / PLANS)


def with_checksum(root: Path) -> None:
    edit(root, "study/releases.yaml", "cpd_plans.csv, ", f"cpd_plans.csv, sha256: {'f' * 64}, ")


def separated(by: bytes) -> Break:
    return lambda root: edit_bytes(root, PLANS, lambda content: content.replace(b",", by))


def in_utf_16(root: Path) -> None:
    edit_bytes(root, THEMES, lambda content: content.decode("utf-8-sig").encode("utf-16"))


def with_ragged_rows(root: Path) -> None:
    def change(rows: list[list[str]]) -> None:
        rows[3].append("Xyzzy")
        rows[9].pop()

    edit_csv(root, THEMES, change)


def as_folder(root: Path) -> None:
    (root / RAW / PLANS).unlink()
    (root / RAW / PLANS).mkdir()


BREAKS: dict[str, Break] = {
    "missing_file": lambda root: (root / RAW / PLANS).unlink(),
    "missing_folder": lambda root: shutil.rmtree(root / RAW),
    "folder_in_place_of_file": as_folder,
    "empty_csv": filled(PLANS, b""),
    "empty_sav": filled(DATABASE, b""),
    "blank_csv": filled(PLANS, b"\r\n \r\n"),
    "byte_order_mark_only": filled(THEMES, b"\xef\xbb\xbf"),
    "header_only": lambda root: edit_csv(root, PLANS, lambda rows: rows.__delitem__(slice(1, None))),
    "no_header": lambda root: edit_csv(root, PLANS, lambda rows: rows.pop(0)),
    "header_runs_on": filled(PLANS, HEADER.replace(b",plan_end", b',"plan_end') + b"SYN-0001,,,NEG\r\n"),
    "header_runs_on_and_closes": filled(PLANS, HEADER.replace(b",plan_end", b',"plan_end') + b'SYN-0001,,"\r\n'),
    "column_twice": lambda root: edit_csv(root, PLANS, lambda rows: rows[0].__setitem__(2, "plan_start")),
    "column_unnamed": lambda root: edit_csv(root, PLANS, lambda rows: rows[0].__setitem__(2, "")),
    "ragged_rows": with_ragged_rows,
    "quote_left_open": lambda root: edit_bytes(root, PLANS, lambda content: content.replace(b"EMO", b'"EMO', 1)),
    "quote_never_closed": filled(PLANS, HEADER + b'SYN-0001,01/02/2003,,"' + b"SYN-0002,,,\r\n" * 20_000),
    "sav_cut_in_header": cut(DATABASE, 0.002),
    "sav_cut_in_dictionary": cut(DATABASE, 0.05),
    "sav_cut_in_middle": cut(DATABASE, 0.5),
    "sav_cut_at_end": cut(DATABASE, 0.999),
    "csv_named_sav": as_csv_named_sav,
    "sav_named_csv": as_sav_named_csv,
    "encoding_wrong": lambda root: edit(root, "study/releases.yaml", "cpd_plans.csv, encoding: cp1252", "cpd_plans.csv"),
    "encoding_wrong_the_other_way": lambda root: edit(root, "study/releases.yaml", "themes.csv, encoding: utf-8", "themes.csv, encoding: cp1252"),
    "spreadsheet_named_csv": filled(PLANS, b"PK\x03\x04 and so on"),
    "binary_named_csv": filled(PLANS, HEADER + b"\x00\x01\x02\r\n"),
    "utf_16": in_utf_16,
    "semicolons": separated(b";"),
    "tabs": separated(b"\t"),
    "checksum": with_checksum,
    "rows_differ": lambda root: edit(root, "study/releases.yaml", "rows: 1100", "rows: 1099"),
}  # fmt: skip


@pytest.fixture
def stage(delivered: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Stage:
    return Stage(delivered, capsys, monkeypatch)


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_file_is_refused(stage: Stage, name: str) -> None:
    BREAKS[name](stage.root)
    stage.refuses(INGEST, f"file_{name}", unsaid=("Xyzzy",))


def test_every_broken_file_is_in_one_message(stage: Stage) -> None:
    for name in ("missing_file", "sav_cut_in_middle", "ragged_rows"):
        BREAKS[name](stage.root)
    stage.refuses(INGEST, "file_several")


def test_what_is_not_broken_passes(stage: Stage) -> None:
    stage.passes(INGEST)
