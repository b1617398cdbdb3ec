"""Command lines in Chinese: argparse with its fixed phrases translated, and one place where a command ends.

Whatever ends a command early, be it a record's fault, a disk or the person, becomes one line and an exit code here.
"""

from __future__ import annotations

import argparse
import contextlib
import inspect
import io
import os
import re
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from gongwen.errors import GongwenError, advice, reason
from gongwen.messages import Message, listed, message, said, say

if TYPE_CHECKING:
    from gongwen.records.edtf import Edtf

MOST_PORTS = 65535

FAILED = 1
INTERRUPTED = 130
"""As shells count it: 128 and the number of the signal."""
UNHEARD = 141
"""Nobody reads the output any more, and the work wasn't done yet."""

_ERRORS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.*)", message("缺少参数：\\1")),
    (r"unrecognized arguments: (.*)", message("不认识的参数：\\1")),
    (
        r"argument (\S+): invalid choice: (.+?) \(choose from (.*)\)",
        message("参数 \\1 不能是 \\2，可用：\\3"),
    ),
    (r"argument (\S+): ((?:可用：|one of: ).*)", message("参数 \\1 的值不对，\\2")),
    (r"argument (\S+): expected one argument", message("参数 \\1 后面要有一个值")),
    (r"argument (\S+): expected at least one argument", message("参数 \\1 后面至少要有一个值")),
    (r"argument (\S+): invalid (\S+) value: (.*)", message("参数 \\1 的值不对：\\3")),
    (r"argument (\S+): not allowed with argument (\S+)", message("参数 \\1 与 \\2 不能同用")),
    (r"argument (\S+): ignored explicit argument (.*)", message("参数 \\1 不带值，多了 \\2")),
    (r"ambiguous option: (\S+) could match (.*)", message("参数 \\1 写得不全，可能是 \\2")),
    (r"one of the arguments (.*) is required", message("须给出其中一个：\\1")),
)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    # What groups and subcommands were given never passed through a parser of ours.

    def add_argument(self, action: argparse.Action) -> None:
        action.metavar = _said(action.metavar)
        super().add_argument(action)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        help_: str | None = _said(action.help)
        return help_

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, say("用法：") if prefix is None else prefix)


def _said(option: Any) -> Any:
    return said(option) if isinstance(option, Message) else option


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese and ends with 2 on wrong usage."""

    def __init__(self, **options: object) -> None:
        options.setdefault("formatter_class", _Formatter)
        description = options.get("description") or ""
        if not isinstance(description, Message):
            # The docstring of what does the work.
            description = Message(inspect.cleandoc(str(description)))
        options["description"] = said(description)
        options["epilog"] = said(options["epilog"]) if options.get("epilog") else None
        super().__init__(**{**options, "add_help": False, "allow_abbrev": False})  # type: ignore[arg-type]
        self._positionals.title = say("参数")
        self._optionals.title = say("选项")
        self.add_argument("-h", "--help", action="help", help=message("显示本说明"))

    def format_help(self) -> str:
        """The help text, with Chinese colons behind its Chinese heads."""
        return re.sub(r"^([一-鿿]{2,4}):$", r"\1：", super().format_help(), flags=re.MULTILINE)

    def add_argument(self, *names: Any, **options: Any) -> argparse.Action:
        """As argparse has it; help and the word for the value may be messages."""
        return super().add_argument(*names, **{name: _said(of) for name, of in options.items()})

    def add_subparsers(self, **options: Any) -> argparse._SubParsersAction[Any]:
        """As argparse has it; title and the word for the value may be messages."""
        return super().add_subparsers(**{name: _said(of) for name, of in options.items()})

    def error(self, message: str) -> NoReturn:
        """One line on what is wrong, one on where to read; exit code 2."""
        for pattern, wording in _ERRORS:
            if match := re.fullmatch(pattern, message, re.DOTALL):
                message = match.expand(said(wording))
                break
        complain(say("{program}：{problem}。用法见 {program} --help", program=self.prog, problem=message))
        sys.exit(2)


def complain(text: str) -> None:
    """One line to standard error."""
    # Where even that can't be written, the exit code still tells.
    with contextlib.suppress(OSError):
        print(said(text), file=sys.stderr)


def count(text: str) -> int:
    """The type of an argument that is a number from 1."""
    value = int(text)
    if value < 1:
        raise ValueError(text)
    return value


def share(text: str) -> tuple[int, int]:
    """The type of an argument that is one of several shares: k/n, k from 1 to n."""
    number, of = map(count, text.split("/"))
    if number > of:
        raise ValueError(text)
    return number, of


def port(text: str) -> int:
    """The type of an argument that is a port of this machine."""
    value = count(text)
    if value > MOST_PORTS:
        raise ValueError(text)
    return value


def edtf(text: str) -> Edtf:
    """The type of an argument that is a date, of any precision."""
    from gongwen.records.edtf import Edtf

    try:
        return Edtf(text)
    except GongwenError:
        raise ValueError(text) from None


def kind_name(text: str) -> str:
    """The type of an argument that is a kind of record, as references call it."""
    from gongwen.records import KINDS

    names = [kind.name for kind in KINDS.values()]
    if text not in names:
        raise argparse.ArgumentTypeError(say("可用：{names}", names=listed(names)))
    return text


def one_line(text: str) -> str:
    """The type of an argument that goes into a record: text on one line, without control characters."""
    from gongwen.convert.repair.characters import on_one_line

    if not (line := on_one_line(text)):
        raise ValueError(text)
    return line


def archive_folder(root: Path) -> Path:
    """The archive's folder, as a full path.

    Raises:
        GongwenError: there is no archive.
    """
    root = root.resolve()
    if not (root / "docs").is_dir():
        raise GongwenError(
            message("里面没有 docs 文件夹"), file=str(root), advice=message("--root 应指向档案所在的文件夹")
        )
    if (root / "sources").exists() and not (root / "sources").is_dir():
        raise GongwenError(
            message("不是文件夹"), file=str(root / "sources"), advice=message("移走它；原件放在这个文件夹里")
        )
    return root


# How a command ends


def refused(error: OSError) -> str:
    """The line for something that the system refused: which file, why, what to do."""
    if error.filename is None and "temporary directory" in str(error):
        return message("没有能写的临时文件夹。用环境变量 TMPDIR 指定一个")
    # Of two names the second is where something was to go.
    name = error.filename2 if error.filename2 is not None else error.filename
    place = (
        said(message("读写出错"))
        if name is None
        else os.fsdecode(name)
        if isinstance(name, str | bytes)
        else str(name)
    )
    return str(GongwenError(reason(error), file=place, advice=advice(error)))


def run(work: Callable[[], int]) -> int:
    """Do the work of a command; the exit code.

    0 and other codes are the work's own, 2 is argparse's for wrong usage; 1 where something went wrong, which one
    line on standard error names; 130 after Ctrl-C; 141 where whoever read the output left before the work was done.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Names of files may hold bytes that are no text.
            stream.reconfigure(errors="backslashreplace")
    with _interruptible() as interrupted:
        code = _ended(work, interrupted)
    try:
        sys.stdout.flush()
    except OSError as error:
        # Python would try once more, and complain, when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            complain(say("结果写不出去：{reason}", reason=reason(error)))
            return code or FAILED
    return code


def _ended(work: Callable[[], int], interrupted: threading.Event) -> int:
    try:
        return work()
    except GongwenError as error:
        complain(str(error))
    except BrokenPipeError:
        return UNHEARD
    except OSError as error:
        complain(refused(error))
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0 if end.code is None else FAILED
    except KeyboardInterrupt:
        interrupted.set()
    except Exception as error:
        # Libraries in C make an error of their own out of an interrupt.
        if not interrupted.is_set():
            complain(_defect(error))
    if interrupted.is_set():
        complain(say("已中止；写好的文件都是完整的，原有的网站没有动"))
        return INTERRUPTED
    return FAILED


def _defect(error: Exception) -> str:
    """The line for a fault of ours, with the place for whoever mends it."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    return message(
        "程序出错（{kind}：{words}，{file}:{line}）。请把这一行报告给维护者",
        kind=type(error).__name__,
        words=" ".join(str(error).split()),
        file=where.filename,
        line=where.lineno,
    )


@contextlib.contextmanager
def _interruptible() -> Iterator[threading.Event]:
    """While this lasts, Ctrl-C raises KeyboardInterrupt, and is noted.

    An interrupt that comes inside a callback of the interpreter is swallowed, with a traceback; here it comes again
    a moment later instead. In any thread but the first, where Python lets nobody handle signals, nothing is done.
    """
    noted = threading.Event()
    if threading.current_thread() is not threading.main_thread() or (
        signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    ):
        yield noted
        return

    def interrupt(*_: object) -> NoReturn:
        noted.set()
        raise KeyboardInterrupt

    def again(swallowed: sys.UnraisableHookArgs) -> None:
        if swallowed.exc_type is KeyboardInterrupt:
            signal.setitimer(signal.ITIMER_REAL, 0.01)
        else:
            hook(swallowed)

    hook, sys.unraisablehook = sys.unraisablehook, again
    before = {number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGALRM)}
    try:
        yield noted
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
        sys.unraisablehook = hook
