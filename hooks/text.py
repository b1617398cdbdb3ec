"""Adds the archive's Markdown extensions: links to names, anchors of paragraphs."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from gongwen.pages.headings import heading_id
from gongwen.weave.anchors import AnchorExtension
from gongwen.weave.listing import expanded
from gongwen.weave.termlinks import TermLinkExtension


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Register the extensions; they ask the site which page is being rendered."""
    site = config.extra["gongwen"]
    config.markdown_extensions += [
        TermLinkExtension(site.archive, site.occurrences.matcher, site.surroundings),  # type: ignore[list-item]  # mkdocs takes instances too
        AnchorExtension(site.current_document),  # type: ignore[list-item]
    ]
    config.mdx_configs.setdefault("toc", {})["slugify"] = heading_id
    return config


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Put pictures and tables that Markdown was not to read into the finished page."""
    return expanded(output)
