"""The site behind the documented nginx: headers, and a browser that is told to run nothing else."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, expect

from support import REPOSITORY, build, copy_frozen, needed

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

PLACES = (
    "",
    "documents/",
    "agencies/mii/",
    "campaigns/",
    "glossary/",
    "about/",
    "search/?q=互联网",
    "404.html",
)
MAIN = """pid {0}/nginx.pid;
error_log {0}/error.log;
worker_processes 1;
daemon off;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {0}/b; proxy_temp_path {0}/p; fastcgi_temp_path {0}/f; uwsgi_temp_path {0}/u; scgi_temp_path {0}/s;
    include {0}/gongwen.conf;
}}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = build(copy_frozen(tmp_path_factory.mktemp("hosted")), "http://127.0.0.1/archive/")
    assert made.done.returncode == 0, made.done.stderr
    home = tmp_path_factory.mktemp("srv")
    made.site.rename(home / "archive")
    return home / "archive"


@pytest.fixture(scope="module")
def hosted(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site under a sub-path, served by Debian's nginx with the configuration that the documentation names."""
    nginx = needed("nginx", shutil.which("nginx", path="/usr/sbin:/usr/local/bin:/opt/homebrew/bin:/usr/bin"))
    folder = tmp_path_factory.mktemp("nginx")
    for parent in (site.parent, *site.parent.parents[:2], folder):
        parent.chmod(0o755)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    given = (REPOSITORY / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for old, new in (
        ("listen 8080;", f"listen 127.0.0.1:{port};"),
        ("root /srv/gongwen/site;", f"root {site.parent};"),
    ):
        assert old in given
        given = given.replace(old, new)
    (folder / "gongwen.conf").write_text(given, encoding="utf-8")
    user = "user root;\n" if Path("/root").owner() == Path(folder).owner() else ""
    (folder / "nginx.conf").write_text(user + MAIN.format(folder), encoding="utf-8")
    process = subprocess.Popen(
        [nginx, "-c", str(folder / "nginx.conf")], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    address = f"http://127.0.0.1:{port}/archive/"
    try:
        for _ in range(100):
            if process.poll() is not None or answers(address):
                break
            time.sleep(0.1)
        assert process.poll() is None, process.communicate()[1]
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=10)


def answers(address: str) -> bool:
    try:
        head(address)
    except OSError:
        return False
    return True


def head(address: str, **headers: str) -> tuple[int, Message]:
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers


def test_every_page_has_its_policy(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 500
    without = [page for page in pages if "Content-Security-Policy" not in page.read_text(encoding="utf-8")]
    assert without == []
    for page in pages[:50]:
        text = page.read_text(encoding="utf-8")
        assert text.index("Content-Security-Policy") < text.index("<script")


@pytest.mark.parametrize("place", ["", "assets/gongwen.css", "nowhere/"])
def test_headers_are_as_documented(hosted: str, place: str) -> None:
    code, headers = head(hosted + place)
    assert code == (404 if place == "nowhere/" else 200)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-cache"
    assert headers["Server"] == "nginx"


def test_what_never_changes_is_kept_and_what_is_large_is_packed(hosted: str, site: Path) -> None:
    bundle = next(site.glob("assets/javascripts/bundle.*.min.js"))
    _, headers = head(f"{hosted}assets/javascripts/{bundle.name}", **{"Accept-Encoding": "gzip"})
    assert "immutable" in headers["Cache-Control"]
    assert headers["Content-Encoding"] == "gzip"
    code, headers = head(hosted + "documents")
    assert code == 200


def test_a_browser_complains_of_nothing(hosted: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            said.append(f"{page.url}：{message.text}")

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))
    for place in PLACES:
        page.goto(hosted + place, wait_until="networkidle")
    assert said == []
    context.close()


def test_search_works(hosted: str, browser: Browser) -> None:
    page = browser.new_context().new_page()
    page.goto(hosted + "search/?q=互联网")
    # Words for the page to evaluate would be refused by its policy.
    expect(page.locator("#gw-sum")).to_have_attribute("data-state", "exact", timeout=20000)
    expect(page.locator(".gw-hit").first).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("by", ["script", "handler", "eval", "host"])
def test_what_is_not_the_archives_does_not_run(hosted: str, browser: Browser, by: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(hosted)
    page.evaluate(
        """by => {
          window.ran = false; window.refused = [];
          document.addEventListener("securitypolicyviolation", event => window.refused.push(event.violatedDirective));
          const put = (name, set) => document.body.append(Object.assign(document.createElement(name), set));
          if (by === "script") put("script", { textContent: "window.ran = true" });
          if (by === "handler") { document.body.setAttribute("onclick", "window.ran = true"); document.body.click(); }
          if (by === "eval") put("script", { textContent: "eval('window.ran = true')" });
          if (by === "host") put("img", { src: "http://127.0.0.2:9/x.png" });
        }""",
        by,
    )
    page.wait_for_function("() => window.refused.length > 0")
    assert page.evaluate("window.ran") is False
    context.close()


def test_from_a_folder_on_disk_a_page_has_its_looks(site: Path, browser: Browser) -> None:
    page = browser.new_context().new_page()
    page.goto((site / "about" / "index.html").as_uri())
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert not re.fullmatch(r"rgba\(0, 0, 0, 0\)|rgb\(255, 255, 255\)", background)
    page.context.close()
