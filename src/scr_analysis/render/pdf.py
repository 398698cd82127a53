"""The printed edition: Typst sets the prose, tables and charts as one tagged, archivable PDF."""

from __future__ import annotations

import io
import json
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pikepdf
import typst

from scr_analysis.errors import Fault, FaultsFound, refuse
from scr_analysis.files import json_entries, json_text, write_all
from scr_analysis.render.edition import Edition, read_bytes, read_edition
from scr_analysis.render.pandoc import convert
from scr_analysis.render.pdf_packing import packed
from scr_analysis.render.pdf_places import Place, describe_links, name_places
from scr_analysis.render.pdf_tags import mark_row_headers, table_faults
from scr_analysis.typefaces import gather_fonts

OPENING = '#import "briefing.typ": *\n#show: scr-briefing\n\n'


def build_pdf(results: Path, report: Path, out: Path) -> None:
    """Set the briefing of one results folder and write it to `out`, checked."""
    edition = read_edition(results)
    prose = convert(edition.text, "typst-smart", report)
    pdf = finished(*compile_typst(typst_files(edition, prose, report)))
    refuse(table_faults(pdf, str(out)))
    write_all({out: pdf})


def finished(pdf: bytes, places: Sequence[Place]) -> bytes:
    """Add what Typst does not write: row headers, a name for the place of each number, words for its link."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        mark_row_headers(document)
        name_places(document, places)
        describe_links(document)
        return packed(document)


def typst_files(edition: Edition, prose: bytes, report: Path) -> dict[str, bytes]:
    """Every file the compiler may read, by the name the template knows it under."""
    files = {template.name: template.read_bytes() for template in sorted(report.glob("*.typ"))}
    files |= {
        "main.typ": OPENING.encode() + prose,
        "figures.json": json_text(
            {"release": edition.release, "edition": edition.imprint, "figures": edition.figures}
        ).encode(),
        "tables.json": json_entries(edition.tables).encode(),
        "charts.json": json_entries(edition.charts).encode(),
    }
    for chart in edition.charts:
        files[f"charts/{chart}.svg"] = read_bytes(edition.drawing(chart, "svg"))
    return files


def compile_typst(files: dict[str, bytes]) -> tuple[bytes, list[Place]]:
    """Compile to PDF with our fonts only; gives it with the place of each printed number.

    A warning (an unknown font, say) counts as a fault.
    """
    # The compiler takes files from memory as well, but it answers queries only about files on disk.
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        place = Path(folder)
        gather_fonts(place / "fonts")
        for name, content in files.items():
            (place / name).parent.mkdir(exist_ok=True)
            (place / name).write_bytes(content)
        try:
            compiler = typst.Compiler(place / "main.typ", font_paths=[place / "fonts"], ignore_system_fonts=True)
            pdf, warnings = set_until_it_fits(compiler)
            (places,) = json.loads(compiler.query("<places>", field="value"))
        except typst.TypstError as error:
            raise FaultsFound([_typst_fault(error)]) from None
    refuse(_typst_fault(warning) for warning in warnings)
    return pdf, places


def set_until_it_fits(compiler: typst.Compiler) -> tuple[bytes, list[typst.TypstWarning]]:
    """Compile; where a column proved too short for a table or chart, set that one wide and compile again."""
    widened: set[str] = set()
    while True:
        inputs = {"widened": " ".join(sorted(widened))}
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1", "a-2a"], sys_inputs=inputs)
        # Found in the compiler's memory of the document just set, at next to no cost.
        too_tall = set(json.loads(compiler.query("<too-tall>", field="value"))) - widened
        if not too_tall:
            return cast(bytes, pdf), warnings
        widened.add(min(too_tall))


def _typst_fault(said: typst.TypstError | typst.TypstWarning) -> Fault:
    """Say where the compiler pointed: main.typ is the prose, the other names are files of report/."""
    place = re.search(r"(\S+\.typ):(\d+)", said.diagnostic)
    file, line = place.groups() if place else ("report", "")
    remedy = "; ".join(said.hints) or "mend the prose or the template, then run again"
    problem = f"the printed edition cannot be set: {said.message}"
    return Fault(file, f"line {line}" if line else "", problem, remedy)
