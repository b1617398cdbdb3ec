"""An archive made out of a data package: a record for each of its laws, whose text the package has."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.convert import page
from gongwen.records import Document, TextPlace
from gongwen.records.archive import Archive
from gongwen.records.vocabulary import Status
from gongwen.shelf import Numbers
from gongwen.texts.law_package import PACKAGE, Law, by_title

_STATUSES: dict[str, Status] = {
    "现行有效": "in force", "已被修改": "amended", "历史版本": "amended", "已废止": "repealed",
}  # fmt: skip


def law_records(archive: Archive) -> Iterator[Document]:
    """A record for each law and version of the package, from its own data; none where it isn't installed.

    Args:
        archive: for the ids of the bodies that passed them.
    """
    names = {record.name: identity for identity, record in archive.agencies.items()}
    taken: set[str] = set()
    for title, versions in by_title().items():
        first = ""
        for law in versions:
            identity = _free(law, taken)
            taken.add(identity)
            yield _record(law, identity, first, names.get(law.issuer, law.issuer), title)
            first = first or identity


def _free(law: Law, taken: set[str]) -> str:
    year = f"{law.version.year:04d}" if law.version else "undated"
    return next(Numbers().free(f"{year}/{page.slug(law.title)}", taken))


def _record(law: Law, identity: str, first: str, issuer: str, title: str) -> Document:
    kind = "决定" if law.kind == "修改决定" or title.endswith(("的决定", "的决议")) else "法律"
    return Document(
        id=identity,
        file=f"documents/{identity}.md",
        title=title,
        date=law.version,
        date_kind="document",
        date_basis="source",
        effective=law.effective,
        status=_STATUSES.get(law.status, "unknown"),
        type=kind,
        issuers=(issuer,) if issuer else (),
        version_of=first or None,
        text=TextPlace(provider=PACKAGE, key=title, version=law.version),
    )
