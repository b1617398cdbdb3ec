"""A text whose digest is in the archive becomes part of the digest's record, not a second one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from conversion import Shelf
from delivery import Input
from gongwen import shelf
from gongwen.convert.pipeline import Converter, Wishes
from gongwen.records import Document, frontmatter
from gongwen.records.archive import Archive
from support import Done, call, small_archive, write_files

TEXT = "某某服务管理规定\n（2020年3月1日信息产业部公布）\n第一条　为了规范某某服务，制定本规定。\n第二条　应当备案。\n第三条　本规定自2020年5月1日起施行。\n"
DIGEST = "---\ntitle: 某某服务管理规定\ndate: {date}\ndate_basis: source\nstatus: {status}\ntype: 部门规章\nissuers: [mii]\ncontent: digest\naccess: full\nsources:\n- {{name: 某网}}\n---\n\n提要的话。\n"
FILE = "docs/documents/2020/rule.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = small_archive(tmp_path / "archive", {FILE: DIGEST.format(date="2020-03-01", status="in force")})
    write_files(tmp_path, {"规定.txt": TEXT})
    return made


def add(root: Path, name: str = "规定.txt") -> Done:
    return call("--root", root, "add", root.parent / name, "--no-preview")


def pages(root: Path) -> set[str]:
    return {path.name for path in (root / "docs" / "documents").rglob("*.md")}


def test_a_text_is_attached_to_its_digest(root: Path) -> None:
    done = add(root)
    assert done.returncode == 0, done.stderr
    assert "馆内已有提要" in done.stdout
    assert pages(root) == {"a.md", "rule.md"}
    assert (root / "sources" / "规定.txt").read_text(encoding="utf-8") == TEXT
    front = frontmatter.parse((root / FILE).read_text(encoding="utf-8"), FILE)
    assert front.data["text"] == {"provider": "sources", "key": "规定.txt", "version": "2020-03-01"}
    assert front.body == "提要的话。"
    assert list(front.data)[-3:] == ["access", "text", "sources"]


def test_adding_it_again_changes_nothing(root: Path) -> None:
    add(root)
    before = (root / FILE).read_bytes()
    done = add(root)
    assert done.returncode == 0
    assert (root / FILE).read_bytes() == before
    assert pages(root) == {"a.md", "rule.md"}
    assert "没有新的" in call("--root", root, "site").stdout
    found = call("--root", root, "--no-site", script="check.py").stderr
    assert not [line for line in found.splitlines() if line.startswith((FILE, "sources/"))]


def test_the_site_shows_digest_and_text(root: Path) -> None:
    add(root)
    assert call("--root", root, "site").returncode == 0
    html = (root / "site" / "documents" / "2020" / "rule" / "index.html").read_text(encoding="utf-8")
    assert html.index("提要的话") < html.index('id="art-1"') < html.index("应当备案")
    assert "截至 2020-03-01 的文本" in html


def test_another_text_of_the_same_digest_is_refused(root: Path) -> None:
    add(root)
    write_files(root.parent, {"另.txt": TEXT.replace("应当备案", "须备案")})
    done = add(root, "另.txt")
    assert done.returncode == 1
    assert "已写明全文所在" in done.stderr
    assert not (root / "sources" / "另.txt").exists()


@pytest.mark.parametrize(
    ("date", "status", "attached"),
    [("2020-03-01", "in force", True), ("2015-03-01", "amended", True), ("2015-03-01", "in force", False), ("2021-03-01", "amended", False)],
)  # fmt: skip
def test_only_the_same_document_is_attached_to(
    tmp_path: Path, date: str, status: str, attached: bool
) -> None:
    root = small_archive(tmp_path / "archive", {FILE: DIGEST.format(date=date, status=status)})
    write_files(tmp_path, {"规定.txt": TEXT})
    assert add(root).returncode == 0
    assert ("\ntext:\n" in (root / FILE).read_text(encoding="utf-8")) is attached
    assert len(pages(root)) == (2 if attached else 3)


def test_a_newcomer_is_held_against_digests_of_its_title_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []

    def asked(digest: Document, document: Document) -> bool:
        compared.append(digest.id)
        return is_digest_of(digest, document)

    is_digest_of = shelf.is_digest_of
    monkeypatch.setattr(shelf, "is_digest_of", asked)
    (result,) = Converter(Archive()).from_bytes(TEXT.encode(), Path("规定.txt"))
    other = Document(
        id="2020/b", file="documents/2020/b.md", title="另一规定", content="digest", body="提要。"
    )
    same = other.model_copy(update={"id": "2020/a", "title": result.document.title})
    text = same.model_copy(update={"id": "2020/c", "content": "text"})
    held = Archive(documents={one.id: one for one in (other, same, text)})
    write_files(tmp_path, {"规定.txt": TEXT})
    item = Input(tmp_path / "规定.txt", "规定.txt")
    assert Shelf(tmp_path, held).put(item, result).status == "converted"
    assert compared == ["2020/a"]


def test_what_may_not_be_kept_is_not_attached(tmp_path: Path) -> None:
    digest = Document(
        id="2020/a", file="documents/2020/a.md", title="某某服务管理规定", date="2020-03-01", content="digest", body="提要。"
    )  # fmt: skip
    (result,) = Converter(Archive()).from_bytes(TEXT.encode(), Path("规定.txt"))
    closed = result.document.model_copy(update={"access": "record", "date": digest.date})
    plan = shelf.plan(
        replace(result, document=closed, allowed="record"), Wishes(), shelf.Stock(digest=digest)
    )
    assert plan.action != "attach"


def test_keys_are_put_where_they_belong() -> None:
    text = "---\ntitle: 甲\naccess: full\nsource:\n  name: 某网\n---\n\n正文。\n"
    made = frontmatter.with_keys(text, {"text": {"provider": "sources", "key": "甲.txt"}}, after="access")
    assert made == text.replace("source:", "text:\n  provider: sources\n  key: 甲.txt\nsource:")
    made = frontmatter.with_keys(text, {"place": "北京"}, after="source")
    assert made == text.replace("某网\n", "某网\nplace: 北京\n")
    made = frontmatter.with_keys(text, {"place": "北京"}, after="nothing")
    assert made == text.replace("---\n\n", "place: 北京\n---\n\n")
