"""What every page of the project shares: templates that escape what they are given, and fonts inside the page."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

FONT = re.compile(r"url\((fonts/[\w-]+\.woff)\)")


def template(report: Path, name: str) -> Template:
    """A template of the report folder."""
    environment = Environment(
        loader=FileSystemLoader(report),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def inline_fonts(style: str, report: Path) -> str:
    """Put each font the style sheet names into the sheet itself."""

    def data(match: re.Match[str]) -> str:
        font = base64.b64encode((report / match.group(1)).read_bytes()).decode("ascii")
        return f"url(data:font/woff;base64,{font})"

    return FONT.sub(data, style)
