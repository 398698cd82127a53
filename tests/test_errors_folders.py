"""Places that cannot be written or read, options that cannot be, and the last net under errors of the software."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest

from broken import EDITION, INGEST, LOG, RAW, RESULTS, VALIDATE, Stage, contents
from scr_analysis.__main__ import main

OUT = Path("data/processed/synthetic/ingest")
SYNTHETIC = ("synthetic", "--out", "data/raw/synthetic")


@pytest.fixture
def stage(delivered: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Stage:
    return Stage(delivered, capsys, monkeypatch)


def file_at(root: Path, place: Path | str) -> None:
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    (root / place).write_text("in the way", encoding="utf-8")


def test_a_file_where_the_results_folder_must_be(stage: Stage) -> None:
    stage.passes(INGEST)
    file_at(stage.root, "results/synthetic")
    stage.refuses(VALIDATE, "folder_file_in_place_of_results")


def test_a_file_where_a_folder_of_data_must_be(stage: Stage) -> None:
    file_at(stage.root, OUT)
    stage.refuses(INGEST, "folder_file_in_place_of_data")


def test_a_folder_where_a_result_must_be(stage: Stage) -> None:
    """Found before anything is written: the other tables keep their old content."""
    stage.passes(INGEST)
    (stage.root / OUT / "themes.csv").unlink()
    (stage.root / OUT / "themes.csv").mkdir()
    (stage.root / RAW / "cpd_plans.csv").write_bytes(
        b"case_id,plan_start,plan_end,category\r\nSYN-0001,01/02/2013,,NEG\r\n"
    )
    stage.refuses(INGEST, "folder_in_place_of_file")


def test_a_folder_where_a_half_written_file_must_be(stage: Stage) -> None:
    (stage.root / OUT / ".themes.csv.part").mkdir(parents=True)
    stage.refuses(INGEST, "folder_in_place_of_half_written_file")


@pytest.mark.parametrize(
    ("name", "method", "after", "error"),
    [
        ("no_permission", "write_bytes", 0, PermissionError(errno.EACCES, "Permission denied")),
        ("disk_full", "write_bytes", 3, OSError(errno.ENOSPC, "No space left on device")),
        ("read_only", "mkdir", 0, OSError(errno.EROFS, "Read-only file system")),
        ("no_leave_to_replace", "replace", 0, PermissionError(errno.EPERM, "Operation not permitted")),
    ],
)
def test_a_place_that_cannot_be_written(stage: Stage, name: str, method: str, after: int, error: OSError) -> None:
    """Root may write anywhere, so the refusal is put in the system's mouth."""
    original, calls = getattr(Path, method), 0

    def refused(self: Path, *arguments: Any, **options: Any) -> Any:
        nonlocal calls
        calls += "processed" in self.parts
        if calls > after and "processed" in self.parts:
            raise error
        return original(self, *arguments, **options)

    stage.passes(INGEST)
    stage.monkeypatch.setattr(Path, method, refused)
    stage.refuses(INGEST, f"folder_{name}")


def test_a_log_that_cannot_be_kept(stage: Stage) -> None:
    """Found before the stage begins, so nothing is made without its log."""
    (stage.root / LOG).mkdir(parents=True)
    before = contents(stage.root)
    code, printed = stage.run(INGEST)
    assert code == 1
    assert contents(stage.root) == before
    assert printed == (
        "ingest: 1 thing must be put right:\n"
        "  logs/stage.log: cannot be written: a folder stands where the file belongs\n"
        "      free the place, or get leave to write there, then run again\n"
    )


def test_a_twin_that_cannot_be_written(stage: Stage) -> None:
    (stage.root / RAW / "themes.csv").unlink()
    (stage.root / RAW / "themes.csv").mkdir()
    stage.refuses(SYNTHETIC, "folder_synthetic")


def test_a_stage_before_the_one_it_needs(stage: Stage) -> None:
    stage.refuses(VALIDATE, "folder_stage_too_early")


@pytest.mark.parametrize("damage", [b"\xff\xfe\x00", b'SCR_ID,INC_DATE\n"open'], ids=["bytes", "quote"])
def test_a_file_of_ours_that_is_damaged(stage: Stage, damage: bytes) -> None:
    stage.passes(INGEST)
    (stage.root / OUT / "themes.csv").write_bytes(damage)
    stage.refuses(VALIDATE, "folder_damaged_table")


@pytest.mark.parametrize("damage", ["", "{", "[1]"])
def test_a_register_of_ours_that_is_damaged(stage: Stage, damage: str) -> None:
    file_at(stage.root, f"{RESULTS}/text/figures.json")
    (stage.root / RESULTS / "text/figures.json").write_text(damage, encoding="utf-8")
    stage.refuses(("audit", "--results", RESULTS), "folder_damaged_register")


ESTIMATE = ("estimate", "--analysis", "a", "--population", "p", "--restricted", "r")
PROSE = ("prose", "--release", "synthetic", "--results", RESULTS)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((*ESTIMATE, "--interval", "wilso", "--confidence", "0.95"), "must be wilson, clopper-pearson or jeffreys"),
        ((*ESTIMATE, "--interval", "wilson", "--confidence", "95"), "must be a share above 0.5 and below 1, such as 0.95"),
        ((*ESTIMATE, "--interval", "wilson", "--confidence", "high"), "must be a share above 0.5 and below 1, such as 0.95"),
        ((*PROSE, "--edition", "{"), "must be the 'briefing' block of config.yaml, as JSON"),
        ((*PROSE, "--edition", EDITION.replace('"title"', '"titel"')), "must be the 'briefing' block of config.yaml, as JSON"),
        (("ingets",), "invalid choice: 'ingets'"),
    ],
)  # fmt: skip
def test_options_that_cannot_be(arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 2
    assert words in capsys.readouterr().err


def test_the_last_net(stage: Stage) -> None:
    """An error of the software itself says where it is, and none of the words that Python gives it."""

    def fail(_: Path) -> None:
        raise KeyError("SYN-0001")

    stage.monkeypatch.setattr("scr_analysis.ingest._content", fail)
    code, printed = stage.run(INGEST)
    assert code == 1
    assert "this is an error of the software: KeyError in scr_analysis/ingest/__init__.py, line " in printed
    assert "SYN-" not in printed
    assert "Traceback" not in printed
    assert (stage.root / LOG).read_text(encoding="utf-8") == printed
    with pytest.raises(KeyError):
        stage.run([*INGEST, "--traceback"])
