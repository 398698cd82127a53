"""The trail as one page that needs no other file, and no script to be read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from scr_analysis.web_page import inline_fonts, template


def page(trail: Mapping[str, Any], report: Path) -> str:
    """The page, from the trail as data."""
    style = inline_fonts((report / "trail.css").read_text(encoding="utf-8"), report)
    script = (report / "trail.js").read_text(encoding="utf-8")
    return template(report, "trail.html.j2").render(**trail, style=Markup(style), script=Markup(script))
