"""The built site: whole, linked, safe, Chinese."""

from __future__ import annotations

import gzip
import json
import re
from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

import index_reader
import site_links
from gongwen.convert import page
from gongwen.convert.pipeline import Converter, Wishes
from gongwen.convert.repair.punctuation import full_width
from gongwen.pages import addresses
from gongwen.records import frontmatter
from gongwen.records.archive import read_archive
from gongwen.views import further
from support import PAYLOADS, Build

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("built")]
Make = Callable[[dict[str, str]], Build]


def test_builds_without_a_warning(built) -> None:
    assert built.done.returncode == 0, built.done.stderr
    assert built.done.stderr == ""
    assert (built.site / "index.html").is_file()
    assert "转换：没有新的或改过的原件" in built.done.stdout
    assert re.search(r"文献 \d+　机构 \d+　行动 \d+　术语 \d+　网页 \d+　用时", built.done.stdout)


def test_every_record_has_its_page(built) -> None:
    archive = read_archive(built.root / "docs")
    for record in archive:
        assert (built.site / record.file.removesuffix(".md") / "index.html").is_file(), record.file


def test_all_links_work_under_a_sub_path(built) -> None:
    assert list(site_links.check(built.site, "/archive/")) == []


def test_the_link_check_can_fail(built, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<a href="b.html">1</a><a href="#no">2</a><a href="/x/">3</a><script src="https://e.example/x.js"></script>',
        encoding="utf-8",
    )
    assert len(list(site_links.check(tmp_path))) == 4


def test_pages_are_chinese_and_finished(built) -> None:
    english = {*(built.site / "en").rglob("*.html")}
    assert len(english) > 30
    for path in english:
        root = html.fromstring(path.read_text(encoding="utf-8"))
        assert root.get("lang") == "en"
        assert "Archive of Chinese Internet Governance" in (root.findtext(".//title") or "") + root.findtext(
            ".//h1"
        )
        assert not re.search("undefined|None|{{|}}", root.xpath("string(//article)")), path
    for path in {*built.site.rglob("*.html")} - english:
        root = html.fromstring(path.read_text(encoding="utf-8"))
        for element in root.iter("script", "style", "svg"):
            element.drop_tree()
        for element in root.xpath("//*[@lang='en'] | //code"):
            element.drop_tree()
        text = " ".join(root.body.text_content().split())
        for word in (
            "Not found",
            "Search",
            "Skip to",
            "Table of contents",
            "Back to top",
            "Home",
            "undefined",
            "None",
            "待写",
            "样本00",
            "{{",
            "}}",
        ):
            assert word not in text, (path, word)
        title = root.findtext(".//title") or ""
        assert "网络治理文献库" in title


def test_pages_have_one_title_each(built) -> None:
    for path in built.site.rglob("*.html"):
        root = html.fromstring(path.read_text(encoding="utf-8"))
        assert len(root.findall(".//h1")) == 1, path
        ids = root.xpath("//@id")
        assert len(ids) == len(set(ids)), path


def test_every_paragraph_has_an_anchor(built) -> None:
    archive = read_archive(built.root / "docs")
    for document in archive.documents.values():
        root = html.fromstring(
            (built.site / "documents" / document.id / "index.html").read_text(encoding="utf-8")
        )
        paragraphs = root.xpath("//div[@class='gw-text']//p")
        assert paragraphs or not document.public_body
        assert all(
            p.get("id", "").startswith("p-") and p.xpath(".//*[@class='gw-pn' or @class='gw-no']")
            for p in paragraphs
        )


def test_schemas_are_published(built) -> None:
    assert {path.name for path in (built.site / "schemas").iterdir()} == {
        f"{kind}.schema.json" for kind in ("documents", "agencies", "campaigns", "glossary")
    }


def without_marks(text: str) -> str:
    """Text without what repairs may change: spaces, and the shape of quotation marks and points."""
    return re.sub(r"[\s\"“”.。]", "", text)


def test_payloads_stay_text_all_the_way(small: Make, converter: Converter, tmp_path: Path) -> None:
    """What looks like HTML, Markdown or YAML in a file is a run of characters on the page, in body and metadata."""
    lines = [line for payload in PAYLOADS for line in (payload, f"会议指出，{payload}要落实。")]
    title = 'A"><script>alert(1)</script>: [x](javascript:alert(1)) #{k: v}的通知'
    source = tmp_path / "payload.txt"
    source.write_text(title + "\n" + "\n\n".join(lines) + "\n", encoding="utf-8")
    document = converter.convert(
        source, Wishes(access="full", rights_note="<script>alert(2)</script>")
    ).document
    written = page.render(document)
    assert frontmatter.parse(written, "x").data["title"] == title
    built = small({"docs/documents/undated/payload.md": written})
    assert built.done.returncode == 0, built.done.stderr
    site: Path = built.site
    root = html.fromstring(
        (site / "documents" / "undated" / "payload" / "index.html").read_text(encoding="utf-8")
    )
    text = root.xpath("//div[@class='gw-text']")[0]
    assert {element.tag for element in text.iter() if isinstance(element.tag, str)} <= {
        "div",
        "p",
        "a",
        "strong",
        "h2",
        "h3",
    }
    for link in text.iter("a"):
        assert link.get("class") in {"gw-pn", "ent", "term"}, html.tostring(link)
    for path in site.rglob("*.html"):
        whole = html.fromstring(path.read_text(encoding="utf-8"))
        assert not [
            e
            for e in whole.iter()
            if isinstance(e.tag, str) and any(name.startswith("on") for name in e.attrib)
        ], path
        assert not [
            href for href in whole.xpath("//@href") if href.lower().startswith(("javascript:", "data:"))
        ], path
        for script in whole.iter("script"):
            # Data in a script is never run; it may say anything but end it.
            if script.get("type") in {"application/json", "application/ld+json"}:
                json.loads(script.text)
            else:
                assert "alert(" not in (script.text or ""), path
    shown = without_marks(text.text_content())
    for payload in PAYLOADS:
        for line in payload.split("\n"):
            words = without_marks(full_width(" ".join(line.split())))
            assert words in shown or line == "---", line


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        (
            "docs/documents/2006/b.md",
            "---\ntitle: 乙\ndate: 2006-6-1\n---\n\n正文。\n",
            "docs/documents/2006/b.md:3：date 的值",
        ),
        ("docs/documents/2006/b.md", "---\ntitle: [\n---\n\n正文。\n", "docs/documents/2006/b.md:"),
        ("docs/documents/2006/index.md", "# 冲突\n", "docs/documents/2006/index.md：是索引页的位置"),
        ("docs/坏.markdown", "---\ntitle: 坏\n---\n\n一段。\n", "docs/坏.markdown：不是网站所收的文件"),
        (
            "docs/documents/2006/bad.html",
            "<script>alert(1)</script>",
            "docs/documents/2006/bad.html：不是网站所收的文件",
        ),
        (
            "docs/documents/2006/BAD.MD",
            "---\ntitle: 坏\n---\n",
            "docs/documents/2006/BAD.MD：不是网站所收的文件",
        ),
        ("docs/assets/bad.svg", "<svg onload='alert(1)'/>", "docs/assets/bad.svg：不是网站所收的文件"),
        ("docs/about/bad.js", "alert(1)", "docs/about/bad.js：不是网站所收的文件"),
        (
            "docs/agencies/mii.md",
            "---\nname: 信息产业部\nkind: state organ\nlevel: central\n---\n\n见[那里](no.md)。\n",
            "docs/agencies/mii.md：链接“no.md”没有目标",
        ),
        ("docs/about/rights.md", "---\ntitle: 权利\n---\n\n见[那里](index.md#nowhere)。\n", "没有的锚点"),
    ],
)
def test_faults_stop_the_build_in_one_clear_line(small: Make, file: str, text: str, words: str) -> None:
    built = small({file: text})
    assert built.done.returncode == 1
    assert words in built.done.stderr
    assert "Traceback" not in built.done.stderr
    assert not built.site.exists()


def test_a_failed_build_leaves_the_old_site(small: Make) -> None:
    first = small({})
    assert first.done.returncode == 0
    before = (first.site / "index.html").read_bytes()
    second = small({"docs/documents/2006/b.md": "---\ntitle: ''\n---\n"})
    assert second.done.returncode == 1
    assert (second.site / "index.html").read_bytes() == before


def test_sources_are_converted_once_and_edited_pages_kept(small: Make, tmp_path: Path) -> None:
    news = "信息产业部召开会议\n2006年6月28日，信息产业部在北京召开会议，部署工作。\n会议指出，要抓好落实。\n"
    first = small({"sources/news.txt": news})
    assert "转换：1 件" in first.done.stdout
    (made,) = [
        p for p in (tmp_path / "docs" / "documents").rglob("*.md") if "北京" in p.read_text(encoding="utf-8")
    ]
    assert "转换：没有新的" in small({}).done.stdout
    small({"sources/news.txt": news.replace("抓好落实", "抓紧落实")})
    assert "抓紧落实" in made.read_text(encoding="utf-8")
    made.write_text(made.read_text(encoding="utf-8").replace("抓紧落实", "抓紧抓好落实"), encoding="utf-8")
    third = small({"sources/news.txt": news.replace("抓好落实", "认真落实")})
    assert third.done.returncode == 1
    assert "有人工改动，未覆盖（不同处：正文" in third.done.stderr
    assert made.relative_to(tmp_path).as_posix() in third.done.stderr
    assert "抓紧抓好落实" in made.read_text(encoding="utf-8")
    assert (third.site / "index.html").exists()


def test_what_search_points_to_is_there(built) -> None:
    """Every record of the index has its page, and every line's place on it an anchor."""
    records = index_reader.texts(built.site / "search")
    assert len(records) > 500
    lacking = []
    for path, record in records.items():
        root = html.fromstring((built.site / path / "index.html").read_text(encoding="utf-8"))
        lacking += [
            (path, anchor)
            for anchor in index_reader.anchored(record)
            if not root.xpath("//*[@id=$a]", a=anchor)
        ]
    assert lacking == []


def test_the_index_is_the_only_one(built) -> None:
    assert not (built.site / "search" / "search_index.json").exists()
    assert "search_index" not in (built.site / "index.html").read_text(encoding="utf-8")


def reached(script: Path, names: str) -> set[Path]:
    """A script and the files that it names, in the way that is asked for, and those that they name."""
    found, waiting = set[Path](), [script]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += [
                (path.parent / name).resolve() for name in re.findall(names, path.read_text(encoding="utf-8"))
            ]
    return found


@pytest.mark.parametrize("place", ["index.html", "search/index.html", "agencies/mii/index.html"])
def test_all_modules_of_a_page_are_asked_for_at_once(built, place: str) -> None:
    """No reader waits for one module to learn that it needs another."""
    page = built.site / place
    root = html.fromstring(page.read_text(encoding="utf-8"))
    scripts = {(page.parent / src).resolve() for src in root.xpath("//script[@type='module']/@src")}
    early = {(page.parent / src).resolve() for src in root.xpath("//link[@rel='modulepreload']/@href")}
    assert len(scripts) == 1
    assert scripts | early == reached(*scripts, r'\bfrom "(\./[^"]+)"')


def test_only_what_pages_ask_for_is_published(built) -> None:
    """Of the theme too: no other search, no maps for debuggers, no sources of the styles."""
    asked = set[Path]()
    document = next((built.site / "documents" / "2006").glob("*/index.html"))
    pages = ("index.html", "search/index.html", "404.html", document.relative_to(built.site).as_posix())
    for path in (built.site / name for name in pages):
        root = html.fromstring(path.read_text(encoding="utf-8"))
        for place in root.xpath("//link[@rel!='canonical']/@href | //script/@src"):
            base = built.site if place.startswith("/") else path.parent
            asked.add((base / place.removeprefix("/archive/")).resolve())
    own = [path for path in asked if path.suffix == ".js" and "javascripts" not in path.parts]
    asked.update(*(reached(script, r'"((?:\.\.?/|search/)\w+\.js)"') for script in own))
    published = {path for path in (built.site / "assets").rglob("*") if path.is_file()}
    # Asked for where articles and duties are, of which this archive has none.
    elsewhere = {built.site / "assets" / name for name in ("law.js", "choose.js")}
    assert published <= asked | elsewhere
    assert len(published) < 28


@pytest.mark.parametrize(("name", "text"), [("more.css", "p { margin: 0 }"), ("print.css", None)])
def test_styles_without_a_place_in_the_order_stop_the_build(
    small: Make, tmp_path: Path, name: str, text: str | None
) -> None:
    small({})
    path = tmp_path / "theme" / "assets" / "css" / name
    path.write_text(text, encoding="utf-8") if text else path.unlink()
    built = small({})
    assert built.done.returncode == 1
    assert f"theme/assets/css/{name}：与样式的次序不合" in built.done.stderr


def test_text_of_a_mere_record_is_nowhere(small: Make) -> None:
    """A body that should not be there is kept from the page and from the index."""
    built = small(
        {
            "docs/documents/2006/b.md": "---\ntitle: 乙\ndate: 2006-06-01\naccess: record\nrights: {note: 未见公开依据}\n---\n\n不许公开的一句。\n"
        }
    )
    assert built.done.returncode == 0, built.done.stderr
    for path in built.site.rglob("*"):
        if path.suffix in {".html", ".json", ".xml"}:
            assert "不许公开的一句" not in path.read_text(encoding="utf-8"), path
    assert "不许公开的一句" not in str(index_reader.texts(built.site / "search"))


def test_every_page_is_three_clicks_from_home(built) -> None:
    """Readers without search reach everything."""
    # Old addresses only lead on; nothing leads to them.
    pages = {
        path
        for path in built.site.rglob("index.html")
        if path.parent.name != "schemas" and 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")
    }
    depth = {built.site / "index.html": 0}
    queue = deque(depth)
    while queue:
        page = queue.popleft()
        for href in html.fromstring(page.read_text(encoding="utf-8")).xpath("//a/@href"):
            target = href.partition("#")[0].partition("?")[0]
            if not target or "://" in target or target.startswith(("mailto:", "/archive")):
                continue
            file = (page.parent / target).resolve()
            file = file / "index.html" if not file.suffix else file
            if file not in depth and file in pages:
                depth[file] = depth[page] + 1
                queue.append(file)
    assert {path for path in pages if path not in depth} == set()
    assert max(depth.values()) <= 3


def test_every_mention_has_its_backlink(built) -> None:
    """A link from a text to a record's page, and on that page, or on its pages of all uses, a link back."""
    backlinks: dict[Path, set[Path]] = {}

    def back(target: Path) -> set[Path]:
        if target not in backlinks:
            found = set()
            for listed in [target, *target.parent.glob("all*/index.html")]:
                root = html.fromstring(listed.read_text(encoding="utf-8"))
                for href in root.xpath("//*[@id='main']//a/@href"):
                    place = href.partition("#")[0]
                    if place and "://" not in place:
                        found.add((listed.parent / place / "index.html").resolve())
            backlinks[target] = found
        return backlinks[target]

    lacking = []
    links = 0
    for text in (built.site / "documents").rglob("index.html"):
        root = html.fromstring(text.read_text(encoding="utf-8"))
        for href in root.xpath("//div[@class='gw-text']//a[@class='term' or @class='ent']/@href"):
            links += 1
            target = (text.parent / href / "index.html").resolve()
            if text.resolve() not in back(target):
                lacking.append((text.parent.name, href))
    assert links > 500
    assert lacking == []


def test_names_without_a_record_have_a_page(small: Make) -> None:
    text = (
        "---\ntitle: 乙\ndate: 2007-06-28\ndate_basis: source\ntype: 其他\nissuers: [某某委员会]\ncampaigns: [某某整治行动]\n"
        "content: text\naccess: full\nsource: {name: 信息产业部}\n---\n\n某某委员会发布消息。\n"
    )
    made = small({"docs/documents/2007/b.md": text})
    archive = read_archive(made.root / "docs")
    assert {name for _, name in archive.unrecorded} == {"某某委员会", "某某整治行动"}
    for kind, name in archive.unrecorded:
        place = addresses.url(further.unrecorded_page(kind, name))
        page = (made.site / place / "index.html").read_text(encoding="utf-8")
        assert "待建" in page
        assert name in page


def test_no_page_is_heavy(built) -> None:
    heavy = {
        path: size
        for path in built.site.rglob("*.html")
        if (size := len(gzip.compress(path.read_bytes()))) > 100 * 1024
    }
    assert heavy == {}


def test_a_printed_page_gives_its_path_where_the_site_has_no_address(small: Make) -> None:
    made = small({})
    page = (made.site / "documents" / "2006" / "a" / "index.html").read_text(encoding="utf-8")
    assert '<p class="url">/documents/2006/a/</p>' in page


def test_old_addresses_lead_to_the_new(small: Make) -> None:
    head = (
        "---\ntitle: 乙\ndate: 2006-06-01\nredirects: [glossary/old-name, documents/2005/b/]\n---\n\n正文。\n"
    )
    built = small({"docs/documents/2006/b.md": head})
    assert built.done.returncode == 0, built.done.stderr
    for old, way in (("glossary/old-name", "../../documents/2006/b/"), ("documents/2005/b", "../../2006/b/")):
        root = html.fromstring((built.site / old / "index.html").read_text(encoding="utf-8"))
        assert root.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={way}"]
        assert way in root.xpath("//*[@id='main']//a/@href")
    taken = small(
        {
            "docs/documents/2006/c.md": head.replace(
                "[glossary/old-name, documents/2005/b/]", "[documents/2006/b]"
            )
        }
    )
    assert taken.done.returncode == 1
    assert "documents/2006/b.md" in taken.done.stderr
