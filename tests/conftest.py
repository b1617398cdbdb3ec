"""Fixtures that several folders of tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from gongwen.archive import Archive, read_archive
from gongwen.convert.pipeline import Converter

# The same examples every time, so that a run says something about the change and not about luck;
# HYPOTHESIS_PROFILE=explore looks further.
settings.register_profile("steady", derandomize=True, deadline=None, max_examples=200)
settings.register_profile("explore", max_examples=3000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

REPOSITORY = Path(__file__).resolve().parents[1]
SEEDS = REPOSITORY.parent / "shared" / "seeds"


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def archive() -> Archive:
    """The archive of this repository."""
    return read_archive(REPOSITORY / "docs")


@pytest.fixture(scope="session")
def converter(archive: Archive) -> Converter:
    return Converter(archive)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of real inputs, which is not part of the repository."""
    if not SEEDS.is_dir():
        pytest.skip("样本文件不在此机（../shared/seeds），跳过")
    return SEEDS
