#!/usr/bin/env python3
"""walk_pictures.py: the pictures of docs/contribute/, taken anew: an invented notice goes from a DOCX to a page ready to merge.

Each step is done for real in a copy of this repository; what a person sees of it, in the terminal, in the preview and
under the pull request, becomes a picture. The words of the notice are nobody's.
"""

from __future__ import annotations

import contextlib
import functools
import html
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

from markdown import markdown
from playwright.sync_api import Page, sync_playwright

from bench_search_browser import FLAGS

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "contribute"
MOST_BYTES = 60_000
NAME = "示例通知.docx"
NOTICE = (
    "某某部关于开展示例网站检查的通知",
    "某某发〔2009〕6号",
    "各有关单位：",
    "为做好示例网站的检查，现将有关事项通知如下。",
    "一、检查的范围",
    "各单位开办的网站，都在范围之内 。",
    "二、检查的步骤",
    "三月自查,四月抽查。抽查的结果另行通知。",
    "某某部",
    "2009年3月6日",
)
_STYLE = """
body { margin: 0; background: #fff; font: 15px/1.7 "Noto Sans CJK SC", sans-serif; color: #222; }
main { padding: 14px 18px; width: 724px; }
pre { margin: 0; font: 14px/1.65 "Noto Sans Mono CJK SC", monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.terminal { background: #1d1f21; color: #e6e6e6; }
.typed { color: #9fd3a0; }
code { background: #f1f1f1; padding: 0 3px; }
h2 { font-size: 20px; } h3 { font-size: 16px; } ul { padding-left: 22px; }
"""


def main() -> int:
    """Take all pictures; the exit code."""
    with tempfile.TemporaryDirectory(prefix="gongwen-walk-") as folder, sync_playwright() as playwright:
        archive = Path(folder) / "archive"
        _run("git", "clone", "--quiet", str(ROOT), str(archive), cwd=ROOT)
        original = Path(folder) / NAME
        original.write_bytes(docx(NOTICE))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 760, "height": 600})
        added = _run(sys.executable, str(ROOT / "scripts" / "build.py"), "--root", str(archive), "add", "--no-preview", str(original))  # fmt: skip
        _terminal(page, f"make add FILE={NAME}", added, "add")
        written = next(line.split()[-1] for line in added.splitlines() if line.startswith("已写成"))
        checked = _run(sys.executable, str(ROOT / "scripts" / "check.py"), "--root", str(archive))
        _terminal(page, "make check", checked, "check")
        with _served(archive / "site") as address:
            page.goto(f"{address}/{written.removeprefix('docs/').removesuffix('.md')}/")
            page.set_viewport_size({"width": 760, "height": 720})
            _keep(page.screenshot(type="jpeg", quality=72), "preview.jpg")
        _commit(archive)
        review = _run(sys.executable, str(ROOT / "scripts" / "review.py"), "--root", str(archive), "--base", "HEAD~1", "--title", "这次改动")  # fmt: skip
        _shown(page, markdown(review, extensions=["sane_lists"]), "review")
        browser.close()
    return 0


def docx(lines: tuple[str, ...]) -> bytes:
    """A Word file of these paragraphs, the first as its title (ECMA-376 part 1, the least that opens)."""
    kind = "http://schemas.openxmlformats.org"
    paragraphs = "".join(f"<w:p><w:r><w:t>{html.escape(line)}</w:t></w:r></w:p>" for line in lines)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{kind}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{kind}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{kind}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{kind}/wordprocessingml/2006/main"><w:body>{paragraphs}</w:body></w:document>',
    }
    with tempfile.SpooledTemporaryFile() as made:
        with zipfile.ZipFile(made, "w") as packed:
            for name, text in parts.items():
                packed.writestr(name, text)
        made.seek(0)
        return made.read()


def _run(*command: str, cwd: Path | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def _commit(archive: Path) -> None:
    _run("git", "add", "docs", "sources", cwd=archive)
    _run("git", "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-m", "Add a notice", cwd=archive)  # fmt: skip


def _terminal(page: Page, typed: str, answer: str, name: str) -> None:
    shown = html.escape(answer.strip()).replace(str(Path(tempfile.gettempdir())), "…")
    _shown(page, f'<pre><span class="typed">$ {html.escape(typed)}</span>\n{shown}</pre>', name, "terminal")


def _shown(page: Page, body: str, name: str, kind: str = "") -> None:
    # Not below a page of the site, whose policy would forbid the style.
    page.goto("about:blank")
    page.set_content(
        f'<!doctype html><meta charset="utf-8"><style>{_STYLE}</style><main class="{kind}">{body}</main>'
    )
    _keep(page.locator("main").screenshot(type="png"), f"{name}.png")


def _keep(data: bytes, name: str) -> None:
    if len(data) > MOST_BYTES:
        raise SystemExit(f"{name}: {len(data)} bytes")
    (PICTURES / name).write_bytes(data)
    print(f"{name} {len(data)}")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing."""


@contextlib.contextmanager
def _served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


if __name__ == "__main__":
    sys.exit(main())
