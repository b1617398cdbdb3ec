"""The site as the generator asks for it: which record is on a page, what goes around and below its text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from gongwen import frontmatter
from gongwen.archive import Archive
from gongwen.errors import GongwenError
from gongwen.names.matcher import Context
from gongwen.pages.paragraphs import plain
from gongwen.records import Agency, Campaign, Document, Named, Record, Term
from gongwen.weave import authorities, indexes
from gongwen.weave.authority_view import authority_view
from gongwen.weave.coverage import coverage_page
from gongwen.weave.document_view import document_view
from gongwen.weave.home_view import home_view
from gongwen.weave.links import crumb_links
from gongwen.weave.occurrences import Occurrences
from gongwen.weave.record_pages import record_pages
from gongwen.weave.termlinks import Surroundings

_TEMPLATES: dict[type[Record], str] = {
    Document: "document.html", Agency: "authority.html", Campaign: "authority.html", Term: "authority.html",
}  # fmt: skip
_DESCRIPTION_LIMIT = 110


def _by_address(*pages: indexes.Page) -> dict[str, indexes.Page]:
    """Pages by source file; two with the same are a defect of the archive, not to be hidden.

    Raises:
        GongwenError: an address is generated twice.
    """
    found: dict[str, indexes.Page] = {}
    for page in pages:
        if page.src in found:
            raise GongwenError(
                f"两个页面生成同一地址 {page.src}：“{found[page.src].title}”与“{page.title}”",
                advice="改记录的 id",
            )
        found[page.src] = page
    return found


class Site:
    """One build of the site.

    Args:
        archive: the records.
        site_url: the site's address, ending in a slash; empty where it isn't known.
    """

    def __init__(self, archive: Archive, site_url: str) -> None:
        self.archive = archive
        self.occurrences = Occurrences(archive)
        self._site_url = site_url
        self._records = {record.file: record for record in archive}
        self._pages = _by_address(
            *indexes.all_pages(archive),
            coverage_page(archive),
            *record_pages(archive, self.occurrences),
        )
        self._current = ""

    @cached_property
    def _home(self) -> object:
        return home_view(self.archive, self.occurrences)

    def record(self, src: str) -> Record | None:
        """The record whose page has this source file."""
        return self._records.get(src)

    def enter(self, src: str) -> None:
        """Note which page is rendered from now on."""
        self._current = src

    def current_document(self) -> Document | None:
        """The document being rendered; None for other pages."""
        record = self.record(self._current)
        return record if isinstance(record, Document) else None

    def surroundings(self) -> Surroundings | None:
        """Where names in the page being rendered stand; None for pages without linked text."""
        record = self.record(self._current)
        if isinstance(record, Document):
            return Surroundings(record.file, Context(record.date, record.place))
        return Surroundings(record.file) if record is not None else None

    @staticmethod
    def template(record: Record) -> str:
        """The template of a record's page."""
        return _TEMPLATES[type(record)]

    def description(self, record: Record) -> str:
        """One line on a page for search engines and link previews."""
        if isinstance(record, Document):
            who = "、".join(self.archive.agency_name(issuer) for issuer in record.issuers)
            head = "，".join(filter(None, (record.type, who, record.document_number, str(record.date or ""))))
            return f"{head}。{plain(record.public_body.split(chr(10))[0])}"[:_DESCRIPTION_LIMIT]
        assert isinstance(record, Named)
        return "，".join(filter(None, (record.kind_label, record.label, record.label_en or "")))[
            :_DESCRIPTION_LIMIT
        ]

    def with_sections(self, record: Record, markdown: str) -> str:
        """A record's Markdown with what the archive knows of it below."""
        if isinstance(record, Agency):
            return f"{markdown}\n\n{authorities.agency_page(record, self.archive, self.occurrences)}"
        if isinstance(record, Campaign):
            return f"{markdown}\n\n{authorities.campaign_page(record, self.archive, self.occurrences)}"
        if isinstance(record, Term):
            return f"{markdown}\n\n{authorities.term_page(record, self.archive, self.occurrences)}"
        return markdown

    def generated_pages(self) -> Iterator[indexes.Page]:
        """Pages that have no file."""
        yield from self._pages.values()

    @staticmethod
    def markdown_of(page: indexes.Page) -> str:
        """A generated page as a file would hold it."""
        head = {"title": page.title, "template": page.layout}
        return frontmatter.dump(head, page.markdown)

    def view(self, src: str) -> object:
        """What the template of this page shows beside its text."""
        record = self.record(src)
        if isinstance(record, Document):
            return document_view(record, self.archive, self.occurrences, self._site_url)
        if isinstance(record, Named):
            return authority_view(record)
        if src == "index.md":
            return self._home
        page = self._pages.get(src)
        if page is not None:
            return {"crumbs": crumb_links(page.crumbs), "lede": page.lede}
        return {"crumbs": crumb_links((indexes.HOME,)), "lede": ""}
