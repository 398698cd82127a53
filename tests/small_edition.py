"""A small results folder to make editions from: two tables, two charts, three figures, and text that tempts fate."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "report"
SMALL = Path(__file__).parent / "fixtures" / "edition"


def copied(folder: Path) -> Path:
    """A copy of the small results folder that a test may change."""
    return Path(shutil.copytree(SMALL, folder / "results"))


def changed(file: Path, change: Callable[[Any], None]) -> None:
    """Change a JSON file in place."""
    value = json.loads(file.read_text(encoding="utf-8"))
    change(value)
    file.write_text(json.dumps(value), encoding="utf-8")


def real_release(results: Path) -> None:
    """Make the release of a results folder a real one."""
    changed(results / "text" / "figures.json", lambda trail: trail["release"].update(synthetic=False, title="Delivery"))


def made_elsewhere(kind: str, out: Path, seed: str) -> bytes:
    """An edition made by a process of its own, with its own hash seed and working folder."""
    code = (
        "import sys; from pathlib import Path; "
        f"from scr_analysis.render.{kind} import build_{kind}; "
        f"build_{kind}(*map(Path, sys.argv[1:]))"
    )
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")}
    out.parent.mkdir(parents=True)
    subprocess.run(
        [sys.executable, "-c", code, str(SMALL), str(REPORT), str(out)], check=True, env=environment, cwd=out.parent
    )
    return out.read_bytes()
