"""What browser tests share: a quiet server, and pages that note what goes wrong on them."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        pass


class QuietServer(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """The browser leaves pages before they are whole; that is no error."""


class Watched:
    """A page with everything that went wrong on it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.wrong: list[str] = []
        page.on(
            "console",
            lambda message: message.type in {"error", "warning"} and self.wrong.append(message.text),
        )
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda request: self._look(request.url))
        page.on(
            "response",
            lambda response: (
                response.status >= 400 and self.wrong.append(f"{response.status} {response.url}")
            ),
        )

    def _look(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.wrong.append(f"foreign {url}")

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path, wait_until="load")
        return self.page


def overflow(page: Page) -> int:
    """How many pixels of a page lie beside its window: what makes it scroll sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def grave(page: Page) -> list[str]:
    """The rules of axe that a page breaks in a way that keeps somebody from reading it."""
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    return [v["id"] for v in found.response["violations"] if v["impact"] in {"serious", "critical"}]


@contextmanager
def served(home: Path) -> Iterator[str]:
    """A folder on a port of this machine; gives the address, ending in a slash."""
    handler = functools.partial(Quiet, directory=str(home))
    with QuietServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
