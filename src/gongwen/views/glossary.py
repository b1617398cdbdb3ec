"""Indexes of terms: by the initial of their pinyin, by category, by English name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gongwen.records import Term
from gongwen.records.archive import Archive
from gongwen.records.vocabulary import TERM_CATEGORIES
from gongwen.views.links import GLOSSARY, HOME, at, to
from gongwen.views.page import Page
from gongwen.views.parts import Jump, Section, Switch, TermLine, TermList, loose
from gongwen.views.sorting import initial, pinyin_key

_VIEWS = (
    ("glossary/index.md", "拼音"),
    ("glossary/categories.md", "类别"),
    ("glossary/english.md", "英文"),
)


def glossary_indexes(archive: Archive) -> Iterator[Page]:
    """Terms in three orders."""
    terms = sorted(archive.terms.values(), key=lambda term: pinyin_key(term.label))
    letters: dict[str, list[Term]] = defaultdict(list)
    categories: dict[str, list[Term]] = defaultdict(list)
    english: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        letters[initial(term.label)].append(term)
        categories[term.category].append(term)
    for term in sorted(terms, key=lambda term: (term.term_en or "~").lower()):
        name = re.sub(r"[^A-Za-z]", "", term.term_en or "")
        english[name[:1].upper() or "0"].append(term)
    yield _page("glossary/index.md", _by_letter(letters), f"{len(terms)} 条，按拼音排列，中英对照。")
    by_category = [
        Section(key.split()[0], name, (_list(categories[key]),), f"{len(categories[key])} 条")
        for key, name in TERM_CATEGORIES.items()
        if categories[key]
    ]
    yield _page("glossary/categories.md", by_category, "按类别，各类之内按拼音。")
    yield _page("glossary/english.md", _by_letter(english, english_first=True), "按英文名 A–Z。")


def _page(src: str, sections: Sequence[Section], lede: str) -> Page:
    door = src == "glossary/index.md"
    way = dict(_VIEWS)[src]
    switch = loose(Switch("排列", tuple(at(label, other) for other, label in _VIEWS), way))
    title = "术语" if door else f"术语：按{way}"
    return Page(src, title, lede, (HOME,) if door else (HOME, GLOSSARY), (switch, *sections))


def _by_letter(letters: Mapping[str, Iterable[Term]], *, english_first: bool = False) -> list[Section]:
    return [
        loose(Jump(tuple(sorted(letters)))),
        *(
            Section(f"initial-{letter.lower()}", letter, (_list(found, english_first=english_first),))
            for letter, found in sorted(letters.items())
        ),
    ]


def _list(terms: Iterable[Term], *, english_first: bool = False) -> TermList:
    lines = (TermLine(to(term), term.term_en or "", TERM_CATEGORIES[term.category]) for term in terms)
    return TermList(tuple(lines), english_first=english_first)
