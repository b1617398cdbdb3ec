"""What leaves the archive beside its pages, as a built site has it."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from lxml import html

import index_reader
import zotero
from gongwen.publish.proof import swhid
from support import REPOSITORY, Build, build, call, small_archive

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("outside")]

SITE = "https://archive.example/library/"
SECRET = "魃魈"
"""Characters of nothing but what may not go out."""
OPEN = "鬯鼐"
"""Characters of nothing but a text that may."""
LATIN, OPEN_LATIN = "zxqvk", "qjxwz"
"""The same in Latin letters, whose words have lists of their own in the search."""
HIDDEN = f"这一句{SECRET}只许在正文里，{LATIN}。"
LONG = f"节录之外的一句{SECRET}也不许公开，一个字都不。"
EXCERPT = "节录开头的一句可以公开。" + "又有许多话要说明情况。" * 30 + LONG
RAW = (
    "关于试行登记的通知\n\n各有关单位：\n\n现将试行登记的有关事项通知如下。自 2006 年 7 月 1 日起，各单位应当登记,并每月报送一次。\n\n"
    "登记的材料由试行的单位保存 3 年，到期之后另行通知。\n\n信息产业部\n\n2006年6月20日\n"
)
RESTRICTED = f"关于试行自查的通知\n\n各有关单位：\n\n自 2006 年 7 月 1 日起，{SECRET}应当自查,并每月报送一次{SECRET} 3 份。\n\n信息产业部\n\n2006年6月21日\n"
HEAD = "date: 2006-06-01\ndate_basis: source\ntype: 通知\nissuers: [mii]\ncampaigns: [action]\nsource: {name: 信息产业部}\n"
FILES = {
    "docs/campaigns/action.md": "---\nname: 某专项行动\nkind: campaign\nstart: 2006\nleads: [mii]\n---\n\n一项行动。\n",
    "sources/registration.txt": RAW,
    "docs/documents/2006/rule.md": "---\ntitle: 试写登记办法\ntitle_en: Measures for Trial Registration\ndate: 2006-03-01\ndate_basis: source\n"
    f"type: 部门规章\nissuers: [mii, 无条目的局]\ndocument_number: 试字〔2006〕1号\ncontent: text\naccess: full\nsource: {{name: 信息产业部}}\n---\n\n第一条　试写的条文，有{OPEN}。\n\n第二条　又一条（{OPEN_LATIN}）。\n\n第三条　再一条。\n",
    "docs/documents/2006/paper.md": "---\ntitle: 试写白皮书\ndate: 2006-05\ndate_basis: source\ntype: 白皮书\nissuers: [mii]\n"
    "content: text\naccess: full\nsource: {name: 信息产业部, url: 'https://s.example/paper', retrieved: 2026-11-01, archived: 'https://w.example/2026/paper'}\n"
    "sources: [{name: 甲网, url: 'https://s.example/dead', archived: 'https://w.example/dead', dead: 2026-11-02}, {url: 'https://s.example/lost', dead: 2026-11-02}]\n---\n\n试写的一段。\n",
    "docs/documents/2006/digest.md": "---\ntitle: 试写提要的一件\ndate: 2006-04-01\ndate_basis: source\ntype: 通知\nissuers: [mii]\n"
    "content: digest\naccess: full\nsource: {name: 信息产业部}\n---\n\n本库的一段提要，说到备案。\n",
    "docs/campaigns/quiet.md": "---\nname: 没有文献的行动\nkind: campaign\nstart: 2006\n---\n\n一项行动。\n",
    "docs/glossary/filing.md": "---\nterm: 备案\npinyin: bèi àn\ncategory: governance\ndefinition: 一种手续\n---\n\n一个词。\n",
    "docs/documents/2006/record.md": f"---\ntitle: 仅著录\n{HEAD}access: record\nrights: {{note: 未见公开依据}}\n"
    f"evidence: {{date: {{basis: inferred, text: {HIDDEN}}}}}\nsic: [{{text: {HIDDEN}, note: 疑作{HIDDEN}}}]\n"
    f"repairs: [{{kind: joined-lines, count: 1, note: 改了{HIDDEN}}}]\n---\n\n## 一、{SECRET}\n\n{HIDDEN}备案。\n\n| {SECRET} | 备案 |\n|---|---|\n| 一 | 二 |\n",
    "docs/documents/2006/excerpt.md": f"---\ntitle: 节录\n{HEAD}access: excerpt\nrights: {{note: 保留权利}}\n---\n\n{EXCERPT}\n",
    # Another version of a rule, with articles, somebody who speaks, a title that is cited, a heading.
    "docs/documents/2006/version.md": f"---\ntitle: 试写登记办法（稿）\ndate: 2005-03-01\ndate_basis: source\ntype: 部门规章\nissuers: [mii]\n"
    "version_of: 2006/rule\ncontent: text\naccess: record\nrights: {note: 未见公开依据}\nsource: {name: 信息产业部}\n---\n\n"
    f"## 一、{SECRET}的一节\n\n**{SECRET}：** 说了一句备案。\n\n第一条　试写的{SECRET}。\n\n第二条　依照《试写白皮书》{SECRET}备案。\n\n第三条　{SECRET}备案。\n",
    # One whose original lies in sources/ though its text is not open: a repair of it would show what was there.
    "sources/restricted.txt": RESTRICTED,
    "docs/documents/2006/restricted.md": f"---\ntitle: 关于试行自查的通知\n{HEAD}content: text\naccess: record\nrights: {{note: 未见公开依据}}\n"
    f"original: {{file: restricted.txt, sha256: {hashlib.sha256(RESTRICTED.encode()).hexdigest()}, format: txt, encoding: utf-8}}\n"
    "repairs: [{kind: digit-spacing, count: 1}, {kind: half-width-punctuation, count: 1}]\n---\n",
    "docs/documents/2006/gone.md": f"---\ntitle: 撤下的\n{HEAD}access: record\nwithdrawn: {{date: 2020, reason: 有误}}\n---\n\n{HIDDEN}\n",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Build:
    root = small_archive(tmp_path_factory.mktemp("outside"), FILES)
    for command in (["init", "-q", "-b", "main"], ["add", "docs"], ["commit", "-qm", "x"]):
        git = ["git", "-C", root, "-c", "user.name=x", "-c", "user.email=x@example.org", *command]
        subprocess.run(git, check=True, capture_output=True)
    done = build(root, SITE)
    assert done.done.returncode == 0, done.done.stderr
    return done


def page(made: Build, path: str) -> html.HtmlElement:
    return html.fromstring((made.site / path / "index.html").read_text(encoding="utf-8"))


def unpacked(path: Path, known: dict[str, Any]) -> Iterator[str]:
    """What a file of the site holds, as text: undone, if it is packed, in each way in which its bytes may be read."""
    raw = path.read_bytes()
    if path.suffix == ".gz":
        raw = gzip.decompress(raw)
    elif path.suffix == ".bin":
        raw = zlib.decompress(raw)
    if path.suffix == ".sqlite":
        yield "\n".join(sqlite3.connect(path).iterdump())
    if path.parent.name == "t":
        yield index_reader.decoded(raw, known)
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield raw.decode(encoding, "ignore")
        yield raw[1:].decode(encoding, "ignore")
    yield re.sub(
        r"\\u([0-9a-fA-F]{4})|&#x([0-9a-fA-F]+);",
        lambda m: chr(int(m[1] or m[2], 16)),
        raw.decode(errors="ignore"),
    )


def test_no_hidden_word_is_in_any_file(made: Build) -> None:
    """Not a word: of the text, its headings, what quotes it, what was left doubtful, what was repaired in it."""
    known = index_reader.plain(made.site / "search" / "names.bin")
    files = [path for path in made.site.rglob("*") if path.is_file()]
    held = {path: "\n".join(unpacked(path, known)) for path in files}
    assert [path for path, text in held.items() if SECRET in text or LATIN in text] == []
    # It is looked for in a way that finds what is public, wherever that stands.
    found = {path.relative_to(made.site).as_posix() for path, text in held.items() if OPEN in text}
    assert {
        "documents/2006/rule/index.html",
        "documents/2006/rule/index.md",
        "data/documents.jsonl.gz",
    } <= found
    # The trees of the search (p) are made of the same lines as its texts (t), and hold them in pieces.
    assert any(name.startswith("search/t/") for name in found)
    in_latin = {path.parent.name for path, text in held.items() if OPEN_LATIN in text}
    assert {"w", "data", "rule"} <= in_latin


def test_every_record_says_what_it_is(made: Build) -> None:
    for path, kind in (("documents/2006/a", "DigitalDocument"), ("agencies/mii", "GovernmentOrganization"), ("campaigns/action", "Event"), ("glossary/filing", "DefinedTerm")):  # fmt: skip
        root = page(made, path)
        (text,) = root.xpath("//script[@type='application/ld+json'][not(contains(., 'prov:'))]/text()")
        assert json.loads(text)["@type"] == kind
        assert json.loads(text)["@id"] == f"{SITE}{path}/"
        assert root.xpath("//link[@rel='cite-as']/@href") == root.xpath("//link[@rel='canonical']/@href")
        assert root.xpath("//link[@rel='cite-as']/@href") == [f"{SITE}{path}/"]
    assert page(made, "documents/2006/gone").xpath("//script[@type='application/ld+json']") == []


def test_a_dead_source_leads_to_its_copy(made: Build) -> None:
    shown = page(made, "documents/2006/paper").xpath(
        "//details[@id='provenance']//dd[preceding-sibling::dt[1]='资料来源']"
    )
    dead, lost = shown
    assert [(a.text, a.get("href")) for a in dead.iter("a")] == [
        ("甲网（存档）", "https://w.example/dead"),
        ("原址", "https://s.example/dead"),
    ]
    assert dead.xpath("string(span)") == "2026-11-02 查时已打不开"
    assert lost.xpath("string(span)") == "2026-11-02 查时已打不开，未见存档"
    (living,) = page(made, "documents/2006/paper").xpath("//dl[@class='gw-meta']//a[@data-versionurl]")
    assert living.get("href") == "https://s.example/paper"


def test_the_sitemap_has_the_days_of_records(made: Build) -> None:
    tree = ElementTree.parse(made.site / "sitemap.xml").getroot()
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    days = {item.findtext(f"{name}loc"): item.findtext(f"{name}lastmod") for item in tree}
    day = subprocess.run(["git", "-C", made.root, "log", "-1", "--format=%cs"], capture_output=True, text=True, check=True).stdout.strip()  # fmt: skip
    assert days[f"{SITE}documents/2006/a/"] == day
    # An index has no day of its own, and the day of the build is none.
    assert days[f"{SITE}documents/"] is None


def test_llms_txt_leads_where_it_says(made: Build) -> None:
    text = (made.site / "llms.txt").read_text(encoding="utf-8")
    assert text.startswith("# 网络治理文献库\n\n> ")
    links = re.findall(r"^- \[[^\]]+\]\(([^)]+)\)", text, re.MULTILINE)
    assert len(links) >= 8
    for link in links:
        target = made.site / link.removeprefix(SITE)
        assert (target if target.suffix else target / "index.html").is_file(), link


# Reference managers, previews, files beside the page


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("rule", {"itemType": "statute", "title": "试写登记办法", "date": "2006-03-01", "number": "试字〔2006〕1号", "creators": ["信息产业部", "无条目的局"], "extra": "Type: regulation"}),
        ("paper", {"itemType": "report", "title": "试写白皮书", "date": "2006-05", "institution": "信息产业部", "creators": ["信息产业部"]}),
        ("digest", {"itemType": "webpage", "title": "《试写提要的一件》提要", "creators": ["网络治理文献库"], "websiteTitle": "网络治理文献库"}),
    ],
)  # fmt: skip
def test_zotero_gets_what_stands_on_the_page(made: Build, path: str, expected: dict[str, object]) -> None:
    found = zotero.item(page(made, f"documents/2006/{path}"))
    assert found == {**expected, "language": "zh-CN", "url": f"{SITE}documents/2006/{path}/"}


def test_a_withdrawn_document_is_nothing_to_cite(made: Build) -> None:
    assert not page(made, "documents/2006/gone").xpath("//meta[starts-with(@name, 'citation_')]")


def test_previews_have_title_address_and_kind(made: Build) -> None:
    for path, kind in (
        ("documents/2006/a", "article"),
        ("agencies/mii", "website"),
        ("en/agencies", "website"),
    ):
        root = page(made, path)
        said = {
            meta.get("property"): meta.get("content")
            for meta in root.xpath("//meta[starts-with(@property, 'og:')]")
        }
        assert said["og:url"] == f"{SITE}{path}/" == root.xpath("//link[@rel='canonical']/@href")[0]
        assert said["og:type"] == kind
        assert all(said[name] for name in ("og:title", "og:site_name", "og:description", "og:locale"))


def test_each_record_stands_beside_its_page(made: Build) -> None:
    text = (made.site / "documents/2006/rule/index.md").read_text(encoding="utf-8")
    assert text.startswith("---\ntitle: 试写登记办法\n")
    assert text.endswith(
        f"\n第一条　试写的条文，有{OPEN}。\n\n第二条　又一条（{OPEN_LATIN}）。\n\n第三条　再一条。\n"
    )
    own = made.root / "docs/documents/2006/rule.md"
    assert swhid((made.site / "documents/2006/rule/index.md").read_bytes()) == swhid(own.read_bytes())
    row = json.loads((made.site / "documents/2006/rule/index.json").read_text(encoding="utf-8"))
    assert row["swhid"] == swhid((made.root / "docs/documents/2006/rule.md").read_bytes())
    assert row["csl"]["title"] == row["title"] == "试写登记办法"
    assert row["body"].startswith(f"第一条　试写的条文，有{OPEN}。")
    links = {
        link.get("type"): link.get("href")
        for link in page(made, "documents/2006/rule").xpath("//link[@type]")
    }
    assert links["text/markdown"] == "index.md"
    assert links["application/json"] == "index.json"
    for folder in ("agencies/mii", "campaigns/action", "glossary/filing", "documents/2006/record"):
        assert {path.name for path in (made.site / folder).glob("index.*")} == {
            "index.html",
            "index.md",
            "index.json",
        }
    restricted = (made.site / "documents/2006/record/index.md").read_text(encoding="utf-8")
    assert restricted.rstrip().endswith("---")


def test_links_out_carry_their_copy(made: Build) -> None:
    link, copy = page(made, "documents/2006/paper").xpath(
        "//dl[@class='gw-meta']//a[@rel='external noopener']"
    )
    assert (link.get("href"), link.get("data-versionurl"), link.get("data-versiondate"), copy.get("href")) == (
        "https://s.example/paper", "https://w.example/2026/paper", "2026-11-01", "https://w.example/2026/paper",
    )  # fmt: skip


def test_results_can_be_cited(made: Build) -> None:
    """The blocks that the search page makes files of: documents in the order of the search, each as itself."""
    (block,) = (made.site / "search" / "cited").iterdir()
    cited = json.loads(block.read_text(encoding="utf-8"))
    titles = [work["csl"]["title"] for work in cited]
    assert set(titles) >= {"试写提要的一件", "试写登记办法", "仅著录", "撤下的"}
    by_title = dict(zip(titles, cited, strict=True))
    assert "URL" not in by_title["试写提要的一件"]["csl"]  # the digest isn't the document
    assert by_title["试写登记办法"]["csl"]["URL"] == f"{SITE}documents/2006/rule/"
    assert by_title["撤下的"]["csl"].keys() == {
        "id",
        "type",
        "title",
        "issued",
        "genre",
        "container-title",
        "URL",
        "language",
    }


# The page that can be proved


def registration(made: Build) -> Path:
    (found,) = (
        path
        for path in (made.root / "docs/documents/2006").glob("*.md")
        if "试行登记" in path.read_text("utf-8")
    )
    return found


def test_every_repair_can_be_seen_on_the_page(made: Build) -> None:
    root = page(made, f"documents/2006/{registration(made).stem}")
    steps = root.xpath("//details[@class='gw-step']")
    told = {step.xpath("string(summary)"): step for step in steps}
    spaces = next(step for name, step in told.items() if "数字与汉字间的空格" in name)
    assert [gone.text for gone in spaces.xpath(".//del")][:1] == [" "] or " 2006" in spaces.text_content()
    comma = next(step for name, step in told.items() if "半角标点" in name)
    assert (comma.xpath("string(.//del)"), comma.xpath("string(.//ins)")) == (",", "，")
    (proof,) = (
        json.loads(text)
        for text in root.xpath("//script[@type='application/ld+json']/text()")
        if "prov:wasDerivedFrom" in text
    )
    raw = made.root / "sources" / "registration.txt"
    assert proof["prov:wasDerivedFrom"]["@id"] == swhid(raw.read_bytes())
    kinds = {step["rdfs:label"] for step in proof["prov:wasGeneratedBy"]["prov:wasInformedBy"]}
    assert {"digit-spacing", "half-width-punctuation"} <= kinds


def test_a_page_is_proved_offline(made: Build) -> None:
    record = registration(made)
    ids = [swhid(record.read_bytes()), swhid((made.root / "sources/registration.txt").read_bytes())]
    git = ["git", "hash-object", record]
    plain = subprocess.run(git, capture_output=True, text=True, check=True).stdout.strip()
    assert ids[0] == f"swh:1:cnt:{plain}"
    address = f"{SITE}documents/2006/{record.stem}/"
    for asked in (address, record, made.root / "sources/registration.txt"):
        done = call("--root", made.root, "verify", asked)
        assert done.returncode == 0, done
        assert all(one in done.stdout for one in (*ids, "与页面所记相同", "与页面一致"))
    done = call("--root", made.root, "verify", f"{SITE}documents/2006/none/")
    assert (done.returncode, done.stdout) == (1, "")
    assert "不是本库的页址" in done.stderr


def test_a_page_whose_original_was_changed_is_not_proved(made: Build, tmp_path: Path) -> None:
    for part in ("docs", "sources"):
        shutil.copytree(made.root / part, tmp_path / part)
    with (tmp_path / "sources" / "registration.txt").open("a", encoding="utf-8") as original:
        original.write("又一句。\n")
    done = call("--root", tmp_path, "verify", f"documents/2006/{registration(made).stem}")
    assert done.returncode == 1
    assert "与页面所记不同" in done.stdout


# Feeds

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(made: Build, path: str) -> ElementTree.Element:
    return ElementTree.parse(made.site / path).getroot()


def feed_files(made: Build) -> set[str]:
    return {path.relative_to(made.site).as_posix() for path in (made.site / "feeds").rglob("*.xml")}


def test_there_is_a_feed_for_what_has_documents(made: Build) -> None:
    assert feed_files(made) == {
        "feeds/all.xml", "feeds/changes.xml", "feeds/agencies/mii.xml", "feeds/campaigns/action.xml", "feeds/glossary/filing.xml",
    }  # fmt: skip
    assert [
        item.findtext(f"{ATOM}title")
        for item in feed(made, "feeds/glossary/filing.xml").findall(f"{ATOM}entry")
    ] == ["试写提要的一件"]
    assert page(made, "agencies/mii").xpath("//a[contains(@href, 'feeds/agencies/mii.xml')]")
    assert not page(made, "campaigns/quiet").xpath("//a[contains(@href, 'feeds/campaigns')]")


def test_feeds_are_what_atom_asks_for(made: Build) -> None:
    for name in feed_files(made):
        root = feed(made, name)
        assert root.tag == f"{ATOM}feed"
        for item in (root, *root.findall(f"{ATOM}entry")):
            for tag in ("id", "title", "updated"):
                assert len(item.findall(f"{ATOM}{tag}")) == 1, (name, tag)
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+08:00", item.findtext(f"{ATOM}updated") or "")
            assert (item.findtext(f"{ATOM}id") or "").startswith(SITE)
        ids = [item.findtext(f"{ATOM}id") for item in root.findall(f"{ATOM}entry")]
        assert len(set(ids)) == len(ids) > 0
        assert root.find(f"{ATOM}link[@rel='self']").get("href") == SITE + name  # type: ignore[union-attr]
        assert root.find(f"{ATOM}author/{ATOM}name") is not None


def test_what_feeds_list(made: Build) -> None:
    titles = [item.findtext(f"{ATOM}title") for item in feed(made, "feeds/all.xml").findall(f"{ATOM}entry")]
    assert {"仅著录", "甲", "节录"} <= set(titles)
    assert "撤下的" not in titles
    changes = [
        item.findtext(f"{ATOM}title") or ""
        for item in feed(made, "feeds/changes.xml").findall(f"{ATOM}entry")
    ]
    assert {"新收：仅著录", "新收：某专项行动", "新收：备案"} <= set(changes)


def test_without_an_address_there_are_no_feeds(tmp_path: Path) -> None:
    done = build(small_archive(tmp_path, {}))
    assert done.done.returncode == 0, done.done.stderr
    assert not (done.site / "feeds").exists()
    assert "feeds/" not in (done.site / "index.html").read_text(encoding="utf-8")


# Data


def test_what_the_page_of_data_shows_runs(made: Build) -> None:
    """The SQL and the line of Python, as readers copy them from the page."""
    text = (REPOSITORY / "docs" / "about" / "data.md").read_text(encoding="utf-8")
    (query,) = re.findall(r"^```sql\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    (line,) = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    database = sqlite3.connect(made.site / "data" / "archive.sqlite")
    assert database.execute(query).fetchall() == [("信息产业部", 9)]
    database.close()
    command = [sys.executable, "-W", "ignore::ResourceWarning", "-c", line]
    done = subprocess.run(command, cwd=made.site / "data", capture_output=True, text=True, check=True)
    assert done.stdout == "[('通知', 6), ('部门规章', 2), ('其他', 1), ('白皮书', 1)]\n"


def test_the_page_of_data_names_every_file(made: Build) -> None:
    text = (REPOSITORY / "docs" / "about" / "data.md").read_text(encoding="utf-8")
    files = {path.relative_to(made.site).as_posix() for path in (made.site / "data").iterdir()}
    assert files == set(re.findall(r"`(data/[a-z.]+)`", text))
    (said,) = page(made, "about/data").xpath("//script[@type='application/ld+json']/text()")
    assert {item["contentUrl"] for item in json.loads(said)["distribution"]} == {
        SITE + name for name in files
    }
    assert json.loads(said)["@type"] == "Dataset"


def test_the_site_is_a_bag_and_its_data_a_package(made: Build) -> None:
    lines = (made.site / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines()
    said = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    assert said.keys() == {
        p.relative_to(made.site).as_posix() for p in (made.site / "data").rglob("*") if p.is_file()
    }
    for path, digest in said.items():
        assert hashlib.sha256((made.site / path).read_bytes()).hexdigest() == digest
    size = sum((made.site / path).stat().st_size for path in said)
    assert f"Payload-Oxum: {size}.{len(said)}\n" in (made.site / "bag-info.txt").read_text(encoding="utf-8")
    assert (made.site / "bagit.txt").read_text() == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    package = json.loads((made.site / "data" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        data = (made.site / "data" / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (
            len(data),
            f"sha256:{hashlib.sha256(data).hexdigest()}",
        )
    (table,) = (one for one in package["resources"] if one["path"] == "documents.csv")
    head = (made.site / "data" / "documents.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    assert [column["name"] for column in table["schema"]["fields"]] == head
