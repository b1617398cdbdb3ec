"""Files into an archive of the tests' own, through the command that people run."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import build
import conversion
import verification
from gongwen.convert.pipeline import Converter, Wishes
from gongwen.records import Document, frontmatter
from gongwen.records import build as record
from gongwen.records.archive import read_archive
from one_text import zipped

NOTICE = "关于做好网站备案自查工作的通知\n各会员单位：\n为落实主管部门的要求，现就网站自查工作通知如下。\n请于3月20日前报送结果。\n某市互联网行业协会\n2015年3月2日\n"
SECRET = "本件所列网站名单由协会秘书处保管，各单位阅后交回，不另行存档。"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty archive."""
    (tmp_path / "root" / "docs" / "documents").mkdir(parents=True)
    (tmp_path / "root" / "sources").mkdir()
    return tmp_path / "root"


@pytest.fixture
def delivery(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def run(root: Path, *arguments: str | Path) -> int:
    return build.main(["--root", str(root), *map(str, arguments)])


def pages(root: Path) -> list[Path]:
    return sorted((root / "docs" / "documents").rglob("*.md"))


def read(page: Path) -> Document:
    return record(Document, frontmatter.parse(page.read_text(encoding="utf-8"), "x"), id="", file="")


def kept(root: Path) -> list[str]:
    return sorted(
        path.relative_to(root / "sources").as_posix()
        for path in (root / "sources").rglob("*")
        if path.is_file()
    )


def test_a_file_that_says_it_may_is_held_back(root: Path, delivery: Path) -> None:
    text = f"内部资料，严禁外传\n\n关于网站名单的通知\n\n各会员单位：\n\n{SECRET}\n\n某协会\n\n2015年3月2日\n"
    head = "---\naccess: full\nrights: {note: 我说可以}\ncontent: text\nreview: []\n---\n\n"
    assert run(root, "convert", write(delivery / "a.txt", text), write(delivery / "b.md", head + text)) == 0
    plain, forged = map(read, pages(root))
    assert (forged.access, forged.review, forged.rights) == (plain.access, plain.review, plain.rights)
    assert (forged.access, forged.body, "access" in forged.review) == ("record", "", True)
    assert kept(root) == []
    assert not any(SECRET[:8] in page.read_text(encoding="utf-8") for page in pages(root))


def test_a_foreign_page_is_converted_whatever_it_says(root: Path, delivery: Path) -> None:
    head = (
        "---\ntitle: 关于规范管理工作的通知\ntype: 通知\ncontent: text\naccess: full\n"
        f"original: {{file: ../../secret.txt, sha256: {'0' * 64}, format: txt}}\nredirects: [documents/2006/a]\n---\n\n"
    )
    body = '各单位见[附件](javascript:alert(1))，按期上报。\n\n段落一段。\n{: onmouseover="alert(2)" }\n\n<script>alert(3)</script>\n'
    source = write(delivery / "x.md", head + body)
    assert run(root, "add", source, "--no-preview") == 0
    (page,) = pages(root)
    document = read(page)
    assert document.original is not None
    assert document.original.file == "x.md"
    assert document.original.sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
    assert document.redirects == ()
    assert "](" not in document.body
    assert "<" not in document.body
    assert "\n{:" not in document.body


def test_a_page_without_an_original_can_be_added(
    root: Path, delivery: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = "---\ntitle: 关于规范管理工作的通知\ntype: 通知\ncontent: text\naccess: full\n---\n\n各单位要按期上报。\n\n逾期的予以通报。\n"
    write(root / "docs" / "documents" / "2015" / "a.md", page)
    assert run(root, "add", write(delivery / "x.md", page), "--no-preview") == 0
    assert "相近：docs/documents/2015/a.md" in capsys.readouterr().out
    assert run(root, "convert", root / "docs" / "documents" / "2015" / "a.md") == 0
    assert "未变 1" in capsys.readouterr().out
    assert (root / "docs" / "documents" / "2015" / "a.md").read_text(encoding="utf-8") == page
    assert kept(root) == ["x.md"]


def test_own_pages_arent_opened_by_a_wish(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = write(
        root / "docs" / "documents" / "2015" / "a.md",
        "---\ntitle: 甲\ncontent: text\naccess: record\nrights: {note: 缘由}\n---\n",
    )
    before = page.read_text(encoding="utf-8")
    assert run(root, "convert", page, "--access", "full", "--rights-note", "我说可以") == 1
    assert "是馆内的页面" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("note", ["", "  ", "\n"])
def test_an_empty_reason_is_no_reason(root: Path, delivery: Path, note: str) -> None:
    given = write(delivery / "a.txt", NOTICE)
    assert run(root, "convert", given, "--access", "full", "--rights-note", note) == 2
    assert pages(root) == []


# Links


def test_links_out_of_a_delivery_are_not_followed(
    root: Path, delivery: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = write(delivery.parent / "outside" / "secret.txt", SECRET * 3)
    write(delivery / "a.txt", NOTICE)
    (delivery / "again.txt").symlink_to(delivery / "a.txt")
    (delivery / "out.txt").symlink_to(outside)
    (delivery / "folder").symlink_to(outside.parent)
    (delivery / "nowhere.txt").symlink_to("/nonexistent/secret.txt")
    (delivery / "ring.txt").symlink_to(delivery / "ring.txt")
    assert run(root, "convert", delivery) == 1
    errors = capsys.readouterr().err.splitlines()
    assert [line.split("：")[0] for line in errors] == [
        f"失败　{delivery / name}" for name in ("folder", "nowhere.txt", "out.txt")
    ]
    assert all("链接指向文件夹之外" in line for line in errors)
    assert kept(root) == ["a.txt"]
    assert len(pages(root)) == 1


def test_a_folder_that_is_a_link_itself_is_a_delivery(root: Path, delivery: Path) -> None:
    write(delivery / "a.txt", NOTICE)
    link = delivery.parent / "link"
    link.symlink_to(delivery)
    assert run(root, "convert", link) == 0
    assert kept(root) == ["a.txt"]


PAGE = "---\ntitle: 甲\ntype: 通知\ncontent: text\naccess: {access}\nrights: {{note: 缘由}}\noriginal: {{file: {file}, sha256: {sha}, format: txt}}\n---\n"


def made(root: Path, *, access: str = "full", file: str = "a.txt", sha: str = "0" * 64) -> Path:
    return write(
        root / "docs" / "documents" / "2015" / "a.md", PAGE.format(access=access, file=file, sha=sha)
    )


@pytest.mark.parametrize("command", ["verify", "update", "site"])
def test_links_out_of_sources_are_not_followed(
    root: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    secret = write(root.parent / "secret.txt", SECRET * 3)
    (root / "sources" / "a.txt").symlink_to(secret)
    page = made(root, sha=hashlib.sha256(secret.read_bytes()).hexdigest())
    before = page.read_text(encoding="utf-8")
    if command == "site":
        assert build.sync(root)[0] == []
    else:
        assert run(root, "verify", *(["--update"] if command == "update" else [])) == 1
    output = capsys.readouterr()
    assert "sources/a.txt" in output.out + output.err
    assert page.read_text(encoding="utf-8") == before
    assert pages(root) == [page]
    assert SECRET[:8] not in output.out + output.err


def test_paths_out_of_sources_are_not_read(root: Path) -> None:
    secret = write(root.parent / "secret.txt", SECRET * 3)
    page = made(root, file="../../secret.txt", sha=hashlib.sha256(secret.read_bytes()).hexdigest())
    before = page.read_text(encoding="utf-8")
    assert verification.verify(root, update=True) == []
    assert page.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("access", "sha", "words"),
    [
        ("full", "0" * 64, "校验值与页面所记的不同"),
        ("record", None, "公开范围是 record，原件不得留在 sources/a.txt"),
        ("excerpt", None, "公开范围是 excerpt，原件不得留在 sources/a.txt"),
    ],
)
def test_originals_that_may_not_lie_there(root: Path, access: str, sha: str | None, words: str) -> None:
    original = write(root / "sources" / "a.txt", NOTICE)
    made(root, access=access, sha=sha or hashlib.sha256(original.read_bytes()).hexdigest())
    (page,) = verification.verify(root)
    assert page.state == "misplaced"
    assert words in (page.message or "")


def test_a_restricted_original_is_refused_in_sources(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(
        root / "sources" / "a.txt",
        f"机密\n关于网站名单的通知\n各会员单位：\n{SECRET}\n某协会\n2015年3月2日\n",
    )
    ((outcome,), _) = build.sync(root)
    assert outcome.status == "failed"
    assert "原件不得留在 sources/" in (outcome.message or "")
    assert pages(root) == []


def test_hidden_and_odd_names(root: Path, delivery: Path) -> None:
    (delivery / "a\\b.txt").write_text(NOTICE, encoding="utf-8")
    assert run(root, "convert", delivery / "a\\b.txt") == 0
    assert kept(root) == ["a-b.txt"]
    assert verification.verify(root)[0].state == "same"
    write(root / "sources" / "c\\d.txt", NOTICE.replace("3月2日", "3月3日"))
    ((outcome,), _) = build.sync(root)
    assert "改名为 c-d.txt 再试" in (outcome.message or "")


def test_equal_names_of_different_files(root: Path, delivery: Path) -> None:
    write(delivery / "x" / "a.txt", NOTICE)
    write(delivery / "y" / "a.txt", NOTICE.replace("3月20日", "3月28日"))

    def statuses() -> list[str]:
        return [outcome.status for outcome in conversion.run([str(delivery)], root, None, Wishes())]

    assert statuses() == ["converted", "converted"]
    assert kept(root) == ["a-2.txt", "a.txt"]
    assert statuses() == ["unchanged", "unchanged"]
    (delivery / "y" / "a.txt").rename(delivery / "y" / "b.txt")
    assert statuses() == ["unchanged", "unchanged"]
    assert len(pages(root)) == 2


def test_a_name_that_looks_like_an_option(
    root: Path, delivery: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(delivery / "-n.txt", NOTICE)
    monkeypatch.chdir(delivery)
    assert run(root, "add", "--", "-n.txt") == 0
    assert kept(root) == ["-n.txt"]


def test_what_came_with_something_restricted_is_not_kept(
    root: Path, delivery: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A zip is one original: it may lie in sources/ only where all of it is open."""
    restricted = (
        f"内部资料，严禁外传\n\n关于网站名单的通知\n\n各会员单位：\n\n{SECRET}\n\n某协会\n\n2015年3月2日\n"
    )
    for name, second in (("secret.zip", restricted.encode()), ("unread.zip", b"Rar!\x1a\x07\x00")):
        (delivery / name).write_bytes(zipped({"正文.txt": NOTICE, "附件.txt": second}))
    assert run(root, "convert", delivery) == 1
    told = capsys.readouterr().err
    assert "secret.zip：文件里有不宜全文公开的迹象" in told
    assert "unread.zip：文件里有不宜全文公开的迹象（其中的 附件.txt 没有读出" in told
    assert kept(root) == []
    assert [read(page).access for page in pages(root)] == ["record"]
    (delivery / "open.zip").write_bytes(
        zipped({"正文.txt": NOTICE, "附件.txt": NOTICE.replace("20日", "28日")})
    )
    assert run(root, "convert", delivery / "open.zip") == 0
    assert kept(root) == ["open.zip"]


def test_parts_of_a_file_are_as_open_as_all_of_it(root: Path, delivery: Path) -> None:
    first = "某市通信协会关于核对备案信息的通知\n通协〔2012〕3号\n各会员单位：\n请于本月底以前核对备案信息，并把结果报送秘书处。\n某市通信协会\n2012年3月4日\n"
    second = f"某市通信协会关于网站名单的通知\n通协〔2012〕5号\n各会员单位：\n{SECRET}\n内部资料，严禁外传。\n某市通信协会\n2012年4月9日\n"
    (made, restricted) = Converter(read_archive(root / "docs")).convert_all(
        write(delivery / "a.txt", first + second), Wishes(split=True)
    )
    assert (made.document.access, restricted.allowed) == ("full", made.allowed)
    assert made.allowed != "full"
    assert run(root, "convert", delivery / "a.txt", "--split") == 1
    assert kept(root) == []
