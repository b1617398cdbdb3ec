"""What can be wrong with records that are well-formed each by itself.

Ids that lead nowhere, relations that don't answer each other, dates that can't be, words that belong to editors
and not on a page.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from gongwen.records import (
    DOCUMENT_ID,
    Agency,
    Campaign,
    Document,
    Named,
    Record,
    Term,
    frontmatter,
    openness,
)
from gongwen.records.archive import PROSE_FOLDERS, Archive
from gongwen.records.excerpt import text_length
from gongwen.records.frontmatter import Loc
from gongwen.records.shared_runs import Pieces, shared_runs
from gongwen.records.vocabulary import OFFICIAL_HOSTS
from gongwen.text.markdown_text import may_link

Severity = Literal["error", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend, or to know.

    Attributes:
        file: the record's file below docs/.
        problem: what is wrong, in Chinese.
        advice: what to do.
        loc: where in the front matter; empty for the file as a whole.
        severity: ``error`` fails the check, ``info`` doesn't.
    """

    file: str
    problem: str
    advice: str = ""
    loc: Loc = ()
    severity: Severity = "error"


_EDITORS = re.compile(
    r"样本\s*\d{3}|\bseeds?/\d{3}|\.\./shared|\b(?:TODO|FIXME|XXX)\b|待写|此处待补|lorem ipsum", re.IGNORECASE
)
_LIVE_HTML = re.compile(r"<(?!https?://[^\s<>\"]*>)(?:/?[a-zA-Z]|!--)")
"""A tag or a comment; <https://…> is Markdown's way to write an address."""
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONG_DIGEST = 600
"""Characters: a digest says what a document is, it doesn't stand for it."""
_BODY_HEADING = re.compile(r"^(?:#|#{4,6})\s", re.MULTILINE)


def check(
    archive: Archive, *, today: datetime.date, named: Container[tuple[str, str]] | None = None
) -> list[Finding]:
    """All findings about an archive's records, by file.

    Args:
        archive: the records.
        today: documents can't be later than this.
        named: records that texts name, by kind and id; None where that hasn't been looked for.
    """
    found = [
        *_unknown_ids(archive),
        *_family(archive),
        *_dates(archive, today),
        *_texts(archive),
        *_collisions(archive),
        *_shared_names(archive),
        *_digests(archive),
        *_wanting(archive),
        *(_alone(archive, named) if named is not None else ()),
    ]
    return sorted(found, key=lambda finding: (finding.severity, finding.file, str(finding.loc)))


def _unknown_ids(archive: Archive) -> Iterator[Finding]:
    for document in archive.documents.values():
        yield from _names(document, "issuers", document.issuers, archive.agencies, "机构")
        yield from _names(document, "campaigns", document.campaigns, archive.campaigns, "行动")
        for index, relation in enumerate(document.relations):
            if DOCUMENT_ID.fullmatch(relation.target) and relation.target not in archive.documents:
                problem = f"关系的目标“{relation.target}”不存在"
                yield Finding(
                    document.file, problem, "改成馆内文献的 id；馆内没有的写题名", ("relations", index)
                )
            if relation.target == document.id:
                yield Finding(document.file, "关系指向自己", "删去", ("relations", index))
    for agency in archive.agencies.values():
        links = {
            "parent": [agency.parent], "predecessors": agency.predecessors, "successors": agency.successors,
            "same_body_as": [agency.same_body_as],
        }  # fmt: skip
        for key, targets in links.items():
            yield from _ids(agency, key, filter(None, targets), archive.agencies, "机构")
    for campaign in archive.campaigns.values():
        yield from _ids(campaign, "parents", campaign.parents, archive.campaigns, "行动")
        yield from _ids(campaign, "leads", campaign.leads, archive.agencies, "机构")
        yield from _ids(campaign, "participants", campaign.participants, archive.agencies, "机构")
    for term in archive.terms.values():
        yield from _ids(term, "related", term.related, archive.terms, "术语")
        yield from _ids(term, "see_also_documents", term.see_also_documents, archive.documents, "文献")


def _names(
    record: Document, key: str, given: Iterable[str], known: Container[str], what: str
) -> Iterator[Finding]:
    """Issuers and campaigns may be names without a record; an id without a record is a slip."""
    for index, name in enumerate(given):
        if name in known:
            continue
        if _SLUG.fullmatch(name):
            yield Finding(
                record.file, f"{what} id“{name}”不存在", f"改正；馆内没有的{what}写全名", (key, index)
            )
        else:
            yield Finding(record.file, f"{what}“{name}”尚无条目", "可以新建条目", (key, index), "info")


def _ids(
    record: Record, key: str, given: Iterable[str], known: Container[str], what: str
) -> Iterator[Finding]:
    for target in given:
        if target not in known:
            yield Finding(record.file, f"{key} 里的{what}“{target}”不存在", "改正或删去", (key,))
        elif target == record.id and key != "see_also_documents":
            yield Finding(record.file, f"{key} 指向自己", "删去", (key,))


def _family(archive: Archive) -> Iterator[Finding]:
    for agency in archive.agencies.values():
        for key, back in (("successors", "predecessors"), ("predecessors", "successors")):
            for other in getattr(agency, key):
                record = archive.agencies.get(other)
                if record is not None and agency.id not in getattr(record, back):
                    yield Finding(
                        agency.file,
                        f"{key} 有“{other}”，而 docs/{record.file} 的 {back} 里没有“{agency.id}”",
                        "两边写成一致",
                        (key,),
                    )
    above: dict[str, tuple[str, ...]] = {
        **{a.file: (f"agencies/{a.parent}.md",) if a.parent else () for a in archive.agencies.values()},
        **{
            c.file: tuple(f"campaigns/{parent}.md" for parent in c.parents)
            for c in archive.campaigns.values()
        },
    }
    for file in above:
        if file in _upwards(file, above):
            key = "parents" if file.startswith("campaigns/") else "parent"
            yield Finding(file, "上级关系成了环", f"改正 {key}", (key,))


def _upwards(file: str, above: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Everything that stands above a record, however far; the record itself where it goes round."""
    seen: set[str] = set()
    queue = list(above[file])
    while queue:
        higher = queue.pop()
        if higher not in seen:
            seen.add(higher)
            queue += above.get(higher, ())
    return seen


def _dates(archive: Archive, today: datetime.date) -> Iterator[Finding]:
    for record in archive:
        spans = []
        if isinstance(record, Agency):
            spans = [("dissolved", record.founded, record.dissolved)]
        elif isinstance(record, Campaign):
            spans = [("end", record.start, record.end)]
        for key, first, last in spans:
            if first and last and last.last < first.first:
                yield Finding(record.file, f"{key} 早于起始日期", "改正", (key,))
        if isinstance(record, Document) and record.date:
            if record.date.first > today:
                yield Finding(record.file, "日期在将来", "改正", ("date",))
            for issuer in record.issuers:
                agency = archive.agencies.get(issuer)
                if agency and agency.founded and record.date.last < agency.founded.first:
                    yield Finding(
                        record.file,
                        f"日期早于{agency.label}设立（{agency.founded}）",
                        "核对日期与机构",
                        ("date",),
                    )
                if agency and agency.dissolved and record.date.first > agency.dissolved.last:
                    yield Finding(
                        record.file,
                        f"日期晚于{agency.label}撤销（{agency.dissolved}）",
                        "核对日期与机构",
                        ("date",),
                    )


def _texts(archive: Archive) -> Iterator[Finding]:
    for record in archive:
        for where, text in (("正文", record.body), ("元数据", str(record.model_dump(exclude={"body"})))):
            match = _EDITORS.search(text)
            if match:
                yield Finding(record.file, f"{where}里有编辑用语“{match[0]}”", "改写或删去")
        yield from _live(record.file, record.body)
        yield from _markup_in_head(record)
        if isinstance(record, Document):
            if _BODY_HEADING.search(record.body):
                yield Finding(record.file, "正文里有一级或四级以下的标题", "用 ## 和 ###；题名在元数据里")
            yield from _openness(record)
            if record.access != "full" and not (record.rights and record.rights.note):
                yield Finding(record.file, "未全文公开而没有写明理由", "在 rights.note 里写明", ("access",))


def prose(docs: Path) -> Iterator[Finding]:
    """What is wrong with the pages that are no records: HTML and addresses that run.

    Args:
        docs: the content folder.
    """
    pages = [path for folder in PROSE_FOLDERS for path in (docs / folder).rglob("*.md")]
    for path in sorted((*pages, *docs.glob("*.md"))):
        parts = frontmatter.split(path.read_text(encoding="utf-8", errors="replace"))
        yield from _live(path.relative_to(docs).as_posix(), parts[1] if parts else "")


def _live(file: str, body: str) -> Iterator[Finding]:
    """HTML in a body, and links that lead to what runs."""
    if _LIVE_HTML.search(body):
        yield Finding(file, "正文里有 HTML", "网站照字面显示它；改成 Markdown，文献的文字写成 &lt;")
    for address in _addresses(body):
        if not may_link(address):
            problem = f"正文里有通往“{address[:40]}”的链接"
            yield Finding(file, problem, "只许 http、https、mailto 和站内的相对地址")


def _markup_in_head(record: Record) -> Iterator[Finding]:
    """Marks of HTML in metadata: no name or title has them."""
    for name in type(record).model_fields:
        if name != "body" and _LIVE_HTML.search(str(getattr(record, name))):
            yield Finding(record.file, f"{name} 里有 HTML 记号", "删去；元数据只写文字", (name,))


def _openness(document: Document) -> Iterator[Finding]:
    """More of a text than its access lets out, in the body or quoted in other fields."""
    most = openness.limit(document)
    if most is None:
        return
    advice = "删去，或改 access 并写明 rights.note"
    if most == 0 and document.body:
        yield Finding(document.file, "仅著录的文献不得有正文", advice, ("access",))
    elif text_length(document.body) > most:
        problem = f"节录有 {text_length(document.body)} 字，超过 {most} 字，多出的不会公开"
        yield Finding(document.file, problem, advice.replace("删去", "删去多出的文字"), ("access",))
    elif openness.given_out(document) > most:
        where = next((key for key in ("sic", "evidence") if getattr(document, key)), "sic")
        problem = "仅著录的文献不得引用原文" if most == 0 else f"节录连同引文超过 {most} 字"
        yield Finding(document.file, f"{problem}（{'、'.join(_quoting(document))}）", advice, (where,))


def _quoting(document: Document) -> Iterator[str]:
    """The fields that quote the text."""
    yield from (f"evidence.{name}.text" for name, item in document.evidence.items() if item.text)
    if document.sic:
        yield "sic"


_LINK = re.compile(
    r"\]\(\s*<?([^\s)>]+)|^\[[^\]]+\]:\s*<?(\S+?)>?\s*$|<([A-Za-z][A-Za-z0-9+.-]*:[^\s>]*)>", re.MULTILINE
)


def _addresses(body: str) -> Iterator[str]:
    """Where the links and pictures of a Markdown body lead, in whichever way they are written."""
    for match in _LINK.finditer(body):
        yield match[1] or match[2] or match[3]


def _collisions(archive: Archive) -> Iterator[Finding]:
    originals: dict[tuple[str, int | None], Document] = {}
    for document in archive.documents.values():
        if document.original is None:
            continue
        other = originals.setdefault((document.original.sha256, document.original.part), document)
        if other is not document:
            yield Finding(document.file, f"与 docs/{other.file} 出自同一原件", "留下一页", ("original",))
    addresses: dict[str, str] = {record.file.removesuffix(".md"): record.file for record in archive}
    for record in archive:
        for index, old in enumerate(record.redirects):
            holder = addresses.setdefault(old.strip("/"), record.file)
            if holder != record.file:
                yield Finding(
                    record.file, f"旧地址“{old}”已为 docs/{holder} 所用", "改正", ("redirects", index)
                )


def _shared_names(archive: Archive) -> Iterator[Finding]:
    """Names that several records of a kind share without a sense that tells them apart."""
    for records in (archive.agencies, archive.campaigns, archive.terms):
        holders: dict[str, list[Named]] = defaultdict(list)
        for record in records.values():
            assert isinstance(record, Named)
            for alias in {
                record.label,
                *record.aliases,
                *([record.short] if isinstance(record, Agency) and record.short else []),
            }:
                holders[alias].append(record)
        for alias, found in sorted(holders.items()):
            unclear = [record for record in found if all(sense.alias != alias for sense in record.senses)]
            if len(found) > 1 and len(unclear) > 1:
                others = "、".join(record.id for record in found[1:])
                yield Finding(
                    found[0].file,
                    f"“{alias}”也是 {others} 的名称，无从分辨",
                    "用 senses 写明何时何地指谁",
                    ("aliases",),
                    "info",
                )


def _digests(archive: Archive) -> Iterator[Finding]:
    """Digests are the archive's own words: short, and no sentence of one taken over into another."""
    digests = {d.file: d for d in archive.documents.values() if d.content == "digest"}
    for digest in digests.values():
        if len(digest.body) > _LONG_DIGEST:
            problem = f"提要有 {len(digest.body)} 字，超过 {_LONG_DIGEST} 字"
            yield Finding(digest.file, problem, "可以缩短；原文可以全文收入", severity="info")
    pieces = Pieces(name for record in archive for name in _known_as(record))
    for shared in shared_runs({file: pieces.of(digest.body) for file, digest in digests.items()}):
        problem = f"提要与 docs/{shared.other} 有 {len(shared.run)} 字相同：“{shared.run}”"
        yield Finding(shared.one, problem, "用自己的话改写；引文加引号")


def _known_as(record: Record) -> Iterator[str]:
    yield record.label
    if isinstance(record, Named):
        yield from record.aliases
    if isinstance(record, Agency):
        yield record.name


def _wanting(archive: Archive) -> Iterator[Finding]:
    """What a new record can't have yet, and a finished one should."""
    for record in archive:
        english = (
            {"title_en": record.label_en} if isinstance(record, Document) else {"name_en": record.label_en}
        )
        wanted: dict[str, str | None] = {**english, "summary_en": record.summary_en}
        if isinstance(record, Term):
            wanted = {
                "term_en": record.term_en,
                "definition": record.definition,
                "definition_en": record.definition_en,
            }
        for key, value in wanted.items():
            if not value:
                yield Finding(record.file, f"没有 {key}", "补上", severity="info")
        if record.summary_en and not record.summary_en.endswith("."):
            yield Finding(record.file, "summary_en 不是完整的句子", "以句点结尾", ("summary_en",), "info")
        if isinstance(record, Document):
            yield from _source(record)


def _source(document: Document) -> Iterator[Finding]:
    url = document.source.url if document.source else None
    if not url:
        yield Finding(document.file, "没有来源网址", "查得到就补上 source.url", severity="info")
        return
    host = urlsplit(url).hostname or ""
    if not any(host == known or host.endswith(f".{known}") for known in OFFICIAL_HOSTS):
        problem = f"来源 {host} 不是国家机关或刊登其文件的中央媒体的网站"
        yield Finding(document.file, problem, "能找到发布机关的页面就换成它", ("source", "url"), "info")


def _alone(archive: Archive, named: Container[tuple[str, str]]) -> Iterator[Finding]:
    """Records that no text names and no other record points to."""
    pointed: set[str] = set()
    for record in archive:
        if isinstance(record, Document):
            pointed |= {f"agency/{i}" for i in record.issuers} | {f"campaign/{i}" for i in record.campaigns}
            pointed |= {f"document/{relation.target}" for relation in record.relations}
        elif isinstance(record, Agency):
            family = (record.parent, record.same_body_as, *record.predecessors, *record.successors)
            pointed |= {f"agency/{i}" for i in family if i}
        elif isinstance(record, Campaign):
            pointed |= {f"agency/{i}" for i in (*record.leads, *record.participants)}
            pointed |= {f"campaign/{parent}" for parent in record.parents}
        elif isinstance(record, Term):
            pointed |= {f"term/{i}" for i in record.related} | {
                f"document/{i}" for i in record.see_also_documents
            }
    kinds: dict[type[Record], str] = {
        Document: "document",
        Agency: "agency",
        Campaign: "campaign",
        Term: "term",
    }
    for record in archive:
        kind = kinds[type(record)]
        if f"{kind}/{record.id}" not in pointed and (kind, record.id) not in named:
            yield Finding(
                record.file, "没有文献提到它，也没有别的条目指向它", "补上联系，或考虑不收", severity="info"
            )
