"""The command line: what its help lists, and how it answers people."""

from __future__ import annotations

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


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.__name__)
def test_each_command_says_what_it_is_for_and_takes(
    asked: object, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    name = str(asked.__name__).rpartition(".")[2].replace("_", "-")  # type: ignore[attr-defined]
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert said.startswith(f"usage: scr {name}")
    assert max(map(len, said.splitlines())) <= 80
