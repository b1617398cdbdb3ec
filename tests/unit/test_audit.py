"""What the audit makes of licences and of what the tools answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import audit
from support import REPOSITORY, Done, call


@pytest.mark.parametrize(
    ("licence", "says"),
    [
        ("MIT", None),
        ("MPL-2.0 AND MIT", None),
        ("GPL-3.0-only", None),
        ("AGPL-3.0-or-later OR MIT", None),
        ("AGPL-3.0-or-later", "不能用"),
        ("MIT AND AGPL-3.0-only", "不能用"),
        ("GNU Affero General Public License v3", "不能用"),
        ("SSPL-1.0", "不能用"),
        ("", "看不出许可"),
    ],
)
def test_licences_are_judged(licence: str, says: str | None) -> None:
    found = [*audit.licence_faults([("某包", licence)])]
    assert len(found) == (says is not None)
    assert all(fault.startswith("某包：") and says is not None and says in fault for fault in found)


def test_where_a_lock_states_no_licence_its_text_is_read(tmp_path: Path) -> None:
    packages = {"": {}, "node_modules/a": {}, "node_modules/b": {"license": "ISC"}, "node_modules/c": {}}
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": packages}), encoding="utf-8")
    folder = tmp_path / "node_modules" / "a"
    folder.mkdir(parents=True)
    (folder / "LICENCE.txt").write_text("The MIT\nLicense (MIT)\n", encoding="utf-8")
    assert dict(audit.npm_licences(tmp_path)) == {"npm a": "MIT", "npm b": "ISC", "npm c": ""}


def test_what_is_installed_here_may_be_used() -> None:
    licences = dict(audit.python_licences(audit.metadata.distributions()))
    assert licences["mkdocs"]
    assert not [*audit.licence_faults(licences.items())]


def test_answers_of_the_tools() -> None:
    assert audit.uv_found(0, "Found no known vulnerabilities") == ""
    assert audit.uv_found(1, "mkdocs 1.6.1\n  GHSA-x") == "mkdocs 1.6.1 GHSA-x"
    assert audit.uv_found(2, "") is None
    assert audit.npm_found('{"auditReportVersion": 2, "vulnerabilities": {}}') == ""
    assert audit.npm_found('{"vulnerabilities": {"a": {"severity": "high"}}}') == "a (high)"
    assert audit.npm_found('{"statusCode": 405, "error": {}}') is None
    assert audit.npm_found("") is None


@pytest.mark.parametrize(("required", "code"), [("", 0), ("required", 1)])
def test_what_could_not_be_looked_up_is_said(
    tmp_path: Path, required: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    uv = tmp_path / "uv"
    listed = {"components": [{"name": "Mk_Docs"}, {"name": "mkdocs"}]}
    (tmp_path / "listed").write_text(json.dumps(listed), encoding="utf-8")
    uv.write_text(
        f"#!/bin/sh\n[ $1 = export ] && exec /bin/cat {tmp_path}/listed\nexit 2\n", encoding="utf-8"
    )
    uv.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("GONGWEN_TOOLS", required)
    monkeypatch.setattr(audit, "licence_faults", lambda _: [])
    done: Done = call("--output", tmp_path / "sbom.json", script="audit.py")
    assert done.returncode == code, done.stderr
    assert "没有查漏洞：uv 连不上" in done.stdout + done.stderr
    assert "没有装、没有看许可的：mk-docs\n" in done.stdout
    written = json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))
    assert written["components"][1]["licenses"]
    assert not (REPOSITORY / "sbom.json").exists()
