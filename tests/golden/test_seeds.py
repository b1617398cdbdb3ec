"""The five samples against the gold standard; skipped, visibly, where the samples are not at hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from golden.seed_expectations import SAMPLES, Expected
from gongwen.convert import page
from gongwen.convert.pipeline import Converted, Converter, Wishes
from gongwen.records import Document, build, frontmatter
from gongwen.records.excerpt import EXCERPT_LIMIT
from gongwen.records.openness import given_out

pytestmark = pytest.mark.seeds


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda sample: sample.number)
def sample(request: pytest.FixtureRequest) -> Expected:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def source(sample: Expected, seeds: Path) -> Path:
    (path,) = seeds.glob(f"{sample.number}_*")
    return path


@pytest.fixture(scope="module")
def converted(source: Path, converter: Converter) -> Converted:
    return converter.convert(source, Wishes(access="full"))


@pytest.fixture(scope="module")
def document(converted: Converted) -> Document:
    return converted.document


@pytest.fixture(scope="module")
def paragraphs(document: Document) -> list[str]:
    return [block for block in document.body.split("\n\n") if not block.startswith("#")]


def test_described_as_in_the_gold_standard(document: Document, sample: Expected) -> None:
    assert document.title == sample.title
    assert document.type == sample.type
    assert document.date == sample.date
    assert document.date_kind == sample.date_kind
    assert document.date_basis == sample.date_basis
    assert set(document.issuers) == sample.issuers
    assert sample.campaigns <= set(document.campaigns) <= sample.campaigns | sample.may_have
    assert document.place == sample.place
    assert document.document_number is None
    assert document.addressee == sample.addressee
    assert (document.source.name if document.source else None) == sample.source
    assert document.republisher == sample.republisher


def test_people(document: Document, sample: Expected) -> None:
    assert tuple((person.name, person.office) for person in document.people) == sample.people
    assert not {person.name for person in document.people} & set(sample.nobody)
    if sample.number in {"000", "002"}:
        (host,) = [person.name for person in document.people if person.role == "host"]
        assert host == {"000": "奚国华", "002": "邢慧娜"}[sample.number]


def test_inferred_fields_show_their_evidence(document: Document, sample: Expected) -> None:
    if sample.date_basis == "inferred":
        assert document.evidence["date"].basis == "inferred"
        assert document.evidence["date"].text
    assert set(sample.review) <= set(document.review)


def test_headings(document: Document, sample: Expected) -> None:
    assert tuple(re.findall(r"^#+ .*$", document.body, re.MULTILINE)) == sample.headings


def test_paragraphs(paragraphs: list[str], sample: Expected) -> None:
    if sample.paragraphs is not None:
        assert len(paragraphs) == sample.paragraphs
    starts = [
        next((i for i, p in enumerate(paragraphs) if p.startswith(start)), None) for start in sample.starts
    ]
    assert None not in starts, dict(zip(sample.starts, starts, strict=True))
    if sample.paragraphs == len(sample.starts):
        assert starts == list(range(len(starts)))
    assert paragraphs[-1].endswith(sample.ends)


def test_text(document: Document, sample: Expected) -> None:
    body = document.body
    for words in sample.joined:
        assert words in body, words
    for words, count in sample.present:
        assert body.count(words) == count, words
    for words in sample.absent:
        assert words not in body, words


def test_speakers(converted: Converted, sample: Expected) -> None:
    turns = [p.label.text for p in converted.outline.paragraphs if p.label]
    assert tuple(turns) == sample.speakers
    bold = re.findall(r"^\*\*(.*?)：\*\*$", converted.document.body, re.MULTILINE)
    assert tuple(bold) == sample.speakers
    if sample.number == "002":
        assert sum(p.label.asks for p in converted.outline.paragraphs if p.label) == 10


def test_repairs_are_listed(document: Document, sample: Expected) -> None:
    counts = {repair.kind: repair.count for repair in document.repairs}
    for kind, count in sample.repairs.items():
        assert kind in counts
        assert counts[kind] == count or count == 0
    for words in sample.sic:
        assert any(words in doubt.text for doubt in document.sic), words


def test_half_width_punctuation_is_gone(document: Document) -> None:
    assert not re.search(r"[\u4e00-\u9fff”》][,;?!]|[\u4e00-\u9fff][:(]", document.body)


def test_nothing_unique_is_lost(source: Path, converted: Converted) -> None:
    """Every Chinese character of the input is in the page, in its metadata, or in what was reported as removed."""
    import unicodedata

    text = unicodedata.normalize("NFC", source.read_text(encoding="utf-8"))
    kept = converted.document.body + converted.document.title
    for line in filter(None, (line.strip() for line in text.splitlines())):
        pieces = re.findall(r"[\u4e00-\u9fff]{12}", line)
        missing = [piece for piece in pieces if piece not in kept]
        removed = any(
            repair.kind in {"library-banner", "copyright-notice", "breadcrumb"}
            for repair in converted.document.repairs
        )
        assert not missing or removed, missing[:3]


def test_without_order_only_what_may_be_published(
    source: Path, converter: Converter, sample: Expected
) -> None:
    cautious = converter.convert(source)
    assert cautious.document.access in sample.access_without_order
    limited = cautious.limited()
    if cautious.document.access == "record":
        assert (limited.body, given_out(limited)) == ("", 0)
    elif cautious.document.access == "excerpt":
        assert len(limited.body) > 0
        assert given_out(limited) <= EXCERPT_LIMIT
    if cautious.document.access != "full":
        assert cautious.document.rights is not None
        assert "access" in cautious.document.review


def test_the_page_reads_back_and_converts_to_itself(
    document: Document, converter: Converter, tmp_path: Path
) -> None:
    text = page.render(document)
    read = build(Document, frontmatter.parse(text, "x"), id="", file="")
    assert read.body == document.body
    again = tmp_path / "again.md"
    again.write_text(text, encoding="utf-8")
    assert converter.convert(again).document.body == document.body


def test_same_input_same_bytes(source: Path, document: Document, converter: Converter) -> None:
    assert page.render(converter.convert(source, Wishes(access="full")).document) == page.render(document)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_give_the_same_text(
    source: Path, document: Document, converter: Converter, encoding: str, tmp_path: Path
) -> None:
    other = tmp_path / source.name
    other.write_bytes(source.read_text(encoding="utf-8").encode(encoding))
    assert converter.convert(other, Wishes(access="full")).document.body == document.body
