"""PDFs as Chinese typesetters make them: fonts that aren't embedded, in the encodings of Adobe-GB1, without ToUnicode."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

CODECS = {"GBK-EUC-H": "gbk", "GBpc-EUC-H": "gbk", "UniGB-UCS2-H": "utf-16-be", "UniGB-UTF16-H": "utf-16-be"}
A4 = (595.0, 842.0)


@dataclass
class Sheet:
    """A page: words at (x, height above the lower edge) in a size, ruled lines, and other operators."""

    words: list[tuple[float, float, float, str]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    raw: str = ""
    image: bool = False
    rotate: int = 0


def pdf(sheets: Sequence[Sheet], encoding: str = "GBK-EUC-H", *, encrypt: bool = False) -> bytes:
    """The file with these pages."""
    objects: dict[int, bytes] = {}
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(sheets)))
    objects[1] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[2] = f"<</Type/Pages/Kids[{kids}]/Count {len(sheets)}>>".encode()
    objects[3] = (
        f"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/{encoding}/DescendantFonts[4 0 R]>>".encode()
    )
    objects[4] = (
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        b"/FontDescriptor 5 0 R/DW 1000/W[1 95 500 814 907 500]>>"
    )
    objects[5] = (
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120"
        b"/CapHeight 880/StemV 93>>"
    )
    pixel = zlib.compress(b"\x80")
    objects[6] = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/Length "
        + str(len(pixel)).encode() + b">>stream\n" + pixel + b"\nendstream"
    )  # fmt: skip
    for number, sheet in enumerate(sheets):
        content = zlib.compress(_content(sheet, CODECS[encoding]).encode("latin-1"))
        objects[10 + 2 * number] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {A4[0]} {A4[1]}]/Rotate {sheet.rotate}/Contents {11 + 2 * number} 0 R"
            "/Resources<</Font<</F 3 0 R>>/XObject<</I 6 0 R>>>>>>"
        ).encode()
        objects[11 + 2 * number] = (
            f"<</Length {len(content)}/Filter/FlateDecode>>stream\n".encode() + content + b"\nendstream"
        )
    trailer = "/Root 1 0 R"
    if encrypt:
        objects[7] = f"<</Filter/Standard/V 1/R 2/Length 40/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>".encode()
        trailer += "/Encrypt 7 0 R/ID[<00><00>]"
    return _file(objects, trailer)


def _content(sheet: Sheet, codec: str) -> str:
    parts = ["q 500 0 0 750 40 40 cm /I Do Q"] if sheet.image else []
    parts += [f"{x0} {y0} m {x1} {y1} l S" for x0, y0, x1, y1 in sheet.rules]
    parts += [
        f"BT /F {size} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{text.encode(codec).hex()}> Tj ET"
        for x, y, size, text in sheet.words
    ]
    return "\n".join([*parts, sheet.raw])


def _file(objects: dict[int, bytes], trailer: str) -> bytes:
    data = b"%PDF-1.5\n"
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(data)
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(data)
    size = max(objects) + 1
    lines = [f"{places[n]:010} 00000 n \n" if n in places else "0000000000 65535 f \n" for n in range(size)]
    table = f"xref\n0 {size}\n{''.join(lines)}trailer<</Size {size}{trailer}>>\nstartxref\n{start}\n%%EOF\n"
    return data + table.encode()


def edited(whole: bytes, sheet: Sheet, encoding: str = "GBK-EUC-H") -> bytes:
    """The file with another text on its first page, appended as programs that edit PDFs do."""
    content = zlib.compress(_content(sheet, CODECS[encoding]).encode("latin-1"))
    place = len(whole)
    update = (
        f"11 0 obj\n<</Length {len(content)}/Filter/FlateDecode>>stream\n".encode()
        + content
        + b"\nendstream\nendobj\n"
    )
    before = int(whole.rsplit(b"startxref\n", 1)[1].split()[0])
    start = place + len(update)
    table = f"xref\n11 1\n{place:010} 00000 n \ntrailer<</Size 12/Root 1 0 R/Prev {before}>>\nstartxref\n{start}\n%%EOF\n"
    return whole + update + table.encode()


def width(text: str) -> float:
    """How many characters wide a text is, letters and digits counting half."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


_NOT_FIRST = "，。；：、）》”』」】！？…%"


def broken(text: str, measure: float, inset: float) -> list[str]:
    """A paragraph broken into lines of `measure` characters, the first one `inset` shorter; none begins with a closing mark."""
    lines: list[str] = []
    line, room = "", measure - inset
    for char in text:
        if width(line + char) > room:
            carry = ""
            if char in _NOT_FIRST:
                line, carry = line[:-1], line[-1]
            lines.append(line)
            line, room = carry, measure
        line += char
    return [*lines, line]
