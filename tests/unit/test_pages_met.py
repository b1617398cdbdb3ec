"""Shapes of pages that were met on the web and of the files that copyists make of them: whole files in, fields out.

Each shape is written in our own words, several inputs for each; names of bodies without a record are made up.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from frozen import frozen
from gongwen.convert.pipeline import Converted, Converter

TITLE = "云台市网信办组织开展网站备案核对"
TEXT = "各单位应当在七月底以前核对全部备案信息，并把核对结果报送协会秘书处汇总，逾期不报的予以通报。"
MORE = "核对工作由协会秘书处承担，有关材料应当保存三年，保存期满以后按照档案管理的要求处理。"


@pytest.fixture(scope="module")
def converter() -> Converter:
    return Converter(frozen())


def made(converter: Converter, text: str, name: str = "a.txt") -> Converted:
    return converter.from_bytes(text.encode(), Path(name))[0]


def gone(converted: Converted) -> set[str]:
    return {removed.text.strip() for removed in converted.removed}


# Above the title


@pytest.mark.parametrize(
    "above",
    [
        "头条新闻\n",
        "- +1\n",
        "欢迎访问 云台资讯网！记录身边的事！Welcome to our site, we record the facts!\n\n云台官方微博   网站地图   资讯号入驻\n\n",
        "宣传网络知识 交流管网经验；建设文明网络 共创美好云台。云台，网络让生活更美好！\n信息搜索：\n主任之窗\n云台市网信办主任\n李小明\n自身建设\n",
    ],
    ids=["column", "button", "welcome", "slogan"],
)
def test_the_title_is_the_line_above_the_pages_date(converter: Converter, above: str) -> None:
    text = f"{above}{TITLE}\n来源：云台网信\n访问量：\n更新日期：2021-07-02\n{TITLE}\n{TEXT}\n{MORE}\n"
    document = made(converter, text).document
    assert document.title == TITLE
    assert str(document.date) == "2021-07-02"
    assert document.body == f"{TEXT}\n\n{MORE}"


def test_a_title_printed_again_over_two_lines(converter: Converter) -> None:
    title = "云台市互联网协会会员单位网站备案信息核对工作办法"
    head = "团结协作 服务会员；自律诚信 共建云台互联网。云台互联网，让生活更加美好！\n会长之窗\n"
    text = f"{head}{title}\n来源：云台协会\n更新日期：2021-07-02\n{title[:11]}\n{title[11:]}\n第一条　{TEXT}\n第二条　{MORE}\n"
    document = made(converter, text).document
    assert document.title == title
    assert document.body.startswith("第一条")


def test_a_paragraph_over_the_date_is_not_the_pages(converter: Converter) -> None:
    paragraph = f"云台市通信管理局提醒各接入单位及时核对网站主办者的备案信息。{TEXT}{MORE}"
    text = f"{paragraph}\n{MORE}\n{TITLE}\n发布日期：2021-07-02\n{TITLE}\n{TEXT}\n"
    assert paragraph in made(converter, text).document.body


# Days in pieces and in figures


@pytest.mark.parametrize(
    "line",
    [
        "21\n2024年02月",
        "02-21\n2024",
        "2024-02\n21",
        "21.02.2024  12:08",
        "资讯直播：2024-02-21",
        "2024年02月\n21日",
    ],
)
def test_the_day_under_the_title(converter: Converter, line: str) -> None:
    document = made(converter, f"{TITLE}\n{line}\n{TEXT}\n{MORE}\n").document
    assert str(document.date) == "2024-02-21"
    assert document.date_kind == "publication"
    assert document.body == f"{TEXT}\n\n{MORE}"


@pytest.mark.parametrize("line", ["会议时间：2024-02-21", "报名截止：2024-02-21", "施行日期：2024-02-21"])
def test_a_day_of_the_documents_own_stays(converter: Converter, line: str) -> None:
    assert "2024-02-21" in made(converter, f"{TITLE}\n{line}\n{TEXT}\n{MORE}\n").document.body


@pytest.mark.parametrize(
    "pieces", ["<div>21</div><div>2024年02月</div>", "<p>02/21</p><p>2024</p>", "<b>21</b><div>2024-02</div>"]
)
@pytest.mark.parametrize("heading", ["h5", "div"])
def test_a_page_whose_title_tag_names_only_the_site(converter: Converter, pieces: str, heading: str) -> None:
    menu = "".join(
        f"<li><a href='/{n}'>{word}</a></li>" for n, word in enumerate(["首页", "概况", "党建", "联系"])
    )
    page = (
        f"<html><head><title>云台市水产研究所</title></head><body><div>云台市水产研究所</div><ul>{menu}</ul>"
        f"<div><div><{heading}>{TITLE}</{heading}><div>{pieces}</div></div><div><p>{TEXT}</p><p>{MORE}</p></div></div>"
        "</body></html>"
    )
    document = made(converter, page, "a.html").document
    assert document.title == TITLE
    assert str(document.date) == "2024-02-21"


@pytest.mark.parametrize(
    "stated",
    [
        '<meta name="firstpublishedtime" content="2024-02-21-10:30:00">',
        '<meta itemprop="datePublished" content="2024-02-21T10:30:00+08:00">',
        '<meta name="DC.date" content="2024-02-21">',
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"headline": "某事", "datePublished": "2024-02-21"}]}</script>',
        '<script type="application/ld+json">[{"@type": "Article", "datePublished": "2024-02-21"}]</script>',
    ],
)
def test_the_day_in_what_a_page_says_of_itself(converter: Converter, stated: str) -> None:
    page = f"<html><head><title>{TITLE}</title>{stated}</head><body><h1>{TITLE}</h1><p>{TEXT}</p><p>{MORE}</p></body></html>"
    document = made(converter, page, "a.html").document
    assert str(document.date) == "2024-02-21"
    assert document.date_kind == "publication"


@pytest.mark.parametrize("echo", ["", " 4 24", " 2025 4 24", "24"])
def test_figures_of_a_styled_day_once_more(converter: Converter, echo: str) -> None:
    text = f"核对备案的通知\n各单位：\n{TEXT}\n本科生院\n研究生院\n2025年4月24日{echo}\n"
    document = made(converter, text).document
    assert str(document.date) == "2025-04-24"
    assert document.issuers == ("本科生院", "研究生院")


def test_other_figures_behind_a_day_say_something_else(converter: Converter) -> None:
    text = f"核对备案的通知\n各单位：\n{TEXT}\n本科生院\n2025年4月24日 7 9\n"
    assert made(converter, text).document.date is None


def test_a_period_that_the_year_has_is_not_what_is_reported(converter: Converter) -> None:
    text = f"2020年9月14日至20日是备案宣传周，9月15日，云台市通信管理局组织开展宣传活动。{TEXT}\n"
    assert str(made(converter, text).document.date) == "2020-09-15"


# What hijacked and mirrored pages hold


@pytest.mark.parametrize("mark", ["|", "｜", "_", " - ", "--"])
def test_search_words_behind_the_title_and_in_a_list_below_it(converter: Converter, mark: str) -> None:
    spam = ["某某在线观看免费高清", "六十岁的人几天去一次", "久久精品的意思"]
    listed = "".join(f"{number}. {words}\n\n" for number, words in enumerate(spam, 1))
    text = f"《备案办法》答记者问{mark}亚洲无码精品\n\n{listed}　　{TEXT}\n\n　　一、问：请介绍背景？\n\n　　{MORE}\n"
    converted = made(converter, text)
    assert converted.document.title == "《备案办法》答记者问"
    assert converted.document.body.startswith(TEXT)
    assert {"亚洲无码精品", *(f"{n}. {words}" for n, words in enumerate(spam, 1))} <= gone(converted)


def test_a_list_of_the_texts_own_stays(converter: Converter) -> None:
    text = f"{TITLE}\n1. 网站名称\n2. 主办单位\n3. 负责人\n{TEXT}\n"
    body = made(converter, text).document.body
    assert "网站名称" in body
    assert "负责人" in body


@pytest.mark.parametrize(
    "sentence",
    [
        "云台警方查处一个提供免费在线观看盗版影片的网站，抓获三人。",
        "该网站以国产精品为名发布有害信息，已被关闭。",
    ],
)
def test_a_sentence_that_tells_of_such_sites_stays(converter: Converter, sentence: str) -> None:
    assert sentence in made(converter, f"{TITLE}\n{sentence}\n{TEXT}\n").document.body


# Around the text


@pytest.mark.parametrize(
    "line",
    [
        "网络编辑：王小明", "[责任编辑 王小明]", "登录获取更多阅读权限", "立即登录{{ popup.firstLine }}{{ popup.second }}",
        "扫码下载app 资讯全掌握", "版权声明：云台之窗所有内容，转载须注明来源，禁止截取改编使用。", "特别声明：本文为",
        "《云台日报》（2020年9月23日03版）", "编辑部门：平台部", "Powered by Forum! X3",
    ],
)  # fmt: skip
def test_lines_below_the_text(converter: Converter, line: str) -> None:
    converted = made(converter, f"{TITLE}\n{TEXT}\n{MORE}\n联系人：李小明 联系电话：2669526\n{line}\n")
    assert converted.document.body == f"{TEXT}\n\n{MORE}\n\n联系人：李小明 联系电话：2669526"
    assert line in gone(converted)


# What kind of text it is


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            f"经领导小组同意，备案核对将于六月开始。现将具体工作要求通知如下：\n一、{TEXT}\n二、{MORE}\n",
            "通知",
        ),
        (f"为了增强备案意识，连日来，云台镇开展宣传活动。\n{TEXT}\n", "新闻报道"),
        (f"{TITLE}情况\n9日，有关负责人接受记者采访时表示，{TEXT}\n", "新闻报道"),
        (f"李小明到云台大学看望师生并发表重要讲话\n{TEXT}\n{MORE}\n", "新闻报道"),
        (f"纪念协会成立十周年\n2013年1月20日，会长李小明在座谈会上发言。全文如下：\n{TEXT}\n", "讲话"),
        (
            f"核对办法来了\n某报讯 为了核对备案，云台市通信管理局起草了《核对公告》，现面向社会公开征求意见。{TEXT}\n"
            "云台市通信管理局\n2024年5月6日\n",
            "公告",
        ),
        (f"云台州人民代表大会常务委员会机关公文处理办法\n第一条　{TEXT}\n第二条　{MORE}\n", "规范性文件"),
        (
            f"法發〔2018〕3號《關於核對的意見》\n云台法院印發《關於核對備案的意見》的通知\n各縣法院：\n{TEXT}\n",
            "通知",
        ),
    ],
)
def test_what_kind_of_text_it_is(converter: Converter, text: str, kind: str) -> None:
    assert made(converter, text).document.type == kind


def test_a_speech_that_is_given_in_full_is_of_the_day_of_its_lead(converter: Converter) -> None:
    text = f"纪念协会成立十周年\n2013年1月20日，会长李小明在座谈会上发言。全文如下：\n{TEXT}\n"
    assert str(made(converter, text).document.date) == "2013-01-20"


# Who issued it


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("云台网信办", "云台市互联网信息办公室"),
        ("江大文学院", "江州大学文学院"),
        ("区网信办", "云台区网信办"),
    ],
)
def test_a_headline_is_short_for_what_the_text_says_in_full(
    converter: Converter, short: str, full: str
) -> None:
    text = f"{short}通报三个账号\n2021年5月6日，{full}发布通报，关闭三个账号。{TEXT}\n"
    assert made(converter, text).document.issuers == (full,)


def test_names_without_a_record_stay_in_the_texts_characters(converter: Converter) -> None:
    text = f"共創文明網絡倡議書\n廣大同學：\n讓我們一起遵守網絡規範，維護網絡秩序。{TEXT}\n江州大學學生會\n江州大學研究生會\n2015年3月5日\n"
    assert made(converter, text).document.issuers == ("江州大學學生會", "江州大學研究生會")


def test_a_signature_behind_the_closing_words_on_the_same_line(converter: Converter) -> None:
    text = f"關於道路管制的通告\n根據規定，決定實施管制，現通告如下：\n一、管制時間 2023年1月20日。{TEXT}特此通告 江州市公安局交通警察支隊 2023年1月19日\n"
    document = made(converter, text).document
    assert str(document.date) == "2023-01-19"
    assert document.issuers == ("江州市公安局交通警察支隊",)


def test_a_rule_is_of_the_body_that_its_title_begins_with(converter: Converter) -> None:
    text = f"洛阳市互联网协会会员管理办法\n第一条　{TEXT}\n第二条　{MORE}\n"
    document = made(converter, text).document
    assert document.issuers == ("洛阳市互联网协会",)
    assert "issuers" in document.review


# A subtitle under the page's title


def _page(under: str) -> str:
    return (
        f"<html><head><title>{TITLE}</title></head><body><div class='menu'><a href='/'>首页</a></div>"
        f"<div class='box'><h1 class='box_title'>{TITLE}</h1>{under}"
        "<div class='attr'><span>发布时间：2024-10-08</span></div>"
        f"<div class='article'><p>{TEXT}</p><p>{MORE}</p></div></div></body></html>"
    )


@pytest.mark.parametrize(
    "under",
    [
        "<h2 class='box_subtitle'>核对全部信息 推动网站规范</h2>",
        "<div class='art-sub-title'>核对全部信息 推动网站规范</div>",
        "<h3>核对全部信息 推动网站规范</h3>",
    ],
)
def test_a_subtitle_under_the_title_stays_in_the_text(converter: Converter, under: str) -> None:
    found = made(converter, _page(under), "a.html").document
    assert found.title == TITLE
    assert found.body.startswith(f"核对全部信息 推动网站规范\n\n{TEXT[:8]}")


@pytest.mark.parametrize(
    "under",
    [
        "<h2>【相关政策解读】</h2><h2>首页</h2>",
        "<div>云台视窗编辑部</div>",
        "<div class='other'><h2>本周最受关注的栏目</h2></div>",
    ],
)
def test_what_is_no_subtitle_goes(converter: Converter, under: str) -> None:
    assert made(converter, _page(under), "a.html").document.body.startswith(TEXT[:8])


# What an account sets behind the end


SIGNED = "云台市互联网信息办公室\n\n2025年1月13日\n\n"
NOTICE = f"# 关于核对网站备案信息的通知\n\n各单位：\n\n{TEXT}\n\n{MORE}\n\n{SIGNED}"


@pytest.mark.parametrize("mark", ["##  -THE END-  ", "## \u00a0-THE END-  ", "— END —"])
def test_nothing_of_an_account_stands_behind_its_end_mark(converter: Converter, mark: str) -> None:
    behind = (
        f"{mark}\n\n##   \n\n**某某星球**\n\n星球里有什么\n\n可领优惠或私我\n\n**（限时免费）**\n\n加入\n"
    )
    found = made(converter, NOTICE + behind, "a.md")
    assert found.document.body.endswith("2025年1月13日")
    assert "某某星球" in gone(found)


def test_an_attachment_behind_an_end_mark_stays(converter: Converter) -> None:
    found = made(converter, f"{NOTICE}— END —\n\n附件：某某目录\n", "a.md")
    assert found.document.body.endswith("附件：某某目录")


def test_a_mark_of_a_heading_without_words_is_nothing(converter: Converter) -> None:
    found = made(converter, f"# {TITLE}\n\n{TEXT}\n\n##   \n\n{MORE}\n", "a.md")
    assert found.document.body == f"{TEXT}\n\n{MORE}"


def test_heads_over_other_articles_behind_the_text_go(converter: Converter) -> None:
    found = made(converter, f"{TITLE}\n\n{TEXT}\n\n{MORE}\n新闻热点\n刊文精选\n")
    assert found.document.body.endswith(MORE)


def test_an_account_names_itself_beside_its_prompt(converter: Converter) -> None:
    found = made(
        converter, f"# {TITLE}\n\n点击上方蓝字关注\n\n「云台安全札记」\n\n{TEXT}\n\n{MORE}\n", "a.md"
    )
    assert found.document.body.startswith(TEXT[:8])
    kept = made(converter, f"# {TITLE}\n\n「云台安全札记」\n\n{TEXT}\n\n{MORE}\n", "a.md")
    assert kept.document.body.startswith("「云台安全札记」")
