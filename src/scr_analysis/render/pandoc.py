"""Pandoc, as the pypandoc_binary wheel carries it: one text turned into each edition's language."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from scr_analysis.errors import Fault, FaultsFound
from scr_analysis.render.edition import read_bytes

# `smart` is read (straight quotes become curly ones) and not written, so all editions hold the same characters.
READER = "markdown+smart"
# A Div of one edition that holds no other Div, as the build writes them.
_ONLY = re.compile(r"^::: \{\.only-(\w+)\}\n(?:(?!:::).*\n)*:::$", re.MULTILINE)


def convert(text: Path, to: str, report: Path, *options: str) -> bytes:
    """Convert the Markdown file `text` with the house filter and return what pandoc writes."""
    command = [
        pandoc_program(),
        f"--from={READER}",
        f"--to={to}",
        # The report folder in place of the user's own: no template or style of theirs may slip in.
        f"--data-dir={report}",
        f"--lua-filter={report / 'editions.lua'}",
        "--fail-if-warnings",
        "--wrap=none",
        *options,
        "--output=-",
    ]
    meant = meant_for(to, read_bytes(text).decode("utf-8"))
    done = subprocess.run(command, input=meant.encode("utf-8"), capture_output=True, check=False)
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip()
        remedy = "mend the prose where pandoc points, then run again"
        raise FaultsFound([Fault(str(text), "", f"pandoc could not write {to}: {said}", remedy)])
    return done.stdout


def meant_for(to: str, text: str) -> str:
    """The text without what is for other editions only, its lines numbered as they were.

    The filter drops these parts too, but only once they are read; to read Word's tables takes half of pandoc's time.
    """
    return _ONLY.sub(lambda part: part[0] if part[1] in to else "\n" * part[0].count("\n"), text)


def pandoc_program() -> str:
    """Find the pandoc program inside the pypandoc package, without importing it."""
    spec = find_spec("pypandoc")
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    places = list(spec.submodule_search_locations or []) if spec else []
    for place in places:
        program = Path(place) / "files" / name
        if program.is_file():
            return str(program)
    remedy = "install the package pypandoc_binary (`make briefing` does)"
    raise FaultsFound([Fault("pandoc", "", "the program is not installed", remedy)])
