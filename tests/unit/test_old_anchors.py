"""Addresses of paragraphs outlive corrections: each kind of change tried, none lost, none traded."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest

from gongwen.pages.old_anchors import kept_anchors, published_anchors
from gongwen.pages.paragraphs import page_lines
from gongwen.records import Document
from gongwen.records.values import OldAnchor
from support import Done, call, small_archive

A = "各单位应当在月底前核对网站的备案信息，并报送结果。"
B = "核对中发现的问题，由属地的管理部门督促改正。"
C = "联系电话以通知所附的名单为准，变动另告。"
SAME = "特此通知。"


def document(*paragraphs: str, anchors: tuple[OldAnchor, ...] = ()) -> Document:
    return Document(
        id="2006/a", file="documents/2006/a.md", title="题", body="\n\n".join(paragraphs), anchors=anchors
    )


def where(shown: Document) -> dict[str, str]:
    """The paragraph that each address leads to, from the address that pages give and the further ones."""
    found = {line.anchor: line.text for line in page_lines(shown) if line.number}
    leads = {item.new: item.old for item in reversed(shown.anchors) if item.new}
    return found | {item.old: found[leads[item.new]] for item in shown.anchors if item.new}


def corrected(before: Document, *paragraphs: str) -> Document:
    after = document(*paragraphs)
    return after.model_copy(update={"anchors": kept_anchors(before, after)})


def own(shown: Document) -> list[str]:
    return [line.anchor for line in page_lines(shown) if line.number]


def test_a_corrected_character_keeps_the_address() -> None:
    before = document(A, B, C)
    after = corrected(before, A, B.replace("督促", "监督"), C)
    assert own(after) == own(before)
    assert len(after.anchors) == 1
    again = corrected(after, A, B.replace("督促", "敦促"), C)
    assert own(again) == own(before)
    back = corrected(again, A, B, C)
    assert (own(back), back.anchors) == (own(before), ())


def test_what_is_unchanged_or_moved_needs_nothing() -> None:
    before = document(A, B, C)
    assert corrected(before, A, B, C).anchors == ()
    assert corrected(before, C, "另加的一段，与别的都不同。", A, B).anchors == ()


def test_equal_paragraphs_do_not_trade_places() -> None:
    before = document(A, SAME, B, SAME)
    first, second = own(before)[1], own(before)[3]
    after = corrected(before, SAME, A, SAME, B, SAME)
    assert [own(after)[2], own(after)[4]] == [first, second]
    assert own(after)[0] not in {first, second}
    assert len(set(own(after))) == 5
    # The new one has an address of its own, which the next change keeps too.
    third = corrected(after, SAME, SAME, A, SAME, B, SAME)
    assert (own(third)[3], own(third)[5]) == (first, second)
    assert published_anchors(after) <= published_anchors(third)


def test_split_and_joined() -> None:
    before = document(A, B, C)
    split = corrected(before, "各单位应当在月底前核对网站的备案信息。", "并报送结果。", B, C)
    assert where(split)[own(before)[0]].startswith("各单位")
    joined = corrected(before, A + B, C)
    assert {where(joined)[own(before)[0]], where(joined)[own(before)[1]]} == {A + B}
    apart = corrected(joined, A, B, C)
    assert published_anchors(before) <= set(where(apart))


def test_what_is_deleted_is_known_to_be_gone() -> None:
    before = document(A, B, C)
    after = corrected(before, A, C)
    assert after.anchors == (OldAnchor(old=own(before)[1]),)
    assert corrected(after, A, C).anchors == after.anchors
    assert corrected(after, A, B, C).anchors == ()
    other = corrected(before, A, "会议还听取了有关地方的汇报，主持人作了总结发言。", C)
    assert OldAnchor(old=own(before)[1]) in other.anchors


def test_no_sequence_of_edits_loses_an_address() -> None:
    """Forty walks of ten edits: every address that ever was leads somewhere, or is told to be gone."""
    for seed in range(40):
        draw = random.Random(seed)
        now = document(A, SAME, B, SAME, C)
        ever = published_anchors(now)
        for _ in range(10):
            texts = [line.text for line in page_lines(now) if line.number]
            place = draw.randrange(len(texts))
            match draw.randrange(4):
                case 0:
                    texts.insert(place, draw.choice([SAME, A, f"新的第{draw.randrange(99)}段。"]))
                case 1 if len(texts) > 1:
                    texts.pop(place)
                case 2:
                    texts[place] = texts[place].replace("的", "之", 1) + "又"
                case _:
                    texts.insert(0, texts.pop(place))
            now = corrected(now, *texts)
            assert len(set(own(now))) == len(texts)
            assert ever <= published_anchors(now), seed
            ever |= published_anchors(now)


# The command and the check


def git(root: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-C", root, "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments],
        check=True,
        capture_output=True,
    )


FILE = "docs/documents/2006/b.md"
HEAD = "---\ntitle: 乙\ndate: 2006-06-01\ndate_basis: source\ntype: 通知\nissuers: [mii]\ncontent: text\naccess: full\nsource: {name: 信息产业部}\n---\n\n"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    root = small_archive(tmp_path, {FILE: f"{HEAD}{A}\n\n{SAME}\n\n{B}\n"})
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "docs")
    git(root, "commit", "-qm", "x")
    return root


def check(root: Path) -> Done:
    return call("--root", root, "--no-site", script="check.py")


def test_a_correction_without_its_old_address_is_found_and_mended(kept: Path) -> None:
    path = kept / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("督促", "监督"), encoding="utf-8")
    found = check(kept)
    assert found.returncode == 1
    assert f"{FILE}:1：发布过的段落地址有 1 个没有了" in found.stderr
    done = call("--root", kept, "anchors")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{FILE}：1 个旧址仍通" in done.stdout
    assert "anchors: [{old: p-" in path.read_text(encoding="utf-8")
    assert "段落地址" not in check(kept).stderr
    assert "不必写" in call("--root", kept, "anchors").stdout


def test_a_renamed_document_keeps_its_paragraphs(kept: Path) -> None:
    assert call("--root", kept, "rename", "documents/2006/b", "2006/c").returncode == 0
    path = kept / "docs/documents/2006/c.md"
    path.write_text(path.read_text(encoding="utf-8").replace(B, ""), encoding="utf-8")
    assert "段落地址有 1 个没有了" in check(kept).stderr
    assert "，1 段已删去" in call("--root", kept, "anchors").stdout
    assert "段落地址" not in check(kept).stderr


def test_a_withdrawn_document_has_no_paragraphs_to_keep(kept: Path) -> None:
    assert call("--root", kept, "withdraw", "documents/2006/b", "--reason", "有误").returncode == 0
    assert "段落地址" not in check(kept).stderr
    assert "不必写" in call("--root", kept, "anchors").stdout
