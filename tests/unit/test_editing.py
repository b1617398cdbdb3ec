"""Records that commands write: begun, given another address, withdrawn."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from gongwen.records import frontmatter
from gongwen.records.archive import read_archive
from seeded_faults import CLEAN
from support import REPOSITORY, Done, call, write_files


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    write_files(tmp_path, CLEAN)
    (tmp_path / "sources").mkdir()
    return tmp_path


def run(root: Path, *arguments: str) -> Done:
    return call("--root", root, *arguments)


def problems(root: Path) -> list[str]:
    return call("--root", root, "--no-site", script="check.py").stderr.splitlines()


def typed(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))


def files(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in root.rglob("*.md")
    }


# new


def test_questions_are_asked_until_the_answers_fit(clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(
        monkeypatch,
        "",
        "某新机构",
        "ministry",
        "国家机构",
        "central",
        "A New Body",
        "2006-13",
        "2006",
        "nowhere",
        "mii",
    )
    done = run(clean, "new", "agency", "--id", "new-body")
    assert done.returncode == 0, done.stderr
    assert [line.split("。")[0].split("，")[0] for line in done.stderr.splitlines()] == [
        "name 是空的",
        "kind 的值“ministry”不在词表里",
        "founded 的值“2006-13”不是 EDTF 日期",
        "馆内没有 id 为“nowhere”的机构",
    ]
    record = read_archive(clean / "docs").agencies["new-body"]
    assert (record.name, record.kind, record.parent, str(record.founded)) == (
        "某新机构",
        "state organ",
        "mii",
        "2006",
    )
    # All that is left to do is to write it.
    assert [line.split("：")[1] for line in problems(clean)] == [
        "正文里有编辑用语“（两到六句”。写完，改写或删去"
    ]


@pytest.mark.parametrize(
    ("kind", "given", "file"),
    [
        ("document", ("title=某部关于新事的通知", "date=2009-03-04", "type=通知", "issuers=cncert、某会", "document_number=某发〔2009〕1号", "source=https://www.gov.cn/x"), "documents/2009/moubuguanyuxinshidetongzhi"),
        ("campaign", ("name=某新行动", "kind=专项行动", "name_en=New", "start=2009-03", "leads=cncert"), "campaigns/mouxinxingdong"),
        ("term", ("term=新词", "pinyin=xīn cí", "category=society", "term_en=new word", "definition=新出现的词。", "definition_en=A word that is new."), "glossary/xinci"),
    ],
)  # fmt: skip
def test_what_is_given_isnt_asked(clean: Path, kind: str, given: tuple[str, ...], file: str) -> None:
    done = run(clean, "new", kind, *(part for pair in given for part in ("--set", pair)))
    assert done.returncode == 0, done.stderr
    assert [line.split("：")[0].rsplit(":", 1)[0] for line in problems(clean)] == [f"docs/{file}.md"]


def test_nothing_is_written_of_half_an_answer(clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(clean)
    typed(monkeypatch, "某新机构")
    done = run(clean, "new", "agency")
    assert (done.returncode, done.stderr) == (
        1,
        "没有答完，什么也没写。再运行一次；已知的值可用 --set 键=值 给出\n",
    )
    assert run(clean, "new", "agency", "--set", "nam=某").stderr.startswith("--set“nam=某”不是机构的 键=值")
    assert run(clean, "new", "agency", "--set", "level=high").stderr.startswith("level 的值“high”不在词表里")
    given = (
        "--set",
        "term=备案",
        "--set",
        "pinyin=bèi àn",
        "--set",
        "category=society",
        "--set",
        "term_en=x",
    )
    more = ("--set", "definition=甲。", "--set", "definition_en=A.")
    assert run(clean, "new", "term", "--id", "filing", *given, *more).stderr.startswith(
        "馆内已有 docs/glossary/filing.md"
    )
    assert run(clean, "new", "term", "--id", "Filing", *given, *more).stderr.startswith(
        "“Filing”不能作术语的 id"
    )
    assert files(clean) == before


# rename


def test_whoever_points_to_a_record_follows_it(clean: Path) -> None:
    done = run(clean, "rename", "agencies/mii", "min-info")
    assert done.returncode == 0, done.stderr
    assert problems(clean) == []
    assert not (clean / "docs/agencies/mii.md").exists()
    archive = read_archive(clean / "docs")
    assert archive.agencies["min-info"].redirects == ("agencies/mii",)
    assert archive.documents["2006/mail-measures"].issuers == ("min-info",)
    assert archive.documents["2007/mail-notice"].issuers == ("min-info", "cncert")
    assert archive.agencies["mpt"].successors == ("min-info",)
    assert archive.agencies["cncert"].parent == "min-info"
    assert archive.campaigns["green"].leads == ("min-info",)
    # Everything else stands as it was written.
    before = CLEAN["docs/documents/2007/mail-notice.md"]
    now = (clean / "docs/documents/2007/mail-notice.md").read_text(encoding="utf-8")
    assert now == before.replace("[mii, cncert]", "[min-info, cncert]")


def test_links_follow_a_record_and_its_own_lead_where_they_did(clean: Path) -> None:
    done = run(clean, "rename", "docs/glossary/filing.md", "record-filing")
    assert done.returncode == 0, done.stderr
    assert problems(clean) == []
    now = files(clean / "docs")
    assert "[备案](../../glossary/record-filing.md)" in now["documents/2006/mail-measures.md"]
    assert "[备案](../glossary/record-filing.md)" in now["about/editing.md"]
    assert "id: record-filing\n" in now["glossary/record-filing.md"]
    assert run(clean, "rename", "documents/2006/mail-measures", "undated/mail-measures").returncode == 0
    assert problems(clean) == []
    # And back: an old address isn't kept for what stands there.
    assert run(clean, "rename", "documents/undated/mail-measures", "2006/mail-measures").returncode == 0
    assert problems(clean) == []
    assert read_archive(clean / "docs").documents["2006/mail-measures"].redirects == (
        "documents/undated/mail-measures",
    )


def test_links_of_the_moved_page_lead_from_where_it_stands_now(clean: Path) -> None:
    measures = clean / "docs/documents/2006/mail-measures.md"
    other = clean / "docs/documents/2006/beside.md"
    other.write_text(
        CLEAN["docs/documents/2000/services-measures.md"]
        .replace("某服务", "某另外服务")
        .replace("292", "293")
        .replace("2000-09", "2006-09"),
        encoding="utf-8",
    )
    text = measures.read_text(encoding="utf-8").replace(
        "见[备案]", "见[另一件](beside.md#x)、[站外](https://www.gov.cn/)、[备案]"
    )
    measures.write_text(text, encoding="utf-8")
    assert run(clean, "rename", "documents/2006/mail-measures", "undated/mail-measures").returncode == 0
    now = files(clean / "docs")["documents/undated/mail-measures.md"]
    assert (
        "[另一件](../2006/beside.md#x)、[站外](https://www.gov.cn/)、[备案](../../glossary/filing.md)" in now
    )


def test_the_list_of_texts_follows(clean: Path) -> None:
    table = clean / "docs" / "texts.tsv"
    rows = "id\ttitle\taddress\twhere\n2000/services-measures\t某服务管理办法\t\t未查得\n2006/mail-measures\t某邮件服务管理办法\t\t未查得\n"
    table.write_text(rows, encoding="utf-8")
    assert run(clean, "rename", "documents/2006/mail-measures", "2006/mails").returncode == 0
    assert table.read_text(encoding="utf-8") == rows.replace("2006/mail-measures", "2006/mails")
    assert problems(clean) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("agencies/nowhere", "x", "没有 docs/agencies/nowhere.md"),
        ("agencies/mii", "mpt", "“mpt”已有人用"),
        ("agencies/mii", "Mii", "“Mii”不能作机构的 id"),
        ("documents/2006/mail-measures", "mail", "不能作文献的 id"),
    ],
)
def test_what_cant_be_renamed_stays(clean: Path, old: str, new: str, says: str) -> None:
    before = files(clean)
    done = run(clean, "rename", old, new)
    assert done.returncode == 1
    assert says in done.stderr
    assert files(clean) == before


def test_a_disk_that_refuses_leaves_all_as_it_was(clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import writing

    before, written = files(clean), []

    def full(path: Path, text: str) -> None:
        written.append(path)
        if len(written) == 3:
            raise OSError(28, "No space left on device", str(path))
        path.write_text(text, encoding="utf-8")

    monkeypatch.setattr(writing, "write", full)
    done = run(clean, "rename", "agencies/mii", "min-info")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert files(clean) == before


# withdraw


def test_a_withdrawn_document_keeps_its_address_its_title_and_the_reason(clean: Path) -> None:
    done = run(
        clean, "withdraw", "documents/2007/mail-notice", "--reason", "发布机关撤回", "--date", "2026-05-06"
    )
    assert done.returncode == 0, done.stderr
    assert problems(clean) == []
    front = frontmatter.parse((clean / "docs/documents/2007/mail-notice.md").read_text(encoding="utf-8"), "x")
    assert front.body == ""
    assert front.data == {
        "title": "某部关于开展邮件治理的通知", "title_en": "Notice on Mail", "date": "2007-04-10", "date_kind": "document",
        "date_basis": "text", "type": "通知", "content": "text", "access": "record", "rights": {"note": "已撤下"},
        "withdrawn": {"date": "2026-05-06", "reason": "发布机关撤回"},
    }  # fmt: skip
    assert run(clean, "withdraw", "documents/2007/mail-notice", "--reason", "又").stderr.startswith(
        "docs/documents/2007/mail-notice.md：已经撤下了"
    )


def test_its_original_goes_too(clean: Path, tmp_path: Path) -> None:
    notice = tmp_path / "n.txt"
    notice.write_text(
        "某部关于新事项的通知\n\n各单位：\n\n请按照要求办理。\n\n某部\n2008年5月9日\n", encoding="utf-8"
    )
    assert run(clean, "convert", str(notice)).returncode == 0
    (page,) = (
        path
        for path in (clean / "docs/documents").rglob("*.md")
        if "新事项" in path.read_text(encoding="utf-8")
    )
    assert (clean / "sources/n.txt").is_file()
    address = page.relative_to(clean / "docs").as_posix()
    assert "已删去 sources/n.txt" in run(clean, "withdraw", address, "--reason", "误收").stdout
    assert not (clean / "sources/n.txt").exists()


def test_its_whole_text_goes_too(clean: Path) -> None:
    write_files(clean, {"sources/全文.txt": "第一条　某某。\n", "sources/另.txt": "第一条　某某。\n"})
    path = clean / "docs/documents/2006/mail-measures.md"
    place = "text: {provider: sources, key: 全文.txt}\ncontent: digest"
    path.write_text(path.read_text(encoding="utf-8").replace("content: digest", place), encoding="utf-8")
    done = run(clean, "withdraw", "documents/2006/mail-measures", "--reason", "误收")
    assert "已删去 sources/全文.txt" in done.stdout
    assert [file.name for file in (clean / "sources").iterdir()] == ["另.txt"]


def test_what_still_points_to_it_is_named(clean: Path) -> None:
    done = run(clean, "withdraw", "agencies/cncert", "--reason", "误立")
    assert "仍指向它：docs/documents/2007/mail-notice.md" in done.stdout
    assert problems(clean) == []


# verify


def test_verify_names_pages_that_it_cant_read(clean: Path) -> None:
    assert run(clean, "verify").returncode == 0
    path = clean / "docs/documents/2007/mail-notice.md"
    path.write_text(path.read_text(encoding="utf-8").replace("type: 通知", "type: 通吃"), encoding="utf-8")
    done = run(clean, "verify")
    assert done.returncode == 1
    assert done.stderr.startswith("docs/documents/2007/mail-notice.md:8：type 的值“通吃”不在词表里")
    assert "没有核对的：1 处记录有误" in done.stdout


@pytest.mark.parametrize(
    ("kind", "given", "file"),
    [
        ("term", ("term=某词", "pinyin=mǒu cí", "category=society"), "glossary/mouci.md"),
        ("document", ("title=某件", "date=2009-03-06", "type=通知"), "documents/2009/moujian.md"),
    ],
)
def test_a_new_record_tells_editors_its_schema(
    clean: Path, kind: str, given: tuple[str, ...], file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, *[""] * 20)
    done = run(clean, "new", kind, *(word for pair in given for word in ("--set", pair)))
    assert done.returncode == 0, done.stderr
    path = clean / "docs" / file
    words = path.read_text(encoding="utf-8").splitlines()[1].removeprefix("# yaml-language-server: $schema=")
    folder = file.split("/")[0]
    assert (path.parent / words).resolve() == clean / "site" / "schemas" / f"{folder}.schema.json"
    # Where hooks/pages.py puts it.
    assert 'f"schemas/{folder}.schema.json"' in (REPOSITORY / "hooks" / "pages.py").read_text(
        encoding="utf-8"
    )
    assert not [line for line in problems(clean) if "schema" in line]
