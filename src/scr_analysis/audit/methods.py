"""The methods as docs/methods.md names them, each with its source: what an entry of the trail refers to.

That page is written from the tests that hold each method, so they are read here, as text; none of them is run.
"""

from __future__ import annotations

import re
from pathlib import Path

_ABOUT = re.compile(r'^"""(?P<title>.+?)\n.*?^Source: (?P<source>.+?)\n\n', re.MULTILINE | re.DOTALL)
_NAMED = "test_method_"


def methods(folder: Path) -> dict[str, dict[str, str]]:
    """Each method's title and source by its name, which is that of the test that holds it."""
    found = {}
    for path in sorted(folder.glob(f"{_NAMED}*.py")):
        about = _ABOUT.match(path.read_text(encoding="utf-8"))
        if about:
            name = path.stem.removeprefix(_NAMED)
            found[name] = {part: _plain(about[part]) for part in ("title", "source")}
    return found


def _plain(text: str) -> str:
    """Text without the marks of Markdown, in one line."""
    return " ".join(re.sub(r"[*`]", "", text).split()).replace("'", "’")
