"""What rules provide, in a real browser: the table that filters, its address, narrow windows, readers without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from browsing import Watched, grave, overflow, served
from gongwen.records import frontmatter
from support import build, small_archive

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("looks")]
DUTIES = "documents/duties/"
PAGES = [DUTIES, "documents/powers/", "documents/powers/kinds/", "documents/powers/rules/", "documents/2014/some-rule/"]  # fmt: skip

RULE = {
    "title": "某事管理条例", "date": "2014-05-08", "date_kind": "document", "date_basis": "source", "type": "行政法规",
    "content": "digest", "access": "full",
    "outline": [{"place": "第一条", "about": "目的"}],
    "obligations": [
        {"who": "某机关", "must": "答复申请", "time": "10个工作日内", "article": "第二条"},
        {"who": "某机关", "must": "报告险情", "time": "24小时内", "article": "第三条"},
        {"who": "经营者", "must": "留账备查", "time": "至少3年", "threshold": "100万人以上", "consequence": "警告", "under": "第九条", "article": "第四条"},
    ],
    "powers": [{"who": "某机关", "kind": "sanction", "may": "警告", "article": "第九条"}],
    "definitions": [{"term": "某事", "english": "matter", "article": "第一条"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    files = {"docs/documents/2014/some-rule.md": frontmatter.dump(RULE, "条例管某事。")}
    made = build(small_archive(tmp_path_factory.mktemp("provided"), files))
    assert made.done.returncode == 0, made.done.stderr
    with served(made.site) as root:
        yield root


@pytest.fixture
def watched(browser: Browser, site: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 700})
    yield Watched(context.new_page(), site)
    context.close()


def shown(watched: Watched) -> list[str]:
    return watched.page.locator("[data-gw-chosen] tbody tr:visible td:nth-child(2)").all_inner_texts()


def test_all_that_is_due_within_ten_working_days(watched: Watched) -> None:
    page = watched.open(DUTIES)
    assert shown(watched) == ["答复申请", "报告险情", "留账备查"]
    page.get_by_label("期限").select_option(label="10 个工作日以内（2）")
    assert shown(watched) == ["答复申请", "报告险情"]
    expect(page.locator(".gw-choose output")).to_have_text("2 条")
    page.get_by_label("谁").select_option(label="经营者（1）")
    expect(page.locator(".gw-choose output")).to_have_text("没有这样的条，少选一项试试")
    page.get_by_role("button", name="重选").click()
    expect(page.locator(".gw-choose output")).to_have_text("3 条")
    assert page.url.endswith(DUTIES)
    assert watched.wrong == []


def test_a_choice_can_be_shared(watched: Watched) -> None:
    page = watched.open(DUTIES)
    page.get_by_label("门槛").select_option(label="100 万人（1）")
    address = page.url.removeprefix(watched.address)
    watched.open("documents/")
    watched.open(address)
    assert shown(watched) == ["留账备查"]
    watched.open(f"{DUTIES}?time=nothing-of-the-kind&who=%3Csvg%3E")
    assert len(shown(watched)) == 3
    assert watched.wrong == []


def test_without_scripts_it_is_a_table(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + DUTIES)
    assert page.locator("[data-gw-chosen] tbody tr:visible").count() == 3
    assert not page.locator(".gw-choose").is_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways(watched: Watched, path: str, width: int) -> None:
    watched.page.set_viewport_size({"width": width, "height": 700})
    page = watched.open(path)
    assert overflow(page) <= 0
    assert watched.wrong == []


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(watched: Watched, path: str) -> None:
    assert grave(watched.open(path)) == []


def test_three_clicks_from_home(watched: Watched) -> None:
    page = watched.open("")
    page.locator(".gw-nav a:visible", has_text="文献").first.click()
    page.locator("main a, article a", has_text="义务与期限").first.click()
    assert page.url == watched.address + DUTIES
    page.locator("article a", has_text="谁可以做什么").first.click()
    assert page.url == watched.address + "documents/powers/"
