"""Reprints on sites that nobody answers for are named, and nobody is sent there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import external_links
import site_build
from gongwen.publish.linked import linked
from gongwen.records import Source
from gongwen.records.archive import read_archive
from gongwen.records.reprints import is_reprint
from support import small_archive

REPRINT, PAPER = "http://m.uzzf.com/mipz/1.html", "https://paper.example.cn/1.html"
HEAD = "title: 试写登记办法\ndate: 2006-07-01\ntype: 部门规章\nissuers: [mii]\ncontent: text\naccess: full\n"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (REPRINT, True),
        ("https://www.uzzf.com/", True),
        ("http://218.28.6.71:81/Detail?id=1", True),
        ("https://notuzzf.com/1", False),
        ("https://uzzf.com.example.cn/", False),
        (PAPER, False),
    ],
)
def test_hosts_count_with_those_below_them(url: str, expected: bool) -> None:
    assert is_reprint(url) is expected


def test_a_source_is_linked_unless_it_is_a_reprint() -> None:
    assert (Source(url=PAPER).linked, Source(url=REPRINT).linked, Source(name="某报").linked) == (
        PAPER,
        None,
        None,
    )


@pytest.mark.site
def test_pages_and_data_for_programs_lead_nobody_to_a_reprint(tmp_path: Path) -> None:
    record = f"---\n{HEAD}source: {{name: 某转载, url: '{REPRINT}'}}\nsources: [{{name: 又一转载, url: '{REPRINT}'}}, {{name: 某报, url: '{PAPER}'}}]\n---\n\n第一条　试写。\n"
    root = small_archive(tmp_path, {"docs/documents/2006/reprinted.md": record})
    built = site_build.build(root)
    assert not built.problems
    folder = root / "site" / "documents" / "2006" / "reprinted"
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert f'href="{PAPER}"' in page
    assert f'<span class="gw-reprint">{REPRINT}</span>' in page
    assert page.count(REPRINT) == 1
    archive = read_archive(root / "docs")
    assert {*external_links.addresses(archive)} == {PAPER}
    document = archive.documents["2006/reprinted"]
    assert REPRINT not in json.dumps(
        linked(document, archive, "https://archive.example/"), ensure_ascii=False
    )
    cited = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    assert REPRINT not in json.dumps(cited.get("csl", {}))
