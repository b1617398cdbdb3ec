"""Building the site: mkdocs, called from here so that its messages come out in Chinese."""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
import re
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import gongwen
from gongwen.errors import GongwenError
from gongwen.messages import in_english, message, said, say
from gongwen.records.archive import Archive
from gongwen.work.kept_pages import Before
from gongwen.work.kept_values import KeptValues
from gongwen.work.program import program_digest, versions

# Material prints a notice about its end of life when it is imported; the project knows (see docs on longevity).
os.environ.setdefault("NO_MKDOCS_2_WARNING", "true")

_WORDINGS: tuple[tuple[str, str], ...] = (
    (r"Doc file '(.+?)' contains a link '(.+?)', but the target '(.+?)' is not found among documentation files\..*",
     message('docs/\\1：链接“\\2”没有目标 \\3。改正链接，或补上文件')),
    (r"Doc file '(.+?)' contains a link '(.+?)', but the doc '(.+?)' does not contain an anchor '(.+?)'\..*",
     message('docs/\\1：链接“\\2”指向 \\3 里没有的锚点 \\4。改正锚点')),
    (r"Doc file '(.+?)' contains a link '(.+?)', but there is no such anchor on this page\..*",
     message('docs/\\1：本页没有锚点“\\2”。改正锚点')),
    (r"Doc file '(.+?)' contains an (?:absolute|unrecognized relative) link '(.+?)'.*",
     message('docs/\\1：链接“\\2”不是指向 .md 文件的相对路径。写成 ../agencies/mii.md 的样子')),
    (r"A reference to '(.+?)' is included in the 'nav' configuration.*", message('mkdocs.yml：导航里的 \\1 不存在')),
    (r"The following pages exist in the docs directory, but are not included in the \"nav\" configuration:(.*)",
     message('这些页面不在导航里：\\1。移进记录所在的文件夹，或写进 mkdocs.yml')),
    (r"Config value '(.+?)': The path (?:set in custom_dir )?\(?'(.+?)'\)? (?:isn't an existing|does not exist).*",
     message('mkdocs.yml：\\1 所指的 \\2 不存在。补上，或改正 mkdocs.yml')),
    (r"Config value '(.+?)': (.*)", message('mkdocs.yml：\\1 的值不对（\\2）')),
    (r"Aborted with a configuration error!", message('mkdocs.yml 有误，没有构建')),
    (r"Error (?:reading|building) page '(.+?)': (.*)", message('docs/\\1：构建出错（\\2）')),
)  # fmt: skip


Remake = Callable[[str, Path], bool]
"""Makes the page of a record below ``docs/`` again, into a site's folder; whether it could."""


@dataclass
class Built:
    """The outcome of a build.

    Attributes:
        folder: where the site is.
        archive: what it was built from.
        base: the path that it is built to stand under.
        pages: how many HTML pages it has.
        problems: warnings and errors, in the language of whoever runs the command; where there are any, the old site stays.
        remake: makes one page again, of the archive as it was built.
    """

    folder: Path
    archive: Archive = field(default_factory=Archive)
    base: str = "/"
    pages: int = 0
    problems: list[str] = field(default_factory=list)
    remake: Remake | None = None


class _Collector(logging.Handler):
    """Gathers what mkdocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        problem = worded(record.getMessage())
        if problem not in self.problems:
            self.problems.append(problem)


def worded(warning: str) -> str:
    """A warning of mkdocs in words of ours, where it is one of those that maintainers meet."""
    warning = " ".join(warning.split()).removeprefix("gongwen: ")
    for pattern, wording in _WORDINGS:
        if match := re.fullmatch(pattern, warning):
            return match.expand(said(wording))
    if in_english() or re.search(r"[\u4e00-\u9fff]", warning):
        return warning
    return f"构建程序 mkdocs 报告：{warning}"


@contextmanager
def _collecting() -> Iterator[_Collector]:
    collector = _Collector()
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.setLevel(logging.WARNING)
    logger.addHandler(collector)
    try:
        yield collector
    finally:
        logger.removeHandler(collector)
        logger.setLevel(level)


def build(
    root: Path, done: Callable[[Built], object] = lambda _: None, archive: Archive | None = None
) -> Built:
    """Build the site of the archive in `root`; a build with any warning leaves the old site in place.

    Args:
        root: the archive.
        done: is told of a site that was built, while no other build of the archive can begin.
        archive: what has been read of it just now; it is read where nothing was.

    Raises:
        GongwenError: what a site is built from isn't there, or `root` is no place for one.
        OSError: something can't be read or written; the old site is in place then too.
    """
    config_file = _config_file(root)
    folder = root / "site"
    if folder.exists() and not folder.is_dir():
        raise GongwenError(
            message("不是文件夹，网站放不进去"), file=str(folder), advice=message("移走它再构建")
        )
    with _alone(root, wait=True):
        built = _build(root, config_file, folder, archive)
        if not built.problems:
            done(built)
        return built


def _build(root: Path, config_file: str, folder: Path, archive: Archive | None) -> Built:
    _put_back(root)
    fresh = root / ".cache" / "site"
    before = Before(folder, root / ".cache" / "pages.json")
    shutil.rmtree(fresh, ignore_errors=True)
    built = Built(folder)
    built.problems = _made(config_file, fresh, root, built, before, archive=archive)
    if not built.problems:
        _swap(fresh, folder)
        before.accept()
        built.pages = sum(1 for _ in folder.rglob("*.html"))
    return built


@contextmanager
def _alone(root: Path, *, wait: bool) -> Iterator[bool]:
    """One build of an archive at a time, as two would write into the same folder: whether this is the one.

    Args:
        root: the archive.
        wait: whether to wait for another one.
    """
    (root / ".cache").mkdir(exist_ok=True)
    with (root / ".cache" / "build.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not wait:
                yield False
                return
            print("这座文献库正在构建，等它完成再开始", file=sys.stderr, flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        except OSError:
            pass  # a file system without locks
        yield True


def build_into(root: Path, folder: Path, address: str, before: Before) -> Built:
    """Build a preview of the archive in `root` into `folder`, for `address`.

    Raises:
        GongwenError: what a site is built from isn't there.
        OSError: something can't be read or written.
    """
    built = Built(folder)
    built.problems = _made(_config_file(root), folder, root, built, before, preview=address)
    return built


def settings_fault(root: Path) -> str | None:
    """What is wrong with mkdocs.yml, in Chinese; None where a build can begin.

    Raises:
        GongwenError: there is none.
    """
    config_file = _config_file(root)
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    with _collecting() as collector:
        try:
            load_config(config_file, strict=False)
        except (Abort, MkDocsException) as error:
            return collector.problems[0] if collector.problems else worded(str(error))
    return None


def _made(
    config_file: str,
    fresh: Path,
    root: Path,
    built: Built,
    before: Before,
    *,
    preview: str | None = None,
    archive: Archive | None = None,
) -> list[str]:
    """Have mkdocs build into `fresh`; fills in what `built` says of it, returns what is wrong."""
    from mkdocs.commands.build import build as mkdocs_build  # slow to import, not needed for other commands
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    kept = kept_values(root)
    with _collecting() as collector:
        try:
            config = load_config(config_file, site_dir=str(fresh), strict=False)
            if preview is not None:
                config.site_url = preview
                config.extra["preview"] = True
            config.extra["gongwen_before"] = before
            config.extra["gongwen_kept"] = kept
            config.extra["gongwen_archive"] = archive
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(config)
            config.plugins.on_shutdown()
            built.archive = config.extra["gongwen"].archive
            built.remake = config.extra.get("gongwen_remake") if preview is not None else None
            collector.problems += _dead_ends(built.archive, root / "docs")
            built.base = urlsplit(config.site_url or "").path or "/"
        except Abort as error:
            # Where the reason has been said, that mkdocs gave up adds nothing.
            if not collector.problems:
                collector.problems.append(worded(str(error)))
        except MkDocsException as error:
            collector.problems.append(worded(str(error)))
        except OSError:
            raise
        except Exception as error:
            collector.problems.append(_defect(error, root / ".cache" / "build-error.log"))
        finally:
            kept.close(forget=not collector.problems)
    return collector.problems


_LIBRARIES = ("jieba", "ahocorasick-rs", "pydantic", "pyyaml")
"""What decides, beside our code, what is kept of the records."""


def kept_values(root: Path) -> KeptValues:
    """What earlier builds of an archive worked out, which holds as long as the program stays the same."""
    program = program_digest(Path(gongwen.__file__).parent)
    return KeptValues(root / ".cache" / "values.sqlite", f"{program}\n{versions(*_LIBRARIES)}")


def _dead_ends(archive: Archive, docs: Path) -> list[str]:
    """Ids in records that lead nowhere: they would be published as if they were names."""
    from gongwen.records.checks import placed
    from gongwen.records.checks.pointers import dead_ends

    return [said(placed(finding, docs)) for finding in dead_ends(archive)]


def _config_file(root: Path) -> str:
    path = root / "mkdocs.yml"
    if not path.is_file():
        raise GongwenError(
            message("不存在，构建不了网站"), file=str(path), advice=message("--root 应指向档案所在的文件夹")
        )
    return str(path)


def _defect(error: Exception, log: Path) -> str:
    """A defect of ours or of the theme: one line here, the rest where whoever mends it can read it."""
    what = f"{type(error).__name__}: {error}"
    with contextlib.suppress(OSError):
        log.parent.mkdir(exist_ok=True)
        log.write_text(traceback.format_exc(), encoding="utf-8")
        return say("构建程序出错（{what}）。详情见 {log}，请报告维护者", what=what, log=log)
    return say("构建程序出错（{what}）。请报告维护者", what=what)


def _swap(fresh: Path, folder: Path) -> None:
    """Put the fresh site in the place of the old one, at no moment leaving half of one."""
    old = folder.with_name(f".{folder.name}-{os.getpid()}.old")
    with _signals_held():
        if folder.exists():
            folder.rename(old)
        try:
            fresh.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _signals_held() -> Iterator[None]:
    """Ctrl-C and the like come when this is over."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def put_back(root: Path) -> None:
    """Where an earlier build ended between taking the old site away and putting the new one there, bring it back."""
    if _put_aside(root):
        with _alone(root, wait=False) as alone:
            if alone:
                _put_back(root)


def _put_aside(root: Path) -> list[Path]:
    return sorted(root.glob(".site-*.old"))


def _put_back(root: Path) -> None:
    folder = root / "site"
    for old in _put_aside(root):
        if folder.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(folder)
