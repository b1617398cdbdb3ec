"""Web pages: the document found in the page, and what the page says of it."""

from __future__ import annotations

import pytest

from gongwen.convert.readers import html
from gongwen.errors import ReadError

PAGE = """<!DOCTYPE html><html><head><title>协会部署备案核对_甲协会网</title>
<meta name="PubDate" content="2014-05-06 10:00"><link rel="canonical" href="http://example.cn/a/1.html">
<style>p{color:red}</style></head><body>
<div class="nav"><a href="/">首页</a><a href="/x">新闻</a><a href="/y">政策</a></div>
<div class="meta"><table><tr><td>索引号：</td><td>000-1</td><td>发文机关：</td><td>甲协会</td></tr>
<tr><td>成文日期：</td><td>2014年5月4日</td><td>文号：</td><td>甲协〔2014〕2号</td></tr></table></div>
<h1>协会部署备案核对</h1>
<div id="content"><p style="text-align:center"><b>一、范围</b></p>
<p>　　核对的范围是<span>全市的</span>接入单位，不含境外单位。<script>var a="不是文字";</script></p>
<p style="display:none">看不见的文字，不是给读者的。</p>
<table border=1><tr><td>单位</td><td>数量</td></tr><tr><td>甲公司</td><td>3</td></tr></table>
<p>核对工作由<a href="/org">协会秘书处</a>负责，结果在网站公布。</p><p><img src="a.png" alt="会\n场"></p></div>
<div class="side"><ul><li><a href="/1">协会召开年会</a></li><li><a href="/2">协会走访会员</a></li></ul></div>
<div class="foot">版权所有：甲协会　<a href="/about">关于我们</a></div></body></html>"""


def test_the_document_is_found_in_the_page() -> None:
    draft = html.read(PAGE)
    assert [(block.kind, block.text) for block in draft.blocks] == [
        ("text", "一、范围"),
        ("text", "\u3000\u3000核对的范围是全市的接入单位，不含境外单位。"),
        ("row", "单位\t数量"),
        ("row", "甲公司\t3"),
        ("text", "核对工作由协会秘书处负责，结果在网站公布。"),
        ("picture", "会 场"),
    ]
    assert draft.blocks[0].align == "center"


def test_what_the_page_says_is_kept() -> None:
    facts = html.read(PAGE).facts
    assert facts.title == "协会部署备案核对"
    assert facts.url == "http://example.cn/a/1.html"
    assert facts.published.startswith("2014-05-06")
    assert facts.fact_issuer == "甲协会"
    assert facts.fact_written == "2014年5月4日"
    assert facts.fact_number == "甲协〔2014〕2号"


def test_what_is_left_out_is_reported() -> None:
    draft = html.read(PAGE)
    gone = " ".join(removed.text for removed in draft.removed)
    assert "协会召开年会" in gone
    assert "版权所有" in gone
    assert draft.changes[0].kind == "web-page"


def test_other_running_text_is_doubtful() -> None:
    other = (
        "<div>"
        + "<p>另一篇文章写的是别的事情，说明了许多情况，也有好几句话，读者不应当漏看。</p>" * 3
        + "</div>"
    )
    draft = html.read(PAGE.replace('<div class="side">', other + '<div class="side">'))
    assert any("另有" in doubt.note for doubt in draft.doubts) or any(
        "另一篇" in block.text for block in draft.blocks
    )


@pytest.mark.parametrize(
    "damage", ["<html><body></body></html>", "<p></p><p></p><p> </p></p>", "<html><script>x</script></html>"]
)
def test_pages_without_text_are_refused(damage: str) -> None:
    with pytest.raises(ReadError):
        html.read(damage)


def test_deep_nesting_is_no_problem() -> None:
    deep = "<div>" * 5000 + "<p>最里面的一句话，仍然是正文，不应当丢失。</p>" + "</div>" * 5000
    assert "最里面的一句话" in html.read(deep).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PAGE, True),
        (
            "<p align=center>通知</p>\n\n# 第一章\n\n**第一条** 办法适用于全市的接入单位。\n\n**第二条** 由协会负责解释。[详见](http://a.cn/)\n",
            False,
        ),
        ("# 通知\n\n各单位：<br>请核对备案信息。<br>\n\n协会秘书处\n", False),
        ("各单位：\n请核对备案信息，a<b，c>d。\n", False),
        ("<p>各单位：</p><p>请核对备案信息。</p><p>协会秘书处</p>", True),
    ],
)
def test_what_is_html_and_what_has_only_remnants(text: str, expected: bool) -> None:
    assert html.looks_like_html(text) is expected


def test_the_address_in_a_comment() -> None:
    saved = "<!-- saved from url=(0028)http://example.cn/b/2.html -->" + PAGE.replace(
        '<link rel="canonical" href="http://example.cn/a/1.html">', ""
    )
    assert html.read(saved).facts.url == "http://example.cn/b/2.html"


def _field(title: str = "关于换锁的通知") -> str:
    """A field out of a database: the title, then markup, without a page around it."""
    return f"{title}\n<p style='x'>\n\t各馆应当在本月月底以前更换库房的门锁，并把钥匙交秘书处保管。<br />\n\t<br />\n\t逾期不换的，由秘书处通报。</p>\n<p>\n\t特此通知。</p>\n"


def test_a_field_with_its_title_before_its_markup() -> None:
    assert html.looks_like_html(_field())
    draft = html.read(_field())
    assert [block.text for block in draft.blocks][-3:] == [
        "各馆应当在本月月底以前更换库房的门锁，并把钥匙交秘书处保管。", "逾期不换的，由秘书处通报。", "特此通知。",
    ]  # fmt: skip
    table = f"关于换锁的通知\n　　 　　 　　\n<table><tr><td>{_field('')}</td></tr></table>"
    assert html.read(table).facts.title == "关于换锁的通知"


def test_text_with_some_tags_is_no_page() -> None:
    left = "各馆应当在月底前换锁。\n逾期不换的，由秘书处通报，并记入各馆的年度考核。\n<p>特此</p>\n<p>通知。</p>\n<span>完</span>\n"
    assert not html.looks_like_html(left)
