"""Other engines over the same documents: Material's own search with jieba, and Pagefind.

Both get a fair chance: names of the archive as words for jieba, the separators that suit Chinese, and what a page
of ours shows beside its text (other names, numbers, issuers) as a line of text below the title.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from bench_search_browser import Link, narrow
from bench_search_common import BenchError, Query, Search, site_path
from bench_search_served import Served, traffic
from gongwen.pages import addresses
from gongwen.records import Agency, Campaign, Document, Named, Record, Term
from gongwen.records.archive import Archive, read_archive
from gongwen.records.vocabulary import (
    AGENCY_KINDS,
    CAMPAIGN_KINDS,
    DATE_KINDS,
    LEVELS,
    STATUSES,
    TERM_CATEGORIES,
)
from gongwen.text.markdown_text import escape_inline
from gongwen.text.words import user_dictionary
from processes import Cost, measure

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 300
"""Seconds that a query may take; Material reads its whole index first."""
BLANK = "bench.html"
"""A page without anything on it, so that nothing but the search is measured."""
_SEEN = 50
"""Results that are looked at; the tenth document may stand far below."""
_ALL = re.compile("")

_SEPARATOR = (
    r"'[\s\u200b\u3000-\u3002\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
    r"\u2010-\u203b\u00b7!-/:-@\[-`{-~]+'"
)
"""The zero-width spaces that jieba's words are joined with, Chinese and Western punctuation."""
_PLUGINS = """
  - search:
      lang: zh
      jieba_dict_user: {names}
      separator: {separator}"""
_CONFIG = """site_name: rival
theme:
  name: material
  language: zh
  font: false
markdown_extensions:
  - attr_list
  - md_in_html
  - tables
plugins: {plugins}
nav:
  - index.md
not_in_nav: |
  /documents/
  /agencies/
  /campaigns/
  /glossary/
validation:
  links:
    not_found: ignore
    anchors: ignore
    unrecognized_links: ignore
"""


@dataclass(frozen=True, slots=True)
class Rival:
    """An engine that can be asked in a page.

    Attributes:
        name: what it is called in tables.
        opening: script that makes the engine ready and gives a function of a query; that gives the time of the
            first result with its passage, and a function for the addresses of all.
        cold: how many queries are asked of an engine that was just opened.
    """

    name: str
    opening: str
    cold: int


MATERIAL = Rival(
    "Material",
    """async () => {
  const worker = new Worker("WORKER");
  const call = (message) => new Promise((done, fail) => {
    worker.onmessage = (event) => done(event.data);
    worker.onerror = (event) => fail(new Error(event.message));
    worker.postMessage(message);
  });
  const index = await (await fetch("search/search_index.json")).json();
  await call({ type: 0, data: { config: index.config, docs: index.docs, options: { suggest: false } } });
  return async (q) => {
    const { data } = await call({ type: 2, data: q });
    return { at: performance.now(), all: async () => data.items.slice(0, SEEN).map((group) => group[0].location) };
  };
}""",
    1,
)
PAGEFIND = Rival(
    "Pagefind",
    """async () => {
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.init();
  return async (q) => {
    const { results } = await pagefind.search(q);
    if (results.length) await results[0].data();
    const at = performance.now();
    return { at, all: async () => (await Promise.all(results.slice(0, SEEN).map((one) => one.data()))).map((one) => one.url) };
  };
}""",
    10,
)


# Their pages


def write_pages(docs: Path, folder: Path, *, searched: bool) -> int:
    """Write a site of plain Material over all records; to be called in a process of its own.

    Args:
        docs: the archive.
        folder: where the site's sources are to be.
        searched: whether Material is to index it; 10,000 documents take minutes and gigabytes.

    Returns:
        How many pages it has.
    """
    archive = read_archive(docs)
    names = folder / "names.txt"
    pages = folder / "docs"
    pages.mkdir(parents=True)
    named = [name for r in archive if isinstance(r, Named) for name in (r.label, *r.aliases)]
    names.write_text(user_dictionary(named), encoding="utf-8")
    plugins = _PLUGINS.format(names=json.dumps(str(names)), separator=_SEPARATOR) if searched else "[]"
    config = _CONFIG.format(plugins=plugins)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    (pages / "index.md").write_text("---\nsearch:\n  exclude: true\n---\n\n# rival\n", encoding="utf-8")
    count = 0
    for record in archive:
        path = pages / addresses.url(record.file).strip("/")
        path = path.with_name(path.name + ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(record, archive), encoding="utf-8")
        count += 1
    return count


def page(record: Record, archive: Archive) -> str:
    """A record as a page of plain Material."""
    # Without a heading in the text Material sets the title above it.
    facts = escape_inline("　".join(dict.fromkeys(filter(None, _facts(record, archive)))))
    title = json.dumps(record.label, ensure_ascii=False)
    return f"---\ntitle: {title}\n---\n\n{facts}\n\n{record.body}\n"


def _facts(record: Record, archive: Archive) -> Iterator[str | None]:
    yield record.label_en
    yield record.summary_en
    if isinstance(record, Document):
        yield record.document_number
        yield record.type
        yield "、".join(archive.agency_name(issuer) for issuer in record.issuers)
        yield from (archive.agencies[i].short for i in record.issuers if i in archive.agencies)
        if record.date:
            yield f"{DATE_KINDS[record.date_kind] if record.date_kind else '日期'}：{record.date}"
        yield f"施行日期：{record.effective}" if record.effective else None
        yield STATUSES[record.status] if record.status and record.status != "unknown" else None
        yield from (record.place, record.addressee, record.republisher)
        yield record.source.name if record.source else None
        yield from (f"{person.name}，{person.office or ''}".strip("，") for person in record.people)
        yield from (archive.campaign_name(campaign) for campaign in record.campaigns)
    if isinstance(record, Named):
        yield from record.aliases
        yield record.place
    if isinstance(record, Agency):
        yield from (record.name, record.short, AGENCY_KINDS[record.kind], LEVELS[record.level])
    elif isinstance(record, Campaign):
        yield CAMPAIGN_KINDS[record.kind]
        yield from (archive.agency_name(agency) for agency in (*record.leads, *record.participants))
        yield from record.targets
    elif isinstance(record, Term):
        yield from (record.pinyin, TERM_CATEGORIES[record.category], record.definition, record.definition_en)


def build_material(folder: Path) -> Cost:
    """Build the site of plain Material, its search index with it."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")]
    cost = measure(command, folder)
    (folder / "site" / BLANK).write_text(
        "<!doctype html><meta charset=utf-8><title>·</title>\n", encoding="utf-8"
    )
    return cost


def build_pagefind(site: Path) -> Cost:
    """Index the pages of plain Material with Pagefind.

    Raises:
        BenchError: Pagefind isn't installed.
    """
    if not importlib.util.find_spec("pagefind") or not importlib.util.find_spec("pagefind_bin_extended"):
        raise BenchError("没有装 Pagefind：uv pip install 'pagefind[extended]==1.5.2'")
    pages = "{documents,agencies,campaigns,glossary}/**/*.html"
    # Only the text: not the header and the navigation, which are the same on all pages.
    only = ["--glob", pages, "--root-selector", "article.md-content__inner"]
    return measure([sys.executable, "-m", "pagefind", "--silent", "--site", str(site), *only], site.parent)


def opening(rival: Rival, site: Path) -> str:
    """The script that opens an engine on a site.

    Raises:
        BenchError: a file of the engine is missing.
    """
    script = rival.opening.replace("SEEN", str(_SEEN))
    if rival is not MATERIAL:
        return script
    worker = next((site / "assets" / "javascripts" / "workers").glob("search.*.min.js"), None)
    if worker is None:
        raise BenchError("Material 的网站里没有检索的 worker")
    return script.replace("WORKER", worker.relative_to(site).as_posix())


# Asking them

_ASK = """async ([open, q, limit]) => {
  const started = performance.now();
  const late = new Promise((_, fail) => setTimeout(() => fail(new Error("未在时限内答完")), limit));
  const ask = async () => {
    if (!window.__gwRival) window.__gwRival = await (0, eval)(open)();
    const { at, all } = await window.__gwRival(q);
    return [at - started, performance.timeOrigin + at, await all()];
  };
  return Promise.race([ask(), late]);
}"""


def _ask(page_: Page, served: Served, script: str, q: str) -> Search:
    asked = time.time()
    first, at, links = page_.evaluate(_ASK, [f"({script})", q, LIMIT * 1000])
    used = traffic(served.asked(asked, at / 1000), searching=_ALL)
    pages = dict.fromkeys(site_path(link, page_.url, served.address) for link in links)
    nothing = float("nan")
    return Search(q, first, nothing, nothing, -1, used, tuple(pages), ())


def ask_cold(
    browser: Browser, served: Served, script: str, queries: Sequence[Query], link: Link | None = None
) -> list[Search]:
    """Ask a rival each query in a page of its own, by a reader with an empty cache.

    Args:
        browser: Chromium.
        served: the rival's site.
        script: opens the engine.
        queries: what to ask.
        link: the line to the server; None for no limit.
    """
    found = []
    for query in queries:
        context = browser.new_context()
        try:
            page_ = context.new_page()
            page_.goto(served.address + BLANK)
            if link:
                narrow(page_, link)
            found.append(_ask(page_, served, script, query.q))
        finally:
            context.close()
    return found


def ask_all(browser: Browser, served: Served, script: str, queries: Sequence[Query]) -> list[Search]:
    """Ask a rival all queries in one page; the first of them opens the engine."""
    context = browser.new_context()
    try:
        page_ = context.new_page()
        page_.goto(served.address + BLANK)
        return [_ask(page_, served, script, query.q) for query in queries]
    finally:
        context.close()
