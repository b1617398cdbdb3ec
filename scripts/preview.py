"""Previewing the site on this machine: it is rebuilt after each change, and a fault never stops it."""

from __future__ import annotations

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
from gongwen.work.kept_pages import Before

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

FIRST_PORT, _TRIED = 8000, 20
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

    def rebuild(self) -> None:
        """Build again; where that fails the site stays as it was, and what is wrong is said. Never raises for it."""
        import site_build

        started = time.perf_counter()
        before = Before(self.live, self.live.parent / "pages.json")
        fresh = Path(tempfile.mkdtemp(prefix="fresh-", dir=self.live.parent))
        try:
            self.problems = site_build.build_into(self.root, fresh, self.address, before)
            if not self.problems:
                _replace(fresh, self.live)
                before.accept()
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
        server = LiveReloadServer(preview.rebuild, host="127.0.0.1", port=port, root=str(live))
        server.error_handler = preview.instead
        for name in ("docs", "theme", "mkdocs.yml"):
            if (root / name).exists():
                server.watch(str(root / name))
        print(say("正在构建……"), flush=True)
        try:
            preview.rebuild()
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
