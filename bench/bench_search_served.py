"""A server for search to be measured on: as a static host serves, and it writes down what it was asked for.

Bytes are counted here and not by the browser's network events, which say nothing of what workers fetch: one of the
rivals reads its whole index in a worker. In a page without workers both counts agree, for the server has written
what the browser has read.
"""

from __future__ import annotations

import gzip
import re
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self
from urllib.parse import unquote, urlsplit

TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".json": "application/json; charset=utf-8", ".svg": "image/svg+xml", ".wasm": "application/wasm",
}  # fmt: skip
"""What hosts know by its ending, and compress; anything else is sent as it is."""
_AGE = 600
"""Seconds that browsers may keep a file, as GitHub Pages says."""
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer of the server.

    Attributes:
        path: the path of the address.
        time: when the request had been read, seconds since 1970.
        size: bytes of the answer as sent, its head included.
    """

    path: str
    time: float
    size: int


@dataclass(frozen=True, slots=True)
class Traffic:
    """Requests and bytes, those of the search apart from those of the page around it."""

    requests: int = 0
    size: int = 0
    search_requests: int = 0
    search_size: int = 0


@dataclass
class Folder:
    """A folder of files as a server sends them, compressed ones kept."""

    path: Path
    asked: list[Asked] = field(default_factory=list)
    _kept: dict[Path, bytes] = field(default_factory=dict)

    def find(self, address: str) -> Path | None:
        """The file at an address; None where there is none."""
        path = (self.path / unquote(urlsplit(address).path).lstrip("/")).resolve()
        if not path.is_relative_to(self.path.resolve()):
            return None
        path = path / "index.html" if path.is_dir() else path
        return path if path.is_file() else None

    def body(self, path: Path, *, compressed: bool) -> bytes:
        """The bytes of a file as they are sent."""
        if not compressed:
            return path.read_bytes()
        if path not in self._kept:
            self._kept[path] = gzip.compress(path.read_bytes(), _LEVEL, mtime=0)
        return self._kept[path]

    def warm(self) -> None:
        """Compress what takes long before anybody waits for it: hosts have done so long ago."""
        for path in self.path.rglob("*"):
            if path.suffix in TYPES and path.is_file() and path.stat().st_size > 100_000:
                self.body(path.resolve(), compressed=True)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body in one write and no waiting for the other side: otherwise each answer takes 40 ms.
    wbufsize = -1
    disable_nagle_algorithm = True
    folder: Folder

    def do_GET(self) -> None:
        """Send a file, whole or the part that is asked for."""
        now = time.time()
        path = self.folder.find(self.path)
        if path is None:
            self._send(now, HTTPStatus.NOT_FOUND, b"", {})
            return
        known = path.suffix in TYPES
        part = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        compressed = known and part is None and "gzip" in self.headers.get("Accept-Encoding", "")
        body = self.folder.body(path, compressed=compressed)
        head = {"Content-Type": TYPES.get(path.suffix, "application/octet-stream")}
        if compressed:
            head |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        if part is None:
            self._send(now, HTTPStatus.OK, body, head)
            return
        start, end = int(part[1]), int(part[2] or len(body) - 1)
        head["Content-Range"] = f"bytes {start}-{end}/{len(body)}"
        self._send(now, HTTPStatus.PARTIAL_CONTENT, body[start : end + 1], head)

    def _send(self, now: float, status: HTTPStatus, body: bytes, head: dict[str, str]) -> None:
        self.send_response(status)
        head |= {"Content-Length": str(len(body)), "Cache-Control": f"max-age={_AGE}"}
        for name, value in head.items():
            self.send_header(name, value)
        size = len(b"".join(self._headers_buffer)) + 2 + len(body)  # type: ignore[attr-defined]  # the library's own
        self.folder.asked.append(Asked(unquote(urlsplit(self.path).path), now, size))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """The log is kept elsewhere."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Browsers leave pages before they are whole; that is no error."""


class Served:
    """A folder served on this machine while the context lasts.

    Args:
        path: the folder.
    """

    def __init__(self, path: Path) -> None:
        self._folder = Folder(path)
        self._folder.warm()

    @cached_property
    def _server(self) -> _Server:
        return _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"folder": self._folder}))

    def __enter__(self) -> Self:
        """Start serving."""
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()

    @property
    def address(self) -> str:
        """The address of the folder, ending in a slash."""
        return f"http://127.0.0.1:{self._server.server_port}/"

    def asked(self, since: float, until: float = float("inf")) -> list[Asked]:
        """What was asked for in a span of time, seconds since 1970."""
        return [asked for asked in list(self._folder.asked) if since <= asked.time <= until]


def traffic(asked: Iterable[Asked], *, searching: re.Pattern[str]) -> Traffic:
    """Add up what was asked for.

    Args:
        asked: answers of the server.
        searching: matches somewhere in paths that belong to the search.
    """
    counts = [0, 0, 0, 0]
    for one in asked:
        at = 2 if searching.search(one.path) else 0
        counts[at] += 1
        counts[at + 1] += one.size
    return Traffic(counts[0], counts[1], counts[2], counts[3])
