"""Fixtures that several folders of tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from bench_search_browser import FLAGS
from frozen import frozen
from gongwen.convert.pipeline import Converter
from gongwen.records.archive import Archive
from support import REPOSITORY

# Tests say what is said in Chinese, whoever runs them.
os.environ["GONGWEN_LANG"] = "zh"

# The same examples every time, so that a run says something about the change and not about luck;
# HYPOTHESIS_PROFILE=explore looks further.
settings.register_profile("steady", derandomize=True, deadline=None, max_examples=200)
settings.register_profile("explore", max_examples=3000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

SEEDS = REPOSITORY.parent / "shared" / "seeds"


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def archive() -> Archive:
    """The archive that tests run on: the records of this repository, frozen."""
    return frozen()


@pytest.fixture(scope="session")
def converter(archive: Archive) -> Converter:
    return Converter(archive)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of real inputs, which is not part of the repository."""
    if not SEEDS.is_dir():
        pytest.skip("样本文件不在此机（../shared/seeds），跳过")
    return SEEDS


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's browser; required where GONGWEN_BROWSER=required, otherwise its absence skips."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    macos = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    path = next(filter(None, map(shutil.which, names)), str(macos) if macos.exists() else None)
    if path is None:
        if os.environ.get("GONGWEN_BROWSER") == "required":
            pytest.fail("没有 Chromium，而这里要求浏览器测试")
        pytest.skip("没有 Chromium，跳过浏览器测试")
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes name no case: those of a packed file hold the time, and every process must call its cases the same."""
    return f"{len(val)} bytes" if isinstance(val, bytes) and len(val) > LONGEST_NAME else None


LONGEST_NAME = 20
