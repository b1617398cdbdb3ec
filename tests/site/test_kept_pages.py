"""Pages of the last build are taken again where they would be the same; a site is what one from nothing would be."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import site_build
from gongwen.work.kept_pages import Before
from support import small_archive

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("kept")]

SEQUENCES = int(os.environ.get("GONGWEN_SEQUENCES", "1"))
"""How many random sequences of edits are tried."""
KILLS = int(os.environ.get("GONGWEN_KILLS", "2"))
"""How many builds are ended by force, each at a random moment."""
LONGEST = float(os.environ.get("GONGWEN_KILL_WITHIN", "4"))
"""Seconds within which they are: what a build of the small archive takes here."""


def document(number: int, text: str, date: str = "2007-03-01") -> str:
    return (
        f"---\ntitle: 第{number}号通知\ndate: {date}\ndate_basis: source\ntype: 通知\nissuers: [mii]\n"
        f"content: text\naccess: full\nsource: {{name: 信息产业部}}\n---\n\n{text}\n"
    )


def agency(name: str, more: str = "", body: str = "") -> str:
    return f"---\nname: {name}\nkind: state organ\nlevel: central\n{more}---\n\n{body}\n"


FILES = {
    "docs/documents/2007/n1.md": document(1, "信息产业部会同公安部开展清风行动。\n\n依《第2号通知》办理。"),
    "docs/documents/2007/n2.md": document(2, "公安部负责。\n\n见[第1号](n1.md)。"),
    "docs/documents/2008/n3.md": document(3, "未提到任何单位。", "2008-02-02"),
    "docs/agencies/mps.md": agency("公安部", "founded: 1949\n", "国务院主管公安的部门。"),
    "docs/campaigns/qingfeng.md": "---\nname: 清风行动\nkind: campaign\nstart: 2007-01\nend: 2007-06\nleads: [mii]\n---\n\n两部门的行动。\n",
    "docs/glossary/spam.md": "---\nterm: 垃圾邮件\nterm_en: spam\npinyin: lājī yóujiàn\ncategory: society\ndefinition: 收件人没有要的邮件。\n---\n",
}


def site_of(root: Path) -> dict[str, bytes]:
    folder = root / "site"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def from_nothing(root: Path) -> dict[str, bytes]:
    """The site of the same archive, built by one that has never seen it."""
    other = root.with_name(f"{root.name}-again")
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(root, other, ignore=shutil.ignore_patterns(".cache", "site"))
    assert site_build.build(other).problems == []
    return site_of(other)


def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which pages of the last build were taken again, from now on."""
    found: list[str] = []
    again = Before.again

    def noted(self: Before, kept: object, path: str, target: Path) -> bool:
        done = again(self, kept, path, target)  # type: ignore[arg-type]
        if done:
            found.append(path)
        return done

    monkeypatch.setattr(Before, "again", noted)
    return found


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GONGWEN_JOBS", "1")
    root = small_archive(tmp_path / "archive", FILES)
    assert site_build.build(root).problems == []
    return root


def rebuilt(root: Path) -> None:
    assert site_build.build(root).problems == []
    one, other = site_of(root), from_nothing(root)
    assert sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name)) == []


def put(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_only_what_an_edit_reaches_is_made_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again = made(monkeypatch)
    put(root, "docs/documents/2008/n3.md", document(3, "提到垃圾邮件。", "2008-02-02"))
    rebuilt(root)
    assert "documents/2007/n1/index.html" in again
    assert "agencies/mps/index.html" in again
    assert "documents/2008/n3/index.html" not in again
    assert "glossary/spam/index.html" not in again  # it is named now


def test_what_a_page_asks_of_others_is_asked_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again = made(monkeypatch)
    # What is said on pointing at the title that the first document cites.
    text = FILES["docs/documents/2007/n2.md"].replace("\ndate:", "\ntitle_en: Second notice\ndate:", 1)
    put(root, "docs/documents/2007/n2.md", text)
    rebuilt(root)
    assert "documents/2007/n1/index.html" not in again
    del again[:]
    # What is said on pointing at a name, in every text that has it.
    put(root, "docs/agencies/mps.md", agency("公安部", "founded: 1949\nname_en: Police\n", "改过。"))
    rebuilt(root)
    assert "documents/2007/n1/index.html" not in again
    del again[:]
    put(root, "docs/agencies/mps.md", agency("公安部", "founded: 1949\nname_en: Police\n", "又改过。"))
    rebuilt(root)
    assert "documents/2007/n1/index.html" in again
    assert "agencies/mps/index.html" not in again


def test_nothing_that_was_changed_by_others_is_believed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again = made(monkeypatch)
    put(root, "site/documents/2007/n1/index.html", "改过的网页")
    (root / "site/documents/2007/n2/index.html").unlink()
    rebuilt(root)
    assert {"documents/2007/n1/index.html", "documents/2007/n2/index.html"}.isdisjoint(again)
    assert "documents/2008/n3/index.html" in again


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole.replace(b"documents/2007/n1.md", b"documents/2007/n9.md"),
        lambda whole: whole.replace(b"pages 1 ", b"pages 0 "),
        lambda _: b"\xff\x00",
    ],
    ids=["cut off", "changed", "of another version", "no list"],
)
def test_a_list_that_cannot_be_believed_is_as_good_as_none(
    tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    before = Before(tmp_path / "site", tmp_path / "pages.json")
    assert before.kept() == {}
    before.keep({"documents/2007/n1.md": ("k", "d", ["a"], {}, [])})  # type: ignore[dict-item]
    assert before.kept() == {}  # until its site stands
    before.accept()
    assert [*before.kept()] == ["documents/2007/n1.md"]
    before.list.write_bytes(spoil(before.list.read_bytes()))
    assert before.kept() == {}


def test_code_templates_and_settings_are_part_of_every_page(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = made(monkeypatch)
    template = root / "theme" / "document.html"
    template.write_text(template.read_text(encoding="utf-8") + "{# 改过 #}", encoding="utf-8")
    rebuilt(root)
    assert again == []
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("site_name: ", "site_name: 新"), encoding="utf-8")
    rebuilt(root)
    assert again == []


def renamed(root: Path, name: str, other: str) -> None:
    if (root / name).exists():
        (root / other).parent.mkdir(parents=True, exist_ok=True)
        (root / name).replace(root / other)


def spoilt(kept: Path, chance: random.Random) -> None:
    """Part of what was kept is gone, or isn't what it was."""
    whole = kept.read_bytes() if kept.exists() else b"\0"
    place = chance.randrange(len(whole))
    kept.write_bytes(chance.choice([whole[:place], whole[:place] + b"\xff" * 9 + whole[place + 9 :]]))


EDITS: tuple[Callable[[Path, random.Random], None], ...] = (
    lambda root, chance: put(root, "docs/documents/2008/n3.md", document(3, chance.choice(["公安部", "清风行动", "《第1号通知》", "信产部", "无"]) * 3, "2008-02-02")),
    lambda root, chance: put(root, f"docs/documents/2009/m{chance.randint(1, 4)}.md", document(chance.randint(1, 6), "公安部、《第3号通知》。", f"200{chance.randint(5, 9)}-05-0{chance.randint(1, 9)}")),
    lambda root, chance: (root / f"docs/documents/2009/m{chance.randint(1, 4)}.md").unlink(missing_ok=True),
    lambda root, chance: put(root, "docs/agencies/mps.md", agency("公安部", f"founded: 19{chance.randint(49, 54)}\n", chance.choice("甲乙丙"))),
    lambda root, chance: put(root, "docs/agencies/mii.md", agency("信息产业部", chance.choice(["", "aliases: [信产部]\n"]), chance.choice("甲乙"))),
    lambda root, chance: put(root, "docs/agencies/new.md", agency(chance.choice(["邮电部", "邮电总局"]))),
    lambda root, _: (root / "docs/agencies/new.md").unlink(missing_ok=True),
    lambda root, chance: renamed(root, f"docs/documents/2009/m{chance.randint(1, 4)}.md", f"docs/documents/20{chance.choice(['09', '10'])}/r{chance.randint(1, 2)}.md"),
    lambda root, _: renamed(root, "docs/agencies/new.md", "docs/agencies/newer.md"),
    lambda root, _: (root / "docs/agencies/newer.md").unlink(missing_ok=True),
    lambda root, chance: spoilt(root / ".cache" / chance.choice(["values.sqlite", "pages.json"]), chance),
    lambda root, chance: put(root, "docs/campaigns/qingfeng.md", FILES["docs/campaigns/qingfeng.md"].replace("2007-06", f"2007-0{chance.randint(2, 9)}")),
    lambda root, chance: put(root, "docs/glossary/spam.md", FILES["docs/glossary/spam.md"].replace("没有要的", chance.choice(["没要的", "不要的"]))),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_after_any_edits_the_site_is_as_from_nothing(root: Path, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(3):
        for edit in chance.sample(EDITS, chance.randint(1, 3)):
            edit(root, chance)
        rebuilt(root)


def started(root: Path) -> subprocess.Popen[bytes]:
    code = "import sys; from pathlib import Path; import site_build; sys.exit(bool(site_build.build(Path(sys.argv[1])).problems))"
    env = {**os.environ, "PYTHONPATH": str(Path(site_build.__file__).parent)}
    return subprocess.Popen(
        [sys.executable, "-c", code, str(root)], env=env, stderr=subprocess.DEVNULL, start_new_session=True
    )


def test_two_builds_at_once_do_not_spoil_what_is_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, "docs/documents/2008/n3.md", document(3, "公安部、《第1号通知》。", "2008-02-02"))
    both = started(root), started(root)
    assert [process.wait(120) for process in both] == [0, 0]
    again = made(monkeypatch)
    rebuilt(root)
    assert "documents/2008/n3/index.html" in again


@pytest.mark.parametrize("seed", range(KILLS))
def test_after_an_end_at_any_moment_the_next_build_is_right(root: Path, seed: int) -> None:
    chance = random.Random(seed)
    for edit in chance.sample(EDITS, 3):
        edit(root, chance)
    process = started(root)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(chance.uniform(0.5, LONGEST))
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    chance.choice(EDITS)(root, chance)
    rebuilt(root)


def test_the_list_says_nothing_of_where_it_was_made(root: Path) -> None:
    text = (root / ".cache" / "pages.json").read_text(encoding="utf-8")
    assert str(root) not in text
    assert json.loads(text.partition("\n")[2])
