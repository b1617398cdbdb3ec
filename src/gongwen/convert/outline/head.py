"""The head of a document: letterhead, number, title, and the lines between the title and the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongwen.convert import form_tables
from gongwen.convert.model import Block, Change, Draft, Removed
from gongwen.convert.outline.model import HeadKind, HeadLine
from gongwen.convert.outline.orders import is_order, order, title_of_order
from gongwen.convert.outline.title import Cleaned, cleaned, is_fuller, is_generic, is_subtitle, squeezed
from gongwen.convert.outline.title_lines import (
    ASKS_FOR_OPINIONS,
    NUMBER_LINE,
    NUMERAL,
    SHORTENED,
    ends_title,
    key_of,
    own_below,
    own_title,
    repeated_title,
    series_of,
    without_line_breaks,
)
from gongwen.text import shapes
from gongwen.text.fold import simplify
from gongwen.text.organs import is_organ
from gongwen.text.speakers import AUTHOR, is_person

_LETTERHEAD = re.compile(rf"[{shapes.IDEOGRAPH}（）、 ]{{3,60}}文件")
_CONGRESS_LINE = re.compile(
    rf"[{shapes.IDEOGRAPH}]{{4,30}}公告\s*[〔\[【(（].{{2,12}}[〕\]】)）]\s*第?{NUMERAL}号"
)
_CLASSIFIED = re.compile(
    r"(?:特急|加急|急件|平急|内部资料|此件公开发布|（此件公开发布）|公开|\d{6}|份号[:：]?\d*|"
    r"(?:绝密|机密|秘密)(?:★.{0,8})?|签发人\s*[:：].{1,12}|发布机关[:：].{1,40})"
)
_MONTH_LINE = re.compile(
    r"[（(]?\s*(?:(?:19|20)\d{2}|[一二][九〇零○][〇零○一二三四五六七八九]{2})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*[）)]?"
)
_SIGNED_TITLE = re.compile(r"(?P<title>.{8,}?)\s*\[\d{1,2}\]\s*(?P<bodies>.*)")
_DELIVERED = re.compile(
    rf"(?P<title>.{{6,}}?)\s*(?P<note>[（(]{shapes.ANY_DATE}[，,、\s　]*(?:[{shapes.IDEOGRAPH}]{{0,8}}|[{shapes.IDEOGRAPH}]{{4,40}}会议?)[）)])"
)
_DATED_TITLE = re.compile(
    r"(?P<title>.{10,}?(?<![于在至到自年月日从—\-\d]))(?P<date>(?:19|20)\d{2}年\d{2}月\d{2}日)"
)
_DELIVERED_NOTE = re.compile(rf"[（(]{shapes.ANY_DATE}[^（()）]*[）)]")
_REPORT = re.compile(
    rf"(?P<who>[{shapes.IDEOGRAPH}]{{4,30}}?(?:政府|法院|检察院|委员会))(?:检察|法院|政府|常务委员会)?(?:工作)?(?P<kind>报告|汇报|总结)"
)
_DIGEST_MARK = re.compile(r"[（(【\[]?本[馆库]提要[，,、]?非原文[）)】\]]?[。]?")


def top(draft: Draft) -> Top:
    """Take title and head lines off a draft."""
    page = _Top(list(draft.blocks), _page_title(draft.facts.title), original_title(draft))
    page.skip_generic()
    page.take_letterhead()
    page.take_order_head()
    page.head += _head_lines(page.blocks, before_title=True)
    if page.head and is_order(page.head[0]) and (title := title_of_order(page.blocks)):
        # What an order promulgates gives the page its name; the words of promulgation stay in the text.
        page.title = title
        page.drop_repeated()
        page.head += _head_lines(page.blocks, before_title=False)
        return page.done()
    page.take_title()
    page.take_named_by_number()
    page.head += _head_lines(page.blocks, before_title=False)
    page.take_own_under_headline()
    page.take_fuller()
    page.drop_repeated()
    page.join_subtitle()
    page.head += _head_lines(page.blocks, before_title=False)
    page.take_late_number()
    page.drop_late_title()
    page.take_stated(draft.facts.fact_title)
    return page.done()


@dataclass(frozen=True)
class Top:
    """The head of a document: its title (None where no line could be one), its lines, what is left, what was done."""

    title: str | None
    head: list[HeadLine]
    blocks: list[Block]
    changes: list[Change]
    removed: list[Removed]


def _page_title(hint: str | None) -> Cleaned | None:
    """What the page calls the document; None where that says nothing of it."""
    if hint is None or is_generic(hint):
        return None
    found = cleaned(hint)
    return None if is_generic(found.title) else found


_ORIGINAL_TITLE = re.compile(r"[（(]?\s*原(?:标)?题(?:为|目)?\s*[:：]?\s*《?(.{6,80}?)》?\s*[）)]?")


def original_title(draft: Draft) -> str | None:
    """The title that a republisher says he changed: （原标题：…）."""
    for removed in draft.removed:
        text = removed.text.strip()
        match = _ORIGINAL_TITLE.fullmatch(simplify(text))
        if match:
            return text[match.start(1) : match.end(1)]
    return None


class _Top:
    """A head as it is read: the lines that are left, and what was found in those that went before."""

    def __init__(self, blocks: list[Block], page_title: Cleaned | None, original_title: str | None) -> None:
        self.blocks = blocks
        self.original_title = original_title
        self.page_title = page_title
        self.title = page_title.title if page_title else None
        self.head: list[HeadLine] = []
        self.changes: list[Change] = []
        self.removed: list[Removed] = []
        self.skipped: list[Block] = []
        if page_title:
            self._note(page_title, 1)

    def done(self) -> Top:
        """All that was found."""
        return Top(self.title, self.head, [*self.skipped, *self.blocks], self.changes, self.removed)

    def _note(self, title: Cleaned, line: int) -> None:
        """Take what stood beside a title: its number, the column."""
        if title.number and not any(found.kind == "number" for found in self.head):
            self.head.append(HeadLine("number", title.number, line))
        if title.column and not any(found.kind == "column" for found in self.head):
            self.head.append(HeadLine("column", title.column, line))

    def skip_generic(self) -> None:
        """“附件2：” above the title: part of the text, but not its name."""
        while len(self.blocks) > 2 and is_generic(self.blocks[0].text) and self.blocks[0].kind != "row":
            block = self.blocks.pop(0)
            if re.match(r"附", block.text.strip()):
                self.skipped.append(block)
            else:
                self.removed.append(Removed("navigation", block.text, block.line))

    def take_letterhead(self) -> None:
        """“甲部 / 乙部 文件 / 丙办”: a letterhead of several bodies, one below the other (GB/T 9704, 发文机关标志)."""
        count = 0
        while count < min(10, len(self.blocks) - 2) and _in_letterhead(self.blocks[count].text):
            count += 1
        lines = self.blocks[:count]
        if count >= 2 and any("文件" in block.text for block in lines):
            self.head += [
                HeadLine("letterhead", re.sub(r"[\s　]*文件[\s　]*", "", block.text), block.line)
                for block in lines
                if re.sub(r"[\s　]*文件[\s　]*", "", block.text)
            ]
            del self.blocks[:count]

    def take_order_head(self) -> None:
        """“甲部令” and “第N号” at the top, or under a heading that names what the order promulgates.

        Short lines in front of it are a copyist's or the site's: nothing stands over the head of an order.
        """
        heading = self.blocks[:1] if self.blocks and self.blocks[0].kind == "heading" else []
        rest = self.blocks[len(heading) :]
        for above in range(min(_ABOVE_ORDER + 1, max(0, len(rest) - 2))):
            below = rest[above:]
            if head := order(below):
                self.removed += [Removed("navigation", block.text, block.line) for block in rest[:above]]
                self.blocks = [*heading, *below]
                self.head += head
                return
            text = rest[above].text.strip()
            if not _SAID_FROM.match(text) and (len(text) > _SHORT or shapes.ends_sentence(text)):
                return

    def take_title(self) -> None:
        """The title in the text itself, else the page's."""
        count, own = own_title(self.blocks, self.title)
        if own is None and self.title is None:
            self.title = self.original_title
        if own is not None:
            found = cleaned(own)
            self.title = found.title
            self._note(found, self.blocks[0].line)
            del self.blocks[:count]
        if self.title is not None:
            self._put_apart()
            self.title, spaces = without_line_breaks(self.title)
            if spaces:
                self.changes.append(Change("title-spacing", spaces, "题名中的空格是原件换行，删去"))
            self.drop_repeated()

    def take_named_by_number(self) -> None:
        """某业务公告 [2026]第8号: where nothing else is a title, what the number counts names the document."""
        for index, line in enumerate(self.head if self.title is None else ()):
            if line.kind == "number" and (named := series_of(line.text)):
                self.title, number = named
                self.head[index] = HeadLine("number", number, line.line)
                return

    def _put_apart(self) -> None:
        """What ran on behind the title: a note mark and the bodies, or the day and place of a speech."""
        line = self.blocks[0].line if self.blocks else 1
        signed = _SIGNED_TITLE.fullmatch(self.title or "")
        if signed and all(map(is_organ, filter(None, re.split(r"[\s　]+", signed["bodies"] or "")))):
            self.title = signed["title"]
            self.head += [
                HeadLine("issuer", name, line)
                for name in re.split(r"[\s　]+", signed["bodies"] or "")
                if name
            ]
        elif dated := _DATED_TITLE.fullmatch(self.title or ""):
            self.title = dated["title"]
            self.removed.append(Removed("dateline", dated["date"], line))
        elif delivered := _DELIVERED.fullmatch(self.title or ""):
            self.title = delivered["title"]
            self.blocks.insert(0, Block(delivered["note"], line))

    def take_own_under_headline(self) -> None:
        """The document's own title, where an account or a copying site set a headline above it.

        “关于…的通知” on the next lines, set apart, is a title; the headline goes to what was taken away.
        """
        if self.title is not None and self._take_own_report():
            return
        if self.title is None or (ends_title(self.title) and not ASKS_FOR_OPINIONS.search(self.title)):
            return
        if found := own_below(self.blocks):
            start, count, words = found
            self.removed.append(Removed("navigation", self.title, self.blocks[start].line))
            named = cleaned(words)
            self.title = named.title
            self._note(named, self.blocks[start].line)
            del self.blocks[start : start + count]

    def _take_own_report(self) -> bool:
        """The title that a report states itself, with the body's name in full, under a headline that shortens it."""
        headline = _REPORT.fullmatch(squeezed(self.title or ""))
        for index, block in enumerate(self.blocks[:3] if headline else ()):
            own = _REPORT.fullmatch(squeezed(block.text))
            if own and headline and own["who"] != headline["who"] and own["who"].endswith(headline["who"]):
                self.removed.append(Removed("navigation", self.title or "", block.line))
                self.title = squeezed(block.text)
                del self.blocks[index]
                if index and _DELIVERED_NOTE.fullmatch(self.blocks[0].text):
                    # The headline's, and the report says it again in its own words.
                    note = self.blocks.pop(0)
                    self.head.append(HeadLine("date", note.text, note.line))
                return True
        return False

    def take_fuller(self) -> None:
        """The title with the bodies before it, where a page has only its second half or a short form."""
        for count in range(1, min(4, len(self.blocks))) if self.title else ():
            lines = self.blocks[:count]
            words = "".join(block.text for block in lines)
            apart = all(
                block.align == "center" or block.lead == len(block.text) or block.kind == "heading"
                for block in lines
            ) or ends_title(words)
            plain = not any(
                shapes.ends_sentence(block.text) or shapes.DATE.search(block.text) or len(block.text) > 80
                for block in lines
            )
            if apart and plain and is_fuller(words, self.title or ""):
                found = cleaned(words)
                self.title, _ = without_line_breaks(found.title)
                self._note(found, lines[0].line)
                del self.blocks[:count]
                self.head += _head_lines(self.blocks, before_title=False)
                return

    def take_stated(self, fact: str | None) -> None:
        """The title by the page's table of facts, where the page's own heading shortens it: 两部委关于…."""
        if fact and self.title and key_of(fact) != key_of(self.title) and re.match(SHORTENED, self.title):
            rest = re.sub(SHORTENED, "", self.title)
            if key_of(fact).endswith(key_of(rest)):
                self.title = cleaned(fact).title

    def drop_repeated(self) -> None:
        """The title printed again right below, with or without a column in front, any number of times."""
        names = {key_of(self.title or ""), key_of(self.page_title.title if self.page_title else "")} - {""}
        while again := repeated_title(self.blocks, names):
            self._drop(0, again)
            self.head += _head_lines(self.blocks, before_title=False)

    def _drop(self, start: int, count: int) -> None:
        gone = self.blocks[start : start + count]
        self.changes.append(Change("duplicate-title", 1, "题名印了两遍，留一遍"))
        self.removed += [Removed("duplicate-title", block.text, block.line) for block in gone]
        del self.blocks[start : start + count]

    def join_subtitle(self) -> None:
        """A subtitle behind a dash belongs to the title, where it says what kind of text this is."""
        if (
            self.title
            and len(self.blocks) > 1
            and is_subtitle(self.blocks[0].text)
            and "——" not in self.title
        ):
            words = self.blocks[0].text.strip().lstrip("—―- ")
            if ends_title(words):
                self.title = f"{self.title}——{words}"
                del self.blocks[0]

    def take_late_number(self) -> None:
        """A number may stand under the note as well: 法释〔2013〕21号."""
        for index, block in enumerate(self.blocks[1:5], 1):
            compact = squeezed(simplify(block.text))
            under_label = form_tables.label_of(self.blocks[index - 1].text)
            if (
                not under_label
                and shapes.NUMBER.fullmatch(compact)
                and not any(line.kind == "number" for line in self.head)
            ):
                self.head.append(HeadLine("number", block.text, block.line))
                del self.blocks[index]
                break

    def drop_late_title(self) -> None:
        """Law libraries print the title once more after the note under it."""
        for index, block in enumerate(self.blocks[:5]):
            if index and self.title and len(block.text) >= 6 and key_of(block.text) == key_of(self.title):
                self._drop(index, 1)
                break


_ABOVE_ORDER, _SHORT = 5, 40
_SAID_FROM = re.compile(r"(?:来源|原链接|原文链接|出处|转自|转载自)\s*[:：]")


def _in_letterhead(text: str) -> bool:
    words = re.sub(r"[\s　]+", "", text).removesuffix("文件").removeprefix("文件")
    return not words or is_organ(words)


def _head_lines(blocks: list[Block], *, before_title: bool) -> list[HeadLine]:
    """Take metadata lines off the front of `blocks`."""
    head: list[HeadLine] = []
    while len(blocks) > 1:
        parts = _parts_of_head(blocks[0].text, before_title=before_title)
        if not parts:
            break
        head += [HeadLine(kind, text, blocks[0].line) for kind, text in parts]
        blocks.pop(0)
    if not before_title and len(blocks) > 2 and shapes.is_signature(blocks[0].text):
        # Who issues it, and when, on two lines under the title, as on the cover of a white paper.
        follows = _head_kind(blocks[1].text, before_title=False)
        if follows == "date":
            head += [
                HeadLine("issuer", blocks[0].text, blocks[0].line),
                HeadLine("date", blocks[1].text, blocks[1].line),
            ]
            del blocks[:2]
    return head


def _parts_of_head(text: str, *, before_title: bool) -> list[tuple[HeadKind, str]]:
    """What a line of metadata holds: mostly one thing, or a day beside a number: 1996年8月13日　法〔1996〕83号."""
    kind = _head_kind(text, before_title=before_title)
    if kind:
        return [(kind, text)]
    day = shapes.DATE.search(text)
    before, after = (text[: day.start()].strip(), text[day.end() :].strip()) if day else ("", "")
    number = before or after
    if day is None or (before and after) or _head_kind(number, before_title=before_title) != "number":
        return []
    found: list[tuple[HeadKind, str]] = [("date", day[0]), ("number", number)]
    return found if after else found[::-1]


def _unspaced(text: str) -> str:
    """A number without the space that some set before its year: 国发 〔2015〕40号."""
    return re.sub(r"(?<=[\u4e00-\u9fff])[\s　]+(?=[〔\[【(（﹝]\s*(?:19|20)\d{2})", "", text)


def _head_kind(text: str, *, before_title: bool) -> HeadKind | None:
    if _DIGEST_MARK.fullmatch(simplify(text)):
        return "digest"
    if NUMBER_LINE.fullmatch(_unspaced(text.strip("（）() "))) or _CONGRESS_LINE.fullmatch(text.strip()):
        return "number"
    if shapes.is_date_line(text) or _MONTH_LINE.fullmatch(text.strip()):
        return "date"
    if _CLASSIFIED.fullmatch(text):
        return "mark"
    if before_title:
        return "letterhead" if _LETTERHEAD.fullmatch(text) else None
    is_author = (is_person(text.replace(" ", "")) and len(text) <= 8) or AUTHOR.fullmatch(text.strip())
    return "author" if is_author else None
