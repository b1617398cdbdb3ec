"""What leaves the archive beside its pages: what each page says to machines, and the files that go with the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongwen.publish import data, provisions
from gongwen.publish.atom import ALL, CHANGES, feeds, has_feed, path
from gongwen.publish.citations import embedded
from gongwen.publish.history import History
from gongwen.publish.linked import Signpost, dataset, linked, signposts
from gongwen.publish.styles import ARCHIVE_NAME
from gongwen.records import KINDS, Record
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
    """

    linked: str = ""
    signposts: tuple[Signpost, ...] = ()
    feed: str = ""


@dataclass(frozen=True, slots=True)
class Outside:
    """What leaves the archive in one build.

    Attributes:
        archive: the records.
        history: when they came in and changed.
        site: the site's address, ending in a slash; without one nothing can name itself, and nothing does.
        summary: a line about a record.
    """

    archive: Archive
    history: History
    site: str
    summary: Callable[[Record], str]

    def machines(self, record: Record | None, src: str) -> Machines:
        """What the page of a source file says, which may be that of a record."""
        if not self.site:
            return Machines()
        if record is None:
            return Machines(embedded(dataset(self.site, _data_files()))) if src == DATA_PAGE else Machines()
        own = linked(record, self.archive, self.site)
        feed = path(record) if has_feed(record, self.archive) else ""
        return Machines(embedded(own) if own else "", signposts(record, self.archive, self.site), feed)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Files of the site beside its pages: path below its root, and content."""
        yield "llms.txt", self._llms().encode()
        if self.site:
            yield from feeds(self.archive, self.history, self.site, self.summary)

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
            *(f"- [{name}]({at}{name})：{media}" for name, media in _data_files().items()),
            "",
            "## 说明",
            "",
            f"- [如何引用]({at}about/citing/)：段落、条款的地址和引文的体例",
            f"- [数据与订阅]({at}about/data/)：各文件里有什么，怎样问",
            f"- [权利与更正]({at}about/rights/)：什么可以怎样用",
            *(["", "## 订阅", "", *feeds_] if feeds_ else []),
        ]
        return "\n".join(lines) + "\n"


def _data_files() -> dict[str, str]:
    """Every file of data in the site, with what it is."""
    return {**data.media_types(), **provisions.MEDIA_TYPES}
