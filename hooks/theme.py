"""Looks: our own templates escape what they print, and each of our scripts is published in one file."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from gongwen.errors import GongwenError
from gongwen.pages.headings import is_part
from gongwen.pages.whole import halves
from gongwen.publish.scripts import joined
from gongwen.views.prose import is_english


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Escape by default in templates of ``theme/``, whose titles come from documents; Material's are written otherwise.

    The templates may also ask whether a heading is a 编 (``is part``) and whether a text is English (``is english``),
    and part a page into digest and text (``halves``).
    """
    own = Path(config.theme.custom_dir or "theme")
    env.tests.update(part=is_part, english=is_english)
    env.filters["halves"] = halves
    env.autoescape = lambda name: name is not None and (own / name).is_file()
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Put the modules of ``assets/search/`` together."""
    folder = Path(config.site_dir) / "assets" / "search"
    try:
        scripts = joined({path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.js")})
    except GongwenError as error:
        raise PluginError(str(error)) from None
    for name, text in scripts.items():
        (folder / name).write_text(text, encoding="utf-8")
