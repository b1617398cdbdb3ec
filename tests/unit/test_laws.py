"""Laws as public repositories of law texts write them: title, note, articles; the words are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.convert.pipeline import Converter
from gongwen.records.archive import Archive

ARTICLES = "第一条 为了保护某某，制定本法。\n\n第二条 本法所称某某，是指公用网络的用户。\n\n第三条 本法自{effective}起施行。\n"


@pytest.mark.parametrize(
    ("title", "note", "effective", "expected"),
    [
        (
            "中华人民共和国某某保护法",
            "1991年9月4日 第七届全国人民代表大会常务委员会第二十一次会议通过\n\n根据2012年10月26日第十一届全国人民代表大会常务委员会第二十九次会议"
            "《关于修改〈中华人民共和国某某保护法〉的决定》修正\n\n2020年10月17日 第十三届全国人民代表大会常务委员会第二十二次会议第二次修订\n\n<!-- INFO END -->",
            "2021年6月1日",
            ("2020-10-17", "2021-06-01", "法律", None, ("npcsc",)),
        ),
        (
            "某某系统安全条例",
            "1994年2月18日 中华人民共和国国务院令第147号发布\n\n根据2011年1月8日 《国务院关于废止和修改部分行政法规的决定》修订\n\n<!-- INFO END -->",
            "发布之日",
            ("2011-01-08", "1994-02-18", "行政法规", "国务院令第147号", ("state-council",)),
        ),
        (
            "最高人民法院、最高人民检察院关于办理某某案件适用法律若干问题的解释",
            "2013年9月5日最高人民法院审判委员会第1589次会议、2013年9月2日最高人民检察院第十二届检察委员会第9次会议通过\n\n法释〔2013〕21号",
            "2013年9月10日",
            ("2013-09-05", "2013-09-10", "司法解释", "法释〔2013〕21号", ("spc", "spp")),
        ),
        (
            "某某内容管理规定",
            "2019年12月15日 国家互联网信息办公室令第5号公布  自2020年3月1日起施行",
            "2020年3月1日",
            ("2019-12-15", "2020-03-01", "部门规章", "国家互联网信息办公室令第5号", ("cac",)),
        ),
        (
            "上海市某某条例",
            "（2020年6月18日上海市第十五届人民代表大会常务委员会第二十二次会议通过　根据2022年10月28日上海市第十五届人民代表大会常务委员会第四十五次会议"
            "《关于修改本市部分地方性法规的决定》修正）",
            "2020年9月1日",
            ("2022-10-28", "2020-09-01", "地方性法规", None, ("上海市人民代表大会常务委员会",)),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "",
)
def test_laws(
    title: str, note: str, effective: str, expected: tuple[object, ...], archive: Archive, tmp_path: Path
) -> None:
    path = tmp_path / "law.md"
    path.write_text(f"# {title}\n\n{note}\n\n{ARTICLES.format(effective=effective)}", encoding="utf-8")
    document = Converter(archive).convert(path).document
    got = (
        str(document.date),
        str(document.effective),
        document.type,
        document.document_number,
        document.issuers,
    )
    assert (document.title, got) == (title, expected)
    assert document.body.count("\n\n第") == 3
    assert "INFO END" not in document.body
