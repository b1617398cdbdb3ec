"""Adds the archive's Markdown extensions: no HTML, no search for marks where there are none, links to names, anchors of paragraphs, languages of prose."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from building import site_of
from gongwen.pages.headings import heading_id
from gongwen.views.anchors import AnchorExtension
from gongwen.views.name_links import NameLinkExtension
from gongwen.views.plain_text import PlainTextExtension
from gongwen.views.prose import ProseExtension
from gongwen.views.safe_markdown import SafeExtension


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Register the extensions; they ask the site which page is being rendered."""
    site = site_of(config)
    config.markdown_extensions += [
        SafeExtension(),  # type: ignore[list-item]  # mkdocs takes instances too
        PlainTextExtension(),  # type: ignore[list-item]
        NameLinkExtension(  # type: ignore[list-item]
            site.archive, site.occurrences.matcher, site.titles, site.surroundings
        ),
        AnchorExtension(site.current_document),  # type: ignore[list-item]
        ProseExtension(),  # type: ignore[list-item]
    ]
    config.mdx_configs.setdefault("toc", {})["slugify"] = heading_id
    return config
