"""What conversion passes from step to step: blocks of text, and the log of what was done to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from gongwen.records.vocabulary import RepairKind

BlockKind = Literal["text", "heading", "picture", "row", "item"]
Align = Literal["", "left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Block:
    """A line or paragraph of the input.

    Attributes:
        text: one line of text without a line end.
        line: the line of the input where it starts, from 1.
        kind: what the reader knows it to be; ``text`` where it knows nothing.
        level: heading level that the input states (1 is the title's), 0 for none.
        gap: whether an empty line stands before it.
        lead: how many characters at the start are known to be a run-in head or a label; 0 where nothing is.
        indent: width of the white space before the text, an ideographic space counting two; -1 where nothing
            is known, as in HTML, where paragraphs are what the markup says.
        links: share of the text that stands in links, 0 to 1.
        align: how the page sets it; empty where nothing is said.
        paged: whether a page of the original began with it.

    A row of a table is a block of kind ``row``, its cells parted by tabs.
    """

    text: str
    line: int
    kind: BlockKind = "text"
    level: int = 0
    gap: bool = False
    lead: int = 0
    indent: int = -1
    links: float = 0.0
    align: Align = ""
    paged: bool = False

    def saying(self, text: str) -> Block:
        """The same block with another text; itself where the text is the same."""
        return self if text == self.text else replace(self, text=text)


@dataclass(frozen=True, slots=True)
class Removed:
    """Text that was taken out of the body: what it was, the text, and the line where it stood.

    The input's own front matter is taken out without being a repair.
    """

    kind: RepairKind | Literal["front-matter"]
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Change:
    """What one repair did: its kind, in how many places, and a note in Chinese for the page."""

    kind: RepairKind
    count: int
    note: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that look wrong and were left as they stand; or the name of what hangs on the document and is `unread`."""

    text: str
    note: str
    unread: bool = False


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page or file says of the document apart from its text; an empty string where it says nothing.

    Attributes:
        title: the title it gives its document, cleaned.
        page_title: what stands in ``<title>``, with the names of columns and site.
        meta_title: the title in its metadata.
        site: the site's name.
        column: the site's column that the page stands in.
        library: the document-sharing site that the file comes from.
        account: the account of a messaging app.
        author: the person named over the text.
        url: its address.
        published: when the page was published, as it says it.
        stated_source: whom it names as its source.
        fact_title, fact_number, fact_issuer, fact_written, fact_published, fact_effective, fact_status, fact_index,
        fact_subject: what its table of facts says, as it says it (the values of the table ``fact_label``).
    """

    title: str = ""
    page_title: str = ""
    meta_title: str = ""
    site: str = ""
    column: str = ""
    library: str = ""
    account: str = ""
    author: str = ""
    url: str = ""
    published: str = ""
    stated_source: str = ""
    fact_title: str = ""
    fact_number: str = ""
    fact_issuer: str = ""
    fact_written: str = ""
    fact_published: str = ""
    fact_effective: str = ""
    fact_status: str = ""
    fact_index: str = ""
    fact_subject: str = ""

    def knowing(self, more: Mapping[str, str]) -> PageFacts:
        """The same with what `more` says, by field; its empty values say nothing.

        Raises:
            TypeError: there is no such field.
        """
        return replace(self, **{name: value for name, value in more.items() if value})

    def without(self, *names: str) -> PageFacts:
        """The same, silent on `names`."""
        return replace(self, **dict.fromkeys(names, ""))

    def known(self) -> dict[str, str]:
        """What is said, by field."""
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True)
class Draft:
    """A document on its way to becoming a page.

    Attributes:
        blocks: the text, in order.
        removed: everything taken out, so that nothing is lost unseen and later steps can read it.
        changes: the log of repairs.
        doubts: places left as they stand.
        given: what the input's own front matter says of the document, by field: evidence to weigh, never a decision.
        facts: what the page or file says of the document apart from its text.
        unstructured: the input had lost its line breaks, so headings may run on into text.
        asks: what the reader wants a person to look at, as (field, note).
    """

    blocks: tuple[Block, ...]
    removed: tuple[Removed, ...] = ()
    changes: tuple[Change, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    given: Mapping[str, Any] = field(default_factory=dict)
    facts: PageFacts = PageFacts()
    unstructured: bool = False
    asks: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """All blocks, a line each."""
        return "\n".join(block.text for block in self.blocks)

    def after(
        self,
        blocks: Iterable[Block],
        kind: RepairKind,
        count: int,
        note: str,
        *,
        removed: Iterable[Removed] = (),
        facts: Mapping[str, str] | None = None,
    ) -> Draft:
        """The draft after a repair of `kind` in `count` places; unchanged where the count is 0."""
        if count == 0:
            return self
        return replace(
            self,
            blocks=tuple(blocks),
            removed=self.removed + tuple(removed),
            changes=(*self.changes, Change(kind, count, note)),
            facts=self.facts.knowing(facts or {}),
        )
