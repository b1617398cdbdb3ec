"""Links take names that the concordances have found: the same links as if they were looked for again."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from markdown import Markdown

from gongwen.derived import occurrences
from gongwen.derived.occurrences import Occurrences
from gongwen.names.deciding import FIELDS
from gongwen.names.matcher import Context, Matcher
from gongwen.pages.whole import page_source
from gongwen.records import Agency, Campaign, Document, Named, Record, Term
from gongwen.records.archive import Archive
from gongwen.records.edtf import Edtf
from gongwen.records.values import OldAnchor, WholeText
from gongwen.views.anchors import AnchorExtension
from gongwen.views.name_links import NameLinkExtension
from gongwen.views.site import Site
from gongwen.work.kept_values import KeptValues

AGENCY = Agency.model_validate(
    {"id": "jia", "file": "agencies/jia.md", "name": "甲网管理部", "kind": "state organ", "level": "central"}
)
SENSES = [{"alias": "丙委", "until": "2005"}], [{"alias": "丙委", "since": "2006"}]
BEFORE, AFTER = (
    Agency.model_validate(
        {
            "id": identity,
            "file": f"agencies/{identity}.md",
            "name": f"{name}管理委员会",
            "aliases": ["丙委"],
            "kind": "state organ",
            "level": "central",
            "senses": senses,
        }
    )
    for identity, name, senses in (("old", "旧网", SENSES[0]), ("new", "新网", SENSES[1]))
)
TERM = Term(id="filing", file="glossary/filing.md", term="备案", pinyin="bèi àn", category="governance")
TEXT = (
    "丙委要求备案，我部照办。\n\n## 一、备案\n\n- 甲网管理部核查**备案**。\n\n丙委要求备案，我部照办。\n\n"
    "| 甲网管理部 | 备案 |\n|---|---|\n| 丙委 | 乙 |\n\n依照《备案办法》备案。\n丙委通知。\n\n甲网\\*管理部"
)


def document(**more: object) -> Document:
    return Document.model_validate(
        {
            "id": "2004/d",
            "file": "documents/2004/d.md",
            "title": "备案办法",
            "date": "2004-05-01",
            "issuers": ["jia"],
            "body": TEXT,
            **more,
        }
    )


DIGEST = {"content": "digest", "status": "amended"}
DOCUMENTS = {
    "text": document(),
    "excerpt": document(access="excerpt"),
    "digest and text": document(**DIGEST, version="2010-01-01").model_copy(
        update={"whole": WholeText(body=TEXT, origin="文件夹", sha256="0" * 64)}
    ),
    "text of an unknown day": document(**DIGEST).model_copy(
        update={"whole": WholeText(body=TEXT, origin="文件夹", sha256="0" * 64)}
    ),
}


def rendered(document: Document, *, again: bool) -> tuple[str, Site]:
    site = Site(
        Archive(
            documents={document.id: document},
            agencies={agency.id: agency for agency in (AGENCY, BEFORE, AFTER)},
            terms={"filing": TERM},
        ),
        "",
    )
    site.enter(document.file)
    found = site.surroundings()
    assert found is not None
    around = replace(found, named={}, named_below={}) if again else found
    links = NameLinkExtension(site.archive, site.occurrences.matcher, site.occurrences.titles, lambda: around)
    md = Markdown(extensions=["tables", links, AnchorExtension(site.current_document)])
    return md.convert(page_source(document)), site


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_links_are_those_of_names_looked_for_again(kind: str) -> None:
    once, _ = rendered(DOCUMENTS[kind], again=False)
    assert once == rendered(DOCUMENTS[kind], again=True)[0]
    assert once.count("<a") > 5 or kind == "excerpt"


def test_what_a_document_calls_its_issuer_is_no_link_and_counts_as_a_mention() -> None:
    html, site = rendered(DOCUMENTS["text"], again=False)
    assert "我部</a>" not in html
    assert any(o.mention.own for o in site.occurrences.by_document["2004/d"])


def test_what_copies_of_the_process_find_is_what_this_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    def found() -> Occurrences:
        many = {identity: document(id=identity, **DIGEST) for identity in ("2004/a", "2004/b")}
        texts = {"2004/c": DOCUMENTS["digest and text"], "2004/e": DOCUMENTS["excerpt"]}
        agencies = {agency.id: agency for agency in (AGENCY, BEFORE, AFTER)}
        return Occurrences(
            Archive(
                documents={i: d.model_copy(update={"id": i}) for i, d in {**many, **texts}.items()},
                agencies=agencies,
                terms={"filing": TERM},
            )
        )

    def elsewhere(job: Callable[[Document], object], items: Sequence[Document]) -> dict[int, object]:
        # One is left, as if its copy had failed.
        return {
            place: pickle.loads(pickle.dumps(job(item))) for place, item in enumerate(items) if place != 1
        }

    here, there = found(), found()
    assert here.by_document
    monkeypatch.setattr(occurrences, "divided", elsewhere)
    assert there.by_document == here.by_document
    assert all(there.lines(d) == here.lines(d) for d in here.archive.documents.values())
    assert any(o.mention.own and o.line.whole for found in there.by_document.values() for o in found)


def test_each_paragraph_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    find = Matcher.find

    def noting(self: Matcher, text: str, *more: object, **named: object) -> object:
        asked.append(text)
        return find(self, text, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Matcher, "find", noting)
    rendered(document(body="甲网管理部要求备案。\n\n丙委通知。"), again=False)
    assert sorted(asked) == ["丙委通知。", "甲网管理部要求备案。"]


LAW = "\n\n".join(f"第{number}条　丙委、甲网管理部要求备案。" for number in "一二三四五")


def archive(*documents: Document, agency: Agency = AGENCY) -> Archive:
    agencies = {record.id: record for record in (agency, BEFORE, AFTER)}
    return Archive(documents={d.id: d for d in documents}, agencies=agencies, terms={"filing": TERM})


def read_with(file: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> tuple[Occurrences, list[str]]:
    """What is found in an archive with what was kept, and the texts that were looked through for it."""
    asked: list[str] = []
    find = Matcher.find

    def noting(self: Matcher, text: str, *more: object, **named: object) -> object:
        asked.append(text)
        return find(self, text, *more, **named)  # type: ignore[arg-type]

    kept = KeptValues(file)
    with monkeypatch.context() as patched:
        patched.setattr(Matcher, "find", noting)
        found = Occurrences(archive, kept)
        assert found.by_document.keys() == archive.documents.keys()
    kept.close()
    fresh = Occurrences(archive)
    assert found.by_document == fresh.by_document
    assert all(found.lines(d) == fresh.lines(d) for d in archive.documents.values())
    return found, asked


def test_what_was_found_in_a_text_holds_while_text_and_names_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, law = DOCUMENTS["digest and text"], document(id="2004/l", date=None, body=LAW)
    file, both = tmp_path / "values.sqlite", (whole, law)
    assert read_with(file, archive(*both), monkeypatch)[1]
    found, asked = read_with(file, archive(*both), monkeypatch)
    assert asked == []
    assert any(o.mention.candidates for o in found.by_document["2004/l"])
    assert any(line.place for line in found.lines(law))
    retold = AGENCY.model_copy(update={"body": "改过。", "name_en": "A", "summary_en": "It is."})
    assert read_with(file, archive(*both, agency=retold), monkeypatch)[1] == []
    changed = law.model_copy(update={"body": "丙委备案。"})
    assert read_with(file, archive(whole, changed), monkeypatch)[1] == ["丙委备案。"]


@pytest.mark.parametrize(
    "update",
    [
        {"body": "丙委。"},
        {"whole": None},
        {"date": Edtf("2007-01-01")},
        {"version": Edtf("2004-06-01")},
        {"place": "河南省"},
        {"issuers": ("old",)},
        {"anchors": (OldAnchor(old="p-12345678"),)},
    ],
    ids=lambda update: next(iter(update)),
)
def test_what_was_found_in_a_text_is_not_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update: dict[str, object]
) -> None:
    whole, file = DOCUMENTS["digest and text"], tmp_path / "values.sqlite"
    assert read_with(file, archive(whole), monkeypatch)[1]
    assert read_with(file, archive(whole.model_copy(update=update)), monkeypatch)[1]


def test_what_was_found_is_not_that_of_other_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, text = tmp_path / "values.sqlite", DOCUMENTS["text"]
    assert read_with(file, archive(text), monkeypatch)[1]
    renamed = AGENCY.model_copy(update={"aliases": ("核查备案",)})
    assert read_with(file, archive(text, agency=renamed), monkeypatch)[1]


def test_all_of_a_record_that_names_are_found_by_is_among_what_decides(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: set[str] = set()
    read = Record.__getattribute__

    def noting(self: Record, name: str) -> object:
        if name in type(self).model_fields and isinstance(self, Named):
            asked.add(name)
        return read(self, name)

    monkeypatch.setattr(Record, "__getattribute__", noting, raising=False)
    series = Campaign(id="jw", file="campaigns/jw.md", name="净网行动", kind="campaign", aliases=("净网",))
    years = Campaign(id="jw19", file="campaigns/jw19.md", name="净网2019", kind="campaign", parents=("jw",))
    found = Matcher(replace(archive(), campaigns={"jw": series, "jw19": years}))
    text = "2019年净网行动，2018年净网，“净网2019”专项行动，2020年的净网行动。丙委、我部要求备案。"
    assert found.find(text, Context(issuers=("jia", "old")))
    assert {"senses", "start", "short", "level", "parents"} <= asked <= FIELDS
