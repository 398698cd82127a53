"""What the attack reads is what people read: the PDF against Poppler, pictures against the drawing they are painted of."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from scr_analysis.attack.collect.pdf import drawn_lines
from scr_analysis.present import charts, paint
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
    """The attack reads no pixels: each PNG must come from the figure of its SVG, and the figure is painted once."""
    painted: list[Any] = []
    given: dict[str, list[Any]] = {"render_svg": [], "render_png": []}

    def kept(name: str) -> Any:
        real = getattr(paint, name)

        def call(figure: Any, *more: Any) -> Any:
            given[name].append(figure)
            return real(figure, *more)

        return call

    def painting(drawing: Any) -> Any:
        painted.append(paint.paint(drawing))
        return painted[-1]

    monkeypatch.setattr(charts, "paint", painting)
    for name in given:
        monkeypatch.setattr(charts, name, kept(name))
    charts.write_charts(samples(), tmp_path)
    assert given["render_png"]
    assert [id(one) for one in given["render_svg"]] == [id(one) for one in painted]
    assert {id(one) for one in given["render_png"]} <= {id(one) for one in painted}
    assert len(list(tmp_path.glob("*.png"))) == len(given["render_png"])
