"""Styles are published in one file; of Material's files only those that pages ask for."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from gongwen.messages import message, say

STYLES = (
    "tokens", "base", "frame", "parts", "home", "document", "authority", "campaigns", "listing", "search", "prose",
    "narrow", "print", "material", "law", "provisions", "english",
)  # fmt: skip
"""Files of ``theme/assets/css/`` in the order of the cascade: narrow windows, paper and Material's rules come late,
laws and what rules provide last, which have rules of their own for all three."""
_FOLDER = "assets/css/"
_ASKED_FOR = ("assets/javascripts/bundle.*.min.js", "assets/stylesheets/main.*.min.css")
"""What base.html of Material names. Its own search, in forty languages, and maps for debuggers stay behind."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Put the styles together, leave out what nobody asks for.

    Raises:
        PluginError: a file of styles has no place in the order, or is missing.
    """
    own = config.theme.custom_dir or "theme"
    themes = {path for path in config.theme.dirs if path != own}
    for file in [*files]:
        unused = file.src_dir in themes and not any(fnmatch(file.src_uri, name) for name in _ASKED_FOR)
        if unused or file.src_uri.startswith(_FOLDER):
            files.remove(file)
    files.append(File.generated(config, "assets/gongwen.css", content=_joined(Path(own) / _FOLDER)))
    return files


def _joined(folder: Path) -> str:
    found = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.css")}
    for name in sorted(found.keys() ^ set(STYLES)):
        advice = (
            message("写进 hooks/assets.py 的 STYLES")
            if name in found
            else message("补上，或从 hooks/assets.py 的 STYLES 里删去")
        )
        raise PluginError(
            say(
                "theme/{folder}{name}.css：与样式的次序不合。{advice}",
                folder=_FOLDER,
                name=name,
                advice=advice,
            )
        )
    return "\n".join(found[name] for name in STYLES)
