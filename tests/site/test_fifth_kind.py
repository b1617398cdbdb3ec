"""A kind of record and a type of document are one declaration each: declared here, with nothing else told of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import pytest

from gongwen.records import KINDS, Kind, Named
from gongwen.records.archive import read_archive
from gongwen.records.document_types import DOCUMENT_TYPES, DocumentType
from gongwen.records.edtf import Edtf
from gongwen.records.references import Ref
from gongwen.records.values import Line, Slug, key
from gongwen.search.entries import entries
from support import Build, build, call, small_archive

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("fifth")]


class Case(Named):
    """A case before a court."""

    name: Annotated[Line, key("案名")]
    court: Annotated[Slug, Ref("agency", "审理法院", "审理的案件"), key("审理法院")]
    applies: Annotated[tuple[Line, ...], Ref("document", "适用", "适用本件的案例"), key("适用")] = ()
    decided: Annotated[Edtf | None, key("裁判日期")] = None

    @property
    def label(self) -> str:
        return self.name

    @property
    def kind_label(self) -> str:
        return "民事案例"

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        return (("裁判日期", self.decided or ""),)


FILES = {
    "docs/cases/first.md": "---\nname: 某网络服务合同案\nname_en: A Case\ncourt: mii\napplies: [2006/rule]\ndecided: 2007-03-01\n---\n\n一件合同纠纷。\n",
    "docs/documents/2006/rule.md": "---\ntitle: 某判决一号\ndate: 2006-06-28\ntype: 判决\nissuers: [mii]\n---\n\n本件与某网络服务合同案有关。\n",
}


@pytest.fixture(scope="module")
def declared() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(KINDS, "cases", Kind("case", "cases", "案例", "件", Case))
        patch.setitem(DOCUMENT_TYPES, "判决", DocumentType(issuers="审判机关", act="裁判"))
        yield


@pytest.fixture(scope="module")
def built(declared: None, tmp_path_factory: pytest.TempPathFactory) -> Build:
    made = build(small_archive(tmp_path_factory.mktemp("fifth"), FILES))
    assert made.done.returncode == 0, made.done.stderr
    return made


def text(built: Build, address: str) -> str:
    return (built.site / address / "index.html").read_text(encoding="utf-8")


def test_its_records_have_pages(built: Build) -> None:
    page = text(built, "cases/first")
    assert "某网络服务合同案" in page
    assert "裁判日期" in page
    assert "2007-03-01" in page
    assert "审理法院" in page
    assert "../../agencies/mii/" in page
    assert "适用" in page
    assert "../../documents/2006/rule/" in page
    assert "某网络服务合同案" in text(built, "cases")
    assert '<a href="../cases/">案例</a>' in text(built, "agencies").replace(' aria-current="page"', "")


def test_what_they_point_to_leads_back(built: Build) -> None:
    agency, document = text(built, "agencies/mii"), text(built, "documents/2006/rule")
    assert "审理的案件" in agency
    assert "../../cases/first/" in agency
    assert "适用本件的案例" in document
    assert "../../../cases/first/" in document
    assert 'class="ent" href="../../../cases/first/"' in document  # found in the text, too


def test_search_schema_and_home_know_them(built: Build) -> None:
    archive = read_archive(built.root / "docs")
    (entry,) = [entry for entry in entries(archive, built.root / "docs") if entry.kind == "cases"]
    assert {"某网络服务合同案", "2007-03-01", "民事案例"} <= {line.text for line in entry.lines}
    schema = json.loads((built.site / "schemas/cases.schema.json").read_text(encoding="utf-8"))
    assert schema["properties"]["court"]["x-points-to"] == "agencies"
    assert schema["title"] == "案例的元数据"
    assert "案例" in (built.site / "index.html").read_text(encoding="utf-8")


def test_their_ids_are_checked(built: Build, tmp_path: Path) -> None:
    root = small_archive(
        tmp_path, {**FILES, "docs/cases/first.md": FILES["docs/cases/first.md"].replace("mii", "mij")}
    )
    done = call("--root", root, "--no-site", script="check.py")
    assert "docs/cases/first.md:4：court 里的机构“mij”不存在。改正或删去" in done.stderr.splitlines()


def test_a_type_of_document_is_one_row(built: Build) -> None:
    assert "某判决一号" in text(built, "documents/types/panjue")
    assert "审判机关" in text(built, "documents/2006/rule")
    assert "裁判" in text(built, "agencies/mii")
    schema = json.loads((built.site / "schemas/documents.schema.json").read_text(encoding="utf-8"))
    assert "判决" in schema["properties"]["type"]["enum"]
