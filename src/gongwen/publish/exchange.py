"""Citations for reference managers: CSL-JSON, BibTeX (as biblatex reads it), RIS.

As in `styles`, when it was read and the place on the page are slots.
"""

from __future__ import annotations

import re
from typing import Any

from gongwen.publish.styles import Pieces, Slot, Work
from gongwen.records.document_types import DOCUMENT_TYPES, ZoteroType
from gongwen.records.edtf import Edtf

_CSL: dict[ZoteroType, str] = {
    "statute": "legislation", "document": "document", "report": "report",
    "newspaperArticle": "article-newspaper", "presentation": "speech", "interview": "interview",
}  # fmt: skip
_RIS: dict[str, str] = {
    "legislation": "STAT",
    "report": "RPRT",
    "article-newspaper": "NEWS",
    "webpage": "ELEC",
}
_BIBTEX: dict[str, str] = {"report": "report", "legislation": "legislation"}
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def kind(work: Work) -> str:
    """The type of a work in CSL; a digest is a page of the archive."""
    return "webpage" if work.digest else _CSL[DOCUMENT_TYPES[work.type].zotero]


def csl(work: Work, key: str) -> dict[str, Any]:
    """The work as CSL-JSON (version 1.0.2): bodies are literal names; nothing empty."""
    item: dict[str, Any] = {
        "id": key,
        "type": kind(work),
        "title": work.title,
        "author": [{"literal": name} for name in work.who],
        "issued": _parts(work.date) if work.date else None,
        "number": work.number,
        "genre": "" if work.digest else work.type,
        "container-title": work.site if work.url else "",
        "URL": work.url,
        "language": "zh-CN",
        "note": f"English title: {work.title_en}" if work.title_en else "",
    }
    return {name: value for name, value in item.items() if value}


def _parts(date: Edtf) -> dict[str, Any]:
    parts = [part for part in (date.year, date.month, date.day) if part is not None]
    return {"date-parts": [parts], **({"circa": True} if date.qualifier else {})}


def bibtex(work: Work, key: str) -> Pieces:
    """The work as an entry of BibTeX."""
    entry = _BIBTEX.get(kind(work)) or ("online" if work.url else "misc")
    date = str(work.date).replace("%", "?") if work.date else ""  # biblatex knows ? and ~ as EDTF has them
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in work.who),
        "title": f"{{{_tex(work.title)}}}",
        "number": _tex(work.number),
        "type": "" if work.digest else _tex(work.type),
        "date": date,
        "organization": _tex(work.site) if work.url else "",
        "langid": "chinese",
        "note": f"English title: {_tex(work.title_en)}" if work.title_en else "",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    head = f"@{entry}{{{key},\n{lines}"
    if not work.url:
        return (f"{head}}}\n",)
    # In an address only braces and what would end it are written otherwise.
    address = re.sub(r"[{}\\%]", lambda match: f"%{ord(match[0]):02X}" if match[0] != "%" else "%", work.url)
    return (
        f"{head}  url = {{{address}",
        Slot("fragment"),
        "},\n",
        Slot("accessed", "  urldate = {", "},\n"),
        Slot("place", "  pages = {", "},\n"),
        "}\n",
    )


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in text)


def ris(work: Work, key: str) -> Pieces:
    """The work as RIS."""
    date = work.date
    day = "/".join([*(date.plain.split("-") if date else ()), "", "", ""][:4]) if date else ""
    fields = [
        ("TY", _RIS.get(kind(work), "ELEC" if work.url else "GEN")),
        ("ID", key),
        # A comma behind a name says that its last word is no family name.
        *(("AU", f"{name}," if " " in name else name) for name in work.who),
        ("TI", work.title),
        ("TT", work.title_en),
        ("PY", f"{date.year:04d}" if date else ""),
        ("DA", day),
        ("M1", work.number),
        ("M3", "" if work.digest else work.type),
        ("T2", work.site if work.url else ""),
        ("LA", "zh-CN"),
    ]
    head = "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value)
    place = Slot("place", "SP  - ", "\r\n")
    if not work.url:
        return (head, place, "ER  - \r\n")
    accessed = Slot("accessed", "Y2  - ", "\r\n", "slashes")
    return (f"{head}UR  - {work.url}", Slot("fragment"), "\r\n", place, accessed, "ER  - \r\n")
