"""Command lines in Chinese: argparse with its fixed phrases translated."""

from __future__ import annotations

import argparse
import inspect
import re
import sys
from collections.abc import Iterable
from typing import NoReturn

_ERRORS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.*)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.*)", r"不认识的参数：\1"),
    (r"argument (\S+): invalid choice: (.+?) \(choose from (.*)\)", r"参数 \1 不能是 \2，可用：\3"),
    (r"argument (\S+): expected one argument", r"参数 \1 后面要有一个值"),
    (r"argument (\S+): expected at least one argument", r"参数 \1 后面至少要有一个值"),
    (r"argument (\S+): invalid (\S+) value: (.*)", r"参数 \1 的值不对：\3"),
    (r"argument (\S+): not allowed with argument (\S+)", r"参数 \1 与 \2 不能同用"),
    (r"argument (\S+): ignored explicit argument (.*)", r"参数 \1 不带值，多了 \2"),
    (r"ambiguous option: (\S+) could match (.*)", r"参数 \1 写得不全，可能是 \2"),
    (r"one of the arguments (.*) is required", r"须给出其中一个：\1"),
)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese and ends with 2 on wrong usage."""

    def __init__(self, **options: object) -> None:
        options.setdefault("formatter_class", _Formatter)
        options["description"] = inspect.cleandoc(str(options.get("description") or ""))
        super().__init__(**{**options, "add_help": False, "allow_abbrev": False})  # type: ignore[arg-type]
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示本说明")

    def format_help(self) -> str:
        """The help text, with Chinese colons behind its heads."""
        return re.sub(r"^(\S{2,4}):$", r"\1：", super().format_help(), flags=re.MULTILINE)

    def error(self, message: str) -> NoReturn:
        """One line on what is wrong, one on where to read; exit code 2."""
        for pattern, chinese in _ERRORS:
            if re.fullmatch(pattern, message, re.DOTALL):
                message = re.sub(pattern, chinese, message, flags=re.DOTALL)
                break
        print(f"{self.prog}：{message}。用法见 {self.prog} --help", file=sys.stderr)
        sys.exit(2)


def complain(message: str) -> None:
    """One line to standard error."""
    print(message, file=sys.stderr)
