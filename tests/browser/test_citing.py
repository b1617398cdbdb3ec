"""What a reader takes away from a page, and what becomes of an address that was cited."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browsing import Watched, served
from gongwen.pages.paragraphs import passages
from support import build, small_archive

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("citing")]

TEXT = "各单位应当在月底前核对网站的备案信息，并报送结果。\n\n核对中发现的问题，由属地的管理部门督促改正。"
FIRST, SECOND = (passage.anchor for passage in passages(TEXT))
OLD, JOINED, GONE = "p-0a0a0a0a", "p-0b0b0b0b", "p-0c0c0c0c"
NOTICE = (
    "---\ntitle: 关于核对备案信息的通知\ntitle_en: Notice on Checking Filing Information\ndate: 2006-06-28\ndate_basis: source\ntype: 通知\n"
    "issuers: [mii]\ndocument_number: 某发〔2006〕1号\ncontent: text\naccess: full\nsource: {name: 信息产业部}\n"
    f"anchors: [{{old: {OLD}, new: {SECOND}}}, {{old: {JOINED}, new: {SECOND}}}, {{old: {GONE}}}]\n---\n\n{TEXT}\n"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = small_archive(tmp_path_factory.mktemp("citing"), {"docs/documents/2006/notice.md": NOTICE})
    made = build(root, "https://archive.example/library/")
    assert made.done.returncode == 0, made.done.stderr
    with served(made.site) as address:
        yield address


@pytest.fixture(params=[1280, 390])
def reader(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": request.param, "height": 860})
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
    page.wait_for_function("!document.querySelector('.gw-lost')")
