"""The printed edition: Typst sets the prose, tables and charts as one tagged, archivable PDF."""

from __future__ import annotations

import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

import typst

from scr_analysis.errors import Fault, FaultsFound, refuse
from scr_analysis.files import json_text, write_all
from scr_analysis.render.edition import Edition, read_edition
from scr_analysis.render.pandoc import convert
from scr_analysis.render.pdf_tags import mark_row_headers, table_faults

STANDARDS = ["ua-1", "a-2a"]
FACES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold")
FAMILIES = {"font_source_sans_pro": "SourceSansPro", "font_source_serif_pro": "SourceSerifPro"}
OPENING = '#import "briefing.typ": *\n#show: scr-briefing\n\n'


def build_pdf(results: Path, report: Path, out: Path) -> None:
    """Set the briefing of one results folder and write it to `out`, checked."""
    edition = read_edition(results)
    prose = convert(edition.text, "typst-smart", report)
    pdf = mark_row_headers(compile_typst(typst_files(edition, prose, report)))
    refuse(table_faults(pdf, str(out)))
    write_all({out: pdf})


def typst_files(edition: Edition, prose: bytes, report: Path) -> dict[str, bytes]:
    """Every file the compiler may read, by the name the template knows it under."""
    files = {
        "main.typ": OPENING.encode() + prose,
        "briefing.typ": (report / "briefing.typ").read_bytes(),
        "figures.json": json_text(
            {"release": edition.release, "edition": edition.imprint, "figures": edition.figures}
        ).encode(),
        "tables.json": json_text(edition.tables).encode(),
        "charts.json": json_text(edition.charts).encode(),
    }
    for chart in edition.charts:
        files[f"charts/{chart}.svg"] = edition.drawing(chart, "svg").read_bytes()
    return files


def compile_typst(files: dict[str, bytes]) -> bytes:
    """Compile to PDF with our fonts only; a warning (an unknown font, say) counts as a fault."""
    with tempfile.TemporaryDirectory(prefix="briefing-fonts-") as fonts:
        gather_fonts(Path(fonts))
        try:
            pdf, warnings = typst.compile_with_warnings(
                files, font_paths=[fonts], ignore_system_fonts=True, format="pdf", pdf_standards=STANDARDS
            )
        except typst.TypstError as error:
            raise FaultsFound([_typst_fault(error)]) from None
    refuse(_typst_fault(warning) for warning in warnings)
    return bytes(pdf)


def gather_fonts(folder: Path) -> None:
    """Copy the faces we set in: the packages hold each face twice, and Typst reads whole folders only."""
    for package, family in FAMILIES.items():
        spec = find_spec(package)
        if spec is None or not spec.submodule_search_locations:
            name = package.replace("_", "-")
            raise FaultsFound([Fault(name, "", "the font is not installed", f"install the package {name}")])
        source = Path(next(iter(spec.submodule_search_locations))) / "files"
        for face in FACES:
            shutil.copyfile(source / f"{family}-{face}.ttf", folder / f"{family}-{face}.ttf")


def _typst_fault(said: typst.TypstError | typst.TypstWarning) -> Fault:
    hints = "; ".join(said.hints) if said.hints else "mend the prose or report/briefing.typ, then run again"
    return Fault("report/briefing.typ", "", f"Typst cannot set the briefing: {said.message}", hints)
