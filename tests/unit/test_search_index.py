"""The files of the index: whole, the same each time, kept where nothing changed, and without what is not public."""

from __future__ import annotations

import errno
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

import disturbing
from gongwen.records import Agency, Document
from gongwen.records.archive import Archive
from gongwen.search import index
from gongwen.search.trie import ranges
from index_reader import anchored, plain, texts

SECRET = "这一句只在原件里有"


def document(identity: str, body: str, **more: object) -> Document:
    year = identity[:4]
    data = {"id": identity, "file": f"documents/{identity}.md", "title": f"第{identity}件", "body": body}
    return Document.model_validate(data | ({"date": f"{year}-03-01"} if year.isdigit() else {}) | more)


def archive_of(*documents: Document) -> Archive:
    agency = Agency.model_validate(
        {"id": "mii", "file": "agencies/mii.md", "name": "信息产业部", "kind": "state organ", "level": "central", "aliases": ["信产部"]}
    )  # fmt: skip
    return Archive(documents={d.id: d for d in documents}, agencies={"mii": agency})


@pytest.fixture
def some() -> Archive:
    return archive_of(
        *(
            document(f"{1994 + n % 33}/d{n}", f"## 一、工作{n}\n\n第{n}次会议部署工作。\n\n- 其一，{n}号。")
            for n in range(60)
        )
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.bin")}


def test_the_same_archive_gives_the_same_files(some: Archive, tmp_path: Path) -> None:
    index.build(some, tmp_path, tmp_path / "a")
    index.build(some, tmp_path, tmp_path / "b", tmp_path / "cache")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_every_record_is_there_with_its_lines(some: Archive, tmp_path: Path) -> None:
    report = index.build(some, tmp_path, tmp_path / "a")
    found = texts(tmp_path / "a")
    assert report.records == len(found) == 61
    record = found["documents/1994/d0/"]
    assert [line[0] for line in record["l"] if len(line) < 3] == ["第0次会议部署工作。", "其一，0号。"]
    assert anchored(record)
    assert report.bytes == sum(len(data) for data in contents(tmp_path / "a").values())
    assert sorted(report.files) == sorted(contents(tmp_path / "a"))


def test_a_second_build_takes_everything_from_the_cache(some: Archive, tmp_path: Path) -> None:
    first = index.build(some, tmp_path, tmp_path / "a", tmp_path / "cache")
    second = index.build(some, tmp_path, tmp_path / "a", tmp_path / "cache")
    assert first.fresh > 0
    assert second.fresh == 0


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-1], lambda data: data + b"0"])
@pytest.mark.parametrize("file", ["labels.json", "0.bin"])
def test_a_damaged_cache_is_made_again(
    damage: Callable[[bytes], bytes], file: str, some: Archive, tmp_path: Path
) -> None:
    index.build(some, tmp_path, tmp_path / "a", tmp_path / "cache")
    damaged = sorted((tmp_path / "cache").rglob(file))
    assert damaged
    for path in damaged:
        data = damage(path.read_bytes())
        path.unlink()  # the site has the same file by another name
        path.write_bytes(data)
    index.build(some, tmp_path, tmp_path / "b", tmp_path / "cache")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_texts_are_packed_where_files_are_counted(tmp_path: Path) -> None:
    many = archive_of(*(document(f"2020/d{n}", f"第{n}次会议部署工作。" * 300) for n in range(30)))
    index.build(many, tmp_path, tmp_path / "a")
    index.build(many, tmp_path, tmp_path / "b", few_files=True)
    files = [len([name for name in contents(tmp_path / one) if name.startswith("t/")]) for one in "ab"]
    assert files[1] * 2 < files[0]
    assert texts(tmp_path / "a") == texts(tmp_path / "b")


def test_texts_of_a_crowd_share_their_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = archive_of(*(document(f"2020/d{n}", f"第{n}次会议部署工作。" * 600) for n in range(30)))
    index.build(many, tmp_path, tmp_path / "a")
    monkeypatch.setattr(index, "_CROWD", 20)
    index.build(many, tmp_path, tmp_path / "b")
    files = [len([name for name in contents(tmp_path / one) if name.startswith("t/")]) for one in "ab"]
    assert files == [31, 16]
    assert texts(tmp_path / "a") == texts(tmp_path / "b")


def test_what_has_not_changed_keeps_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new document of this year leaves the part with the old ones alone, and the texts of other years."""
    monkeypatch.setattr(index, "_PARTED", 20)
    old = [
        document(f"{year}/d{n}", f"旧文{year}之{n}。" * 30) for year in range(1994, 2024) for n in range(2)
    ]
    new = [document(f"2026/n{n}", f"新文之{n}。" * 30) for n in range(5)]
    cache = tmp_path / "cache"
    index.build(archive_of(*old, *new), tmp_path, tmp_path / "a", cache)
    before = contents(tmp_path / "a")
    report = index.build(
        archive_of(*old, *new, document("2026/x", "又一件。")), tmp_path, tmp_path / "a", cache
    )
    after = contents(tmp_path / "a")
    assert [name for name in before if name.startswith("p/0/")] == [
        name for name in after if name.startswith("p/0/")
    ]
    kept = before.keys() & after.keys()
    changed = {name for name in kept if before[name] != after[name]}
    assert changed <= {"index.bin", "names.bin"}
    gone = {name for name in before.keys() - after.keys() if name.startswith("t/")}
    assert len(gone) <= 3
    assert 0 < report.fresh < len(after)


def test_text_that_may_not_be_published_is_in_no_file(tmp_path: Path) -> None:
    kept = document("2001/kept", SECRET, access="record", rights={"note": "未见公开依据"})
    digest = document("2001/digest", "本馆的提要。", access="record", content="digest")
    index.build(archive_of(kept, digest), tmp_path, tmp_path / "a")
    record = texts(tmp_path / "a")["documents/2001/kept/"]
    assert SECRET not in str(record)
    assert "未见公开依据" in str(record)
    assert "本馆的提要。" in str(texts(tmp_path / "a")["documents/2001/digest/"])
    # Nor as strings of the tree, where the first two characters would stand as numbers.
    unit = SECRET[0].encode("utf-16-le")
    keys = [
        key for part in plain(tmp_path / "a" / "index.bin")["segments"] for key in part["keys"].split("\n")
    ]
    assert SECRET[0] not in "".join(keys)
    for path in (tmp_path / "a").rglob("*.bin"):
        data = zlib.decompress(path.read_bytes())
        assert SECRET.encode() not in data
        assert SECRET.encode("utf-16-le") not in data
        assert unit * 2 not in data


def test_other_files_are_left_alone(some: Archive, tmp_path: Path) -> None:
    target = tmp_path / "search"
    target.mkdir()
    (target / "index.html").write_text("页面", encoding="utf-8")
    index.build(some, tmp_path, target)
    assert (target / "index.html").read_text(encoding="utf-8") == "页面"


def test_an_empty_archive_has_an_index(tmp_path: Path) -> None:
    report = index.build(Archive(), tmp_path, tmp_path / "a")
    assert report.records == 0
    assert plain(tmp_path / "a" / "index.bin")["kinds"][:2] == [
        ["documents", 0, "文献"],
        ["agencies", 0, "机构"],
    ]


def test_a_file_that_cannot_be_put_in_its_place_leaves_nothing_behind(some: Archive, tmp_path: Path) -> None:
    def watch(what: str, path: str) -> None:
        if what == "os.rename" and path.endswith(".new"):
            raise OSError(errno.EIO, "no", path)

    with disturbing.watched(watch), pytest.raises(OSError, match="no"):
        index.build(some, tmp_path, tmp_path / "a")
    assert list((tmp_path / "a").rglob("*.new")) == []


def test_half_a_copy_is_never_taken_for_the_whole(
    some: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the cache is on another disk, its files are copied."""

    def elsewhere(*_: object) -> None:
        raise OSError(errno.EXDEV, "another disk")

    def half(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:10])
        raise OSError(errno.ENOSPC, "full")

    index.build(some, tmp_path, tmp_path / "whole")
    monkeypatch.setattr("os.link", elsewhere)
    with monkeypatch.context() as full:
        full.setattr("shutil.copyfile", half)
        with pytest.raises(OSError, match="full"):
            index.build(some, tmp_path, tmp_path / "a")
    index.build(some, tmp_path, tmp_path / "a")
    assert contents(tmp_path / "a") == contents(tmp_path / "whole")


def test_an_edit_leaves_most_of_the_tree_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "ranges", partial(ranges, size=15))
    texts = ["未成年人模式的要求。", "算法推荐服务。", "清朗行动开始。", "数据出境安全评估。"] * 5
    before = [document(f"2020/n{number}", text) for number, text in enumerate(texts)]
    index.build(archive_of(*before), tmp_path, tmp_path / "a", tmp_path / "cache")
    after = [*before[:7], document("2020/n7", "数据出境。"), *before[8:]]
    report = index.build(archive_of(*after), tmp_path, tmp_path / "a", tmp_path / "cache")
    index.build(archive_of(*after), tmp_path, tmp_path / "b")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    pieces = {name for name in report.files if name.startswith("p/")}
    assert len(pieces) > 15
    assert 0 < report.fresh < len(pieces) * 3 / 4


def test_copies_leave_what_they_make_on_the_shelves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "ranges", partial(ranges, size=15))
    texts = ["未成年人模式的要求。", "算法推荐服务。", "清朗行动开始。", "数据出境安全评估。"] * 5
    documents = archive_of(*(document(f"2020/n{number}", text) for number, text in enumerate(texts)))
    monkeypatch.setenv("GONGWEN_JOBS", "1")
    alone = index.build(documents, tmp_path, tmp_path / "a", tmp_path / "one")
    monkeypatch.setenv("GONGWEN_JOBS", "2")
    shared = index.build(documents, tmp_path, tmp_path / "b", tmp_path / "two")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert alone.fresh == shared.fresh > 0
    again = index.build(documents, tmp_path, tmp_path / "b", tmp_path / "two")
    assert again.fresh == 0
