"""The command line: what its help lists, and how it answers people."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from building import ROOT
from scr_analysis.__main__ import COMMANDS, main
from scr_analysis.command_line import ASKED


def test_help_lists_every_command_and_fits_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    listed = {line.split()[0] for line in said.splitlines() if line.startswith("  ") and line[2].strip()}
    assert {stage.__name__ for stage in COMMANDS} <= listed
    assert len([name for name in listed if not name.startswith("-")]) == len(COMMANDS) + len(ASKED)
    assert max(map(len, said.splitlines())) <= 80


@pytest.mark.parametrize("name", ASKED)
def test_each_command_says_what_it_is_for_and_takes(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert said.startswith(f"usage: scr {name}")
    assert max(map(len, said.splitlines())) <= 80


def test_a_stage_loads_no_command_of_people() -> None:
    """What ``scr sign`` imports would add a third of a second to each of twenty stages."""
    script = (
        "import contextlib, io, sys\n"
        "from scr_analysis.__main__ import main\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()): main(['html', '--help'])\n"
        "print([name for name in sys.modules if name.startswith('scr_analysis.commands.') or 'pydantic' in name])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_reader_who_goes_away_is_no_error(tmp_path: Path) -> None:
    """As in ``scr explain ID | head``."""
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "scr_analysis", "spss_syntax", "--out", str(tmp_path / "statistics.sps")]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")
