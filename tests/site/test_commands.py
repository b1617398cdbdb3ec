"""build.py and check.py as people run them, on a small archive of the tests' own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support import REPOSITORY, copy_frozen
from support import call as run

NEWS = "工业和信息化部部署网站备案自查\n2015年3月2日，工业和信息化部在北京召开会议，部署网站备案自查工作。\n会议指出，要抓好落实，按期完成各项任务。\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive with one agency and nothing else."""
    (tmp_path / "docs" / "agencies").mkdir(parents=True)
    (tmp_path / "docs" / "agencies" / "miit.md").write_text(
        "---\nid: miit\nname: 中华人民共和国工业和信息化部\nshort: 工业和信息化部\nkind: state organ\nlevel: central\n---\n",
        encoding="utf-8",
    )
    (tmp_path / "sources").mkdir()
    return tmp_path


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def report(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_convert_to_a_folder(root: Path, tmp_path: Path) -> None:
    first = write(tmp_path / "in" / "a.txt", NEWS)
    write(tmp_path / "in" / "b" / "c.txt", NEWS.replace("自查", "检查"))
    write(tmp_path / "in" / ".hidden.txt", NEWS)
    out = tmp_path / "out"
    done = run("--root", root, "convert", tmp_path / "in", "--output", out, "--report", out / "report.jsonl")
    assert done.returncode == 0, done.stderr
    rows = report(out / "report.jsonl")
    assert [row["source"] for row in rows] == [str(first), str(tmp_path / "in" / "b" / "c.txt")]
    assert [row["status"] for row in rows] == ["converted", "converted"]
    assert set(rows[0]) == {
        "source",
        "page",
        "status",
        "title",
        "date",
        "type",
        "issuers",
        "repairs",
        "review",
        "removed",
        "asked",
        "message",
    }
    assert all((out / str(row["page"])).is_file() for row in rows)
    assert str(rows[0]["page"]).startswith("2015/")
    assert not list(out.rglob("*.tmp"))
    again = run("--root", root, "convert", tmp_path / "in", "--output", out, "--report", out / "report.jsonl")
    assert again.returncode == 0
    assert [row["status"] for row in report(out / "report.jsonl")] == ["unchanged", "unchanged"]


def test_two_inputs_never_share_a_page(root: Path, tmp_path: Path) -> None:
    for folder in ("x", "y", "z"):
        write(tmp_path / "in" / folder / "a.txt", NEWS + f"附注{folder}。\n")
    out = tmp_path / "out"
    run("--root", root, "convert", tmp_path / "in", "--output", out, "--report", out / "r.jsonl")
    pages = [str(row["page"]) for row in report(out / "r.jsonl")]
    assert len(set(pages)) == 3
    assert pages[1].endswith("-2.md")


def test_a_failing_file_does_not_stop_the_others(root: Path, tmp_path: Path) -> None:
    write(tmp_path / "a.txt", NEWS)
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.docx").write_bytes(b"PK\x03\x04rest")
    out = tmp_path / "out"
    files = [tmp_path / "b.txt", tmp_path / "a.txt", tmp_path / "c.docx", tmp_path / "none.txt"]
    done = run("--root", root, "convert", *files, "--output", out, "--report", out / "r.jsonl")
    assert done.returncode == 1
    rows = report(out / "r.jsonl")
    assert [row["status"] for row in rows] == ["failed", "converted", "failed", "failed"]
    assert [row["page"] is None for row in rows] == [True, False, True, True]
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 3
    assert all(str(path) in done.stderr for path in (files[0], files[2], files[3]))


def test_the_number_of_cores_changes_nothing(root: Path, tmp_path: Path) -> None:
    for number in range(40):
        write(tmp_path / "in" / f"{number:02d}.txt", NEWS.replace("自查", f"第{number % 7}次自查"))
    results = []
    for jobs in ("1", "2"):
        out = tmp_path / f"out{jobs}"
        assert (
            run(
                "--root",
                root,
                "convert",
                tmp_path / "in",
                "--output",
                out,
                "--report",
                out / "r.jsonl",
                "--jobs",
                jobs,
            ).returncode
            == 0
        )
        results.append(
            {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        )
    assert results[0] == results[1]
    assert len(results[0]) == 41


@pytest.mark.parametrize(
    "arguments",
    [
        ["convert"],
        ["convert", "x", "--access", "all"],
        ["nonsense"],
        ["convert", "x", "--jobs", "0"],
        ["--nope"],
    ],
)
def test_wrong_usage_ends_with_2_in_chinese(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "用法见" in done.stderr


@pytest.mark.parametrize(
    "command", [[], ["site"], ["convert"], ["add"], ["verify"], ["serve"], ["index"], ["schema"]]
)
def test_help_is_chinese(command: list[str]) -> None:
    done = run(*command, "--help")
    assert done.returncode == 0
    words = [
        word
        for word in ("usage", "options", "positional", "optional", "show this", "default:")
        if word in done.stdout
    ]
    assert words == []
    assert "用法：build.py" in done.stdout


def test_every_subcommand_is_in_the_readme_or_contributing() -> None:
    texts = (REPOSITORY / "README.md").read_text(encoding="utf-8") + (
        REPOSITORY / "CONTRIBUTING.md"
    ).read_text(encoding="utf-8")
    for command in ("convert", "verify", "index", "schema"):
        assert f"build.py {command}" in texts
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    for target in ("site", "serve", "add", "test", "check", "bench", "bench-search"):
        assert f"\n{target}: " in makefile


def test_index_alone(root: Path, tmp_path: Path) -> None:
    write(
        root / "docs" / "documents" / "2015" / "a.md", "---\ntitle: 甲\ndate: 2015-03-02\n---\n\n部署自查。\n"
    )
    out = tmp_path / "out"
    write(out / "t" / "notes.txt", "别人的文件")
    first = run("--root", root, "index", out, "--cache", tmp_path / "cache")
    assert first.returncode == 0, first.stderr
    assert "索引：记录 2 条" in first.stdout
    assert (out / "index.bin").is_file()
    write(tmp_path / "cache" / "other.txt", "别人的文件")
    second = run("--root", root, "index", out, "--cache", tmp_path / "cache")
    assert "这次新做 0 个" in second.stdout
    assert (out / "t" / "notes.txt").is_file()
    assert (tmp_path / "cache" / "other.txt").is_file()


def test_into_the_archive(root: Path, tmp_path: Path) -> None:
    source = write(tmp_path / "in" / "news.txt", NEWS)
    done = run("--root", root, "convert", source)
    assert done.returncode == 0, done.stderr
    (page,) = (root / "docs" / "documents").rglob("*.md")
    assert (root / "sources" / "news.txt").read_bytes() == source.read_bytes()
    assert run("--root", root, "convert", source).returncode == 0
    assert len(list((root / "docs" / "documents").rglob("*.md"))) == 1
    assert run("--root", root, "verify").returncode == 0
    page.write_text(page.read_text(encoding="utf-8").replace("place: 北京\n", ""), encoding="utf-8")
    edited = run("--root", root, "verify")
    assert edited.returncode == 0
    assert "人工改动" in edited.stdout
    assert "地点" in edited.stdout


def test_what_may_not_be_published_enters_neither_docs_nor_sources(root: Path, tmp_path: Path) -> None:
    source = write(
        tmp_path / "in" / "news.txt", NEWS + "未经本网书面授权，任何单位和个人不得转载本页内容。\n"
    )
    secret = "会议指出，要抓好落实，按期完成各项任务。" * 30
    source.write_text(
        NEWS + secret + "\n未经本网书面授权，任何单位和个人不得转载本页内容。\n", encoding="utf-8"
    )
    assert run("--root", root, "convert", source).returncode == 0
    (page,) = (root / "docs" / "documents").rglob("*.md")
    assert "access: excerpt" in page.read_text(encoding="utf-8")
    assert len(page.read_text(encoding="utf-8").split("---\n", 2)[2]) < 300
    assert list((root / "sources").iterdir()) == []
    page.unlink()
    refused = run("--root", root, "convert", source, "--access", "full")
    assert refused.returncode == 1
    assert "--rights-note" in refused.stderr
    assert (
        run(
            "--root", root, "convert", source, "--access", "full", "--rights-note", "经查为公开新闻"
        ).returncode
        == 0
    )
    assert (root / "sources" / "news.txt").exists()


def test_add_tells_what_to_look_at(root: Path, tmp_path: Path) -> None:
    first = write(tmp_path / "in" / "news.txt", NEWS)
    assert run("--root", root, "add", first, "--no-preview").returncode == 0
    similar = write(
        tmp_path / "in" / "again.txt", NEWS.replace("3月2日", "3月2日上午").replace("部署网站", "部署 网站")
    )
    done = run("--root", root, "add", similar, "--no-preview")
    assert done.returncode == 0, done.stderr
    for words in ("已写成 docs/documents/2015/", "题名：", "相近：docs/documents/2015/", "下一步："):
        assert words in done.stdout


def test_check_finds_and_places(root: Path) -> None:
    write(root / "docs" / "documents" / "2015" / "a.md", "---\ntitle: 甲\ndate: 2015-3-2\n---\n\n正文。\n")
    write(
        root / "docs" / "documents" / "2015" / "b.md",
        "---\ntitle: 乙\nissuers: [nobody]\n---\n\n样本002说。\n",
    )
    write(root / "docs" / "documents" / "2015" / "c.md", "---\ntitle: [\n---\n")
    done = run("--root", root, "--no-site", script="check.py")
    assert done.returncode == 1
    for words in (
        "docs/documents/2015/a.md:3：",
        "docs/documents/2015/b.md:3：",
        "编辑用语“样本002”",
        "docs/documents/2015/c.md:",
    ):
        assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_mentions_names_every_place(root: Path, tmp_path: Path) -> None:
    text = "\ufeff" + NEWS + "为此，我部将派出检查组。《工业和信息化部关于备案的通知》另发。\n"
    file = tmp_path / "in" / "a.txt"
    file.parent.mkdir()
    file.write_bytes(text.encode("utf-8"))
    out = tmp_path / "names.jsonl"
    done = run("--root", root, "mentions", tmp_path / "in", tmp_path / "none.txt", "--report", out)
    assert done.returncode == 1
    assert "none.txt：找不到文件" in done.stderr
    rows = report(out)
    assert [(row["text"], row["id"], row["cited"]) for row in rows] == [
        ("工业和信息化部", "miit", False),
        ("工业和信息化部", "miit", False),
        ("我部", "miit", False),
        ("工业和信息化部", "miit", True),
    ]
    assert set(rows[0]) == {"source", "start", "end", "text", "kind", "id", "candidates", "cited"}
    for row in rows:
        assert row["source"] == str(file)
        assert text.removeprefix("\ufeff")[row["start"] : row["end"]] == row["text"]  # type: ignore[misc]


def test_mentions_takes_date_and_place_from_the_person(tmp_path: Path) -> None:
    root = copy_frozen(tmp_path)
    file = write(tmp_path / "a.txt", "会议由国信办召集，市委网信办作了汇报。\n")
    rows = []
    for date, place in (("2005", "河南省洛阳市"), ("2016-05", "福建省厦门市")):
        done = run("--root", root, "mentions", file, "--date", date, "--place", place)
        assert done.returncode == 0, done.stderr
        rows.append([json.loads(line)["id"] for line in done.stdout.splitlines()])
    assert rows == [["scito", "ly-cac"], ["cac", "xm-cac"]]
    wrong = run("mentions", file, "--date", "2005-13")
    assert wrong.returncode == 2
    assert "--date 的值不对" in wrong.stderr
