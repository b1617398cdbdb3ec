"""A document added the way the README says breaks nothing: check has no complaint, the site holds what it promises.

The copy of the archive that the documents are added to is the one of this repository, as it is today; so what is
asserted here may not depend on what its documents say.
"""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from gongwen.records import Document
from gongwen.records.archive import Archive, read_archive
from support import Build, call, copy_repository
from unit.test_docx import packed, paragraph

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("grown")]

NOTICE = """工业和信息化部关于开展公共网络应急演练的通知
工信部网安〔2016〕9901号
各省、自治区、直辖市通信管理局：
为检验公共网络的应急能力，现就开展演练有关事项通知如下。
一、演练时间
2016年9月中旬，为期三天。
二、演练要求
（一）各单位要预先制定方案，明确联系人。
（二）演练不得影响用户正常使用。
工业和信息化部
2016年8月30日
"""
PLEDGE = """---
title: 甲省互联网行业学会会员诚信公约
date: 2014-05-20
---

# 甲省互联网行业学会会员诚信公约

第一条 会员如实公布服务的内容和价格。

第二条 会员不收集与服务无关的用户资料，用户要求删除的，及时删除。

甲省互联网行业学会

2014年5月20日
"""
NEWS = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>国家互联网信息办公室约谈三家直播平台-某网</title></head><body>
<div class="nav"><a href="/">首页</a> &gt; <a href="/news">要闻</a></div>
<h1>国家互联网信息办公室约谈三家直播平台</h1><div class="info">2019年7月3日 来源：某网</div>
<div class="content"><p>2019年7月2日，国家互联网信息办公室在北京约谈三家直播平台的负责人，要求限期整改。</p>
<p>三家平台表示将逐项落实，并在一个月内报告整改结果。</p></div></body></html>
"""
HELD_BACK = """某市通信企业座谈纪要
2013年11月6日，工业和信息化部的调研组在某市召开座谈会，听取企业意见。
与会企业介绍了业务的进展，提出了四条建议。
未经本网书面授权，任何单位和个人不得转载本页内容。
"""


def measures() -> bytes:
    """A DOCX with a table whose cells name a body and a term of the archive."""
    rows = [("事项", "承办单位"), ("网站备案", "工业和信息化部"), ("投诉举报", "甲省互联网行业学会")]
    table = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    return packed(
        paragraph("网站管理事项分工办法")
        + paragraph("第一条　为明确分工，制定本办法。")
        + paragraph("第二条　各事项的承办单位见下表。")
        + f"<w:tbl>{table}</w:tbl>"
        + paragraph("第三条　本办法自2017年1月1日起施行。")
        + paragraph("工业和信息化部")
        + paragraph("2016年12月1日")
    )


ADDED: dict[str, bytes] = {
    "演练通知.txt": NOTICE.encode("gb18030"),
    "公约.md": PLEDGE.encode(),
    "约谈.html": NEWS.encode(),
    "分工办法.docx": measures(),
    "座谈纪要.txt": HELD_BACK.encode(),
}


def _promises() -> object:
    """The tests of the site as a module; folders of tests are no packages."""
    spec = importlib.util.spec_from_file_location("site_promises", Path(__file__).with_name("test_site.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ANYTHING = (
    "test_every_record_has_its_page",
    "test_all_links_work_under_a_sub_path",
    "test_pages_have_one_title_each",
    "test_every_paragraph_has_an_anchor",
    "test_schemas_are_published",
    "test_what_search_points_to_is_there",
    "test_the_index_is_the_only_one",
    "test_only_what_pages_ask_for_is_published",
)
"""What holds of a site whatever its documents say."""


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The repository's archive with a document of each format, checked and built."""
    root = copy_repository(tmp_path_factory.mktemp("grown"))
    given = tmp_path_factory.mktemp("given")
    for name, data in ADDED.items():
        (given / name).write_bytes(data)
        done = call("--root", root, "add", given / name, "--no-preview")
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
    with mock.patch.dict(os.environ, SITE_URL="https://example.org/archive/"):
        return Build(root, call("--root", root, script="check.py"))


@pytest.fixture(scope="module")
def added(grown: Build) -> dict[str, Document]:
    """The documents that were added, by the name of their original."""
    before = {path.name for path in (Path(__file__).parents[2] / "sources").iterdir()}
    archive: Archive = read_archive(grown.root / "docs")
    return {
        document.original.file: document
        for document in archive.documents.values()
        if document.original and document.original.file in ADDED and document.original.file not in before
    }


def test_check_has_no_complaint(grown: Build) -> None:
    assert grown.done.returncode == 0, grown.done.stderr
    assert grown.done.stderr == ""
    assert re.search(r"核对 \d+ 条记录：问题 0 处", grown.done.stdout)
    assert call("--root", grown.root, "verify").returncode == 0


def test_one_of_each_kind_was_added(grown: Build, added: dict[str, Document]) -> None:
    assert added.keys() == ADDED.keys()
    types = {document.type for document in added.values()}
    assert {"通知", "倡议公约", "新闻报道"} <= types
    assert "miit" in added["演练通知.txt"].issuers
    assert "甲省互联网行业学会" in added["公约.md"].issuers
    assert "| 网站备案 | 工业和信息化部 |" in added["分工办法.docx"].body
    assert added["座谈纪要.txt"].access == "excerpt"
    assert {path.name for path in (grown.root / "sources").iterdir()} & ADDED.keys() == ADDED.keys() - {
        "座谈纪要.txt"
    }


def test_what_the_new_pages_want_is_information(grown: Build, added: dict[str, Document]) -> None:
    listed = call("--root", grown.root, "--no-site", "--info", script="check.py")
    assert listed.returncode == 0
    for document in added.values():
        assert re.search(rf"参考　docs/{re.escape(document.file)}:\d+：没有 title_en。补上", listed.stdout)


@pytest.mark.parametrize("promise", ANYTHING)
def test_the_site_keeps_its_promises(grown: Build, promise: str) -> None:
    holds: Callable[[Build], None] = getattr(_promises(), promise)
    holds(grown)
