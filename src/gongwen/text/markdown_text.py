"""Text that Markdown must not take for marks, and addresses that links may have."""

from __future__ import annotations

import html
import re

_INLINE = re.compile(r"[\\`*_\[<]|&(?=[#A-Za-z])|\{")
_LINE_START = re.compile(r"(?:#|\||[+\-](?=\s|$)|>|!{3}|={1,}(?=\s*$)|-(?=[-\s]*$)|:(?=\s))")
_ORDERED = re.compile(r"(\d+)([.)])(?=\s)")
_UNESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|~<&:])")


def escape(text: str) -> str:
    """`text` as Markdown that renders as exactly these characters, for Python-Markdown and CommonMark."""
    escaped = escape_inline(text)
    if _LINE_START.match(escaped):
        # “=” and “:” can't be escaped with a backslash in Python-Markdown; a character reference can stand anywhere.
        first = escaped[0]
        escaped = (f"&#{ord(first)};" if first in "=:" else "\\" + first) + escaped[1:]
    escaped = _ORDERED.sub(r"\1\\\2", escaped, count=1) if _ORDERED.match(escaped) else escaped
    return re.sub(r"^~(?=~~)", "&#126;", escaped)


def escape_heading(text: str) -> str:
    """`text` for behind ``## ``: number signs at its end would be taken for a closing mark."""
    escaped = escape(text)
    # A bar opens a row of a table only at the start of a line.
    escaped = escaped[1:] if escaped.startswith("\\|") else escaped
    return re.sub(r"#+$", lambda match: "\\#" * len(match[0]), escaped)


def escape_inline(text: str) -> str:
    """`text` for the middle of a line, where marks that only open a line are harmless."""
    return _INLINE.sub(lambda match: {"<": "&lt;", "&": "&amp;"}.get(match[0], "\\" + match[0]), text)


def escape_cell(text: str) -> str:
    """`text` for a cell of a table."""
    return escape_inline(text).replace("|", "\\|")


def unescape(text: str) -> str:
    """Undo `escape`."""
    return html.unescape(_UNESCAPE.sub(r"\1", text)) if "\\" in text or "&" in text else text


_PASSED_OVER = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\ufeff]")
"""What browsers skip in an address, and what hides it from people."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
SCHEMES = frozenset({"http", "https", "mailto"})


def scheme_of(address: str) -> str:
    """The scheme of an address as a browser would read it, in small letters; empty for a relative one.

    An address that begins with two slashes (of either kind) leads to another host and has the scheme ``//``.
    """
    plain = _PASSED_OVER.sub("", html.unescape(html.unescape(address)))
    if plain.replace("\\", "/").startswith("//"):
        return "//"
    match = _SCHEME.match(plain)
    return match[1].lower() if match else ""


def may_link(address: str) -> bool:
    """Whether a link may lead to `address`: within the archive, or by http, https, mailto."""
    scheme = scheme_of(address)
    return not scheme or scheme in SCHEMES
