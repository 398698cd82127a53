"""The pages in a real browser: from a number to its proof and back, search, keyboard alone, without script, axe-core.

Chromium is the machine's own; Playwright drives it and downloads nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tools import needs

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PHONE = ViewportSize(width=360, height=740)
DESK = ViewportSize(width=1280, height=900)
expect.set_options(timeout=30_000)  # the page is large, and a build server may be busy


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=needs("chromium"), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def results(built: Path) -> Path:
    return built / "results/synthetic"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    tab = browser.new_page(viewport=DESK)
    tab.emulate_media(reduced_motion="reduce")
    yield tab
    tab.close()


def opened(page: Page, results: Path, place: str) -> Page:
    page.goto((results / place.partition("#")[0]).as_uri() + "".join(place.partition("#")[1:]))
    return page


def test_from_a_number_to_its_proof_and_back(page: Page, results: Path) -> None:
    opened(page, results, "briefing.html")
    page.locator("#use-known_to_social_care-2 a").click()
    expect(page).to_have_url(re.compile(r"/audit/index\.html#fig-known_to_social_care$"))
    entry = page.locator("#statistic-known_to_social_care")
    expect(entry.locator("h2")).to_be_in_viewport()
    expect(entry.get_by_role("row", name="188 293 64%")).to_be_in_viewport()
    entry.get_by_role("link", name="64%", exact=True).click()
    expect(page).to_have_url(re.compile(r"/briefing\.html#use-known_to_social_care-2$"))
    expect(page.locator("#use-known_to_social_care-2")).to_be_in_viewport()


def test_from_a_word_of_change_to_the_comparison_behind_it_and_back(page: Page, results: Path) -> None:
    opened(page, results, "briefing.html")
    word = page.locator("#use-involvement_by_period-open-p2011_14-1")
    word.get_by_role("link").click()
    row = page.locator('[id="at.comparisons.involvement_since_2009.open"]')
    expect(row).to_be_in_viewport()
    expect(row).to_contain_text("no clear difference")
    expect(row).to_contain_text("42% (79 of 189)")
    row.get_by_role("link", name="2009–11").click()
    expect(page.locator("#fig-involvement_by_period-open-p2009_11")).to_be_in_viewport()
    page.go_back()
    page.locator("#comparisons-involvement_since_2009").get_by_role("link", name="no clear change").first.click()
    expect(word).to_be_in_viewport()


def test_from_a_mark_of_a_chart_to_its_proof_and_back(page: Page, results: Path) -> None:
    opened(page, results, "briefing.html")
    page.locator("#chart-age svg").get_by_text("27", exact=True).click()
    row = page.locator('[id="at.age_group.reviews_2011_14.all.y6_to_10"]')
    expect(row).to_be_in_viewport()
    page.locator("#statistic-age_group").get_by_role("link", name=re.compile("^Chart 2 of the briefing")).click()
    expect(page.locator("#chart-age")).to_be_in_viewport()


def test_the_marks_of_charts_by_keyboard_alone(page: Page, results: Path) -> None:
    """A chart is a stop or two: its drawing, where that scrolls, and the table below, whose links are reached inside."""
    opened(page, results, "briefing.html")
    page.locator("#chart-age .scroll").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Figures of this chart"
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "64"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#at\.age_group\.reviews_2011_14\.all\.y1_to_5$"))


def test_from_a_number_of_a_comparison_s_table_to_its_row(page: Page, results: Path) -> None:
    opened(page, results, "supplement.html")
    page.locator("#table-fatal_or_not").get_by_role("link", name="2.63").click()
    row = page.locator('[id="at.models.fatal_or_not.age_group.y1_to_5+y6_to_10"]')
    expect(row).to_be_in_viewport()
    expect(row).to_contain_text("2.63")


def test_from_one_level_of_a_distribution_to_its_row(page: Page, results: Path) -> None:
    opened(page, results, "briefing.html")
    page.locator("#use-death_category-suicide-1 a").click()
    row = page.locator("#fig-death_category-suicide")
    expect(row).to_be_in_viewport()
    covered = "row => document.querySelector('form').getBoundingClientRect().bottom > row.getBoundingClientRect().top"
    assert not row.evaluate(covered), "the search bar lies over it"
    page.go_back()
    expect(page).to_have_url(re.compile(r"/briefing\.html$"))


def test_every_number_of_the_page_is_a_link_to_an_entry_that_can_be_seen(page: Page, results: Path) -> None:
    opened(page, results, "briefing.html")
    goals = page.locator(".figure a").evaluate_all("links => links.map(link => link.hash)")
    assert len(goals) > 80
    opened(page, results, "audit/index.html")
    seen = "goals => goals.filter(goal => !document.getElementById(goal.slice(1))?.checkVisibility())"
    assert page.evaluate(seen, sorted(set(goals))) == []


def visible(page: Page) -> list[str]:
    names: list[str] = page.locator("article:not([hidden])").evaluate_all("all => all.map(one => one.id)")
    return names


def test_search_and_filters(page: Page, results: Path) -> None:
    opened(page, results, "audit/index.html")
    everything = len(visible(page))
    page.get_by_label("Search").fill("64%")
    assert "statistic-known_to_social_care" in visible(page)
    assert 0 < len(visible(page)) < 25
    expect(page.get_by_role("status")).to_have_text(f"{len(visible(page))} of {everything} entries")
    page.get_by_label("Search").fill("CSC_INV open")
    assert "statistic-known_to_social_care" in visible(page), "a variable of the SPSS file finds what rests on it"
    page.get_by_label("Search").fill("")
    page.get_by_role("combobox", name="Kind", exact=True).select_option("distribution")
    kinds = page.locator("article:not([hidden])").evaluate_all("all => all.map(one => one.dataset.kind)")
    assert set(kinds) == {"distribution"}
    page.get_by_role("combobox", name="Kind", exact=True).select_option("standardised difference")
    kinds = page.locator("article:not([hidden])").evaluate_all("all => all.map(one => one.dataset.kind)")
    assert set(kinds) == {"standardised_difference"}
    page.get_by_role("combobox", name="Kind", exact=True).select_option("")
    page.get_by_role("combobox", name="Protection", exact=True).select_option("hidden")
    assert 0 < len(visible(page)) < everything
    page.get_by_role("combobox", name="Protection", exact=True).select_option("")
    page.get_by_role("combobox", name="Printed in", exact=True).select_option("nowhere")
    assert all(page.locator(f"#{name}").get_by_text("In no edition").count() == 1 for name in visible(page))
    page.get_by_role("combobox", name="Printed in", exact=True).select_option("")
    page.get_by_role("combobox", name="Base", exact=True).select_option("suicides_2011_14")
    assert visible(page)
    assert len(page.locator("nav li:not([hidden])").all()) == len(visible(page))


@pytest.mark.parametrize(("asked", "found"), [("17", True), ("193", False)])
def test_a_number_is_found_whole(page: Page, results: Path, asked: str, found: bool) -> None:
    """ "93" would be in "193": what is asked for must begin a number."""
    opened(page, results, "audit/index.html")
    page.get_by_label("Search").fill(asked)
    assert ("statistic-suicides" in visible(page)) is found


def test_keyboard_alone(page: Page, results: Path) -> None:
    opened(page, results, "audit/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("/")
    expect(page.get_by_label("Search")).to_be_focused()
    page.keyboard.type("aware of child")
    page.keyboard.press("Enter")
    heading = page.locator("article:not([hidden]) h2").first
    expect(heading).to_be_focused()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open"), "a variable opens"
    focus = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(focus) == "solid"
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    expect(page.get_by_label("Search")).to_have_value("")


def test_a_link_to_an_entry_that_the_search_hides_arrives(page: Page, results: Path) -> None:
    opened(page, results, "audit/index.html")
    page.get_by_label("Search").fill("nothing is called so")
    expect(page.get_by_role("status")).to_have_text(re.compile("^0 of"))
    page.evaluate("location.hash = '#fig-suicides'")
    expect(page.locator("#fig-suicides")).to_be_in_viewport()


def test_without_script_it_is_a_plain_long_page(browser: Browser, results: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=DESK)
    page = opened(context.new_page(), results, "audit/index.html#fig-suicides")
    expect(page.locator("form")).to_be_hidden()
    expect(page.locator("#fig-suicides")).to_be_in_viewport()
    expect(page.locator("article").first).to_be_visible()
    page.locator("#statistic-suicides").get_by_role("link", name="17", exact=True).first.click()
    expect(page).to_have_url(re.compile(r"/briefing\.html#use-suicides-\d+$"))
    context.close()


@pytest.mark.parametrize("place", ["audit/index.html", "briefing.html", "supplement.html"])
def test_no_page_asks_for_anything_but_itself(page: Page, results: Path, place: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, results, place)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith("data:")] == [(results / place).as_uri()]


@pytest.mark.parametrize("width", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("place", ["audit/index.html", "briefing.html", "supplement.html"])
def test_nothing_runs_out_of_the_page(page: Page, results: Path, place: str, width: ViewportSize) -> None:
    page.set_viewport_size(width)
    opened(page, results, place)
    assert page.evaluate("document.documentElement.scrollWidth") <= width["width"]


@pytest.mark.parametrize("width", [1280, 1217, 1216, 1024])
def test_tables_of_the_trail_fit_a_screen(page: Page, results: Path, width: int) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=900))
    opened(page, results, "audit/index.html")
    wider = "[...document.querySelectorAll('.scroll:has(.figures)')].filter(one => one.scrollWidth > one.clientWidth)"
    assert page.evaluate(f"{wider}.map(one => one.ariaLabel)") == []


def test_on_a_phone_the_name_of_a_row_stays_beside_its_values(page: Page, results: Path) -> None:
    page.set_viewport_size(PHONE)
    opened(page, results, "audit/index.html#comparisons-involvement_since_2009")
    table = page.locator("#comparisons-involvement_since_2009 .scroll")
    name, last = table.locator("tbody th").first, table.locator("tbody tr").first.locator("td").last
    expect(last).not_to_be_in_viewport()
    before = name.bounding_box()
    table.evaluate("one => { one.scrollLeft = one.scrollWidth }")
    expect(last).to_be_in_viewport()
    assert name.bounding_box() == before


@pytest.mark.parametrize("width", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize(
    ("place", "asked"),
    [
        ("audit/index.html", "suicide"),
        ("audit/index.html", "odds"),
        ("audit/index.html", "holm 2009"),
        ("briefing.html", ""),
        ("supplement.html", ""),
    ],
)
def test_axe_finds_no_violation(page: Page, results: Path, place: str, asked: str, width: ViewportSize) -> None:
    page.set_viewport_size(width)
    opened(page, results, place)
    page.evaluate("document.querySelectorAll('details.values').forEach(one => one.open = true)")
    if place.startswith("audit"):
        page.get_by_label("Search").fill(asked)  # some entries of every kind, in a time that a test may take
        page.evaluate("document.querySelectorAll('article:not([hidden]) details').forEach(one => one.open = true)")
        assert visible(page)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
