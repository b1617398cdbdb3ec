"""Styles: no rule that nothing on any page is meant by, none wide, each file in the order of the cascade."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import served
from looks_archive import every_family
from support import REPOSITORY, build

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("looks")]

STYLES = REPOSITORY / "theme" / "assets" / "css"
_SELECTORS = r"""() => {
  const passing = /::[\w-]+|:(?:hover|focus-visible|focus-within|focus|target|checked)(?![\w-])/g;
  const found = [];
  const walk = (rules) => {
    for (const rule of rules) {
      if (rule instanceof CSSStyleRule) found.push(...parts(rule.selectorText));
      else if (rule.cssRules) walk(rule.cssRules);
    }
  };
  const parts = (text) => {
    const list = [""];
    let depth = 0;
    for (const letter of text) {
      if (letter === "(" || letter === "[") depth++;
      if (letter === ")" || letter === "]") depth--;
      if (letter === "," && !depth) list.push("");
      else list[list.length - 1] += letter;
    }
    return list.map((one) => one.trim());
  };
  for (const sheet of document.styleSheets) if (sheet.href?.endsWith("gongwen.css")) walk(sheet.cssRules);
  // What passes is taken out; where nothing else stands there, it is any element.
  const lasting = (text) => text.replace(passing, (_, at) => (/[\w\])*-]/.test(text[at - 1] ?? "") ? "" : "*"));
  return [...new Set(found)].map((selector) => [selector, lasting(selector)]);
}"""
_MET = "(asked) => asked.filter(([, selector]) => document.querySelector(selector)).map(([own]) => own)"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """Every family of page in every state: the archive of looks and the specimen in one; its address and paths."""
    made = build(every_family(tmp_path_factory.mktemp("styles")), "https://records.example/")
    assert made.done.returncode == 0, made.done.stderr
    pages = [path.relative_to(made.site).as_posix() for path in sorted(made.site.rglob("*.html"))]
    with served(made.site) as address:
        yield address, pages


def _used(page: Page, address: str) -> Iterator[None]:
    """What pages have only while they are used, one state after the other."""
    queries = ("q=记录&type=法律", "q=备案", "q=齉齾", "q=互聯網", "q=某某服务法第三条第二款")
    for place in (*(f"search/?{query}" for query in queries), "en/search/?q=备案"):
        page.goto(address + place)
        expect(page.locator("#gw-sum")).to_have_attribute("data-state", "exact", timeout=20000)
        yield
    page.goto(f"{address}agencies/")
    for words in ("备案", "试写"):
        page.fill("#gw-find", words)
        expect(page.get_by_role("option").nth(1)).to_be_visible()
        page.keyboard.press("ArrowDown")
        yield
    page.goto(f"{address}documents/2016/law/?h=记录")
    expect(page.locator("mark").first).to_be_visible()
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.get_by_role("switch").click()
    page.mouse.wheel(0, 3000)
    expect(page.locator(".md-nav__link--active").first).to_be_attached()
    yield
    page.goto(f"{address}documents/duties/")
    page.locator(".gw-choose select").first.select_option(index=1)
    yield
    page.goto(f"{address}documents/2017/briefing/")
    page.locator(".gw-text .term, .gw-text .ent").first.hover()
    expect(page.locator(".md-tooltip2__inner").first).to_be_visible()
    page.locator("[data-gw-links]").first.click()
    yield
    # A paragraph to take away, in a turn and outside one; and one that isn't there any more.
    page.goto(f"{address}documents/2006/briefing/")
    page.locator(".gw-turn .gw-pn").first.click()
    expect(page.locator(".gw-turn .gw-taking").first).to_be_visible()
    yield
    page.goto(f"{address}documents/2006/a/#p-00000000")
    expect(page.locator(".gw-lost")).to_be_visible()
    yield
    page.locator(".gw-text > p .gw-pn").first.click()
    yield


def test_every_rule_is_for_something(browser: Browser, site: tuple[str, list[str]]) -> None:
    address, pages = site
    page = browser.new_page()
    page.goto(address)
    left = page.evaluate(_SELECTORS)
    assert len(left) > 400

    def look() -> None:
        met = set(page.evaluate(_MET, left))
        left[:] = [pair for pair in left if pair[0] not in met]

    for path in pages:
        page.goto(address + path, wait_until="domcontentloaded")
        look()
    for _ in _used(page, address):
        look()
    page.close()
    # What waits for its script stays hidden where scripts don't run.
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in ("documents/2020/service-law/", "documents/duties/"):
        page.goto(address + path)
        look()
    context.close()
    assert [selector for selector, _ in left] == []


def test_rules_are_short_enough_to_be_read() -> None:
    files = sorted(STYLES.glob("*.css"))
    assert len(files) > 10
    for path in files:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 400, path
        assert [line for line in lines if len(line) > 160] == [], path
