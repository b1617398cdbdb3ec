"""Nothing that a record holds runs on a page: every payload in every text field of every kind, in every output."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from lxml import html
from playwright.sync_api import Browser

import payloads
from browsing import Watched, served
from gongwen.records import frontmatter
from gongwen.text.markdown_text import escape
from support import Build, build, small_archive

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("payloads")]

_TAGS = frozenset(
    {"iframe", "object", "embed", "base", "applet", "frame", "foreignobject", "animate", "set", "use"}
)
_ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "xlink:href",
    "{http://www.w3.org/1999/xlink}href",
    "data",
    "srcdoc",
    "poster",
)
_MAY = re.compile(r"(?:https?:|mailto:|(?![a-z][a-z0-9+.-]*:|[/\\]{2}))", re.IGNORECASE)
_OWN_STYLE = re.compile(r"(?:display:block;)?width:\d+%|font-size:\d+px")


def records() -> dict[str, str]:
    """Every planted record as a file, its names in the text of a document, and a page of raw Markdown a kind."""
    made = payloads.planted()
    files = {}
    names = []
    for file, data in made.files.items():
        joined(file, data)
        label = data.get("title") or data.get("name") or data.get("term")
        names += [str(label), *data.get("aliases", ())]
        body = escape(f"正文提到{label}。") if "documents" in file else ""
        files[file] = frontmatter.dump(data, body)
    text = "\n\n".join(escape(f"会议提到{name}，要落实。") for name in names)
    head = {"title": "提到各名", "date": "2021-06", "content": "text", "access": "full"}
    files["docs/documents/2021/names.md"] = frontmatter.dump(head, text)
    files["docs/documents/2021/raw.md"] = frontmatter.dump({**head, "title": "手写"}, payloads.bodies())
    for folder in ("agencies", "campaigns", "glossary"):
        files[f"docs/{folder}/raw.md"] = frontmatter.dump(payloads.BASES[folder], payloads.bodies())
    files["docs/about/rights.md"] = frontmatter.dump({"title": "权利"}, payloads.bodies())
    return files


def joined(file: str, data: dict[str, Any]) -> None:
    """Tie a planted record to its neighbours, so that each name is shown wherever pages show names."""
    number = int(re.sub(r".*/p(\d+)\.md", r"\1", file))
    kind, twin = file.split("/")[1], f"p{number ^ 1}"
    if kind == "documents":
        data["issuers"] = [*data.get("issuers", ()), f"p{number}", twin]
        data["campaigns"] = [*data.get("campaigns", ()), f"p{number}"]
        data["relations"] = [*data.get("relations", ()), {"type": "amends", "target": f"2021/{twin}"}]
    elif kind == "agencies":
        data["predecessors" if number % 2 else "successors"] = [twin]
    elif kind == "campaigns":
        data |= {"leads": [f"p{number}"], "participants": [twin]} | (
            {"parents": [twin]} if number % 2 else {}
        )
    else:
        data |= {"related": [twin], "see_also_documents": [f"2021/p{number}"]}


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Build:
    root = small_archive(tmp_path_factory.mktemp("poisoned"), records())
    # Links that lead nowhere would stop the build; here they are wanted, so that they reach a page.
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(": warn", ": ignore"), encoding="utf-8")
    return build(root)


_POLICY = "Content-Security-Policy"
"""The one thing that pages tell browsers to do: hooks/policy.py."""


def wrong_in(path: Path) -> Iterator[str]:
    """What of a page could run, or load from elsewhere."""
    root = html.fromstring(path.read_text(encoding="utf-8"))
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.lower()
        if name in _TAGS or (name == "meta" and element.get("http-equiv", _POLICY) != _POLICY):
            yield name
        for key, value in element.attrib.items():
            if key.lower().startswith("on") or key.lower() == "srcdoc":
                yield f"{name} {key}"
            plain = re.sub(r"[\x00-\x20]", "", value)
            if key.lower() in _ADDRESSES and not _MAY.match(plain):
                yield f"{name} {key}={value}"
            if key == "style" and not _OWN_STYLE.fullmatch(value):
                yield f"{name} style={value}"
        if (
            name == "script"
            and "alert(" in (element.text or "")
            and element.get("type") not in {"application/json", "application/ld+json"}
        ):
            yield "script"


def test_every_field_is_tried() -> None:
    made = payloads.planted()
    assert made.tried > 5000
    assert made.planted > 3500
    assert made.planted + made.refused == made.tried
    # A field that no payload gets into must be one whose form is checked.
    for folder, kind in payloads.KINDS.items():
        held = {
            path
            for path in payloads.text_fields(kind.record)
            for data in made.files.values()
            if _holds(data, path)
        }
        checked = set(payloads.text_fields(kind.record)) - held
        names = {str(path[0]) + ("." + str(path[-1]) if len(path) > 1 else "") for path in checked}
        assert names <= CHECKED, (folder, names - CHECKED)


CHECKED = {
    "date", "type", "withdrawn.date", "redirects.0", "effective", "version", "deadline", "length", "sources.url", "sources.published", "sources.retrieved", "sources.archived", "sources.dead", "source.url", "source.published", "source.retrieved", "source.archived", "source.dead", "original.sha256", "anchors.old", "anchors.new", "anchors.page", "repairs.kind", "evidence.text",
    "adopted.date", "amended.date", "amended.effective", "repealed.date", "earlier.0", "drafts.date", "drafts.deadline", "drafts.url", "published",
    "outline.place", "obligations.article", "obligations.under", "powers.article", "powers.body", "definitions.article",
    "as_of", "senses.since", "senses.until", "sources.0", "text.version", "version_of", "parent", "parents.0", "founded", "dissolved", "predecessors.0", "successors.0",
    "same_body_as", "website", "start", "end", "leads.0", "participants.0", "first_known", "related.0",
}  # fmt: skip


def _holds(data: object, path: payloads.Path) -> bool:
    for step in path:
        if step == "*" and isinstance(data, dict):
            return any("alert" in str(key) or "7*7" in str(key) for key in data)
        try:
            data = data[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return False
    return isinstance(data, str) and ("alert(" in data or "7*7" in data or "e.example" in data)


def test_nothing_is_live_in_any_output(poisoned: Build) -> None:
    assert poisoned.done.returncode == 0, poisoned.done.stderr[-3000:]
    pages = list(poisoned.site.rglob("*.html"))
    assert len(pages) > 300
    live = {
        path.relative_to(poisoned.site).as_posix(): found for path in pages if (found := list(wrong_in(path)))
    }
    assert live == {}
    shown = (poisoned.site / "agencies" / "p0" / "index.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(" in shown


def test_other_outputs_are_data(poisoned: Build) -> None:
    for path in poisoned.site.rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
    for path in poisoned.site.rglob("*.jsonl.gz"):
        assert [json.loads(line) for line in gzip.decompress(path.read_bytes()).split(b"\n")[:-1]]
    for path in poisoned.site.rglob("*.xml"):
        root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
        assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {
            "urlset",
            "url",
            "loc",
            "lastmod",
            *("feed", "entry", "id", "title", "link", "updated", "author", "name", "category", "summary"),
        }
    own = {
        ".html",
        ".css",
        ".js",
        ".map",
        ".bin",
        ".gz",
        ".json",
        ".xml",
        ".svg",
        ".png",
        ".jpg",
        ".txt",
        ".woff2",
    }
    own |= {".csv", ".sqlite", ".md"}
    assert {path.suffix for path in poisoned.site.rglob("*") if path.is_file()} <= own


@pytest.mark.browser
def test_nothing_runs_in_a_browser(poisoned: Build, browser: Browser) -> None:
    """Every page is opened, pointed at and searched, with somebody listening for dialogs."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    page = context.new_page()
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.add_init_script("window.alert = (m) => { window.ran = (window.ran || []).concat(m); };")
    with served(poisoned.site) as address:
        watched = Watched(page, address)
        for path in sorted(poisoned.site.rglob("index.html")):
            place = path.parent.relative_to(poisoned.site).as_posix()
            watched.open("" if place == "." else f"{place}/")
            ran += page.evaluate(
                "() => { for (const e of document.querySelectorAll('main *')) e.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));"
                " return (window.ran || []).map(String); }"
            )
            assert not ran, place
        for word in ("alert(0", "svg onload", "点](javascript", "<script>"):
            watched.open(f"search/?q={word}")
            page.wait_for_selector("#gw-sum:not([data-state=idle])", timeout=20000)
            page.wait_for_timeout(300)
            page.fill("#q", word[:6])
            page.wait_for_timeout(300)
            ran += page.evaluate("() => (window.ran || []).map(String)")
        assert page.locator("#gw-hits li").count() > 0
    assert ran == []
    # Pictures and links of the raw pages lead nowhere on purpose.
    assert [line for line in watched.wrong if "404" not in line] == []
    context.close()
