"""Asking hosts whether the addresses in records still answer; the host is one of the test's own."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from external_links import answer
from gongwen.records.archive import read_archive
from support import call, write_files


class _Handler(BaseHTTPRequestHandler):
    asked: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        if self.path.startswith("/web/"):
            self._archive()
            return
        code = {"/gone": 404, "/moved": 302}.get(self.path, 200)
        self.send_response(code)
        if code == 302:
            self.send_header("Location", "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _archive(self) -> None:
        """As an archive of the web does: the time gate leads to the copy, which says that it is one."""
        self.asked.append((self.path, self.headers.get("Accept-Datetime", "")))
        if self.path.startswith("/web/2020/"):
            self.send_response(200)
            self.send_header("Memento-Datetime", "Wed, 01 Jan 2020 00:00:00 GMT")
        elif self.path.endswith("/nowhere"):
            self.send_response(404)
        else:
            self.send_response(302)
            self.send_header("Location", f"/web/2020/{self.path.removeprefix('/web/')}")
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


DOCUMENT = "---\ntitle: 某件\ndate: 2006-06-28\ndate_basis: source\ntype: 通知\ncontent: digest\naccess: full\nsource: {name: 某部, url: 'HOST/gone', published: 2006-06-28}\nsources:\n- HOST/ok\n- {url: 'HOST/nowhere', dead: 2020-01-01}\n- {url: 'HOST/kept', archived: 'https://w.example/kept'}\n---\n\n一句。\n"


def propose(host: str, root: Path, *more: str) -> str:
    patch = root / "links.patch"
    done = call("--root", root, "--pause", "0", "--patch", patch, *more, script="external_links.py")
    assert (done.returncode, done.stderr) == (0, "")
    return patch.read_text(encoding="utf-8")


def test_what_records_should_say_is_a_patch_that_applies(host: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"docs/documents/2006/a.md": DOCUMENT.replace("HOST", host)})
    _Handler.asked.clear()
    propose(host, tmp_path, "--timegate", f"{host}/web/")
    subprocess.run(["git", "apply", "links.patch"], cwd=tmp_path, check=True, capture_output=True)
    document = read_archive(tmp_path / "docs").documents["2006/a"]
    assert document.source is not None
    assert document.source.archived == f"{host}/web/2020/{host}/gone"
    assert document.source.dead is not None
    ok, nowhere, kept = document.sources
    assert (ok.archived, ok.dead) == (f"{host}/web/2020/{host}/ok", None)
    assert (nowhere.archived, nowhere.dead) == (None, None)  # it answers again, and no copy was found
    assert (kept.archived, kept.dead) == ("https://w.example/kept", None)
    # Asked near the day of the source, and not for what has a copy.
    assert ("/web/" + f"{host}/gone", "Wed, 28 Jun 2006 00:00:00 GMT") in _Handler.asked
    assert not any("kept" in path for path, _ in _Handler.asked)
    # Asked again, there is nothing left to say.
    assert propose(host, tmp_path) == ""


def test_no_copy_is_looked_for_unless_asked_and_no_more_than_asked(host: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"docs/documents/2006/a.md": DOCUMENT.replace("HOST", host)})
    _Handler.asked.clear()
    assert 'archived: "' not in propose(host, tmp_path)
    assert _Handler.asked == []
    propose(host, tmp_path, "--timegate", f"{host}/web/", "--at-most", "1")
    assert sum(not path.startswith("/web/2020/") for path, _ in _Handler.asked) == 1


def test_a_host_that_is_down_is_not_written_off(tmp_path: Path) -> None:
    write_files(tmp_path, {"docs/documents/2006/a.md": DOCUMENT.replace("HOST", "http://127.0.0.1:9")})
    assert propose("", tmp_path) == ""
