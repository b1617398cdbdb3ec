"""Looks: our own templates escape what they print."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from gongwen.pages.headings import heading_id, is_part
from gongwen.pages.whole import halves
from gongwen.views.prose import is_english
from gongwen.views.titles import breakable, marked_chinese
from shown import show


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Escape by default in templates of ``theme/``, whose titles come from documents; Material's are written otherwise.

    The templates may also ask whether a heading is a 编 (``is part``) and whether a text is English (``is english``),
    part a page into digest and text (``halves``), let a title's lines end between words (``breakable``), mark Chinese
    words in English ones (``chinese``), and ask for a heading's address (``heading_id``).
    """
    own = Path(config.theme.custom_dir or "theme")
    env.tests.update(part=is_part, english=is_english)
    env.filters.update(halves=halves, breakable=breakable, chinese=marked_chinese, heading_id=heading_id)
    env.autoescape = lambda name: name is not None and (own / name).is_file()
    show(env)
    return env
