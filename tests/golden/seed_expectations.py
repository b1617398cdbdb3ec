"""What a perfect conversion of each sample must give, written from the gold standard before the code ran.

The samples themselves stay outside the repository. Fragments here are short: titles, names, numbers, and a few
words on either side of a place where the text had been cut.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Expected:
    """Expectations of one sample; `number` is the start of its file name."""

    number: str
    title: str
    type: str
    date: str | None = None
    date_kind: str | None = None
    date_basis: str | None = None
    issuers: frozenset[str] = frozenset()
    campaigns: frozenset[str] = frozenset()
    may_have: frozenset[str] = frozenset()
    place: str | None = None
    people: tuple[tuple[str, str | None], ...] = ()
    nobody: tuple[str, ...] = ()
    access_without_order: frozenset[str] = frozenset({"full"})
    addressee: str | None = None
    source: str | None = None
    republisher: str | None = None
    headings: tuple[str, ...] = ()
    paragraphs: int | None = None
    starts: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    present: tuple[tuple[str, int], ...] = ()
    absent: tuple[str, ...] = ()
    ends: str = ""
    speakers: tuple[str, ...] = ()
    repairs: dict[str, int] = field(default_factory=dict)
    sic: tuple[str, ...] = ()
    review: tuple[str, ...] = ()


SAMPLES = (
    Expected(
        number="000",
        title="信产部与国新办联合开展阳光绿色网络工程",
        type="新闻报道",
        date="2006-06-28",
        date_kind="event",
        date_basis="inferred",
        issuers=frozenset({"mii", "scio"}),
        campaigns=frozenset({"sunshine-green", "civil-web-2006"}),
        may_have=frozenset({"civil-web-day-2006"}),
        place="北京",
        people=(
            ("王旭东", "信息产业部部长"),
            ("蔡武", "国务院新闻办公室主任"),
            ("奚国华", "信息产业部副部长"),
        ),
        nobody=("胡锦涛",),
        paragraphs=12,
        starts=(
            "为积极、扎实推进", "信息产业部王旭东部长", "王旭东全面总结", "王旭东强调，", "王旭东最后强调",
            "国务院新闻办公室主任蔡武", "他指出，4月中旬", "蔡武强调，", "他指出，大兴", "蔡武最后强调", "奚国华主持了会议",
            "信息产业部和国务院新闻办，",
        ),
        present=(("SP代码", 1), ("P2P", 1), ("一是法制建设", 1), ("下一步的工作重点在于三方面内容：一、加大", 1)),
        absent=("\u00a0", "   "),
        ends="参加了会议。",
        repairs={"duplicate-block": 1},
        review=("date",),
    ),
    Expected(
        number="001",
        title="信息产业部严密部署打击网络淫秽色情专项行动",
        type="新闻报道",
        date="2007-05-10",
        date_kind="event",
        date_basis="inferred",
        issuers=frozenset({"mii"}),
        campaigns=frozenset({"antiporn-2007"}),
        place="北京",
        people=(("奚国华", "专项行动领导小组组长、信息产业部副部长"),),
        paragraphs=16,
        starts=(
            "5月10日，信息产业部", "奚国华指出，严厉", "会议提出，", "**——开展互联网接入", "要求各基础运营企业",
            "要求各相关移动运营", "开办“一号通”", "中国移动和中国联通", "**——建立健全信息安全", "各基础电信企业",
            "**——发挥行业组织作用", "中国互联网协会要", "**——逐步建立防范", "通过专项打击行动", "奚国华要求各单位",
            "部分省、自治区、直辖市",
        ),
        absent=("\u3000", "\n- ", "\n> "),
        present=(("启动2007“绿色网络文化建设年”", 1),),
        ends="领导参加会议。",
        repairs={"split-paragraph": 1},
        review=("date",),
    ),
    Expected(
        number="002",
        title="国新办举行2023年中国网络文明大会新闻发布会",
        type="发布会实录",
        date="2023-06-30",
        date_kind="publication",
        date_basis="text",
        issuers=frozenset({"scio"}),
        campaigns=frozenset({"civ-conf-2023"}),
        people=(
            ("邢慧娜", "国务院新闻办新闻局副局长、新闻发言人"),
            ("牛一兵", "中央网信办、国家网信办副主任"),
            ("张彦", "福建省委常委、宣传部部长"),
            ("吴子东", "厦门市委常委、宣传部部长"),
            ("薛松岩", "中央文明办一局局长"),
            ("赵晖", "中国网络社会组织联合会秘书长"),
        ),
        nobody=("周祖翼", "赵龙", "习近平"),
        access_without_order=frozenset({"excerpt", "record"}),
        source="中国发布",
        republisher="每日甘肃网",
        speakers=(
            "国务院新闻办新闻局副局长、新闻发言人邢慧娜", "中央网信办、国家网信办副主任牛一兵", "邢慧娜",
            "福建省委常委、宣传部部长张彦", "邢慧娜", "中央广播电视总台央视记者", "牛一兵", "中国日报记者", "张彦",
            "澳门月刊记者", "厦门市委常委、宣传部部长吴子东", "人民网记者", "牛一兵", "香港紫荆杂志记者",
            "中央文明办一局局长薛松岩", "浙江日报潮新闻记者", "中国网络社会组织联合会秘书长赵晖", "南方都市报记者", "张彦",
            "新京报记者", "薛松岩", "央广网记者", "吴子东", "邢慧娜", "红星新闻记者", "牛一兵", "邢慧娜",
        ),
        present=(
            ("“网聚文明力量 奋进伟大征程”", 1), ("重点做了三方面工作：", 1), ("“网聚诚信力量 共享美好生活”", 2),
            ("“福建实践 源来这理”", 1), ("12场分论坛", 2),
        ),
        absent=(
            "图片已损坏", "版权声明", "0931-8159799", "甘肃媒体版权保护中心", "您当前的位置", "国新发布", "16:42", "\u00a0",
            "**重点做了三方面工作", "来源:",
        ),
        ends="大家再见！",
        repairs={"image-placeholder": 17, "breadcrumb": 1, "copyright-notice": 1, "half-width-punctuation": 0},
        sic=("十大网络文化品牌",),
        review=(),
    ),
    Expected(
        number="003",
        title="在调研网信工作强调要求",
        type="讲话",
        issuers=frozenset(),
        campaigns=frozenset({"qinglang"}),
        access_without_order=frozenset({"excerpt", "record"}),
        source="第一文库网",
        headings=(
            "## 一、深刻认识健全网络综合治理体系的重要意义",
            "## 二、健全网络综合治理体系取得新成效、面临新课题",
            "## 三、把贯彻落实党的\\*大精神体现到健全网络综合治理体系的各方面全过程",
        ),
        starts=("\\*月\\*日至\\*日召开的", "当前，互联网已成为", "近年来，网信工作", "健全网络综合治理体系是一项综合性"),
        joined=(
            "得网络者得天下", "网络综合治理体系内涵丰富、点多面广，涉及网信工作", "治理体系和治理能力现代化的重要内容",
            "网络综合治理的重中之重", "推动形成良好网络生态”新部署", "正能量是总要求、管得住", "网络综合治理体系进一步深化",
            "中国式现代化新实践", "“网络文化季”",
        ),
        present=(("\\*", 8), ("这一关二互联网", 1)),
        absent=("二十", ".docx", "珍藏版", "会员分享", "第一文库网", "10、", "2、"),
        ends="业务能力水平。",
        repairs={"library-banner": 1, "fake-page-number": 10, "joined-lines": 9, "glued-heading": 3, "glued-title": 1},
        sic=("这一关二互联网", "青少年网络文明发展工程", "意识斗争", "*月*日至*日", "思想特别是"),
        review=("title", "date", "issuers"),
    ),
    Expected(
        number="004",
        title="关于中央、省委相关会议精神及我市贯彻落实意见的汇报",
        type="工作汇报",
        date="2016-11-21",
        date_kind="document",
        date_basis="text",
        issuers=frozenset({"ly-cac"}),
        addressee="市委网络安全和信息化领导小组",
        campaigns=frozenset({"extort-2015", "history-2015", "qinglang", "good-netizen"}),
        place="河南省洛阳市",
        nobody=("习近平", "谢伏瞻"),
        access_without_order=frozenset({"excerpt", "record"}),
        headings=(
            "## 一、中央、省委相关会议精神", "### （一）中央网络安全和信息化工作座谈会精神",
            "### （二）省委网络安全和信息化领导小组第三次会议精神", "## 二、2016年网络安全和信息化工作总体情况",
            "## 三、贯彻落实省委会议精神初步意见", "## 四、提请领导小组研究解决的问题",
            "### 1.关于加强市委网信办机构建设", "### 2.关于健全县（市、区）网信机构建设",
        ),
        starts=(
            "**（一）抓正面宣传，创新求进。**", "**（五）抓队伍建设，强筋健体。**", "**（六）抓基础应用，深度融合。**",
            "**3.尽快在核心技术上取得突破。**", "**1.加强理论武装，网信战线凝聚力显著增强。**",
        ),
        joined=("一定要不断提高", "主阵地，坚决打赢", "习近平总书记治国理政", "河南省“互联网+”", "典型宣传、集中宣传"),
        present=(("应急管理 etc 制度", 1), ("网络攻击事件50余起", 1), ("2014年8月下发", 1), ("100条左右", 1), ("1600余条", 1)),
        absent=("(一)", "（2016", "2016 年", "**第一", "**第三**", "**一是", "精神 及"),
        ends="明确机构编制。",
        repairs={"stray-bold": 7, "joined-lines": 5},
        sic=("etc",),
        review=("issuers",),
    ),
)  # fmt: skip
