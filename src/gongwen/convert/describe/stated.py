"""What a file's own front matter says of the document, weighed against what its text says.

Nobody vouches for it: it fills a field that the text leaves open and outranks what was only concluded, each time
with basis ``source``. Where text and front matter disagree, or a name has no record, a person looks at the field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from gongwen.convert.describe.evidence import TEXT_LIMIT, Ledger
from gongwen.convert.describe.number import normal_number
from gongwen.convert.model import Draft
from gongwen.convert.outline import outline
from gongwen.names.matcher import Mention
from gongwen.records import Evidence
from gongwen.records.archive import Archive

Named = Callable[[str], Sequence[Mention]]

_NOTE = "据文件自带的元数据"
_NAME = re.compile(r"[\w\s·・、，：（）()《》〔〕“”‘’—\-&/.+]{2,80}")
"""What names, numbers and places are made of; anything else is none, whatever the file says."""
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def weigh(draft: Draft, got: Ledger, archive: Archive, named: Named) -> None:
    """Weigh ``draft.given`` against what was derived, field by field.

    Args:
        draft: the document, with what its front matter says.
        got: what the text says; it takes what is accepted and what is to be looked at.
        archive: the records that issuers and campaigns may be.
        named: finds names in words.
    """
    for key, value in draft.given.items():
        if key == "title":
            _weigh_title(draft, got, value)
        elif key in {"issuers", "campaigns"}:
            _weigh_names(key, value, got, archive, named)
        elif key in {"document_number", "addressee", "place"} and not _NAME.fullmatch(value):
            got.ask(key, "文件自带的元数据里的值不成样，未收")
        elif key == "document_number":
            _weigh(key, normal_number(value) or value, got)
        else:
            _weigh(key, value, got)


def _weigh(key: str, value: Any, got: Ledger) -> None:
    derived = got.values.get(key)
    if derived in (None, (), "", "其他"):
        _take(key, value, got)
        if key in got.review:
            got.review.remove(key)
    elif not _agree(key, derived, value):
        if _plain(key, got):
            got.ask(key, f"文件自带的元数据作“{_words(value)}”，与正文不同")
        else:
            _take(key, value, got)
            got.ask(key, f"由正文推定的是“{_words(derived)}”")


def _plain(key: str, got: Ledger) -> bool:
    """Whether a value plainly stands in the text, and nobody doubts it."""
    evidence = got.evidence.get(key)
    return (evidence is None or evidence.basis == "text") and key not in got.review


def _take(key: str, value: Any, got: Ledger) -> None:
    got.values[key] = value
    got.evidence[key] = Evidence(basis="source", text=_words(value)[:TEXT_LIMIT], note=_NOTE)
    if key == "date":
        got.values["date_basis"] = "source"
        got.values.pop("date_kind", None)


def _agree(key: str, derived: Any, value: Any) -> bool:
    if key in {"issuers", "campaigns"}:
        return set(derived) == set(value)
    one, other = str(derived), str(value)
    # A month agrees with a day in it.
    return one == other or (key == "date" and (one.startswith(f"{other}-") or other.startswith(f"{one}-")))


def _words(value: Any) -> str:
    return "、".join(value) if isinstance(value, tuple) else str(value)


def _weigh_title(draft: Draft, got: Ledger, title: str) -> None:
    """The title has been weighed by the outline, which knows the lines; here it is said what it rests on."""
    taken = str(got.values["title"])
    lines = _squeezed(draft.text)
    own = outline(replace(draft, facts=draft.facts.without("title"))).title
    if _squeezed(taken) not in lines:
        got.evidence["title"] = Evidence(basis="source", text=taken[:TEXT_LIMIT], note=_NOTE)
    if _squeezed(title) not in lines and own is not None:
        what = "文件自带的元数据" if taken != title else "正文"
        got.ask("title", f"{what}作“{(title if taken != title else own)[:40]}”")


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _weigh_names(key: str, names: Sequence[str], got: Ledger, archive: Archive, named: Named) -> None:
    records: Mapping[str, object] = archive.agencies if key == "issuers" else archive.campaigns
    resolved = [_resolved(name, key, records, named) for name in names]
    known = tuple(dict.fromkeys(name for name in resolved if name is not None))
    if known:
        _weigh(key, known, got)
    if None in resolved:
        got.ask(key, f"文件自带的元数据里有 {resolved.count(None)} 个不成名称的值，未收")
    if any(name not in records for name in got.values.get(key, ()) if name in known):
        got.ask(key, "文件自带的元数据列名而没有条目")


def _resolved(name: str, key: str, records: Mapping[str, object], named: Named) -> str | None:
    """The record that a name means, or the name where there is none; None for what is no name."""
    if name in records:
        return name
    if not _NAME.fullmatch(name) or _SLUG.fullmatch(name):
        return None
    kind = "agency" if key == "issuers" else "campaign"
    whole = [m for m in named(name) if m.kind == kind and m.id and m.end - m.start >= 0.8 * len(name)]
    return whole[0].id if whole else name
