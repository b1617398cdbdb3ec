"""What all records share."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic.json_schema import SkipJsonSchema

from gongwen.records.values import Address, Line, Value, Withdrawn, key

SOURCES = "提要和著录依据什么，官方的在前；只有地址的写地址即可"


class Record(Value):
    """What all kinds share.

    Attributes:
        id: the record's identity, taken from its path; never changes once published.
        file: path below docs/, with forward slashes.
        body: the Markdown after the front matter.
        summary_en: the record in one English sentence, in the archive's own words.
        redirects: addresses that the record had before.
        withdrawn: when and why the record was withdrawn; its page then says no more than that.
    """

    WANTED: ClassVar[tuple[str, ...]] = ("summary_en",)
    """Keys that a new record can do without and a finished one can't."""
    ASKED: ClassVar[tuple[str, ...]] = ()
    """Keys that somebody who begins a record is asked for, beside those that the schema requires."""
    SPANS: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Keys of dates of which the second can't come before the first."""

    id: SkipJsonSchema[str] = ""
    file: SkipJsonSchema[str] = ""
    body: SkipJsonSchema[str] = ""
    summary_en: Annotated[Line | None, key("英文提要", "一句完整的英文，句点结尾")] = None
    redirects: Annotated[
        tuple[Address, ...], key("旧地址", "记录从前的地址，如 `agencies/mii`；旧地址上留有指路的页面")
    ] = ()
    withdrawn: Annotated[Withdrawn | None, key("撤下", "记录撤下的日期与理由；页面留在原址，只写这些")] = None

    @property
    def public_body(self) -> str:
        """What of the body may be shown, searched and quoted."""
        return "" if self.withdrawn else self.body

    @property
    def address(self) -> str:
        """Where the record's page is, below the site's root: agencies/mii."""
        return self.file.removesuffix(".md")

    @property
    def label(self) -> str:
        """The record's name as headings and links show it."""
        raise NotImplementedError

    @property
    def label_en(self) -> str | None:
        """The record's English name, where it has one."""
        raise NotImplementedError

    @property
    def order(self) -> tuple[str, str]:
        """Sort key in time; what has no time comes first, ties fall by id."""
        return ("", self.id)
