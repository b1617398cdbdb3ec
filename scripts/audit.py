#!/usr/bin/env python3
"""audit.py: what the project stands on: known vulnerabilities, licences, and a list of it all (SBOM).

Vulnerabilities are looked up by uv (OSV) and npm in their databases; where these can't be reached it is said, and fails
only where GONGWEN_TOOLS=required. Licences are those of what is installed and locked: one that binds who uses the
site (AGPL, SSPL) fails, and so does one that can't be told. The list is CycloneDX 1.5, made by uv from uv.lock.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from command_line import Parser, complain, run
from gongwen.errors import GongwenError
from gongwen.messages import message, say

ROOT = Path(__file__).resolve().parents[1]
LIST = Path(".cache") / "sbom.json"
_REFUSED = re.compile(r"affero|\bAGPL|\bSSPL|server side public", re.IGNORECASE)
_SAYS_NOTHING = {"", "UNKNOWN", "OSI Approved", "Dual License"}
_FIRST_WORDS = (
    ("Affero General Public License", "AGPL"), ("GNU General Public License", "GPL"), ("GNU Lesser General", "LGPL"),
    ("Mozilla Public License", "MPL"), ("Apache License", "Apache-2.0"), ("MIT License", "MIT"), ("BSD", "BSD"),
    ("Permission is hereby granted, free of charge", "MIT"), ("Redistribution and use in source", "BSD"),
)  # fmt: skip
"""How the texts of licences begin."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run audit.py; 1 where something is wrong."""
    top = Parser(
        prog="audit.py",
        description=message("所依赖的程序：已知的漏洞、许可，并写出清单（CycloneDX）。"),
    )
    top.add_argument(
        "--output", type=Path, default=LIST, metavar=message("文件"), help=message("清单写到此文件")
    )
    return run(lambda: _audit(top.parse_args(arguments)))


def _audit(options: argparse.Namespace) -> int:
    uv = shutil.which("uv") or str(ROOT / ".venv" / "bin" / "uv")
    faults = [*licence_faults(python_licences(metadata.distributions()))]
    faults += licence_faults(npm_licences(ROOT))
    listed = _list(uv, options.output)
    missing = sorted(locked(listed) - {_plain(found.name) for found in metadata.distributions()})
    if missing:
        print(say("没有装、没有看许可的：{names}", names=" ".join(missing)))
    faults += _vulnerable(uv)
    for fault in faults:
        complain(fault)
    print(say("清单写在 {file}：{count} 个", file=options.output, count=len(listed["components"])))
    return 1 if faults else 0


# Licences


def python_licences(distributions: Iterator[metadata.Distribution] | Any) -> Iterator[tuple[str, str]]:
    """What is installed for Python, each with its licence; empty where none can be told."""
    for found in distributions:
        yield found.name, _stated(found.metadata) or _of_texts(_texts(found))


def _stated(about: metadata.PackageMetadata) -> str:
    """The licence that a package's metadata names, as new ones do (PEP 639) or as old ones did."""
    classifiers = [
        text.split(" :: ")[-1] for text in about.get_all("Classifier") or [] if text.startswith("License")
    ]
    field = "".join(about.get_all("License") or ()).strip().split("\n")[0]
    choices = ("".join(about.get_all("License-Expression") or ()), ", ".join(classifiers), field)
    return next((text for text in choices if text not in _SAYS_NOTHING), "")


def _texts(found: metadata.Distribution) -> Iterator[str]:
    for file in found.files or ():
        if re.match(r"(?i)(licen[cs]e|copying)", file.name):
            yield Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")


def npm_licences(root: Path) -> Iterator[tuple[str, str]]:
    """What package-lock.json lists, each with its licence; of what states none, the text that came with it."""
    packages = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for place, about in packages.items():
        if place:
            texts = sorted((root / place).glob("[Ll][Ii][Cc][Ee][Nn]*"))
            yield (
                f"npm {place.removeprefix('node_modules/')}",
                about.get("license")
                or _of_texts(path.read_text(encoding="utf-8", errors="replace") for path in texts),
            )


def _of_texts(texts: Iterator[str]) -> str:
    for text in texts:
        for words, name in _FIRST_WORDS:
            if words.lower() in " ".join(text[:3000].split()).lower():
                return name
    return ""


def licence_faults(licences: Iterator[tuple[str, str]] | Sequence[tuple[str, str]]) -> Iterator[str]:
    """What can't be used: no licence known, or none of those to choose from is one that we can take."""
    for name, licence in licences:
        if not licence:
            yield say("{name}：看不出许可。核对它的出处，换掉或写明", name=name)
        elif all(_REFUSED.search(choice) for choice in re.split(r"\s+OR\s+", licence)):
            yield say("{name}：许可 {licence} 不能用。换掉它", name=name, licence=licence)


# The list


def _list(uv: str, output: Path) -> dict[str, Any]:
    command = [uv, "export", "--frozen", "--all-groups", "--all-extras", "--quiet",
               "--preview-features", "sbom-export", "--format", "cyclonedx1.5"]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise GongwenError(
            message("uv 写不出清单（{what}）", what=" ".join(done.stderr.split())),
            advice=message("要 uv 0.9 以上"),
        )
    found: dict[str, Any] = json.loads(done.stdout)
    licences = {_plain(name): licence for name, licence in python_licences(metadata.distributions())}
    for component in found["components"]:
        if licence := licences.get(_plain(component["name"])):
            component["licenses"] = [{"license": {"name": licence}}]
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(f"{json.dumps(found, ensure_ascii=False, indent=2)}\n", encoding="utf-8")
    return found


def locked(listed: Mapping[str, Any]) -> set[str]:
    """The names of what a list holds."""
    return {_plain(component["name"]) for component in listed["components"]}


def _plain(name: str) -> str:
    """A name as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


# Vulnerabilities


def _vulnerable(uv: str) -> Iterator[str]:
    done = _asked(uv, "audit", "--frozen", "--preview-features", "audit-command")
    yield from _told("uv", uv_found(done.returncode, done.stdout))
    if (npm := shutil.which("npm")) is not None:
        yield from _told("npm", npm_found(_asked(npm, "audit", "--package-lock-only", "--json").stdout))


def _asked(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)


def _told(tool: str, found: str | None) -> Iterator[str]:
    """The fault that a tool found; where it couldn't look, that is said, and is a fault where everything is required."""
    if found:
        yield say("{tool} 报告的漏洞：{text}", tool=tool, text=found)
    elif found is None:
        unseen = say("没有查漏洞：{tool} 连不上漏洞库，联网时再运行", tool=tool)
        if os.environ.get("GONGWEN_TOOLS") == "required":
            yield unseen
        else:
            print(unseen)


def uv_found(code: int, answer: str) -> str | None:
    """What uv found, on one line; empty for nothing, None where it couldn't look."""
    return {0: "", 1: " ".join(answer.split())}.get(code)


def npm_found(answer: str) -> str | None:
    """As `uv_found`, of npm's report (its version 2)."""
    try:
        found = json.loads(answer)["vulnerabilities"]
    except (ValueError, KeyError, TypeError):
        return None
    return " ".join(f"{name} ({about.get('severity')})" for name, about in found.items())


if __name__ == "__main__":
    sys.exit(main())
