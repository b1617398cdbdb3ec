"""The site, really built, once a test run."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import situations
from situations import NEWS
from support import Build, build, copy_frozen, small_archive, write_files


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The site of the frozen archive, under a sub-path."""
    return build(copy_frozen(tmp_path_factory.mktemp("archive")), "https://example.org/archive/")


@pytest.fixture
def small(tmp_path: Path) -> Callable[[dict[str, str]], Build]:
    """Builds an archive of a few records given as file → text."""
    return lambda files: build(small_archive(tmp_path, files))


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive for commands that are disturbed, made once."""
    return situations.prepare(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def root(prepared: Path, tmp_path: Path) -> Path:
    """An archive to disturb."""
    return Path(shutil.copytree(prepared, tmp_path / "archive"))


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """A file that isn't in the archive yet."""
    write_files(tmp_path, {"in/new.txt": NEWS.replace("3月2日", "4月5日").replace("自查", "复查")})
    return tmp_path / "in" / "new.txt"
