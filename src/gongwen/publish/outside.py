"""What leaves the archive beside its pages: what each page says to machines, and the files that go with the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gongwen.pages import addresses
from gongwen.publish import data, package, provisions
from gongwen.publish.atom import ALL, CHANGES, Naming, feeds, has_feed, path
from gongwen.publish.beside import NAMES, Form, files
from gongwen.publish.citations import citations, embedded
from gongwen.publish.embedded import Meta, metas
from gongwen.publish.exchange import csl
from gongwen.publish.exported import blocks
from gongwen.publish.history import History
from gongwen.publish.linked import Signpost, dataset, linked, signposts
from gongwen.publish.proof import Identity, identity, provenance
from gongwen.publish.styles import ARCHIVE_NAME
from gongwen.records import KINDS, Document, Record
from gongwen.records.archive import Archive

DATA_PAGE = "about/data.md"
_ABOUT = (
    "1994 年以来中国互联网治理的公开文献。提要是本库所写，不是原文；原文公开到什么范围，每件的 access 写明"
    "（full 全文，excerpt 节录，record 只著录）。引用原文请引公布的地址。"
    "A static archive of documents on the governance of the internet in China."
)


@dataclass(frozen=True, slots=True)
class Machines:
    """What a page says to machines.

    Attributes:
        linked: JSON-LD that may stand in HTML; empty where there is none.
        signposts: typed links.
        feed: the path of the page's own feed; empty where it has none.
        metas: what reference managers read.
        proof: PROV as JSON-LD that may stand in HTML; empty where there is no original.
        ids: the identifiers of the record and of its original.
        beside: names of the files that stand beside the page.
    """

    linked: str = ""
    signposts: tuple[Signpost, ...] = ()
    feed: str = ""
    metas: tuple[Meta, ...] = ()
    proof: str = ""
    ids: Identity = field(default_factory=Identity)
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outside:
    """What leaves the archive in one build.

    Attributes:
        archive: the records.
        history: when they came in and changed.
        site: the site's address, ending in a slash; without one nothing can name itself, and nothing does.
        summary: a line about a record.
        naming: the documents that name a term.
        docs: the folder of the records.
        forms: the files that stand beside each record's page.
    """

    archive: Archive
    history: History
    site: str
    summary: Callable[[Record], str]
    naming: Naming = lambda _: ()
    docs: Path = Path("docs")
    forms: tuple[Form, ...] = ()

    def machines(self, record: Record | None, src: str) -> Machines:
        """What the page of a source file says, which may be that of a record."""
        if record is None:
            shown = self.site and src == DATA_PAGE
            return Machines(embedded(dataset(self.site, data_files()))) if shown else Machines()
        names = tuple(NAMES[form] for form in self.forms)
        ids = self.identity(record)
        if not self.site:
            return Machines(beside=names, ids=ids)
        page = self.site + addresses.url(record.file)
        own = linked(record, self.archive, self.site)
        document = record if isinstance(record, Document) else None
        proof = provenance(document, page, ids) if document else None
        return Machines(
            linked=embedded(own) if own else "",
            signposts=signposts(record, self.archive, self.site),
            feed=path(record) if has_feed(record, self.archive, self.naming) else "",
            metas=metas(document, self.archive, page) if document else (),
            proof=embedded(proof) if proof else "",
            ids=ids,
            beside=names,
        )

    def identity(self, record: Record) -> Identity:
        """The identifiers of a record's files."""
        original = record.original if isinstance(record, Document) else None
        return identity(record.file, original.file if original else None, self.docs)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Files of the site beside its pages: path below its root, and content."""
        yield "llms.txt", self._llms().encode()
        for record in self.archive if self.forms else ():
            row = self._row(record)
            for form in self.forms:
                yield from files(form, addresses.url(record.file), record, row, self.docs)
        yield from blocks(self.archive, self.site)
        if self.site:
            yield from feeds(self.archive, self.history, self.site, self.summary, self.naming)

    def _row(self, record: Record) -> dict[str, object]:
        """A record as data, with what proves it and how it is cited."""
        ids = self.identity(record)
        found: dict[str, object] = {**data.row(record, self.history, self.site), "swhid": ids.record}
        if isinstance(record, Document) and not record.withdrawn:
            page = self.site + addresses.url(record.file)
            cited = citations(record, self.archive, page)[0]
            more = {"csl": csl(cited.work, cited.key), "prov": provenance(record, page, ids)}
            found |= {key: value for key, value in more.items() if value}
        return found

    def _llms(self) -> str:
        """An index of the site for programs that read Markdown (llmstxt.org)."""
        at = self.site
        kinds = [
            f"- [{kind.label}]({at}{kind.folder}/)：{len(self.archive.records(kind.name))} {kind.unit}"
            for kind in KINDS.values()
        ]
        feeds_ = (
            [f"- [新收文献]({at}{ALL})：Atom", f"- [新收、更正、撤下]({at}{CHANGES})：Atom"] if at else []
        )
        lines = [
            f"# {ARCHIVE_NAME}",
            "",
            f"> {_ABOUT}",
            "",
            "## 各类记录",
            "",
            *kinds,
            "",
            "## 数据",
            "",
            *(f"- [{name}]({at}{name})：{media}" for name, media in data_files().items()),
            "",
            "## 说明",
            "",
            f"- [如何引用]({at}about/citing/)：段落、条款的地址和引文的体例",
            *(
                [f"- 每条记录的页址后面加 {' 或 '.join(NAMES[form] for form in self.forms)}，就是它的数据"]
                if self.forms
                else []
            ),
            f"- [数据与订阅]({at}about/data/)：各文件里有什么，怎样问",
            f"- [权利与更正]({at}about/rights/)：什么可以怎样用",
            *(["", "## 订阅", "", *feeds_] if feeds_ else []),
        ]
        return "\n".join(lines) + "\n"


def data_files() -> dict[str, str]:
    """Every file of data in the site, with what it is."""
    return {**data.media_types(), **provisions.MEDIA_TYPES, package.DESCRIPTOR: "application/json"}
