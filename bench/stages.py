"""The stages that a document passes through, each with endless damaged inputs of its own; `mutate.py` runs them.

All run in one process: parsers are called directly, so that what they don't foresee is seen here and mended, though
in use it would end in one line all the same.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePath
from typing import Any

import fuzz
import one_text  # found by fuzz
from frozen import frozen
from gongwen.convert import page
from gongwen.convert.describe import describe
from gongwen.convert.model import Block, Draft, PageFacts
from gongwen.convert.outline import outline
from gongwen.convert.parsers import pdf_layout, pdf_lines
from gongwen.convert.parsers.pdf_lines import Glyph, Page, Rule
from gongwen.convert.parsers.values import plain
from gongwen.convert.pipeline import Converter
from gongwen.convert.readers import apart, markdown, mojibake, parse_all
from gongwen.convert.readers.decode import decode
from gongwen.convert.repair import characters, repair
from gongwen.errors import ReadError
from gongwen.records import Document, frontmatter
from gongwen.records.vocabulary import REPAIR_KINDS

Make = Callable[[random.Random], Any]
Run = Callable[[Any], object]
_MOST_BLOCKS = 40
_MARKS = "".join(
    ("，。；：、“”（）《》〔〕【】·—…０１９ＡＺ１9a\u3000 \u00a0\u200b\ufffd\ue000", "\U0002000b\U0001f600")
)
_SHAPES = (
    "关于{}的通知", "第{}条", "（{}）", "{}、", "附件：{}", "{}号", "{}年{}月{}日", "{}：", "抄送：{}。", "{}令", "记者：{}", "第{}号", "**{}**", "| {} |",
    "# {}", "> {}", "http://e.example/{}", "{}\t{}\t{}", "责任编辑：{}", "来源：{}", "— {} —", "据{}报道", "（{}年{}月{}日{}通过）", "{}主持会议",
)  # fmt: skip


@dataclass(frozen=True)
class Stage:
    """A stage: how a damaged input is made, and what is run on it; a `ReadError` is a good end."""

    make: Make
    run: Run


def stages() -> dict[str, Callable[[], Stage]]:
    """All stages, by name; each is made where it is run."""
    return {
        **{name: lambda name=name: _reader(name) for name in fuzz.READERS},  # type: ignore[misc]
        "zip": lambda: Stage(_zips, lambda data: _read(data, "a.zip")),
        "pdf-layout": lambda: Stage(_pages, _laid_out),
        "decode": _decoding,
        "repair": lambda: Stage(_drafts(), repair),
        "outline": lambda: Stage(_drafts(), outline),
        "describe": _describing,
        "page": _whole,
    }


# Readers


def _reader(name: str) -> Stage:
    pool = fuzz.documents(name)
    return Stage(lambda r: fuzz.damaged(name, r, pool), lambda data: _read(data, f"a{fuzz.READERS[name]}"))


def _read(data: bytes, name: str) -> None:
    if data.startswith(b"%PDF"):
        return  # PDFium is not ours, and may take the process with it
    for reading in parse_all(data, PurePath(name)):
        _sound(reading.draft)


def _sound(draft: Draft) -> None:
    """What every draft promises to the steps behind it."""
    lines = [block.line for block in draft.blocks]
    if any("\n" in block.text for block in draft.blocks):
        raise AssertionError("a block of several lines")
    if lines != sorted(lines):
        raise AssertionError("lines out of order")
    if unknown := {change.kind for change in draft.changes} - set(REPAIR_KINDS):
        raise AssertionError(f"unknown kinds of repair: {unknown}")
    draft.text.encode()


def _zips(random_: random.Random) -> bytes:
    names = (
        "通知/正文.html",
        "通知/附件.csv",
        "../a.txt",
        "附件1.docx",
        "__MACOSX/a",
        "a\n.txt",
        "x" * 300 + ".md",
        "",
    )
    texts = _texts()
    files = {
        random_.choice(names) + str(n): fuzz.mutated(random_, texts) if random_.random() < 0.5 else random_.choice(texts)
        for n in range(random_.randrange(1, 5))
    }  # fmt: skip
    data = one_text.zipped(dict(files))
    return fuzz.mutated(random_, [data]) if random_.random() < 0.7 else data


@cache
def _texts() -> Sequence[bytes]:
    return [data for name in ("txt", "md", "html") for data in fuzz.documents(name)]


def _decoding() -> Stage:
    pool = _texts()
    return Stage(lambda random_: fuzz.mutated(random_, pool), _decoded)


def _decoded(data: bytes) -> None:
    text = decode(data).text
    text.encode()
    mojibake.undo(text).text.encode()


# Pages of a PDF


@cache
def _sheets() -> list[list[tuple[float, float, float, str]]]:
    head = "江州市通信发展办公室文件"
    return [sheet.words for sheet in one_text.set_on_pages(one_text.NOTICE, head).sheets]


def _glyphs(words: Sequence[tuple[float, float, float, str]]) -> Iterator[Glyph]:
    for x, y, size, text in words:
        at = x
        for character in text:
            wide = size * (0.5 if character.isascii() else 1.0)
            if not character.isspace():
                yield Glyph(character, at, 842 - y - 0.88 * size, at + wide, 842 - y + 0.12 * size)
            at += wide


_ACROSS = "样本"
_NUMBERS = (0.0, -1.0, 1e-9, 0.5, 3.0, 72.0, 595.0, 1e6, -1e6)


def _pages(random_: random.Random) -> list[Page]:
    """Pages whose characters and lines stand where no typesetter puts them."""
    made = []
    sheets = _sheets()
    for _ in range(random_.randrange(1, 5)):
        words = list(random_.choice(sheets))
        start = random_.randrange(len(words))
        words = words[start : start + random_.randrange(1, 30)]
        glyphs = list(_glyphs(words))
        for _ in range(random_.choice((0, 1, 5, 60))):
            if glyphs:
                _move(random_, glyphs)
        rules = [Rule(*(random_.choice((*_NUMBERS, random_.uniform(0, 842))) for _ in range(4)))
                 for _ in range(random_.choice((0, 0, 4, 12)))]  # fmt: skip
        rules += [_straight(random_) for _ in range(random_.choice((0, 8, 16)))]
        size = random_.choice(((595.0, 842.0), (842.0, 595.0), (0.0, 0.0), (1.0, 1e6)))
        made.append(Page(*size, glyphs, rules, across=[_ACROSS] * random_.randrange(2)))
    return made


def _straight(random_: random.Random) -> Rule:
    a, b, c = (random_.choice((80.0, 180.0, 380.0, 500.0, 600.0, 700.0)) for _ in range(3))
    return Rule(a, c, b, c) if random_.random() < 0.5 else Rule(c, a, c, b)


def _move(random_: random.Random, glyphs: list[Glyph]) -> None:
    place = random_.randrange(len(glyphs))
    glyph = glyphs[place]
    match random_.randrange(6):
        case 0:
            del glyphs[place]
        case 1:
            glyphs.insert(random_.randrange(len(glyphs) + 1), glyph)
        case 2:
            glyphs[place] = glyph._replace(text=random_.choice("".join(_MARKS.split())))
        case 3:
            dx, dy = random_.gauss(0, 20), random_.gauss(0, 20)
            glyphs[place] = Glyph(glyph.text, glyph.x0 + dx, glyph.y0 + dy, glyph.x1 + dx, glyph.y1 + dy)
        case 4:
            # Parsers leave out what has no size; a little is left.
            x, y = random_.choice(_NUMBERS), random_.choice(_NUMBERS)
            wide, high = random_.choice((0.1, 1.0, 16.0, 399.0)), random_.choice((0.5, 1.0, 16.0, 399.0))
            glyphs[place] = Glyph(glyph.text, x, y, x + wide, y + high)
        case _:
            # A column of its own, further down.
            glyphs[place:] = [g._replace(y0=g.y0 + 14, y1=g.y1 + 14) for g in glyphs[place:]]


def _laid_out(pages: list[Page]) -> None:
    standing = sum(len(made.glyphs) for made in pages)
    for made in pages:
        pdf_lines.drop_doubled(made)
    parsed = pdf_layout.parsed(pages)
    _sound(apart.draft(json.loads(json.dumps(plain(parsed)))))
    out = [line.text for line in parsed.lines] + [text for _, text in parsed.removed if text != _ACROSS]
    shown = sum(len("".join(text.split())) for text in out)
    doubled = sum(made.doubled for made in pages)
    if shown + doubled != standing:
        raise AssertionError(f"{standing} characters stood there, {shown} came out, {doubled} were doubled")


# What comes behind the readers


def _drafts() -> Make:
    pool = [
        draft
        for name in ("txt", "md", "html")
        for data in fuzz.documents(name)
        if (draft := _draft(data, f"a{fuzz.READERS[name]}")) is not None
    ]
    return lambda random_: disturbed(random_, pool)


def _draft(data: bytes, name: str) -> Draft | None:
    try:
        return parse_all(data, PurePath(name))[0].draft
    except ReadError:
        return None


def disturbed(random_: random.Random, pool: Sequence[Draft]) -> Draft:
    """A draft with blocks gone, doubled, moved, of another kind, and with other words."""
    draft = random_.choice(pool)
    start = random_.randrange(max(1, len(draft.blocks) - _MOST_BLOCKS)) if random_.random() < 0.5 else 0
    blocks = list(draft.blocks[start : start + _MOST_BLOCKS])
    for _ in range(random_.choice((1, 2, 5, 15))):
        if blocks:
            _disturb(random_, blocks, random_.choice(pool).blocks or draft.blocks)
    facts = draft.facts
    if random_.random() < 0.3:
        facts = replace(facts, **{random_.choice(_FACTS): words(random_, blocks)})
    given = draft.given
    if random_.random() < 0.2:
        said: Any = random_.choice(
            (words(random_, blocks), [words(random_, blocks)], "2021-02", "2021-02-30", 3, None, {}, True)
        )
        given = markdown.understood({**given, random_.choice(_GIVEN): said})
    numbered = tuple(replace(block, line=number) for number, block in enumerate(blocks, 1))
    return replace(draft, blocks=numbered, facts=facts, given=given)


_FACTS = tuple(PageFacts.__dataclass_fields__)
_GIVEN = (
    "title",
    "date",
    "issuers",
    "document_number",
    "type",
    "source",
    "url",
    "author",
    "access",
    "status",
    "effective",
)


def words(random_: random.Random, blocks: Sequence[Block]) -> str:
    """Words of a document, or something in the shape of its parts."""
    own = random_.choice(blocks).text if blocks else "备案"
    if random_.random() < 0.5:
        data = fuzz.mutated(random_, [own.encode()])
        own = data.decode("utf-8", "ignore")
    else:
        filler = [
            random_.choice(("", "2021", "十二", own[:12], "99", "0", random_.choice(_MARKS), "某局"))
            for _ in range(4)
        ]
        own = random_.choice(_SHAPES).format(*filler)
    return characters.on_one_line(own)[: random_.choice((10, 80, 3000))]


def _disturb(random_: random.Random, blocks: list[Block], others: Sequence[Block]) -> None:
    place = random_.randrange(len(blocks))
    block = blocks[place]
    match random_.randrange(8):
        case 0:
            del blocks[place]
        case 1:
            copies = random_.randrange(1, 8)
            blocks[place:place] = blocks[place : place + copies]
        case 2:
            blocks.insert(random_.randrange(len(blocks)), blocks.pop(place))
        case 3:
            blocks[place] = replace(block, text=words(random_, blocks))
        case 4:
            blocks[place : place + 1] = others[: random_.randrange(6)]
        case 5:
            blocks[place] = replace(block, kind=random_.choice(("text", "heading", "picture", "row", "item")))
        case 6:
            blocks[place] = replace(
                block, level=random_.randrange(7), align=random_.choice(("", "left", "center", "right")),
                indent=random_.choice((-1, 0, 2, 40)), paged=random_.random() < 0.5, gap=random_.random() < 0.5,
                lead=random_.choice((0, 1, len(block.text), 2)), links=random_.random(),
            )  # fmt: skip
        case _:
            half = random_.randrange(len(block.text) + 1)
            blocks[place : place + 1] = [
                replace(block, text=block.text[:half], lead=0),
                replace(block, text=block.text[half:], lead=0),
            ]


def _describing() -> Stage:
    archive = frozen()
    matcher = Converter(archive).matcher

    def run(draft: Draft) -> None:
        values = describe(outline(draft), draft, matcher, archive).values
        Document.model_validate({"title": "某", "content": "text", **values, "body": ""})

    return Stage(_drafts(), run)


_SLUG = re.compile(r"[a-z0-9-]{1,90}")


def _whole() -> Stage:
    """Text of any kind through everything: the page as it is written must be read as it was meant."""
    converter, pool = Converter(frozen()), _texts()

    def run(data: bytes) -> None:
        for made in converter.from_bytes(data, PurePath("a.txt")):  # type: ignore[arg-type]
            written = page.render(made.document)
            if not _SLUG.fullmatch(made.slug):
                raise AssertionError(f"the name of a page: {made.slug!r}")
            front = frontmatter.parse(written, "a.md")
            read = Document.model_validate({**front.data, "body": front.body})
            if (read.body.strip(), read.title) != (made.document.body.strip(), made.document.title):
                raise AssertionError("what is written is not what is read")
            if not page.is_untouched(read):
                raise AssertionError("the fingerprint of a page does not hold")

    return Stage(lambda r: fuzz.mutated(r, pool), run)
