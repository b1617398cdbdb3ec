"""Saved pages, mails and zips: the document comes out, and what is attached to it."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path, PurePath

import pytest

from gongwen.convert.pipeline import Converter
from gongwen.convert.readers import parse, parse_all
from gongwen.errors import ReadError
from gongwen.records.archive import Archive

TITLE = "江州市网信办关于开展网站自查的通知"
PAGE = (
    f"<html><head><meta charset='gb2312'><title>{TITLE}</title></head><body><div>首页</div><h1>{TITLE}</h1><div><p>各有关单位：</p>"
    "<p>现将网站自查的有关事项通知如下，请对照附件逐项检查，月底前报送结果。</p><p>附件：网站自查项目表</p>"
    "<p>江州市互联网信息办公室</p><p>2021年4月6日</p></div></body></html>"
)
FORM = "网站自查项目表\n\n一、备案信息是否真实\n\n逐项核对主体名称和联系方式。\n\n二、制度是否健全\n\n核对值班制度。\n"


def saved_page(encoding: str = "gb18030") -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://www.example.gov.cn/2021/04/t1.html"
    message["Subject"] = "页面"
    message.set_content(PAGE.encode(encoding), maintype="text", subtype="html", cte="quoted-printable")
    message.add_related(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", cid="<a@b>", filename="a.png")
    message.add_related(b"<html><body>frame</body></html>", maintype="text", subtype="html", cid="<f@b>")
    return bytes(message)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_a_page_saved_as_one_file(encoding: str) -> None:
    (reading,) = parse_all(saved_page(encoding), PurePath("网页.mhtml"))
    assert reading.format == "mhtml"
    assert reading.draft.facts.url == "https://www.example.gov.cn/2021/04/t1.html"
    assert "各有关单位：" in reading.draft.text
    assert "quoted-printable" not in reading.draft.text


def test_a_saved_page_that_is_cut_off_is_refused() -> None:
    data = saved_page()
    with pytest.raises(ReadError, match="缺了一截"):
        parse(data[: len(data) // 2], PurePath("网页.mhtml"))


def mail(body: str, *attached: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.cn", "b@example.cn", "转发通知"
    message.set_content(body)
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


def test_a_mail_that_is_the_document() -> None:
    draft, format_, _ = parse(mail(f"{TITLE}\n\n各有关单位：\n\n请于月底前完成自查。\n"), PurePath("信.eml"))
    assert format_ == "txt"
    assert [block.text for block in draft.blocks] == [TITLE, "各有关单位：", "请于月底前完成自查。"]


def test_a_document_that_hangs_on_a_mail() -> None:
    data = mail("见附，请阅。", ("通知.html", PAGE.encode("gb18030")), ("图.png", b"\x89PNG"))
    (reading,) = parse_all(data, PurePath("信.eml"))
    assert (reading.format, reading.name) == ("html", "通知.html")
    assert "各有关单位：" in reading.draft.text


def packed(files: dict[str, bytes], **options: int) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(name, data)
    return target.getvalue()


def test_a_page_with_its_attachments_comes_out_as_documents_that_belong_together(tmp_path: Path) -> None:
    path = tmp_path / "通知.zip"
    files = {
        "通知/附件 网站自查项目表.txt": FORM.encode(),
        "通知/正文.html": PAGE.encode("gb18030"),
        "通知/正文_files/a.css": b"p{}",
        "通知/__MACOSX/x": b"1",
        "通知/附件2.rar": b"Rar!\x1a\x07\x00",
    }
    path.write_bytes(packed(files))
    made = Converter(Archive({}, {}, {}, {})).convert_all(path)
    assert [(m.document.title, m.document.original and m.document.original.part) for m in made] == [
        (TITLE, 1),
        ("网站自查项目表", 2),
    ]
    assert [(r.type, r.target) for r in made[0].document.relations] == [("cites", "网站自查项目表")]
    assert [(doubt.text, "RAR" in doubt.note) for doubt in made[0].document.sic] == [("通知/附件2.rar", True)]


def test_names_in_zips_of_chinese_programs() -> None:
    data = packed({"正文.txt": FORM.encode(), "附件.txt": FORM.encode()})
    for name in ("正文.txt", "附件.txt"):
        utf, gbk = name.encode(), name.encode("gb18030")
        data = data.replace(utf, gbk + b"x" * (len(utf) - len(gbk)))
    # Without the flag that says UTF-8.
    data = data.replace(b"PK\x03\x04\x14\x00\x00\x08", b"PK\x03\x04\x14\x00\x00\x00").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x08", b"PK\x01\x02\x14\x03\x14\x00\x00\x00"
    )
    assert [reading.name[:2] for reading in parse_all(data, PurePath("a.zip"))] == ["正文", "附件"]


def test_a_damaged_attachment_costs_only_itself() -> None:
    data = bytearray(packed({"正文.txt": FORM.encode(), "附件.txt": (FORM * 3).encode()}))
    place = data.index("附件.txt".encode()) + 40
    data[place : place + 8] = bytes(8)
    (reading,) = parse_all(bytes(data), PurePath("a.zip"))
    assert [(doubt.text, "损坏" in doubt.note) for doubt in reading.draft.doubts] == [("附件.txt", True)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (packed({}), "没有文件"),
        (packed({"a.css": b"p{}"}), "没有文件"),
        (packed({"a.txt": FORM.encode()})[:-30], "损坏"),
        (packed({"a.txt": b"0" * (97 * 2**20)}), "过大"),
        (packed({f"{n}.txt": b"1" for n in range(300)}), "300 个文件"),
        (packed({"b.zip": packed({"a.txt": FORM.encode()})}), "压缩包里的压缩包"),
        (b"From: a\nTo: b\nSubject: c\nContent-Type: multipart/mixed; boundary=x\n\n--x--\n", "没有正文"),
    ],
)  # fmt: skip
def test_what_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        parse_all(data, PurePath("a.zip"))


def test_a_zip_with_a_password() -> None:
    data = bytearray(packed({"a.txt": FORM.encode()}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ReadError, match="密码"):
        parse_all(bytes(data), PurePath("a.zip"))


def test_a_link_in_a_zip_is_no_file() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        link = zipfile.ZipInfo("名单.txt")
        link.external_attr = 0o120777 << 16
        out.writestr(link, "/etc/passwd")
        out.writestr("正文.txt", FORM)
    assert [reading.name for reading in parse_all(target.getvalue(), PurePath("a.zip"))] == ["正文.txt"]
