"""One record made several, two made one: no cited address is lost, and nothing is written by halves."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from gongwen.pages.headings import heading_id
from gongwen.pages.old_anchors import addressed
from gongwen.pages.paragraphs import page_lines, passages
from gongwen.records import Document
from gongwen.records.archive import read_archive
from support import Done, call, small_archive

A = "各单位应当在月底前核对网站的备案信息，并报送结果。"
B = "核对中发现的问题，由属地的管理部门督促改正。"
C = "联系电话以通知所附的名单为准，变动另告。"
D = "前一个通知所说的名单，自发出之日起停止使用。"
SAME = "特此通知。"
NEW = "**关于停用名单的通知**"
HEAD = (
    "title: 关于核对的通知\ndate: 2006-06-01\ndate_basis: source\ntype: 通知\nissuers: [mii]\ncontent: text\n"
    "access: full\nsource: {name: 信息产业部}\n"
)
FILE, BESIDE = "docs/documents/2006/b.md", "docs/documents/2006/beside.md"


def page(*paragraphs: str, head: str = "") -> str:
    return f"---\n{HEAD}{head}---\n\n" + "\n\n".join(paragraphs) + "\n"


def git(root: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-C", root, "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments],
        check=True,
        capture_output=True,
    )


def commit(root: Path) -> None:
    git(root, "add", "-A", "docs")
    git(root, "commit", "-qm", "x")


WHOLE = page(A, SAME, NEW, B, SAME, "## 一、名单", D, C)
ANCHORS = [passage.anchor for passage in passages(WHOLE.partition("---\n\n")[2])]
FIRST, SAME_1, TITLE, SECOND, SAME_2, THIRD, FOURTH = ANCHORS


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    other = page(
        f"见[那一段](b.md#{SECOND})、[开头](b.md#{FIRST})。",
        head="relations: [{type: cites, target: 2006/b}]\n",
    )
    root = small_archive(tmp_path, {FILE: WHOLE, BESIDE: other.replace("关于核对", "关于引用")})
    git(root, "init", "-q", "-b", "main")
    commit(root)
    return root


def run(root: Path, *arguments: str) -> Done:
    return call("--root", root, *arguments)


def check(root: Path) -> list[str]:
    return call("--root", root, "--no-site", script="check.py").stderr.splitlines()


def files(root: Path) -> dict[str, str]:
    return {
        p.relative_to(root).as_posix(): p.read_text(encoding="utf-8") for p in (root / "docs").rglob("*.md")
    }


def leads(root: Path) -> dict[str, str]:
    """Of each address that ever was on the page, the words of the line to which it leads today."""
    archive = read_archive(root / "docs")
    led = {
        item.old: shown(d).get(item.new or item.old, "")
        for d, item in archive.led_away.get("documents/2006/b", ())
    }
    here = archive.documents.get("2006/b")
    return led | (shown(here) if here else {})


def shown(document: Document) -> dict[str, str]:
    """The lines of a page by their addresses."""
    return {address: line.text for line, own in addressed(document) for address in own}


HEADING = heading_id("一、名单")
WORDS = {FIRST: A, SAME_1: SAME, TITLE: B, SECOND: B, SAME_2: SAME, THIRD: D, FOURTH: C, HEADING: "一、名单"}


def divided(root: Path) -> None:
    done = run(
        root,
        "split",
        "documents/2006/b",
        "--at",
        f"{TITLE}=2006/c",
        "--at",
        f"{THIRD}=2006/d",
        "--title",
        "2006/d=名单",
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_each_paragraph_leads_to_the_document_in_which_it_stands(kept: Path) -> None:
    divided(kept)
    archive = read_archive(kept / "docs")
    c, d = archive.documents["2006/c"], archive.documents["2006/d"]
    assert archive.documents["2006/b"].body == f"{A}\n\n{SAME}"
    assert (c.title, c.body) == ("关于停用名单的通知", f"{B}\n\n{SAME}")
    assert (d.title, d.body) == ("名单", f"## 一、名单\n\n{D}\n\n{C}")
    assert (c.issuers, c.review) == (("mii",), ("title", "date", "type", "issuers"))
    assert leads(kept) == WORDS
    assert [line for line in check(kept) if "段" in line or "地址" in line] == []
    # Links in other records lead where their paragraph went.
    beside = files(kept)[BESIDE]
    assert f"[那一段](c.md#{SECOND})、[开头](b.md#{FIRST})" in beside


def test_equal_paragraphs_go_each_its_way_and_stay_there(kept: Path) -> None:
    divided(kept)
    commit(kept)
    # Another one before the equal one, in the part; a word of a cited one corrected.
    path = kept / "docs/documents/2006/c.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(B, f"{SAME}\n\n{B}".replace("督促", "监督")), encoding="utf-8")
    assert any("段落地址" in line for line in check(kept))
    assert run(kept, "anchors").returncode == 0
    assert [line for line in check(kept) if "段落地址" in line] == []
    corrected = B.replace("督促", "监督")
    assert leads(kept) == WORDS | {TITLE: corrected, SECOND: corrected}
    archive = read_archive(kept / "docs")
    (entry,) = (i for _, i in archive.led_away["documents/2006/b"] if i.old == SAME_2)
    lines = [line for line in page_lines(archive.documents["2006/c"]) if line.number]
    assert [line.anchor for line in lines].index(entry.new or entry.old) == 2


RULES = [f"第{n}条　各单位照所定的办法做好第{n}件事。" for n in "一二三四五六"]
"""Two rules on one page: the articles of the second have no address of their own, for the first has it."""
LAW = (
    "**甲办法**", "## 第一章　总则", *RULES[:2], "前款的事每年报送一次。", "## 第二章　附则", *RULES[2:4],
    "**乙办法**", "## 第一章　总则", *(rule.replace("办法", "规程") for rule in RULES), "## 第二章　附则", RULES[0].replace("做好", "办妥"),
)  # fmt: skip


@pytest.fixture
def law(tmp_path: Path) -> Path:
    root = small_archive(
        tmp_path, {FILE: page(*LAW), BESIDE: page("见[第二条第二款](b.md#art-2-2)、[第五条](b.md#art-5)。")}
    )
    git(root, "init", "-q", "-b", "main")
    commit(root)
    return root


def test_headings_and_articles_lead_to_the_part_in_which_they_stand(law: Path) -> None:
    before = leads(law)
    assert {"art-4", "art-5", "art-6", f"{heading_id('第一章　总则')}_1"} <= before.keys()
    titles = [address for address, text in before.items() if text == "乙办法"]
    assert run(law, "split", "documents/2006/b", "--at", f"{titles[0]}=2006/c").returncode == 0
    # The line that is its title now leads to what stands first in its text.
    assert leads(law) == before | dict.fromkeys(titles, "第一章　总则")
    assert "[第二条第二款](b.md#art-2-2)、[第五条](c.md#art-5)" in files(law)[BESIDE]
    assert [line for line in check(law) if "段" in line or "锚" in line] == []


def test_a_page_is_divided_at_a_heading_or_an_article(law: Path) -> None:
    before = leads(law)
    at = ("--at", "art-3=2006/c", "--title", "2006/c=甲办法附则")
    assert run(law, "split", "documents/2006/b", *at).returncode == 0
    part = read_archive(law / "docs").documents["2006/c"]
    assert part.body.startswith("## 第二章　附则\n\n第三条")
    # What is left has too few articles to be counted by them, and keeps their addresses.
    assert "art-1" not in {
        line.place.anchor for line in page_lines(read_archive(law / "docs").documents["2006/b"]) if line.place
    }
    assert leads(law) == before
    assert [line for line in check(law) if "段" in line or "锚" in line] == []
    heading = heading_id("第二章　附则") + "_1"
    assert run(law, "merge", "documents/2006/c", "documents/2006/b", "--append").returncode == 0
    again = run(law, "split", "documents/2006/b", "--at", f"{heading}=2006/d", "--title", "2006/d=乙规程附则")
    assert again.returncode == 0, again.stderr
    assert leads(law) == before


def test_articles_of_a_page_that_is_joined_to_another_dont_lead_to_those_of_the_other(law: Path) -> None:
    other = "\n\n".join(rule.replace("照所定的", "依规定的") for rule in RULES[:3])
    (law / "docs/documents/2006/twin.md").write_text(page(other), encoding="utf-8")
    commit(law)
    assert run(law, "merge", "documents/2006/twin", "documents/2006/b", "--append").returncode == 0
    document = read_archive(law / "docs").documents["2006/b"]
    led = {item.old: shown(document)[item.new or item.old] for item in document.anchors if item.page}
    assert led["art-2"] == other.split("\n\n")[1]


def test_an_entry_taken_away_is_missed(kept: Path) -> None:
    divided(kept)
    commit(kept)
    path = kept / "docs/documents/2006/d.md"
    text = path.read_text(encoding="utf-8")
    path.write_text("\n".join(line for line in text.split("\n") if THIRD not in line), encoding="utf-8")
    assert any("2006/d.md:1：发布过的段落地址有 1 个没有了" in line for line in check(kept))


def by_hand(root: Path, text: str = page(B, SAME, head="").replace("关于核对的", "关于停用名单的")) -> None:
    """Divide the page as someone does who knows no command."""
    (root / FILE).write_text(page(A, SAME, "## 一、名单", D, C), encoding="utf-8")
    (root / "docs/documents/2006/c.md").write_text(text, encoding="utf-8")


def test_a_page_that_was_divided_by_hand_is_found_and_mended(kept: Path) -> None:
    by_hand(kept)
    assert any("2006/b.md:1：发布过的段落地址有" in line for line in check(kept))
    done = run(kept, "anchors")
    assert (done.returncode, done.stderr) == (0, "")
    assert "docs/documents/2006/b.md 的一部分今在 docs/documents/2006/c.md，旧址通向那里" in done.stdout
    assert leads(kept) == WORDS
    assert [line for line in check(kept) if "段" in line or "锚" in line] == []
    before = files(kept)
    assert "不必写" in run(kept, "anchors").stdout
    assert files(kept) == before


def test_what_was_divided_by_hand_can_be_divided_by_hand_again(kept: Path) -> None:
    by_hand(kept)
    assert run(kept, "anchors").returncode == 0
    commit(kept)
    part = kept / "docs/documents/2006/c.md"
    part.write_text(part.read_text(encoding="utf-8").replace(f"{B}\n\n", ""), encoding="utf-8")
    further = page("又一件另有的话，写在前面。", B).replace("关于核对的", "又一件")
    (kept / "docs/documents/2006/e.md").write_text(further, encoding="utf-8")
    assert run(kept, "anchors").returncode == 0
    archive = read_archive(kept / "docs")
    assert {d.id for d, i in archive.led_away["documents/2006/b"] if i.old == SECOND} == {"2006/e"}
    assert leads(kept) == WORDS
    assert [line for line in check(kept) if "段" in line or "锚" in line] == []


def test_a_closing_phrase_doesnt_make_another_document_part_of_a_page(kept: Path) -> None:
    by_hand(kept, page("与前一件毫不相干的另外一件事情。", SAME))
    assert run(kept, "anchors").returncode == 0
    archive = read_archive(kept / "docs")
    assert "documents/2006/b" not in archive.led_away
    gone = {item.old for item in archive.documents["2006/b"].anchors if item.new is None}
    assert gone == {TITLE, SECOND, SAME_2}


def test_a_part_that_is_withdrawn_says_so_to_who_comes_from_the_page(kept: Path) -> None:
    divided(kept)
    commit(kept)
    assert run(kept, "withdraw", "documents/2006/c", "--reason", "误收").returncode == 0
    archive = read_archive(kept / "docs")
    assert {i.old for d, i in archive.led_away["documents/2006/b"] if d.id == "2006/c"} == {
        TITLE,
        SECOND,
        SAME_2,
    }
    assert [line for line in check(kept) if "段落地址" in line] == []


def test_a_divided_page_can_move_and_parts_can_be_joined_again(kept: Path) -> None:
    divided(kept)
    commit(kept)
    assert run(kept, "rename", "documents/2006/b", "2006/moved").returncode == 0
    assert run(kept, "merge", "documents/2006/d", "documents/2006/c", "--append").returncode == 0
    assert run(kept, "anchors").returncode == 0
    archive = read_archive(kept / "docs")
    c = archive.documents["2006/c"]
    assert c.body == f"{B}\n\n{SAME}\n\n## 一、名单\n\n{D}\n\n{C}"
    assert c.redirects == ("documents/2006/d",)
    assert leads(kept) == {key: words for key, words in WORDS.items() if key not in {FIRST, SAME_1}}
    assert [line for line in check(kept) if "段落地址" in line or "没有了" in line] == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--at", "p-00000000=2006/c"), "没有段落 p-00000000"),
        (("--at", f"{FIRST}=2006/c"), "第一部分留在原址"),
        (("--at", f"{TITLE}=2006/beside"), "已有人用"),
        (("--at", f"{TITLE}=c"), "不是 段址=新id"),
        (("--at", f"{SECOND}=2006/c"), "首行不是题名"),
        (("--at", f"{TITLE}=2006/c", "--title", "2006/x=题"), "不在 --at 里"),
        (("--at", f"{TITLE}=2006/c", "--at", f"{TITLE}=2006/d"), "两处同起一段"),
    ],
)
def test_what_cant_be_divided_stays(kept: Path, arguments: tuple[str, ...], says: str) -> None:
    before = files(kept)
    done = run(kept, "split", "documents/2006/b", *arguments)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert says in done.stderr
    assert files(kept) == before


# Two made one


def test_a_second_record_of_the_same_document_is_joined(kept: Path) -> None:
    twin = page(A.replace("月底", "年底"), SAME, B, head="redirects: [documents/2006/older]\n")
    (kept / "docs/documents/2006/twin.md").write_text(twin, encoding="utf-8")
    link = kept / BESIDE
    link.write_text(link.read_text(encoding="utf-8") + "\n又见[同一件](twin.md)。\n", encoding="utf-8")
    commit(kept)
    done = run(kept, "merge", "documents/2006/twin", "documents/2006/b")
    assert (done.returncode, done.stderr) == (0, "")
    archive = read_archive(kept / "docs")
    document = archive.documents["2006/b"]
    assert document.body == WHOLE.partition("---\n\n")[2].strip()
    assert document.redirects == ("documents/2006/older", "documents/2006/twin")
    (entry,) = document.anchors
    assert (entry.page, entry.new) == ("documents/2006/twin", FIRST)
    assert "[同一件](b.md)" in files(kept)[BESIDE]
    assert [line for line in check(kept) if "段落地址" in line or "没有了" in line] == []


def test_what_only_the_other_says_is_not_lost_in_silence(kept: Path) -> None:
    extra = page("这一段只有这一件里才有，别处都没有写到。", SAME)
    (kept / "docs/documents/2006/extra.md").write_text(extra, encoding="utf-8")
    commit(kept)
    before = files(kept)
    done = run(kept, "merge", "documents/2006/extra", "documents/2006/b")
    assert done.returncode == 1
    assert "有 1 段是 docs/documents/2006/b.md 没有的（“这一段只有这一件里才有，…”）" in done.stderr
    assert files(kept) == before
    assert run(kept, "merge", "documents/2006/extra", "documents/2006/b", "--append").returncode == 0
    archive = read_archive(kept / "docs")
    lines = [line for line in page_lines(archive.documents["2006/b"]) if line.number]
    # The equal paragraph of the other stands last, and is led to under its new number.
    (entry,) = (item for item in archive.documents["2006/b"].anchors if item.page)
    assert entry.new == lines[-1].anchor
    assert lines[-1].text == SAME
    assert [line for line in check(kept) if "段落地址" in line] == []


def test_pointers_to_a_joined_agency_follow(kept: Path) -> None:
    (kept / "docs/agencies/mii2.md").write_text(
        "---\nname: 信产部门\nname_en: M\nkind: state organ\nlevel: central\nsummary_en: A ministry.\n---\n\n某部。\n",
        encoding="utf-8",
    )
    link = kept / BESIDE
    text = link.read_text(encoding="utf-8").replace("issuers: [mii]", "issuers: [mii, mii2]")
    link.write_text(text + "\n由[它](../../agencies/mii2.md)发布。\n", encoding="utf-8")
    commit(kept)
    assert run(kept, "merge", "agencies/mii2", "agencies/mii").returncode == 1
    assert run(kept, "merge", "agencies/mii2", "agencies/mii", "--drop").returncode == 0
    archive = read_archive(kept / "docs")
    assert archive.documents["2006/beside"].issuers == ("mii",)
    assert archive.agencies["mii"].redirects[-1] == "agencies/mii2"
    assert "信产部门" in archive.agencies["mii"].aliases
    assert "[它](../../agencies/mii.md)" in files(kept)[BESIDE]


def test_a_disk_that_refuses_leaves_all_as_it_was(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import writing

    before, done = files(kept), []

    def full(path: Path, text: str) -> None:
        done.append(path)
        if len(done) == 2:
            raise OSError(28, "No space left on device", str(path))
        path.write_text(text, encoding="utf-8")

    monkeypatch.setattr(writing, "write", full)
    assert run(kept, "split", "documents/2006/b", "--at", f"{TITLE}=2006/c").returncode == 1
    assert len(done) > 2
    assert files(kept) == before
