#!/usr/bin/env python3
"""comment.py: puts a page of Markdown under a pull request as one comment, which later runs edit in place."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from command_line import Parser, count, run
from gongwen.errors import GongwenError
from gongwen.messages import message, say

BOT = "github-actions[bot]"


def parser() -> Parser:
    """The command line of comment.py."""
    top = Parser(
        prog="comment.py", description=message("把一页 Markdown 写成合并请求下的一条评论；已有的就地改写。")
    )
    top.add_argument("repository", metavar=message("仓库"), help=message("如 owner/name"))
    top.add_argument("number", type=count, metavar=message("号"), help=message("合并请求的号"))
    top.add_argument("file", type=Path, metavar=message("文件"), help=message("要写的 Markdown，首行是记号"))
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run comment.py; returns the exit code."""
    return run(lambda: _comment(parser().parse_args(arguments)))


def _comment(options: argparse.Namespace) -> int:
    text = options.file.read_text(encoding="utf-8")
    mark = text.partition("\n")[0]
    comments = f"repos/{options.repository}/issues/{options.number}/comments"
    answer = _gh("--paginate", "--slurp", f"{comments}?per_page=100")
    # Only the bot's own: whoever writes the mark into a comment doesn't get it edited.
    own = [
        comment["id"]
        for listed in json.loads(answer)
        for comment in listed
        if comment["user"]["login"] == BOT and comment["body"].startswith(mark)
    ]
    if own:
        place = f"repos/{options.repository}/issues/comments/{own[0]}"
        _gh("--method", "PATCH", place, "--input", "-", given=json.dumps({"body": text}))
        print(say("改写了评论 {own}", own=own[0]))
    else:
        _gh("--method", "POST", comments, "--input", "-", given=json.dumps({"body": text}))
        print(say("写了一条评论"))
    return 0


def _gh(*arguments: str, given: str | None = None) -> str:
    command = ["gh", "api", *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    except OSError:
        raise GongwenError(
            message("没有 gh"), advice=message("这个脚本供工作流用；在本机看 scripts/review.py 的输出")
        ) from None
    if done.returncode:
        raise GongwenError(
            message("代码托管平台没有收下（{answer}）", answer=" ".join(done.stderr.split())),
            advice=message("核对权限，再运行一次"),
        )
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
