"""Reading one record from its file."""

from __future__ import annotations

from pathlib import Path

from gongwen.errors import RecordError, advice, reason
from gongwen.messages import message
from gongwen.records import KINDS, Kind, Record, build, frontmatter
from gongwen.records.values import SLUG


def read_record(docs: Path, file: str) -> Record:
    """Read one record.

    Args:
        docs: the content folder.
        file: its path below it.

    Raises:
        GongwenError: it can't be read, or isn't in a kind's folder.
    """
    kind = KINDS.get(file.split("/", 1)[0])
    if kind is None:
        raise RecordError(message("不在各类记录的文件夹里"), file=f"docs/{file}")
    path = docs / file
    if path.name in {"index.md", "README.md"}:
        raise RecordError(
            message("是索引页的位置，索引由记录生成"), file=f"docs/{file}", advice=message("改名，或移走")
        )
    if not kind.id_form.fullmatch(identity_of(file)):
        raise _misplaced(file, kind)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise RecordError(
            message("不是 UTF-8 文本"), file=f"docs/{file}", advice=message("另存为 UTF-8")
        ) from None
    except OSError as error:
        raise RecordError(
            message("读不了（{reason}）", reason=reason(error)), file=f"docs/{file}", advice=advice(error)
        ) from None
    return build(kind.record, frontmatter.parse(text, f"docs/{file}"), id=identity_of(file), file=file)


def identity_of(file: str) -> str:
    """The id that follows from a file's path below docs/."""
    return file.split("/", 1)[1].removesuffix(".md")


def _misplaced(file: str, kind: Kind) -> RecordError:
    """What is wrong with a path that gives no id: its folders, or the name itself."""
    if identity_of(file).count("/") != kind.id_words.count("/"):
        wanted = f"docs/{kind.folder}/{kind.id_words}.md"
        return RecordError(
            message("文件放错了位置"), file=f"docs/{file}", advice=message("应为 {wanted}", wanted=wanted)
        )
    folder, _, name = identity_of(file).rpartition("/")
    if SLUG.fullmatch(name):
        return RecordError(
            message("文件夹“{folder}”不是年份", folder=folder),
            file=f"docs/{file}",
            advice=message("年份写四位数字；没有日期的放进 undated/"),
        )
    return RecordError(
        message("文件名“{name}”不能作地址", name=name),
        file=f"docs/{file}",
        advice=message("只用小写拉丁字母、数字和连字符，改名"),
    )
