"""Seeded leaks: one number let slip in each channel of a built release, and the attack names the count and the file."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from broken import held
from core_run import study
from scr_analysis.attack import Attack, attack, collect
from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.columns import knowledge
from scr_analysis.attack.facts import Loose, Said
from scr_analysis.derive import RULES
from scr_analysis.errors import FaultsFound
from scr_analysis.validate.rules import RULES as VALIDITY

FILICIDE = ("adolescent_death_category", "adolescent_deaths_2011_14", "all", "overt_filicide")
SEXUAL = ("plan_category", "plans_in_database", "period=p2003_05", "sexual")
LEAKED = "Overt filicide: 3"
Reader = Callable[[Context, Path, str], Iterable[Said | Loose]]


def attacked(results: Path) -> Attack:
    return attack(study(), "synthetic", knowledge(RULES, VALIDITY), results)


@pytest.fixture(scope="module")
def once() -> dict[object, list[Said | Loose]]:
    """What each file said, by its text and all else that a reader looks at."""
    return {}


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch, once: dict[object, list[Said | Loose]]) -> None:
    """A file that a leak leaves as it is need not be read again: a reader sees nothing but what is told apart here."""

    def remembered(reader: Reader) -> Reader:
        def read(context: Context, path: Path, name: str) -> list[Said | Loose]:
            others = [context.results / "estimates.csv", context.results / "charts/charts.json"]
            texts = tuple(sha256(one.read_bytes()).digest() for one in (path, *others))
            seen = (name, texts, *(vars(context)[one.name] for one in fields(context)[2:]))
            if seen not in once:
                once[seen] = list(reader(context, path, name))
            return once[seen]

        return read

    monkeypatch.setattr(collect, "beside", lambda task: task)  # what another process reads is not remembered here
    monkeypatch.setattr(collect, "READERS", {one: remembered(reader) for one, reader in collect.READERS.items()})


@pytest.fixture(scope="module")
def release(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published files of the built release, without anything restricted."""
    folder = tmp_path_factory.mktemp("release") / "results"
    shutil.copytree(built / "results/synthetic", folder, ignore=shutil.ignore_patterns("restricted"))
    return folder


@pytest.fixture
def results(release: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(release, tmp_path / "results"))


def rewritten(path: Path, change: Callable[[str], str]) -> None:
    text = path.read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text, path
    path.write_text(changed, encoding="utf-8")


def in_row(path: Path, key: tuple[str, ...], **cells: str) -> None:
    """Put texts into the row of an estimate."""
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    (row,) = (one for one in rows if tuple(one[name] for name in ("statistic", "base", "group", "level")) == key)
    row.update(cells)
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(buffer.getvalue(), encoding="utf-8")


def in_zip(path: Path, part: str, change: Callable[[str], str]) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before = parts[part].decode("utf-8")
    parts[part] = change(before).encode("utf-8")
    assert parts[part].decode("utf-8") != before
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def in_pdf(path: Path, change: Callable[[pikepdf.Pdf], None]) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        change(document)
        document.save(path)


def margin(results: Path) -> None:
    """Everything else of the distribution is shown: 150, 60, 213 and the 3 in between, as ACRO's documents have it."""
    levels = {"severe_cruelty": "1", "extreme_neglect": "1", "not_related": "2", "unclear": "1"}
    for level, n in levels.items():
        in_row(results / "estimates.csv", (*FILICIDE[:3], level), n=n)


def in_table(results: Path, cell: str) -> None:
    path = results / "tables/plans.csv"
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    row = next(one for one in rows if one[1] == "Sexual abuse")
    assert row[2] == "[c]"
    row[2] = cell
    path.write_text("\n".join(",".join(f'"{one}"' for one in line) for line in rows), encoding="utf-8")


def in_json_table(results: Path) -> None:
    held = json.loads((results / "tables/tables.json").read_text(encoding="utf-8"))
    row = next(one for one in held["plans"]["rows"] if one.get("label") == "Sexual abuse")
    row["cells"][0] = "3 (7%)"
    (results / "tables/tables.json").write_text(json.dumps(held), encoding="utf-8")


def in_trail(results: Path) -> None:
    path = results / "audit/trail.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    for statistic in held["statistics"]:
        for one in statistic["estimates"]:
            if (statistic["id"], one["base"], one["group"], one["level"]) == FILICIDE:
                one["value"] = "6%"
    path.write_text(json.dumps(held), encoding="utf-8")


def page(change: Callable[[str], str], name: str = "briefing.html") -> Callable[[Path], None]:
    return lambda results: rewritten(results / name, change)


def before_end(text: str) -> Callable[[str], str]:
    return lambda page: page.replace("</main>", f"{text}</main>", 1)


def subject(document: pikepdf.Pdf) -> None:
    document.docinfo["/Subject"] = LEAKED


def attachment(document: pikepdf.Pdf) -> None:
    document.attachments["notes.txt"] = LEAKED.encode()


def tag(document: pikepdf.Pdf) -> None:
    document.Root.StructTreeRoot["/Alt"] = pikepdf.String(LEAKED)


LEAKS: dict[str, tuple[tuple[str, ...], str, Callable[[Path], None]]] = {
    "a count in the estimates": (
        FILICIDE, "estimates.csv", lambda results: in_row(results / "estimates.csv", FILICIDE, n="3")),
    "an interval in the estimates": (
        FILICIDE, "estimates.csv",
        lambda results: in_row(results / "estimates.csv", FILICIDE, low="0.020615", high="0.162171")),
    "a share in the estimates": (
        FILICIDE, "estimates.csv", lambda results: in_row(results / "estimates.csv", FILICIDE, estimate="0.060000")),
    "a margin": (FILICIDE, "estimates.csv", margin),
    "a table's count": (SEXUAL, "tables/plans.csv", lambda results: in_table(results, "3 (7%)")),
    "a table's percentage": (SEXUAL, "tables/plans.csv", lambda results: in_table(results, "(7%)")),
    "a table's JSON": (SEXUAL, "tables/tables.json", in_json_table),
    "an alternative text": (
        FILICIDE, "briefing.html", page(before_end(f'<img src="x" alt="{LEAKED}">'))),
    "a tooltip": (FILICIDE, "briefing.html", page(before_end(f'<b title="{LEAKED}">x</b>'))),
    "a data attribute": (FILICIDE, "briefing.html", page(before_end(f'<b data-note="{LEAKED}">x</b>'))),
    "a comment": (FILICIDE, "briefing.html", page(before_end(f"<!-- {LEAKED} -->"))),
    "a description for search engines": (
        FILICIDE, "briefing.html",
        page(lambda text: text.replace("<head>", f'<head><meta name="description" content="{LEAKED}">', 1))),
    "all but N": (
        FILICIDE, "briefing.html", page(before_end("<p>All but 47 of them were not cases of overt filicide.</p>"))),
    "a number word": (
        FILICIDE, "briefing.html", page(before_end("<p>Overt filicide was found in three of the deaths.</p>"))),
    "none": (FILICIDE, "briefing.html", page(before_end("<p>Overt filicide was found in none of them.</p>"))),
    "the prose": (
        FILICIDE, "text/briefing.md",
        lambda results: rewritten(results / "text/briefing.md", lambda text: text + f"\n\n{LEAKED}.\n")),
    "a drawing's text": (
        FILICIDE, "charts/age_by_death.svg",
        lambda results: rewritten(
            results / "charts/age_by_death.svg", lambda text: text.replace("</svg>", f"<text>{LEAKED}</text></svg>"))),
    "the supplement": (FILICIDE, "supplement.html", page(before_end(f"<p>{LEAKED}</p>"), "supplement.html")),
    "the trail's page": (FILICIDE, "audit/index.html", page(before_end(f"<p>{LEAKED}</p>"), "audit/index.html")),
    "the trail's data": (FILICIDE, "audit/trail.json", in_trail),
    "the PDF's metadata": (
        FILICIDE, "briefing.pdf", lambda results: in_pdf(results / "briefing.pdf", subject)),
    "the PDF's attachment": (
        FILICIDE, "briefing.pdf", lambda results: in_pdf(results / "briefing.pdf", attachment)),
    "the PDF's tags": (FILICIDE, "briefing.pdf", lambda results: in_pdf(results / "briefing.pdf", tag)),
    "the Word file": (
        FILICIDE, "briefing.docx",
        lambda results: in_zip(
            results / "briefing.docx", "word/document.xml",
            lambda text: text.replace("</w:body>", f"<w:p><w:r><w:t>{LEAKED}</w:t></w:r></w:p></w:body>"))),
    "the Word file's properties": (
        FILICIDE, "briefing.docx",
        lambda results: in_zip(
            results / "briefing.docx", "docProps/core.xml",
            lambda text: text.replace("</cp:coreProperties>", f"<dc:description>{LEAKED}</dc:description></cp:coreProperties>"))),
    "the spreadsheet": (
        FILICIDE, "tables.ods",
        lambda results: in_zip(
            results / "tables.ods", "content.xml",
            lambda text: text.replace("</table:table>", f"<table:table-row><table:table-cell><text:p>{LEAKED}</text:p></table:table-cell></table:table-row></table:table>", 1))),
}  # fmt: skip


@pytest.mark.parametrize("kind", LEAKS)
def test_each_leak_is_found_where_it_is(results: Path, kind: str) -> None:
    key, file, plant = LEAKS[kind]
    plant(results)
    done = attacked(results)
    narrowed = {one.cell[0]: one for one in done.narrowed}
    assert key in narrowed, kind
    assert not done.held
    assert any(channel.startswith(file) for channel in narrowed[key].channels), narrowed[key].channels


def test_what_is_planted_was_safe_before(release: Path) -> None:
    safe = {one.cell[0] for one in attacked(release).narrowed}
    assert FILICIDE not in safe
    assert SEXUAL not in safe


def test_a_number_tied_to_nothing_is_a_finding(results: Path) -> None:
    rewritten(results / "briefing.html", before_end('<img src="x" alt="913 in the north">'))
    assert any("913" in one.place for one in attacked(results).loose)


def test_nothing_restricted_is_read(release: Path) -> None:
    """The release stands without its restricted folder, and what is told outside holds no limit."""
    done = attacked(release)
    public = (release / "audit/attack.json").read_text(encoding="utf-8")
    assert set(json.loads(public)) == {"result", "hidden", "narrowed", "untied", "between", "loose", "files", "read"}
    assert len(done.said) > 1000
    assert not re.search(r"least|most", public)


def test_the_message_names_files_and_figures_and_never_the_value(results: Path) -> None:
    """What stops a build: which figure, the files that give it away together, and what to do; no limit, no count."""
    in_table(results, "3 (7%)")
    in_json_table(results)
    rewritten(results / "briefing.html", before_end(f'<img src="x" alt="{LEAKED}">'))
    done = attacked(results)
    told = {one.cell[0] for one in done.narrowed} & {FILICIDE, SEXUAL}
    assert told == {FILICIDE, SEXUAL}
    ours = replace(done, narrowed=[one for one in done.narrowed if one.cell[0] in told], between=[])
    report = FaultsFound(ours.faults(untied=False)).report()
    assert not re.search(r"(?<![\w])[37]%?(?![\w])", report)
    held("attack_hidden_count", report)


def test_a_code_of_the_syntax_is_no_count_and_a_count_beside_it_is_one(results: Path) -> None:
    """The trail shows SPSS syntax, in which "(answer = 3)" is a code; "answer 3" outside of it is a number."""
    context = Context(study(), results)
    assert list(context.said("x", "Overt filicide (answer = 3)")) == []
    (said,) = context.said("x", "Overt filicide, answer 3")
    assert isinstance(said, Said)
    assert (said.key, said.measure, said.text) == (FILICIDE, "n", "3")
    assert [
        one.text for one in context.said("x", "Overt filicide (answer = 3), 4 of them") if isinstance(one, Said)
    ] == ["4"]
