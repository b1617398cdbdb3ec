"""A citation has an address only where the cited text stands."""

from __future__ import annotations

import pytest

from gongwen.publish.citations import citations
from gongwen.records import Agency, Document
from gongwen.records.archive import Archive

PAGE = "https://archive.example/documents/2000/d/"
SOURCE = "https://www.gov.example/1.htm"
COUNCIL = Agency(id="sc", file="agencies/sc.md", name="国务院", kind="state organ", level="central")
ARCHIVE = Archive(agencies={"sc": COUNCIL})


def document(**more: object) -> Document:
    data = {
        "id": "2000/d", "file": "documents/2000/d.md", "title": "某办法", "date": "2000-09-25", "issuers": ["sc"],
        "document_number": "国务院令第292号",
    }  # fmt: skip
    return Document.model_validate({**data, **more})


DIGEST = f"网络治理文献库. 《某办法》提要[EB/OL]. [引用日期]. {PAGE}."
AT_SOURCE = f"国务院. 某办法：国务院令第292号[EB/OL]. （2000-09-25）[引用日期]. {SOURCE}."
AT_PAGE = f"国务院. 某办法：国务院令第292号[EB/OL]. （2000-09-25）[引用日期]. {PAGE}."
NOWHERE = "国务院. 某办法：国务院令第292号[Z]. 2000-09-25."


@pytest.mark.parametrize(
    ("content", "access", "source", "wanted"),
    [
        ("digest", "full", None, [DIGEST, NOWHERE]),
        ("digest", "full", SOURCE, [DIGEST, AT_SOURCE]),
        ("digest", "record", None, [DIGEST, NOWHERE]),
        ("text", "full", None, [AT_PAGE]),
        ("text", "full", SOURCE, [AT_PAGE, AT_SOURCE]),
        ("text", "excerpt", None, [NOWHERE]),
        ("text", "excerpt", SOURCE, [AT_SOURCE]),
        ("text", "record", None, [NOWHERE]),
        ("text", "record", SOURCE, [AT_SOURCE]),
    ],
)
def test_addresses_stand_where_the_text_stands(
    content: str, access: str, source: str | None, wanted: list[str]
) -> None:
    more = {"source": {"url": source}} if source else {}
    made = citations(document(content=content, access=access, **more), ARCHIVE, PAGE)
    assert [citation.text for citation in made] == wanted


def test_many_issuers_and_none() -> None:
    many = document(issuers=["sc", "甲部", "乙部", "丙部"], document_number=None)
    assert citations(many, ARCHIVE, PAGE)[0].text == (
        f"国务院，甲部，乙部，等. 某办法[EB/OL]. （2000-09-25）[引用日期]. {PAGE}."
    )
    speech = document(
        issuers=[], people=[{"name": "王小明", "role": "speaker"}], date=None, document_number=None
    )
    assert citations(speech, ARCHIVE, PAGE)[0].text == f"王小明. 某办法[EB/OL]. [引用日期]. {PAGE}."


@pytest.mark.parametrize(
    ("doc_type", "mark"), [("白皮书", "R"), ("工作汇报", "R"), ("通知", "Z"), ("新闻报道", "Z")]
)
def test_what_has_no_address_is_marked_by_its_type(doc_type: str, mark: str) -> None:
    made = citations(document(type=doc_type, content="digest"), ARCHIVE, PAGE)
    assert made[1].text == f"国务院. 某办法：国务院令第292号[{mark}]. 2000-09-25."
