"""Workflows of the code host: what they may, what they run, and their steps run here on a repository of the test's own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

import proposal
from proposing import ORIGINAL, commit, git
from seeded_faults import CLEAN
from support import REPOSITORY, needed, write_files

FOLDER = REPOSITORY / ".github" / "workflows"
WORKFLOWS: dict[str, dict[Any, Any]] = {
    path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yml"))
}
JOBS = [(name, job) for name, flow in WORKFLOWS.items() for job in flow["jobs"].values()]
STEPS = [(name, step) for name, job in JOBS for step in job.get("steps", ())]
# Jobs that may write, and what.
WRITING = {
    ("review.yml", "write"): {"contents": "read", "pull-requests": "write"},
    ("page.yml", "propose"): {"contents": "write", "pull-requests": "write"},
    ("publish.yml", "deploy"): {"pages": "write", "id-token": "write"},
}


def test_nothing_may_write_but_what_is_listed() -> None:
    writing = {
        (name, key): job["permissions"]
        for name, flow in WORKFLOWS.items()
        for key, job in flow["jobs"].items()
        if "write" in dict(job.get("permissions") or {}).values()
    }
    assert writing == WRITING
    for name, flow in WORKFLOWS.items():
        assert flow["permissions"] in ({}, {"contents": "read"}), name


def test_actions_are_pinned_by_commit_and_say_their_version() -> None:
    lines = [
        line.strip().removeprefix("- ")
        for path in FOLDER.glob("*.yml")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "uses:" in line and "./" not in line
    ]
    assert len(lines) > 10
    for line in lines:
        assert re.fullmatch(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
    pins = {line.split("@")[0]: line for line in lines}
    assert {pins[line.split("@")[0]] for line in lines} == set(lines)


def test_words_from_outside_reach_the_shell_by_the_environment_only() -> None:
    for name, step in STEPS:
        assert "${{" not in step.get("run", ""), name


def test_no_secret_is_asked_for_and_tokens_stay_out_of_the_checkout() -> None:
    for name in WORKFLOWS:
        assert "secrets." not in (FOLDER / name).read_text(encoding="utf-8")
    for (name, key), permissions in [
        ((name, key), job.get("permissions", {}))
        for name, flow in WORKFLOWS.items()
        for key, job in flow["jobs"].items()
    ]:
        for step in WORKFLOWS[name]["jobs"][key].get("steps", ()):
            if "checkout" in step.get("uses", "") and permissions.get("contents") != "write":
                assert step["with"]["persist-credentials"] is False


def test_what_may_write_never_takes_the_changes_own_program() -> None:
    for name in ("review.yml", "page.yml"):
        for job in WORKFLOWS[name]["jobs"].values():
            for step in job["steps"]:
                assert "ref" not in step.get("with", {})
                assert not re.search(r"git (checkout|merge|pull|reset)", step.get("run", ""))


def test_publishing_waits_for_the_check() -> None:
    jobs = WORKFLOWS["publish.yml"]["jobs"]
    assert jobs["build"]["needs"] == "check"
    assert jobs["check"]["uses"] == "./.github/workflows/check.yml"
    assert jobs["deploy"]["needs"] == "build"
    assert "make site" not in (FOLDER / "publish.yml").read_text(encoding="utf-8").replace(
        "不用 make site", ""
    )


def test_what_the_steps_name_is_there() -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    for name, step in STEPS:
        for target in re.findall(r"(?m)^make ([a-z-]+)", step.get("run", "")):
            assert re.search(rf"(?m)^{target}:", makefile), (name, target)
        for script in re.findall(r"scripts/\w+\.py", step.get("run", "")):
            assert (REPOSITORY / script).is_file(), (name, script)


def test_the_form_asks_what_the_program_reads() -> None:
    path = REPOSITORY / ".github" / "ISSUE_TEMPLATE" / "new-document.yml"
    form = yaml.safe_load(path.read_text(encoding="utf-8"))["body"]
    asked = {item["id"]: item["attributes"]["label"] for item in form if item["type"] != "markdown"}
    assert {key: asked.get(key) for key in proposal.FORM} == proposal.FORM
    assert next(item for item in form if item["type"] != "markdown")["id"] == "rights"
    assert form[-1]["id"] == "text"
    assert [o for o in form[1]["attributes"]["options"] if o.startswith(proposal.UNCLEAR)]


# Steps, as the code host runs them

GH = """#!/usr/bin/env python3
import json, os, sys
words, log = sys.argv[1:], os.environ["GH_LOG"]
given = sys.stdin.read() if "--input" in words else ""
with open(log, "a", encoding="utf-8") as file:
    file.write(json.dumps([words, given]) + "\\n")
if words[:2] == ["pr", "view"]:
    sys.exit(1)
if words[0] == "api":
    print(open(os.environ["GH_ANSWER"], encoding="utf-8").read())
"""


class Host:
    """A code host of paper: a bare repository, a clone for each job, and a gh that writes down what it is asked."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.bare = folder, folder / "bare.git"
        self.log, self.answer = folder / "gh.log", folder / "answer.json"
        root = folder / "author"
        write_files(
            root, {**CLEAN, "sources/README.md": "原件。\n", ".gitignore": ".cache/\n.venv\n__pycache__/\n"}
        )
        for part in ("scripts", "src"):
            shutil.copytree(REPOSITORY / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(self.bare))
        git(folder, "init", "--quiet", "--initial-branch=main", str(root))
        commit(root)
        git(root, "push", "--quiet", str(self.bare), "main")
        self.author = root
        bin_ = folder / "bin"
        bin_.mkdir()
        for name, text in {"gh": GH, "make": "#!/bin/sh\ntrue\n"}.items():
            (bin_ / name).write_text(text, encoding="utf-8")
            (bin_ / name).chmod(0o755)
        self.env = {
            **os.environ, "PATH": f"{bin_}:{os.environ['PATH']}", "GH_LOG": str(self.log), "GH_ANSWER": str(self.answer),
            "GITHUB_STEP_SUMMARY": str(folder / "summary.md"), "GITHUB_OUTPUT": str(folder / "output"),
            "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip

    def job(self, workflow: str, name: str, artifact: str | None = None, **env: str) -> Path:
        """Run a job's steps in a fresh clone of main; `artifact` is what the job before it has left."""
        clone = self.folder / f"{name}-{len(list(self.folder.iterdir()))}"
        git(self.folder, "clone", "--quiet", str(self.bare), str(clone))
        (clone / ".venv").symlink_to(REPOSITORY / ".venv")
        for step in WORKFLOWS[workflow]["jobs"][name]["steps"]:
            if step.get("uses", "").startswith("actions/download-artifact") and artifact:
                shutil.copy(artifact, clone)
            if "run" in step:
                given = {**self.env, **{key: env.get(key, "x") for key in step.get("env", {})}}
                done = subprocess.run(
                    ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                    cwd=clone, env=given, capture_output=True, text=True, check=False,
                )  # fmt: skip
                assert done.returncode == 0, done.stderr + done.stdout
        return clone

    def asked(self) -> list[tuple[list[str], str]]:
        return [tuple(json.loads(line)) for line in self.log.read_text(encoding="utf-8").splitlines()]  # type: ignore[misc]


@pytest.fixture
def host(tmp_path: Path) -> Host:
    for tool in ("git", "jq", "bash"):
        needed(tool, shutil.which(tool))
    return Host(tmp_path)


def test_a_review_is_written_once_and_then_edited(host: Host) -> None:
    (host.author / "sources" / "试写.txt").write_text(ORIGINAL, encoding="utf-8")
    commit(host.author)
    git(host.author, "push", "--quiet", str(host.bare), "HEAD:refs/pull/7/head")
    clone = host.job("review.yml", "read", NUMBER="7")
    text = (clone / "review.md").read_text(encoding="utf-8")
    assert "还没有页面的原件" in text
    assert text in (host.folder / "summary.md").read_text(encoding="utf-8")
    mine = {"id": 5, "user": {"login": "github-actions[bot]"}, "body": text}
    others = {"id": 4, "user": {"login": "someone"}, "body": text}
    for listed, last in (([[others]], ["--method", "POST"]), ([[others], [mine]], ["--method", "PATCH"])):
        host.answer.write_text(json.dumps(listed), encoding="utf-8")
        host.job("review.yml", "write", str(clone / "review.md"), REPOSITORY="o/n", NUMBER="7")
        words, given = host.asked()[-1]
        assert words[1:3] == last
        assert json.loads(given) == {"body": text}
    assert host.asked()[-1][0][3] == "repos/o/n/issues/comments/5"


@pytest.mark.parametrize("by", ["issue", "pull"])
def test_a_proposal_becomes_a_draft(host: Host, by: str) -> None:
    given = {
        "rights": "法律、法规",
        "title": "信息产业部关于试写的通知",
        "url": "https://e.example/1",
        "text": ORIGINAL,
    }
    body = "\n\n".join(
        f"### {label}\n\n{given.get(key, '_No response_')}" for key, label in proposal.FORM.items()
    )
    host.answer.write_text(
        json.dumps({"body": body} if by == "issue" else {"body": "", "pull_request": {}}), encoding="utf-8"
    )
    if by == "pull":
        (host.author / "sources" / "试写.txt").write_text(ORIGINAL, encoding="utf-8")
        commit(host.author)
        git(host.author, "push", "--quiet", str(host.bare), "HEAD:refs/pull/7/head")
    clone = host.job("page.yml", "make", REPOSITORY="o/n", NUMBER="7")
    host.job("page.yml", "propose", str(clone / "page.patch"), NUMBER="7")
    assert host.asked()[-1][0][:4] == ["pr", "create", "--draft", "--head"]
    names = subprocess.run(
        ["git", "-c", "core.quotePath=off", "diff", "--name-only", "main", "page-7"],
        cwd=host.bare, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    assert len(names) == 2
    assert {name.split("/")[0] for name in names} == {"docs", "sources"}


def test_a_patch_can_touch_nothing_but_pages_and_originals(host: Host, tmp_path: Path) -> None:
    host.answer.write_text("{}", encoding="utf-8")
    patch = tmp_path / "page.patch"
    made = "".join(
        f"diff --git a/{name} b/{name}\nnew file mode 100644\n--- /dev/null\n+++ b/{name}\n@@ -0,0 +1 @@\n+x\n"
        for name in ("scripts/evil.py", "docs/documents/2006/x.md")
    )
    patch.write_text(made, encoding="utf-8")
    host.job("page.yml", "propose", str(patch), NUMBER="8")
    names = subprocess.run(
        ["git", "diff", "--name-only", "main", "page-8"],
        cwd=host.bare,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert names == ["docs/documents/2006/x.md"]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("docs/documents/2006/x.md", "false"),
        ("sources/试.txt", "false"),
        ("docs/develop/x.md", "true"),
        ("src/gongwen/x.py", "true"),
        (".github/workflows/x.yml", "true"),
    ],
)
def test_only_changes_of_program_run_the_tests(host: Host, file: str, code: str) -> None:
    write_files(host.author, {file: "x\n"})
    commit(host.author)
    git(host.author, "push", "--quiet", str(host.bare), "main:change")
    (step,) = [s for s in WORKFLOWS["check.yml"]["jobs"]["content"]["steps"] if s.get("id") == "changed"]
    git(host.author, "fetch", "--quiet", str(host.bare), "main:origin-main")
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", step["run"]],
        cwd=host.author, env={**host.env, "BASE": "origin-main"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (host.folder / "output").read_text(encoding="utf-8") == f"code={code}\n"
