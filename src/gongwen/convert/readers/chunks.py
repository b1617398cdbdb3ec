"""Files that stand whole in the place of a document's paragraphs: web pages, saved ones, text, RTF or DOCX in a DOCX.

Programs that make Word files out of web pages put the page in as it is and leave the rest to Word.
"""

from __future__ import annotations

from collections.abc import Callable

from gongwen.convert.model import Draft
from gongwen.convert.readers import html, kinds, mail, text
from gongwen.convert.readers.decode import decode
from gongwen.errors import ReadError
from gongwen.messages import message


def read(data: bytes, binary: Callable[[str, bytes], Draft]) -> Draft:
    """The draft of a file within a file.

    Args:
        data: its bytes.
        binary: reads a binary format, by its kind.

    Raises:
        ReadError: it is of no kind that stands within others, or damaged.
    """
    kind = kinds.kind_of(data)
    if kind == "mail":
        data = mail.read(data).text
        kind = kinds.kind_of(data)
    if kind in {"rtf", "docx"}:
        return binary(kind, data)
    if kind != "text":
        raise ReadError(message("原件里附入的文件读不出"), advice=message("用原来的软件打开，另存后再试"))
    content = decode(data).text
    return Draft(blocks=html.blocks(content)) if html.looks_like_html(content) else text.read(content)
