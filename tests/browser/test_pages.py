"""The site in a real browser: wide and narrow, light and dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from browsing import Watched, overflow

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

PAGES = {
    "home": "",
    "document": "documents/2023/civilization-conference-briefing/",
    "undated": "documents/undated/cyber-affairs-speech/",
    "traditional": "documents/2002/internet-industry-self-discipline-pledge/",
    "documents": "documents/",
    "agency": "agencies/mii/",
    "agencies": "agencies/",
    "campaign": "campaigns/qinglang/",
    "campaigns": "campaigns/",
    "term": "glossary/filing/",
    "glossary": "glossary/",
    "lineage": "agencies/sapprft/",
    "periods": "agencies/periods/",
    "leads": "campaigns/leads/",
    "series": "campaigns/series/",
    "english": "glossary/english/",
    "about": "about/",
    "coverage": "about/coverage/",
    "left-out": "about/left-out/",
    "search": "search/?q=网络文明",
    "lost": "404.html",
}


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_whole(watched: Watched, name: str) -> None:
    page = watched.open(PAGES[name])
    if name == "search":
        expect(page.locator("#gw-sum")).to_have_attribute("data-state", "exact", timeout=20000)
    assert watched.wrong == []
    over = overflow(page)
    assert over <= 0
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert background == ("rgb(23, 22, 20)" if dark else "rgb(250, 248, 243)")
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize(
    "name", ["home", "document", "agency", "lineage", "term", "leads", "campaigns", "glossary"]
)
def test_nothing_overlaps(watched: Watched, name: str) -> None:
    """No line of text lies on another: neighbours in the page's columns keep apart."""
    page = watched.open(PAGES[name])
    clashes = page.evaluate(
        """() => {
          const boxes = [...document.querySelectorAll('h1, h2, .gw-text p, .gw-meta dd, .gw-list li, .gw-rel li, .gw-side li, .gw-footer p')]
            .filter((e) => e.offsetParent && e.textContent.trim())
            .map((e) => [e, e.getBoundingClientRect()]).filter(([e, r]) => r.width && r.height);
          const found = [];
          for (let i = 0; i < boxes.length; i++) for (let k = i + 1; k < boxes.length; k++) {
            const [a, p] = boxes[i], [b, q] = boxes[k];
            if (a.contains(b) || b.contains(a)) continue;
            const x = Math.min(p.right, q.right) - Math.max(p.left, q.left), y = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
            if (x > 2 && y > 2) found.push(a.textContent.slice(0, 20) + ' × ' + b.textContent.slice(0, 20));
          }
          return found;
        }"""
    )
    assert clashes == []


def test_a_paragraph_has_an_address(wide: Watched) -> None:
    page = wide.open(PAGES["document"])
    number = page.locator(".gw-text .gw-pn").nth(1)
    target = number.get_attribute("href") or ""
    number.click()
    assert page.url.endswith(target)
    assert page.locator(target).evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_names_have_tooltips(wide: Watched) -> None:
    page = wide.open(PAGES["document"])
    page.locator(".gw-text a.ent").first.hover()
    expect(page.locator(".md-tooltip2__inner").first).to_be_visible()


def test_a_name_that_stands_again_has_the_tip_of_the_first(wide: Watched) -> None:
    page = wide.open(PAGES["document"])
    again = page.locator(".gw-text a[data-tip]").first
    name = again.inner_text()
    again.hover()
    shown = page.locator(".md-tooltip2__inner").first
    expect(shown).to_be_visible()
    assert len(shown.inner_text()) > len(name)


def test_the_phone_menu_leads_everywhere(phone: Watched) -> None:
    page = phone.open(PAGES["document"])
    page.locator(".gw-drawer summary").tap()
    page.locator(".gw-drawer a", has_text="机构").tap()
    expect(page.locator("h1")).to_have_text("机构")
    assert phone.wrong == []


def test_paper_shows_the_text_and_no_controls(wide: Watched) -> None:
    page = wide.open(PAGES["document"])
    page.emulate_media(media="print")
    assert not page.locator(".gw-header").is_visible()
    assert page.locator(".gw-print").is_visible()
    assert page.locator(".gw-text p").first.is_visible()


def test_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "search/")
    assert page.locator("noscript").inner_text()
    page.goto(address + PAGES["document"])
    assert page.locator(".gw-text p").first.is_visible()
    context.close()


def test_links_in_texts_can_be_switched_off(wide: Watched) -> None:
    page = wide.open(PAGES["document"])
    button = page.locator(".gw-side [data-gw-links]")
    link = page.locator(".gw-text a.ent, .gw-text a.term").first
    expect(button).to_have_text("文中链接：显示")
    expect(link).to_have_css("text-decoration-line", "underline")
    button.click()
    expect(button).to_have_text("文中链接：隐藏")
    expect(link).to_have_css("text-decoration-line", "none")
    expect(link).to_have_css("pointer-events", "none")
    page.reload()
    expect(page.locator(".gw-text a.ent, .gw-text a.term").first).to_have_css("text-decoration-line", "none")
    page.locator(".gw-side [data-gw-links]").click()
    expect(page.locator(".gw-text a.ent, .gw-text a.term").first).to_have_css(
        "text-decoration-line", "underline"
    )
    assert wide.wrong == []
