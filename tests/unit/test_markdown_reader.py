"""Markdown as people scrape it."""

from __future__ import annotations

from gongwen.convert.readers import markdown

SCRAPED = """---
title: "协会部署备案核对 | 甲资讯网"
date: 2014-05-06 10:00:00
url: https://example.cn/post/1/
tags: [备案, 协会]
---

[首页](/) / [新闻](/n)

## 协会部署备案核对

**一、范围。**核对的范围是[接入单位](https://example.cn/tag/1)。

&nbsp;&nbsp;请于月底前上报。<br>不得迟延。

| 单位 | 数量 |
|:-----|-----:|
| 甲公司 | 3 |

- 第一项
- 第二项

![图](a.png)

> 引用的一句话。

转义的记号 \\*不是\\* 强调。

***
"""


def test_blocks() -> None:
    draft = markdown.read(SCRAPED)
    assert [(block.kind, block.text.strip()) for block in draft.blocks] == [
        ("text", "首页 / 新闻"),
        ("heading", "协会部署备案核对"),
        ("text", "一、范围。核对的范围是接入单位。"),
        ("text", "请于月底前上报。"),
        ("text", "不得迟延。"),
        ("row", "单位\t数量"),
        ("row", "甲公司\t3"),
        ("item", "第一项"),
        ("item", "第二项"),
        ("picture", "![图](a.png)"),
        ("text", "引用的一句话。"),
        ("text", "转义的记号 *不是* 强调。"),
    ]
    assert draft.blocks[0].links > 0.6
    assert draft.blocks[2].lead == len("一、范围。")


def test_scraped_front_matter_is_a_hint_and_not_a_fact() -> None:
    draft = markdown.read(SCRAPED)
    assert draft.given == {}
    assert draft.facts.title == "协会部署备案核对"
    assert draft.facts.published == "2014-05-06 10:00:00"
    assert draft.facts.url == "https://example.cn/post/1/"


def test_chinese_keys_are_understood() -> None:
    text = (
        "---\n标题: 协会部署备案核对\n来源: 某报\n发布日期: '2014-05-06'\n链接: https://example.cn/1\n"
        "发文机关: [甲协会, 乙学会]\n文号: 甲协〔2014〕2号\nSiteName: 某网\n---\n\n请核对备案信息。\n"
    )
    draft = markdown.read(text)
    assert draft.given == {}
    assert draft.facts.known() == {
        "meta_title": "协会部署备案核对",
        "title": "协会部署备案核对",
        "stated_source": "某报",
        "published": "2014-05-06",
        "url": "https://example.cn/1",
        "fact_issuer": "甲协会、乙学会",
        "fact_number": "甲协〔2014〕2号",
        "site": "某网",
    }


def test_an_archives_front_matter_is_evidence() -> None:
    text = "---\ntitle: 某通知\ndate: 2014-05\ntype: 通知\nissuers: [某协会]\n---\n\n请核对备案信息。\n"
    draft = markdown.read(text)
    assert draft.given == {"title": "某通知", "date": "2014-05", "type": "通知", "issuers": ("某协会",)}
    assert draft.facts.known() == {"title": "某通知"}


def test_what_a_file_decides_of_itself_is_not_read() -> None:
    decisions = {
        "access": "full",
        "rights": "{note: 我说可以}",
        "original": "{file: ../../a.txt, sha256: " + "0" * 64 + ", format: txt}",
        "review": "[]",
        "repairs": "[{kind: indent, count: 1}]",
        "redirects": "[documents/2006/a]",
        "content": "digest",
        "evidence": "{date: {basis: editor}}",
        "id": "2006/a",
        "sic": "[{text: 甲}]",
        "title_en": "A",
        "summary_en": "B",
    }
    head = "".join(f"{key}: {value}\n" for key, value in decisions.items())
    draft = markdown.read(f"---\n{head}---\n\n请核对备案信息。\n")
    assert draft.given == {}
    assert draft.facts.known() == {}


def test_broken_front_matter_is_kept_to_be_read() -> None:
    draft = markdown.read("---\ntitle: [一\n---\n\n请核对备案信息。\n")
    assert [block.text for block in draft.blocks] == ["请核对备案信息。"]
    assert "title: [一" in draft.removed[0].text
