"""The site in a real browser: wide and narrow, light and dark."""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from support import Build, build, copy_archive

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
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's browser; required where GONGWEN_BROWSER=required, otherwise its absence skips."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    macos = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    path = next(filter(None, map(shutil.which, names)), str(macos) if macos.exists() else None)
    if path is None:
        if os.environ.get("GONGWEN_BROWSER") == "required":
            pytest.fail("没有 Chromium，而这里要求浏览器测试")
        pytest.skip("没有 Chromium，跳过浏览器测试")
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site, served under a sub-path."""
    made: Build = build(copy_archive(tmp_path_factory.mktemp("browser")), "http://127.0.0.1/archive/")
    assert made.done.returncode == 0, made.done.stderr
    home = tmp_path_factory.mktemp("served")
    made.site.rename(home / "archive")
    handler = functools.partial(Quiet, directory=str(home))
    with QuietServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/archive/"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        pass


class QuietServer(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """The browser leaves pages before they are whole; that is no error."""


class Watched:
    """A page with everything that went wrong on it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.wrong: list[str] = []
        page.on(
            "console",
            lambda message: message.type in {"error", "warning"} and self.wrong.append(message.text),
        )
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda request: self._look(request.url))
        page.on(
            "response",
            lambda response: (
                response.status >= 400 and self.wrong.append(f"{response.status} {response.url}")
            ),
        )

    def _look(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.wrong.append(f"foreign {url}")

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path, wait_until="load")
        return self.page


@pytest.fixture(
    params=[(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")], ids=lambda p: f"{p[0]}-{p[1]}"
)
def watched(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Watched]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 860}, color_scheme=scheme)
    page = context.new_page()
    yield Watched(page, address)
    context.close()


@pytest.fixture
def wide(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    yield Watched(context.new_page(), address)
    context.close()


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 390, "height": 860}, has_touch=True)
    yield Watched(context.new_page(), address)
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_whole(watched: Watched, name: str) -> None:
    page = watched.open(PAGES[name])
    if name == "search":
        expect(page.locator("#gw-sum")).to_contain_text("网络文明", timeout=20000)
    assert watched.wrong == []
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0
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


def test_search_from_the_header_finds_the_documents(wide: Watched) -> None:
    page = wide.open(PAGES["agency"])
    page.fill("#gw-find", "网络文明")
    page.press("#gw-find", "Enter")
    expect(page).to_have_url(re.compile(r"/archive/search/\?q="))
    expect(page.locator("#gw-sum")).to_contain_text("含“网络文明”的页面", timeout=20000)
    titles = page.locator("#gw-hits h2").all_inner_texts()
    assert "关于加强网络文明建设的意见" in titles[:6]
    assert "国新办举行2023年中国网络文明大会新闻发布会" in titles[:6]
    assert "网络文明" in titles
    page.locator("#gw-hits h2 a", has_text="关于加强网络文明建设的意见").first.click()
    expect(page.locator("h1")).to_have_text("关于加强网络文明建设的意见")
    assert wide.wrong == []


def test_search_keeps_the_query_in_the_address(wide: Watched) -> None:
    page = wide.open("search/?q=备案")
    expect(page.locator("#gw-sum")).to_contain_text("备案", timeout=20000)
    page.fill("#q", "信息产业部")
    page.press("#q", "Enter")
    expect(page.locator("#gw-sum")).to_contain_text("信息产业部")
    page.go_back()
    expect(page.locator("#q")).to_have_value("备案")
    expect(page.locator("#gw-sum")).to_contain_text("备案")
    page.fill("#q", "<img src=x onerror=alert(1)>")
    page.press("#q", "Enter")
    expect(page.locator("#gw-sum")).to_contain_text("没有页面含“<img src=x onerror=alert(1)>”")
    assert wide.wrong == []


def test_dark_and_light_by_hand(wide: Watched) -> None:
    page = wide.open("")
    page.get_by_text("深色", exact=True).click()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.reload()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.get_by_text("浅色", exact=True).click()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "default"


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
    assert page.locator(".gw-print.head").is_visible()
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
    expect(button).to_have_text("正文连线：开")
    expect(link).to_have_css("text-decoration-line", "underline")
    button.click()
    expect(button).to_have_text("正文连线：关")
    expect(link).to_have_css("text-decoration-line", "none")
    expect(link).to_have_css("pointer-events", "none")
    page.reload()
    expect(page.locator(".gw-text a.ent, .gw-text a.term").first).to_have_css("text-decoration-line", "none")
    page.locator(".gw-side [data-gw-links]").click()
    expect(page.locator(".gw-text a.ent, .gw-text a.term").first).to_have_css(
        "text-decoration-line", "underline"
    )
    assert wide.wrong == []


def test_a_context_leads_to_its_paragraph(wide: Watched) -> None:
    page = wide.open(PAGES["term"])
    words = page.locator(".gw-kwic .k a").first
    target = words.get_attribute("href")
    assert target
    assert "#p-" in target
    words.click()
    paragraph = page.locator(f"#{target.partition('#')[2]}")
    expect(paragraph).to_contain_text("备案")
    assert wide.wrong == []
