"""Where a text was published, who put it up again, and how open it may be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongwen.convert import page_titles
from gongwen.convert.describe.access import find_access
from gongwen.convert.describe.evidence import Ledger
from gongwen.convert.describe.reading import Reading
from gongwen.convert.model import Draft
from gongwen.convert.repair.characters import on_one_line
from gongwen.records import Source

_LABELS = (
    "来源", "來源", "稿源", "信息来源", "文章来源", "出处", "转自", "转载自", "本文来源", "稿件来源",
)  # fmt: skip
_ADDRESS = re.compile(r"https?://[^\s/<>\"]+\.[^\s<>\"]+")


def labelled(draft: Draft, names: Sequence[str] = _LABELS) -> str | None:
    """The value of a labelled line that was taken out, such as 来源：某报."""
    for removed in draft.removed:
        if removed.kind not in {"dateline", "page-credit", "page-controls"}:
            continue
        match = re.search(
            rf"(?:{'|'.join(names)})\s*(?:[:：]|[】\]])\s*[:：]?\s*(?!https?:)(?P<value>[^\s:：|丨【】\[\]]{{2,30}})",
            removed.text,
        )
        if match:
            value = re.sub(
                r"(?:字号|字体|浏览|点击|编辑|责任编辑|作者|打印|分享|阅读|人气|日期|时间).*$",
                "",
                match["value"],
            )
            value = re.sub(r"[（(][^（()）]*[）)]?$", "", value.strip("　 -|/"))
            return value.strip("）)。，、") or None
    return None


def put_provenance(original: Draft, ledger: Ledger) -> None:
    """Where the text was published, and who put it up again; in the characters of the original."""
    facts = original.facts
    site = facts.site or page_titles.site_of(facts.page_title or facts.meta_title)
    named = on_one_line(labelled(original) or facts.stated_source)
    name = named or facts.library or facts.account or site
    url = facts.url
    if not _ADDRESS.fullmatch(url):
        url = ""
    if name or url:
        ledger.values["source"] = Source(name=name or None, url=url or None)
    if site and name and site != name:
        ledger.values["republisher"] = site


def put_access(reading: Reading, ledger: Ledger) -> None:
    """How open the text may be by the signals in the file."""
    draft = reading.draft
    found = find_access(draft, reading.doc_type, has_source="source" in ledger.values)
    ledger.values["access"] = found.value
    if found.note:
        ledger.values["rights"] = {"note": found.note}
        ledger.ask("access")
    if ledger.values.get("content") == "digest" and found.value != "full":
        # A digest is always public; a file that has to be held back isn't believed to be one.
        ledger.values["content"] = "text"
        ledger.ask("content", "文件自称提要，未采信")
    only_stated = any(removed.kind == "front-matter" for removed in draft.removed) and not labelled(draft)
    if reading.doc_type == "工作汇报" and found.value == "full" and only_stated:
        ledger.ask("access", "来源只见于文件自带的元数据")
