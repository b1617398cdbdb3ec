"""Words in Latin letters are found where words begin, in a real browser; what is quoted or Chinese wherever it stands."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import served
from gongwen.records import Document
from gongwen.records.archive import Archive
from gongwen.search.index import build
from gongwen.search.latin import Words, words
from support import REPOSITORY

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

KNOWN = {
    "a": ("甲", "Public Access to Records", "此处公开。"),
    "b": ("乙", "A Long Notice of the CAC on Many Other Matters", "说到Public Access，也说CAC。"),
    "c": ("丙", "Cacao", "cacao cacao"),
    "d": ("丁", "Other", "关于App专项，发送E-mail；ＷｉＦｉ和5G。"),
}
ASK = """async ([base, query]) => {
  const { open } = await import(base + "assets/search/engine.js");
  const engine = await open(base);
  const found = await engine.find(query, { variants: false });
  const exact = found.exact;
  await found.settle();
  const hits = await Promise.all(found.ordered(found.records).map((record) => found.hit(record)));
  const parts = hits.map(({ path, title, marks, english, englishMarks, passages }) => [
    path.split("/")[2],
    [[title, marks], [english, englishMarks], ...passages.map(({ text, marks }) => [text, marks])].flatMap(
      ([text, marks]) => marks.map(([from, to]) => text.slice(from, to))),
  ]);
  return { exact, order: parts.map(([name]) => name), marks: Object.fromEntries(parts) };
}"""


@pytest.fixture(scope="module")
def asking(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, str]]:
    folder = tmp_path_factory.mktemp("latin")
    known = {
        f"2006/{name}": Document(
            id=f"2006/{name}", file=f"documents/2006/{name}.md", title=title, title_en=english, date="2006-01-01", body=body
        )
        for name, (title, english, body) in KNOWN.items()
    }  # fmt: skip
    shutil.copytree(REPOSITORY / "theme" / "assets", folder / "assets")
    build(Archive(documents=known), folder, folder / "search")
    page = browser.new_page()
    with served(folder) as address:
        page.goto(address)
        yield page, address
    page.close()


def ask(asking: tuple[Page, str], query: str) -> Any:
    page, address = asking
    return page.evaluate(ASK, [address, query])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cac", "bc"), ("access", "ab"), ("Acc", "ab"), ("ccess", ""), ("“ccess”", "ab"), ("“public access”", "ab"),
        ("publicaccess", ""), ("email", "d"), ("e-mail", "d"), ("mail", "d"), ("app", "d"), ("pp", ""), ("pp专项", "d"),
        ("App专项", "d"), ("wifi", "d"), ("5g", "d"), ("g", "d"), ("records -cac", "a"), ("public -cac", "a"),
        ("ccess OR 专项", "d"), ("access|专项", "abd"), ("access 公开", "a"),
    ],
)  # fmt: skip
def test_a_word_is_found_where_it_begins(asking: tuple[Page, str], query: str, found: str) -> None:
    answer = ask(asking, query)
    assert "".join(sorted(answer["order"])) == found
    if query.isascii() and query.isalpha():
        assert answer["exact"]  # without a look at the texts


def test_a_word_in_capitals_stands_first_where_it_is_one(asking: tuple[Page, str]) -> None:
    assert ask(asking, "CAC")["order"] == ["b", "c"]
    assert ask(asking, "cac")["order"] == ["c", "b"]


def test_what_is_marked_is_what_was_found(asking: tuple[Page, str]) -> None:
    assert ask(asking, "CAC")["marks"]["b"] == ["CAC", "CAC"]
    assert ask(asking, "“cac”")["marks"]["b"] == ["CAC", "c Ac", "CAC"]


def test_quoted_words_that_are_offered_singly_stay_quoted(asking: tuple[Page, str]) -> None:
    page, address = asking
    offers = page.evaluate(
        """async (base) => {
          const { open } = await import(base + "assets/search/engine.js");
          const engine = await open(base);
          const near = await engine.near(await engine.find("“ccess” 专项"));
          return near.filter(({ total }) => total).map(({ query, total }) => [query, total]);
        }""",
        address,
    )
    assert offers == [["“ccess”", 2], ["专项", 1]]


def test_a_page_marks_the_word_and_not_what_runs_across_others(asking: tuple[Page, str]) -> None:
    page, address = asking
    page.route(
        f"{address}page.html*",
        lambda route: route.fulfill(
            content_type="text/html",
            body='<!doctype html><title>x</title><p class="gw-text"></p><h1>Public Access, CAC</h1>'
            '<script type="module" src="assets/search/arrival.js"></script>',
        ),
    )
    for asked, marked in (("CAC", ["CAC"]), ("“cac”", ["c Ac", "CAC"]), ("“ublic”", ["ublic"])):
        page.goto(f"{address}page.html?h={asked}")
        expect(page.locator("h1 mark")).to_have_text(marked)
    page.goto(address)


def test_words_are_listed_by_record_and_place() -> None:
    assert [*words("关于ＡＰＰ的U.S.说明：Wi-Fi")] == ["app", "u", "us", "s", "wi", "wifi", "fi"]
    gathered = Words()
    gathered.add(3, [("One two", 1), ("two", 4)])
    gathered.add(7, [("two", 2)])
    assert gathered._lists == {"one": [3, 1], "two": [3, 5, 3, 2]}
