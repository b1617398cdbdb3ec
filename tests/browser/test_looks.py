"""How the pages look: on paper, at every width, in the dark, and to those who use keys or listen."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from browsing import overflow, served
from looks_archive import FAMILIES, RECORDS
from support import build, small_archive

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("looks")]

PAPER = 650  # A4 less its margins, in CSS pixels
DARK, LIGHT = "rgb(23, 22, 20)", "rgb(250, 248, 243)"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small archive with a page of each family, served under a sub-path."""
    made = build(small_archive(tmp_path_factory.mktemp("looks"), RECORDS), "https://records.example/archive/")
    assert made.done.returncode == 0, made.done.stderr
    home = tmp_path_factory.mktemp("looks-served")
    made.site.rename(home / "archive")
    with served(home) as root:
        yield f"{root}archive/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


@pytest.mark.parametrize("width", [320, 360, 390, 768, 1280])
def test_nothing_scrolls_sideways(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for name, path in FAMILIES.items():
        page.goto(site + path)
        over = overflow(page)
        assert over <= 0, name


@pytest.mark.parametrize("name", [name for name in FAMILIES if name != "home"])
def test_paper_has_masthead_address_and_the_whole_width(page: Page, site: str, name: str) -> None:
    page.set_viewport_size({"width": PAPER, "height": 920})
    page.emulate_media(media="print")
    page.goto(site + FAMILIES[name])
    assert not page.locator(".gw-header, .gw-footer, .gw-crumb, .gw-side.left").filter(visible=True).count()
    expect(page.locator(".gw-print b")).to_be_visible()
    if name != "lost":  # it has no address of its own
        expect(page.locator(".gw-print .url")).to_have_text(
            f"https://records.example/archive/{FAMILIES[name]}"
        )
    column = page.locator(".gw-results > :last-child" if name == "search" else "article").bounding_box()
    assert column is not None
    assert column["width"] >= PAPER - 1
    cut = page.evaluate(
        """() => [...document.querySelectorAll("main *")]
          .filter((e) => e.checkVisibility() && !e.closest(".gw-vh, .gw-kwic") && e.getBoundingClientRect().right > innerWidth + 1)
          .map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert cut == []


def test_paper_is_white_whatever_the_screen_is(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("switch").click()
    assert background(page) == DARK
    page.emulate_media(media="print")
    assert background(page) == "rgb(255, 255, 255)"


def test_numbers_stand_at_the_text_and_not_at_the_contents(page: Page, site: str) -> None:
    page.goto(site + FAMILIES["briefing"])
    gaps = page.evaluate(
        """() => [...document.querySelectorAll(".gw-text .gw-pn")].map((number) => {
          const words = document.createRange();
          words.selectNodeContents(number);
          return number.closest("p").getBoundingClientRect().left - words.getBoundingClientRect().right;
        })"""
    )
    assert len(gaps) > 3
    # Of a law the numbers of its articles stand there.
    page.goto(site + FAMILIES["law"])
    articles = page.evaluate(
        """() => [...document.querySelectorAll(".gw-text .gw-article")].map((article) => {
          const { left, width } = getComputedStyle(article, "::before");
          return -parseFloat(left) - parseFloat(width);
        })"""
    )
    assert len(articles) > 50
    assert all(10 <= gap <= 20 for gap in (*gaps, *articles)), (gaps, articles)


@pytest.mark.parametrize(("media", "width"), [("screen", 390), ("screen", 320), ("print", PAPER)])
def test_a_number_does_not_stretch_the_last_line(page: Page, site: str, media: str, width: int) -> None:
    """Characters of a last line stand as close as their size says, wherever the number finds room."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(media="print" if media == "print" else "screen")
    page.goto(site + FAMILIES["law"])
    stretched = page.evaluate(
        """() => [...document.querySelectorAll(".gw-text p")].map((p) => {
          const text = p.firstChild, range = document.createRange();
          const place = (i) => { range.setStart(text, i); range.setEnd(text, i + 1); return range.getBoundingClientRect(); };
          let end = text.length - 1, first = end;
          const line = place(end).top;
          while (first > 0 && Math.abs(place(first - 1).top - line) < 4) first--;
          const size = parseFloat(getComputedStyle(p).fontSize);
          return end - first < 2 ? 0 : (place(end - 1).left - place(first).left) / (end - 1 - first) / size;
        }).filter((pitch) => pitch > 1.02)"""
    )
    assert stretched == []


@pytest.mark.parametrize("width", [390, 620, 768, 1280])
def test_letters_of_drawings_are_neither_tiny_nor_huge(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for name in ("home", "agency", "coverage"):
        page.goto(site + FAMILIES[name])
        sizes = page.evaluate(
            """() => [...document.querySelectorAll(".gw-fig svg text")].filter((t) => t.checkVisibility())
              .map((t) => parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a)"""
        )
        assert sizes, name
        assert all(10 <= size <= 20 for size in sizes), (name, min(sizes), max(sizes))


def test_side_columns_scroll_and_follow(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 600})
    page.goto(site + FAMILIES["law"])
    column = page.locator(".gw-side.left > div")
    assert column.evaluate("e => e.scrollHeight > e.clientHeight")
    page.locator(".gw-text h3").last.scroll_into_view_if_needed()
    here = column.locator(".md-nav__link--active").last
    expect(here).to_be_in_viewport()
    page.mouse.wheel(0, -100000)
    expect(column.locator("a").first).to_be_in_viewport()


def test_chapters_stand_in_under_their_part(page: Page, site: str) -> None:
    page.goto(site + FAMILIES["law"])
    lefts = [
        page.locator(".toc a", has_text=re.compile(words)).first.evaluate(
            "e => parseFloat(getComputedStyle(e).paddingLeft)"
        )
        for words in ("编", "章", "节")
    ]
    assert lefts == sorted(set(lefts))


@pytest.fixture
def menu(page: Page, site: str) -> Page:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(site + FAMILIES["law"])
    page.locator(".gw-drawer summary").click()
    expect(page.locator(".gw-drawer a").first).to_be_visible()
    return page


def test_the_menu_closes_on_escape_and_gives_focus_back(menu: Page) -> None:
    menu.keyboard.press("Escape")
    expect(menu.locator(".gw-drawer a").first).to_be_hidden()
    assert menu.evaluate("document.activeElement.matches('.gw-drawer summary')")


def test_the_menu_closes_on_a_tap_beside_it(menu: Page) -> None:
    menu.mouse.click(10, 600)
    expect(menu.locator(".gw-drawer a").first).to_be_hidden()


def test_the_menu_closes_after_choosing_and_lists_the_whole_page(menu: Page) -> None:
    menu.locator(".gw-drawer a", has_text="整理说明").click()
    expect(menu.locator(".gw-drawer a").first).to_be_hidden()
    expect(menu.locator("#editing")).to_be_in_viewport()
    expect(menu.locator("#editing table")).to_be_visible()
    here = menu.locator(".gw-drawer .here a").all_text_contents()
    assert [text[:3] for text in here[:3]] == ["第一编", "第一章", "第一节"]
    assert here[-3:] == ["整理说明", "引用", "来历"]


def test_labels_of_the_header_stay_on_one_line(menu: Page) -> None:
    for item in menu.locator(".gw-nav .keep, .gw-nav > .gw-menu:not(details), .gw-drawer summary").all():
        box = item.bounding_box()
        assert box is not None
        assert box["height"] < 50
        assert box["x"] + box["width"] <= 320 - 20 + 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_scheme_of_the_system_needs_no_script(browser: Browser, site: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    assert background(page) == (DARK if scheme == "dark" else LIGHT)
    expect(page.get_by_role("switch")).to_be_hidden()
    context.close()


@pytest.mark.parametrize(("scheme", "chosen"), [("light", DARK), ("dark", LIGHT)])
def test_what_was_chosen_is_there_before_any_file_of_script(
    browser: Browser, site: str, scheme: str, chosen: str
) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(site)
    page.get_by_role("switch").click()
    assert background(page) == chosen

    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/*.js", refuse)
    page.goto(site + FAMILIES["law"])
    assert background(page) == chosen
    context.close()


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_the_switch_of_schemes_takes_keys_and_says_what_is_shown(
    browser: Browser, site: str, key: str
) -> None:
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(site)
        switch = page.get_by_role("switch", name="深色")
        expect(switch).to_have_attribute("aria-checked", str(scheme == "dark").lower())
        switch.focus()
        page.keyboard.press(key)
        expect(switch).to_have_attribute("aria-checked", str(scheme == "light").lower())
        assert background(page) == (DARK if scheme == "light" else LIGHT)
        page.reload()
        assert background(page) == (DARK if scheme == "light" else LIGHT)
        context.close()


def test_dark_is_the_same_by_choice_and_by_the_system(browser: Browser, site: str) -> None:
    tokens = """() => {
      const style = getComputedStyle(document.documentElement);
      return Object.fromEntries([...style].filter((name) => /^--[a-z]+(-\\d)?$|^--on-fill$|^color-scheme$/.test(name))
        .map((name) => [name, style.getPropertyValue(name)]));
    }"""
    found = []
    for system in ("light", "dark"):
        context = browser.new_context(color_scheme=system)
        page = context.new_page()
        page.goto(site)
        if system == "light":
            page.get_by_role("switch").click()
        found.append(page.evaluate(tokens))
        context.close()
    assert found[0] == found[1]
    assert len(found[0]) > 15


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["home", "agency", "term", "law", "lost"])
def test_nothing_interactive_is_nested_or_too_small(page: Page, site: str, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site + FAMILIES[name])
    rules = [
        "nested-interactive",
        "target-size",
        "aria-allowed-role",
        "scrollable-region-focusable",
        "svg-img-alt",
    ]
    found = Axe().run(page, options={"runOnly": {"type": "rule", "values": rules}})
    assert [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found.response["violations"]] == []


def test_english_is_english_and_heads_are_heads(page: Page, site: str) -> None:
    page.goto(site + FAMILIES["about"])
    expect(page.locator(".gw-prose h2", has_text="In English")).to_have_attribute("lang", "en")
    expect(page.locator(".gw-prose p").last).to_have_attribute("lang", "en")
    assert page.locator(".gw-prose p").first.get_attribute("lang") is None
    for name in ("home", "agency", "coverage", "law", "term"):
        page.goto(site + FAMILIES[name])
        assert page.locator("thead th:not([scope])").count() == 0, name


def test_a_lost_reader_sees_where_the_page_stands(page: Page, site: str) -> None:
    page.goto(site + FAMILIES["lost"])
    expect(page.locator(".gw-crumb a")).to_have_text("文献库")


def test_the_line_under_a_single_cell_goes_through(page: Page, site: str) -> None:
    page.goto(site + FAMILIES["briefing"])
    short = page.evaluate(
        """() => [...document.querySelectorAll(".gw-meta > div")].filter((cell) =>
          parseFloat(getComputedStyle(cell, "::before").width) < cell.parentElement.clientWidth).length"""
    )
    assert page.locator(".gw-meta > div").count() > 1
    assert short == 0


def test_a_context_leads_to_its_paragraph(page: Page, site: str) -> None:
    page.goto(site + FAMILIES["term"])
    words = page.locator(".gw-kwic .k a").first
    target = words.get_attribute("href") or ""
    said = words.inner_text()
    assert "#p-" in target
    words.click()
    expect(page.locator(f"#{target.partition('#')[2]}")).to_contain_text(said)
