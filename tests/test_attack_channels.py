"""What the attack reads is what people read: the PDF against Poppler, pictures against the drawing they are painted of."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from scr_analysis.attack.collect.pdf import drawn_lines
from scr_analysis.present import charts
from scr_analysis.present.pictures import pictures
from test_charts import samples
from tools import needs

NUMBER = re.compile(r"\d+")


def test_the_numbers_read_of_the_pdf_are_those_that_poppler_reads(built: Path) -> None:
    """Page by page no digit is lost, and off the charts no number: in those each letter is set by itself."""
    path = built / "results/synthetic/briefing.pdf"
    done = subprocess.run([needs("pdftotext"), "-raw", str(path), "-"], capture_output=True, check=True)
    seen = done.stdout.decode("utf-8").split("\f")
    with pikepdf.open(path) as document:
        read = [drawn_lines(page.obj, []) for page in document.pages]
    assert len(read) > 5
    for lines, text in zip(read, seen, strict=False):
        assert Counter(re.findall(r"\d", " ".join(lines))) == Counter(re.findall(r"\d", text))
        whole = Counter(NUMBER.findall(" ".join(line for line in lines if len(line) > 1)))
        assert whole <= Counter(NUMBER.findall(text))
    assert sum(len(NUMBER.findall(line)) for lines in read for line in lines if len(line) > 1) > 300


def test_a_picture_is_painted_from_the_drawing_that_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The attack reads no pixels: each PNG must be painted from the very SVG that is written, and read."""
    given: dict[str, str] = {}

    def painting(painted: Mapping[str, str], drawings: Mapping[str, Any]) -> dict[str, bytes]:
        given.update(painted)
        return pictures(painted, drawings)

    monkeypatch.setattr(charts, "pictures", painting)
    charts.write_charts(samples(), tmp_path)
    assert given == {path.stem: path.with_suffix(".svg").read_text(encoding="utf-8") for path in tmp_path.glob("*.png")}
    assert len(given) == len(samples())
