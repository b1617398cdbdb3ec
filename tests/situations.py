"""Commands to disturb, an archive to disturb them on, and what must hold whatever happens."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import conversion
from gongwen.convert import page
from support import Done, call, copy_tool, write_files

NEWS = "工业和信息化部部署网站备案自查\n2015年3月2日，工业和信息化部在北京召开会议，部署网站备案自查工作。\n会议指出，要抓好落实，按期完成各项任务。\n"
OTHER_NEWS = "某省通信管理局开展域名实名核验\n2015年6月9日，某省通信管理局在北京举行座谈会，介绍域名实名核验的办法。\n与会者说，核验须先通知用户，再停止解析，逾期不办的登记注销。\n"
RECORDS = {
    "docs/agencies/miit.md": "---\nname: 中华人民共和国工业和信息化部\nshort: 工业和信息化部\nkind: state organ\nlevel: central\n---\n",
    "docs/documents/2014/a.md": "---\ntitle: 甲\ndate: 2014-03-02\ndate_basis: source\ntype: 其他\nissuers: [miit]\ncontent: text\naccess: full\n"
    "source: {name: 工业和信息化部}\n---\n\n工业和信息化部部署自查。\n",
}


def prepare(root: Path) -> Path:
    """An archive with a site, a page that is as the tool made it, and one that the tool makes otherwise today."""
    copy_tool(root)
    write_files(root, RECORDS)
    write_files(root, {"sources/old.txt": NEWS, "sources/drifted.txt": OTHER_NEWS})
    assert call("--root", root, "site").returncode == 0
    for path in (root / "docs" / "documents" / "2015").glob("*.md"):
        document = conversion.reread(path, root)
        if document.original and document.original.file == "drifted.txt":
            path.write_text(page.render(document.model_copy(update={"place": "上海"})), encoding="utf-8")
    assert "工具结果已变 1" in call("--root", root, "verify").stdout
    # Every test copies it: of the site so much is enough as shows whether it has been touched.
    front = (root / "site" / "index.html").read_bytes()
    shutil.rmtree(root / "site")
    (root / "site").mkdir()
    (root / "site" / "index.html").write_bytes(front)
    return root


Command = Callable[[Path, Path, Path], list[str | Path]]
WRITING: dict[str, Command] = {
    "site": lambda root, new, out: ["--root", root, "site"],
    "convert": lambda root, new, out: ["--root", root, "convert", new, "--output", out / "pages"],
    "convert, report": lambda root, new, out: ["--root", root, "convert", new, "--output", out / "pages", "--report", out / "report.jsonl"],
    "convert here": lambda root, new, out: ["--root", root, "convert", new],
    "add": lambda root, new, out: ["--root", root, "add", new, "--no-preview"],
    "verify, update": lambda root, new, out: ["--root", root, "verify", "--update"],
    "mentions, report": lambda root, new, out: ["--root", root, "mentions", new, "--report", out / "names.jsonl"],
    "index": lambda root, new, out: ["--root", root, "index", out / "index", "--cache", out / "cache"],
    "schema": lambda root, new, out: ["schema", out / "schemas"],
    "check": lambda root, new, out: ["check.py", "--root", root],
}  # fmt: skip
READING: dict[str, tuple[Command, int]] = {
    "verify": (lambda root, new, out: ["--root", root, "verify"], 1),
    "mentions": (lambda root, new, out: ["--root", root, "mentions", new], 0),
    "suggest": (lambda root, new, out: ["--root", root, "suggest"], 0),
    "check, records": (lambda root, new, out: ["check.py", "--root", root, "--no-site"], 0),
}
EVERY = WRITING | {name: command for name, (command, _) in READING.items()}
ARCHIVE = [name for name in EVERY if name != "schema"]


def run(name: str, root: Path, new: Path) -> Done:
    """A command by its name; where it writes elsewhere, that is below `out`, beside the new file's folder."""
    first, *rest = EVERY[name](root, new, new.parents[1] / "out")
    return call(*rest, script=first) if first == "check.py" else call(first, *rest)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }


def says_one_clear_line(done: Done, code: int = 1) -> None:
    assert done.returncode == code, (done.stdout, done.stderr)
    (line,) = done.stderr.splitlines()
    assert re.match(r"[^\n]*[\u4e00-\u9fff]{4}", line)
    for words in ("Traceback", "Errno", "Error", "程序出错", "No such", "None"):
        assert words not in line, line


def nothing_is_lost(before: dict[str, bytes], folder: Path) -> None:
    """What was there is there as it was, and nothing half made beside it."""
    after = contents(folder)
    assert {name: after.get(name) for name in before} == before
    nothing_unfinished(folder)


def nothing_unfinished(folder: Path) -> None:
    assert [path for path in folder.rglob("*") if path.suffix in {".tmp", ".new", ".old"}] == []
