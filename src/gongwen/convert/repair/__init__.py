"""Repair: undoing damage that copying, scraping and page breaks did to a text.

A repair is a small named function, draft → draft. It says what it did through `Draft.after`: a kind, a count
and a note in Chinese, and puts what it took out into ``removed``. Each is safe on text that doesn't need it,
and running all twice changes nothing more. Words are never corrected and censored words never filled in: what
looks wrong goes to ``doubts`` and stays.
"""

from __future__ import annotations

from collections.abc import Callable

from gongwen.convert.draft import Draft
from gongwen.convert.repair import characters, doubts, furniture, lines, marks, structure

Repair = Callable[[Draft], Draft]

REPAIRS: tuple[Repair, ...] = (
    # What isn't text at all goes first, so that nothing later counts it.
    characters.invisible,
    characters.composed,
    # Wide spaces still tell paragraphs apart; after this, spaces are only spaces.
    lines.paragraphs_from_wide_spaces,
    lines.indents,
    characters.odd_spaces,
    # The page around the document.
    furniture.library_banner,
    furniture.breadcrumb,
    furniture.picture_placeholders,
    furniture.copyright_notice,
    furniture.page_numbers,
    furniture.dateline,
    # The text itself.
    lines.duplicate_runs,
    lines.fake_page_numbers,
    marks.stray_bold,
    lines.cut_sentences,
    marks.enumeration_brackets,
    marks.digit_spacing,
    marks.half_width_punctuation,
    structure.glued_title,
    structure.glued_headings,
    structure.lost_paragraphs,
    doubts.look,
)
"""All repairs, in the order in which they run; the comments say why there."""

LABELS: dict[str, str] = {
    "invisible-characters": "删去看不见的字符",
    "composed-characters": "统一字符编码形式（NFC）",
    "split-paragraph": "按空格分段",
    "indent": "删去段首段尾空格",
    "odd-spaces": "特殊空格改为普通空格",
    "library-banner": "删去文库网站的横幅",
    "breadcrumb": "删去网页位置导航",
    "image-placeholder": "删去图片占位文字",
    "copyright-notice": "删去版权声明",
    "page-number": "删去页码",
    "dateline": "网页日期与来源移入著录项",
    "duplicate-block": "删去重复的段落",
    "fake-page-number": "删去虚假的页码",
    "joined-lines": "接回被切断的句子",
    "stray-bold": "删去零散的加粗记号",
    "enumeration-bracket": "序号括号统一为全角",
    "digit-spacing": "删去数字与汉字间的空格",
    "half-width-punctuation": "半角标点改为全角",
    "glued-title": "题名与正文分开",
    "glued-heading": "标题与正文分开",
    "lost-paragraph": "按层次句恢复分段",
    "title-spacing": "删去题名中的断行空格",
}
"""What readers see for each kind of repair."""


def repair(draft: Draft) -> Draft:
    """Run all repairs on `draft`."""
    for step in REPAIRS:
        draft = step(draft)
    return draft
