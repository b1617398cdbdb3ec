"""What people are told: in Chinese, by a text that knows how to be said in English.

A message is its Chinese text, so whatever of it goes into a record or a page is Chinese, whoever runs the command; the
reader's language counts only where a message is shown (`said`). The English stands in locale/, a gettext catalogue.
"""

from __future__ import annotations

import functools
import gettext
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "gongwen"

_NAMED_BY = ("GONGWEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
"""The first that is set says the language: our own, then as POSIX orders them (XBD 8.2)."""
_ENGLISH = re.compile(r"en(?:[^a-z].*)?", re.IGNORECASE)


class Message(str):
    """A Chinese text, with what it was made of.

    Attributes:
        template: the text as it stands in the code, which the catalogue translates.
        values: what its placeholders stand for; messages among them are translated too.
    """

    __slots__ = ("template", "values")

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, /, **values: object) -> Message:
        """As `message`."""
        made = super().__new__(cls, template.format(**values) if values else template)
        made.template = template
        made.values = values
        return made

    def __str__(self) -> str:
        # Stays what it is: whoever asks an error for its text can still say it in English.
        return self

    def __reduce__(self) -> tuple[object, ...]:
        # Messages cross process borders when conversion runs on several cores.
        return (_rebuild, (self.template, self.values))


def _rebuild(template: str, values: dict[str, object]) -> Message:
    return Message(template, **values)


def message(template: str, /, **values: object) -> Message:
    """A message.

    Args:
        template: the Chinese text; with values, their places in it are as `str.format` has them.
        values: what to put there.
    """
    return Message(template, **values)


def listed(items: Iterable[str]) -> Message:
    """Several words in a row, with the comma of lists between."""
    first, *rest = list(items) or [""]
    made = first if isinstance(first, Message) else Message("{word}", word=first)
    for item in rest:
        made = Message("{words}、{word}", words=made, word=item)
    return made


def said(text: object) -> str:
    """A text in the language of whoever runs the command: a message translated, anything else as it stands."""
    text = str(text)
    if not isinstance(text, Message):
        return text
    if not in_english():
        return text[:]
    return _english(text)


def say(template: str, /, **values: object) -> str:
    """A message, said at once."""
    return said(Message(template, **values))


def _english(text: Message) -> str:
    template = _catalogue().gettext(text.template) if text.template else ""
    values = {
        name: _english(value) if isinstance(value, Message) else value for name, value in text.values.items()
    }
    return template.format(**values) if values else template


def in_english() -> bool:
    """Whether to speak English; Chinese where nothing is said, and for readers of any third language."""
    chosen = next(filter(None, map(os.environ.get, _NAMED_BY)), "")
    return _ENGLISH.fullmatch(chosen) is not None


@functools.cache
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE, languages=["en"], fallback=True)


def packed(text: str) -> object:
    """A text as JSON can carry it to another process without losing that it is a message; `unpacked` brings it back."""
    if not isinstance(text, Message):
        return text
    return {
        "template": text.template,
        "values": {
            name: packed(value) if isinstance(value, str) else value for name, value in text.values.items()
        },
    }


def unpacked(value: Any) -> str:
    """The text that was `packed`."""
    if isinstance(value, str):
        return value
    template, values = value["template"], value["values"]
    return Message(
        template, **{name: unpacked(of) if isinstance(of, dict) else of for name, of in values.items()}
    )
