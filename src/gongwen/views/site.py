"""The site as the generator asks for it: which record is on a page, what goes around its text."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from gongwen.derived.occurrences import Occurrences
from gongwen.errors import GongwenError
from gongwen.names.matcher import Context
from gongwen.pages import addresses
from gongwen.pages.paragraphs import plain
from gongwen.pages.steps import Step
from gongwen.pages.whole import page_source
from gongwen.records import KINDS, Campaign, Document, Named, Record, kind_of
from gongwen.records.archive import Archive
from gongwen.records.edtf import Edtf
from gongwen.views.agencies import agency_indexes
from gongwen.views.agency import agency_sections
from gongwen.views.asked import AskedTitles
from gongwen.views.authority import ANCHORS, AuthorityView, authority_view, campaign_view
from gongwen.views.campaign import campaign_sections
from gongwen.views.campaigns import campaign_indexes
from gongwen.views.comparison import comparison_pages
from gongwen.views.coverage import coverage_page
from gongwen.views.document import APPARATUS, DocumentView, document_view
from gongwen.views.documents import document_indexes
from gongwen.views.duties import duty_page
from gongwen.views.english import ANCHOR as ENGLISH
from gongwen.views.english import english_view, words
from gongwen.views.english_pages import DESCRIPTION, TITLE, doors, english_pages
from gongwen.views.fingerprint import Fingerprints
from gongwen.views.further import further_pages
from gongwen.views.glossary import glossary_indexes
from gongwen.views.home import HomeView, home_view
from gongwen.views.links import HOME
from gongwen.views.name_links import Surroundings
from gongwen.views.page import Later, Page
from gongwen.views.parts import Section
from gongwen.views.powers import power_pages
from gongwen.views.record import from_others, record_index, record_sections
from gongwen.views.term import term_sections
from gongwen.work.kept_values import KeptValues

_DESCRIPTION_LIMIT = 110

_INDEXES: dict[str, Callable[[Archive], Iterator[Page]]] = {
    "document": document_indexes, "agency": agency_indexes, "campaign": campaign_indexes, "term": glossary_indexes,
}  # fmt: skip
_SECTIONS: dict[str, Callable[[Any, Archive, Occurrences], list[Section]]] = {
    "agency": agency_sections, "campaign": campaign_sections, "term": term_sections,
}  # fmt: skip
"""The views of kinds that have one of their own; others get what follows from their declaration."""

View = DocumentView | AuthorityView | HomeView | Page


def generated_pages(archive: Archive, occurrences: Occurrences) -> Iterator[Page]:
    """Every page of the site that has no file."""
    for kind in KINDS.values():
        indexes = _INDEXES.get(kind.name)
        yield from indexes(archive) if indexes else (record_index(kind, archive),)
    yield coverage_page(archive)
    yield from power_pages(archive, occurrences)
    yield duty_page(archive, occurrences)
    yield from further_pages(archive, occurrences)
    yield from comparison_pages(occurrences.versions)


def _in_both(chinese: Iterator[Page], archive: Archive) -> Iterator[Page]:
    """All pages, those that there are in both languages each with the address of the other."""
    english = {page.src: page for page in english_pages(archive)}
    for page in chinese:
        yield replace(page, twin=_english_twin(page.src, english))
    yield from english.values()


def _english_twin(src: str, pages: Container[str]) -> str | None:
    """The address of the English page that a Chinese one has among `pages`."""
    other = f"en/{src}"
    return addresses.url(other) if other in pages else None


def _by_address(pages: Iterator[Page]) -> dict[str, Page]:
    """Pages by source file; two with the same are a defect of the archive, not to be hidden.

    Raises:
        GongwenError: an address is generated twice.
    """
    found: dict[str, Page] = {}
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
        missing: why documents' whole texts couldn't be had, by id.
        traces: what repairs did to a document's text.
        kept: what earlier builds worked out.
    """

    def __init__(
        self,
        archive: Archive,
        site_url: str,
        missing: Mapping[str, str] = {},
        traces: Callable[[Document], tuple[Step, ...]] = lambda _: (),
        kept: KeptValues | None = None,
    ) -> None:
        self.archive = archive
        self._traces = traces
        self._missing = missing
        self.occurrences = Occurrences(archive, kept)
        self.fingerprints = Fingerprints()
        self.titles = AskedTitles(self.occurrences.titles, self.fingerprints)
        self._site_url = site_url
        self._records = {record.file: record for record in archive}
        self._pages = _by_address(_in_both(generated_pages(archive, self.occurrences), archive))
        self._current = ""

    @cached_property
    def _home(self) -> HomeView:
        return home_view(self.archive, self.occurrences)

    @property
    def doors(self) -> tuple[tuple[str, str], ...]:
        """What heads every page: the kinds, and the way to each."""
        return tuple((kind.label, f"{kind.folder}/") for kind in KINDS.values())

    @property
    def english_doors(self) -> tuple[tuple[str, str], ...]:
        """What heads every English page."""
        return doors()

    english_name = TITLE
    english_description = DESCRIPTION

    @property
    def english_words(self) -> str:
        """What the scripts of the English search take from its page: a table from Chinese words, as JSON."""
        return json.dumps(words(), ensure_ascii=False, separators=(",", ":"))

    def record(self, src: str) -> Record | None:
        """The record whose page has this source file."""
        return self._records.get(src)

    def source(self, src: str) -> str:
        """The Markdown of a page; generated ones have none."""
        record = self.record(src)
        if record is None:
            return ""
        return page_source(record) if isinstance(record, Document) else record.public_body

    def take(self, record: Record) -> bool:
        """Have a record read otherwise, for its own page; what other pages say of it waits for the next build.

        Args:
            record: as it reads now.

        Returns:
            Whether its page can be made on its own: not where there is none yet, or another whole text belongs on it.
        """
        known = self._records.get(record.file)
        if known is None:
            return False
        if isinstance(record, Document) and isinstance(known, Document):
            if any(getattr(record, name) != getattr(known, name) for name in ("text", "access", "rights")):
                return False
            record = record.model_copy(update={"whole": known.whole})
        self.archive = self.archive.with_record(record)
        self._records[record.file] = record
        if isinstance(record, Document):
            self.occurrences.take(record, self.archive)
        return True

    def enter(self, src: str) -> None:
        """Note which page is rendered from now on."""
        self._current = src
        self.titles.begin()

    def made_of(self, src: str) -> str:
        """A digest of everything of the archive that the text of a page is made of, but for titles that it cites."""
        return self.fingerprints.of(src, self.record(src), self._names)

    def days(self) -> list[Edtf | None]:
        """The days of the texts of the page being rendered: above the whole text, and of that."""
        record = self.record(self._current)
        return [record.date, record.text_date] if isinstance(record, Document) else [None]

    @cached_property
    def _names(self) -> str:
        return self.fingerprints.of_names(self.archive)

    def leave(self, src: str) -> None:
        """Let go of what only the page of this source file, which has been made, was for."""
        page = self._pages.get(src)
        if page is not None and isinstance(page.sections, Later):
            page.sections.forget()

    def current_document(self) -> Document | None:
        """The document being rendered; None for other pages."""
        record = self.record(self._current)
        return record if isinstance(record, Document) else None

    def surroundings(self) -> Surroundings | None:
        """Where names in the page being rendered stand; None for pages without linked text."""
        record = self.record(self._current)
        if isinstance(record, Document):
            return self._around(record)
        return Surroundings(record.file) if record is not None else None

    def _around(self, document: Document) -> Surroundings:
        """Where names in a document's text stand, and what of them has been found for the concordances."""
        context, found = Context(document.date, document.place), self.occurrences
        named = found.named(document, whole=False)
        if not document.whole_body:
            return Surroundings(document.file, context, named=named)
        below = Context(document.text_date, document.place)
        # Where the day of the whole text isn't known, names were found in it by the document's.
        known = document.text_date is not None or document.date is None
        named_below = found.named(document, whole=True) if known else {}
        return Surroundings(document.file, context, below, named, named_below)

    @staticmethod
    def template(record: Record) -> str:
        """The template of a record's page."""
        return kind_of(record).template

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

    def generated_pages(self) -> Iterator[Page]:
        """Pages that have no file."""
        yield from self._pages.values()

    def has(self, src: str) -> bool:
        """Whether a record or a generated page has this source file."""
        return src in self._records or src in self._pages

    def anchors(self, src: str) -> set[str]:
        """Anchors that the template may add to a page; of records those of their kind, which cost nothing to tell."""
        record = self.record(src)
        if isinstance(record, Document):
            moved = self.archive.led_away.get(src.removesuffix(".md"), ())
            return {*APPARATUS, ENGLISH, *(item.old for _, item in moved)}
        if record is not None:
            return {*ANCHORS, ENGLISH}
        page = self._pages.get(src)
        return {section.anchor for section in page.sections if section.anchor} if page else set()

    def view(self, src: str) -> View:
        """What the template of this page shows beside its text."""
        record = self.record(src)
        if isinstance(record, Document):
            shown = document_view(
                record,
                self.archive,
                self.occurrences,
                self._site_url,
                missing=self._missing.get(record.id, ""),
            )
            return replace(
                shown,
                in_english=english_view(record, self.archive, shown.anchors, self.occurrences.versions),
                steps=self._traces(record),
            )
        if isinstance(record, Named):
            own = _SECTIONS.get(kind_of(record).name)
            sections = (
                [*own(record, self.archive, self.occurrences), *from_others(record, self.archive)]
                if own
                else record_sections(record, self.archive, self.occurrences)
            )
            named = (
                campaign_view(record, sections, self.archive)
                if isinstance(record, Campaign)
                else authority_view(record, sections)
            )
            return replace(
                named, in_english=english_view(record, self.archive, named.anchors, self.occurrences.versions)
            )
        if src == "index.md":
            return self._home
        return self._pages.get(src) or Page(src, "", "", (HOME,), (), twin=_english_twin(src, self._pages))
