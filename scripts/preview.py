"""Previewing the site on this machine: it is rebuilt after each change, and a fault never stops it."""

from __future__ import annotations

import contextlib
import html
import shutil
import socket
import tempfile
import threading
import time
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from command_line import MOST_PORTS, complain, refused
from gongwen.errors import GongwenError, reason
from gongwen.messages import message, said, say
from gongwen.records import KINDS
from gongwen.work.kept_pages import Before

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from site_build import Remake

Seen = dict[str, tuple[int, int]]
"""Files below ``docs/``, with the time of their last change and their size."""
FIRST_PORT, _TRIED = 8000, 20
_READING = 2.0
"""Seconds between a page that was made alone and the build of all: during a build the server lets readers wait."""
_WAITING = (
    '<!doctype html><html lang="zh"><meta charset="utf-8"><meta http-equiv="refresh" content="3">'
    "<title>还没有网站</title><body><h1>还没有网站</h1><p>改好后自动重建：</p><ul>{}</ul></body></html>"
)


@dataclass
class Preview:
    """A site that follows its archive.

    Attributes:
        root: the archive's folder.
        live: the folder that is served; empty until a build succeeded.
        problems: what was wrong with the last build.
    """

    root: Path
    live: Path
    address: str
    problems: list[str] = field(default_factory=list)
    _seen: Seen = field(default_factory=dict)
    _remake: Remake | None = None
    _asking: threading.Timer | None = None

    @property
    def bell(self) -> Path:
        """A folder to be watched: what happens in it asks for what is left to do."""
        return self.live.parent / "bell"

    def follow(self) -> None:
        """Follow a change: where one record alone has changed its page comes at once, and the others a moment later."""
        before, self._seen = self._seen, _records(self.root / "docs")
        changed = [
            file for file in before.keys() | self._seen.keys() if before.get(file) != self._seen.get(file)
        ]
        if self._asking is not None:
            self._asking.cancel()
        if len(changed) == 1 and self._shown_at_once(changed[0]):
            self._asking = threading.Timer(_READING, self._ask)
            self._asking.daemon = True
            self._asking.start()
        else:
            self.rebuild()

    def _ask(self) -> None:
        with contextlib.suppress(OSError):  # the preview has ended
            (self.bell / "again").touch()

    def _shown_at_once(self, file: str) -> bool:
        """Make the page of a record again, if that can be done without a build; what is wrong is left for that to say."""
        if self._remake is None:
            return False
        started = time.perf_counter()
        try:
            made = self._remake(file, self.live)
        except Exception:  # whatever it is, a build meets it too
            return False
        if made:
            seconds = time.perf_counter() - started
            print(
                say("docs/{file} 的页已更新，用 {seconds:.1f} 秒；其余各页随后", file=file, seconds=seconds),
                flush=True,
            )
        return made

    def rebuild(self) -> None:
        """Build again; where that fails the site stays as it was, and what is wrong is said. Never raises for it."""
        import site_build

        started = time.perf_counter()
        self._remake = None  # holds the whole archive, which needn't be there twice
        before = Before(self.live, self.live.parent / "pages.json")
        fresh = Path(tempfile.mkdtemp(prefix="fresh-", dir=self.live.parent))
        try:
            built = site_build.build_into(self.root, fresh, self.address, before)
            self.problems = built.problems
            if not self.problems:
                _replace(fresh, self.live)
                before.accept()
                self._remake = built.remake
        except GongwenError as error:
            self.problems = [said(error)]
        except OSError as error:
            self.problems = [said(refused(error))]
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        for problem in self.problems:
            complain(problem)
        if self.problems:
            complain(say("有 {count} 处问题，预览仍是改动之前的；改好后自动重建", count=len(self.problems)))
        else:
            print(
                say("已建好，用 {seconds:.0f} 秒", seconds=time.perf_counter() - started),
                flush=True,
            )

    def instead(self, code: int) -> bytes | None:
        """What is answered where there is no page."""
        page = self.live / f"{code}.html"
        if page.is_file():
            return page.read_bytes()
        if any(self.live.iterdir()):
            return None
        return _WAITING.format("".join(f"<li>{html.escape(each)}" for each in self.problems)).encode()


def _records(docs: Path) -> Seen:
    """The files of records as they are now: when each was written, and how large it is."""
    found: Seen = {}
    for folder in KINDS:
        for path in (docs / folder).rglob("*.md"):
            with contextlib.suppress(OSError):  # gone in between
                state = path.stat()
                found[path.relative_to(docs).as_posix()] = state.st_mtime_ns, state.st_size
    return found


def _replace(fresh: Path, live: Path) -> None:
    old = live.with_name("old")
    live.rename(old)
    fresh.rename(live)
    shutil.rmtree(old, ignore_errors=True)


def serve(root: Path, port: int | None, *, page: str | None = None) -> int:
    """Preview the site until interrupted; content and theme are watched.

    Args:
        root: the archive's folder.
        port: where to listen; the first free one from 8000 where None.
        page: an address below the site, which the browser is sent to once it can be had.

    Raises:
        GongwenError: the port can't be had, or there is nothing to preview.
        OSError: the preview can't be written.
    """
    import site_build

    if fault := site_build.settings_fault(root):
        raise GongwenError(fault)
    port = free_port() if port is None else tried(port)
    from mkdocs.livereload import LiveReloadServer

    address = f"http://127.0.0.1:{port}/"
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="gongwen-") as folder:
        live = Path(folder) / "live"
        live.mkdir()
        preview = Preview(root, live, address)
        preview.bell.mkdir()
        server = LiveReloadServer(preview.follow, host="127.0.0.1", port=port, root=str(live))
        server.error_handler = preview.instead
        for name in ("docs", "theme", "mkdocs.yml"):
            if (root / name).exists():
                server.watch(str(root / name))
        server.watch(str(preview.bell))
        print(say("正在构建……"), flush=True)
        try:
            preview.follow()
            print(say("预览：{address}，改动 docs/ 后自动重建；按 Ctrl-C 结束", address=address), flush=True)
            if page is not None:
                when_it_listens(port, lambda: webbrowser.open(address + page))
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            _ended(server)
    print(say("预览结束，共 {seconds:.0f} 秒", seconds=time.perf_counter() - started))
    return 0


def _ended(server: LiveReloadServer) -> None:
    if server.observer.is_alive():
        server.shutdown()
    else:
        server.server_close()


def when_it_listens(port: int, do: Callable[[], object]) -> threading.Thread:
    """Do something once this machine answers at a port, or not at all."""

    def wait() -> None:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    do()
                    return
            time.sleep(0.1)

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    return thread


def free_port() -> int:
    """The first free port from 8000.

    Raises:
        GongwenError: there is none near.
    """
    for port in range(FIRST_PORT, FIRST_PORT + _TRIED):
        if _refused(port) is None:
            return port
    raise GongwenError(
        message(
            "端口 {first} 到 {last} 都用不了",
            first=FIRST_PORT,
            last=FIRST_PORT + _TRIED - 1,
        ),
        advice=message("用 build.py serve --port 指定一个"),
    )


def tried(port: int) -> int:
    """The port, where it can be had.

    Raises:
        GongwenError: it can't.
    """
    error = _refused(port)
    if error is not None:
        other = port + 1 if port < MOST_PORTS else port - 1
        raise GongwenError(
            message("端口 {port} 用不了（{reason}）", port=port, reason=reason(error)),
            advice=message("换一个：build.py serve --port {other}", other=other),
        )
    return port


def _refused(port: int) -> OSError | None:
    with socket.socket() as probe:
        # As the server does it: a port that was used a moment ago may be used again.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            return error
    return None
