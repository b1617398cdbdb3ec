"""How open a text may be: signals in the file that speak against publishing it in full.

Laws, regulations and documents of state organs are free (art. 5 of the PRC's Copyright Law). A notice that
reserves rights, a document-sharing site's banner, and a report that looks internal make the page a record or
an excerpt until a person decides otherwise.
"""

from __future__ import annotations

import re

from gongwen.convert.describe.evidence import Found
from gongwen.convert.model import Draft
from gongwen.messages import message
from gongwen.records.document_types import DOCUMENT_TYPES
from gongwen.records.vocabulary import Access
from gongwen.rules import family

_RESERVED = re.compile(
    r"未经.{0,40}(?:不得|禁止|严禁|请勿)|不得.{0,10}(?:转载|复制|摘编)|(?:版权|著作权)(?:均)?归.{0,20}所有"
)
_INTERNAL = re.compile(
    r"内部(?:资料|文件|材料)|仅供内部|(?:不得|请勿|严禁|切勿)外传|注意保管|"
    # A mark, not what a rule is about: 保守国家秘密法, 商业秘密保护规定.
    r"(?:秘密|机密|绝密)(?!法|[^\s★☆：:]{0,12}(?:法|条例|规定|办法|细则|制度|目录|通知|意见|决定)$)"
)
_MARK_LENGTH = 20
"""A longer line says something; a mark only marks."""
_PAGE_WORDS = frozenset({"copyright-notice", "web-page", "page-footer", "related-links"})
FREE_TYPES = frozenset(name for name, kind in DOCUMENT_TYPES.items() if kind.official)


_BANNER = family("library_banner")
_SURE = 2
"""Lines: any page may offer a download, a library says more of it."""


def _of_library(draft: Draft) -> bool:
    """Whether what a web page has around the text is a document-sharing site's."""
    said = [r for r in draft.removed if r.kind == "web-page" and len(r.text) < 120 and _BANNER(r.text)]
    return len(said) >= _SURE


_CONGRESS = re.compile(r"各位代表|人民代表大会")
_CONGRESS_EDGE = 8
"""Blocks at the head in which a report says before whom it was given."""


def _to_congress(draft: Draft) -> bool:
    """Whether a report was given to a people's congress, whose sittings are public (Organic Law of Local Congresses, art. 14)."""
    return any(_CONGRESS.search(block.text) for block in draft.blocks[:_CONGRESS_EDGE])


def find_access(draft: Draft, doc_type: str, *, has_source: bool) -> Found[Access]:
    """The access that the signals in the file allow, with the reason as note."""
    edges = (*draft.blocks[:6], *draft.blocks[-4:])
    if any(len(block.text) <= _MARK_LENGTH and _INTERNAL.search(block.text) for block in edges):
        return Found(
            "record", "inferred", note=message("文中有内部资料的标记，未见公开发布的依据"), doubtful=True
        )
    if any(removed.kind == "library-banner" for removed in draft.removed) or _of_library(draft):
        site = draft.facts.library or message("文档分享网站")
        return Found(
            "record", "inferred", note=message("得自{site}，未见公开发布的依据", site=site), doubtful=True
        )
    if doc_type == "工作汇报" and not has_source and not _to_congress(draft):
        return Found("record", "inferred", note=message("像是内部汇报，未见公开发布的依据"), doubtful=True)
    reserved = next(
        (r for r in draft.removed if r.kind in _PAGE_WORDS and _RESERVED.search(re.sub(r"\s", "", r.text))),
        None,
    )
    if reserved is not None and doc_type not in FREE_TYPES:
        return Found("excerpt", "inferred", reserved.text, message("页面载有保留权利的声明"), doubtful=True)
    return Found("full")
