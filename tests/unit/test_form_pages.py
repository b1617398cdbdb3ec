"""Pages whose document is a form, a list or a table, and pages that hide and show: none of the document is lost.

Each shape is written in our own words; names of bodies without a record are made up.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from frozen import frozen
from gongwen.convert import form_tables
from gongwen.convert.pipeline import Converted, Converter

FORM = (
    ("行政处罚决定书文号", "江市监罚〔2023〕7号"),
    ("被处罚当事人", "江州市某网络科技有限公司"),
    ("主要违法违规事实", "在网店页面写了不实的功效"),
    ("行政处罚依据", "《甲法》第五十七条"),
    ("行政处罚决定", "罚款二万元"),
    ("作出处罚决定的机关名称", "江州市市场监督管理局"),
    ("作出处罚决定的日期", "2023年4月3日"),
)
TITLE = "江州市市场监督管理局行政处罚信息公开表"
PANEL = (
    "<div class='about'><h4>机构概况</h4><p>本局主管全市的市场秩序，承担登记、监督、执法等职责，下设十二个科室，编制八十人。</p>"
    "<p>本局公开办事流程，接受各方监督，欢迎来电来访，提出意见，共同维护良好的秩序，地址和电话见联系方式一栏。</p></div>"
)


def table(rows: Sequence[Sequence[str]]) -> str:
    return (
        "<table border=1>"
        + "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
        + "</table>"
    )


def page(body: str, *, above: str = "", title: str = TITLE, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>某网</title><meta name='ArticleTitle' content='{title}'>{head}</head><body>"
        f"<div><a href='/'>首页</a><a href='/a'>政务公开</a></div>{above}<div class='main'><div class='t1'>{title}</div>"
        f"<div>发布时间：2023-04-12 来源：江州市市场监督管理局</div><div class='text'>{body}</div></div>"
        "<div>主办：江州市市场监督管理局　江ICP备00000001号</div></body></html>"
    )


@pytest.fixture(scope="module")
def converter() -> Converter:
    return Converter(frozen())


def made(converter: Converter, text: str, name: str = "a.html") -> Converted:
    return converter.from_bytes(text.encode(), Path(name))[0]


def says_it_all(converted: Converted) -> bool:
    body = converted.document.body
    return all(label in body and value in body for label, value in FORM)


# A form is a document

SHAPES = {
    "table": table(FORM),
    "table in a table": f"<table><tr><td>{table(FORM)}</td></tr></table>",
    "list of definitions": "<dl>" + "".join(f"<dt>{a}</dt><dd>{b}</dd>" for a, b in FORM) + "</dl>",
    "rows of boxes": "".join(f"<div><span>{a}：</span><span>{b}</span></div>" for a, b in FORM),
    "cells of paragraphs": table([(a, f"<p>{b}</p>") for a, b in FORM]),
}


@pytest.mark.parametrize("above", ["", PANEL], ids=["alone", "panel"])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_form_is_the_document_and_says_number_day_and_body(
    converter: Converter, shape: str, above: str
) -> None:
    converted = made(converter, page(shape, above=above))
    document = converted.document
    assert says_it_all(converted)
    assert "科室" not in document.body
    assert (document.title, document.type) == (TITLE, "公告")
    assert document.document_number == "江市监罚〔2023〕7号"
    assert (str(document.date), document.date_kind) == ("2023-04-03", "document")
    assert document.issuers == ("江州市市场监督管理局",)


def test_a_form_copied_as_text_says_the_same(converter: Converter) -> None:
    for between in ("：", "\n"):
        text = f"{TITLE}\n" + "\n".join(f"{a}{between}{b}" for a, b in FORM)
        converted = made(converter, text, "a.txt")
        assert says_it_all(converted)
        assert converted.document.document_number == "江市监罚〔2023〕7号"
        assert str(converted.document.date) == "2023-04-03"


def test_a_form_that_ends_a_page_is_not_cut_off(converter: Converter) -> None:
    rows = [
        *FORM[:5],
        ("作出处罚决定的机关名称", "江州市局"),
        ("处罚决定日期", "另行公布"),
        ("有效期至", "长期"),
    ]
    for between in ("：", "\n"):
        text = (
            f"{TITLE}\n"
            + "\n".join(f"{a}{between}{b}" for a, b in rows)
            + "\n打印本页\n关闭窗口\n上一篇：某表\n"
        )
        body = made(converter, text, "a.txt").document.body
        assert all(a in body and b in body for a, b in rows)
        assert "打印本页" not in body


def test_long_cells_stay_in_their_form(converter: Converter) -> None:
    told = "当事人在网店页面写了不实的功效，销售记录由平台提供。" * 30
    rows = [*FORM[:2], ("主要违法违规事实", f"<p>{told}</p><p>一、以上属实。</p>"), *FORM[3:]]
    body = made(converter, page(table(rows), above=PANEL)).document.body
    assert f"| {told} 一、以上属实。 |" in body


def test_a_list_of_decisions_has_no_number_of_its_own(converter: Converter) -> None:
    head = ("序号", "当事人名称", "处罚决定书文号", "违法事实", "处罚内容", "决定日期")
    rows = [
        (str(i), f"某{i}公司", f"江市监罚〔2023〕{i}号", "未备案", "警告", f"2023年4月{i}日") for i in (1, 2)
    ]
    converted = made(converter, page(table([head, *rows]), above=PANEL))
    assert "某1公司" in converted.document.body
    assert "江市监罚〔2023〕2号" in converted.document.body
    assert converted.document.document_number is None
    assert converted.document.date_kind == "publication"


def test_a_column_with_one_value_for_all_is_the_forms() -> None:
    head = ["序号", "当事人名称", "处罚决定书文号", "主要违法事实", "决定机关"]
    rows = [["1", "甲公司", "某罚〔2024〕5号", "事一", "某局"], ["2", "乙某", "", "", ""]]
    facts = form_tables.facts([head, *rows])
    assert (facts["number"], facts["issuer"]) == ("某罚〔2024〕5号", "某局")
    assert "party" not in facts


def test_a_label_across_columns_has_its_value_beside_it(converter: Converter) -> None:
    rows = (
        "<tr><td colspan=3>行政处罚决定书文号</td><td>江金罚决字〔2023〕9号</td></tr>"
        "<tr><td rowspan=3>被处罚当事人姓名或名称</td><td colspan=2>个人姓名</td><td></td></tr>"
        "<tr><td rowspan=2>单位</td><td>名称</td><td>某保险江州支公司</td></tr>"
        "<tr><td>法定代表人（主要负责人）姓名</td><td>李明</td></tr>"
        "<tr><td colspan=3>主要违法违规事实（案由）</td><td>未按规定报送资料</td></tr>"
        "<tr><td colspan=3>作出处罚决定的机关名称</td><td>江州金融管理局</td></tr>"
        "<tr><td colspan=3>作出处罚决定的日期</td><td>2023年10月9日</td></tr>"
    )
    document = made(
        converter, page(f"<table>{rows}</table>", title="行政处罚信息公开表", above=PANEL)
    ).document
    assert document.document_number == "江金罚决字〔2023〕9号"
    assert str(document.date) == "2023-10-09"
    assert document.issuers == ("江州金融管理局",)
    assert all(words in document.body for words in ("某保险江州支公司", "李明", "未按规定报送资料"))


def test_two_labels_make_no_form() -> None:
    assert not form_tables.is_form([["当事人名称", "案由"], ["甲", "乙"]])
    assert form_tables.is_form([["当事人名称", "案由", "处罚机关"], ["甲", "乙", "丙"]])


# Lists and tables without a sentence

LISTS = {
    "list": ("<ul>" + "".join(f"<li>云台{c}号商城</li>" for c in "甲乙丙丁戊己") + "</ul>", "云台己号商城"),
    "figures": (
        table([("类别", "数量", "比例"), ("服装", "12", "30%"), ("食品", "8", "20%")]),
        "| 食品 | 8 | 20% |",
    ),
    "lines": ("<br>".join(f"云台{c}号商城" for c in "甲乙丙丁戊己"), "云台甲号商城"),
}


@pytest.mark.parametrize("shape", LISTS.values(), ids=LISTS)
def test_a_list_below_the_title_is_taken_before_a_panel_above_it(
    converter: Converter, shape: tuple[str, str]
) -> None:
    document = made(converter, page(shape[0], above=PANEL, title="江州市网络交易平台名录（第三批）")).document
    assert shape[1] in document.body
    assert "科室" not in document.body
    assert document.type != "新闻报道"


def test_names_under_one_sentence_are_kept(converter: Converter) -> None:
    names = [f"某应用软件{n}点零版" for n in "一二三四五六七八"]
    items = "".join(f"<div><div>{name}</div></div>" for name in names)
    document = made(
        converter, page(f"<div><p>下列软件存在问题，现予公布，请各单位知悉。</p></div><div>{items}</div>")
    ).document
    assert all(name in document.body for name in names)


def test_a_long_list_of_bodies_has_not_signed_the_text(converter: Converter) -> None:
    names = "\n".join(f"江州{a}{b}信息测评中心" for a in "甲乙丙丁戊" for b in "东南西")
    undated = made(converter, f"江州市测评机构名单\n下列机构通过审核，现予公布。\n{names}\n", "a.txt")
    assert undated.document.issuers == ()
    dated = made(
        converter,
        f"江州市测评机构名单\n下列机构通过审核，现予公布。\n{names}\n江州市教育局\n2023年4月12日\n",
        "a.txt",
    )
    assert dated.document.issuers == ("江州市教育局",)


def test_paragraphs_among_the_boxes_of_a_page_stay_together(converter: Converter) -> None:
    box = (
        "<div><a href='/1'>云台某某活动在江州举行</a></div><div><a href='/2'>江州召开会议部署某某工作</a></div>"
        * 6
    )
    paragraphs = f"<p>{'各单位应当核对备案信息，并把结果报送秘书处汇总，' * 6}逾期通报。</p><p>以下为公告：</p><p>核对工作由秘书处承担，有关材料应当保存三年。</p>"
    body = made(converter, page(paragraphs + box)).document.body
    assert all(words in body for words in ("逾期通报", "以下为公告", "保存三年"))
    assert "活动在江州" not in body


# Shown and hidden

SENTENCES = "<p>各单位应当在七月底以前核对全部备案信息，并把核对结果报送秘书处汇总。</p><p>核对工作由秘书处承担，有关材料应当保存三年。</p>"
OTHER = "<p>另外一份并不显示的文字，说的是从前的版本，读者在浏览器里看不到它。</p>"
OLD = "<style>.old{display:none!important} @media print{.main{display:none}}</style>"
SHEET = "<style>/* .text {display:none} */ .foot, .text { display: none } .old{display:none!important} @media print{.main{display:none}}</style>"


def test_a_block_that_a_script_has_shown_is_shown(converter: Converter) -> None:
    text = page(SENTENCES, head=SHEET).replace("class='text'", "class='text' style='display: block;'")
    assert "保存三年" in made(converter, text.replace("<body>", f"<body>{PANEL}")).document.body


@pytest.mark.parametrize(
    "hidden",
    [
        "class='old' style='display:block'",
        "style='display:none'",
        "hidden",
        "class='ng-hide'",
        "class='x d-none'",
    ],
)
def test_a_hidden_copy_is_not_taken(converter: Converter, hidden: str) -> None:
    body = made(converter, page(f"{SENTENCES}<div {hidden}>{OTHER}{SENTENCES}</div>", head=OLD)).document.body
    assert "从前的版本" not in body
    assert body.count("保存三年") == 1


@pytest.mark.parametrize("hidden", ["style='display:none'", "hidden", "class='foot'", "class='ng-hide'"])
def test_a_page_that_shows_nothing_gives_what_it_hides_and_says_so(converter: Converter, hidden: str) -> None:
    text = page(SENTENCES * 3, head=SHEET).replace("class='text'", hidden)
    document = made(converter, text).document
    assert "保存三年" in document.body
    assert any("隐藏" in doubt.note for doubt in document.sic)
    everything = (
        f"<html><head><title>{TITLE}</title></head><body style='display:none'>{SENTENCES * 3}</body></html>"
    )
    assert "保存三年" in made(converter, everything).document.body


def test_what_a_short_document_hides_does_not_replace_it(converter: Converter) -> None:
    short = "<p>兹定于七月一日起启用新的备案系统，请各单位周知。</p>"
    body = made(converter, page(f"{short}<div hidden>{OTHER * 8}</div>")).document.body
    assert body == "兹定于七月一日起启用新的备案系统，请各单位周知。"


def test_words_hidden_inside_a_paragraph_never_come_back(converter: Converter) -> None:
    strewn = "<p>各单位应当核对<span style='display:none'>某论坛</span>备案信息，并报送结果。</p>" * 4
    text = page(strewn).replace("class='text'", "hidden")
    assert "某论坛" not in made(converter, text).document.body


def test_a_sites_notice_of_rights_is_no_document(converter: Converter) -> None:
    notice = "<p>2.凡本站及其子站注明“类型：转载”的所有作品，均转自其他媒体，目的在于传递更多信息，便于各界了解情况、查阅资料、开展研究，也便于各单位在工作当中参考，其内容以最初发布的媒体所载的为准，如果有出入，请与最初发布的媒体核对，并不代表本站赞同其观点和对其真实性负责。</p>"
    text = page(table([("名称", "数量"), ("甲", "3"), ("乙", "4")])).replace(
        "</body>", f"<div>{notice * 2}</div></body>"
    )
    body = made(converter, text).document.body
    assert "| 乙 | 4 |" in body
    assert "凡本站" not in body
