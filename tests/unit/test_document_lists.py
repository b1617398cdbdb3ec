"""Lists of documents are parted where they are long: every document is listed, and no page lists too many."""

from __future__ import annotations

from gongwen.records import Document
from gongwen.records.archive import Archive
from gongwen.views.documents import LATEST, MOST_LISTED, document_indexes
from gongwen.views.page import Page
from gongwen.views.parts import CountedList, DocumentList


def document(number: int, date: str | None) -> Document:
    return Document.model_validate(
        {
            "title": f"第{number}号通知",
            "date": date,
            "type": "通知",
            "content": "text",
            "access": "full",
            "id": f"{(date or 'undated')[:4]}/n{number}",
            "file": f"documents/{(date or 'undated')[:4]}/n{number}.md",
            "body": "内容。",
        }
    )


def pages(*documents: Document) -> dict[str, Page]:
    return {page.src: page for page in document_indexes(Archive.of(documents))}


def listed(page: Page) -> list[str]:
    parts = (part for section in page.sections for part in section.parts if isinstance(part, DocumentList))
    return [line.link.text for part in parts for line in part.lines]


def ways(page: Page) -> list[str | None]:
    parts = (part for section in page.sections for part in section.parts if isinstance(part, CountedList))
    return [link.path for part in parts for link in part.links]


def test_short_lists_stand_on_one_page() -> None:
    found = pages(*(document(n, f"20{n % 20:02d}-01-01") for n in range(MOST_LISTED)))
    assert len(listed(found["documents/types/tongzhi.md"])) == MOST_LISTED
    assert not [src for src in found if src.startswith("documents/types/tongzhi/")]


def test_a_long_list_is_parted_by_year() -> None:
    documents = [document(n, f"20{n % 10:02d}-01-01") for n in range(MOST_LISTED + 200)]
    documents.append(document(9999, None))
    found = pages(*documents)
    door = found["documents/types/tongzhi.md"]
    assert len(listed(door)) == LATEST
    assert ways(door)[0] == "documents/types/tongzhi/2009/"
    assert ways(door)[-1] == "documents/types/tongzhi/undated/"
    below = [page for src, page in found.items() if src.startswith("documents/types/tongzhi/")]
    assert sorted(title for page in below for title in listed(page)) == sorted(d.title for d in documents)
    assert {f"{page.src.removesuffix('.md')}/" for page in below} == set(ways(door))


def test_a_long_year_is_parted_by_month_and_a_long_month_by_number() -> None:
    first = [document(n, "2020-03-01") for n in range(MOST_LISTED + 1)]
    rest = [document(n, "2020") for n in range(5000, 5010)]
    found = pages(*first, *rest)
    assert ways(found["documents/2020/index.md"]) == ["documents/2020/month-03/", "documents/2020/month-00/"]
    assert len(listed(found["documents/2020/month-00.md"])) == 10
    assert len(ways(found["documents/2020/month-03.md"])) == 2
    assert len(listed(found["documents/2020/month-03/part-1.md"])) == MOST_LISTED
    assert max(len(listed(page)) for page in found.values()) <= MOST_LISTED
