"""The Word edition, for comments: what pandoc writes, with our styles, header, footer and page set-up added."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from string import Template

from scr_analysis.errors import Fault, FaultsFound
from scr_analysis.files import write_all
from scr_analysis.render.edition import Edition, month_and_year, read_edition
from scr_analysis.render.pandoc import convert
from scr_analysis.xml_text import attribute, escaped

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NOTICE = "Synthetic data: not real cases. Made to show how the briefing is built. Do not quote."
DRAFT_NOTICE = "DRAFT, not for publication."
SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="F5E6B3"/>'
# Lengths in twentieths of a point: A4, with margins of 20 mm.
PORTRAIT = '<w:pgSz w:w="11906" w:h="16838"/>'
LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
MARGINS = (
    '<w:pgMar w:top="1304" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
)
# Zip holds no date before 1980; the same one for every entry keeps the bytes the same.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)

STYLE = re.compile(r"<w:style\b.*?</w:style>", re.DOTALL)
STYLE_ID = re.compile(r'w:styleId="([^"]+)"')
DEFAULTS = re.compile(r"<w:docDefaults>.*?</w:docDefaults>", re.DOTALL)
PICTURE = re.compile(r'(<wp:docPr )descr="([^"]*)"(.*?<pic:cNvPr descr="charts/([^"]+)\.png")', re.DOTALL)
# Left by editions.lua before the appendix.
SECTION_BREAK = re.compile(r"<w:sectPr\s*/>")


def build_docx(results: Path, report: Path, out: Path) -> None:
    """Write the briefing of one results folder to `out` as a Word document."""
    edition = read_edition(results)
    written = convert(edition.text, "docx", report, f"--resource-path={results}", *metadata(edition))
    write_all({out: zipped(dressed(unzipped(written), edition, report))})


def metadata(edition: Edition) -> list[str]:
    """Title, authors, date and language as pandoc options; pandoc takes these values as plain text."""
    imprint = edition.imprint
    imprinted = [
        imprint["period"],
        f"{imprint['series']}, {month_and_year(imprint['date'])}",
        f"Funder: {imprint['funder']}",
        *edition.release["notices"],
    ]
    return [
        f"--metadata=title:{imprint['title']}",
        f"--metadata=subtitle:{imprint['subtitle']}",
        *(f"--metadata=author:{name}" for name in imprint["team"]),
        f"--metadata=date:{'. '.join(imprinted)}",
        "--metadata=lang:en-GB",
    ]


def dressed(parts: dict[str, str | bytes], edition: Edition, report: Path) -> dict[str, str | bytes]:
    """Add to pandoc's parts the house styles, the header and footer, alt text and fixed dates."""
    text = {name: part for name, part in parts.items() if isinstance(part, str)}
    house = report / "docx"
    styles = (house / "styles.xml").read_text(encoding="utf-8")
    links = "word/_rels/document.xml.rels"
    return parts | {
        "word/header1.xml": header(edition, (house / "header.xml").read_text(encoding="utf-8")),
        "word/footer1.xml": footer(edition, (house / "footer.xml").read_text(encoding="utf-8")),
        "word/styles.xml": restyled(text["word/styles.xml"], styles),
        "word/document.xml": tables_marked(paged(described(text["word/document.xml"], edition))),
        "docProps/core.xml": dated(text["docProps/core.xml"], edition.imprint["date"]),
        links: text[links].replace("</Relationships>", _relation("header") + _relation("footer") + "</Relationships>"),
        "[Content_Types].xml": text["[Content_Types].xml"].replace(
            "</Types>", _content("header") + _content("footer") + "</Types>"
        ),
    }


def header(edition: Edition, template: str) -> str:
    """The running header: that it is a draft, that the data are synthetic; else the title."""
    release = edition.release
    warnings = [DRAFT_NOTICE] * release["draft"] + [NOTICE] * release["synthetic"]
    notice = " ".join(warnings or [edition.imprint["title"]])
    return Template(template).substitute(notice=escaped(notice), shade=SHADE if warnings else "")


def footer(edition: Edition, template: str) -> str:
    """The running footer: publisher and page numbers."""
    return Template(template).substitute(publisher=escaped(edition.imprint["publisher"]))


def restyled(styles: str, house: str) -> str:
    """Pandoc's styles with each house style in place of the one of the same id, or added."""
    ours = {_style_id(style): style for style in STYLE.findall(house)}
    defaults = DEFAULTS.search(house)
    kept = [style for style in STYLE.findall(styles) if _style_id(style) not in ours]
    head = styles[: styles.index("<w:style ")]
    if defaults is not None:
        head = DEFAULTS.sub(lambda _: defaults.group(), head)
    return head + "\n".join([*ours.values(), *kept]) + "\n</w:styles>\n"


def described(document: str, edition: Edition) -> str:
    """Give each chart the alt text it has in the other editions."""

    def with_alt(match: re.Match[str]) -> str:
        start, alt, rest, name = match.groups()
        chart = edition.charts.get(name)
        return f"{start}descr={attribute(chart['alt'])}{rest}" if chart else f'{start}descr="{alt}"{rest}'

    document = PICTURE.sub(with_alt, document)
    if re.search(r'<wp:docPr (?![^>]*descr="[^"])', document):
        remedy = 'give the image a text alternative: ![caption](file){alt="..."}'
        raise FaultsFound([Fault(str(edition.text), "", "an image has no text alternative", remedy)])
    return document


def paged(document: str) -> str:
    """Set page size, margins, header and footer: the appendix, if there is one, on landscape pages."""
    body = document[: document.rindex("<w:sectPr>")]
    body, breaks = SECTION_BREAK.subn(_section(PORTRAIT), body)
    return body + _section(LANDSCAPE if breaks else PORTRAIT) + "</w:body></w:document>\n"


def tables_marked(document: str) -> str:
    """Tell Word that the first column of each table heads its rows, and let tables fill the text width."""
    document = document.replace('w:firstColumn="0"', 'w:firstColumn="1"')
    return document.replace('<w:tblW w:type="auto" w:w="0" />', '<w:tblW w:type="pct" w:w="5000" />')


def dated(core: str, date: str) -> str:
    """Put the edition's own date where pandoc wrote the time of day."""
    return re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", f"{date}T00:00:00Z", core)


def unzipped(document: bytes) -> dict[str, str | bytes]:
    """The parts of a Word file by name; XML as text."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return {name: part.decode("utf-8") if name.endswith((".xml", ".rels")) else part for name, part in parts.items()}


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A Word file of the parts: in order of name, content types first, every entry of the same date."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, parts[name])
    return target.getvalue()


def _section(size: str) -> str:
    references = "".join(
        f'<w:{kind}Reference xmlns:r="{RELATIONS}" w:type="default" r:id="{kind}1"/>' for kind in ("header", "footer")
    )
    return f"<w:sectPr>{references}{size}{MARGINS}</w:sectPr>"


def _relation(kind: str) -> str:
    return f'<Relationship Id="{kind}1" Type="{RELATIONS}/{kind}" Target="{kind}1.xml"/>'


def _content(kind: str) -> str:
    return f'<Override PartName="/word/{kind}1.xml" ContentType="{CONTENT}.{kind}+xml"/>'


def _style_id(style: str) -> str:
    match = STYLE_ID.search(style)
    return match.group(1) if match else ""
