"""Files that hold files: a zip with a page and its attachments, a mail with documents attached.

Out of them come files as if they had been delivered one by one, the document before what is attached to it. What is
packed again within is not opened: a document needs one wrapping, a bomb needs many.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass

from gongwen.convert.parsers import package
from gongwen.convert.parsers.values import Refused
from gongwen.convert.readers import mail
from gongwen.convert.readers.kinds import is_listed_as_encrypted, kind_of
from gongwen.errors import ReadError
from gongwen.messages import message

_WHAT = message("压缩包")
_MOST_FILES = 200
_RESOURCE = re.compile(
    r"\.(?:css|js|mjs|png|jpe?g|gif|webp|svg|ico|bmp|woff2?|ttf|otf|eot|map|mp[34]|db|ini|url|lnk|xml|json)$",
    re.IGNORECASE,
)
_ATTACHED = re.compile(r"附件|附表|附[一二三四五六七八九十\d]|attach", re.IGNORECASE)
_PAGE = re.compile(r"\.(?:x?html?|mht(?:ml)?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Member:
    """A file within another.

    Attributes:
        name: what it is called there.
        data: its bytes.
        address: where it stood on the web, where that is known.
        problem: why it couldn't be unpacked.
    """

    name: str
    data: bytes
    address: str = ""
    problem: ReadError | None = None


def members(data: bytes, name: str) -> tuple[Member, ...]:
    """The files in a zip or a mail, the document first.

    Args:
        data: the zip or mail.
        name: its own name.

    Raises:
        ReadError: it can't be opened, is encrypted, would unpack to too much, or has no files.
    """
    return _in_mail(data, name) if kind_of(data) == "mail" else _in_zip(data)


def _in_mail(data: bytes, name: str) -> tuple[Member, ...]:
    read = mail.read(data)
    page = (Member(name, read.text, read.address),) if read.text.strip() else ()
    attached = tuple(Member(file, body) for file, body in read.attached if not _RESOURCE.search(file))
    if page and attached and len(read.text) < _COVER and not _ATTACHED.search(attached[0].name):
        # A few words around an attached document are no document.
        from gongwen.convert.readers.decode import decode

        if len(re.findall("[\u4e00-\u9fff]", decode(read.text).text)) < _COVER_WORDS:
            page = ()
    return page + attached


_COVER = 4000
_COVER_WORDS = 60


def _in_zip(data: bytes) -> tuple[Member, ...]:
    if is_listed_as_encrypted(data):
        raise ReadError(message("{what}有密码", what=_WHAT), advice=message("解开后再试"))
    try:
        with package.opened(data, _WHAT) as container:
            names = [entry for entry in container.infolist() if _is_file(entry)]
            if not names:
                raise ReadError(
                    message("{what}里没有文件", what=_WHAT), advice=message("检查文件是否下载完整")
                )
            if len(names) > _MOST_FILES:
                raise ReadError(
                    message(
                        "{what}里有 {count} 个文件，不像一件文献和它的附件", what=_WHAT, count=len(names)
                    ),
                    advice=message("解开后整个文件夹转换"),
                )
            found = [_unpacked(container, entry) for entry in names]
    except Refused as refused:
        raise ReadError(refused.problem, advice=refused.advice) from None
    return tuple(sorted(found, key=_order))


def _unpacked(container: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Member:
    """A packed file; what is damaged costs only itself."""
    try:
        return Member(_name(entry), package.content(container, entry.filename, _WHAT))
    except Refused as refused:
        return Member(_name(entry), b"", problem=ReadError(refused.problem, advice=refused.advice))


def _is_file(entry: zipfile.ZipInfo) -> bool:
    parts = entry.filename.split("/")
    return (
        not entry.is_dir()
        and entry.file_size > 0
        and not any(part.startswith((".", "~$")) or part == "__MACOSX" for part in parts)
        and not _RESOURCE.search(entry.filename)
        # The first of a link's mode bits: a link is no file.
        and (entry.external_attr >> 28) != 0xA
    )


def _name(entry: zipfile.ZipInfo) -> str:
    """The name of a packed file; Chinese programs write it in GBK without saying so."""
    if not entry.flag_bits & 0x800:
        try:
            return entry.filename.encode("cp437").decode("gb18030")
        except UnicodeError:
            pass
    return entry.filename


def _order(member: Member) -> tuple[bool, int, bool, str]:
    """The document first: what doesn't say that it is attached, lies on top, is a page."""
    base = posixpath.basename(member.name)
    return bool(_ATTACHED.search(base)), member.name.count("/"), not _PAGE.search(base), member.name
