"""What pages say to machines: shapes of schema.org, links of Signposting, and never a word of a text."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gongwen.publish.history import History
from gongwen.publish.linked import linked, signposts
from gongwen.publish.outside import Outside
from gongwen.records import Agency, Campaign, Document, Record, Term
from gongwen.records.archive import Archive

SITE = "https://a.example/"
HIDDEN = "不公开的一句话只在正文里出现。"
COUNCIL = Agency(
    id="sc",
    file="agencies/sc.md",
    name="国务院",
    name_en="State Council",
    kind="state organ",
    level="central",
    founded="1954",
)
UNION = Agency(
    id="isc", file="agencies/isc.md", name="某协会", kind="industry association", level="central", parent="sc"
)
OLD = Document(
    id="1999/o",
    file="documents/1999/o.md",
    title="旧办法",
    date="1999",
    type="行政法规",
    content="text",
    status="repealed",
)
RULE = Document(
    id="2000/d",
    file="documents/2000/d.md",
    title="某办法",
    title_en="Measures",
    date="2000-09-25",
    effective="2000-10-01",
    type="行政法规",
    issuers=["sc", "无条目的局"],
    document_number="国务院令第292号",
    status="in force",
    source={"name": "某网", "url": "https://s.example/1"},
    relations=[{"type": "repeals", "target": "1999/o"}, {"type": "amends", "target": "某规定"}],
    content="text",
    access="full",
    body=HIDDEN,
)
CAMPAIGN = Campaign(
    id="c", file="campaigns/c.md", name="某行动", kind="campaign", start="2021-05", leads=["sc"]
)
TERM = Term(
    id="t", file="glossary/t.md", term="备案", pinyin="bèi àn", category="governance", definition="一种手续"
)


def archive(*more: Document) -> Archive:
    documents = {document.id: document for document in (OLD, RULE, *more)}
    return Archive(
        agencies={"sc": COUNCIL, "isc": UNION},
        campaigns={"c": CAMPAIGN},
        terms={"t": TERM},
        documents=documents,
    )


def said(record: Record) -> dict[str, Any]:
    found = linked(record, archive(), SITE)
    assert found is not None
    return found


def test_a_rule_is_legislation() -> None:
    issuer = {"@type": "GovernmentOrganization", "@id": f"{SITE}agencies/sc/", "name": "国务院"}
    other = {"@type": "Organization", "name": "无条目的局"}
    assert said(RULE) == {
        "@context": ["https://schema.org", {"eli": "http://data.europa.eu/eli/ontology#"}],
        "@type": "Legislation",
        "@id": f"{SITE}documents/2000/d/",
        "url": f"{SITE}documents/2000/d/",
        "name": "某办法",
        "alternateName": "Measures",
        "inLanguage": "zh-CN",
        "identifier": "国务院令第292号",
        "genre": "行政法规",
        "datePublished": "2000-09-25",
        "author": [issuer, other],
        "sameAs": "https://s.example/1",
        "legislationIdentifier": "国务院令第292号",
        "legislationType": "行政法规",
        "legislationDate": "2000-09-25",
        "legislationPassedBy": [issuer, other],
        "legislationJurisdiction": "CN",
        "legislationLegalForce": "https://schema.org/InForce",
        "temporalCoverage": "2000-10-01/..",
        "eli:first_date_entry_in_force": "2000-10-01",
        "legislationChanges": [{"@type": "Legislation", "name": "某规定"}],
        "legislationRepeals": [{"@type": "Legislation", "@id": f"{SITE}documents/1999/o/", "name": "旧办法"}],
    }
    assert said(OLD)["legislationLegalForce"].endswith("/NotInForce")


def test_a_digest_is_the_archives_and_about_the_document() -> None:
    found = said(RULE.model_copy(update={"content": "digest"}))
    assert (found["@type"], found["author"]["name"]) == ("Article", "网络治理文献库")
    assert found["about"]["@type"] == "Legislation"
    assert "@id" not in found["about"]


@pytest.mark.parametrize(
    ("type_", "kind"),
    [("新闻报道", "NewsArticle"), ("白皮书", "Report"), ("通知", "DigitalDocument"), ("法律", "Legislation")],
)
def test_types_of_documents(type_: str, kind: str) -> None:
    assert said(OLD.model_copy(update={"type": type_}))["@type"] == kind


def test_agencies_campaigns_terms() -> None:
    assert said(COUNCIL)["@type"] == "GovernmentOrganization"
    assert said(COUNCIL)["foundingDate"] == "1954"
    assert said(UNION)["@type"] == "Organization"
    assert said(UNION)["parentOrganization"]["@id"] == f"{SITE}agencies/sc/"
    assert said(CAMPAIGN)["@type"] == "Event"
    assert said(CAMPAIGN)["organizer"][0]["name"] == "国务院"
    assert said(TERM)["@type"] == "DefinedTerm"
    assert said(TERM)["description"] == "一种手续"


def test_signposts() -> None:
    found = [(post.rel, post.href) for post in signposts(RULE, archive(), SITE)]
    assert found == [
        ("cite-as", f"{SITE}documents/2000/d/"),
        ("type", "https://schema.org/AboutPage"),
        ("type", "https://schema.org/Legislation"),
        ("collection", f"{SITE}about/data/"),
        ("author", f"{SITE}agencies/sc/"),
    ]
    digest = signposts(RULE.model_copy(update={"content": "digest"}), archive(), SITE)
    assert {"license", "author"} <= {post.rel for post in digest}


@pytest.mark.parametrize("access", ["record", "excerpt", "full"])
def test_no_word_of_a_text_goes_out(access: str) -> None:
    hidden = RULE.model_copy(update={"access": access, "body": HIDDEN * 30})
    made = Outside(archive(hidden), History(), SITE, lambda record: record.label)
    assert HIDDEN not in made.machines(hidden, hidden.file).linked


def test_a_withdrawn_record_says_only_where_it_is() -> None:
    gone = RULE.model_copy(update={"withdrawn": {"date": "2020", "reason": "有误"}})
    assert linked(gone, archive(), SITE) is None
    assert [post.rel for post in signposts(gone, archive(), SITE)] == ["cite-as"]


def test_without_an_address_nothing_names_itself() -> None:
    made = Outside(archive(), History(), "", lambda record: record.label)
    assert made.machines(RULE, RULE.file).signposts == ()
    assert [name for name, _ in made.files()] == ["llms.txt", "search/cited/0.json"]


def test_what_is_embedded_is_json() -> None:
    odd = RULE.model_copy(update={"title": "</script><script>alert(1)</script>"})
    text = Outside(archive(), History(), SITE, lambda record: record.label).machines(odd, odd.file).linked
    assert "<" not in text
    assert json.loads(text)["name"] == odd.title
