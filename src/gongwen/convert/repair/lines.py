"""Repairs of lines: paragraphs that were run together or cut apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongwen.convert.model import Block, Draft, Removed
from gongwen.convert.repair.wrapping import NEVER_FIRST, Layout, layout_of
from gongwen.text import shapes

_SPACE = " \t\u00a0\u2002\u2003\u2009\u3000"
_WIDE_GAP = re.compile(rf"(?<=[。！？；：…!?:])([”’」』）》】\"']*)([{_SPACE}]{{2,}})(?=[^{_SPACE}])")
_EVERY_GAP = re.compile(r"\u3000{2,}|(?<=[^ ]) {4,}(?=[^ ])")
_TWO_SPACES = re.compile(r"(?<=[。！？：]) {2}(?=\S)")
_ANY_TWO_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")
_HEADING_GAP = re.compile(r"^(\S{4,40}?)(\u3000{2,})(?=\S{20,})")
_FAKE_NUMBER = re.compile(r"(\d{1,3})[、.．]\s*")
_LABEL = re.compile(
    r"^(?:附件?|附表|抄送|主送|主题词|联系人|联系电话|电话|传真|地址|邮编|邮箱|网址|来源|签发人|注|备注|时间|地点|出席|列席|主持|记录)\s*[:：\d]"
)


def paragraphs_from_wide_spaces(draft: Draft) -> Draft:
    """A run of wide spaces after a full stop is where a paragraph began."""
    blocks: list[Block] = []
    count = 0
    for block in draft.blocks:
        if block.kind != "text":
            blocks.append(block)
            continue
        pieces = [piece for piece in _split_at_gaps(block.text) if piece.strip(_SPACE)]
        count += len(pieces) - 1
        blocks += (
            block.saying(piece)
            if index == 0
            else replace(block, text=piece, gap=False, indent=max(2, block.indent), lead=0)
            for index, piece in enumerate(pieces)
        )
    return draft.after(blocks, "split-paragraph", count, "句号后的连续空格是段落界线")


def _split_at_gaps(text: str) -> list[str]:
    body = text.strip(_SPACE)
    start = len(text) - len(text.lstrip(_SPACE))
    pieces: list[str] = []
    position = start
    if "\u3000\u3000" not in body and len(_TWO_SPACES.findall(body)) >= 4:
        # Two ordinary spaces, again and again: nothing else tells paragraphs apart here.
        return [piece for piece in _ANY_TWO_SPACES.split(body) if piece]
    if len(_EVERY_GAP.findall(body)) >= 3 and len(_WIDE_GAP.findall(body)) >= 2:
        # Paragraphs are told apart by nothing else here, so a heading ends at such a gap as well.
        return [piece for piece in _EVERY_GAP.split(body) if piece]
    for match in _WIDE_GAP.finditer(text, start, start + len(body)):
        gap = match[2]
        # Two ordinary spaces are how some people type; a paragraph's gap is wider or ideographic.
        if len(gap) >= 3 or gap.count("\u3000") >= 2 or (len(gap) == 2 and "\u3000" in gap):
            pieces.append(text[position : match.start(2)])
            position = match.end(2)
    rest = text[position:]
    heading = _HEADING_GAP.match(rest.lstrip(_SPACE))
    if heading and shapes.looks_like_heading(heading[1]) and not shapes.CHAPTER.match(heading[1]):
        rest = rest.lstrip(_SPACE)
        pieces.append(heading[1])
        rest = rest[heading.end() :]
    pieces.append(rest)
    return pieces


def indents(draft: Draft) -> Draft:
    """Spaces at the start and end of lines; four at the start would even be code in Markdown."""
    blocks = [
        block if block.kind == "row" else block.saying(block.text.strip(_SPACE)) for block in draft.blocks
    ]
    count = sum(block.text[:1] in _SPACE for block in draft.blocks if block.text and block.kind != "row")
    if count == 0 and blocks != list(draft.blocks):
        count = sum(new.text != old.text for new, old in zip(blocks, draft.blocks, strict=True))
    return draft.after(blocks, "indent", count, "段首空格由版式给出，不留在文字里")


def fake_page_numbers(draft: Draft) -> Draft:
    """“1、” … “10、” at the start of consecutive lines that break off in mid-sentence: pages of a viewer.

    The numbers go and the lines are joined again without a space.
    """
    run = _numbered_run(draft.blocks)
    if run is None:
        return draft
    first, last = run
    texts, removed = [], []
    for block in draft.blocks[first : last + 1]:
        match = _FAKE_NUMBER.match(block.text)
        assert match is not None
        texts.append(block.text[match.end() :])
        removed.append(Removed("fake-page-number", match[0], block.line))
    joined: list[Block] = []
    joins = 0
    for block, text in zip(draft.blocks[first : last + 1], texts, strict=True):
        if joined and not shapes.ends_sentence(joined[-1].text):
            joined[-1] = replace(joined[-1], text=joined[-1].text + text)
            joins += 1
        else:
            joined.append(block.saying(text))
    blocks = [*draft.blocks[:first], *joined, *draft.blocks[last + 1 :]]
    draft = draft.after(
        blocks, "fake-page-number", len(texts), "文库网站逐页加的序号，不是原文", removed=removed
    )
    draft = draft.after(blocks, "joined-lines", joins, "序号处的句子被切断，直接相接")
    return replace(draft, unstructured=True)


def _numbered_run(blocks: tuple[Block, ...]) -> tuple[int, int] | None:
    """Lines numbered 1, 2, 3 … one by one, most of them cut in mid-sentence: (first, last)."""
    for first, block in enumerate(blocks):
        if not re.match(r"1[、.．]", block.text):
            continue
        last = first
        while last + 1 < len(blocks):
            match = _FAKE_NUMBER.match(blocks[last + 1].text)
            if match is None or int(match[1]) != last + 2 - first:
                break
            last += 1
        inner = blocks[first:last]
        cut = sum(not shapes.ends_sentence(item.text) and len(item.text) > 30 for item in inner)
        if len(inner) >= 2 and cut * 5 >= len(inner) * 4:
            return first, last
    return None


def cut_dates(draft: Draft) -> Draft:
    """A day that markup broke into several lines is one again: 202 / 4 / 年 / 12 / 月 / 27 / 日, 自2025 / 年7 / 月1日起."""
    blocks: list[Block] = []
    index = 0
    while index < len(draft.blocks):
        count = _pieces_of_date(draft.blocks[index : index + _MOST_PIECES])
        block = draft.blocks[index]
        if count > 1:
            pieces = draft.blocks[index : index + count]
            block = block.saying("".join(piece.text.strip(_SPACE) for piece in pieces))
        if blocks and blocks[-1].kind == block.kind == "text" and _is_cut_date(blocks[-1].text, block.text):
            before = blocks.pop()
            block = before.saying(before.text.rstrip(_SPACE) + block.text.lstrip(_SPACE))
        blocks.append(block)
        index += count
    return draft.after(blocks, "joined-lines", len(draft.blocks) - len(blocks), "断在几行里的日期接上")


_MOST_PIECES, _LONGEST_PIECE = 11, 6
_WHOLE_DAY = re.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日")
_DATE_BREAKS_OFF = re.compile(r"(?<!\d)(?:19|20)\d{2}(?:年(?:\d{1,2}(?:月(?:\d{1,2})?)?)?)?$")
_DATE_GOES_ON = re.compile(r"(?:19|20)\d{2}年(?:\d{1,2}(?:月(?:\d{1,2}日?)?)?)?")


def _pieces_of_date(blocks: Sequence[Block]) -> int:
    """How many lines from the first on are nothing but the pieces of one day; 1 where they aren't."""
    words = ""
    for count, block in enumerate(blocks, 1):
        piece = block.text.strip(_SPACE)
        if block.kind != "text" or len(piece) > _LONGEST_PIECE:
            break
        words += piece
        if _WHOLE_DAY.fullmatch(words):
            return count
    return 1


def _is_cut_date(before: str, after: str) -> bool:
    """Whether a line that breaks off within a day goes on in the next one, which begins with the sign that is due."""
    broken = _DATE_BREAKS_OFF.search(before.rstrip(_SPACE))
    if broken is None:
        return False
    rest = after.strip(_SPACE)
    whole = _DATE_GOES_ON.match(broken[0] + rest[:6])
    if whole is None or whole.end() <= len(broken[0]):
        return False
    # 年 with a word behind it is the word: 年初, 年度.
    return whole.end() > _YEAR + 1 or rest == "年"


_YEAR = 4


def cut_sentences(draft: Draft) -> Draft:
    """A paragraph that breaks off in mid-sentence goes on in the next: a page or line ended there."""
    blocks: list[Block] = []
    joins: list[int] = []
    layout = layout_of(draft.blocks)
    last = 0.0  # width of the line last added, which tells whether it was full
    for block in draft.blocks:
        if blocks and _goes_on(blocks[-1], block, last, layout, first=len(blocks) == 1):
            space = " " if _LATIN_EDGE.match(blocks[-1].text[-1:] + block.text[:1]) else ""
            if blocks[-1].text.startswith("第") and _LONE_NUMBER.fullmatch(blocks[-1].text.rstrip()):
                space = " "
            whole = block.lead >= len(block.text) and blocks[-1].lead >= len(blocks[-1].text)
            joined = blocks[-1].text + space + block.text
            blocks[-1] = replace(blocks[-1], text=joined, lead=len(joined) if whole else blocks[-1].lead)
            joins.append(block.line)
        else:
            blocks.append(block)
        last = layout.measure(block)
    places = "、".join(str(line) for line in joins[:6]) + ("等" if len(joins) > 6 else "")
    return draft.after(blocks, "joined-lines", len(joins), f"分页或断行切断了句子，第{places}行接到前文")


_LONE_NUMBER = re.compile(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十百零\d]{1,6}[章节条编]"
)
"""A number that markup parted from its heading or article."""
_CITED = re.compile(r"（[一二三四五六七八九十]{1,3}）(?:[、和及或至]（|[项款目])")
"""Numbers of items that a sentence names: 第（七）、（八）项."""
_SPACED_CHAPTER = re.compile(r"第[一二三四五六七八九十百\d]{1,5}[章节]\s?[\u4e00-\u9fff]?")
"""A chapter whose name was set with spaces between its characters, each of which became a line: 第一章 / 总 / 则."""
_TITLED = re.compile(r"的(?:通知|意见|决定|通报|公告|批复|函|报告|请示)$")
_LATIN_EDGE = re.compile(r"[A-Za-z0-9](?<!\d)[A-Za-z0-9]|\d[A-Za-z]")
_FRAGMENT = re.compile(r"\d[\d.,]{0,9}[%％]?")
_ADDRESS_LINE = re.compile(r"(?:^|(?<=\s))(?:https?|ftp)://[^\s\u4e00-\u9fff]*$")
"""A line that ends with a network address; one that begins with it is nothing else."""
_PAIR = re.compile(r"[^，。；：:]{2,16}[：:](?!//)[^。；：:]{1,60}")
"""A label with what it labels; one below another makes a form, not a paragraph."""
_JUST_BEGUN = re.compile(r"(?:近日|日前|近期|今日|昨日)，[^，。；：！？]{2,30}")
"""近日，某委员会: a sentence of which a link made lines."""
_BARE_NOTE = re.compile(r"^(?:根据)?\s*\d{4}\s*年.*(?:通过|公布|发布|批准|修订|修正|施行)$")
_ASIDE = re.compile(r"[（(][^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*[）)]")


def _is_listed(left: str, right: str) -> bool:
    """Whether lines list versions, digests, names of files: a Chinese sentence isn't so long without Chinese."""
    if _IDEOGRAPH.search(left) or _FRAGMENT.fullmatch(right):
        return False
    return len(left) >= _LONG_LATIN or not _IDEOGRAPH.search(right)


_LONG_LATIN = 24
_IDEOGRAPH = re.compile(f"[{shapes.IDEOGRAPH}]")


def _opens_aside(text: str) -> bool:
    """Whether a note in brackets begins with the line and isn't closed on it: （2018年10月26日…常务委员."""
    return (
        text[:1] in "（("
        and _ASIDE.fullmatch(text) is None
        and text.count("（") > text.count("）")
        and len(text) < 200
    )


def _lists_titles(left: str, right: str) -> bool:
    """Whether one title in 《》 ends a line and the next begins one: neither ends a paragraph."""
    return len(left) >= 12 and left.endswith("》") and right.startswith(("《", "（"))


def _is_open(text: str) -> bool:
    """Whether a title mark or bracket is opened and not closed."""
    return any(text.rfind(mark) > text.rfind(close) for mark, close in ("《》", "（）", "“”"))


def _has_number_apart(left: str, right: str, *, gap: bool) -> bool:
    """Whether markup inside a sentence made lines of its numbers: 截至 / 6 / 月底."""
    return bool(
        (_FRAGMENT.fullmatch(right) and not (gap and (shapes.ends_sentence(left) or _is_point(left, right))))
        or (_FRAGMENT.fullmatch(left) and not gap)
        or (re.search(r"[。，；].*\d$", left) and re.match(r"[年月日个项条家人次万亿%]", right))
        or (re.search(r"\D\d{1,3}$", left) and re.match(r"[年月日个项人]以[上下内]", right))
    )


def _is_point(left: str, right: str) -> bool:
    """Whether a line is the number of a point, as accounts set it over its name, and no part of a day: 01."""
    return bool(re.fullmatch(r"0\d", right)) and not re.search(r"[年月第\d/.-]$", left)


def _goes_on(before: Block, after: Block, last: float, layout: Layout, *, first: bool) -> bool:
    left, right = before.text, after.text
    if before.kind != "text" or after.kind != "text" or not left or not right:
        return False
    if right[0] in NEVER_FIRST and not after.gap:
        return True
    if _SPACED_CHAPTER.fullmatch(left) and len(right) == 1:
        return True
    if _LONE_NUMBER.fullmatch(left) and not shapes.starts_enumerated(right) and len(right) >= 2:
        return True
    if _opens_aside(left) and _ASIDE.fullmatch(left + right) and not shapes.ARTICLE.match(right):
        return True
    if before.align in {"center", "right"} or after.align in {"center", "right"}:
        return False
    if _PAIR.fullmatch(left) and _PAIR.fullmatch(right):
        return False
    width = layout.width
    if layout.indented and width is not None and not after.gap:
        # Only a full line goes on, and only in one that is not set in; the sentence may end at the line's end.
        return after.indent == 0 and last >= width - 4 and not first and not shapes.CHAPTER.match(right)
    if shapes.ends_sentence(left) or shapes.is_date_line(right):
        return False
    if shapes.starts_enumerated(right) and not _CITED.match(right):
        return False
    if _ASIDE.fullmatch(left) or (after.gap and _BARE_NOTE.search(left)):
        return False
    if _ADDRESS_LINE.search(left) or _ADDRESS_LINE.match(right) or _is_listed(left, right):
        return False
    if _has_number_apart(left, right, gap=after.gap):
        return not first
    if _LABEL.match(left) or _LABEL.match(right):
        return False
    if left.endswith(("，", ",", "、")) and len(left) >= 8 and len(right) >= 2:
        return True
    if not after.gap and (left.endswith(("（", "《")) or _JUST_BEGUN.fullmatch(left)):
        return not first
    if width is not None and not after.gap and (_is_open(left[-60:]) or _lists_titles(left, right)):
        return True
    if shapes.looks_like_heading(left) and not (width is not None and last >= width - 3):
        return False
    if shapes.is_signature(right) or (shapes.is_signature(left) and last < 36):
        return False
    if after.paged and (shapes.is_date_line(left) or shapes.is_signature(left)):
        return False
    if after.paged and len(left) >= 10 and not shapes.looks_like_heading(right):
        # A page ended here, and the sentence hadn't.
        return not first
    if width is not None and not after.gap:
        return last >= width - 3 and not first
    if _TITLED.search(left) and right.endswith(("：", ":")):
        return False  # a title and its addressee
    if _TITLED.search(left) and before.lead >= len(left) and after.lead < len(right):
        return False  # a title in bold over its text
    # A title or a line of a list ends without a full stop too, but neither is as long as a paragraph.
    return len(left) >= 36 and not first and (shapes.ends_sentence(right) or len(right) >= 36)
