"""A text to propose, and git as whoever proposes it."""

from __future__ import annotations

import subprocess
from pathlib import Path

ORIGINAL = (
    "信息产业部关于试写的通知\n\n信部电〔2006〕33号\n\n各通信管理局：\n\n一、本件只为测试而写，没有别的用处 。\n\n"
    "二、请在月底以前报送。\n\n信息产业部\n二〇〇六年六月二十八日\n"
)


def git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


def commit(root: Path, message: str = "x") -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", message)
