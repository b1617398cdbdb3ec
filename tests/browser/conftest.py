"""A browser and the built site, once a test run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import Watched, served
from support import Build, build, copy_frozen


@pytest.fixture(scope="session")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the archive lies that the site is built from."""
    return copy_frozen(tmp_path_factory.mktemp("browser")) / "docs"


@pytest.fixture(scope="session")
def address(docs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site, served under a sub-path."""
    made: Build = build(docs.parent, "http://127.0.0.1/archive/")
    assert made.done.returncode == 0, made.done.stderr
    home = tmp_path_factory.mktemp("served")
    made.site.rename(home / "archive")
    with served(home) as root:
        yield f"{root}archive/"


@pytest.fixture(
    # Colours and widths are told apart by two pairs as by four.
    params=[(1280, "light"), (390, "dark")],
    ids=lambda p: f"{p[0]}-{p[1]}",
)
def watched(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Watched]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 860}, color_scheme=scheme)
    page = context.new_page()
    yield Watched(page, address)
    context.close()


@pytest.fixture
def wide(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    yield Watched(context.new_page(), address)
    context.close()


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 390, "height": 860}, has_touch=True)
    yield Watched(context.new_page(), address)
    context.close()
