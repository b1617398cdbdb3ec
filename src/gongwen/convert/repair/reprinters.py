"""Repairs that take away what a reprinter leaves behind a document: offers of its own, whom it took the text from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongwen.convert import boilerplate
from gongwen.convert.model import Block, Draft, Removed
from gongwen.convert.repair.removing import HEAD_LINES, without
from gongwen.rules import family, filled
from gongwen.text import shapes
from gongwen.text.fold import simplify

_OFFER = family("offer_head")
_SOURCE = family("source_alone")
_MOST_OFFERED = 700
"""Characters of an offer at most; a text that goes on longer is a text."""
_LAST_LINES = 6
_NAME_LONGEST = 24


def offers(draft: Draft) -> Draft:
    """“某某交流群招新啦！” and all that comes after, where that is nothing of a document."""
    blocks = draft.blocks
    start = next(
        (i for i, b in enumerate(blocks) if i * 2 >= len(blocks) and b.kind != "row" and _OFFER(b.text)), None
    )
    if start is None or any(map(_is_of_document, blocks[start:])):
        return draft
    below = [block for block in blocks[start:] if block.kind != "picture"]
    if sum(len(block.text) for block in below) > _MOST_OFFERED:
        return draft
    opened = start - 1 if blocks[start - 1].text.strip() in {"【", "[", "「"} else start
    return without(draft, list(blocks[opened:]), "reader-prompt", "账号在文后推销社群、服务的文字")


_PRAISES_ITSELF = family("praises_itself")


def said_of_itself(draft: Draft) -> Draft:
    """What an account says of itself behind its mark for the end: 我们致力于…, 定期推送…."""
    ends = [r.line for r in draft.removed if r.kind == "reader-prompt" and boilerplate.is_end_mark(r.text)]
    if not ends:
        return draft
    behind = [b for b in draft.blocks if b.line > ends[-1] and b.kind != "picture"]
    size = sum(len(block.text) for block in behind)
    if (
        size > min(_MOST_OFFERED, len(draft.text) // 3)
        or any(_is_of_document(b) and not _is_account(b) for b in behind)
        or not any(_PRAISES_ITSELF(block.text) for block in behind)
    ):
        return draft
    return without(draft, behind, "reader-prompt", "账号在文后介绍自己的文字")


def _is_account(block: Block) -> bool:
    """Whether a line is only a name, as an account gives its own: no day under it, so nobody signs."""
    return shapes.is_signature(block.text.strip()) and not shapes.is_date_line(block.text.strip())


def _is_of_document(block: Block) -> bool:
    text = block.text.strip()
    return (
        shapes.is_date_line(text)
        or shapes.is_signature(text)
        or text.startswith("附件")
        or bool(shapes.ARTICLE.match(text))
    )


def split_source(draft: Draft) -> Draft:
    """“来源于：” over the name of whom the text was taken from, as the last lines."""
    blocks = draft.blocks
    for index in range(max(2, len(blocks) - _LAST_LINES), len(blocks) - 1):
        label, name = (block.text.strip() for block in blocks[index : index + 2])
        if (
            _SOURCE(label)
            and (label[-1] in ":：" or name[:1] in ":：")
            and 0 < len(name.lstrip(":： ")) <= _NAME_LONGEST
            and not re.search(r"[。；！？]", name)
            and not any(map(_is_of_document, blocks[index + 2 :]))
        ):
            hits = [blocks[index], blocks[index + 1]]
            return without(draft, hits, "page-credit", "编辑、审核等署名，原标题等说明")
    return draft


_NUMBERED_FILE = re.compile(filled(r"(.{6,120}?)\s*(?:[（(]\d{1,2}[）)])?\s*{file}"), re.IGNORECASE)


def own_file(draft: Draft) -> Draft:
    """A link to the document itself as a file, under its own title: 某某通知 (1).pdf."""
    blocks = draft.blocks
    title = _plain(draft.facts.title or (blocks[0].text if blocks else ""))
    hits = [
        block
        for block in blocks[-_LAST_LINES:]
        if (match := _NUMBERED_FILE.fullmatch(block.text.strip())) and title and _plain(match[1]) == title
    ]
    return without(draft, hits, "related-links", "相关链接、上下篇、友情链接")


def _plain(text: str) -> str:
    return re.sub(r"[\s《》“”\"]+", "", text)


_PAPER = re.compile(filled(r"(?<=[）)。])\s*《[^《》]{2,12}》\s*[（(]\s*{day}\s*第?\s*\d{1,3}\s*版\s*[）)]$"))


def glued_paper(draft: Draft) -> Draft:
    """“…（新华社某地电）《某报》（2020年9月23日03版）”: the reprinter's note, run on behind the last sentence."""
    blocks = list(draft.blocks)
    places: Sequence[int] = range(max(0, len(blocks) - _LAST_LINES), len(blocks))
    for index in places:
        match = _PAPER.search(blocks[index].text)
        if match is not None and match.start() >= _NAME_LONGEST:
            block = blocks[index]
            own = block.saying(block.text[: match.start()].rstrip())
            note = block.saying(match[0].strip())
            parted = (*blocks[:index], own, note, *blocks[index + 1 :])
            return draft.after(parted, "split-paragraph", 1, "文末的报纸版次接在正文后面，分开")
    return draft


_PROMPTED = re.compile(r"扫描二维码\S{2,16}\s+(?P<title>\S.{6,60}\S)\s+扫描二维码\S{2,16}")


def prompted_title(draft: Draft) -> Draft:
    """“扫描二维码访问某网 某题名 扫描二维码关注某社”: a title between two prompts on one line."""
    for index, block in enumerate(draft.blocks[:HEAD_LINES]):
        match = _PROMPTED.fullmatch(simplify(block.text.strip()))
        if match is None:
            continue
        text = block.text.strip()
        title = block.saying(text[match.start("title") : match.end("title")])
        blocks = (*draft.blocks[:index], title, *draft.blocks[index + 1 :])
        prompts = (text[: match.start("title")], text[match.end("title") :])
        removed = [Removed("reader-prompt", words.strip(), block.line) for words in prompts]
        return draft.after(blocks, "reader-prompt", 2, "扫码、关注、点赞等提示", removed=removed)
    return draft
