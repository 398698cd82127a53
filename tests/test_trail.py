"""The trail: every statistic has its entry, every number its way there and back, and nothing in it is restricted."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.collect.written import trail_said
from scr_analysis.attack.facts import Loose, Said
from scr_analysis.audit.sentences import sentences
from scr_analysis.editions import html_numbers, pdf_numbers
from scr_analysis.estimates import read_estimates
from scr_analysis.files import read_rows
from scr_analysis.study import load_study
from small_edition import ROOT


class Page(HTMLParser):
    """The ids and links of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "id" in given:
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.links.append(str(given.get("href")))


@pytest.fixture(scope="module")
def results(built: Path) -> Path:
    return built / "results/synthetic"


@pytest.fixture(scope="module")
def trail(results: Path) -> dict[str, Any]:
    held: dict[str, Any] = json.loads((results / "audit/trail.json").read_text(encoding="utf-8"))
    return held


@pytest.fixture(scope="module")
def page(results: Path) -> Page:
    return Page(results / "audit/index.html")


def test_every_statistic_and_every_estimate_has_its_entry(results: Path, trail: dict[str, Any], page: Page) -> None:
    assert [one["id"] for one in trail["statistics"]] == list(load_study(ROOT, "statistics").statistics)
    held = [
        (entry["id"], one["base"], one["group"], one["level"])
        for entry in trail["statistics"]
        for one in entry["estimates"]
    ]
    assert held == list(read_estimates(results / "estimates.csv"))
    assert len(page.ids) == len(set(page.ids))
    assert {one["anchor"] for entry in trail["statistics"] for one in entry["estimates"]} <= set(page.ids)


@pytest.mark.parametrize("edition", ["briefing.html", "supplement.html"])
def test_every_link_into_the_trail_arrives(results: Path, page: Page, edition: str) -> None:
    goals = [link.partition("#")[2] for link in Page(results / edition).links if link.startswith("audit/")]
    assert set(goals) <= set(page.ids)
    cells = [goal for goal in goals if goal.startswith("at.")]
    assert len(cells) > 150, "numbers in tables lead there too"
    assert edition != "briefing.html" or len(goals) - len(cells) > 84


def test_every_link_of_the_pdf_arrives(results: Path, page: Page) -> None:
    links = pdf_numbers(results / "briefing.pdf").links
    assert sum(links.values()) > 84
    assert set(links) <= set(page.ids)


def test_every_number_leads_to_its_entry_and_the_entry_back(results: Path, page: Page) -> None:
    numbers = html_numbers(results / "briefing.html")
    assert len(numbers) > 80
    assert {f"../briefing.html#{anchor}" for anchor in numbers} <= set(page.links)
    for link in page.links:
        file, _, anchor = link.partition("#")
        if file.endswith(".html"):
            assert not anchor or anchor in Page_of(results, file).ids, link
        if file.endswith(".pdf"):
            assert anchor.removeprefix("nameddest=") in pdf_of(results).pages, link


_PAGES: dict[str, Page] = {}


def Page_of(results: Path, file: str) -> Page:  # noqa: N802
    """A page that the trail links to, read once."""
    return _PAGES.setdefault(file, Page(results / "audit" / file))


def pdf_of(results: Path) -> Any:
    """The PDF's places, read once."""
    return _PDF.setdefault("pdf", pdf_numbers(results / "briefing.pdf"))


_PDF: dict[str, Any] = {}


# Each file of analyses, and the columns that make the key of its rows.
KEYS = {
    "comparisons": ("comparison", "part"),
    "associations": ("association", "together"),
    "models": ("model", "term", "level"),
    "imputed": ("statistic", "base", "group", "level"),
    "coding": ("statistic", "base", "group", "level"),
    "agreement": ("variable",),
}


@pytest.mark.parametrize("file", KEYS)
def test_every_row_of_an_analysis_has_exactly_one_entry(
    results: Path, trail: dict[str, Any], page: Page, file: str
) -> None:
    rows = read_rows(results / f"{file}.csv")
    wanted = ["at." + ".".join([file, *(row[name] for name in KEYS[file] if row[name])]) for row in rows]
    held = [row for entry in trail["analyses"] for row in entry["rows"]]
    anchors = [row["anchor"] for row in held]
    assert wanted
    assert [anchors.count(anchor) for anchor in wanted] == [1] * len(wanted)
    assert [page.ids.count(anchor) for anchor in wanted] == [1] * len(wanted)
    status = dict(zip(wanted, (row["status"] for row in rows), strict=True))
    assert all(row["status"] == status[row["anchor"]] for row in held if row["anchor"] in status)


def test_an_analysis_says_what_its_tables_print(results: Path, trail: dict[str, Any]) -> None:
    """The tables were laid out by another stage; each of their cells must stand in the entry too."""
    cells = {row["anchor"]: list(row["cells"].values()) for entry in trail["analyses"] for row in entry["rows"]}
    seen = 0
    for table in json.loads((results / "tables/tables.json").read_text(encoding="utf-8")).values():
        for row in table["rows"]:
            for text, key in zip(row.get("cells", []), row.get("keys", []), strict=False):
                *parts, measure = key.split("|")
                parts = [measure, *parts] if measure in ("imputed", "coding") else parts
                if parts and parts[0] in KEYS and text != "[x]":
                    assert text in cells["at." + ".".join(parts)], key
                    seen += 1
    assert seen > 200


def test_every_word_of_a_comparison_leads_to_it_and_back(results: Path, trail: dict[str, Any]) -> None:
    """In the web page and the PDF the link of the word leads to the comparison, whose entry lists the word."""
    told = [row for row in read_rows(results / "audit/claims.csv") if row["comparison"]]
    text = (results / "briefing.html").read_text(encoding="utf-8")
    links = pdf_numbers(results / "briefing.pdf").links
    rows = {row["anchor"]: row for entry in trail["analyses"] for row in entry["rows"]}
    claims = {claim["anchor"]: claim for entry in trail["analyses"] for claim in entry["claims"]}
    assert len(told) > 4
    for one in told:
        anchor = f"at.comparisons.{one['comparison']}.{one['part']}"
        assert re.search(rf'id="{one["use"]}"[^>]*><a\s+href="audit/index.html#{re.escape(anchor)}"', text)
        assert links[anchor] >= 1
        assert one["use"] in {place["anchor"] for place in rows[anchor]["places"]}
        assert claims[one["use"]]["rests_on"] == anchor
        assert claims[one["use"]]["phrase"] == one["phrase"]


@pytest.mark.parametrize("edition", ["briefing.html", "supplement.html"])
def test_every_mark_of_a_chart_leads_to_its_entry_and_the_entry_back(
    results: Path, trail: dict[str, Any], page: Page, edition: str
) -> None:
    """In the drawing and in the table below it; the marks are no stops of the keyboard, the table's links are."""
    text = (results / edition).read_text(encoding="utf-8")
    places = {
        f"at.{entry['id']}.{one['base']}.{one['group']}.{one['level']}": one["places"]
        for entry in trail["statistics"]
        for one in entry["estimates"]
    }
    figures = re.findall(r'<figure class="exhibit[^"]*" id="(chart-\w+)">(.*?)</figure>', text, re.DOTALL)
    assert len(figures) >= 6
    for anchor, figure in figures:
        drawn = set(re.findall(r'<a tabindex="-1" href="audit/index.html#([^"]+)"', figure))
        listed = re.findall(r'<a class="proof" href="audit/index.html#([^"]+)"', figure)
        assert drawn
        assert len(listed) == len(set(listed))
        assert drawn <= set(listed) <= set(page.ids)
        for goal in listed:
            assert anchor in {place["anchor"] for place in places[goal]}, goal


def test_a_mark_says_what_the_estimate_says(trail: dict[str, Any]) -> None:
    """The count behind a mark, as the chart's data have it, is that of the estimate it is said to prove."""
    marks = [
        (one["n"], place["printed"])
        for entry in trail["statistics"]
        for one in entry["estimates"]
        for place in one["places"]
        if place["kind"] == "chart"
    ]
    assert len(marks) > 100
    assert all([n.replace(",", "")] == printed for n, printed in marks if printed != ["[c]"])


def test_every_link_within_the_trail_arrives(page: Page) -> None:
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert len(inner) > 300
    assert inner <= {*page.ids, "entries"}


def test_a_statistic_and_what_is_worked_out_of_it_name_each_other(trail: dict[str, Any]) -> None:
    down = {(one["anchor"], of["id"]) for one in trail["analyses"] for of in one["statistics"]}
    up = {(analysis["anchor"], one["id"]) for one in trail["statistics"] for analysis in one["analyses"]}
    assert down == up
    assert len(down) > 40


def test_every_method_of_an_analysis_is_one_of_the_page_of_methods(results: Path, trail: dict[str, Any]) -> None:
    text = re.sub(r"[*`]", "", (ROOT / "docs/methods.md").read_text(encoding="utf-8"))
    text = " ".join(text.split()).replace("'", "’")
    for one in trail["analyses"]:
        assert one["methods"], one["id"]
    for method in trail["methods"].values():
        assert method["title"] in text
        assert method["source"] in text
        assert re.search(r"\(\d{4}\)", method["source"]), "a source has its year"
    exact = [row for row in read_rows(results / "comparisons.csv") if row["method"].startswith("newcombe")]
    entry = next(one for one in trail["analyses"] if one["id"] == exact[0]["comparison"])
    assert entry["methods"] == ["difference", "risk_ratio", "fisher", "multiplicity"]


def test_a_hidden_comparison_shows_nothing(trail: dict[str, Any]) -> None:
    hidden = [row for one in trail["analyses"] for row in one["rows"] if row["status"] == "hidden"]
    assert hidden
    for row in hidden:
        assert set(row["cells"].values()) == {"[c]"}
        assert row["method"] == row["warning"] == ""
        assert any(share["text"] == "[c]" for share in row["compared"])


def test_the_attack_reads_what_analyses_rest_on(results: Path, tmp_path: Path) -> None:
    """Each share as a fact of its estimate, one that is hidden as none; and what is of no estimate is a finding."""
    context = Context(load_study(ROOT), results, frozenset())
    path = results / "audit/trail.json"
    key = ("involvement_by_period", "database", "period=p2011_14", "open")
    said = [one for one in trail_said(context, path, "trail") if isinstance(one, Said)]
    assert {one.text for one in said if one.key == key and one.measure == "n"} == {"132"}
    text = path.read_text(encoding="utf-8").replace('"text": "45% (132 of 293)"', '"text": "45%, 132"')
    (tmp_path / "trail.json").write_text(text, encoding="utf-8")
    found = [one for one in trail_said(context, tmp_path / "trail.json", "trail") if isinstance(one, Loose)]
    assert [one.channel for one in found] == ["trail"] * text.count('"text": "45%, 132"')
    assert found


def test_sentences_are_those_of_the_page(results: Path, trail: dict[str, Any]) -> None:
    text = re.sub(r"<[^>]+>", "", (results / "briefing.html").read_text(encoding="utf-8"))
    text = re.sub(r"\s+", " ", text.replace("&amp;", "&"))
    places = [place for entry in trail["statistics"] for place in entry["printed"] if place["kind"] == "text"]
    assert len(places) > 60
    for place in places:
        assert place["sentence"]
        assert place["sentence"] in text
        assert all(number["printed"] in place["sentence"] for number in place["numbers"])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("One. [[64%](#fig-a)]{#use-a-1 .figure} were known. Two.", "64% were known."),
        ("- **[[64%](#fig-a)]{#use-a-1 .figure}** of all\n- other", "64% of all"),
        ("# The [[17](#fig-a)]{#use-a-1 .figure} deaths {.wide}", "The 17 deaths"),
        ("In [Table 2](#table-x) and *here*,\nit is [[1.5](#fig-a)]{#use-a-1 .figure}. So", "In Table 2 and here, it is 1.5."),
        ("Why? [[Most](#fig-a)]{#use-a-1 .figure} (of [[9](#fig-b)]{#use-b-1 .figure}) were.", "Most (of 9) were."),
    ],
)  # fmt: skip
def test_the_sentence_around_a_number(text: str, wanted: str) -> None:
    assert sentences(text)["use-a-1"] == wanted


def test_base_sizes_worked_out_from_what_is_shown_are_the_true_ones(results: Path, trail: dict[str, Any]) -> None:
    """The true sizes are restricted; a test may look at them, the trail may not."""
    true = {row["base"]: int(row["cases"]) for row in read_rows(results / "restricted/case_flow.csv")}
    told = {name: base["cases"] for name, base in trail["bases"].items() if base["cases"] != "[c]"}
    assert len(told) > 10
    assert told == {name: f"{true[name]:,}" for name in told}


def test_a_hidden_figure_shows_nothing_but_why(trail: dict[str, Any]) -> None:
    hidden = [one for entry in trail["statistics"] for one in entry["estimates"] if one["status"] == "hidden"]
    assert hidden
    for one in hidden:
        assert {one["n"], one["value"], one["interval"], one["bounds"]} == {"[c]"}
        assert one["decision"] == "hidden"
        assert one["reason"].startswith("Disclosure control, profile published-series.")
        assert one["reason"].endswith("(Data owner of the synthetic twin)")


def test_why_a_figure_is_hidden_stays_with_the_output_checker(results: Path) -> None:
    """ "Too small" and "for the sake of another" are in the decision log; either would tell of a count's size."""
    log = read_rows(results / "decisions.csv")
    rules = {row["rule"] for row in log if row["decision"] in ("primary", "secondary")}
    assert rules
    for file in ("index.html", "trail.json"):
        text = (results / "audit" / file).read_text(encoding="utf-8")
        told = re.sub(r"shown by exception to: [\w ]+", "", text)
        assert [rule for rule in rules if rule in told] == []


def test_the_page_needs_no_other_file_and_no_script(results: Path) -> None:
    text = (results / "audit/index.html").read_text(encoding="utf-8")
    assert re.findall(r'(?:src|href)="(?!#|\.\./(?:briefing|supplement)\.)([^"]+)"', text) == []
    assert re.findall(r"url\((?!data:)[^)]*\)", text) == []
    whole = re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
    assert 'class="search" role="search" hidden' in whole, "the form shows only where the script can serve it"
    assert whole.count("<article") == text.count("<article ")


def test_the_rule_and_function_of_a_derived_variable_stand_in_the_entry(trail: dict[str, Any]) -> None:
    (entry,) = (one for one in trail["statistics"] if one["id"] == "aware_of_child")
    assert entry["variables"] == ["social_care_involvement", "CSC_INV"]
    variables = trail["variables"]
    assert [code["code"] for code in variables["CSC_INV"]["codes"]] == ["1", "2", "3", "4"]
    assert variables["social_care_involvement"]["function"][0]["text"].startswith("def social_care_involvement(case")


def test_every_derived_variable_has_its_examples_as_the_spec_tests_draw_them(trail: dict[str, Any]) -> None:
    """Each row of a drawn table has as many cells as its header, and the test run holds the function to it."""
    derived = set(load_study(ROOT, "codebook").codebook.derived)
    assert derived <= set(trail["examples"])
    for name in derived:
        tables = [table for example in trail["examples"][name] for table in example["tables"]]
        assert any(name in table["expected"] for table in tables), name
        for table in tables:
            width = len(table["given"]) + len(table["expected"])
            assert {len(row["cells"]) for row in table["rows"]} == {width}
    (first,) = trail["examples"]["known_to_social_care"]
    assert first["tables"][0]["rows"][0]["cells"] == ["open", "yes"]
