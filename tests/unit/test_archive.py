from pathlib import Path

import pytest

from gongwen.errors import FaultsError
from gongwen.records.archive import read_archive


def write(docs: Path, file: str, head: str) -> None:
    path = docs / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{head}\n---\n\n正文。\n", encoding="utf-8")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    write(
        tmp_path,
        "documents/2006/a.md",
        "title: 甲\ndate: 2006-06-28\nissuers: [mii, scio]\ncampaigns: [green]",
    )
    write(tmp_path, "documents/2007/b.md", "title: 乙\ndate: 2007\nissuers: [mii]\n"
          "relations: [{type: follows, target: 2006/a}]")  # fmt: skip
    write(tmp_path, "documents/undated/c.md", "title: 丙")
    write(tmp_path, "agencies/mii.md", "name: 信息产业部\nkind: state organ\nlevel: central")
    write(tmp_path, "campaigns/green.md", "name: 某工程\nkind: programme\nleads: [mii]\nparticipants: [scio]")
    return tmp_path


def test_look_ups_both_ways(docs: Path) -> None:
    archive = read_archive(docs)
    assert [document.id for document in archive.documents_in_time] == ["undated/c", "2006/a", "2007/b"]
    assert list(archive.documents_by_year) == [2006, 2007]
    assert [document.id for document in archive.documents_by_issuer["mii"]] == ["2006/a", "2007/b"]
    assert [document.id for document in archive.documents_by_campaign["green"]] == ["2006/a"]
    assert archive.co_issuers("mii") == (("scio", 1),)
    (relation,) = archive.incoming_relations["2006/a"]
    assert (relation.reference.type, relation.record.id) == ("follows", "2007/b")
    (part,) = archive.campaigns_by_agency["scio"]
    assert (part.reference.field, part.record.id) == ("participants", "green")
    assert archive.agency_name("scio") == "scio"


def test_every_fault_of_every_file(docs: Path) -> None:
    write(docs, "documents/2006/bad.md", "title: [")
    write(docs, "agencies/worse.md", "name: 某局")
    write(docs, "campaigns/deep/er.md", "name: 某行动\nkind: campaign")
    (docs / "glossary").mkdir()
    (docs / "glossary" / "latin.md").write_bytes("---\nterm: 备案\n---\n".encode("gb18030"))
    with pytest.raises(FaultsError) as caught:
        read_archive(docs)
    files = {fault.file for fault in caught.value}
    assert files == {
        "docs/documents/2006/bad.md", "docs/agencies/worse.md", "docs/campaigns/deep/er.md", "docs/glossary/latin.md",
    }  # fmt: skip
    assert len(read_archive(docs, strict=False).documents) == 3


def test_a_symbolic_link_is_not_published(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "secret.txt").write_text("秘密", encoding="utf-8")
    (tmp_path / "documents" / "a.md").symlink_to(tmp_path / "secret.txt")
    faults = {fault.file: fault.problem for fault in read_archive(tmp_path, strict=False).faults}
    assert faults["docs/documents/a.md"]
    assert "是符号链接，网站不收" in faults.values()
