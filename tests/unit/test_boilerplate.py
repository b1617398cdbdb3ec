"""Lines that pages put around documents, as they stand there, beside lines of documents that only look like them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongwen.convert import boilerplate, page_facts, page_titles
from gongwen.convert.readers import markdown

CONTROLS = """\
【字号：大 中 小】【打印本页】【关闭窗口】
字型：特大 大 中　背景颜色：　选择字号
转发到 微信好友 QQ好友 QQ空间 钉钉 豆瓣 支付宝 推特 电邮
顶一下 | 踩一下 | 有用 | 推荐给好友 | 精华
繁体中文 简体版 English 英文版 电脑版 手机版
分享　阅读量 102　评论数 3　点击量 5　人气 9　留言板
语音播报　听全文　扫码　查看原文　图集
转寄 推荐朋友 点击次数 12 访问次数 3 开心网
"""

DATELINES = """\
发表时间：2019-05-24 09:10　稿源：某报　责编：某甲
录入时间：2012/3/4　文章录入：某乙　人气：12
上传时间：2010.5.6　审校：某丙　关键字：备案
公布日期：2013年7月8日　版次：03　版名：要闻
2016-11-21 08:00　初审：某甲　复审：某乙　终审：某丙　监制：某丁
发稿时间：2021-01-01　总监制：某戊　值班编辑：某己　编审：某庚
更新日期：2022-02-02　所属栏目：政策　信息类型：通知　专栏分类：法规
见报日期：2009年9月9日　出处：某晚报　摄影：某辛
"""

CREDITS = """\
责任编辑：某甲　校对：某乙
值班编辑 | 某甲
二审：某乙　三审：某丙
监制丨某丁
总监制：某戊　统筹：某己
（责编：某庚）
策划：某甲　文案：某乙
设计/排版：某丙
通讯员：某丁
原题：某地整治
文章链接：https://example.cn/1
供图：某馆
封面：某画
摘自：《某报》
稿源：某网
相关热词：备案
录入：某甲
"""

RELATED = """\
相关阅读
【拓展阅读】
▲热门文章
猜您喜欢
为你推荐：
最新资讯
点击排行
阅读排行
大家都在看
喜欢此内容的人还喜欢
往期精选
相似文档
更多报道
编辑推荐
图片新闻
今日热点
网友跟帖
相关政策
"""

PROMPTS = """\
长按识别二维码关注我们
点击上方蓝字关注我们
微信扫一扫加关注
觉得有用就转给朋友
已有35人参与
继续滑动看下一个
"""

FOOTERS = """\
Copyright © 2019 某网 All Rights Reserved
京ICP备00000000号　京公网安备00000000000000号
主办单位：某市人民政府办公室　承办：某市信息中心
关于我们 | 联系我们 | 网站声明
"""


@pytest.mark.parametrize(
    ("test", "lines"),
    [
        (boilerplate.is_controls, CONTROLS),
        (boilerplate.is_dateline, DATELINES),
        (boilerplate.is_credit, CREDITS),
        (boilerplate.is_related_head, RELATED),
        (boilerplate.is_prompt, PROMPTS),
        (boilerplate.is_footer, FOOTERS),
    ],
    ids=["controls", "datelines", "credits", "related", "prompts", "footers"],
)
def test_a_pages_line_is_known(test: Callable[[str], bool], lines: str) -> None:
    assert [line for line in lines.splitlines() if not test(line)] == []


@pytest.mark.parametrize(
    "line",
    [
        "字号应当符合国家标准。",
        "字号。",
        "关闭；",
        "“打印”。",
        "一、打印和复印设备由办公室统一管理",
        "（三）整治刷量点赞",
        "请在月底前通过客户端报送。",
        "取得互联网新闻信息服务许可证的单位应当公示许可证号",
        "违法和不良信息举报中心决定开通举报专区",
        "未经许可擅自设立电台的，依照本条例处罚。",
        "编辑出版单位应当建立审校制度",
        "来源合法性审查",
        "第三版教材",
        "主题词表编制规则",
        "扫除黄色出版物专项行动",
        "上一年度工作报告",
        "2019年5月24日",
        "| |",
    ],
)
def test_a_documents_line_is_not(line: str) -> None:
    assert not boilerplate.is_furniture(line)


def test_a_row_is_asked_only_where_it_may_stand() -> None:
    line = "主办单位：某市网信办"
    assert boilerplate.is_footer(line, "tail")
    assert not boilerplate.is_footer(line, "head")
    assert not boilerplate.is_prompt("扫码关注", "anywhere")
    assert boilerplate.is_prompt("长按识别二维码", "anywhere")


def test_buttons_alone_are_weak_and_so_is_what_an_icon_left() -> None:
    weak = ["微信", "大", "A+", "知道了", "×", "，", "1.2万"]
    assert [text for text in weak if not boilerplate.is_weak_controls(text)] == []
    assert [text for text in weak if boilerplate.is_controls(text)] == []
    assert not boilerplate.is_weak_controls("微信公众平台")


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("索 引 号：000-1 发文机关：甲局", {"fact_index": "000-1", "fact_issuer": "甲局"}),
        (
            "公文种类文号：甲发〔2012〕1号 制定日期：2012年1月2日 时效：有效",
            {"fact_number": "甲发〔2012〕1号", "fact_written": "2012年1月2日", "fact_status": "有效"},
        ),
        (
            "颁布单位：甲部 颁布日期：2001-02-03 生效日期：2001-03-01",
            {"fact_issuer": "甲部", "fact_written": "2001-02-03", "fact_effective": "2001-03-01"},
        ),
        (
            "文件编号：甲发〔2013〕2号 公文名称：关于备案的通知 上网日期：2013-04-05 语种：中文",
            {
                "fact_number": "甲发〔2013〕2号",
                "fact_title": "关于备案的通知",
                "fact_published": "2013-04-05",
                "fact_subject": "中文",
            },
        ),
        ("标题：某事 发布时间：2012-01-02", {}),
    ],
)
def test_facts_are_read_by_their_labels(line: str, facts: dict[str, str]) -> None:
    assert page_facts.facts([line]) == facts


def test_a_label_may_stand_on_a_line_of_its_own() -> None:
    assert page_facts.facts(["索引号", "000-2", "制发机关：", "甲局"]) == {
        "fact_index": "000-2",
        "fact_issuer": "甲局",
    }


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("关于报送备案数据的通知_政务公开_某市人民政府", "关于报送备案数据的通知"),
        ("关于报送备案数据的通知-某市通信管理局", "关于报送备案数据的通知"),
        ("【转】关于报送备案数据的通知 - 某某论坛", "关于报送备案数据的通知"),
        ("中国政府网 - 关于报送备案数据的通知", "关于报送备案数据的通知"),
        ("“互联网+政务”一网通办", "“互联网+政务”一网通办"),
    ],
)
def test_a_title_stands_without_its_site(title: str, bare: str) -> None:
    assert page_titles.without_site(title) == bare


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("题目: 某事\n来源链接: https://example.cn/1\n媒体: 某报\n站点: 某网", ("某事", "某报", "某网")),
        (
            "title: 某事\nsource_url: https://example.cn/1\naccount: 某报\nsite_name: 某网",
            ("某事", "某报", "某网"),
        ),
        (
            "标题: 某事\npermalink: https://example.cn/1\npublisher: 某报\nsitename: 某网",
            ("某事", "某报", "某网"),
        ),
    ],
)
def test_front_matter_has_many_names_for_the_same(keys: str, expected: tuple[str, ...]) -> None:
    found = markdown.read(f"---\n{keys}\n---\n\n请核对备案信息。\n").facts
    assert (found.title, found.stated_source, found.site) == expected
    assert found.url == "https://example.cn/1"


@pytest.mark.parametrize(
    "key", ["publish_date", "created_at", "published_at", "pub_date", "发表时间", "created"]
)
def test_front_matter_dates_a_page_by_any_of_its_keys(key: str) -> None:
    assert markdown.read(f"---\n{key}: '2014-05-06'\n---\n\n请核对。\n").facts.known() == {
        "published": "2014-05-06"
    }
