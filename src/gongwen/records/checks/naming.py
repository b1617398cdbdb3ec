"""Names, titles and numbers: what can't be one, what two records share, what is in the wrong language."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from gongwen.messages import listed, message
from gongwen.records import Document, Named, Record, Term
from gongwen.records.archive import Archive
from gongwen.records.checks.finding import Finding
from gongwen.text import pinyin, words
from gongwen.text.fold import fold, mixes_scripts, squeeze

_ENGLISH = ("title_en", "name_en", "term_en", "summary_en", "definition_en")
_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_YEAR_IN_BRACKETS = re.compile(r"[\[(（【［<〈]((?:19|20)\d{2})[\])）】］>〉]")
_COMMON = 1000
"""A word of two characters that stands so often in jieba's texts is nobody's name."""


def naming(archive: Archive) -> Iterator[Finding]:
    """What is wrong with names, titles and numbers."""
    for record in archive:
        yield from _scripts(record)
        if isinstance(record, Named):
            yield from _aliases(record)
            yield from _senses(record)
        if isinstance(record, Term) and not pinyin.agrees(record.term, record.pinyin):
            yield Finding(
                record.file,
                message("pinyin“{pinyin}”与“{term}”的读音不合", pinyin=record.pinyin, term=record.term),
                message("改正"),
                ("pinyin",),
            )
        if isinstance(record, Document) and record.document_number:
            yield from _number(record, record.document_number)
    yield from shared(archive)


def _scripts(record: Record) -> Iterator[Finding]:
    for name in _ENGLISH:
        text = getattr(record, name, None)
        if text and len(_IDEOGRAPH.findall(text)) > len(_LATIN.findall(text)):
            yield Finding(
                record.file, message("{name} 写成了中文", name=name), message("写英文，或删去"), (name,)
            )
    mixed = mixes_scripts(record.label)
    if mixed:
        key = "title" if isinstance(record, Document) else "term" if isinstance(record, Term) else "name"
        problem = message(
            "{key} 混用繁体（{traditional}）与简体（{simplified}）",
            key=key,
            traditional=mixed[0],
            simplified=mixed[1],
        )
        yield Finding(record.file, problem, message("照原件写成一种"), (key,))


def _aliases(record: Named) -> Iterator[Finding]:
    counts = Counter(record.aliases)
    told: set[str] = set()
    quoted = {sense.alias for sense in record.senses if sense.quoted}
    for index, alias in enumerate(record.aliases):
        loc = ("aliases", index)
        if counts[alias] > 1 and alias in told:
            yield Finding(
                record.file, message("别名“{alias}”写了两次", alias=alias), message("留下一处"), loc
            )
        elif len(alias) < 2:
            yield Finding(
                record.file,
                message("别名“{alias}”只有一个字，到处都会认错", alias=alias),
                message("删去，或写全"),
                loc,
            )
        elif not isinstance(record, Term) and alias not in quoted and _is_common(alias):
            yield Finding(
                record.file,
                message("别名“{alias}”是常用词，到处都会认错", alias=alias),
                message("删去；只在引号里是名称的，写 senses"),
                loc,
            )
        told.add(alias)


def _senses(record: Named) -> Iterator[Finding]:
    """Senses of what isn't a name of the record, and expressions that hold none: both do nothing."""
    names = {_written(name) for name in record.names}
    for index, sense in enumerate(record.senses):
        if _written(sense.alias) not in names and _written(_REMARK.sub("", record.label)) != _written(
            sense.alias
        ):
            problem = message("senses 里的“{alias}”不是本条目的名称", alias=sense.alias)
            yield Finding(record.file, problem, message("写进 aliases，或改正"), ("senses", index, "alias"))
    for index, phrase in enumerate(record.not_in):
        if not any(name in _written(phrase) for name in names):
            problem = message("not_in 里的“{phrase}”不含本条目的名称", phrase=phrase)
            yield Finding(record.file, problem, message("改正，或删去"), ("not_in", index))


_REMARK = re.compile(r"（[^（）]*）$")


def _written(name: str) -> str:
    return squeeze(fold(name)).text


def _is_common(alias: str) -> bool:
    return len(alias) == 2 and words.frequency(alias) >= _COMMON


def _number(document: Document, number: str) -> Iterator[Finding]:
    match = _YEAR_IN_BRACKETS.search(number)
    if match:
        yield Finding(
            document.file,
            message("文号的年份括号写成了“{match}”", match=match[0]),
            message("写成〔{match}〕", match=match[1]),
            ("document_number",),
        )


def shared(archive: Archive) -> Iterator[Finding]:
    """Names that several records of a kind share without a sense that tells them apart."""
    holders: dict[tuple[str, str], list[Named]] = defaultdict(list)
    for kind, record in archive.named:
        for name in dict.fromkeys(record.names):
            holders[kind, name].append(record)
    for (_, name), found in sorted(holders.items()):
        unclear = [record for record in found if all(sense.alias != name for sense in record.senses)]
        if len(found) > 1 and len(unclear) > 1:
            first, *others = sorted(unclear, key=lambda record: record.label == name)
            where = ("aliases", first.aliases.index(name)) if name in first.aliases else ("name",)
            problem = message(
                "“{name}”也是 {others} 的名称，无从分辨",
                name=name,
                others=listed(record.id for record in others),
            )
            yield Finding(first.file, problem, message("用 senses 写明何时何地指谁，或改正别名"), where)
