"""RTF: paragraphs, alignment, bold, tables, the numbers that Word wrote into it (Rich Text Format 1.9.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from gongwen.convert.parsers.values import Line, Parsed, Refused, without_gap
from gongwen.messages import message

_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_DEEPEST = 500
_SKIPPED = frozenset(
    b"fonttbl colortbl stylesheet info generator pict object objdata themedata colorschememapping latentstyles datastore listtable "
    b"listoverridetable rsidtbl xmlnstbl header headerl headerr headerf footer footerl footerr footerf fldinst filetbl revtbl "
    b"pgptbl mmathPr bkmkstart bkmkend annotation atnid atnauthor atndate footnotesep nonshppict wgrffmtfilter panose falt".split()
)
_CHARSETS = {0: "cp1252", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs"}
_SIGNS = {b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•",
          b"tab": "\t", b"emspace": "\u3000", b"enspace": " ", b"qmspace": " "}  # fmt: skip
_BREAKS = frozenset({b"par", b"line", b"sect", b"page", b"softline"})


@dataclass(frozen=True)
class _State:
    """What holds within a group."""

    skipped: bool = False
    font: int = 0
    bold: bool = False
    align: str = ""
    unicode_skip: int = 1
    hidden: bool = False
    deleted: bool = False
    in_table: bool = False
    note: bool = False


@dataclass
class _Reader:
    parsed: Parsed = field(default_factory=Parsed)
    codec: str = "gb18030"
    fonts: dict[int, str] = field(default_factory=dict)
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    bytes_: bytearray = field(default_factory=bytearray)
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    skip: int = 0
    font_defined: int = 0
    notes: list[str] = field(default_factory=list)
    noted: int = 0
    deleted: int = 0
    high: int = 0

    def text(self, words: str) -> None:
        if words and not self.state.skipped and not self.state.hidden:
            if self.state.deleted:
                self.deleted += 1
                return
            if self.state.note:
                self.notes[-1] += words
            else:
                self.pieces.append((words, self.state.bold))

    def flush(self) -> None:
        """Decode the bytes gathered so far: a Chinese character is two of them."""
        if self.bytes_:
            self.text(self.bytes_.decode(self.fonts.get(self.state.font, self.codec), "replace"))
            self.bytes_.clear()

    def paragraph(self) -> None:
        self.flush()
        if self.state.note:
            return
        text = without_gap("".join(words for words, _ in self.pieces))
        if self.state.in_table:
            self.pieces.append((" ", False))
            return
        if text.strip():
            lead = 0
            for words, bold in self.pieces:
                if not bold and words.strip():
                    break
                lead += len(words)
            start = len(text) - len(text.lstrip())
            self.parsed.lines.append(
                Line(text, align=self.state.align, lead=max(0, min(lead, len(text.rstrip())) - start))
            )
        self.pieces = []
        self.put_notes()

    def cell(self) -> None:
        self.flush()
        self.cells.append(" ".join("".join(words for words, _ in self.pieces).split()))
        self.pieces = []

    def row(self) -> None:
        filled = [cell for cell in self.cells if cell]
        if len(filled) > 1:
            self.parsed.lines.append(Line("\t".join(self.cells), "row"))
        elif filled:
            self.parsed.lines.append(Line(filled[0]))
        self.cells = []
        self.put_notes()

    def begin_note(self) -> None:
        self.flush()
        self.noted += 1
        self.pieces.append((f"[{self.noted}]", False))
        self.notes.append(f"[{self.noted}]")

    def put_notes(self) -> None:
        self.parsed.lines += [Line(" ".join(note.split())) for note in self.notes if not note.endswith("]")]
        self.notes = []


def parse(data: bytes) -> Parsed:
    """Read an RTF file.

    Raises:
        Refused: it is cut off, or has no text.
    """
    reader = _Reader()
    place = 0
    while match := _TOKEN.search(data, place):
        place = match.end()
        word, number, code, sign, brace, words = match.groups()
        if brace:
            _brace(reader, brace)
        elif word == b"bin":
            # Raw bytes follow, which may look like anything.
            place += max(0, int(number or 0))
        elif word:
            _word(reader, word, int(number) if number else None)
        elif code:
            _byte(reader, int(code, 16))
        elif sign:
            _sign(reader, sign)
        elif words:
            _words(reader, words)
    reader.paragraph()
    if reader.stack:
        raise Refused(message("RTF 不完整，后面缺了一截"), message("重新下载，或用原来的软件打开后另存"))
    if not reader.parsed.lines:
        raise Refused(message("RTF 里没有文字"), message("检查文件是否完整；只有图片的，先做文字识别"))
    if reader.deleted:
        reader.parsed.changes.append(
            ("tracked-changes", reader.deleted, f"修订按接受处理：删除 {reader.deleted} 处")
        )
        reader.parsed.asks.append(("body", "原件带有未定的修订，核对以哪一稿为准"))
    return reader.parsed


def _brace(reader: _Reader, brace: bytes) -> None:
    reader.flush()
    if brace == b"{":
        if len(reader.stack) >= _DEEPEST:
            raise Refused(message("RTF 嵌套太深，不像文献"), message("用原来的软件打开后另存"))
        reader.stack.append(reader.state)
    elif reader.stack:
        reader.state = reader.stack.pop()


def _byte(reader: _Reader, value: int) -> None:
    if reader.skip:
        reader.skip -= 1
    else:
        reader.bytes_.append(value)


def _sign(reader: _Reader, sign: bytes) -> None:
    if sign == b"*":
        # A destination that older programs don't know; the two with text of ours are named.
        reader.state = replace(reader.state, skipped=True)
    elif sign in (b"\n", b"\r"):
        reader.paragraph()
    else:
        reader.flush()
        reader.text(
            {b"~": "\u00a0", b"_": "-", b"-": ""}.get(sign, sign.decode("latin-1") if sign in b"\\{}" else "")
        )


def _words(reader: _Reader, words: bytes) -> None:
    kept = words[reader.skip :]
    reader.skip = max(0, reader.skip - len(words))
    if kept:
        reader.bytes_ += kept


def _word(reader: _Reader, word: bytes, number: int | None) -> None:
    reader.flush()
    if word == b"u" and number is not None:
        _character(reader, number & 0xFFFF)
        reader.skip = reader.state.unicode_skip
    elif word in _SIGNS:
        reader.text(_SIGNS[word])
    elif word in _BREAKS:
        reader.paragraph()
    elif word in (b"cell", b"nestcell"):
        reader.cell()
    elif word in (b"row", b"nestrow"):
        reader.row()
    elif word == b"footnote" and not reader.state.skipped:
        reader.begin_note()
        reader.state = replace(reader.state, note=True)
    else:
        reader.state = _changed(reader, reader.state, word, number)


def _changed(reader: _Reader, state: _State, word: bytes, number: int | None) -> _State:
    """The state after a control word that prints nothing."""
    on = number != 0
    if word in _SKIPPED:
        return replace(state, skipped=True)
    if word in (b"listtext", b"pntext", b"shptxt"):
        return replace(state, skipped=False)
    if word == b"f" and number is not None:
        reader.font_defined = number
        return replace(state, font=number)
    if word == b"fcharset" and number in _CHARSETS:
        reader.fonts[reader.font_defined] = _CHARSETS[number]
    elif word == b"ansicpg" and number:
        reader.codec = {936: "gb18030", 950: "big5hkscs", 65001: "utf-8"}.get(
            number, reader.codec if number == 0 else f"cp{number}"
        )
        reader.codec = reader.codec if _exists(reader.codec) else "gb18030"
    elif word == b"uc" and number is not None:
        return replace(state, unicode_skip=min(max(number, 0), 8))
    elif word == b"pard":
        return replace(state, align="", in_table=False)
    elif word == b"intbl":
        return replace(state, in_table=True)
    elif word == b"plain":
        return replace(state, bold=False, hidden=False, deleted=False)
    elif word == b"b":
        return replace(state, bold=on)
    elif word == b"v":
        return replace(state, hidden=on)
    elif word == b"deleted":
        return replace(state, deleted=on)
    elif word in (b"qc", b"qr", b"ql", b"qj"):
        return replace(state, align={b"qc": "center", b"qr": "right"}.get(word, ""))
    return state


def _exists(codec: str) -> bool:
    try:
        "".encode(codec)
    except LookupError:
        return False
    return True


def _character(reader: _Reader, code: int) -> None:
    """A character by its UTF-16 code; of those beyond the first plane the first half comes before."""
    if 0xD800 <= code < 0xDC00:
        reader.high = code
    elif 0xDC00 <= code < 0xE000:
        if reader.high:
            reader.text(chr(0x10000 + ((reader.high - 0xD800) << 10) + (code - 0xDC00)))
        reader.high = 0
    else:
        reader.text(chr(code))
