"""Whatever happens to the bytes of a delivery, it is read or refused: no traceback, nothing half-written, no case shown."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyreadstat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broken import CASE_VALUE
from scr_analysis.errors import FaultsFound
from scr_analysis.ingest import ingest
from scr_analysis.study import Study, load_study
from scr_analysis.study.agreements import Release

ROOT = Path(__file__).parents[1]
ROWS = 30
ROWS_AT = 80  # where an SPSS file says how many rows it holds
Damage = Callable[[bytes], bytes]


@dataclass
class Small:
    """The first rows of the synthetic delivery, and a study that reads them."""

    folder: Path
    study: Study
    release: Release
    out: Path

    def ingested(self, name: str, content: bytes) -> str:
        """What ingest says of a delivery of this one file; nothing where it is read."""
        (self.folder / "given" / name).write_bytes(content)
        shutil.rmtree(self.out, ignore_errors=True)
        files = {table: file for table, file in self.release.files.items() if file.path.endswith(name)}
        release = replace(self.release, folder="given", files=files)
        try:
            ingest(self.study, release, self.folder, self.out)
        except FaultsFound as found:
            assert not self.out.exists()
            return found.report()
        assert len(list(self.out.glob("*.csv"))) == len(self.study.codebook.tables)
        return ""


@pytest.fixture(scope="module")
def small(twin: Path, tmp_path_factory: pytest.TempPathFactory) -> Small:
    folder = tmp_path_factory.mktemp("small")
    for path in twin.iterdir():
        if path.suffix == ".sav":
            frame, meta = pyreadstat.read_sav(path, user_missing=True)
            pyreadstat.write_sav(frame.head(ROWS), folder / path.name, missing_ranges=meta.missing_ranges)
        else:
            (folder / path.name).write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[: ROWS + 1]))
    study = load_study(ROOT, "codebook", "releases")
    release = study.release("synthetic")
    files = {table: replace(file, rows=None) for table, file in release.files.items()}
    release = replace(release, files=files)
    (folder / "given").mkdir()
    return Small(folder, study, release, tmp_path_factory.mktemp("out") / "ingest")


def cut(at: float) -> Damage:
    return lambda content: content[: int(at * len(content))]


def overwrite(at: float, with_bytes: bytes) -> Damage:
    def damaged(content: bytes) -> bytes:
        start = int(at * len(content))
        return content[:start] + with_bytes + content[start + len(with_bytes) :]

    return damaged


def insert(at: float, new: bytes) -> Damage:
    return lambda content: content[: int(at * len(content))] + new + content[int(at * len(content)) :]


def drop(at: float, count: int) -> Damage:
    return lambda content: content[: int(at * len(content))] + content[int(at * len(content)) + count :]


PLACES = st.floats(0, 1, exclude_max=True)
NASTY = st.sampled_from(
    [b'"', b",", b"\n", b"\r", b"\x00", b"\xff", b"\xef\xbb\xbf", b"nan", b"1E5", b"-", b"\x7f\xff\xff\xff"]
)
BYTES = st.one_of(NASTY, st.binary(min_size=1, max_size=12))
ONE = st.one_of(
    st.builds(cut, PLACES),
    st.builds(overwrite, PLACES, BYTES),
    st.builds(insert, PLACES, BYTES),
    st.builds(drop, PLACES, st.integers(1, 60)),
)
FILES = ("scr_database.sav", "final_reports.sav", "cpd_plans.csv", "themes.csv", "child_population.csv")


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(damages=st.lists(ONE, min_size=1, max_size=3))
def test_random_damage(small: Small, name: str, damages: Sequence[Damage]) -> None:
    content = (small.folder / name).read_bytes()
    for damage in damages:
        content = damage(content)
    assert not CASE_VALUE.search(small.ingested(name, content))


@settings(max_examples=20, deadline=None, derandomize=True)
@given(content=st.binary(max_size=400))
def test_a_file_that_is_something_else(small: Small, content: bytes) -> None:
    for name in FILES:
        assert small.ingested(name, content)


def test_damage_that_ends_the_process_of_the_library(small: Small) -> None:
    """Value labels for a variable that is not there: ReadStat does not look, and reads beyond its memory."""
    name = "scr_database.sav"
    frame, _ = pyreadstat.read_sav(small.folder / name, user_missing=True)
    path = small.out.parent / name
    pyreadstat.write_sav(frame, path, variable_value_labels={"SEX": {1.0: "Male"}})
    number = list(frame).index("SEX") + 1
    sound, broken = (b"\x04\0\0\0\x01\0\0\0" + one.to_bytes(4, "little") for one in (number, 0x7FFFFFFF))
    content = path.read_bytes()
    assert content.count(sound) == 1
    assert "the SPSS file is cut short or damaged" in small.ingested(name, content.replace(sound, broken))


def test_more_rows_than_the_file_could_hold(small: Small) -> None:
    """The library would make room for all of them before it looks."""
    content = (small.folder / "scr_database.sav").read_bytes()
    assert struct.unpack_from("<i", content, ROWS_AT) == (ROWS,)
    broken = content[:ROWS_AT] + struct.pack("<i", 16_000_000) + content[ROWS_AT + 4 :]
    assert "the SPSS file is cut short or damaged" in small.ingested("scr_database.sav", broken)


def test_what_is_not_damaged_is_read(small: Small) -> None:
    for name in FILES:
        assert small.ingested(name, (small.folder / name).read_bytes()) == ""
