"""What websites, e-papers and messaging apps write around a document: controls, navigation, notices, facts.

One vocabulary for all readers and repairs. Everything here looks at a single line; where in the page the line
stands is the caller's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from gongwen.text import shapes
from gongwen.text.fold import simplify

# Controls: words that make a line a row of buttons. The strong ones are enough alone.

_STRONG = (
    r"字号|字体|字[体型号]大小|打印(?:本页|本文|此文|页面)?|(?:友善)?列印(?:本页|本文|此页)?|关闭(?:窗口|视窗|本页|页面|此页)?|上一页|下一页|"
    r"分享(?:到|至|给|本文|按钮)?|转发(?:到)?|收藏(?:本页|本文)?|加入收藏|设为首页|"
    r"推荐给?(?:朋友|好友)|转寄(?:好友)?|我要纠错|纠错|返回(?:顶部|首页|列表|上页|上一页|目录|顶端)?|"
    r"回到?(?:顶部|首页)|置顶|复制链接|点赞|👍|⭐|↗|广告|打赏|在看|举报本文|写留言|我要评论|发表评论|告诉好友|打印此文|"
    r"双击(?:自动)?滚屏|加入收藏夹?|转载▼?|切换到宽版|查看全部.{0,8}评论|顶一下|踩一下|有用\+?\d*|评论(?:区)?|"
    r"放大|缩小|默认(?:字号)?|超大|朗读|语音播报|繁體(?:中文)?|繁体(?:版|中文)?|简体(?:版|中文)?|"
    r"无障碍(?:浏览|阅读|模式)?|适老化?(?:模式)?|长者(?:模式|版)|关怀版|手机版|电脑版|网站地图|联系我们|关于我们|"
    r"登录|登錄|注册|註冊|退出|个人中心|RSS|订阅|下载(?:APP|客户端)?|扫一扫|扫码|PDF版|上一版|下一版|上一期|下一期|上一篇|下一篇|版面导航|标题导航|"
    r"阅读原文|原文链接|查看原文|展开全文|阅读全文|点击(?:查看|展开|收起)(?:全文|更多)?|收起|更多(?:>>|»|…)?|TOP|Top|top"
)
_WEAK = (
    r"正文|大|中|小|微信(?:好友)?|微博|脸书|推特|电邮|新浪微博|腾讯微博|新浪|腾讯|QQ(?:空间|好友)?|朋友圈|人人网?|开心网|豆瓣|百度|"
    r"贴吧|钉钉|支付宝|Facebook|Twitter|A[-+－＋]?|[-+－＋]|简|繁|EN|English|英文(?:版)?|"
    r"赞|分享|留言|收藏|转发|浏览(?:次数|量)?|阅读(?:次数|量|数)?|点击(?:数|次数|量|率)?|人气|"
    r"访问(?:量|次数)|评论(?:数)?|次|万\+?|留言板|邮箱|邮件|短信|视频|小程序|本页|此页|页面|窗口|导航|首页|"
    r"10万\+?|\d+(?:\.\d+)?万?\+?|允许|取消|分析|知道了|确定|已复制"
)
_TOKEN = re.compile(rf"(?:{_STRONG}|{_WEAK})")
_STRONG_TOKEN = re.compile(rf"(?:{_STRONG})")
_BETWEEN = re.compile(r"[\s:：|｜/／·,，、。;；【】\[\]（）()<>《》>›»‹«\-—_*•●■□◆▲▼→←↑↓×✕＋+]+")

_NAVIGATION = frozenset(
    [
        "首页",
        "主页",
        "网站首页",
        "机构",
        "机构设置",
        "机构职能",
        "组织机构",
        "领导",
        "领导信息",
        "新闻",
        "新闻中心",
        "新闻动态",
        "要闻",
        "时政",
        "动态",
        "工作动态",
        "通知公告",
        "公告",
        "公示",
        "政务",
        "政务公开",
        "信息公开",
        "公开",
        "政策",
        "政策法规",
        "政策解读",
        "法规",
        "法律法规",
        "解读",
        "服务",
        "政务服务",
        "办事",
        "办事服务",
        "在线服务",
        "互动",
        "互动交流",
        "公众参与",
        "公众服务",
        "专题",
        "专题专栏",
        "专栏",
        "数据",
        "统计",
        "统计数据",
        "图片",
        "视频",
        "直播",
        "访谈",
        "在线访谈",
        "评论",
        "观点",
        "理论",
        "人事",
        "财经",
        "军事",
        "国际",
        "社会",
        "体育",
        "科技",
        "教育",
        "文化",
        "健康",
        "娱乐",
        "旅游",
        "房产",
        "汽车",
        "论坛",
        "博客",
        "微博",
        "手机报",
        "客户端",
        "地方",
        "地方动态",
        "党建",
        "党建工作",
        "关于我们",
        "联系我们",
        "网站地图",
        "搜索",
        "高级搜索",
        "检索",
        "登录",
        "注册",
        "收藏",
        "留言",
        "更多",
        "返回",
        "English",
        "EN",
        "简体",
        "繁体",
        "RSS",
        "邮箱",
        "资料库",
        "资讯",
        "频道",
        "栏目",
        "正文",
        "位置",
        "网信",
        "要闻动态",
        "工作动态",
        "网络安全",
        "信息化",
        "法律",
        "学习",
        "联播",
        "招聘",
        "采购",
        "规划",
        "计划",
        "版权",
        "协会动态",
        "会员",
        "培训",
        "资料",
        "下载",
        "投诉",
        "举报",
        "信访",
        "监督",
        "纪检",
        "环境",
        "生活",
        "三农",
        "简体中文版",
        "繁体中文版",
        "手机版",
        "RSS订阅",
        "最新热点",
        "最新推荐",
        "相关文章",
        "热点推荐",
        "联系方式",
        "联络我们",
        "网站导航",
        "法律声明",
        "常见问题",
        "意见反馈",
        "上一页",
        "下一页",
        "返回顶部",
        "下载中心",
        "繁体",
        "无障碍",
        "时评",
        "访谈直播",
        "政务大厅",
        "网上办事",
        "数据开放",
        "关于本站",
        "网站声明",
        "隐私政策",
        "友情链接",
        "能源",
        "乡村",
        "影视",
        "书画",
        "公益",
        "图书",
        "藏品",
        "会议",
        "报告",
        "活动",
        "成果",
        "标准",
        "人才",
        "产业",
        "企业",
        "园区",
        "招商",
        "县区",
        "乡镇",
        "部门",
        "本网",
        "本站",
    ]
)
"""Columns of websites, as they stand in navigation bars."""

_LABEL = (
    r"(?:来源|來源|稿源|信息来源|文章来源|新闻来源|资料来源|作者|撰稿|文|供稿|记者|编辑|編輯|责编|責編|责任编辑|責任編輯|"
    r"审核|审校|校对|编审|初审|复审|终审|监制|值班编辑|主编|总监制|摄影|发布时间|發布時間|发布日期|發佈日期|发表时间|发表日期|"
    r"更新时间|更新日期|录入时间|上传时间|时间|日期|浏览|浏览次数|浏览量|阅读|阅读次数|阅读量|点击|"
    r"点击数|点击次数|访问次数|字号|字体|打印|分享|信息类型|录入|文章录入|标签|分类|专栏分类|"
    r"归档于|栏目|所属栏目|关键词|关键字|点击率|人气|发稿时间|公布日期|见报日期|版次|版名|出处)"
)
_ENGLISH_STAMP = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, (?:19|20)\d{2}\b"
)
_STAMP = re.compile(r"(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?/?")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?!\d)")
_DATELINE_LABEL = re.compile(rf"{_LABEL}(?:次数|量|数)?\s*[:：]|[【\[]{_LABEL}[】\]]\s*[:：]?")
_CREDIT = re.compile(
    r"^(?:阅读原文|原文链接|查看原文)?\s*[（(【\[]?\s*(?:责任?编辑|責任?編輯|责编|責編|编辑|編輯|值班编辑|值班主任|审核|校对|初审|复审|"
    r"终审|编审|监制|总监制|统筹|策划|制作|设计|排版|供稿|通讯员|撰稿|(?:本文)?来源|稿源|素材来源|资料来源|文字|图片|摄影|视频|作者|原标题|原題|原题|"
    r"原載|原载|转自|摘自|出品|编发|责任校对|实习编辑|本文链接|文章链接|原文链接|文章录入|录入)\s*[:：/／丨|].{0,60}$|"
    r"^[（(]\s*(?:文|图|图文|视频|整理|文字整理)\s*[/／|｜:：].{1,24}[）)]$|^[（(]?\s*(?:实录完|"
    r"完|全文完|文字实录结束)\s*[）)]?$|^(?:【[^】]{2,6}】\s*)责任编辑.{0,20}$|^点击进入专题.{0,20}$|"
    r"^(?:相关)?附件\s*[:：]\s*\S{2,60}\.(?:pdf|docx?|xlsx?|zip|rar|wps|ofd)$"
)
_PROMPT = re.compile(
    r"扫[一码描](?:扫|码|二维码)?.{0,16}(?:手机|关注|打开|分享|查看|阅读|下载|识别|微信|二维码|公众号|当前页|加入|了解)|"
    r"长按.{0,8}(?:识别|关注|二维码|图片|复制)|识别(?:图中)?二维码|"
    r"点击(?:上方|下方|左下|右上|标题下|“?阅读原文).{0,20}|(?:蓝字|蓝色字).{0,8}(?:关注|订阅)|关注我们|"
    r"点个?[“\"]?在看|觉得(?:有用|不错|好看).{0,20}|(?:点赞|转发|分享|收藏)[、，和].{0,12}(?:支持|在看|三连)|"
    r"轻[触点]两?下?.{0,12}|继续滑动看下一个|向上滑动看下一个|微信扫一扫.{0,12}|(?:关注|搜索|添加)(?:.{0,12})?(?:微信)?公众号|"
    r"获取更多(?:资讯|信息|内容)|^\s*[—–\-·•]*\s*(?:END|The End|完|全文完)\s*[—–\-·•]*\s*$|"
    r"更多(?:精彩|资讯|新闻|内容|相关).{0,20}(?:请|敬请|关注|点击|下载|浏览)|欢迎(?:关注|订阅|下载|扫码|转发).{0,24}|"
    r"喜欢.{0,6}(?:点赞|关注)|免费(?:订阅|下载).{0,16}(?:手机报|客户端|App)|"
    r"下载.{0,8}客户端.{0,20}|\S{2,8}客户端\s+(?:Android|iPhone|安卓).{0,20}|.{0,12}(?:使用\s?cookies?|"
    r"Cookie\s?提示).{0,60}|打开\S{0,8}(?:APP|客户端).{0,20}|跳转?到(?:主要)?(?:内容|正文)|QR\s?Code.{0,20}|"
    r"扫一扫.{0,20}|您的邮箱不会被公开.{0,30}|未经速记核对.{0,20}|本页为(?:直播)?实录.{0,30}|"
    r"(?:手动|自动)刷新.{0,20}|(?:做|抢)第?一?个?(?:评论者|沙发).{0,10}|以上网友发言.{0,40}|"
    r"网友评论仅供.{0,40}|登录名[:：].{0,40}|文明上网.{0,4}理性发言.{0,10}|^好友正在看.*|点击右上角.{0,20}|分享到朋友圈|"
    r"您的浏览器(?:不支持|版本过低).{0,40}|(?:正在)?加载中[.…]*|请(?:开启|启用)\s*JavaScript.{0,30}|本页面?(?:共)?被?(?:浏览|"
    r"访问).{0,12}次|您是第.{0,10}位(?:访客|访问者)|(?:已有|共有|还有)?\s*\d+\s*(?:人|条)(?:参与|评论|浏览|跟帖).{0,8}",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"版权所有|版權所有|copyright|©|\(c\)\s*\d{4}|ICP\s*[备備证證]|公网安备|网站标识码|网站支持IPv6|主办单位\s*[:：]|"
    r"主辦單位\s*[:：]|承办单位\s*[:：]|技术支持\s*[:：]|运行维护(?:单位)?\s*[:：]|建议使用.{0,20}(?:分辨率|浏览器)|"
    r"(?:新闻热线|订阅热线|广告热线|发行热线|读者热线|报料热线|投稿邮箱|客服热线|客服电话|服务热线|传真电话)\s*[:：]|"
    r"信息网络传播视听节目许可证|互联网新闻信息服务许可证|互联网出版许可证|广播电视节目制作经营许可证|增值电信业务经营许可证\s*[:：]?\s*[A-Z京沪粤]|"
    r"(?:网站地图|网站声明|关于我们|联系我们|隐私政策|版权声明|广告服务|人才招聘|法律声明|站点地图|免责声明).{0,4}[|｜\s·].{0,60}(?:网站地图|"
    r"网站声明|关于我们|联系我们|联系方式|隐私政策|版权声明|广告服务|人才招聘|法律声明|意见反馈|免责声明)",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"^[【\[（(◆■●▲>\s]*(?:附件下载|网友提问|相关(?:链接|阅读|稿件|新闻|文章|报道|推荐|资源|文档|内容|信息|资讯|文件|专题|附件下载)|延伸阅读|"
    r"拓展阅读|推荐阅读|热门(?:推荐|阅读|文章|新闻|排行|评论)|猜[你您]喜欢|为您推荐|精彩推荐|编辑推荐|热点(?:推荐|新闻|排行|关注|专题)|"
    r"友情链接|友情連結|链接|网站链接|最新(?:文章|资讯|新闻|消息)|点击排行|排行榜|阅读排行|今日热点|图片新闻|往期(?:回顾|精选|推荐)|"
    r"更多(?:新闻|文章|阅读|报道)|大家都在看|其他人还看|本栏(?:目)?(?:最新|热点)|相關(?:連結|新聞|文章)|上一篇|下一篇|网友评论|最新评论|"
    r"全部评论|发表评论|我来说两句|网友跟[贴帖]|跟[贴帖]评论|参考资料|词条图册|大家都在搜|近期文章|相关专题|相关附件|"
    r"新闻链接|相关话题|下载提示|版权提示|文库推荐|相似文档)\s*[】\]）)]?\s*(?:[:：|>»].*)?$"
)
_COMMENTS = re.compile(
    r"^[【\[（(◆■●▲>\s#]*(?:(?:网友|最新|热门|全部|精彩|文章|读者)(?:评论|跟[贴帖]|留言|回复)|评论(?:区|列表)|网友热评|\d+\s*条(?:评论|回复|跟帖|想法)|"
    r"《[^》]+》有\s*\d+\s*个想法|(?:共有?)?\s*\d+\s*人参与[，,]?\s*\d*\s*条?评论)\s*(?:[（(]\s*\d+\s*[）)])?\s*[】\]）)]?\s*(?:[:：（(文].{0,60})?$"
)
_PREVIOUS_NEXT = re.compile(
    r"^[【\[（(<«\s]*(?:上一?[篇条则]|下一?[篇条则]|前一篇|后一篇)(?:文章)?\s*[】\]）)]?\s*[:：>»<]?.{0,80}$"
)
_POSITION = re.compile(
    r"^\s*[【\[]?(?:您?(?:现在|当前|目前)?(?:所在)?的?位置|當前位置|当前页面|当前栏目|"
    r"网站首页|首页|主页|首頁)\s*[】\]]?\s*(?:[:：是为]|[>»›＞/→|\\-]|-&gt;|$)"
)
_PATH = re.compile(
    r"^\S{2,14}(?:网|网站|频道|中心|在线|首页|报|论坛|信息港|热线)\s*(?:[>»›＞→]|&gt;|>>)\s*\S{2,12}(?:\s*(?:[>»›＞→]|"
    r"&gt;|>>)\s*\S{2,12})*\s*(?:[>»›＞→]|&gt;|>>)\s*(?:正文|阅读文章|文章正文|内容|详情|新闻内容|文章内容|详细内容|浏览文章)$"
)
_STEPS = re.compile(r"[>»›＞→]|&gt;|::|/")
_PAPER = re.compile(
    r"^第?\s*[A-Z]?\d{1,2}\s*版\s*[:：].{0,12}$|^(?:版面|标题)导航$|^\d{4}年\d{1,2}月\d{1,2}日\s*星期[一二三四五六日天](?:\s.*)?$"
)
_ATTACHMENT = re.compile(
    r"^(?:附件|附表|附录|附)\s*(?:[\d一二三四五六七八九十]{0,3})\s*[:：.．、\s]|^\d{1,2}\s*[.．、].{2,60}$|"
    r"\.(?:docx?|pdf|xlsx?|wps|ofd|zip|rar|et)\s*(?:[（(].{0,12}[)）])?$",
    re.IGNORECASE,
)


def is_controls(text: str) -> bool:
    """Whether a line is a row of buttons and counters: 【字号：大 中 小】【打印】【关闭】."""
    line = simplify(text).strip()
    if not line or len(line) > 120:
        return False
    if not _STRONG_TOKEN.search(line):
        return False
    rest = _BETWEEN.sub("", _TOKEN.sub("", _BETWEEN.sub(" ", line).replace(" ", "\x00")).replace("\x00", ""))
    return not rest


def is_weak_controls(text: str) -> bool:
    """Whether a line may be a button where others stand around it: 微信, 大, 收藏, A+."""
    line = _BETWEEN.sub("", simplify(text).strip())
    return bool(line) and len(line) <= 12 and not _TOKEN.sub("", line)


def is_navigation_word(text: str) -> bool:
    """Whether a line is the name of a website's column."""
    return _BETWEEN.sub("", simplify(text).strip()) in _NAVIGATION


def is_dateline(text: str) -> bool:
    """Whether a line is a web page's line of date, source, author, counters."""
    line = text.strip()
    if len(line) > 160 or (shapes.ends_sentence(line.rstrip(":：")) and not _DATELINE_LABEL.search(line)):
        return False
    stamp = _STAMP.search(line) or _ENGLISH_STAMP.search(line)
    if stamp and (_CLOCK.search(line) or _DATELINE_LABEL.search(line)):
        rest = _CLOCK.sub("", line.replace(stamp[0], ""))
        return len(rest) < 100 and not re.search(r"[。；]", rest)
    label = _DATELINE_LABEL.match(line.lstrip("【[（( "))
    return bool(label) and len(line) < 60 and not re.search(r"[。；，]", line)


def is_breadcrumb(text: str) -> bool:
    """“您当前的位置：甲网 > 乙 > 正文”, “首页 > 新闻 > 要闻”."""
    line = text.strip()
    if len(line) > 120 or re.search(r"[。；！？]", line):
        return False
    if _PATH.match(simplify(line)):
        return True
    return bool(_POSITION.match(line)) and (bool(_STEPS.search(line)) or bool(re.match(r".{0,12}位置", line)))


def is_prompt(text: str) -> bool:
    """Scan this, follow us, tap twice: what apps and papers ask of readers."""
    line = simplify(text).strip()
    match = _PROMPT.search(line)
    return (
        match is not None
        and len(line) <= 60
        and (len(match[0]) >= 0.3 * len(line))
        and not re.search(r"。.{6,}", line)
    )


def is_footer(text: str) -> bool:
    """Whose site it is, its numbers and telephones."""
    return bool(_FOOTER.search(text)) and len(text) <= 300 and not re.search(r"。.{10,}。", text)


def is_related_head(text: str) -> bool:
    """A head over links to other pages."""
    return len(text.strip()) <= 80 and bool(_RELATED.match(simplify(text).strip()))


def is_comments_head(text: str) -> bool:
    """A head over what readers wrote: “3 条评论”, “网友跟贴”. Nothing of the document comes after it."""
    return len(text.strip()) <= 80 and bool(_COMMENTS.match(simplify(text).strip()))


def is_previous_next(text: str) -> bool:
    """“上一篇：…”."""
    return bool(_PREVIOUS_NEXT.match(simplify(text).strip()))


def is_credit(text: str) -> bool:
    """“责任编辑：某某”, “（责编：某某）”, “原标题：…”."""
    line = text.strip()
    return len(line) <= 60 and bool(_CREDIT.match(simplify(line))) and not re.search(r"[。；]", line)


def is_paper_line(text: str) -> bool:
    """“第03版：要闻”, “2019年05月24日 星期五”: where in a newspaper a text stood."""
    return bool(_PAPER.match(text.strip()))


def is_furniture(text: str) -> bool:
    """Whether a line is nothing but what a page puts around a document."""
    return (
        is_controls(text)
        or is_dateline(text)
        or is_breadcrumb(text)
        or is_prompt(text)
        or is_footer(text)
        or is_related_head(text)
        or is_previous_next(text)
        or is_credit(text)
        or is_paper_line(text)
    )


def is_attachment(text: str) -> bool:
    """A link to a file that belongs to the document."""
    return bool(_ATTACHMENT.search(text.strip()))


# Facts that pages give in tables over the text

FACTS: Mapping[str, tuple[str, ...]] = {
    "title": ("标题", "名称", "信息名称", "文件名称", "公文名称", "題名", "题名", "信息标题"),
    "issuer": (
        "发文机关", "发布机构", "发布机关", "制发机关", "制定机关", "发文机构", "发文单位", "发布单位",
        "公开责任部门", "信息来源", "颁布单位", "产生来源", "责任部门",
    ),
    "written": ("成文日期", "成文时间", "发文日期", "发文时间", "生成日期", "制定日期", "形成日期", "签发日期", "印发日期", "公布日期", "颁布日期"),
    "published": ("发布日期", "公开日期", "发布时间", "公开时间", "公布时间", "上网日期"),
    "number": ("发文字号", "文号", "发文文号", "发布文号", "文　　号", "文件编号", "文件字号", "公文文号", "公文种类文号"),
    "effective": ("施行日期", "实施日期", "生效日期", "生效时间", "实施时间", "施行时间"),
    "status": ("有效性", "效力状态", "时效性", "时效", "效力", "是否有效"),
    "index": ("索引号", "信息索引号", "信息索引", "索引编号"),
    "subject": (
        "主题分类", "分类", "主题词", "信息分类", "组配分类", "主题", "体裁分类", "服务对象分类",
        "公文种类", "体裁", "公开方式", "公开时限", "公开形式", "公开范围", "关键词", "内容概述",
        "内容摘要", "废止日期", "失效日期", "失效时间", "语种", "所属主题", "所属机构", "信息类型",
        "责任编辑",
    ),
}  # fmt: skip
"""Labels of a page's metadata table (GB/T 9704 and the directories of open government information)."""

_BY_LABEL = {label: key for key, labels in FACTS.items() for label in labels}
_PAIR = re.compile(
    rf"(?P<label>{'|'.join(sorted((''.join(c + r'[ 　]*' for c in label) for label in _BY_LABEL), key=len, reverse=True))})\s*[:：]\s*"
)
_SURE = frozenset({"index", "issuer", "written", "number"})


def label_of(cell: str) -> str | None:
    """What a cell such as “索 引 号：” labels; None for one that is no label."""
    return _BY_LABEL.get(re.sub(r"[\s:：　【】\[\]]", "", cell))


def is_facts_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table holds facts about the document, such as number and date."""
    keys = {key for row in rows for cell in row for key in _keys_in(cell)}
    return len(keys) >= 3 and bool(keys & _SURE)


def _keys_in(cell: str) -> Iterable[str]:
    if (key := label_of(cell)) is not None:
        return (key,)
    return (
        [_BY_LABEL[re.sub(r"\s", "", match["label"])] for match in _PAIR.finditer(cell)]
        if len(cell) < 200
        else ()
    )


def is_facts_line(text: str) -> bool:
    """Whether a line holds two facts or more with their labels: 发文机关： 甲部 成文日期： 2024-09-12."""
    keys = (
        {_BY_LABEL[re.sub(r"[\s　]", "", match["label"])] for match in _PAIR.finditer(text)}
        if len(text) < 300
        else set()
    )
    return len(keys) >= 2 and bool(keys & _SURE)


def facts(lines: Sequence[str]) -> dict[str, str]:
    """Facts that a page states with labels, by our name for them.

    Args:
        lines: lines of the page, in order; a label may stand on a line of its own before its value.

    Returns:
        Values by key of `FACTS`, the first of each; empty where fewer than two labels are there, which then
        may be anything.
    """
    found: dict[str, str] = {}
    pending: str | None = None
    for line in lines:
        text = re.sub(r"^\s*[【\[]([^】\]]{2,8})[】\]]\s*(?=\S)", r"\1：", line.strip())
        matches = list(_PAIR.finditer(text)) if len(text) < 300 else []
        if matches and matches[0].start() <= 2:
            for index, match in enumerate(matches):
                end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
                key = _BY_LABEL[re.sub(r"[\s　]", "", match["label"])]
                value = text[match.end() : end].strip(" 　\t|丨【】[]")
                if value:
                    found.setdefault(key, value)
                else:
                    pending = key
            if found and text[matches[-1].end() :].strip():
                pending = None
        elif (label := label_of(text)) is not None and len(text) <= 12:
            pending = label
        elif pending is not None:
            found.setdefault(pending, text)
            pending = None
    known = {f"fact_{key}": value for key, value in found.items()}
    return known if len(found) >= 2 and set(found) & _SURE else {}


# Titles

_COPIED = re.compile(
    r"^\s*[【\[（(](?:转|转载|转帖|转贴|原创|分享|推荐|置顶|图文|精华|收藏)[】\])）]\s*|\s+(?:原创|转载)$"
)
_SITE_PARTS = re.compile(
    r"\s*(?:_{1,2}|\||｜|--+|—{1,2}|–|\s-\s|-(?=[^-]*(?:网|報|报|官网|门户|频道|政府|委员会|办公室|部|局)\s*$)|>>|»)\s*"
)
_ORGAN_TAIL = re.compile(
    r"(?:办公室|委员会|人民政府|总局|部|局|网|院|协会|中心|博客|论坛|空间|百科全书|百科|文库)$"
)
_SITE_NAME = re.compile(
    r"(?:网|网站|官网|门户|频道|政府|委员会|办公室|新闻|资讯|动态|公告|政策|文件|信息公开|门户网站|中心|报|"
    r"報|網|頻道|日报|在线|客户端|栏目|要闻|时政|部|局|院|协会|法规|解读|专栏|库|网信办|平台|正文|版|论坛)$"
)


def without_copyist(title: str) -> str:
    """A title without what a copyist put before or behind it: 【转】…, … 原创."""
    return _COPIED.sub("", title).strip() or title


def without_site(title: str, site: str = "") -> str:
    """A page's <title> without the names of columns and site behind it, and without what a copyist put before."""
    text = re.sub(r"\s+", " ", title).strip()
    text = _COPIED.sub("", text)
    while (cut := re.match(r"(.{6,})_([^_]{2,24})$", text)) and _ORGAN_TAIL.search(cut[2].strip()):
        text = cut[1].strip()
    if site:
        text = re.sub(rf"\s*[-_|—–]+\s*{re.escape(site)}\s*$", "", text)
    parts = list(_SITE_PARTS.split(text))
    while len(parts) > 1 and (
        len(parts[-1]) <= 3 or _SITE_NAME.search(parts[-1].strip()) or len(parts[-1]) * 2 <= len(parts[0])
    ):
        parts.pop()
    if len(parts) > 1:
        # What stands in front may be the site as well: 中国政府网 - 关于…的通知.
        parts = [max(parts, key=len)]
    return (
        parts[0].strip(" 　《》") if parts[0].count("《") != parts[0].count("》") else parts[0].strip(" 　")
    )


def site_of(title: str) -> str:
    """The site's name at the end of a page's <title>; empty where none is there."""
    parts = [part.strip() for part in _SITE_PARTS.split(re.sub(r"\s+", " ", title))]
    last = parts[-1] if len(parts) > 1 else ""
    return (
        last
        if 3 <= len(last) <= 20
        and re.search(r"(?:网|報|报|在线|网站|門戶|门户|客户端|部|委员会|办公室|局|院|政府|署)$", last)
        else ""
    )


def first_of(found: Mapping[str, str], names: Sequence[str]) -> str:
    """The first value that is not empty among `names`."""
    return next((found[name] for name in names if found.get(name)), "")
