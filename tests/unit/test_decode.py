from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.convert.readers.decode import decode
from gongwen.errors import ReadError

SIMPLIFIED = (
    "各网站应当在收到通知后十日内完成自查，把整改情况报送所在地通信管理局。逾期不报的，由主管部门责令改正。"
)
TRADITIONAL = (
    "各網站應當在收到通知後十日內完成自查，把整改情況報送所在地通信管理局。逾期不報的，由主管部門責令改正。"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be"])
def test_simplified(encoding: str) -> None:
    decoded = decode(SIMPLIFIED.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.lost) == (SIMPLIFIED, encoding, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16-le"])
def test_traditional(encoding: str) -> None:
    decoded = decode(TRADITIONAL.encode(encoding))
    assert (decoded.text, decoded.encoding) == (TRADITIONAL, encoding)


def test_utf_16_with_mark() -> None:
    assert decode(SIMPLIFIED.encode("utf-16")).text == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16-le"])
@pytest.mark.parametrize("length", [6, 12, 25])
def test_short_texts(encoding: str, length: int) -> None:
    text = TRADITIONAL[:length]
    assert decode(text.encode(encoding)).text == text


def test_a_damaged_utf_8_file_stays_utf_8() -> None:
    data = bytearray((SIMPLIFIED * 10).encode())
    data[100] = 0xFF
    decoded = decode(bytes(data))
    assert decoded.encoding == "utf-8"
    assert 1 <= decoded.lost <= 3
    assert SIMPLIFIED in decoded.text


def test_latin_text() -> None:
    assert decode(b"ISP, ICP and IDC\r\n").encoding == "utf-8"


@pytest.mark.parametrize("data", [b"", b"  \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00" * 64])
def test_nothing_in_it(data: bytes) -> None:
    with pytest.raises(ReadError, match="空"):
        decode(data)


def test_not_text() -> None:
    with pytest.raises(ReadError, match="编码"):
        decode(bytes(range(128, 256)) * 8 + b"\x00\x01\x02\x03" * 50)


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_one_clear_line(data: bytes) -> None:
    try:
        message, text = "", decode(data).text
    except ReadError as error:
        message, text = str(error), ""
    assert "\n" not in message
    assert isinstance(text, str)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=80))
def test_utf_8_is_never_taken_for_something_else(text: str) -> None:
    assert decode(text.encode()).text == text
