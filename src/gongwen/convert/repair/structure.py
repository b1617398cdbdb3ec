"""Repairs of texts that have lost their line breaks: title, headings and paragraphs run on.

They work only on drafts marked ``unstructured``: in any other text “一、…二、…” inside a paragraph is an
enumeration that belongs there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from gongwen.convert.model import Block, Draft, Removed
from gongwen.text import words
from gongwen.text.fold import simplify
from gongwen.text.organs import is_organ
from gongwen.text.shapes import ANY_DATE, ARTICLE, IDEOGRAPH, chinese_number
from gongwen.text.speakers import POSTS, is_person

_OPENERS = (
    "当前", "目前", "近年来", "近年", "近期", "今年以来", "去年以来", "一年来", "几年来", "多年来", "长期以来", "一直以来", "当今", "如今",
    "现在", "下一步", "接下来", "今后", "过去一年", "今年", "去年", "首先", "同时", "为此", "为深入", "为贯彻", "为进一步", "随着", "面对", "根据",
    "按照", "总的看", "总体上", "习近平", "党的十", "党中央", "各级", "各地", "我们", "要", "必须",
)  # fmt: skip
"""Words that open the first sentence after a heading; the longer one wins where two fit."""

_HEADING_MARK = re.compile(r"(?<=[。！？”])(?=[一二三四五六七八九十]{1,2}、)")
_CLAUSE_END = re.compile(r"[，,。；;：:！？]")
_BAD_END = re.compile(r"[的地得和与及或在对把将为向从到由以并而且着于是有给被让使等就要不各]$")
_TURN = re.compile(r"与此同时|同时，?也要|在此基础上|总的来看|下一步，")
_SENTENCE = re.compile(r"[^。！？]*[。！？][”’」』）》]*|[^。！？]+$")


def glued_title(draft: Draft) -> Draft:
    """A title that the first paragraph begins with, where the title is known from elsewhere."""
    title = draft.facts.title
    if not title or not draft.blocks:
        return draft
    first = draft.blocks[0]
    if not first.text.startswith(title) or first.text == title or len(first.text) < len(title) + 10:
        return draft
    rest = first.text[len(title) :]
    if _CLAUSE_END.match(rest) or re.match(r"[的是和与，_|｜—-]", rest):
        return draft
    blocks = (replace(first, text=title), replace(first, text=rest.strip(), gap=False), *draft.blocks[1:])
    return draft.after(blocks, "glued-title", 1, "题名与正文首句连在一起，据已知题名分开")


_HEAD_ON_ONE_LINE = re.compile(
    rf"(?P<title>[^\s。；]{{6,60}}(?:讲话|致辞|发言|演讲|报告|汇报|通知|意见|公告|倡议书?|信)) +(?:(?P<author>[{IDEOGRAPH}·]{{2,8}}) +)?"
    rf"(?:(?P<date>[（(]?\d{{4}}年\d{{1,2}}月\d{{1,2}}日[）)]?) *)?(?P<rest>\S.*)?"
)


def head_on_one_line(draft: Draft) -> Draft:
    """“甲会上的讲话 某某 （2013年5月8日） 同志们：”: title, author, date and salutation that ran into one line."""
    first = draft.blocks[0] if draft.blocks else None
    match = _HEAD_ON_ONE_LINE.fullmatch(first.text) if first is not None and len(first.text) < 200 else None
    if first is None or match is None or not (match["date"] or match["author"]):
        return draft
    if match["author"] and not is_person(match["author"]):
        return draft
    pieces = [match[name] for name in ("title", "author", "date", "rest") if match[name]]
    blocks = (*(first.saying(piece.strip()) for piece in pieces), *draft.blocks[1:])
    return draft.after(blocks, "glued-title", 1, "题名、作者、日期与称呼连在一行，分开")


_WHOLE_LETTER = re.compile(
    r"(?P<head>[^。；：]{8,120}?的?(?:通知|函|意见|批复|通报|公告|通告|决定|报告|请示|复函))"
    rf"(?:\s*(?P<number>[{IDEOGRAPH}]{{1,14}}[〔\[【(（](?:19|20)\d{{2}}[〕\]】)）]\s*\d{{1,5}}\s*号)\s*)?"
    rf"(?P<to>[{IDEOGRAPH}、，（）()\s　]{{2,160}}[：:])(?P<rest>.{{60,}})",
    re.DOTALL,
)


_TOOL_FRAME = re.compile(r"[=*~-]{2,}.*[=*~-]{2,}")


def letter_on_one_line(draft: Draft) -> Draft:
    """“甲厅甲厅关于…的函乙局：为…”: letterhead, title, addressee and text of a document that lost its line ends."""
    # A tool may have set its own name for the file above it.
    for place, first in enumerate(draft.blocks[:2]):
        match = _WHOLE_LETTER.fullmatch(first.text.strip())
        if match is None or not (match["number"] or "的" in match["head"][-4:]):
            continue
        head = match["head"].strip()
        half = next(
            (n for n in range(3, len(head) // 2 + 1) if head[:n] == head[n : 2 * n] and is_organ(head[:n])), 0
        )
        pieces = filter(None, (head[half:], match["number"], match["to"], match["rest"]))
        rows = (replace(first, text=piece.strip(), lead=0) for piece in pieces)
        above = [block for block in draft.blocks[:place] if not _TOOL_FRAME.fullmatch(block.text.strip())]
        blocks = (*above, *rows, *draft.blocks[place + 1 :])
        # The letterhead says only what the title begins with.
        gone = [Removed("duplicate-title", head[:half], first.line)] if half else []
        gone += [
            Removed("navigation", block.text, block.line)
            for block in draft.blocks[:place]
            if block not in above
        ]
        return draft.after(blocks, "glued-title", 1, "版头、题名、主送与正文连在一行，分开", removed=gone)
    return draft


_STAMPED = r"(?:19|20)\d{2}-\d{2}-\d{2}\s*\d{1,2}:\d{2}(?::\d{2})?"
_SOURCED_HEAD = re.compile(
    rf"(?P<title>[^。；]{{8,90}}?)[\s　]*(?P<line>{_STAMPED}\s*来源[:：]\s*[^\s：。，]{{2,12}}|"
    r"(?:来源|信息来源|稿源)[:：]\s*[^\s：。，]{2,20}?\s*(?:发布|发表)?(?:时间|日期)[:：]\s*"
    r"(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?)[\s　]*(?P<rest>\S.*)?",
    re.DOTALL,
)


def head_with_source(draft: Draft) -> Draft:
    """“某会召开来源：某网发布时间：2022-09-08 新华社…”: title, the page's line and text that ran into one line."""
    for index, block in enumerate(draft.blocks[:3]):
        match = _SOURCED_HEAD.fullmatch(block.text.strip())
        if match is None:
            continue
        pieces = [match[name] for name in ("title", "line", "rest") if match[name]]
        blocks = (
            *draft.blocks[:index],
            *(block.saying(piece) for piece in pieces),
            *draft.blocks[index + 1 :],
        )
        return draft.after(blocks, "glued-title", 1, "题名与来源一行连在一起，分开")
    return draft


_GLUED_SIGNATURE = re.compile(
    rf"(?:(?<=[。！\d])|(?<=特此通告)|(?<=特此通知)|(?<=特此公告)|^)[\s　]*"
    rf"(?P<who>[{IDEOGRAPH}]{{0,12}}(?:{POSTS})[\s　]+[{IDEOGRAPH}·](?:[\s　]?[{IDEOGRAPH}·]){{1,5}}|"
    rf"[{IDEOGRAPH}（）]{{3,30}})[\s　]*"
    rf"(?P<date>{ANY_DATE})[\s　]*(?P<rest>[（(][^（()）]{{2,20}}[）)]|[{IDEOGRAPH}]{{4,30}}[\s　]*{ANY_DATE}印发|"
    r"(?:主题词|分送|抄送|抄报|主送|附件)[:：].*)?[\s　]*$"
)
_SEAL = re.compile(r"[（(]\s*(?:盖?公?章|印)\s*[）)]$")


def glued_signature(draft: Draft) -> Draft:
    """“…起施行。总理　某某　2017年12月25日”: a signature that ran on behind the last sentence of a paragraph."""
    blocks: list[Block] = []
    count = 0
    for block in draft.blocks:
        pieces = (_behind_text(block.text) or _behind_list(block.text)) if block.kind == "text" else []
        blocks += (block.saying(piece) for piece in pieces) if pieces else (block,)
        count += bool(pieces)
    return draft.after(blocks, "glued-heading", count, "落款接在正文后面，分开")


def _behind_text(text: str) -> list[str]:
    """The pieces of a paragraph with a signature at its end; none where none is there, or nothing else."""
    match = _GLUED_SIGNATURE.search(text)
    # A person's signature and the day are two lines; a body's own stand on one as well.
    alone = (
        match is not None and match.start() == 0 and not match["rest"] and not re.search(r"\s", match["who"])
    )
    if (
        match is None
        or alone
        or not (is_organ(simplify(_SEAL.sub("", match["who"]))) or re.search(r"\s", match["who"]))
    ):
        return []
    pieces = (text[: match.start()], match["who"], match["date"], match["rest"] or "")
    return [piece.strip() for piece in pieces if piece.strip()]


_DATED_END = re.compile(rf"(?P<who>[{IDEOGRAPH}（）]{{4,40}})(?P<date>{ANY_DATE})[\s\u3000]*$")
_LISTED = re.compile(r"(?:名单|表|办法|意见|方案|通知|清单|目录|细则|规定|标准|指南|计划|要点)$")


def _behind_list(text: str) -> list[str]:
    """A signature right behind the name of an attachment: “附件：1.甲名单2.乙名单某省某厅2014年1月9日”."""
    match = _DATED_END.search(text) if "附件" in text else None
    if match is None:
        return []
    for at in range(match.start(), match.end("who") - 3):
        who = text[at : match.end("who")]
        if _LISTED.search(text[:at]) and is_organ(who):
            return [text[:at], who, match["date"]]
    return []


_ORDER_SIGNED = re.compile(
    rf"(?:^|(?<=。))(?P<who>[{IDEOGRAPH}]{{0,14}}(?:{POSTS}))(?P<name>[{IDEOGRAPH}·]{{2,4}}?)(?P<date>{ANY_DATE})(?=[{IDEOGRAPH}])"
)


def glued_order(draft: Draft) -> Draft:
    """“…现予公布。部长某某2019年6月21日某部关于…的决定现决定…”: who signed an order, and what it carries, run on."""
    title = draft.facts.title or (draft.blocks[0].text if draft.blocks else "")
    name = re.sub(r"[（(][^（()）]*[）)]$", "", title).strip("《》")
    blocks: list[Block] = []
    count = 0
    for block in draft.blocks:
        match = _ORDER_SIGNED.search(block.text) if block.kind == "text" else None
        rest = block.text[match.end() :] if match is not None else ""
        if match is None or not (is_person(match["name"]) and len(name) >= 6 and rest.startswith(name)):
            blocks.append(block)
            continue
        pieces = [
            block.text[: match.start()],
            match["who"] + " " + match["name"],
            match["date"],
            name,
            rest[len(name) :],
        ]
        blocks += (block.saying(piece.strip()) for piece in pieces if piece.strip())
        count += 1
    return draft.after(blocks, "glued-heading", count, "令的签署与所公布的正文连在一起，分开")


_ARTICLE = re.compile(r"第([一二三四五六七八九十百零〇]{1,6})条")
_ARTICLE_MARK = re.compile(r"(?<=[。；”])[ 　]*(?=第([一二三四五六七八九十百零〇]{1,6})条[ 　])")


_CHAPTER_OVER = re.compile(
    r"(第[一二三四五六七八九十百\d]{1,5}[章节][ 　]+\S{2,16})[ 　]+(?=第[一二三四五六七八九十百零〇]{1,6}条[ 　])"
)
"""第七章 法律责任 第四十二条 …: a chapter's name with its first article."""


def glued_articles(draft: Draft) -> Draft:
    """“…。第三条 …”: an article that runs on from the one before; its number is the next one."""
    if sum(bool(ARTICLE.match(block.text)) for block in draft.blocks) < 3:
        return draft
    blocks: list[Block] = []
    count = 0
    for block in draft.blocks:
        if block.kind == "text" and (chapter := _CHAPTER_OVER.match(block.text)):
            blocks.append(block.saying(chapter[1]))
            block = block.saying(block.text[chapter.end() :])
            count += 1
        own = _ARTICLE.match(block.text) if block.kind == "text" else None
        number = chinese_number(own[1]) if own else None
        rest = block.text
        if number is not None:
            while match := next(
                (m for m in _ARTICLE_MARK.finditer(rest) if chinese_number(m[1]) == number + 1), None
            ):
                blocks.append(block.saying(rest[: match.start()]))
                rest = rest[match.end() :]
                number += 1
                count += 1
        blocks.append(block.saying(rest))
    return draft.after(blocks, "glued-heading", count, "后一条接在前一条后面，按条次断开")


def glued_headings(draft: Draft) -> Draft:
    """“一、…” headings inside running text, cut off before and after."""
    if not draft.unstructured:
        return draft
    phrases = _sentence_starts(draft.text)
    blocks: list[Block] = []
    count = 0
    for block in draft.blocks:
        for piece in _HEADING_MARK.split(block.text):
            cut = _heading_end(piece, phrases) if re.match(r"[一二三四五六七八九十]{1,2}、", piece) else None
            if cut is None:
                blocks.append(block.saying(piece))
                continue
            blocks += (block.saying(piece[:cut]), block.saying(piece[cut:]))
            count += 1
    return draft.after(blocks, "glued-heading", count, "标题后没有标点，与下文连排；按文意断开，请核对")


def _sentence_starts(text: str) -> Counter[str]:
    """How often each run of words opens a sentence."""
    starts: Counter[str] = Counter()
    for sentence in _SENTENCE.findall(text.replace("\n", "")):
        opening = re.match(rf"[{IDEOGRAPH}]{{6,24}}", sentence)
        if opening:
            for length in range(6, len(opening[0]) + 1):
                starts[opening[0][:length]] += 1
    return starts


def _heading_end(piece: str, phrases: Counter[str]) -> int | None:
    """Where the heading at the start of `piece` ends; None where that can't be said.

    The heading ends before words that open sentences: first such words in general, then a phrase with which
    this text opens its sentences elsewhere.
    """
    clause = _first_clauses(piece)
    candidates = [
        i
        for i in range(8, min(len(clause), 50))
        if not _BAD_END.search(clause[:i]) and words.is_border(clause, i)
    ]
    for position in candidates:
        opener = next(
            (word for word in sorted(_OPENERS, key=len, reverse=True) if clause.startswith(word, position)),
            None,
        )
        if (
            opener
            and (len(opener) > 1 or position + 1 < len(clause))
            and _is_opening(clause, position, opener)
        ):
            return position
    best: tuple[int, int] | None = None
    for position in candidates:
        for length in range(24, 5, -1):
            phrase = clause[position : position + length]
            if len(phrase) == length and phrases[phrase] >= 2:
                best = max(best or (0, 0), (length, position))
                break
    return best[1] if best else None


def _is_opening(clause: str, position: int, opener: str) -> bool:
    after = clause[position + len(opener) : position + len(opener) + 1]
    return bool(_CLAUSE_END.match(after)) or len(opener) >= 3


def _first_clauses(piece: str) -> str:
    """The start of `piece` up to the first full stop, with the clause that follows a comma."""
    stop = re.search(r"[。！？；;]", piece)
    return piece[: stop.start() if stop else len(piece)][:90]


def lost_paragraphs(draft: Draft) -> Draft:
    """Paragraphs found again by their parallel leads: “突出主题主线，始终把…”, “健全…是…的必然要求。”.

    Three or more sentences of one section that are built alike open paragraphs.
    """
    if not draft.unstructured:
        return draft
    blocks: list[Block] = []
    count = 0
    for block in draft.blocks:
        pieces = _at_leads(block.text) if len(block.text) > 300 else [(block.text, 0)]
        count += len(pieces) - 1
        blocks += (replace(block, text=piece, lead=lead) for piece, lead in pieces)
    return draft.after(blocks, "lost-paragraph", count, "原有分段已失，据并列的首句重分，请核对")


def _at_leads(text: str) -> list[tuple[str, int]]:
    """`text` parted before its parallel leads; each part with the length of a lead that is a short sentence."""
    sentences = _SENTENCE.findall(text)
    series = max((_alike(sentences, key) for key in (_frame, _opening, _second_clause)), key=len)
    if len(series) < 3:
        return [(text, 0)]
    series += [i for i, sentence in enumerate(sentences) if _TURN.match(sentence) and i > series[0]]
    pieces = []
    for start, end in pairwise(sorted({0, *series, len(sentences)})):
        lead = (
            len(sentences[start])
            if start in series and _is_short(sentences[start]) and end > start + 1
            else 0
        )
        pieces.append(("".join(sentences[start:end]), lead))
    return pieces


def _is_short(sentence: str) -> bool:
    return len(sentence) <= 45 and sentence.endswith("。")


def _opening(sentence: str) -> list[str]:
    """First words, from long to short: “健全网络综合治理体系是” opens each of three leads."""
    return [sentence[:length] for length in range(16, 8, -1)] if _is_short(sentence) else []


def _second_clause(sentence: str) -> list[str]:
    """How the second clause starts where the first is short: “强化政治担当，始终把…”."""
    clauses = _CLAUSE_END.split(sentence, maxsplit=1)
    return [clauses[1][:3]] if len(clauses) == 2 and 4 <= len(clauses[0]) <= 10 else []


def _frame(sentence: str) -> list[str]:
    """How a short sentence is built: a verb with words in quotation marks, then one clause more."""
    if not _is_short(sentence):
        return []
    clauses = _CLAUSE_END.split(sentence.rstrip("。"))
    quoted = re.fullmatch(r"(.{1,3})“[^”]{1,6}”", clauses[0])
    if len(clauses) != 2 or not 4 <= len(clauses[1]) <= 12:
        return []
    return [f"{len(quoted[1])}“”"] if quoted else [f"{len(clauses[0])}/{len(clauses[1])}"]


def _alike(sentences: list[str], keys: Callable[[str], list[str]]) -> list[int]:
    """The largest set of sentences that share a key; among equals the one with the longer key."""
    groups: dict[str, list[int]] = {}
    for index, sentence in enumerate(sentences):
        for key in keys(sentence):
            groups.setdefault(key, []).append(index)
    return max(groups.values(), key=len, default=[]) if groups else []
