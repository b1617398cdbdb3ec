"""The archive's own search, measured in Chromium as a reader has it: page, first result, exact count."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from bench_search_common import BenchError, Query, Search, site_path
from bench_search_served import Served, Traffic, traffic

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SEARCHING = re.compile(r"/assets/search/|/search/(?!index\.html)[^/]")
"""Paths of the engine and its index; all others belong to the page around it."""
LIMIT = 30
"""Seconds that a search may take on this machine."""


@dataclass(frozen=True, slots=True)
class Link:
    """A line to the server: bits in a second each way, and milliseconds before an answer."""

    down: float
    up: float
    latency: float


SLOW = Link(1.6e6, 0.75e6, 150)
"""What Lighthouse calls slow 4G."""


# The page clears its marks before each search; an observer has them all, with their exact times.
_WATCH = """(() => {
  const marks = [];
  const waiting = new Set();
  const watch = { press: 0, wait(name, since, limit) {
    return new Promise((done) => {
      const look = () => {
        const found = marks.find(([n, time]) => n === name && time >= since);
        if (found) { waiting.delete(look); done(found[1]); }
      };
      waiting.add(look);
      look();
      setTimeout(() => { waiting.delete(look); done(null); }, limit);
    });
  } };
  new PerformanceObserver((list) => {
    for (const mark of list.getEntries()) marks.push([mark.name, mark.startTime]);
    for (const look of [...waiting]) look();
  }).observe({ type: "mark", buffered: true });
  addEventListener("keydown", (event) => { if (event.key === "Enter") watch.press = event.timeStamp; }, true);
  window.__gwWatch = watch;
})()"""
_WAIT = "([name, since, limit]) => window.__gwWatch.wait(name, since, limit)"
_HITS = """() => [...document.querySelectorAll("#gw-auth a[href]"), ...document.querySelectorAll("#gw-hits .gw-hit h2 a[href]")]
  .map((link) => link.href)"""
_TOTAL = '() => Number((document.querySelector("#gw-sum") || { dataset: {} }).dataset.total ?? -1)'


@contextmanager
def started() -> Iterator[Browser]:
    """The system's Chromium while the context lasts.

    Raises:
        BenchError: there is none.
    """
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    macos = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    path = next(filter(None, map(shutil.which, names)), str(macos) if macos.exists() else None)
    if path is None:
        raise BenchError("没有 Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def narrow(page: Page, link: Link) -> None:
    """Have everything that a page asks for come through a line; what its workers ask for does too."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    line = {"latency": link.latency, "downloadThroughput": link.down / 8, "uploadThroughput": link.up / 8}
    devtools.send("Network.emulateNetworkConditions", {"offline": False, **line})


class Reader:
    """A reader with an empty cache.

    Args:
        browser: what the reader uses.
        served: the site.
        link: the line to it; None for no limit.
    """

    def __init__(self, browser: Browser, served: Served, link: Link | None = None) -> None:
        self._served = served
        self._limit = LIMIT * 1000 * (4 if link else 1)
        self._context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 860})
        self._context.add_init_script(_WATCH)
        self.page: Page = self._context.new_page()
        self._errors: list[str] = []
        self.page.on("pageerror", lambda error: self._errors.append(str(error).split("\n")[0]))
        if link:
            narrow(self.page, link)

    def close(self) -> None:
        """Forget everything."""
        self._context.close()

    def _wait(self, name: str, since: float) -> float | None:
        found: float | None = self.page.evaluate(_WAIT, [name, since, self._limit])
        return found

    def open(self, q: str) -> Search:
        """Come to the search page by an address with the query in it.

        Raises:
            BenchError: no first result came in time.
        """
        asked = time.time()
        address = f"{self._served.address}search/?q={quote(q)}"
        self.page.goto(address, wait_until="commit", timeout=self._limit)
        return self._seen(q, asked, pressed=None)

    def ask(self, q: str) -> Search:
        """Type another query and press Enter.

        Raises:
            BenchError: no first result came in time.
        """
        asked = time.time()
        self.page.fill("#q", q, timeout=self._limit)
        self.page.press("#q", "Enter", timeout=self._limit)
        return self._seen(q, asked, pressed=self.page.evaluate("window.__gwWatch.press"))

    def _seen(self, q: str, asked: float, pressed: float | None) -> Search:
        """Wait for what the page marks.

        Args:
            q: the query.
            asked: when the reader asked, seconds since 1970.
            pressed: when the reader pressed Enter, by the page's clock; None where the page was opened.
        """
        whole = self._wait("gw-first", pressed or 0)
        if whole is None:
            why = f"；页面出错：{self._errors[0]}" if self._errors else ""
            raise BenchError(f"“{q}”在 {self._limit // 1000} 秒内没有 gw-first 标记{why}")
        start = self._wait("gw-start", 0) if pressed is None else pressed
        exact = self._wait("gw-exact", pressed or 0)
        if start is None or exact is None:
            raise BenchError(f"“{q}”没有 {'gw-exact' if exact is None else 'gw-start'} 标记")
        origin: float = self.page.evaluate("performance.timeOrigin")
        used = traffic(self._served.asked(asked, (origin + whole) / 1000), searching=SEARCHING)
        links: list[str] = self.page.evaluate(_HITS)
        pages = dict.fromkeys(site_path(href, self.page.url, self._served.address) for href in links)
        total: int = self.page.evaluate(_TOTAL)
        opened = whole if pressed is None else float("nan")
        found = Search(
            q, whole - start, opened, exact - start, total, used, tuple(pages), tuple(self._errors)
        )
        self._errors.clear()
        return found


def cold(
    browser: Browser, served: Served, queries: Sequence[Query], link: Link | None = None
) -> list[Search]:
    """Each query by a reader of its own, who has never been here.

    Raises:
        BenchError: already the first query failed.
    """
    found: list[Search] = []
    for query in queries:
        reader = Reader(browser, served, link)
        try:
            found.append(_tried(reader.open, query, fatal=not found))
        finally:
            reader.close()
    return found


def later(browser: Browser, served: Served, queries: Sequence[Query]) -> list[Search]:
    """All queries by one reader; the first, which opens the page, is not among the results.

    Raises:
        BenchError: already the first or the second query failed.
    """
    reader = Reader(browser, served)
    try:
        reader.open(queries[0].q)
        found: list[Search] = []
        for query in queries[1:]:
            found.append(_tried(reader.ask, query, fatal=not found))
        return found
    finally:
        reader.close()


def _tried(search: Callable[[str], Search], query: Query, *, fatal: bool) -> Search:
    """Do a search; where it fails and that isn't fatal, a search without figures says why."""
    try:
        return search(query.q)
    except (BenchError, Error) as error:
        why = str(error).strip().split("\n")[0]
        if fatal:
            raise BenchError(why) from None
        nothing = float("nan")
        return Search(query.q, nothing, nothing, nothing, -1, Traffic(), (), (why,))
