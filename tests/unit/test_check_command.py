"""check.py as maintainers and workflows run it: follow-ups, annotations, vanished addresses, edited pages."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from seeded_faults import CLEAN, GREEN, MAIL, MII
from support import Done, call, write_files


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    write_files(tmp_path, CLEAN)
    (tmp_path / "sources").mkdir()
    return tmp_path


def check(root: Path, *more: str) -> Done:
    return call("--root", root, "--no-site", *more, script="check.py")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


def test_a_faulty_record_still_stands_for_its_id(clean: Path) -> None:
    change(clean / MII, "kind: state organ", "kind: state orgn")
    (line,) = check(clean).stderr.splitlines()
    assert line.startswith(f"{MII}:8：kind 的值“state orgn”不在词表里。可用：")


def test_several_faults_are_several_lines_in_order_of_files(clean: Path) -> None:
    change(clean / MAIL, "date: 2006-02-20", "date: 2006-02-30")
    change(clean / GREEN, "leads: [mii]", "leads: [miix]")
    change(clean / GREEN, "end: 2007-02", "end: 2005-02")
    assert [line.split("：")[0] for line in check(clean).stderr.splitlines()] == [
        f"{GREEN}:9",
        f"{GREEN}:10",
        f"{MAIL}:5",
    ]


def test_annotations_name_file_and_line_and_stay_on_one(clean: Path) -> None:
    change(clean / GREEN, "leads: [mii]", "leads: [mi%x]")
    done = check(clean, "--format", "github")
    assert done.returncode == 1
    assert done.stderr == ""
    first, _ = done.stdout.splitlines()
    assert first.startswith(f"::error file={GREEN},line=10::leads.0 的值“mi%25x”不是合法的 id。")


def test_information_is_given_where_it_is_asked_for(clean: Path) -> None:
    change(clean / MAIL, "issuers: [mii]", "issuers: [mii, 某某委员会]")
    assert check(clean).stdout.count("\n") == 1
    told = check(clean, "--info").stdout
    assert "参考　docs/documents/2006/mail-measures.md:11：机构“某某委员会”尚无条目" in told
    assert "name: 某某委员会\n    name_en: ''\n    kind: state organ\n    level: central\n" in told


def test_an_address_that_was_published_doesnt_vanish(clean: Path) -> None:
    git(clean, "init", "-q", "-b", "main")
    git(clean, "add", ".")
    git(clean, "commit", "-qm", "x")
    assert check(clean).returncode == 0
    old = clean / "docs/documents/2007/mail-notice.md"
    old.rename(old.with_name("notice-on-mail.md"))
    (line,) = check(clean).stderr.splitlines()
    assert line.startswith("docs/documents/2007/mail-notice.md:1：发布过的地址没有了")
    new = old.with_name("notice-on-mail.md")
    change(new, "type: 通知", "type: 通知\nredirects: [documents/2007/mail-notice]")
    assert check(clean).returncode == 0
    git(clean, "add", ".")
    git(clean, "commit", "-qm", "y")
    # An old address is one that was published too.
    change(new, "\nredirects: [documents/2007/mail-notice]", "")
    (line,) = check(clean, "--base", "HEAD").stderr.splitlines()
    assert "documents/2007/mail-notice" in line
    assert check(clean, "--base", "nowhere").stderr.startswith("没有 git 版本“nowhere”")


def test_words_that_the_original_hasnt_are_found(clean: Path) -> None:
    notice = clean / "notice.txt"
    notice.write_text(
        "某部关于另一事项的通知\n\n各有关单位：\n\n运营者不得诱导用户，应当公开规则，并接受社会监督。\n\n某部\n2007年5月9日\n",
        encoding="utf-8",
    )
    done = call("--root", clean, "convert", notice)
    assert done.returncode == 0, done.stderr
    (page,) = [
        path
        for path in (clean / "docs/documents").rglob("*.md")
        if "不得诱导" in path.read_text(encoding="utf-8")
    ]
    before = check(clean).stderr
    change(page, "运营者不得诱导用户", "运营者可以诱导用户")
    (line,) = set(check(clean).stderr.splitlines()) - set(before.splitlines())
    number = (
        page.read_text(encoding="utf-8")
        .split("\n")
        .index("运营者可以诱导用户，应当公开规则，并接受社会监督。")
        + 1
    )
    assert line.startswith(
        f"{page.relative_to(clean).as_posix()}:{number}：这一段有原件里没有的字句（“运营者可以诱导用户"
    )
    # A heading made of words that stand there is an editor's business.
    change(page, "运营者可以诱导用户", "## 运营者\n\n不得诱导用户")
    assert check(clean).stderr == before
