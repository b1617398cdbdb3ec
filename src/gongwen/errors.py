"""The one base error of the library: it knows the file, the line, what is wrong and what to do.

Messages are Chinese, because maintainers read them; they are written to stand alone on one line.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator

from gongwen.messages import Message, message


class GongwenError(Exception):
    """A problem that a person can mend.

    Attributes:
        problem: what is wrong, one Chinese clause without a full stop at its end.
        file: the file as the person knows it (relative to the repository, or as given on the command line).
        line: line in that file, counted from 1.
        advice: what to do about it.
    """

    def __init__(
        self, problem: str, *, file: str | None = None, line: int | None = None, advice: str | None = None
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.file = file
        self.line = line
        self.advice = advice

    def __str__(self) -> str:
        said = self.sentence
        if self.file is None:
            return said
        # A name may hold what would break the line.
        file = " ".join(self.file.split())
        if self.line is None:
            return message("{file}：{sentence}", file=file, sentence=said)
        return message("{file}:{line}：{sentence}", file=file, line=self.line, sentence=said)

    @property
    def sentence(self) -> Message:
        """What is wrong and what to do, without the place."""
        problem = _on_one_line(self.problem)
        if not self.advice:
            return message("{problem}", problem=problem)
        return message("{problem}。{advice}", problem=problem, advice=_on_one_line(self.advice))

    def in_file(self, file: str, line: int | None = None) -> GongwenError:
        """The same problem, placed in `file`; keeps a file or line that is known already."""
        return type(self)(
            self.problem,
            file=self.file if self.file is not None else file,
            line=self.line if self.line is not None else line,
            advice=self.advice,
        )

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders when conversion runs on several cores.
        return (_rebuild, (type(self), self.problem, self.file, self.line, self.advice))


def _on_one_line(text: str) -> str:
    """A text without breaks; a message without any stays one."""
    squeezed = " ".join(text.split())
    return text if squeezed == text else squeezed


def _rebuild(
    kind: type[GongwenError], problem: str, file: str | None, line: int | None, advice: str | None
) -> GongwenError:
    return kind(problem, file=file, line=line, advice=advice)


class RecordError(GongwenError):
    """A record in docs/ that can't be used as it stands."""


class ReadError(GongwenError):
    """An input file that can't be read as a document."""


class FaultsError(GongwenError):
    """Several problems found in one pass, so that all can be mended at once."""

    def __init__(self, errors: Iterable[GongwenError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in self.errors))

    def in_file(self, file: str, line: int | None = None) -> GongwenError:
        """The same problems, each placed in `file` where it isn't placed yet."""
        return FaultsError(error.in_file(file, line) for error in self.errors)

    def __iter__(self) -> Iterator[GongwenError]:
        return iter(self.errors)

    def __str__(self) -> str:
        """One line, as of any error: the first problem, and how many more there are."""
        first, *others = self.errors
        if not others:
            return str(first)
        return message(
            "{first}（另有 {count} 处，运行 make check 逐条列出）", first=str(first), count=len(others)
        )

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self.errors,))


_REASONS: dict[int, tuple[str, str]] = {
    errno.EACCES: (message("没有权限"), message("检查文件和文件夹的权限")),
    errno.EPERM: (message("系统不许这样做"), message("检查文件和文件夹的权限")),
    errno.EROFS: (message("所在的磁盘是只读的"), message("换一个能写的地方")),
    errno.ENOSPC: (message("磁盘满了"), message("腾出空间再试")),
    errno.EDQUOT: (message("超过了磁盘配额"), message("腾出空间再试")),
    errno.EFBIG: (message("超过了系统允许的文件大小"), message("检查 ulimit -f")),
    errno.ENOENT: (message("不存在"), message("检查路径")),
    errno.ENOTDIR: (message("路径里有一段是文件，不是文件夹"), message("移走那个文件，或换一个路径")),
    errno.EISDIR: (message("是文件夹，不是文件"), message("移走它，或换一个路径")),
    errno.EEXIST: (message("已有同名的文件"), message("移走它，或换一个路径")),
    errno.ENOTEMPTY: (message("文件夹里还有别的文件"), message("移走它们再试")),
    errno.EXDEV: (message("在另一个磁盘上，移不过去"), message("换成同一个磁盘上的路径")),
    errno.EBUSY: (message("正被系统占用"), message("稍后再试")),
    errno.ELOOP: (message("符号链接绕成了圈"), message("改正链接")),
    errno.ENAMETOOLONG: (message("名称太长"), message("改短名称")),
    errno.EMFILE: (message("打开的文件太多"), message("检查 ulimit -n")),
    errno.ENFILE: (message("系统打开的文件太多"), message("稍后再试")),
    errno.EIO: (message("磁盘或设备读写出错"), message("检查磁盘")),
    errno.ENOMEM: (message("内存不够"), message("关掉别的程序再试")),
    errno.EADDRINUSE: (message("已被别的程序占用"), message("换一个")),
}


def reason(error: OSError) -> str:
    """Why the system refused to read or write, in a few words of Chinese."""
    known = _REASONS.get(error.errno or 0)
    return known[0] if known else message("系统错误：{reason}", reason=error.strerror or error)


def advice(error: OSError) -> str | None:
    """What to do about it, where that can be said."""
    known = _REASONS.get(error.errno or 0)
    return known[1] if known else None
