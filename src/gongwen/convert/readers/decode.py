"""Bytes → text: which encoding a Chinese file is in.

BOM first, then strict UTF-8, then the legacy encodings scored by how ordinary the characters are that come
out, then charset-normalizer for what is none of these. UTF-16 without a BOM and Big5 need the scoring: their
bytes are nearly always legal GB18030 too.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

from gongwen.errors import ReadError
from gongwen.messages import message

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平"
    "形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党"
    "程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做"
    "必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切"
    "打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律"
    "叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精"
    "值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严网络息互访"
    "們個這為來國時說對後發會過經種現開關學產動實進應題體業從機將與總無長電見間務區東門問讓變當點計認議報場處導據轉單達環節號聯網絡訊"
)
_SCORED = {"gb18030": "gb18030", "big5": "big5hkscs", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be"}
"""Encodings that are tried, by the name that pages give, with the codec: HKSCS is Big5 with what people added."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding that it was in.

    Attributes:
        text: the text, without a byte order mark; line ends as they were.
        encoding: Python's name of the encoding; ``utf-8-sig`` for UTF-8 with a mark.
        lost: how many bytes or sequences could not be read; each stands as U+FFFD.
    """

    text: str
    encoding: str
    lost: int = 0


def decode(data: bytes) -> Decoded:
    """Decode the bytes of a text file.

    Raises:
        ReadError: the bytes are empty or not text.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ReadError(message("文件是空的"), advice=message("检查文件是否下载完整"))
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _scored(data)
    if "\x00" in text:
        return _scored(data)
    return Decoded(text, "utf-8")


def _lenient(data: bytes, encoding: str) -> Decoded:
    text = data.decode("utf-8" if encoding == "utf-8-sig" else encoding, errors="replace")
    return Decoded(text, encoding, text.count("\ufffd"))


def _scored(data: bytes) -> Decoded:
    near_utf8 = data.decode("utf-8", errors="replace")
    lost = near_utf8.count("\ufffd")
    multibyte = sum(ord(char) > 0x7F for char in near_utf8) - lost
    if "\x00" not in near_utf8 and lost * 10 < multibyte:
        # UTF-8 with a few damaged places; no other encoding turns into so much legal UTF-8 by chance.
        return Decoded(near_utf8, "utf-8", lost)
    tried = []
    for rank, (encoding, codec) in enumerate(_SCORED.items()):
        if encoding.startswith("utf-16") and len(data) % 2:
            continue
        text = data.decode(codec, errors="replace")
        tried.append((plausibility(text), -rank, Decoded(text, encoding, text.count("\ufffd"))))
    score, _, best = max(tried, key=lambda item: item[:2])
    if score >= _ENOUGH:
        return best
    guess = from_bytes(data).best()
    if guess is not None and plausibility(str(guess)) > max(score, 0.0):
        return Decoded(str(guess), guess.encoding)
    raise ReadError(
        message("认不出是什么文字编码，或者不是文本文件"), advice=message("在编辑器里打开后另存为 UTF-8")
    )


_ENOUGH = 0.25


def plausibility(text: str) -> float:
    """How much `text` looks like Chinese, 0 to 1: share of very common characters less what never occurs in text."""
    sample = text[:20000]
    visible = [char for char in sample if not char.isspace()]
    if not visible:
        return 0.0
    common = odd = plain = 0
    for char in visible:
        if char in _COMMON:
            common += 1
        elif char.isascii() and char.isprintable():
            plain += 1
        elif char == "\ufffd" or ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 or 0xE000 <= ord(char) < 0xF900:
            odd += 1
    # Latin text inside a Chinese file counts half: it is the same in all encodings.
    return (common + plain / 2) / len(visible) - 3 * odd / len(visible)
