"""DOCX in its simple form: paragraphs, headings, tables, bold, alignment, automatic numbering.

mammoth does the reading. Before it comes a gate: a zip that would unpack to far more than a document, or XML that
declares entities, is refused, and the numbers that Word makes are written into the text. Untrusted binary files
are read in a process of their own, with limits on time and memory; see `read`.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from gongwen.convert.model import Block, Draft
from gongwen.errors import ReadError

UNPACKED_LIMIT = 96 * 2**20
"""Bytes that all parts together may unpack to; a document of a thousand pages has under ten million."""
XML_LIMIT = 24 * 2**20
PARTS_LIMIT = 4000
SECONDS = 60
MEMORY = 2 * 2**30

_DOCUMENT = "word/document.xml"
_ALIGNED = {"center": "center", "right": "right", "end": "right"}


def is_docx(data: bytes) -> bool:
    """Whether `data` is a zip with a Word document in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return _DOCUMENT in parts.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False


def read(data: bytes) -> Draft:
    """Read a DOCX file in a process of its own.

    Raises:
        ReadError: it is damaged, protected, too large when unpacked, or takes too long.
    """
    gate(data)
    try:
        done = subprocess.run(  # our own module, no shell
            [sys.executable, "-m", "gongwen.convert.readers.docx"],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ReadError(f"读了 {SECONDS} 秒还没读完", advice="在 Word 里另存为纯文本后再试") from None
    if done.returncode != 0:
        raise ReadError("Word 文件读不出", advice="文件可能损坏；在 Word 里打开后另存为 DOCX 再试")
    return draft(json.loads(done.stdout))


def gate(data: bytes) -> None:
    """Refuse what no document looks like, by the zip's directory alone."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            entries = parts.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise ReadError("Word 文件损坏，打不开", advice="重新下载，或在 Word 里打开后另存") from None
    if any(entry.flag_bits & 1 for entry in entries):
        raise ReadError("Word 文件有密码", advice="去掉密码后再试")
    size = sum(entry.file_size for entry in entries)
    xml = max((entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))), default=0)
    if size > UNPACKED_LIMIT or xml > XML_LIMIT or len(entries) > PARTS_LIMIT:
        raise ReadError(
            f"展开后过大（{max(size, xml) // 2**20} MB，{len(entries)} 个部件），不像文献",
            advice="核对文件；拆开或另存为纯文本",
        )


def draft(result: Mapping[str, Any]) -> Draft:
    """The draft of what `convert` returned."""
    read = Draft(
        blocks=tuple(Block(**{**block, "line": number}) for number, block in enumerate(result["blocks"], 1))
    )
    return read.after(read.blocks, "automatic-numbers", result["numbered"], "Word 自动生成的序号写成文字")


# In the other process


def convert(data: bytes) -> dict[str, Any]:
    """Blocks of a DOCX file as plain values; what `read` runs in a process of its own."""
    import mammoth  # only here: it takes a third of a second to load

    from gongwen.convert.readers import html

    prepared, numbered = _prepared(data)
    result = mammoth.convert_to_html(
        io.BytesIO(prepared),
        style_map="\n".join(
            f"p[style-name='gongwen {align} {level}'] => {f'h{level}' if level else 'p'}.{align}:fresh"
            for align in ("none", "center", "right")
            for level in range(7)
        )
        + "\nu => \nstrike => \nsup => \nsub => ",
        include_default_style_map=False,
        transform_document=mammoth.transforms.paragraph(_plain_paragraph),
        convert_image=mammoth.images.img_element(lambda image: {"src": "", "alt": image.alt_text or ""}),
    )
    aligned = result.value.replace(' class="none"', "")
    for align in ("center", "right"):
        aligned = aligned.replace(f' class="{align}"', f' align="{align}"')
    blocks = html.blocks(f"<html><body>{aligned}</body></html>")
    return {"blocks": [asdict(block) for block in blocks], "numbered": numbered}


def _plain_paragraph(paragraph: Any) -> Any:
    """A paragraph whose style name says what we want to know: how it is set, and its heading level."""
    align = _ALIGNED.get(str(paragraph.alignment), "none")
    name = str(paragraph.style_name or "").lower()
    level = next((n for n in range(1, 7) if name in {f"heading {n}", f"标题 {n}", f"标题{n}"}), 0)
    if name in {"title", "标题"}:
        level = 1
    return paragraph.copy(style_id=None, style_name=f"gongwen {align} {level}")


def _prepared(data: bytes) -> tuple[bytes, int]:
    """The file with automatic numbers written out; refuses XML with declarations of its own."""
    from lxml import etree

    from gongwen.convert.readers import numbering

    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as out:
        names = parts.namelist()
        roots = {}
        for name in names:
            content = parts.read(name)
            if name.endswith((".xml", ".rels")):
                if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                    raise ValueError("declarations in " + name)
                if name in {_DOCUMENT, "word/numbering.xml", "word/styles.xml"}:
                    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
                    roots[name] = etree.fromstring(content, parser)
            if name != _DOCUMENT:
                out.writestr(name, content)
        numbered = numbering.write_numbers(
            roots[_DOCUMENT], roots.get("word/numbering.xml"), roots.get("word/styles.xml")
        )
        out.writestr(_DOCUMENT, etree.tostring(roots[_DOCUMENT], xml_declaration=True, encoding="UTF-8"))
    return target.getvalue(), numbered


def _limit() -> None:
    """No more memory than a document can need; systems without such limits go without."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        return


def main() -> int:
    """Read a DOCX from standard input, write its blocks to standard output as JSON; 1 where it can't be read."""
    _limit()
    try:
        result = convert(sys.stdin.buffer.read())
    except Exception:
        # Whatever a damaged file does to the libraries, the caller says so in its own words.
        return 1
    sys.stdout.write(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
