"""The truth table of rights: what the signals in a file let be published, and what the shelf makes of it."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from gongwen import shelf
from gongwen.convert import page
from gongwen.convert.describe.access import find_access
from gongwen.convert.model import Block, Draft, Removed
from gongwen.convert.pipeline import Converted, Converter, Wishes
from gongwen.records import Document, build, frontmatter
from gongwen.records.archive import Archive
from gongwen.records.excerpt import EXCERPT_LIMIT
from gongwen.search.entries import document_entry

TEXT = ("协会对会员网站开展检查，共检查四十余家。", "检查结果已向各单位通报。")
FREE = (
    "法律",
    "行政法规",
    "部门规章",
    "司法解释",
    "地方性法规",
    "规范性文件",
    "决定",
    "意见",
    "通知",
    "公告",
    "白皮书",
)
BOUND = ("新闻报道", "讲话", "发布会实录", "倡议公约", "解读", "其他")
INTERNAL = (
    "内部资料", "内部文件", "内部材料 注意保管", "秘密", "机密★10年", "绝密", "密级：机密", "国家秘密", "不得外传", "严禁外传", "请勿外传",
    "请注意保管", "仅供内部参考",
)  # fmt: skip
RESERVED = (
    "未经本网书面授权，任何单位不得转载本页内容。", "未经许可请勿使用", "未经授权，禁止建立镜像", "未经同意严禁复制", "本页内容不得转载",
    "文字不得以任何方式复制", "版权归本网所有", "著作权均归作者本人所有",
)  # fmt: skip
NO_MARKS = (
    "中华人民共和国保守国家秘密法", "商业秘密保护规定", "关于工作秘密管理的通知", "保守国家秘密法实施条例",
    "各单位要增强保密意识，防止内部资料在网上传播，发现问题及时报告。",
)  # fmt: skip


def access(*, marks: tuple[str, ...] = (), removed: tuple[tuple[str, str], ...] = (), doc_type: str = "其他", sourced: bool = False) -> str:  # fmt: skip
    blocks = tuple(Block(text, number) for number, text in enumerate((*marks, *TEXT * 4), 1))
    gone = tuple(Removed(kind, text, 99) for kind, text in removed)
    return find_access(Draft(blocks, removed=gone), doc_type, has_source=sourced).value


@pytest.mark.parametrize("mark", INTERNAL)
@pytest.mark.parametrize("sourced", [True, False])
@pytest.mark.parametrize("doc_type", ["通知", "法律", "讲话"])
def test_a_mark_of_secrecy_makes_a_record_of_anything(mark: str, doc_type: str, sourced: bool) -> None:
    assert access(marks=(mark,), doc_type=doc_type, sourced=sourced) == "record"


def test_a_mark_counts_at_the_end_too_and_not_in_the_middle() -> None:
    lines = [Block(text, number) for number, text in enumerate(TEXT * 6, 1)]
    mark = Block("内部资料", 99)
    for place, expected in ((0, "record"), (len(lines), "record"), (7, "full")):
        blocks = (*lines[:place], mark, *lines[place:])
        assert find_access(Draft(blocks), "通知", has_source=False).value == expected


@pytest.mark.parametrize("line", NO_MARKS)
def test_rules_about_secrets_are_no_secrets(line: str) -> None:
    assert access(marks=(line,), doc_type="法律") == "full"


@pytest.mark.parametrize("notice", RESERVED)
@pytest.mark.parametrize("kind", ["copyright-notice", "web-page", "page-footer", "related-links"])
def test_a_site_that_reserves_rights_gives_an_excerpt_of_what_isnt_free(notice: str, kind: str) -> None:
    removed = ((kind, notice),)
    for sourced in (True, False):
        assert {access(removed=removed, doc_type=t, sourced=sourced) for t in BOUND} == {"excerpt"}
        assert {access(removed=removed, doc_type=t, sourced=sourced) for t in FREE} == {"full"}


@pytest.mark.parametrize("words", ["版权所有 某协会", "欢迎转载，请注明出处", "当前位置：首页"])
def test_other_words_of_a_page_reserve_nothing(words: str) -> None:
    assert access(removed=(("page-footer", words),), doc_type="新闻报道") == "full"


def test_what_comes_from_a_sharing_site_is_a_record() -> None:
    banner = (("library-banner", "《自查.docx》由会员分享，请在某某文库上搜索。"),)
    for doc_type, sourced in product((*FREE, *BOUND), (True, False)):
        assert access(removed=banner, doc_type=doc_type, sourced=sourced) == "record"


def test_a_report_without_a_source_is_a_record() -> None:
    assert access(doc_type="工作汇报") == "record"
    assert access(doc_type="工作汇报", sourced=True) == "full"
    for doc_type, sourced in product((*FREE, *BOUND), (True, False)):
        assert access(doc_type=doc_type, sourced=sourced) == "full"


# What comes of it: written, kept, shown, indexed

SECRET = "第八次检查发现，某单位的登记表缺了经办人签名，已于当日补齐。"
PLACES = ("首页", "论坛", "博客", "下载", "跟帖")
BODY = "\n".join(
    [
        f"协会查看会员网站的{place}栏目，记录备案编号、更新日期和投诉电话，并与登记信息核对，一一记录在案。"
        for place in PLACES
    ]
    + [SECRET, "检查记录存入档案，留存三年。"]
)
TITLES = {
    "通知": "关于做好网站备案自查工作的通知",
    "新闻报道": "协会召开网站备案自查座谈会",
    "工作汇报": "网站备案自查工作情况汇报",
}
SIGNALS = {
    "none": "{title}\n{source}{body}\n",
    "internal": "内部资料\n{title}\n{source}{body}\n",
    "secret": "机密\n{title}\n{source}{body}\n",
    "reserved": "{title}\n{source}{body}\n未经本网书面授权，任何单位不得转载本页内容。\n",
    "banner": "《自查.docx》由会员分享，请在某某文库上搜索。\n{title}\n{source}{body}\n",
}
SOURCES = {"sourced": "2015-03-04 09:30 来源：某市日报\n", "unsourced": ""}
WISHES = {
    "none": Wishes(),
    "full": Wishes("full"),
    "full, why": Wishes("full", "经查为公开文件"),
    "excerpt": Wishes("excerpt"),
    "excerpt, why": Wishes("excerpt", "经查可以节录"),
    "record": Wishes("record"),
}


def allowed(signal: str, doc_type: str, source: str) -> str:
    """The first half of the table, written out."""
    if signal in {"internal", "secret", "banner"}:
        return "record"
    if doc_type == "工作汇报" and source == "unsourced":
        return "record"
    return "excerpt" if signal == "reserved" and doc_type != "通知" else "full"


OUTCOMES = {
    # what the signals allow, what is wished: what becomes of it
    ("full", "none"): "full", ("full", "full"): "full", ("full", "full, why"): "full",
    ("full", "excerpt"): "excerpt", ("full", "excerpt, why"): "excerpt", ("full", "record"): "record",
    ("excerpt", "none"): "excerpt", ("excerpt", "full"): "refuse", ("excerpt", "full, why"): "full",
    ("excerpt", "excerpt"): "excerpt", ("excerpt", "excerpt, why"): "excerpt", ("excerpt", "record"): "record",
    ("record", "none"): "record", ("record", "full"): "refuse", ("record", "full, why"): "full",
    ("record", "excerpt"): "refuse", ("record", "excerpt, why"): "excerpt", ("record", "record"): "record",
}  # fmt: skip


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str, str], Converted]:
    folder = tmp_path_factory.mktemp("rights")
    converter = Converter(Archive())
    made = {}
    for signal, doc_type, source in product(SIGNALS, TITLES, SOURCES):
        path = folder / f"{signal}-{doc_type}-{source}.txt"
        words = SIGNALS[signal].format(title=TITLES[doc_type], source=SOURCES[source], body=BODY)
        path.write_text(words, encoding="utf-8")
        for name, wishes in WISHES.items():
            made[signal, doc_type, source, name] = converter.convert(path, wishes)
    return made


CASES = list(product(SIGNALS, TITLES, SOURCES, WISHES))


@pytest.mark.parametrize(("signal", "doc_type", "source", "wish"), CASES)
def test_the_table(results, signal: str, doc_type: str, source: str, wish: str) -> None:
    result = results[signal, doc_type, source, wish]
    assert result.document.type == doc_type
    assert result.allowed == allowed(signal, doc_type, source)
    expected = OUTCOMES[result.allowed, wish]
    plan = shelf.plan(result, WISHES[wish], shelf.Stock())
    if expected == "refuse":
        assert (plan.action, plan.keep_as) == ("refuse", None)
        assert "--rights-note" in plan.advice
        assert SECRET not in plan.document.body
        return
    assert plan.action == "write"
    assert plan.document.access == expected
    written = page.render(plan.document)
    read = build(Document, frontmatter.parse(written, "x"), id="2015/a", file="documents/2015/a.md")
    indexed = "".join(line.text for line in document_entry(read, Archive()).lines)
    if expected == "full":
        assert all(SECRET in words for words in (written, read.public_body, indexed))
        assert plan.keep_as == f"{signal}-{doc_type}-{source}.txt"
        return
    assert plan.keep_as is None
    assert read.rights is not None
    assert read.rights.note
    assert not any(SECRET[:8] in words for words in (written, read.public_body, indexed))
    assert bool(read.body) == (expected == "excerpt")
    assert len(read.body) <= EXCERPT_LIMIT


@pytest.mark.parametrize(("signal", "doc_type", "source", "wish"), CASES)
def test_what_lies_in_sources_stays_there_only_where_it_is_open(
    results, signal: str, doc_type: str, source: str, wish: str
) -> None:
    result = results[signal, doc_type, source, wish]
    name = f"{signal}-{doc_type}-{source}.txt"
    plan = shelf.plan(result, WISHES[wish], shelf.Stock(), kept=name)
    if OUTCOMES[result.allowed, wish] == "full":
        assert (plan.action, plan.keep_as) == ("write", None)
        assert plan.document.original is not None
        assert plan.document.original.file == name
    else:
        assert plan.action == "refuse"
        assert "sources/" in plan.why or "--rights-note" in plan.advice


# The rest of the policy


@pytest.fixture
def notice(tmp_path: Path) -> Converted:
    path = tmp_path / "a.txt"
    path.write_text(f"{TITLES['通知']}\n{BODY}\n某协会\n2015年3月2日\n", encoding="utf-8")
    return Converter(Archive()).convert(path)


def test_names_that_are_taken(notice: Converted) -> None:
    original = notice.document.original
    assert original is not None
    base = shelf.base_id(notice)
    plan = shelf.plan(
        notice,
        Wishes(),
        shelf.Stock(frozenset({base, f"{base}-2"}), None, {"a.txt": "0" * 64, "a-2.txt": ""}),
    )
    assert (plan.identity, plan.keep_as) == (f"{base}-3", "a-3.txt")
    assert plan.document.original is not None
    assert plan.document.original.file == "a-3.txt"
    same = shelf.plan(notice, Wishes(), shelf.Stock(originals={"a.txt": original.sha256}))
    assert same.keep_as == "a.txt"


def test_many_files_of_one_name_are_each_asked_for_once(notice: Converted) -> None:
    there: dict[str, str] = {}
    asked: list[str] = []

    def digest_of(name: str) -> str | None:
        asked.append(name)
        return there.get(name)

    originals, document = shelf.Originals(digest_of), notice.document
    assert document.original is not None
    for number in range(1, 101):
        file = document.original.model_copy(update={"sha256": f"{number:064d}"})
        name = originals.name(document.model_copy(update={"original": file}), None)
        assert name == ("a.txt" if number == 1 else f"a-{number}.txt")
        there[name] = file.sha256
    assert len(asked) <= 2 * 100
    # A file that lies there already keeps its name, whenever it comes again.
    again = document.original.model_copy(update={"sha256": f"{7:064d}"})
    assert originals.name(document.model_copy(update={"original": again}), None) == "a-7.txt"


def test_numbers_behind_an_id_are_not_counted_again() -> None:
    class Taken(set[str]):
        asked = 0

        def __contains__(self, identity: object) -> bool:
            Taken.asked += 1
            return super().__contains__(identity)

    taken, numbers = Taken(), shelf.Numbers()
    for number in range(1, 101):
        identity = next(numbers.free("2015/a", taken))
        assert identity == ("2015/a" if number == 1 else f"2015/a-{number}")
        taken.add(identity)
    assert Taken.asked <= 3 * 100


def test_a_page_is_made_again_unless_a_person_edited_it(notice: Converted) -> None:
    written = page.render(shelf.plan(notice, Wishes(), shelf.Stock()).document)
    before = build(Document, frontmatter.parse(written, "x"), id="2015/x", file="documents/2015/x.md")
    assert shelf.plan(notice, Wishes(), shelf.Stock(previous=before)).action == "unchanged"
    edited = before.model_copy(update={"place": "北京"})
    plan = shelf.plan(notice, Wishes(), shelf.Stock(previous=edited))
    assert plan.action == "refuse"
    assert "docs/documents/2015/x.md 有人工改动" in plan.why
    assert "地点" in plan.why
    older = before.model_copy(update={"title": "旧题名"})
    older = build(
        Document, frontmatter.parse(page.render(older), "x"), id="2015/x", file="documents/2015/x.md"
    )
    plan = shelf.plan(notice, Wishes(), shelf.Stock(previous=older))
    assert (plan.action, plan.identity) == ("write", "2015/x")


def test_the_archives_own_page_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "docs" / "documents" / "2015" / "a.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\ntitle: 甲\ncontent: text\naccess: full\n---\n\n会议召开。\n", encoding="utf-8")
    result = Converter(Archive(), docs=tmp_path / "docs").convert(path)
    plan = shelf.plan(result, Wishes(), shelf.Stock())
    assert (plan.action, plan.identity, plan.keep_as) == ("unchanged", "2015/a", None)
    refused = shelf.plan(result, Wishes("record"), shelf.Stock())
    assert (refused.action, refused.why) == ("refuse", "是馆内的页面")


def test_what_a_file_says_of_its_rights_changes_nothing(tmp_path: Path) -> None:
    text = (
        f"内部资料，严禁外传\n\n{TITLES['通知']}\n\n"
        + BODY.replace("\n", "\n\n")
        + "\n\n（本库提要，非原文）\n"
    )
    head = "---\naccess: full\nrights: {note: 我说可以, basis: 我}\ncontent: digest\ntype: 法律\nsource: {name: 某报, url: 'https://example.org/'}\n---\n\n"
    converter = Converter(Archive())
    for name, content in (("a.txt", text), ("a.md", text), ("b.md", head + text)):
        (tmp_path / name).write_text(content, encoding="utf-8")
        result = converter.convert(tmp_path / name)
        plan = shelf.plan(result, Wishes(), shelf.Stock())
        assert (plan.action, plan.document.access, plan.keep_as) == ("write", "record", None), name
        assert "access" in plan.document.review
        assert plan.document.content == "text"
        assert plan.document.body == ""
        assert "我说可以" not in page.render(plan.document)


def test_a_file_isnt_believed_to_be_the_archives_digest(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"内部资料\n{TITLES['通知']}\n本馆提要，非原文\n{BODY}\n", encoding="utf-8")
    converter = Converter(Archive())
    document = converter.convert(path).document
    assert (document.content, document.access) == ("text", "record")
    assert "content" in document.review
    assert converter.convert(path, Wishes("full", "经查为公开文件")).document.content == "text"
    path.write_text(f"{TITLES['通知']}\n本馆提要，非原文\n{BODY}\n", encoding="utf-8")
    assert converter.convert(path).document.content == "digest"
    assert converter.convert(path, Wishes("record")).document.content == "text"
