"""The page that a reviewer reads, and pages made of what was proposed on the web page of the code host."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import proposal
import review
from gongwen.records import frontmatter
from proposing import ORIGINAL, commit, git
from review_words import block, code, differences
from seeded_faults import CLEAN, MAIL, MII
from support import Done, call, write_files


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    write_files(root, {**CLEAN, "sources/README.md": "原件。\n"})
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(root))
    commit(root)
    git(root, "switch", "--quiet", "--create", "change")
    return root


def reviewed(root: Path) -> str:
    commit(root)
    done = call("--root", root, "--base", "main", script="review.py")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{review.MARK}\n")
    return done.stdout


def add(root: Path, text: str = ORIGINAL) -> Done:
    given = root.parent / "试写.txt"
    given.write_text(text, encoding="utf-8")
    done = call("--root", root, "add", "--no-preview", str(given))
    assert done.returncode == 0, done.stderr
    return done


def test_nothing_changed_is_said(repository: Path) -> None:
    assert "馆藏没有变化。" in reviewed(repository)


def test_a_new_page_is_shown_with_its_repairs_and_what_became_of_the_original(repository: Path) -> None:
    add(repository)
    text = reviewed(repository)
    assert "新收 1　改动 0　改名 0　撤下 0　删去 0　读不出 0　原件 +1 −0" in text
    assert "**`信息产业部关于试写的通知`**" in text
    assert "2006-06-28　通知　全文公开　`信息产业部`" in text
    assert "- 信息产业部关于试写的通知信部电〔2006〕33号" in text
    assert "题名、日期等移入著录项的也算" in text


def test_words_that_a_person_put_into_a_page_are_shown(repository: Path) -> None:
    add(repository)
    (page,) = [path for path in (repository / "docs").rglob("*.md") if "月底以前" in path.read_text()]
    page.write_text(page.read_text(encoding="utf-8").replace("请在月底", "可以不在月底"), encoding="utf-8")
    text = reviewed(repository)
    assert "- 请\n" in text
    assert "+ 可以不\n" in text


def test_what_was_taken_away_is_shown(repository: Path) -> None:
    (repository / MAIL).unlink()
    text = reviewed(repository)
    assert "### 去掉了什么" in text
    assert f"`{MAIL}`" in text
    assert "删去 1" in text


def test_a_renamed_record_is_no_loss(repository: Path) -> None:
    address = MAIL.removeprefix("docs/").removesuffix(".md")
    assert call("--root", repository, "rename", address, "2006/x-y").returncode == 0
    text = reviewed(repository)
    assert "改名 1　撤下 0　删去 0" in text
    assert f"改名：`{MAIL}` → `docs/documents/2006/x-y.md`" in text


def test_a_withdrawn_record_says_why(repository: Path) -> None:
    address = MAIL.removeprefix("docs/").removesuffix(".md")
    assert call("--root", repository, "withdraw", address, "--reason", "应权利人要求").returncode == 0
    text = reviewed(repository)
    assert "撤下 1" in text
    assert "撤下：`应权利人要求`" in text


def test_a_changed_value_stands_beside_the_old_one(repository: Path) -> None:
    path = repository / MAIL
    path.write_text(path.read_text(encoding="utf-8").replace("2006-02-20", "2006-02-21"), encoding="utf-8")
    assert "`日期`：`2006-02-20` → `2006-02-21`" in reviewed(repository)


def test_a_record_that_cannot_be_read_is_named(repository: Path) -> None:
    path = repository / MII
    path.write_text(path.read_text(encoding="utf-8").replace("state organ", "state orgn"), encoding="utf-8")
    text = reviewed(repository)
    assert "读不出 1" in text
    assert "删去 0" in text


def test_an_original_without_a_page_shows_what_it_would_become(repository: Path) -> None:
    (repository / "sources" / "试写.txt").write_text(ORIGINAL, encoding="utf-8")
    text = reviewed(repository)
    assert "### 还没有页面的原件" in text
    assert "**`信息产业部关于试写的通知`** `sources/试写.txt`" in text


def test_an_original_that_may_not_be_kept_is_told(repository: Path) -> None:
    held = "某报评论员文章试写\n\n本文只为测试而写，没有别的用处。\n\n未经本站许可，不得转载。\n"
    (repository / "sources" / "试写.txt").write_text(held, encoding="utf-8")
    assert "**原件不得留在 sources/**" in reviewed(repository)


def test_links_in_a_change_are_not_followed(repository: Path) -> None:
    (repository / "sources" / "名单.txt").symlink_to("/etc/passwd")
    (repository / "docs" / "documents" / "2006" / "z.md").symlink_to("/etc/passwd")
    text = reviewed(repository)
    assert "root:" not in text
    assert "馆藏没有变化。" in text


HOSTILE = "<img src=x onerror=alert(1)> @everyone #1 `刺` ![x](//e.example) \u202e反"


def test_what_strangers_wrote_is_code(repository: Path) -> None:
    path = repository / MAIL
    lines = path.read_text(encoding="utf-8").splitlines()
    lines = [f"title: '{HOSTILE}'" if line.startswith("title:") else line for line in lines]
    path.write_text("\n".join((*lines, "", "````", HOSTILE, "</details>", "")), encoding="utf-8")
    text = reviewed(repository)
    assert "\u202e" not in text
    assert "⟨U+202E⟩" in text
    outside = _outside_code(text)
    assert "@everyone" not in outside
    assert "<img" not in outside
    assert outside.count("<details>") == outside.count("</details>")


def _outside_code(text: str) -> str:
    """A page without its spans and blocks of code, read as CommonMark reads them."""
    kept, fence = [], ""
    for line in text.split("\n"):
        plain = line.strip()
        ticks = plain[: len(plain) - len(plain.lstrip("`"))]
        if fence:
            fence = "" if len(ticks) >= len(fence) and plain == ticks else fence
        elif len(ticks) >= 3:
            fence = ticks
        else:
            kept.append(_without_spans(line))
    assert not fence
    return "\n".join(kept)


def _without_spans(line: str) -> str:
    out, at = "", 0
    while at < len(line):
        if line[at] != "`":
            out, at = out + line[at], at + 1
            continue
        length = len(line[at:]) - len(line[at:].lstrip("`"))
        end = at + length
        while end < len(line):
            end = line.find("`", end)
            assert end >= 0, line
            run = len(line[end:]) - len(line[end:].lstrip("`"))
            end += run
            if run == length:
                break
        at = end
    return out


@pytest.mark.parametrize("text", ["甲", "`", "甲`乙``丙", "``", " 甲 ", "甲\n乙", ""])
def test_code_spans_hold_whatever_is_in_them(text: str) -> None:
    assert _without_spans(code(text)) in {"", "（空）"}


def test_blocks_hold_whatever_is_in_them() -> None:
    assert _outside_code(block("甲\n```\n乙\n`````\n丙")) == ""


def test_differences_are_words_not_spaces_or_marks() -> None:
    assert list(differences("一、甲 乙。\n丙丁。", "## 一、甲乙。\n\n**丙**丁。")) == []
    assert list(differences("甲不得乙。丙。", "甲可以乙。丙。")) == [("甲", "不得", "可以")]


def test_a_page_too_long_for_a_comment_loses_what_is_folded_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "MOST", 400)
    long = f"头\n<details><summary>x</summary>\n{'字' * 500}\n</details>\n尾"
    short = review.shortened(long)
    assert short.startswith("头\n尾")
    assert "太长" in short
    assert len(review.shortened("字\n" * 1000)) <= 400


def test_a_revision_that_there_is_not_is_one_line(repository: Path) -> None:
    done = call("--root", repository, "--base", "nowhere", script="review.py")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


# What was proposed


def issue(tmp_path: Path, **answers: str) -> Path:
    given = {
        "rights": "法律、法规",
        "title": "信息产业部关于试写的通知",
        "url": "https://e.example/1",
        "text": ORIGINAL,
    }
    given |= answers
    body = "\n\n".join(
        f"### {label}\n\n{given.get(key) or '_No response_'}" for key, label in proposal.FORM.items()
    )
    path = tmp_path / "issue.json"
    path.write_text(json.dumps({"body": body}), encoding="utf-8")
    return path


def test_an_issue_becomes_a_page_with_its_source(repository: Path, tmp_path: Path) -> None:
    fenced = f"```text\n{ORIGINAL}\n### 题名\n\n另一\n```"
    done = call(
        "--root", repository, "--issue", issue(tmp_path, text=fenced, name="某网"), script="proposal.py"
    )
    assert done.returncode == 0, done.stderr
    page = (repository / done.stdout.split()[-1]).read_text(encoding="utf-8")
    head = frontmatter.parse(page, "").data
    assert head["source"] == {"name": "某网", "url": "https://e.example/1"}
    assert head["title"] == "信息产业部关于试写的通知"
    assert len(list((repository / "sources").glob("*.txt"))) == 1
    assert "新收 1" in reviewed(repository)


def test_unclear_rights_keep_the_text_out(repository: Path, tmp_path: Path) -> None:
    done = call(
        "--root", repository, "--issue", issue(tmp_path, rights="不清楚（只作著录）"), script="proposal.py"
    )
    assert done.returncode == 0, done.stderr
    page = (repository / done.stdout.split()[-1]).read_text(encoding="utf-8")
    assert "access: record" in page
    assert "报送" not in page
    assert list((repository / "sources").glob("*.txt")) == []


def test_an_issue_without_an_answer_is_refused(repository: Path, tmp_path: Path) -> None:
    done = call("--root", repository, "--issue", issue(tmp_path, url=""), script="proposal.py")
    assert done.returncode == 1
    assert done.stderr == "议题里没有答：来源的网址。请提出者补上，再运行\n"


def test_originals_of_a_pull_request_become_pages(repository: Path) -> None:
    (repository / "sources" / "试写.txt").write_text(ORIGINAL, encoding="utf-8")
    (repository / "sources" / "名单.txt").symlink_to("/etc/passwd")
    commit(repository)
    git(repository, "switch", "--quiet", "main")
    done = call("--root", repository, "--head", "change", script="proposal.py")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 1
    assert (repository / "sources" / "试写.txt").is_file()
    assert not (repository / "sources" / "名单.txt").exists()
    again = call("--root", repository, "--head", "change", script="proposal.py")
    assert again.returncode == 1
    assert "没有还没有页面的原件" in again.stderr
