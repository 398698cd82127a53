"""The command line: what its help lists, and how it answers people."""

from __future__ import annotations

import subprocess
import sys

import pytest

from scr_analysis.__main__ import ASKED, COMMANDS, main


def test_help_lists_every_command_and_fits_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    listed = {line.split()[0] for line in said.splitlines() if line.startswith("  ") and line[2].strip()}
    assert {stage.__name__ for stage in COMMANDS} <= listed
    assert len([name for name in listed if not name.startswith("-")]) == len(COMMANDS) + len(ASKED)
    assert max(map(len, said.splitlines())) <= 80


@pytest.mark.parametrize("asked", ASKED)
def test_each_command_says_what_it_is_for_and_takes(
    asked: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    name = asked.replace("_", "-")
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert said.startswith(f"usage: scr {name}")
    assert max(map(len, said.splitlines())) <= 80


def test_a_stage_does_not_import_what_people_ask_for() -> None:
    """Those read the study, the sign-offs and the page: a fifth of a second for each of two dozen stages."""
    code = (
        "import sys; from scr_analysis.__main__ import main; main(['tables', '--release', 'no', '--results', 'no']);"
        "sys.exit('scr_analysis.commands.sign' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "thing must be put right" in done.stderr
