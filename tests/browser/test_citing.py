"""What a reader takes away from a page, and what becomes of an address that was cited."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browsing import Watched, served
from gongwen.pages.headings import heading_id
from gongwen.pages.paragraphs import passages
from gongwen.publish.exchange import bibtex, csl, ris
from gongwen.publish.styles import ARCHIVE_NAME, STYLES, Work, filled
from gongwen.records.edtf import Edtf
from support import build, call, small_archive

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("citing")]

TEXT = "各单位应当在月底前核对网站的备案信息，并报送结果。\n\n核对中发现的问题，由属地的管理部门督促改正。"
FIRST, SECOND = (passage.anchor for passage in passages(TEXT))
OLD, JOINED, GONE = "p-0a0a0a0a", "p-0b0b0b0b", "p-0c0c0c0c"
NOTICE = (
    "---\ntitle: 关于核对备案信息的通知\ntitle_en: Notice on Checking Filing Information\ndate: 2006-06-28\ndate_basis: source\ntype: 通知\n"
    "issuers: [mii]\ndocument_number: 某发〔2006〕1号\ncontent: text\naccess: full\nsource: {name: 信息产业部}\n"
    f"anchors: [{{old: {OLD}, new: {SECOND}}}, {{old: {JOINED}, new: {SECOND}}}, {{old: {GONE}}}]\n---\n\n{TEXT}\n"
)


DIGEST = (
    NOTICE.replace("content: text", "content: digest")
    .replace("关于核对备案信息的通知", "某提要")
    .partition("anchors:")[0]
)
DIGEST += f"---\n\n{TEXT}\n"
RECORD = DIGEST.replace(
    "content: digest\naccess: full", "content: text\naccess: record\nrights: {note: 未公开}"
)
REPORT = "https://code.example/issues/new?title={title}&body={body}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = small_archive(
        tmp_path_factory.mktemp("citing"),
        {
            "docs/documents/2006/notice.md": NOTICE,
            "docs/documents/2006/digest.md": DIGEST,
            "docs/documents/2006/record.md": RECORD,
        },
    )
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('!ENV [REPORT_URL, ""]', f'"{REPORT}"'), encoding="utf-8")
    made = build(root, "https://archive.example/library/")
    assert made.done.returncode == 0, made.done.stderr
    with served(made.site) as address:
        yield address


@pytest.fixture(params=[1280, 390])
def reader(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": request.param, "height": 860})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    watched = Watched(context.new_page(), site)
    yield watched
    context.close()
    assert watched.wrong == []


def test_an_old_address_comes_to_its_paragraph(reader: Watched) -> None:
    for anchor in (FIRST, OLD, JOINED):
        page = reader.open(f"documents/2006/notice/#{anchor}")
        assert page.evaluate("document.querySelector(':target') !== null")
        assert page.locator(".gw-lost").count() == 0
    assert page.locator("p", has_text="督促改正").get_attribute("id") == OLD


@pytest.mark.parametrize(
    ("anchor", "words"),
    [(GONE, "已在更正时删去"), ("p-99999999", "可能抄得不全"), ("%E7%94", "可能抄得不全")],
)
def test_a_dead_address_is_told(reader: Watched, anchor: str, words: str) -> None:
    page = reader.open(f"documents/2006/notice/#{anchor}")
    assert words in page.locator(".gw-lost").inner_text()
    page.evaluate(f"location.hash = '{FIRST}'")
    page.wait_for_function("() => !document.querySelector('.gw-lost')")


def test_an_address_of_a_fold_opens_it(reader: Watched) -> None:
    page = reader.open("documents/2006/notice/#cite")
    expect(page.locator("#cite")).to_have_attribute("open", "")
    expect(page.locator("#cite .gw-cite").first).to_be_visible()


# Addresses of pages that moved, were divided, joined, withdrawn


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose documents were dealt with in every way, by the commands."""
    root = small_archive(
        tmp_path_factory.mktemp("moved"),
        {
            "docs/glossary/entering.md": "---\nterm: 登记\npinyin: dēng jì\ncategory: governance\ndefinition: 记下来。\n---\n\n一个词。\n",
            **{f"docs/documents/2006/{name}.md": _page(name, *texts) for name, texts in _PAGES.items()},
        },
    )
    tail, live = _PAGES["whole"][2], _PAGES["live"][1]
    for command in (
        (
            "split",
            "documents/2006/whole",
            "--at",
            f"{_anchor('whole', tail)}=2006/part",
            "--title",
            "2006/part=另一件",
        ),
        (
            "split",
            "documents/2006/live",
            "--at",
            f"{_anchor('live', live)}=2006/taken",
            "--title",
            "2006/taken=又一件",
        ),
        ("rename", "documents/2006/renamed", "2007/elsewhere"),
        ("rename", "documents/2006/whole", "2006/first"),
        ("merge", "documents/2006/second", "documents/2006/third", "--append"),
        ("withdraw", "documents/2006/gone", "--reason", "误收"),
    ):
        done = call("--root", root, *command)
        assert done.returncode == 0, done.stderr
    made = build(root, "https://archive.example/library/")
    assert made.done.returncode == 0, made.done.stderr
    with served(made.site) as address:
        yield address


_PAGES = {
    "whole": (
        "一共有两件，前一件先说办法怎样办。",
        "特此通知。",
        "后一件另说名单从哪一天起停止使用。",
        "特此通知。",
    ),
    "live": (
        "留在原页的一段，照旧在这个地址上。",
        "移出去的一段，今后另成一件文献了。",
        "## 三、另行安排",
        "这一节里只有这样短短的一句话。",
    ),
    "renamed": ("各地照旧把汇总的数字按季度报来。",),
    "second": ("参加的单位另行开会商定分工和进度。", "请遵照执行。"),
    "third": ("会上定下来的几件事由办公室逐项督促。", "请遵照执行。"),
    "s1": ("前来登记之后再办手续的，三日之内答复。",),
    "s2": ("没有登记以前，先问明白要带什么材料。",),
    "s3": ("凡是登记，即日起算期限，逾期另行处理。",),
    "gone": ("误收的一段，后来整件都撤了下来。",),
}


def _page(name: str, *texts: str) -> str:
    head = f"---\ntitle: 题名{name}\ndate: 2006-06-28\ndate_basis: source\ntype: 通知\ncontent: text\naccess: full\n"
    return head + "source: {name: 某部}\n---\n\n" + "\n\n".join(texts) + "\n"


def _anchor(name: str, text: str, nth: int = 0) -> str:
    found = [passage.anchor for passage in passages("\n\n".join(_PAGES[name])) if passage.text == text]
    return found[nth]


@pytest.mark.parametrize(
    ("name", "number", "leads"),
    [
        ("whole", 0, "documents/2006/first/"),
        ("whole", 1, "documents/2006/first/"),
        ("whole", 2, "documents/2006/part/"),
        ("whole", 3, "documents/2006/part/"),
        ("live", 0, "documents/2006/live/"),
        ("live", 1, "documents/2006/taken/"),
        ("renamed", 0, "documents/2007/elsewhere/"),
        ("second", 0, "documents/2006/third/"),
        ("second", 1, "documents/2006/third/"),
    ],
)
def test_a_cited_paragraph_is_come_to_where_it_stands_now(
    browser: Browser, moved: str, name: str, number: int, leads: str
) -> None:
    text = _PAGES[name][number]
    anchor = [passage.anchor for passage in passages("\n\n".join(_PAGES[name]))][number]
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{moved}documents/2006/{name}/#{anchor}")
    page.wait_for_url(f"{moved}{leads}#*")
    expect(page.locator(":target")).to_contain_text(text)
    # Of the equal paragraphs of a page that was joined to another, its own is the last.
    if name == "second" and number == 1:
        assert page.locator(".gw-text p").last.get_attribute("id") == page.evaluate("location.hash.slice(1)")
    context.close()


def test_a_cited_heading_is_come_to_where_it_stands_now(browser: Browser, moved: str) -> None:
    anchor = heading_id("三、另行安排")
    for script in (True, False):
        context = browser.new_context(java_script_enabled=script)
        page = context.new_page()
        page.goto(f"{moved}documents/2006/live/#{anchor}")
        if not script:
            expect(page.locator(".gw-moved li:visible")).to_have_count(1)
            page.locator(".gw-moved li:visible a").click()
        page.wait_for_url(f"{moved}documents/2006/taken/#{anchor}")
        expect(page.locator(":target")).to_contain_text("三、另行安排")
        context.close()


def test_the_old_page_says_what_became_of_it_without_script(browser: Browser, moved: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    anchor = _anchor("whole", _PAGES["whole"][2])
    page.goto(f"{moved}documents/2006/whole/#{anchor}")
    expect(page.locator("h1")).to_have_text("已分开，并移至新址")
    expect(page.locator(".gw-moved p")).to_contain_text("另一件（2 段）")
    expect(page.locator(".gw-moved li:visible")).to_have_count(1)
    page.locator(".gw-moved li:visible a").click()
    assert page.url == f"{moved}documents/2006/part/#{anchor}"
    page.goto(f"{moved}documents/2006/gone/#{_anchor('gone', _PAGES['gone'][0])}")
    expect(page.locator("#gist")).to_contain_text("撤下：误收")
    page.goto(f"{moved}documents/2006/renamed/")
    page.wait_for_url(f"{moved}documents/2007/elsewhere/")
    context.close()


def test_contexts_go_by_what_follows_where_a_reader_asks(browser: Browser, moved: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{moved}glossary/entering/")
    follows = page.locator(".gw-kwic .r")
    as_written = ["之后再办", "以前，先", "，即日起"]
    button = page.get_by_role("button", name="按后文排列")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(follows).to_contain_text(as_written)
    button.click()
    expect(follows).to_contain_text(
        ["即日", "以前", "之后"]
    )  # by the sound of the first character, past the comma
    button.click()
    expect(follows).to_contain_text(as_written)
    context.close()


# Copied and saved

TODAY = datetime.datetime.now().astimezone().date()
KEY = "gongwen-2006-notice"
PAGE = "https://archive.example/library/documents/2006/notice/"
WORK = Work(
    ("信息产业部",), "关于核对备案信息的通知", "Notice on Checking Filing Information", "某发〔2006〕1号", Edtf("2006-06-28"),
    "通知", PAGE, ARCHIVE_NAME,
)  # fmt: skip


def copied(page: Page, button: Locator) -> str:
    button.click()
    expect(button.locator("xpath=..").locator("[role=status]")).to_contain_text("已复制")
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize("style", STYLES)
def test_a_paragraph_is_cited_in_one_click(reader: Watched, style: str) -> None:
    page = reader.open("documents/2006/notice/")
    page.locator(".gw-text .gw-pn").first.click()
    name, compose = STYLES[style]
    text = copied(page, page.locator(".gw-text .gw-taking").get_by_role("button", name=name, exact=True))
    assert text == filled(compose(WORK), TODAY, "第1段", f"#{FIRST}")
    # What is shown below is what was copied, and stays so for the next page.
    page.reload()
    expect(page.locator(".gw-cite").first).to_have_text(text)


@pytest.mark.parametrize("style", STYLES)
def test_the_whole_is_cited_in_one_click(reader: Watched, style: str) -> None:
    page = reader.open("documents/2006/notice/#cite")
    page.locator("#cite").evaluate("fold => { fold.open = true; }")
    name, compose = STYLES[style]
    text = copied(page, page.locator("#cite .gw-taking").first.get_by_role("button", name=name, exact=True))
    assert text == filled(compose(WORK), TODAY)


def test_files_are_saved(reader: Watched) -> None:
    page = reader.open(f"documents/2006/notice/#{FIRST}")
    page.locator("#cite").evaluate("fold => { fold.open = true; }")
    wanted = {
        "BibTeX": (".bib", filled(bibtex(WORK, KEY), TODAY, "第1段", f"#{FIRST}")),
        "RIS": (".ris", filled(ris(WORK, KEY), TODAY, "第1段", f"#{FIRST}")),
    }
    for name, (ending, text) in wanted.items():
        with page.expect_download() as waiting:
            page.locator("#cite .gw-taking").first.get_by_role("button", name=name, exact=True).click()
        assert waiting.value.suggested_filename == KEY + ending
        assert Path(waiting.value.path()).read_bytes().decode() == text
    with page.expect_download() as waiting:
        page.locator("#cite .gw-taking").first.get_by_role("button", name="CSL-JSON").click()
    (item,) = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    accessed = {"date-parts": [[TODAY.year, TODAY.month, TODAY.day]]}
    assert item == csl(WORK, KEY) | {"URL": f"{PAGE}#{FIRST}", "accessed": accessed, "page": "第1段"}


def test_a_paragraph_of_a_digest_is_cited_as_the_archives(reader: Watched) -> None:
    page = reader.open(f"documents/2006/digest/#{FIRST}")
    row = page.locator(".gw-text .gw-taking")
    text = copied(page, row.get_by_role("button", name="GB/T 7714"))
    assert text.startswith("网络治理文献库. 《某提要》提要：第1段[EB/OL].")
    assert "第1段" not in (page.locator(".gw-cite").nth(1).text_content() or "")


def test_the_link_of_a_paragraph(reader: Watched) -> None:
    page = reader.open(f"documents/2006/notice/#{JOINED}")
    link = copied(page, page.locator(".gw-text .gw-taking").get_by_role("button", name="链接"))
    assert link == f"{reader.address}documents/2006/notice/#{OLD}"


# Errors reported


def test_an_error_is_reported_with_the_paragraph(reader: Watched) -> None:
    page = reader.open(f"documents/2006/notice/#{FIRST}")
    address = page.locator(".gw-text .gw-taking a").get_attribute("href") or ""
    assert address.startswith("https://code.example/issues/new?title=")
    asked = {name: value for name, (value,) in parse_qs(urlsplit(address).query).items()}
    assert asked["title"] == "关于核对备案信息的通知：第1段"
    assert f"documents/2006/notice/#{FIRST}" in asked["body"]
    assert "原文：各单位应当在月底前核对网站的备案信息" in asked["body"]
    whole = page.locator(".gw-report a").get_attribute("href") or ""
    assert PAGE in parse_qs(urlsplit(whole).query)["body"][0]


def test_a_record_without_text_says_nothing_of_it(reader: Watched) -> None:
    page = reader.open(f"documents/2006/record/#{FIRST}")
    assert page.locator(".gw-text .gw-taking").count() == 0
    assert "备案信息，并报送" not in page.content()
