"""What editors, hooks of git and containers are told: it names what is there."""

from __future__ import annotations

import json
import os
import re

import pytest
import yaml

from support import REPOSITORY


def test_hooks_before_a_commit_run_what_the_makefile_has() -> None:
    config = yaml.safe_load((REPOSITORY / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    targets = re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert [repository["repo"] for repository in config["repos"]] == ["local"]
    hooks = config["repos"][0]["hooks"]
    assert len(hooks) >= 4
    for hook in hooks:
        program, target, *_ = hook["entry"].split()
        assert hook["language"] == "system"
        assert program == "git" or (program == "make" and target in targets), hook["entry"]
        folders = re.findall(r"[a-z]+(?=[|)]/?)", hook.get("files", ""))
        assert all((REPOSITORY / folder).is_dir() for folder in folders), hook["files"]


def test_the_container_for_developing_has_what_a_bare_machine_lacks() -> None:
    container = json.loads((REPOSITORY / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    described = (REPOSITORY / ".devcontainer" / container["build"]["dockerfile"]).read_text(encoding="utf-8")
    lacking = re.findall(r"missing\+=\((.*?)\)", (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8"))
    wanted = {package for packages in lacking for package in packages.split()}
    assert {"chromium", "python3-venv"} < wanted
    assert wanted <= set(described.split())
    assert f"useradd --create-home --shell /bin/bash {container['remoteUser']}" in described


@pytest.mark.xdist_group("together")
def test_tests_that_share_a_site_stay_on_one_core(request: pytest.FixtureRequest) -> None:
    """Where groups are lost nothing fails: every process builds every site for itself."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        pytest.skip("只有一个进程，不分组")
    assert request.node.nodeid.endswith("@together")
