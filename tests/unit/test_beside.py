"""Files beside a page: how many a site can have, and no more of a text in them than the page shows."""

from __future__ import annotations

import json

import pytest

from gongwen.publish import exported
from gongwen.publish.beside import FORMS, MOST_FILES, affordable, is_open, markdown
from gongwen.publish.proof import Identity, provenance, swhid
from gongwen.records import Document
from gongwen.records.archive import Archive

HIDDEN = "只在正文里的一句话，不许公开。"
BASE = {"id": "2006/d", "file": "documents/2006/d.md", "title": "某件", "date": "2006-06-01", "type": "通知"}
ORIGINAL = {"file": "raw.txt", "format": "txt", "sha256": "0" * 64}
REPAIRS = [{"kind": "joined-lines", "count": 2, "note": HIDDEN}]


def document(**more: object) -> Document:
    return Document.model_validate({**BASE, "body": HIDDEN, "content": "text", **more})


@pytest.mark.parametrize("records", [1, 700, 5_749, 5_750, 5_751, 7_666, 7_667, 10_000, 12_000])
def test_a_site_never_has_more_files_than_hosts_take(records: int) -> None:
    forms = affordable(FORMS, records)
    assert 2_000 + records * (2 + len(forms)) <= MOST_FILES or forms == ()
    assert forms == FORMS[: len(forms)]


def test_json_falls_away_before_markdown() -> None:
    assert [affordable(FORMS, count) for count in (5_750, 5_751, 7_666, 7_667)] == [
        ("md", "json"),
        ("md",),
        ("md",),
        (),
    ]
    assert affordable(("json",), 7_000) == ("json",)
    assert affordable((), 1) == ()


@pytest.mark.parametrize(
    "more",
    [
        {"access": "record", "repairs": REPAIRS, "sic": [{"text": HIDDEN}], "evidence": {"date": {"basis": "text", "text": HIDDEN[:14]}}},
        {"access": "full", "withdrawn": {"date": "2020", "reason": "有误"}},
    ],
)  # fmt: skip
def test_no_hidden_word_stands_beside_a_page(more: dict[str, object]) -> None:
    closed = document(original=ORIGINAL, **more)
    said = [markdown(closed), *(data.decode() for _, data in exported.blocks(Archive.of([closed]), ""))]
    said.append(json.dumps(provenance(closed, "https://a.example/", Identity()), ensure_ascii=False))
    for text in said:
        assert HIDDEN[:8] not in text
    assert not is_open(closed)
    assert HIDDEN in markdown(document(access="full"))
    assert is_open(document(access="full"))


def test_the_chain_of_a_page() -> None:
    made = document(access="full", original=ORIGINAL, repairs=REPAIRS)
    chain = provenance(made, "https://a.example/d/", Identity("swh:1:cnt:1", "swh:1:cnt:2"))
    assert chain is not None
    assert chain["@id"] == "https://a.example/d/"
    assert chain["prov:specializationOf"] == {"@id": "swh:1:cnt:1"}
    assert chain["prov:wasDerivedFrom"]["@id"] == "swh:1:cnt:2"
    assert chain["prov:wasGeneratedBy"]["prov:used"] == {"@id": "swh:1:cnt:2"}
    (step,) = chain["prov:wasGeneratedBy"]["prov:wasInformedBy"]
    assert (step["rdfs:label"], step["rdfs:comment"]) == ("joined-lines", "接回被切断的句子，2 处")
    assert HIDDEN not in json.dumps(chain, ensure_ascii=False)
    unkept = provenance(made, "https://a.example/d/", Identity())
    assert unkept is not None
    assert unkept["prov:wasDerivedFrom"]["@id"] == f"urn:sha256:{'0' * 64}"
    assert provenance(document(access="full"), "https://a.example/d/", Identity()) is None


def test_an_identifier_is_that_of_git() -> None:
    assert swhid(b"hello\n") == "swh:1:cnt:ce013625030ba8dba906f756967f9e9ca394464a"


def test_what_is_cited_is_the_document_and_never_its_digest() -> None:
    digest = document(content="digest", access="full")
    ((_, data),) = exported.blocks(Archive.of([digest]), "")
    (work,) = json.loads(data)
    assert work["csl"]["title"] == "某件"
    assert "URL" not in work["csl"]
    whole = document(access="full")
    ((_, data),) = exported.blocks(Archive.of([whole]), "")
    assert json.loads(data)[0]["csl"]["URL"] == "root:/documents/2006/d/"
