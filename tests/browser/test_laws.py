"""A law's page and a comparison in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import Watched, grave, overflow, served
from laws_archive import COMPARED, FILES, LAW
from support import build, small_archive

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("looks")]
PAGES = [LAW, COMPARED, "documents/2010/service-law/"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    made = build(small_archive(tmp_path_factory.mktemp("laws"), FILES), "https://records.example/archive/")
    assert made.done.returncode == 0, made.done.stderr
    home = tmp_path_factory.mktemp("laws-served")
    made.site.rename(home / "archive")
    with served(home) as root:
        yield f"{root}archive/"


@pytest.fixture
def watched(browser: Browser, site: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 700})
    yield Watched(context.new_page(), site)
    context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_and_nothing_goes_wrong(watched: Watched, path: str, width: int) -> None:
    watched.page.set_viewport_size({"width": width, "height": 700})
    page = watched.open(path)
    assert overflow(page) <= 0
    assert watched.wrong == []


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(watched: Watched, path: str) -> None:
    assert grave(watched.open(path)) == []


@pytest.mark.parametrize(
    ("typed", "anchor"), [("3", "art-3"), ("第三条", "art-3"), ("三条二款", "art-3-2"), ("３", "art-3")]
)
def test_the_contents_lead_to_an_article(watched: Watched, typed: str, anchor: str) -> None:
    page = watched.open(LAW)
    form = page.locator(".gw-side [data-gw-goto]")
    form.locator("input").fill(typed)
    form.locator("input").press("Enter")
    expect(page).to_have_url(f"{watched.address}{LAW}#{anchor}")
    assert page.locator(f"#{anchor}").bounding_box()["y"] < 120  # type: ignore[index]


def test_an_article_that_is_not_there_is_said_so(watched: Watched) -> None:
    page = watched.open(LAW)
    form = page.locator(".gw-side [data-gw-goto]")
    form.locator("input").fill("99")
    form.locator("button").click()
    expect(form.locator("[role=status]")).to_have_text("本件没有这一条")


@pytest.mark.parametrize(
    ("anchor", "cited"),
    [
        ("art-3-2-1", "某某服务法：第三条第二款第一项[EB/OL]"), ("art-2", "某某服务法：第二条[EB/OL]"), ("art-3", "某某服务法：第三条[EB/OL]"),
        ("art-3-1", "某某服务法：第三条第一款[EB/OL]"), ("versions", "某某服务法[EB/OL]"),
    ],
)  # fmt: skip
def test_the_citation_says_which_article(watched: Watched, anchor: str, cited: str) -> None:
    page = watched.open(f"{LAW}#{anchor}")
    text = page.locator(".gw-cite").first.text_content() or ""
    assert cited in text
    assert text.endswith(f"#{anchor}." if anchor.startswith("art") else f"{LAW}.")


def test_articles_paragraphs_and_items_are_set_apart(watched: Watched) -> None:
    page = watched.open(LAW)
    style = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"
    assert page.evaluate(style, [".gw-article > .gw-no", "fontWeight"]) == "600"
    assert float(page.evaluate(style, [".gw-clause", "textIndent"]).removesuffix("px")) > 30
    assert float(page.evaluate(style, [".gw-item", "textIndent"]).removesuffix("px")) < 0
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.gw-article'), '::before').content") == '"1"'
    )


def test_on_paper_both_sides_stand_beside_each_other(watched: Watched) -> None:
    watched.page.emulate_media(media="print")
    page: Page = watched.open(COMPARED)
    row = page.locator(".gw-compare tr.changed").first
    left, right = (row.locator("td").nth(n).bounding_box() for n in (0, 1))
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] <= right["x"] + 1
    assert page.locator(".gw-header").filter(visible=True).count() == 0


def test_without_a_script_nothing_is_offered_that_needs_one(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + LAW)
    assert page.locator("[data-gw-goto]").filter(visible=True).count() == 0
    expect(page.locator("#art-3-2-1")).to_be_visible()
    context.close()


@pytest.mark.parametrize("query", ["某某服务法第三条第二款", "《某某服务法》第3条"])
def test_an_article_asked_for_stands_first_and_leads_there(watched: Watched, query: str) -> None:
    page = watched.open(f"search/?q={query}")
    expect(page.locator("#gw-sum")).to_have_attribute("data-state", "exact", timeout=20000)
    page.locator(".gw-article-door a").click()
    expect(page.locator("h1")).to_have_text("某某服务法")
    assert page.url.endswith("#art-3-2" if "二款" in query else "#art-3")
    assert watched.wrong == []


def test_the_box_offers_the_article(watched: Watched) -> None:
    page = watched.open("")
    page.locator("main form[role=search] input, .gw-search input").first.fill("某某服务法第三条")
    option = page.locator("[role=option]", has_text="第三条").first
    expect(option).to_contain_text("条文", timeout=10000)
