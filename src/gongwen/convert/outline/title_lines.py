"""Which lines at the top of a text are its title: one, or several that were broken, and how they are one again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongwen.convert import page_titles
from gongwen.convert.model import Block
from gongwen.convert.outline.title import NUMBERED_TITLE, cleaned, squeezed
from gongwen.text import shapes
from gongwen.text.fold import simplify
from gongwen.text.organs import is_organ

NUMERAL = r"[\d一二三四五六七八九十百〇零]{1,5}"
NUMBER_LINE = re.compile(
    rf"(?:[{shapes.IDEOGRAPH}（）]{{1,16}}[〔\[【(（﹝]\s*(?:19|20)\d{{2}}\s*[〕\]】)）﹞]\s*第?\s*\d{{1,5}}\s*号|"
    rf"(?:[{shapes.IDEOGRAPH}、 ]{{2,60}})?(?:令|公告)?\s*[（(]?\s*(?:(?:19|20)\d{{2}}年)?\s*第\s*{NUMERAL}\s*号\s*[）)]?)"
)
_TITLE_END = re.compile(
    r"(?:通知|意见|决定|公告|通告|规定|办法|条例|细则|规则|解释|批复|函|报告|汇报|讲话|致辞|倡议书?|公约|宣言|白皮书|方案|规划|纲要|战略|法|令|说明|"
    r"要点|计划|决议|公报|提示|通报|公示|会议|行动|发布会|实录|纪要|指南|标准|规范|总结|信|倡议|答记者问|解读|章程|目录)(?:[（(][^（()）]{1,16}[）)])?$"
)


_SERIES = re.compile(
    rf"(?P<name>[{shapes.IDEOGRAPH}]{{4,30}}(?:公告|通告|通报))\s*(?P<number>[〔\[［【(（]\s*(?:19|20)\d{{2}}\s*[〕\]］】)）]\s*第\s*\d{{1,5}}\s*号)"
)


def series_of(line: str) -> tuple[str, str] | None:
    """What a numbered series is called, and the number in it: 某业务公告, [2026]第8号; None where a body's name counts.

    甲部公告〔2026〕第8号 is the number alone, whatever the notice is called.
    """
    found = _SERIES.fullmatch(line.strip())
    if found is None or is_organ(re.sub(r"(?:公告|通告|通报)$", "", found["name"])):
        return None
    return found["name"], squeezed(found["number"])


def set_apart(lines: Sequence[Block]) -> bool:
    """Whether lines are set as a title is, or are one whole line."""
    return len(lines) == 1 or all(
        block.align == "center" or block.kind == "heading" or block.lead >= len(block.text.strip())
        for block in lines
    )


SHORTENED = r"[一二三四五六七八九十两多]{1,3}(?:部门|部委|机构|单位)(?:联合)?(?=关于|印发|发布)"
_WIDTHS = str.maketrans("(),:;?!“”‘’[]", "（），：；？！\"\"''［］")


def key_of(text: str) -> str:
    """What two prints of one title have in common: no spaces, columns, or widths of marks."""
    return squeezed(cleaned(text).title).translate(_WIDTHS).strip("《》").casefold()


def key_without_stops(text: str) -> str:
    """The same without 、, where bodies stand apart in one print and are parted by it in the other."""
    return key_of(text).replace("、", "")


def own_title(blocks: Sequence[Block], hint: str | None) -> tuple[int, str | None]:
    """The title in the text itself: how many blocks it takes, and its words; none where the hint is to be kept."""
    if hint is not None:
        for count in range(1, min(5, len(blocks))):
            if key_of("".join(block.text for block in blocks[:count])) == key_of(hint):
                # The text's own line has been repaired; the page's may still have its spaces.
                return count, blocks[0].text if count == 1 else hint
    if hint is not None and blocks and _is_page_title_of(blocks[0], hint):
        return 1, blocks[0].text
    stated = _title_lines(blocks)
    if not stated:
        return 0, None
    first = _joined([block.text for block in blocks[:stated]])
    if stated == 1 and blocks[0].kind == "heading":
        first = page_titles.without_site(first)
    if hint is None:
        return stated, first
    # A file's or a page's name is often short for the title; a line that ends like one (…的通知) is the title itself.
    alike = squeezed(first) in squeezed(hint) or squeezed(hint) in squeezed(first)
    set_apart = all(block.align == "center" or block.kind == "heading" for block in blocks[:stated])
    if ends_title(first) or (alike and len(first) >= len(hint)) or (set_apart and alike):
        return stated, first
    return 0, None


def _is_page_title_of(block: Block, hint: str) -> bool:
    """Whether the page's title is this line with the name of a body or site behind it: 某地开展调研 某办事处."""
    text = block.text.strip()
    rest = hint[len(text) :].strip() if hint.startswith(text) else ""
    return len(text) >= 8 and bool(rest) and (is_organ(rest) or rest.endswith(("网", "处", "频道")))


_OWN_TITLE = re.compile(
    r"[^。；：！？]{0,60}关于[^。；：！？]{4,90}的(?:通知|通报|意见|公告|通告|公示|批复|复函|函|决定|提示)(?:[（(][^（()）]{2,30}[）)])?"
)
ASKS_FOR_OPINIONS = re.compile(r"(?:征求|征集|听取)(?:社会|公众)*意见(?:[（(][^（()）]{1,16}[）)])?$")
"""某办就某规定公开征求意见（附全文）: a headline that tells of a notice, and no title of one."""
_HEADLINES, _FEW = 3, 3


def own_below(blocks: Sequence[Block]) -> tuple[int, int, str] | None:
    """A document's own title (关于…的通知) in the lines below a headline: where it starts, its lines, its words.

    More than three lines are one title where those before 关于 name nothing but bodies.
    """
    for start in range(min(_HEADLINES, len(blocks))):
        for count in range(min(MOST_LINES, len(blocks) - start), 0, -1):
            lines = blocks[start : start + count]
            words = squeezed("".join(block.text for block in lines))
            if not _OWN_TITLE.fullmatch(simplify(words)) or not set_apart(lines):
                continue
            named = _bodies_above(lines)
            if count > _FEW and named is None:
                continue
            return start, count, words if named is None else _after_bodies(lines, named)
    return None


def _bodies_above(lines: Sequence[Block]) -> int | None:
    """How many lines at the top name nothing but bodies, the next one beginning with 关于; None where others stand there."""
    count = next((i for i, line in enumerate(lines) if line.text.strip().startswith("关于")), 0)
    names = [name for line in lines[:count] for name in line.text.split()]
    return count if count and all(map(is_organ, names)) else None


def _after_bodies(lines: Sequence[Block], named: int) -> str:
    """The words of a title with the bodies before it apart, as `_joined`."""
    names = [name for line in lines[:named] for name in line.text.split()]
    return " ".join(names) + squeezed("".join(line.text for line in lines[named:]))


def repeated_title(blocks: Sequence[Block], names: set[str]) -> int:
    """How many blocks at the top are the title once more; bodies that a title parts by 、 may stand apart there."""
    plain = {name.replace("、", "") for name in names}
    for count in range(1, min(MOST_LINES, len(blocks))):
        if key_without_stops("".join(block.text for block in blocks[:count])) in plain:
            return count
    return 0


MOST_LINES = 7


def _title_lines(blocks: Sequence[Block]) -> int:
    """How many blocks at the top are the title; 0 where the text starts without one."""
    if not blocks:
        return 0
    first = blocks[0]
    if first.kind == "row":
        return 0
    if first.kind == "heading" and first.level == 1:
        return 1
    if first.kind == "heading" and len(first.text) <= 100 and not shapes.starts_enumerated(first.text):
        return 1
    if (
        first.kind == "heading"
        or len(first.text) > 100
        or first.text.endswith(("。", "；", "：", "，", "、", "！"))
    ):
        return 0
    if re.match(r"[（(].*[）)]$", first.text) and shapes.DATE.search(first.text):
        return 0  # a note, where the page has the title
    if shapes.starts_enumerated(first.text) and not first.text.endswith(("法", "通知", "意见")):
        return 0
    if NUMBERED_TITLE.fullmatch(first.text.strip()):
        return 1
    if len(blocks) == 1:
        return 1 if len(first.text) <= 40 else 0
    if whole := _lines_of_title(blocks):
        return whole
    for count in range(2, min(5, len(blocks))):
        if not _title_goes_on(blocks[count - 2], blocks[count - 1], first=count == 2):
            return count - 1
        if ends_title(blocks[count - 1].text):
            return count
    return 1


def _joined(lines: Sequence[str]) -> str:
    """Lines of a title as one; bodies on lines of their own stay apart: 最高人民法院 最高人民检察院关于…."""
    joined = lines[0].strip()
    for line in lines[1:]:
        text = line.strip()
        apart = is_organ(re.split(r"\s", joined)[-1]) and is_organ(text)
        joined += (" " if apart else "") + text
    return joined


def ends_title(text: str) -> bool:
    """Whether words end as titles do, in Traditional characters too."""
    return bool(_TITLE_END.search(simplify(text)))


def _lines_of_title(blocks: Sequence[Block]) -> int:
    """How many lines a title takes that says 关于 and comes to its end further down; 0 where it doesn't."""
    first = blocks[0].text.strip()
    if ends_title(first) or not ("关于" in first or is_organ(simplify(first))):
        return 0
    for count in range(2, min(5, len(blocks))):
        line = blocks[count - 1]
        if (
            line.kind != blocks[0].kind
            or len(line.text) > 60
            or shapes.ends_sentence(line.text)
            or shapes.starts_enumerated(line.text)
            or shapes.is_date_line(line.text)
        ):
            return 0
        if ends_title(line.text):
            return count
    return 0


def _title_goes_on(before: Block, after: Block, *, first: bool) -> bool:
    """Whether the second of two lines at the top goes on with a title that the first begins."""
    if (
        ends_title(before.text)
        or after.kind != before.kind
        or len(after.text) > 40
        or shapes.ends_sentence(after.text)
        or shapes.starts_enumerated(after.text)
        or shapes.is_date_line(after.text)
        or NUMBER_LINE.fullmatch(after.text.strip("（）() "))
    ):
        return False
    if before.align == after.align == "center":
        return True
    opens = re.search(r"关于|的$|国务院|部$|办公[厅室]$|委员会$|局$|院$", before.text)
    return bool(opens or not first) and ends_title(after.text) and not (before.gap and after.gap)


_BREAK_AFTER = re.compile(r"[的关于和与及、，暨《“（]$")
_BREAK_BEFORE = re.compile(r"^(?:及|和|与|的|等|暨|并|或|关于|》|”|）|、|，|《)")


def without_line_breaks(title: str) -> tuple[str, int]:
    """Take out spaces that were line breaks; a space between two phrases of a title stays (严格管理 切实防止)."""
    parts = re.split(rf"(?<=[{shapes.IDEOGRAPH}》”）、，]) +(?=[{shapes.IDEOGRAPH}《“（])", title)
    text, removed = parts[0], 0
    single = all(len(part) == 1 for part in parts)
    for part in parts[1:]:
        if (
            single
            or _BREAK_AFTER.search(text)
            or _BREAK_BEFORE.match(part)
            or re.match(r"(?:通知|意见|决定|公告)$", part)
        ):
            text += part
            removed += 1
        else:
            text += " " + part
    return text, removed
