"""The kind of a file by its bytes, and one clear line for what is no document."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

import pytest

from gongwen.convert import fetches
from gongwen.convert.readers import kinds, parse, text
from gongwen.errors import ReadError
from one_text import compound

PAGE = "<html><head><title>通知</title></head><body><h1>关于备案的通知</h1><p>各单位要在月底前完成备案。</p></body></html>"


def packed(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for name, data in files.items():
            out.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PAGE.encode(), "text"),
        (b"<!-- %PDF-1.4 --><html></html>", "text"),
        (b"\xef\xbb\xbf\n%PDF-1.5\n", "pdf"),
        (b"{\\rtf1\\ansi", "rtf"),
        (packed({"word/document.xml": b"<a/>"}), "docx"),
        (packed({"word/document.xml": b"<a/>"})[:40], "docx"),
        (packed({"xl/workbook.xml": b"<a/>"}), "xlsx"),
        (packed({"OFD.xml": b"<a/>"}), "ofd"),
        (packed({"mimetype": b"application/epub+zip"}), "epub"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "odf"),
        (packed({"a.html": b"x"}), "zip"),
        (compound("WordDocument"), "doc"),
        (compound("EncryptionInfo", "EncryptedPackage"), "locked"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        ("BM 是缩写。".encode(), "text"),
        (b"BM\x00\x01\x00\x00", "picture"),
        (b"MZ\x90\x00\x03", "other"),
        (b"MZ is short for something.", "text"),
        (b"From: <Saved by Blink>\r\nSnapshot-Content-Location: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n", "mail"),
        (b"From: <Saved by Blink>\r\nSnapshot-Content-Loc", "mail"),
        (b"From: <Saved by Blink>\r\n\r\n", "mail"),
        (b"From: a page\r\nand more words", "text"),
        ("Date: 2020\nSubject: 这是一份通知的抬头\n\n正文。".encode(), "text"),
    ],
)  # fmt: skip
def test_bytes_tell(data: bytes, kind: str) -> None:
    assert kinds.kind_of(data) == kind


@pytest.mark.parametrize("name", ["通知.pdf", "通知.docx", "通知.json", "通知.csv", "通知"])
def test_names_tell_nothing(name: str) -> None:
    draft, format_, _ = parse(PAGE.encode(), PurePath(name))
    assert format_ == "html"
    assert "各单位要在月底前完成备案。" in draft.text
    assert parse("关于备案的通知\n\n各单位要在月底前完成备案。".encode(), PurePath(name))[1] == "txt"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空"),
        (b"\x00\x00\x00", "空"),
        (compound("EncryptionInfo", "EncryptedPackage"), "密码"),
        (b"Rar!\x1a\x07\x00", "RAR 压缩包"),
        (b"MZ\x90\x00\x03", "程序"),
        (b'{"title": "\xe9\x80\x9a\xe7\x9f\xa5"}', "JSON"),
        (b'<?xml version="1.0"?><rss><channel/></rss>', "XML"),
        (b"CAJ\x00\x01\x02", "CAJ"),
    ],
)
def test_what_is_no_document_is_named(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words) as caught:
        parse(data, PurePath("通知.docx"))
    assert "\n" not in str(caught.value)
    assert caught.value.advice


EMPTY_PAGES = (
    "抱歉，您访问的页面不存在或已被删除！", "对不起！您访问的内容已被删除", "您要访问的文章找不到了", "你访问的内容找不到", "404", "403 Forbidden",
    "404 Not Found", "502 Bad Gateway", "503 Service Unavailable", "环境异常", "请完成安全验证后继续", "请完成下方验证", "去验证",
    "您的访问过于频繁，请稍后再试", "访问太频繁", "加载中", "页面正在加载……", "正文加载中，请稍候…", "数据加载中请稍等", "内容加载中",
    "请启用 JavaScript 后再浏览本页", "您需要开启JavaScript", "该内容已被发布者删除", "此内容因违规无法查看",
)  # fmt: skip


@pytest.mark.parametrize("told", EMPTY_PAGES)
def test_a_page_that_never_came(told: str) -> None:
    assert fetches.failure(text.read(f"首页\n关于备案的通知\n{told}\n主办：某市人民政府办公室\n")) == told
    with_text = text.read(f"关于备案的通知\n{told}\n各单位要在月底前完成备案。\n")
    assert fetches.failure(with_text) is None
