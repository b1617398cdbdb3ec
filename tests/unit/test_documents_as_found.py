"""Documents as they are found on pages, in accounts and in copies: whole files in, fields and text out.

Each case is a shape that real files have, written in our own words: what stands around a text, what ran together,
who acts. The names of bodies with records are real, everything else is made up.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from frozen import frozen
from gongwen.convert.pipeline import Converted, Converter
from gongwen.convert.repair import repair

PARAGRAPH = "各单位应当在七月底以前核对全部备案信息，并把核对结果报送协会秘书处汇总，逾期不报的予以通报。"


@pytest.fixture(scope="module")
def converter() -> Converter:
    return Converter(frozen())


def made(converter: Converter, text: str, name: str = "a.txt") -> Converted:
    return converter.from_bytes(text.encode(), Path(name))[0]


def names(converted: Converted) -> set[str]:
    return set(converted.document.issuers)


# Who issued it


def test_a_broken_name_over_a_signature_is_one_body(converter: Converter) -> None:
    text = f"致全市网民的倡议书\n\n广大网民：\n\n{PARAGRAPH}\n\n中共云台市委网络安全和信息化\n\n委员会办公室\n\n2022年3月10日\n"
    assert names(made(converter, text)) == {"中共云台市委网络安全和信息化委员会办公室"}


def test_a_society_and_its_branch_are_one_body(converter: Converter) -> None:
    text = f"关于举办培训班的通知\n\n各会员：\n\n{PARAGRAPH}\n\n云台计算机行业协会\n\n网络安全专业委员会\n\n2025年2月20日\n"
    assert names(made(converter, text)) == {"云台计算机行业协会网络安全专业委员会"}


def test_the_government_by_the_name_that_the_press_gives_it(converter: Converter) -> None:
    text = f"江州市政府召开网络安全工作会议\n2020年5月6日，江州市政府召开网络安全工作会议。{PARAGRAPH}\n"
    assert "江州市人民政府" in names(made(converter, text))


def test_who_lets_others_act_doesnt_act(converter: Converter) -> None:
    text = f"六部门要求核对备案\n日前，经国务院同意，工业和信息化部、公安部印发《关于核对备案的通知》。{PARAGRAPH}\n"
    assert names(made(converter, text)) == {"miit", "mps"}


def test_a_spokesman_speaks_for_the_host(converter: Converter) -> None:
    text = "2019年12月26日外交部发言人王小明主持例行记者会\n问：请介绍有关情况。\n答：请关注后续消息。\n问：还有吗？\n答：没有了。\n"
    document = made(converter, text).document
    assert document.type == "发布会实录"
    assert len(document.issuers) == 1
    assert document.issuers[0] in {"外交部", "mfa"}


def test_the_place_of_a_report_is_no_date(converter: Converter) -> None:
    text = f"政府工作报告\n——2012年2月29日在青山区第十三届人民代表大会第六次会议上\n青山区人民政府区长　张天明\n各位代表：\n现在，我代表区政府向大会作工作报告，请予审议。\n一、工作回顾\n{PARAGRAPH}\n"
    document = made(converter, text).document
    assert document.issuers == ("青山区人民政府",)
    assert str(document.date) == "2012-02-29"
    assert document.access == "full"


def test_whose_name_stands_before_the_title(converter: Converter) -> None:
    text = f"# 工信部：关于防范某组件漏洞的风险提示\n\n{PARAGRAPH}\n"
    assert names(made(converter, text, "a.md")) == {"miit"}


def test_a_page_names_a_body_as_author(converter: Converter) -> None:
    text = f"---\ntitle: 建设项目变动清单（试行）\nauthor: 公安部\n---\n\n{PARAGRAPH}\n"
    assert names(made(converter, text, "a.md")) == {"mps"}


@pytest.mark.parametrize("line", ["办公室", "人民政府", "三部门", "日在青山区人民政府"])
def test_what_names_no_body(converter: Converter, line: str) -> None:
    text = f"关于核对备案的通知\n\n各单位：\n\n{PARAGRAPH}\n\n{line}\n\n2020年3月1日\n"
    assert names(made(converter, text)) == set()


# When


def test_an_order_is_dated_by_its_own_signature(converter: Converter) -> None:
    text = (
        "云台市人民政府令\n\n第208号\n\n《云台市公共网络管理办法》已经2020年11月30日市人民政府常务会议通过，现予公布。\n\n"
        "市长　张小明\n\n2020年12月11日\n\n云台市公共网络管理办法\n\n（2014年5月8日公布　2020年11月30日修订）\n\n"
        "第一条　为了规范公共网络，制定本办法。\n\n第二条　本办法自2021年2月1日起施行。\n\n第三条　市网信办负责解释。\n"
    )
    assert str(made(converter, text).document.date) == "2020-12-11"


def test_the_agencys_line_takes_its_year_from_the_event(converter: Converter) -> None:
    text = f"某会召开\n新华社北京12月30日电 某会2025年12月29日在北京召开。{PARAGRAPH}\n"
    document = made(converter, text).document
    assert (str(document.date), document.date_kind) == ("2025-12-30", "publication")


def test_a_reprint_tells_when_it_was_passed(converter: Converter) -> None:
    text = (
        "云台市监察条例\n\n2018年3月20日，云台市人民代表大会常务委员会通过了《云台市监察条例》。\n\n第一条　为了监察，制定本条例。\n\n"
        "第二条　本条例自公布之日起施行。\n\n第三条　市监委解释。\n"
    )
    document = made(converter, text).document
    assert str(document.date) == "2018-03-20"
    assert "云台市人民代表大会常务委员会" in document.issuers


def test_a_signature_behind_a_telephone_number(converter: Converter) -> None:
    text = (
        f"关于考核的通知\n发布日期：2021-09-26\n各单位：\n{PARAGRAPH}\n联系人：叶小明，电话：87800000。\n"
        "　　云台省人民政府办公厅　　 2021年9月24日　　（此件主动公开）\n"
    )
    document = made(converter, text).document
    assert str(document.date) == "2021-09-24"
    assert document.issuers == ("云台省人民政府办公厅",)


# What kind of text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "网络备案管理规定\n\n2021年11月16日 国家互联网信息办公室2021年第20次室务会议审议通过\n\n第一条 为了备案，制定本规定。\n\n"
            "第二条 本规定自2022年3月1日起施行。\n\n第三条 由国家互联网信息办公室负责解释。\n",
            "部门规章",
        ),
        ("云台市2022年统计公报\n\n初步核算，全年生产总值增长一成。\n", "公告"),
        (
            f"某任务第二场新闻发布会\n2012年6月24日\n女士们、先生们：\n很高兴又见面。\n{PARAGRAPH}\n",
            "发布会实录",
        ),
        ("根据有关规定，现公开发布第三批备案信息，任何单位如有疑议，请发送邮件。\n", "公告"),
        (
            f"工信部发布《漏洞平台备案办法》\n各通信管理局：\n现将《漏洞平台备案办法》印发给你们，请遵照执行。\n工业和信息化部\n2022年10月25日\n"
            f"漏洞平台备案办法\n第一条 为了备案，制定本办法。\n{PARAGRAPH}\n",
            "通知",
        ),
        (f"某厅关于商请协助收集资料的函\n\n某局：\n\n{PARAGRAPH}\n\n某厅\n\n2020年3月1日\n", "其他"),
    ],
)
def test_kinds(converter: Converter, text: str, kind: str) -> None:
    assert made(converter, text).document.type == kind


# Titles


def test_the_title_under_an_accounts_headline(converter: Converter) -> None:
    text = (
        "# 一地管理办法印发：不合格不得申请验收\n\n某公众号 2025-01-03 01:46\n\n**云台市人民政府办公室关于印发云台市**\n\n"
        f"**项目建设管理办法的通知**\n\n各单位：\n\n{PARAGRAPH}\n\n云台市人民政府办公室\n\n2024年12月25日\n"
    )
    converted = made(converter, text, "a.md")
    assert converted.document.title == "云台市人民政府办公室关于印发云台市项目建设管理办法的通知"
    assert "一地管理办法印发：不合格不得申请验收" in [removed.text for removed in converted.outline.removed]


def test_a_letter_that_lost_its_line_ends(converter: Converter) -> None:
    text = (
        "云台省自然资源厅云台省自然资源厅关于商请收集资料的函省教育厅、省公安厅：为了做好数据库建设，请贵厅协助收集有关资料，"
        "于三月底以前报送我厅，并指定一名联系人。专此函达，请予支持，并请将结果一并函复我厅，以便汇总后报送省人民政府。\n"
    )
    document = made(converter, text).document
    assert document.title == "云台省自然资源厅关于商请收集资料的函"
    assert document.addressee == "省教育厅、省公安厅"
    assert document.body.startswith(("省教育厅", "为了做好"))


def test_day_and_place_behind_a_title_stay_in_the_text(converter: Converter) -> None:
    text = f"某人在峰会上的讲话（2020年9月30日，北京）\n\n各位同事：\n\n{PARAGRAPH}\n"
    document = made(converter, text).document
    assert (document.title, str(document.date)) == ("某人在峰会上的讲话", "2020-09-30")
    assert "（2020年9月30日，北京）" in document.body


def test_a_newspapers_day_that_ran_into_the_title(converter: Converter) -> None:
    document = made(converter, f"云台网信办启动专项行动2025年01月20日\n\n{PARAGRAPH}\n").document
    assert (document.title, str(document.date)) == ("云台网信办启动专项行动", "2025-01-20")


def test_signers_in_a_title_are_no_title(converter: Converter) -> None:
    text = f"云台省2022年统计公报[1]\n\n云台省统计局 国家统计局云台调查总队\n\n2023年3月28日\n\n{PARAGRAPH}\n"
    assert made(converter, text).document.title == "云台省2022年统计公报"


def test_words_of_a_hijacked_site_are_no_title(converter: Converter) -> None:
    text = f"国产精品在线视频_国产伊人免费_某某\n关于核对备案的通知\n{PARAGRAPH}\n"
    assert made(converter, text).document.title == "关于核对备案的通知"


def test_front_matter_below_empty_lines_is_front_matter(converter: Converter) -> None:
    document = made(converter, f"\n\n---\ntitle: 网信办整治弹窗\n---\n\n{PARAGRAPH}\n", "a.md").document
    assert document.title == "网信办整治弹窗"
    assert "title:" not in document.body


def test_a_title_with_a_dash_between_latin_words_is_whole(converter: Converter) -> None:
    page = f"<html><head><title>Wi-Fi_6组网指南发布_新闻_云台日报</title></head><body><p>{PARAGRAPH}</p></body></html>"
    assert made(converter, page, "a.html").document.title == "Wi-Fi_6组网指南发布"


# What stands around the text


def test_lines_of_a_page_on_one_line_have_places() -> None:
    shown = "".join(f"<p>{PARAGRAPH}</p>" for _ in range(6))
    page = f"<html><body><div><h1>关于备案的通知</h1>{shown}</div></body></html>"
    lines = [block.line for block in read_text(page).blocks]
    assert lines == sorted(set(lines))


def read_text(page: str):
    from gongwen.convert.readers import html

    return html.read(page)


def test_a_rule_for_a_pop_up_hides_no_text() -> None:
    page = (
        "<html><head><style>.popup .content{display:none} .ad{display:none}</style></head><body>"
        f"<div class=content><p>{PARAGRAPH}</p></div><div class=ad><p>{PARAGRAPH[::-1]}</p></div></body></html>"
    )
    assert PARAGRAPH in read_text(page).text
    assert PARAGRAPH[::-1] not in read_text(page).text


def test_what_follows_a_signature_on_a_page_goes(converter: Converter) -> None:
    text = (
        f"# 关于奖励计划的公告\n\n点击上方蓝字关注我们\n\n{PARAGRAPH}\n\n云台市漏洞库\n\n2023年4月3日\n\n"
        "《云台信息》杂志倾力推荐\n\n“企业成长计划”\n\n点击下图 了解详情\n"
    )
    body = made(converter, text, "a.md").document.body
    assert body.rstrip().endswith("2023年4月3日")


def test_an_attachments_name_on_a_line_of_its_own_stays(converter: Converter) -> None:
    text = f"首页\n关于备案清单的公告\n{PARAGRAPH}\n附件\n备案清单（2023年6月）\n版权所有 某网 京ICP备00000000号\n打印本页\n关闭窗口\n"
    assert "备案清单（2023年6月）" in made(converter, text).document.body


def test_announced_addresses_stay(converter: Converter) -> None:
    text = f"关于组件漏洞的提示\n\n{PARAGRAPH}\n\n下载地址：\nhttps://dl.example.org/a\nhttps://dl.example.org/b\n"
    assert "https://dl.example.org/b" in made(converter, text).document.body


def test_points_numbered_01_are_no_pages(converter: Converter) -> None:
    text = "公布四起案例\n" + "".join(f"\n0{n}\n\n某{n}编造消息案\n\n某{n}被处罚。\n" for n in range(1, 5))
    assert "03" in made(converter, text).document.body


def test_a_list_of_cases_is_headed_by_them(converter: Converter) -> None:
    text = "公布典型案例\n\n近日，公安部公布两起案例。\n" + "".join(
        f"\n案例{n}：某人编造谣言案\n\n{PARAGRAPH}\n" for n in "一二"
    )
    body = made(converter, text).document.body
    assert "## 案例一：某人编造谣言案" in body
    assert "## 案例二：某人编造谣言案" in body


def test_wrapped_titles_in_brackets_go_on() -> None:
    lines = [
        "为贯彻落实国家和省市关于数字经济发展的要求，根据《云台经济特区",
        "产业促进条例》",
        "《云台市产业发展实施方案（2021-2023",
        "年）",
        "》",
        "等文件精神，并结合本区实际情况和发展需要，经区人民政府研究同意，",
        "现就有关事项作出如下规定，请各有关单位认真遵照执行并做好有关的",
        "宣传解释工作，执行中遇到的问题请及时向区工业和信息化部门反映。",
        "各部门应当按照职责分工，加强协调配合，形成推动产业发展的工作合",
        "力，确保各项措施落到实处，见到实效，切实推动全区经济高质量发展。",
    ]
    draft, *_ = parsed("关于印发措施的通知\n\n" + "\n".join(lines) + "\n")
    assert any(
        "《云台市产业发展实施方案（2021-2023年）》等文件精神" in block.text for block in repair(draft).blocks
    )


def parsed(text: str):
    from gongwen.convert.readers import parse

    return parse(text.encode(), Path("a.txt"))


def test_a_sharing_sites_page_is_a_record(converter: Converter) -> None:
    page = (
        "<html><head><title>值班制度 - 某文档中心</title></head><body><h1>值班制度</h1><div>合集下载</div>"
        f"<div id=doc><p>一、值班时间</p><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></div>"
        "<div>已阅读2页，还剩5页未读</div></body></html>"
    )
    assert made(converter, page, "a.html").document.access == "record"


def test_code_of_the_server_is_no_text(converter: Converter) -> None:
    page = f'<%@ page language="java" %>\n<html><body><h1>网络安全告知书</h1><p>{PARAGRAPH}</p></body></html>'
    assert made(converter, page, "a.html").document.title == "网络安全告知书"


_ACCOUNT = "# 全文 | 某协会会费办法\n\n{byline}第一条 会员按照本办法所附的表缴纳会费。\n\n第二条 会费每年一月收取。\n\n第三条 本办法自公布之日起施行。\n\n{table}来源：某某网\n\n编辑：李大江\n\n**往期推荐**\n\n某地部署新一轮检查\n\n微信扫一扫 关注该公众号\n"


@pytest.mark.parametrize(
    "rows",
    [
        ("+------+------+------+", "| 参观船舶 | 船身长度每米 | 600元至2000元 |"),
        (
            "会员所在城区 | 平均会费",
            "| （元/每年）",
            "东城 | 45",
            "西城、南城、北城、开发新区 | 30",
            "河对岸各镇 | 12",
        ),
    ],
)
def test_a_broken_table_at_the_end_stays(converter: Converter, rows: tuple[str, ...]) -> None:
    made = made_of(converter, table="附：会费表\n\n" + "\n\n".join(rows) + "\n\n")
    assert all(word in made.document.body for row in rows for word in re.findall(r"[\u4e00-\u9fff\d]+", row))
    assert not {"李大江", "往期", "部署", "扫一扫"} & set(
        re.findall(r"李大江|往期|部署|扫一扫", made.document.body)
    )


def test_links_between_strokes_are_no_table(converter: Converter) -> None:
    made = made_of(converter, table="网站地图 | 联系我们\n\n版权声明 | 隐私 | 2020\n\n")
    assert "网站地图" not in made.document.body


def test_who_wrote_an_accounts_article(converter: Converter) -> None:
    made = made_of(converter, byline="原创 某某发布 某某发布\n\n")
    assert "原创" not in made.document.body
    assert any(removed.text == "原创 某某发布 某某发布" for removed in made.removed)


def made_of(converter: Converter, byline: str = "", table: str = "") -> Converted:
    """An account's article about a rule, with more or less around it."""
    return made(converter, _ACCOUNT.format(byline=byline, table=table), "a.md")


def test_a_chronicle_right_under_its_title_keeps_its_first_entries(converter: Converter) -> None:
    entries = [
        "2020-01-05 某馆开馆",
        "2020-02-10 门锁更换完毕",
        "2020-03-15 签订合作协议",
        "2020-04-20 首批展品入库",
    ]
    assert made(converter, "\n".join(["某馆大事记", *entries])).document.body.split() == [
        word for entry in entries for word in entry.split()
    ]


def test_a_pages_own_day_under_its_title_goes(converter: Converter) -> None:
    page = made(converter, f"某馆更换门锁\n2020-02-10 某晚报\n{PARAGRAPH}\n{PARAGRAPH}\n")
    assert "2020-02-10" not in page.document.body
