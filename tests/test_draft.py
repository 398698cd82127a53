"""A draft is built although the data do not support a word: its sentence is marked, and every page says DRAFT."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from core_run import ROOT
from prose_room import Prose, prose_in
from scr_analysis.__main__ import COMMANDS
from scr_analysis.command_line import parser
from scr_analysis.render.docx import build_docx
from scr_analysis.render.html import build_html
from scr_analysis.render.pdf import build_pdf
from scr_analysis.render.state import notices
from scr_analysis.study.config import load_project
from scr_analysis.study.declared import plain
from small_edition import REPORT, changed, copied
from tools import needs

BROKEN = 'All is well. {{ claim("fewer than half", "fatal") }} of them died, {{ words("fatal") }} in all. The end.\n'
MARKED = "All is well. [**Not supported by the data:** fewer than half of them died, about two thirds in all.]{.unsupported} The end."
SAYS = "Draft, not for publication: 1 sentence says what the data do not support"


@pytest.fixture
def prose(tmp_path: Path) -> Prose:
    return prose_in(tmp_path)


def test_without_draft_the_build_stops(prose: Prose) -> None:
    assert "the data do not support 'fewer than half'" in prose.refuses(BROKEN)[0]


def test_a_draft_marks_the_sentence_and_says_that_it_is_one(prose: Prose) -> None:
    text = re.sub(r"\[\[(.*?)\]\(#.*?\)\]\{.*?\}", r"\1", prose.raw(BROKEN, draft=True)).strip()
    assert text == MARKED
    assert prose.figures()["release"]["draft"] is True
    assert prose.figures()["release"]["notices"] == [SAYS, "1 of 2 figures signed off"]


def test_what_a_draft_forgives_is_words_only(prose: Prose) -> None:
    """An unknown id and a typed digit stop a draft too."""
    for call in ('{{ pct("fatall") }}', "12"):
        with pytest.raises(Exception, match="briefing"):
            prose.raw(f"Of these {call} died.\n", draft=True)


def test_claims_are_listed_with_their_sentence(prose: Prose) -> None:
    prose.raw(
        BROKEN + '\n## Later\n\nOf these {{ claim("most", "secret") }} were known, {{ number("camhs") }} in all.\n',
        draft=True,
    )
    rows = list(csv.DictReader((prose.root / "audit/claims.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["call"], row["phrase"], row["figure"], row["verdict"]) for row in rows] == [
        ("claim", "fewer than half", "197 of 293, 67%", "broken"),
        ("words", "about two thirds", "197 of 293, 67%", "fragile"),
        ("claim", "[c]", "[c]", "withheld"),
        ("number", "15", "15 of 17, 88%", "fragile"),
    ]
    assert rows[0]["sentence"] == "fewer than half of them died, about two thirds in all."
    assert rows[2]["sentence"] == "Of these an undisclosed share were known, 15 in all."
    assert (rows[2]["section"], rows[2]["why"], rows[2]["words_there"]) == ("Later", "", "")


@pytest.mark.parametrize(
    ("draft", "unsupported", "signed", "said"),
    [
        (False, 0, (80, 80), []),
        (False, 0, (12, 80), ["Draft: 12 of 80 figures signed off"]),
        (False, 0, (0, 80), ["Draft: none of 80 figures signed off yet"]),
        (True, 0, (80, 80), ["Draft, not for publication"]),
        (True, 1, (80, 80), [SAYS]),
        (True, 2, (0, 80), ["Draft, not for publication: 2 sentences say what the data do not support",
                            "None of 80 figures signed off yet"]),
    ],
)  # fmt: skip
def test_what_the_cover_says(draft: bool, unsupported: int, signed: tuple[int, int], said: list[str]) -> None:
    assert notices(draft, unsupported, signed) == said


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    results = copied(tmp_path_factory.mktemp("draft"))
    changed(results / "text/figures.json", lambda trail: trail["release"].update(draft=True, notices=[SAYS]))
    text = results / "text/briefing.md"
    text.write_text(text.read_text(encoding="utf-8") + f"\n\n{MARKED}\n", encoding="utf-8")
    return results


def test_the_pdf_says_draft_on_every_page(draft: Path) -> None:
    tool = needs("pdftotext")
    build_pdf(draft, REPORT, draft / "briefing.pdf")
    said = subprocess.run([tool, str(draft / "briefing.pdf"), "-"], capture_output=True, text=True, check=True).stdout
    pages = said.rstrip("\f\n").split("\f")
    assert len(pages) > 1
    assert all("DRAFT, not for publication" in page for page in pages)
    assert SAYS in " ".join(pages[0].split())
    assert "Not supported by the data: fewer than half" in " ".join(said.split())


def test_the_web_page_says_draft(draft: Path) -> None:
    build_html(draft, REPORT, draft / "briefing.html")
    page = (draft / "briefing.html").read_text(encoding="utf-8")
    assert "<strong>DRAFT, not for publication.</strong>" in page  # the band that stays on the screen
    assert '@top-left { content: "DRAFT, not for publication"' in page  # each printed page
    assert f"<dd>{SAYS}.</dd>" in page
    assert '<span class="unsupported"><strong>Not supported by the data:</strong>' in page


def test_the_word_file_says_draft(draft: Path) -> None:
    build_docx(draft, REPORT, draft / "briefing.docx")
    with zipfile.ZipFile(draft / "briefing.docx") as archive:
        header, document = (archive.read(f"word/{name}.xml").decode("utf-8") for name in ("header1", "document"))
    assert "DRAFT, not for publication." in header
    assert SAYS in document
    assert document.count('w:val="NotSupported"') >= 1


def test_the_commands_and_the_configuration_take_draft() -> None:
    config, _ = load_project(ROOT, {"draft": True})
    assert (config.draft, load_project(ROOT, {})[0].draft) == (True, False)
    given = ["--release", "r", "--edition", json.dumps(plain(config.briefing)), "--results", "x"]
    for stage in ("prose", "supplement", "ods"):
        assert parser(COMMANDS).parse_args([stage, *given, "--draft"]).draft
        assert not parser(COMMANDS).parse_args([stage, *given]).draft
