"""Damaged inputs for every reader, out of sound documents; what runs them is `stages` and `mutate.py`.

They are the evaluation's documents with bytes flipped, cut, doubled, swapped between files and recoded, and files of
parts that are damaged before they are packed.
"""

from __future__ import annotations

import copy
import io
import random
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "unit")]

import one_text  # noqa: E402

CASES = ROOT / "tests" / "eval" / "cases"
PIECE = 4000
READERS = {
    "txt": ".txt", "md": ".md", "html": ".html", "docx": ".docx", "xlsx": ".xlsx", "ofd": ".ofd", "epub": ".epub", "rtf": ".rtf",
    "mhtml": ".mhtml", "csv": ".csv",
}  # fmt: skip
PACKED = ("docx", "xlsx", "ofd", "epub")
MADE = (*PACKED, "rtf", "mhtml", "csv")
"""Formats whose documents are made by the tests."""


_SNIPPETS = (
    b"<table><tr><td>", b"</div></div>", b"<script>", b"<!--", b"-->", b"&#x110000;", b"&nbsp;", b"\x00", b"\xef\xbb\xbf", b"\xff\xfe",
    b"---\n", b"title: [\n", b"```\n", b"| a | b |\n|---|\n", b"**", b"](", b"\r", b"\x0c", b"\xe2\x80\xa8", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80",
    "（".encode(), "《".encode() * 50, "第一条".encode(), "1、".encode(), b"<p>" * 200, b"[" * 200, b"(" * 200, b"> " * 100, "　".encode() * 100,
    "第十条".encode("gb18030"), "問：".encode("big5"), b"9" * 300, "\u202e\u2066".encode(), b"<![CDATA[", b"<?xml version='1.0'?>", b"<svg><p>",
)  # fmt: skip


def mutated(random_: random.Random, pool: Sequence[bytes]) -> bytes:
    """One damaged input made of the documents in `pool`."""
    data = bytearray(random_.choice(pool))
    if len(data) > PIECE:
        start = random_.randrange(len(data) - PIECE) if random_.random() < 0.7 else 0
        data = data[start : start + PIECE]
    for _ in range(random_.choice((1, 1, 2, 4, 16))):
        place = random_.randrange(len(data) + 1)
        match random_.randrange(7):
            case 0:
                data[place:place] = random_.choice(_SNIPPETS)
            case 1:
                del data[place : place + random_.randrange(1, 60)]
            case 2 if data:
                data[place % len(data)] ^= 1 << random_.randrange(8)
            case 3:
                other = random_.choice(pool)
                begin = random_.randrange(len(other) + 1)
                data[place:place] = other[begin : begin + random_.randrange(300)]
            case 4:
                piece = data[place : place + random_.randrange(200)]
                data[place:place] = piece * random_.randrange(1, 4)
            case 5:
                data[place:place] = random_.randbytes(random_.randrange(1, 12))
            case _:
                text = data.decode("utf-8", "ignore")
                wrong = random_.choice(("gb18030", "big5", "utf-16-le", "latin-1"))
                data = bytearray(text.encode(wrong, "ignore") if random_.random() < 0.3 else text.encode())
    return bytes(data)


_VALUES = (
    "",
    "-1",
    "0",
    "99999999999",
    "1e999",
    "nan",
    "NaN",
    "abc",
    "一",
    "../../x",
    "g 3",
    "g 99999999 1",
    "0 0",
    "A1",
    "ZZZ1",
    "%1%9",
)


def rearranged(random_: random.Random, pool: Sequence[bytes]) -> bytes:
    """XML that is well formed and says something else: elements gone, doubled, moved, with other values."""
    try:
        root = etree.fromstring(pool[0])
    except etree.XMLSyntaxError:
        return mutated(random_, pool)
    for _ in range(random_.choice((1, 2, 5, 20))):
        elements = list(root.iter("*"))
        element = random_.choice(elements)
        parent, name = element.getparent(), random_.choice([*element.attrib, None])
        match random_.randrange(5):
            case 0 if parent is not None:
                parent.remove(element)
            case 1 if parent is not None and len(elements) < MOST_ELEMENTS:
                parent.insert(random_.randrange(len(parent) + 1), copy.deepcopy(element))
            case 2 if parent is not None:
                other = random_.choice(elements)
                if element not in other.iterancestors() and other is not element:
                    other.append(element)
            case 3 if name is not None:
                element.set(name, random_.choice(_VALUES))
            case _:
                element.text = random_.choice(_VALUES)
    return etree.tostring(root)


MOST_ELEMENTS = 4000


def _packed(random_: random.Random, pool: Sequence[bytes]) -> bytes:
    """A zip container with a damaged part, or damaged as a whole."""
    with zipfile.ZipFile(io.BytesIO(random_.choice(pool))) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    name = random_.choice(sorted(parts))
    damage = rearranged if random_.random() < 0.6 else mutated
    parts[name] = damage(random_, [parts[name], b"<w:p/>"])
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for part, content in parts.items():
            out.writestr(part, content)
    data = target.getvalue()
    return mutated(random_, [data]) if random_.random() < 0.2 else data


def damaged(reader: str, random_: random.Random, pool: Sequence[bytes]) -> bytes:
    """One damaged input for a reader, made of the documents in `pool`."""
    return _packed(random_, pool) if reader in PACKED else mutated(random_, pool)


def documents(reader: str) -> list[bytes]:
    """The sound documents that the damaged ones are made of."""
    if reader in MADE:
        import test_docx

        return {
            "docx": [test_docx.packed(test_docx.BODY), one_text.docx(automatic=True)],
            "xlsx": [one_text.xlsx()],
            "ofd": [one_text.ofd()],
            "epub": [one_text.epub()],
            "rtf": [one_text.rtf(), one_text.rtf(coded=True)],
            "mhtml": [one_text.mhtml(), one_text.mail()],
            "csv": ["\n".join(",".join(row) for row in one_text.TABLE * 3).encode()],
        }[reader]
    return [path.read_bytes() for path in sorted(CASES.glob(f"*/input{READERS[reader]}"))]
