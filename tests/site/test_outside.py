"""What leaves the archive beside its pages, as a built site has it."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import html

from support import REPOSITORY, Build, build, small_archive

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("outside")]

SITE = "https://archive.example/library/"
HIDDEN = "这一句只许在正文里，不许公开。"
LONG = "节录之外的一句也不许公开，一个字都不。"
EXCERPT = "节录开头的一句可以公开。" + "又有许多话要说明情况。" * 30 + LONG
HEAD = "date: 2006-06-01\ndate_basis: source\ntype: 通知\nissuers: [mii]\ncampaigns: [action]\nsource: {name: 信息产业部}\n"
FILES = {
    "docs/campaigns/action.md": "---\nname: 某专项行动\nkind: campaign\nstart: 2006\nleads: [mii]\n---\n\n一项行动。\n",
    "docs/campaigns/quiet.md": "---\nname: 没有文献的行动\nkind: campaign\nstart: 2006\n---\n\n一项行动。\n",
    "docs/glossary/filing.md": "---\nterm: 备案\npinyin: bèi àn\ncategory: governance\ndefinition: 一种手续\n---\n\n一个词。\n",
    "docs/documents/2006/record.md": f"---\ntitle: 仅著录\n{HEAD}access: record\nrights: {{note: 未见公开依据}}\n"
    f"evidence: {{date: {{basis: inferred, text: {HIDDEN}}}}}\nsic: [{{text: {HIDDEN}}}]\n---\n\n{HIDDEN}备案。\n",
    "docs/documents/2006/excerpt.md": f"---\ntitle: 节录\n{HEAD}access: excerpt\nrights: {{note: 保留权利}}\n---\n\n{EXCERPT}\n",
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


def test_no_hidden_word_is_in_any_file(made: Build) -> None:
    files = [path for path in made.site.rglob("*") if path.is_file()]
    assert len(files) > 60
    for path in files:
        raw = path.read_bytes()
        for words in (HIDDEN, LONG):
            for encoding in ("utf-8", "utf-16-le"):
                assert words.encode(encoding) not in raw, path
            assert json.dumps(words)[1:-1].encode() not in raw, path


def test_every_record_says_what_it_is(made: Build) -> None:
    for path, kind in (("documents/2006/a", "DigitalDocument"), ("agencies/mii", "GovernmentOrganization"), ("campaigns/action", "Event"), ("glossary/filing", "DefinedTerm")):  # fmt: skip
        root = page(made, path)
        (text,) = root.xpath("//script[@type='application/ld+json']/text()")
        assert json.loads(text)["@type"] == kind
        assert json.loads(text)["@id"] == f"{SITE}{path}/"
        assert root.xpath("//link[@rel='cite-as']/@href") == root.xpath("//link[@rel='canonical']/@href")
        assert root.xpath("//link[@rel='cite-as']/@href") == [f"{SITE}{path}/"]
    assert page(made, "documents/2006/gone").xpath("//script[@type='application/ld+json']") == []


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


# Feeds

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(made: Build, path: str) -> ElementTree.Element:
    return ElementTree.parse(made.site / path).getroot()


def feed_files(made: Build) -> set[str]:
    return {path.relative_to(made.site).as_posix() for path in (made.site / "feeds").rglob("*.xml")}


def test_there_is_a_feed_for_what_has_documents(made: Build) -> None:
    assert feed_files(made) == {
        "feeds/all.xml", "feeds/changes.xml", "feeds/agencies/mii.xml", "feeds/campaigns/action.xml",
    }  # fmt: skip
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
    assert sorted(filter(None, titles)) == ["仅著录", "甲", "节录"]
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
    assert database.execute(query).fetchall() == [("信息产业部", 3)]
    database.close()
    command = [sys.executable, "-W", "ignore::ResourceWarning", "-c", line]
    done = subprocess.run(command, cwd=made.site / "data", capture_output=True, text=True, check=True)
    assert done.stdout == "[('通知', 3), ('其他', 1)]\n"


def test_the_page_of_data_names_every_file(made: Build) -> None:
    text = (REPOSITORY / "docs" / "about" / "data.md").read_text(encoding="utf-8")
    files = {path.relative_to(made.site).as_posix() for path in (made.site / "data").iterdir()}
    assert files == set(re.findall(r"`(data/[a-z.]+)`", text))
    (said,) = page(made, "about/data").xpath("//script[@type='application/ld+json']/text()")
    assert {item["contentUrl"] for item in json.loads(said)["distribution"]} == {
        SITE + name for name in files
    }
    assert json.loads(said)["@type"] == "Dataset"
