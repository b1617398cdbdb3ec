"""Asking hosts whether the addresses in records still answer; the host is one of the test's own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from external_links import answer
from support import call, write_files


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        code = {"/gone": 404, "/moved": 302}.get(self.path, 200)
        self.send_response(code)
        if code == 302:
            self.send_header("Location", "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "said"), [("/", ""), ("/页?甲=1", ""), ("/gone", "答 404"), ("/moved", "转到了首页")]
)
def test_what_is_wrong_with_an_address(host: str, path: str, said: str) -> None:
    assert answer(host + path, 5) == said


def test_nobody_there_is_said() -> None:
    assert answer("http://127.0.0.1:9/", 5).startswith("没有应答")


def test_the_report_names_address_and_record(host: str, tmp_path: Path) -> None:
    agency = f"---\nname: 信息产业部\nkind: state organ\nlevel: central\nwebsite: {host}/gone\nsources:\n- {host}/ok\n---\n"
    write_files(tmp_path, {"docs/agencies/mii.md": agency})
    done = call("--root", tmp_path, "--pause", "0", script="external_links.py")
    assert done.returncode == 0, done.stderr
    assert "共 2 个，不通 1 个。" in done.stdout
    assert f"- `{host}/gone`　答 404　`docs/agencies/mii.md`\n" in done.stdout
