"""Numbers and where they come from: a release under a strict profile leaves none untied, and one moved or changed is."""

from __future__ import annotations

import re
import shutil
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from building import copied, snakemake
from real_release import REAL, deliver
from scr_analysis.assure import prose_of
from scr_analysis.attack.collect import LATER, READERS, REMADE, collected
from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.collect.own import Own, of_scale, unowned
from scr_analysis.attack.collect.signed import standing_said
from scr_analysis.attack.events import counts_of_rate
from scr_analysis.attack.facts import Loose
from scr_analysis.attack.remade import SOURCES, remade
from scr_analysis.estimates import read_estimates
from scr_analysis.files import read_rows
from scr_analysis.leaving import leaving
from scr_analysis.remaking import remake
from scr_analysis.render.state import notices
from scr_analysis.signed import STATES, short_parts, standings, standings_csv
from scr_analysis.study import Study, load_study
from scr_analysis.study.signing import with_entry
from test_attack_leaks import in_zip


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory, twin: Path) -> Path:
    """A project in which the twin is built as a release of real cases under the strictest profile."""
    project = copied(tmp_path_factory.mktemp("strict"))
    deliver(project, twin, "secure-lab")
    snakemake(project, "--config", f"release={REAL}")
    return project


@pytest.fixture(scope="module")
def declared(strict: Path) -> Study:
    return load_study(strict)


def leaving_of(strict: Path, to: Path) -> Path:
    """A copy of what may leave."""
    ignored = shutil.ignore_patterns("restricted", "decisions.csv")
    return Path(shutil.copytree(strict / "results" / REAL, to, ignore=ignored))


def untied(declared: Study, results: Path) -> list[Loose]:
    """What is tied to nothing in the files of a release; nothing is solved."""
    again = remade(results, partial(remake, declared, REAL, 0.95))
    return collected(declared, results, again)[1]


def changed(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Change a text of a file, the first one like it."""

    def change(results: Path) -> None:
        path = results / name
        text = path.read_text(encoding="utf-8")
        found, times = re.subn(old, new, text, count=1, flags=re.DOTALL)
        assert times == 1, f"{old} is not in {name}"
        path.write_text(found, encoding="utf-8")

    return change


ROW = (
    '<table:table-row><table:table-cell office:value-type="string"><text:p>More</text:p></table:table-cell>'
    '<table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell></table:table-row>'
)


def packed(name: str, part: str, old: str, new: str) -> Callable[[Path], None]:
    """Change a text of a part of a packed file, the first one like it."""

    def change(source: str) -> str:
        found, times = re.subn(old, new, source, count=1)
        assert times == 1, f"{old} is not in {part}"
        return found

    return lambda results: in_zip(results / name, part, change)


def appended(path: Path, content: bytes) -> None:
    """Add to a file, or make it."""
    path.write_bytes((path.read_bytes() if path.is_file() else b"") + content)


def in_picture(kind: bytes, content: bytes) -> Callable[[Path], None]:
    """Put a part into a picture, after its head."""

    def plant(results: Path) -> None:
        path = results / "charts/age.png"
        source, checked = path.read_bytes(), kind + content
        part = len(content).to_bytes(4, "big") + checked + zlib.crc32(checked).to_bytes(4, "big")
        path.write_bytes(source[:33] + part + source[33:])

    return plant


def other_picture(results: Path) -> None:
    """One picture of the Word file with a byte more."""
    path = results / "briefing.docx"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    picture = next(name for name in parts if name.endswith(".png"))
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content + b"3" if name == picture else content)


def in_pdf(change: Callable[[pikepdf.Pdf], None]) -> Callable[[Path], None]:
    """Change the PDF."""

    def plant(results: Path) -> None:
        with pikepdf.open(results / "briefing.pdf", allow_overwriting_input=True) as document:
            change(document)
            document.save(results / "briefing.pdf")

    return plant


def in_page(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Change what is drawn on a page of the PDF."""

    def on_page(document: pikepdf.Pdf) -> None:
        page = document.pages[3]
        page.obj.Contents = document.make_stream(change(page.Contents.read_bytes()))

    return in_pdf(on_page)


def letters_of(font: Any) -> dict[str, str]:
    """The code of each letter of a font of the PDF."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    codes = re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]{4})>$", table, re.MULTILINE)
    return {chr(int(letter, 16)): code for code, letter in codes}


def drawn_in_pdf(text: str, form: bool = False) -> Callable[[Path], None]:
    """Draw a text on a page of the PDF, or on a form, in a font of the page that has its letters."""

    def draw(document: pikepdf.Pdf) -> None:
        page = document.pages[3].obj
        fonts = {name: letters_of(font) for name, font in page.Resources.Font.items()}
        name, letters = next((name, letters) for name, letters in fonts.items() if letters.keys() >= set(text))
        drawn = "".join(letters[letter] for letter in text)
        shown = f"\nBT {name} 9 Tf <{drawn}> Tj ET\n".encode()
        if form:
            about = {"Type": "/XObject", "Subtype": "/Form", "BBox": [0, 0, 9, 9], "Resources": page.Resources}
            page.PieceInfo = document.make_indirect(pikepdf.Stream(document, shown))
            for key, value in about.items():
                page.PieceInfo[f"/{key}"] = pikepdf.Name(value) if isinstance(value, str) else value
        else:
            page.Contents = document.make_stream(page.Contents.read_bytes() + shown)

    return in_pdf(draw)


@in_pdf
def in_a_simple_font(document: pikepdf.Pdf) -> None:
    """Draw a text in a font that needs no table of its letters, as stamps and other programs do."""
    page = document.pages[3].obj
    simple = {"/Type": pikepdf.Name.Font, "/Subtype": pikepdf.Name.Type1, "/BaseFont": pikepdf.Name.Helvetica}
    page.Resources.Font["/simple"] = document.make_indirect(pikepdf.Dictionary(simple))
    page.Contents = document.make_stream(page.Contents.read_bytes() + b"\nBT /simple 9 Tf (Two of them.) Tj ET\n")


@in_pdf
def bookmark(document: pikepdf.Pdf) -> None:
    """Name a bookmark of the PDF anew."""
    document.Root.Outlines.First.Title = pikepdf.String("It was so in 7 of them")


@in_pdf
def picture_in_pdf(document: pikepdf.Pdf) -> None:
    """Put a picture into the PDF."""
    picture = pikepdf.Stream(document, b"3", {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image})
    document.pages[3].obj.Resources.XObject = pikepdf.Dictionary({"/x0": document.make_indirect(picture)})


# Each a number in a place where a true one stands: the file that must be named, and how it gets there.
PLANTED: dict[str, tuple[str, Callable[[Path], None]]] = {
    "an axis label that is broken over lines": (
        "charts/age.svg", changed("charts/age.svg", "11 to 15</text>", "11 to 17</text>")),
    "the same in the page": ("briefing.html: text", changed("briefing.html", "11 to 15</text>", "11 to 17</text>")),
    "a mark of a scale": ("charts/age_by_death.svg", changed("charts/age_by_death.svg", ">25%</text>", ">23%</text>")),
    "a bar's number twice": (
        "charts/age.svg", changed("charts/age.svg", r">(\d+)</text>(.*?)>(\d+)</text>", r">\1</text>\2>\1</text>")),
    "a size of a bar": ("charts/age_by_death.svg", changed("charts/age_by_death.svg", "n = 85", "n = 86")),
    "how many values an alternative text tells": (
        "briefing.html: span aria-label", changed("briefing.html", "11 values shown", "7 values shown")),
    "how many combinations are not shown": (
        "supplement.html: span aria-label",
        changed("supplement.html", r"\d+ combinations not shown", "7 combinations not shown")),
    "a value below a chart": (
        "briefing.html: table chart-", changed("briefing.html", r"</a> of ([\d,]+)</td><td>\d+</td>", r"</a> of \1</td><td>7</td>")),
    "how many tests, in a table's note": (
        "supplement.html: text", changed("supplement.html", "for 13 tests", "for 7 tests")),
    "another family's number of tests": (
        "supplement.html: text", changed("supplement.html", "for 13 tests", "for 14 tests")),
    "how many tests, in the account of words": (
        "audit/claims.csv: figure", changed("audit/claims.csv", "for 13 tests", "for 7 tests")),
    "a cell's key": (
        "supplement.html: td data-key", changed("supplement.html", r'data-key="claims\|([^|"]*)\|1"', r'data-key="claims|\1|7"')),
    "another attribute of data": (
        "supplement.html: td data-was", changed("supplement.html", "<td data-key", '<td data-was="7" data-key')),
    "a heading's size": ("supplement.html: table", changed("supplement.html", "n = 190</span></th>", "n = 187</span></th>")),
    "a heading": ("supplement.html: table", changed("supplement.html", ">p, Holm</th>", ">p, Holm (7)</th>")),
    "a label": ("supplement.html: table", changed("supplement.html", '<th scope="row">Death</th>', '<th scope="row">Death 7</th>')),
    "a cell of an undeclared layout": (
        "supplement.html: table nature_by_period", changed("supplement.html", r">120 \(63%\)</a>", ">117 (62%)</a>")),
    "two cells changed for one another": (
        "supplement.html: table nature_by_period",
        changed("supplement.html", r">120 \(63%\)(.*?)>195 \(66%\)", r">195 (66%)\1>120 (63%)")),
    "an assumption about coders": (
        "supplement.html: text", changed("supplement.html", "sensitivity 1, specificity 1", "sensitivity 1, specificity 7")),
    "a base": ("supplement.html: text", changed("supplement.html", r"\(n = 170\)", "(n = 173)")),
    "a number of the spreadsheet": (
        "tables.ods: sheet", packed("tables.ods", "content.xml", r'office:value="65"><text:p>65<', r'office:value="63"><text:p>63<')),
    "a value behind what is shown": (
        "tables.ods: sheet", packed("tables.ods", "content.xml", r'office:value="65"', 'office:value="63"')),
    "a value behind a mark": (
        "tables.ods: sheet",
        packed("tables.ods", "content.xml", r'office:value-type="string"><text:p>\[c\]', r'office:value="3"><text:p>[c]')),
    "a heading of the spreadsheet": ("tables.ods: sheet", packed("tables.ods", "content.xml", r"\(n = 150\)", "(n = 151)")),
    "a label of the spreadsheet": (
        "tables.ods: sheet", packed("tables.ods", "content.xml", ">Under 3 months<", ">Under 3 months 7<")),
    "a note of the spreadsheet": (
        "tables.ods: sheet", packed("tables.ods", "content.xml", r"for 13 tests", "for 7 tests")),
    "a sheet's row too many": (
        "tables.ods: sheet", packed("tables.ods", "content.xml", "</table:table>", f"{ROW}</table:table>")),
    "a number of the Word file's tables": (
        "briefing.docx: text", packed("briefing.docx", "word/document.xml", r">62%|>40 \(62%\)", ">39 (60%)")),
    "a heading of the Word file": ("briefing.docx: text", packed("briefing.docx", "word/document.xml", "n = 150", "n = 151")),
    "a number word of the Word file": (
        "briefing.docx: text",
        packed("briefing.docx", "word/document.xml", "</w:body>", "<w:p><w:r><w:t>Two of them.</w:t></w:r></w:p></w:body>")),
    "a number of the footer": ("briefing.docx: text", packed("briefing.docx", "word/footer1.xml", "<w:t>1</w:t>", "<w:t>7</w:t>")),
    "a property of the Word file": (
        "briefing.docx: description", packed("briefing.docx", "docProps/custom.xml", "</vt:lpwstr>", ", 7 of them</vt:lpwstr>")),
    "a picture of the Word file": ("briefing.docx", other_picture),
    "a number of the PDF": ("briefing.pdf: text", drawn_in_pdf("7")),
    "a number word of the PDF": ("briefing.pdf: text", drawn_in_pdf("Two of them.")),
    "words of the PDF in a simple font": ("briefing.pdf: text", in_a_simple_font),
    "a form of the PDF that no page draws": ("briefing.pdf: text", drawn_in_pdf("Two of them.", form=True)),
    "a bookmark of the PDF": ("briefing.pdf: alternative text", bookmark),
    "a mark in the text of the PDF": (
        "briefing.pdf: alternative text",
        in_page(lambda page: b"/Span<</ActualText(It was so in 7 of them)>>BDC EMC\n" + page)),
    "a picture of the PDF": ("briefing.pdf", picture_in_pdf),
    "what is missing in the register": (
        "text/figures.json", changed("text/figures.json", '"missing": "none"', '"missing": "3 not known"')),
    "a section in the register": ("text/figures.json", changed("text/figures.json", '"section": "Key', '"section": "7 Key')),
    "a base in the register": ("text/figures.json", changed("text/figures.json", '"base": "', '"base": "Two ')),
    "the edition in the register": ("text/figures.json", changed("text/figures.json", '"period": "', '"period": "7 of ')),
    "a row of the list on the page": ("briefing.html: list of figures", changed("briefing.html", ">none<", ">3 not known<")),
    "a row of the list in the prose": ("text/briefing.md", changed("text/briefing.md", r"\| none \|", "| 3 not known |")),
    "a number in the prose of the page that another figure prints": (
        "briefing.html: text", changed("briefing.html", "</main>", "<p>It was so in 295 of them.</p></main>")),
    "a number in the prose that another figure prints": (
        "text/briefing.md", lambda results: appended(results / "text/briefing.md", b"\n\nIt was so in 295 of them.\n")),
    "a base in the prose": ("text/briefing.md", changed("text/briefing.md", r"n = 150", "n = 151")),
    "a comparison's count": ("comparisons.csv", changed("comparisons.csv", "105;125", "106;125")),
    "a comparison's difference": ("comparisons.csv", changed("comparisons.csv", "0.232162", "0.241772")),
    "an association": ("associations.csv", changed("associations.csv", "53.088235", "53.1")),
    "a correction": ("coding.csv", changed("coding.csv", "0.6331", "0.6340")),
    "a contract": ("audit/contracts.csv", changed("audit/contracts.csv", "190 [+] 40", "189 + 41")),
    "a sign-off": ("audit/signoffs.csv", changed("audit/signoffs.csv", "not signed", "not signed 7")),
    "a digest of a count that is not shown": (
        "audit/signoffs.csv", changed("audit/signoffs.csv", r"([0-9a-f]{64}),[0-9a-f]{16},", r"\1,0123456789abcdef,")),
    "the syntax": ("audit/spss/statistics.sps", changed("audit/spss/statistics.sps", "ANY[(]VALUE[(]period_d[)], 5[)]", "ANY(VALUE(period_d), 7)")),
    "a model's cases": ("models.csv", changed("models.csv", ",170,", ",171,")),
    "a model of no study": ("models.csv", changed("models.csv", "fatal_or_not,age_group", "suicide_7,age_group")),
    "an odds ratio that follows from nothing": ("models.csv", changed("models.csv", "2.63", "7.63")),
    "digits of a model": ("models.csv", changed("models.csv", "0.969", "0.96917")),
    "an imputed share of a rounded figure": (
        "imputed.csv", changed("imputed.csv", r"\[c\],\[c\],\[c\],\[c\]", "0.5429,0.5429,0.47,0.62")),
    "cases that were coded twice": ("agreement.csv", changed("agreement.csv", ",55,", ",57,")),
    "a coder's margin": ("agreement.csv", changed("agreement.csv", ",,shown", ",7,shown")),
    "a rule of clearance": ("clearance.csv", changed("clearance.csv", "enough cases", "7 cases")),
    "a threshold that no profile has": ("clearance.csv", changed("clearance.csv", "enough cases", "fewer than 4 cases")),
    "a page of the PDF": ("audit/pages.csv", changed("audit/pages.csv", "chart-age,3", "chart-age,73")),
    "a page of a figure": ("audit/pages.csv", changed("audit/pages.csv", r"(use-fatal-1),\d+", r"\1,7")),
    "words in a picture": ("charts/age.png: metadata", in_picture(b"tEXt", b"Comment\0 7 of them")),
    "words in a picture, packed": (
        "charts/age.png: metadata", in_picture(b"zTXt", b"Comment\0\0" + zlib.compress(b"7 of them"))),
    "a part of a picture that no chart has": ("charts/age.png", in_picture(b"prVt", b"3")),
    "what follows a picture": ("charts/age.png", lambda results: appended(results / "charts/age.png", b"3")),
    "a file that nobody reads": ("notes.txt", lambda results: appended(results / "notes.txt", b"3")),
    "a page beside the others": ("tables/notes.html", lambda results: appended(results / "tables/notes.html", b"<p>3</p>")),
    "a hidden file": (".DS_Store", lambda results: appended(results / ".DS_Store", b"3")),
    "a table that is not declared": ("tables/more.csv", lambda results: appended(results / "tables/more.csv", b"a,b\n3,4\n")),
    "a chart that is not declared": ("charts/more.csv", lambda results: appended(results / "charts/more.csv", b"label,n\nx,3\n")),
    "a chart's data": ("charts/age.csv", changed("charts/age.csv", "120", "119")),
    "a chart's description": ("charts/charts.json", changed("charts/charts.json", "11 values shown", "7 values shown")),
    "a laid table": ("tables/tables.json", changed("tables/tables.json", "for 13 tests", "for 7 tests")),
    "a table's file": ("tables/change_since_2009.csv", changed("tables/change_since_2009.csv", "0.559", "0.561")),
}  # fmt: skip


def test_nothing_of_a_release_is_untied(strict: Path, declared: Study, tmp_path: Path) -> None:
    assert untied(declared, leaving_of(strict, tmp_path / "results")) == []


# What others are held to: where something is planted in it, nothing else is.
HELD_TO = (
    *SOURCES,
    "comparisons.csv",
    "tables/tables.json",
    "charts/charts.json",
    "charts/age.csv",
    "audit/claims.csv",
)


def rounds() -> list[dict[str, str]]:
    """What is planted together, by its file: one thing a file."""
    together: list[dict[str, str]] = []
    for kind, (channel, _) in PLANTED.items():
        file = channel.partition(":")[0]
        free = (held for held in together if file not in held and not set(HELD_TO) & held.keys())
        held = None if file in HELD_TO else next(free, None)
        if held is None:
            held = {}
            together.append(held)
        held[file] = kind
    return together


@pytest.fixture(scope="module")
def found(strict: Path, declared: Study, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """For each thing planted the channels in which something is found."""
    channels: dict[str, list[str]] = {}
    for kinds in rounds():
        results = leaving_of(strict, tmp_path_factory.mktemp("planted") / "results")
        for kind in kinds.values():
            PLANTED[kind][1](results)
        seen = [one.channel for one in untied(declared, results)]
        channels.update((kind, seen) for kind in kinds.values())
    return channels


@pytest.mark.parametrize("kind", PLANTED)
def test_a_number_in_the_place_of_another_is_found(found: dict[str, list[str]], kind: str) -> None:
    assert any(channel.startswith(PLANTED[kind][0]) for channel in found[kind]), found[kind]


def test_the_state_of_a_draft_counts_sentences_and_no_cases(strict: Path, declared: Study, tmp_path: Path) -> None:
    context = Context(declared, leaving_of(strict, tmp_path / "results"))
    for told in (*notices(True, 1, (0, 150)), *notices(True, 12, (7, 150)), *notices(False, 0, (7, 150))):
        assert list(context.said("it", told, alone=False)) == [], told
    assert list(context.said("it", "Draft: 7 of 150 children", alone=False))


OWN = Own(frozenset(("11 to 15 years", "Number of reviews")))


def test_lines_of_a_drawing_are_put_together() -> None:
    assert list(unowned(OWN, ["Number of reviews", "11 to 15", "years"])) == []
    assert list(unowned(OWN, ["11 to 15", "months"])) == ["11 to 15", "months"]


def test_each_number_of_the_data_may_stand_once() -> None:
    own = Own(numbers=OWN.numbers.__class__(["12%", "12%", "40"]))
    assert list(unowned(own, ["12%", "40", "12%"])) == []
    assert list(unowned(own, ["12%", "12%", "12%", "40", "40"])) == ["12%", "40"]


def test_a_scale_stands_whole_or_not_at_all() -> None:
    assert of_scale(["0%", "20%", "40%"]) == {"0%", "20%", "40%"}
    assert of_scale(["20%", "40%"]) == set()
    assert of_scale(["0%", "20%", "40%", "35%"]) == {"0%", "20%", "40%"}


def test_a_rate_gives_its_events_back() -> None:
    """3 events in 22,040,000 child-years are 0.013612 in 100,000; by fives, 0.02 could be any of 4 to 5."""
    assert counts_of_rate("0.013612", 22_040_000) == (3, 3)
    assert counts_of_rate("0.02", 22_040_000) == (4, 5)
    assert counts_of_rate("7.00", 10) is None


def test_sign_offs_tell_what_the_ledger_tells_and_no_more(strict: Path, declared: Study, tmp_path: Path) -> None:
    results = leaving_of(strict, tmp_path / "results")
    path, prose = results / "audit/signoffs.csv", prose_of(strict)
    estimates = read_estimates(results / "estimates.csv")
    ledger = declared.ledger
    for place, one in enumerate(standings(declared, prose, estimates)[:3]):
        definition = short_parts(one.definition) | ({"base": "another"} if place == 1 else {})
        ledger = with_entry(
            ledger, statistic=one.statistic, release=REAL, role="analyst", name="A. Reviewer", date=date(2016, 5, 1),
            definition=definition, value="another" if place == 2 else one.value,
        )  # fmt: skip
    signed = replace(declared, _signoffs=ledger)
    path.write_text(standings_csv(standings(signed, prose, estimates)), encoding="utf-8")
    assert {row["analyst_state"] for row in read_rows(path)} == set(STATES)
    assert list(standing_said(Context(signed, results), path, "it")) == []
    for old, new in (
        ("A. Reviewer", "A. Reviewer of 7"), ("2016-05-01", "2016-05-07"), ("(base)", "(base; 7)"), (",signed,", ",7 signed,"),
        ("analyst: not signed", "analyst: seven not signed"),
    ):  # fmt: skip
        told = path.read_text(encoding="utf-8")
        assert old in told
        path.write_text(told.replace(old, new, 1), encoding="utf-8")
        assert [one.channel for one in standing_said(Context(signed, results), path, "it")] == ["it"], (old, new)
        path.write_text(told, encoding="utf-8")


def test_every_file_of_a_release_is_read_or_has_a_reason(strict: Path) -> None:
    names = [path.relative_to(strict / "results" / REAL).as_posix() for path in leaving(strict / "results" / REAL)]
    for name in names:
        read = [pattern for pattern in READERS if fnmatch(name, pattern)]
        assert len(read) + (name in REMADE) + (name in LATER) == 1, name
    for listed in (READERS, REMADE, LATER):  # nothing stands on a list that no release has
        unused = {one for one in listed if not any(fnmatch(name, one) for name in names)}
        assert unused <= {"audit/spss/counted_again.csv"}  # made on request, by `snakemake spss`
    assert all({**REMADE, **LATER}.values())
