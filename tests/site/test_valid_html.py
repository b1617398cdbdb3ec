"""Pages as the Nu checker of the W3C sees them: a machine without Java skips this, CI doesn't."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browsing import served
from looks_archive import every_family
from support import REPOSITORY, build, needed

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("valid")]

JAR = REPOSITORY / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
ALLOWED = {
    # Material's base.html, whose boxes for its drawer and search stand on every page
    "Attribute “autocomplete” is only allowed when the input type is",
    # The checker has no address for files on a disk, so nothing is “self” to it; tests/browser/test_hosting.py asks a browser.
    "Resource violates Content Security Policy (meta tag)",
    # Markdown writes a picture as XHTML does.
    "Trailing slash on void elements has no effect",
    # It guesses at the language of a page that is mostly code.
    "This document appears to be written in",
    # It takes data for scripts, which no browser runs, for scripts.
    "Inline script violates Content Security Policy (meta tag)",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = build(every_family(tmp_path_factory.mktemp("valid")), "https://records.example/")
    assert made.done.returncode == 0, made.done.stderr
    return made.site


def complaints(files: Iterable[Path]) -> list[tuple[str, str, str]]:
    """What the checker says of files, without what is allowed."""
    java = needed("java", shutil.which("java"))
    jar = needed("vnu-jar（npm ci）", JAR)
    command = [java, "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    return [
        (Path(said["url"]).parent.name, said["message"], said.get("extract", ""))
        for said in json.loads(done.stdout)["messages"]
        if not said["message"].startswith(tuple(ALLOWED))
    ]


def test_every_family_is_valid(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 60
    assert complaints(pages) == []


def test_the_checker_can_complain(tmp_path: Path) -> None:
    page = tmp_path / "page" / "index.html"
    page.parent.mkdir()
    page.write_text(
        "<!doctype html><html lang=zh><title>页</title><p>页<time>昨天</time><div></p></div>",
        encoding="utf-8",
    )
    assert len(complaints([page])) == 2


@pytest.mark.browser
def test_what_scripts_write_is_valid(site: Path, tmp_path: Path, browser: Browser) -> None:
    found = []
    with served(site) as address:
        for number, query in enumerate(("备案", "备案&type=法律&year=2016", "齉齾", "试写", "甲省")):
            page = browser.new_page()
            page.goto(f"{address}search/?q={query}")
            expect(page.locator("#gw-sum")).to_have_attribute("data-state", "exact", timeout=20000)
            found.append(tmp_path / str(number) / "index.html")
            found[-1].parent.mkdir()
            found[-1].write_text(page.content(), encoding="utf-8")
            page.close()
    assert complaints(found) == []
