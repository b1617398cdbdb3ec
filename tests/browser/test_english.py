"""A reader without Chinese: the way in, the lists, a record, the search, and back; with keys, on a phone, without script."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browsing import Watched, overflow, served
from looks_archive import FAMILIES, RECORDS
from support import build, small_archive

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("english")]

SITE = "https://records.example/archive/"
ENGLISH = {
    "home": "en/",
    "documents": "en/documents/",
    "year": "en/documents/2016/",
    "type": "en/documents/types/falv/",
    "agencies": "en/agencies/",
    "campaigns": "en/campaigns/",
    "glossary": "en/glossary/",
    "search": "en/search/",
}
DIGEST = (
    "---\ntitle: 关于《试写档案法》的说明\ntitle_en: On the Records Act\nsummary_en: A digest made for tests.\ndate: 2018\ntype: 解读\n"
    "issuers: [newer, 试写委员会]\ncontent: digest\naccess: full\n---\n\n本库提要，说到《试写档案法》。\n"
)
TALK = (
    "---\ntitle: 试写的问答：档案备案\ntitle_en: Questions on Filing\ndate: 2018-03-02\ntype: 发布会实录\nissuers: [newer]\n"
    "content: text\naccess: full\n---\n\n**某司司长李大江：**各位好，今天介绍进展。\n\n**甲报记者：**请问备案要多久？\n\n"
    "**李大江：**一般十日。\n\n**乙报记者：**由谁负责？\n\n**李大江：**由我们负责。\n"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    files = {**RECORDS, "docs/documents/2018/on-law.md": DIGEST, "docs/documents/2018/talk.md": TALK}
    made = build(small_archive(tmp_path_factory.mktemp("english"), files), SITE)
    assert made.done.returncode == 0, made.done.stderr
    home = tmp_path_factory.mktemp("english-served")
    made.site.rename(home / "archive")
    with served(home) as root:
        yield f"{root}archive/"


@pytest.fixture
def reader(browser: Browser, site: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    watched = Watched(context.new_page(), site)
    yield watched
    context.close()
    assert watched.wrong == []


def test_from_the_front_to_a_record_and_back(reader: Watched) -> None:
    page = reader.open("")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Archive of Chinese Internet Governance")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Documents").click()
    page.get_by_role("link", name="2016").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Documents of 2016")
    page.get_by_role("link", name="Records Act (a test)").click()
    facts = page.locator("#english")
    expect(facts).to_be_visible()
    expect(facts).to_contain_text("the full text in Chinese")
    expect(facts.locator("dd", has_text="Old Records Bureau")).to_be_visible()
    facts.get_by_role("link", name="Cite").click()
    expect(page.locator("#cite")).to_be_in_viewport()
    facts.get_by_role("link", name="Documents of 2016").click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="中文").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2016 年的文献")


def test_a_record_opens_in_english_without_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}agencies/older/")
    expect(page.locator("#english")).to_be_hidden()
    page.locator("summary", has_text="In English").click()
    expect(page.locator("#english")).to_contain_text("New Records Bureau")
    page.goto(f"{site}campaigns/drive/#english")
    expect(page.locator("#english")).to_contain_text("since 2015-03; no end recorded")
    context.close()


@pytest.mark.parametrize("name", ENGLISH)
def test_each_list_leads_to_its_twin(reader: Watched, name: str) -> None:
    page = reader.open(ENGLISH[name])
    twin = ENGLISH[name].removeprefix("en/")
    languages = "links => Object.fromEntries(links.map(link => [link.hreflang, link.getAttribute('href')]))"
    there = page.locator("link[hreflang]").evaluate_all(languages)
    assert there == {"en": SITE + ENGLISH[name], "zh-CN": SITE + twin}
    reader.open(twin)
    assert page.locator("link[hreflang]").evaluate_all(languages) == there


def test_chinese_among_english_says_that_it_is(reader: Watched) -> None:
    page = reader.open("en/documents/2018/")
    line = page.locator(".gw-en-list .by", has_text="试写委员会")
    expect(line).to_have_text("Explanation · New Records Bureau; 试写委员会")
    expect(line.locator("[lang=zh-Hans]")).to_have_text("试写委员会")
    page.get_by_role("link", name="On the Records Act").click()
    issued = page.locator("dt", has_text="Issued by").locator("xpath=following-sibling::dd[1]")
    expect(issued.locator("[lang=zh-Hans]")).to_have_text("试写委员会")


def test_the_way_to_search_is_told_in_english(reader: Watched) -> None:
    page = reader.open("en/search/")
    page.get_by_role("link", name="How to search").click()
    expect(page.locator(":target")).to_have_text(re.compile("^In English"))


def test_english_stands_under_chinese(reader: Watched) -> None:
    page = reader.open("documents/2016/")
    line = page.locator(".gw-list li", has_text="试写档案法")
    expect(line.locator("small")).to_have_text("Records Act (a test)")
    expect(line.locator("small")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("query", ["Records Act", "records act", "NRB", "New Records Bureau"])
def test_english_finds(reader: Watched, query: str) -> None:
    page = reader.open(f"search/?q={query}")
    expect(page.locator("#gw-sum")).to_have_attribute("data-state", "exact", timeout=20000)
    if "Bureau" in query or query == "NRB":
        expect(page.locator("#gw-auth a").first).to_have_text("新档案局")
    else:
        expect(page.locator(".gw-hit .en", has_text="Records Act (a test)")).to_have_attribute("lang", "en")
        expect(page.locator(".gw-hit .en mark").first).to_have_text("Records", ignore_case=True)


CHINESE = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const { data, parentElement: within } = walker.currentNode;
    if (/\\p{Script=Han}/u.test(data.replace(/“[^”]*”/gu, "")) && !within.closest("[lang|=zh], script")) found.push(data.trim());
  }
  return found;
}"""


def test_the_search_speaks_english(reader: Watched) -> None:
    """Every word of it, but those of records that have no English and the names of bodies that have no record,
    which say that they are Chinese, and what is asked for, which is quoted."""
    page = reader.open("en/")
    page.locator("#gw-find").fill("NRB")
    suggested = page.locator(".gw-suggest li").first
    expect(suggested.locator("b")).to_have_text("New Records Bureau")
    assert page.evaluate(CHINESE) == []
    page.locator("#gw-find").press("Enter")
    expect(page).to_have_url(re.compile(r"/en/search/\?q=NRB$"))
    for query in ("NRB", "records act", "试写", "试写 档案 -备案", "qqqq", "-试写", ""):
        page.locator("#q").fill(query)
        page.locator("#q").press("Enter")
        expect(page).to_have_title(
            f"{f'Search: {query}' if query else 'Search'} · Archive of Chinese Internet Governance"
        )
        expect(page.locator("#gw-sum")).to_have_attribute(
            "data-state", "exact" if query else "idle", timeout=20000
        )
        assert page.evaluate(CHINESE) == [], query
    page.locator("#q").fill("records act")
    hit = page.locator(".gw-hit").filter(has_text="Records Act (a test)").first
    expect(hit.locator("h2")).to_have_text("Records Act (a test)")
    hit.locator("h2 a").click()
    expect(page.locator("#english")).to_be_visible()
    page.locator("#english").get_by_role("link", name="Search").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("query", ["shixie dangan fa", "shi xie dang an fa", "shixiedanganfa"])
def test_pinyin_may_have_spaces(reader: Watched, query: str) -> None:
    page = reader.open(f"search/?q={query}")
    expect(page.locator("#gw-sum")).to_have_attribute("data-state", "exact", timeout=20000)
    expect(page.locator(".gw-hit h2").get_by_text("试写档案法", exact=True)).to_be_visible()


def test_where_a_document_is_named_stands_in_context(reader: Watched) -> None:
    page = reader.open("documents/2016/law/")
    row = page.locator("#mentions + table tbody tr")
    expect(row).to_have_count(1)
    expect(row.locator(".k a")).to_have_text("《试写档案法》")
    expect(row.locator("small")).to_have_text("提要")
    row.locator(".k a").click()
    expect(page.locator(":target")).to_contain_text("说到《试写档案法》")


def test_a_briefing_is_listed_by_speaker_and_question(reader: Watched) -> None:
    page = reader.open("documents/2018/talk/")
    entries = page.locator(".gw-side.left .toc a")
    expect(entries.filter(has_text="李大江")).to_have_count(1)
    expect(entries.filter(has_text="问　请问备案要多久？")).to_have_count(1)
    entries.filter(has_text="问　请问备案要多久？").click()
    expect(page.locator(":target")).to_contain_text("请问备案要多久")


def test_titles_break_between_words(reader: Watched) -> None:
    page = reader.open("documents/2017/briefing/")
    title = page.locator("h1")
    expect(title).to_have_css("word-break", "keep-all")
    assert "<wbr>" in title.inner_html()
    assert not [part for part in title.inner_html().split("<wbr>") if part[0] in "，。：、）》"]


def violations(page: Page) -> list[tuple[str, list[str]]]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(v["id"], [node["html"][:160] for node in v["nodes"]]) for v in found]


# Colours and widths are told apart by two pairs as by four.
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_on_any_family(browser: Browser, site: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 860}, color_scheme=scheme)
    page = context.new_page()
    found = {}
    english = {f"en-{name}": path for name, path in ENGLISH.items()}
    for name, path in {**FAMILIES, **english, "data": "about/data/", "talk": "documents/2018/talk/"}.items():
        page.goto(site + path)
        for fold in page.locator("main details:not(.gw-facet)").all():
            fold.evaluate("fold => { fold.open = true; }")
        page.wait_for_function("() => document.readyState === 'complete'")
        page.evaluate("() => new Promise(requestAnimationFrame)")
        if wrong := violations(page):
            found[name] = wrong
        assert overflow(page) <= 0, name
    context.close()
    assert found == {}


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_hold_still_while_they_load(browser: Browser, site: str, width: int) -> None:
    """Cumulative layout shift, as the browser counts it."""
    context = browser.new_context(viewport={"width": width, "height": 860})
    page = context.new_page()
    shifts = {}
    paths = {**FAMILIES, **ENGLISH, "results": "search/?q=试写", "paragraph": "documents/2016/law/#art-3"}
    for name, path in paths.items():
        page.goto(site + path)
        if name == "results":
            expect(page.locator("#gw-sum")).to_have_attribute("data-state", "exact", timeout=20000)
        page.wait_for_function("() => document.readyState === 'complete'")
        shifts[name] = page.evaluate(
            """() => new Promise((done) => new PerformanceObserver((list) =>
              done(list.getEntries().filter((e) => !e.hadRecentInput).reduce((sum, e) => sum + e.value, 0))
            ).observe({ type: "layout-shift", buffered: true }) ?? setTimeout(() => done(0), 300))"""
        )
    context.close()
    assert {name: shift for name, shift in shifts.items() if shift > 0.05} == {}
