"""The one base error of the library: it knows the file, the line, what is wrong and what to do.

Messages are Chinese, because maintainers read them; they are written to stand alone on one line.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator


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
        place = ""
        if self.file is not None:
            place = f"{self.file}:{self.line}：" if self.line is not None else f"{self.file}："
        text = f"{place}{self.problem}"
        if self.advice:
            text += f"。{self.advice}"
        return " ".join(text.split())

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
        return f"{first}（另有 {len(others)} 处，运行 make check 逐条列出）" if others else str(first)

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self.errors,))


_REASONS: dict[int, tuple[str, str]] = {
    errno.EACCES: ("没有权限", "检查文件和文件夹的权限"),
    errno.EPERM: ("系统不许这样做", "检查文件和文件夹的权限"),
    errno.EROFS: ("所在的磁盘是只读的", "换一个能写的地方"),
    errno.ENOSPC: ("磁盘满了", "腾出空间再试"),
    errno.EDQUOT: ("超过了磁盘配额", "腾出空间再试"),
    errno.EFBIG: ("超过了系统允许的文件大小", "检查 ulimit -f"),
    errno.ENOENT: ("不存在", "检查路径"),
    errno.ENOTDIR: ("路径里有一段是文件，不是文件夹", "移走那个文件，或换一个路径"),
    errno.EISDIR: ("是文件夹，不是文件", "移走它，或换一个路径"),
    errno.EEXIST: ("已有同名的文件", "移走它，或换一个路径"),
    errno.ENOTEMPTY: ("文件夹里还有别的文件", "移走它们再试"),
    errno.EXDEV: ("在另一个磁盘上，移不过去", "换成同一个磁盘上的路径"),
    errno.EBUSY: ("正被系统占用", "稍后再试"),
    errno.ELOOP: ("符号链接绕成了圈", "改正链接"),
    errno.ENAMETOOLONG: ("名称太长", "改短名称"),
    errno.EMFILE: ("打开的文件太多", "检查 ulimit -n"),
    errno.ENFILE: ("系统打开的文件太多", "稍后再试"),
    errno.EIO: ("磁盘或设备读写出错", "检查磁盘"),
    errno.ENOMEM: ("内存不够", "关掉别的程序再试"),
    errno.EADDRINUSE: ("已被别的程序占用", "换一个"),
}


def reason(error: OSError) -> str:
    """Why the system refused to read or write, in a few words of Chinese."""
    known = _REASONS.get(error.errno or 0)
    return known[0] if known else f"系统错误：{error.strerror or error}"


def advice(error: OSError) -> str | None:
    """What to do about it, where that can be said."""
    known = _REASONS.get(error.errno or 0)
    return known[1] if known else None
