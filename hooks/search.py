"""Writes the search index beside the pages."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from building import site_of
from gongwen.search.index import build


def on_post_build(config: MkDocsConfig) -> None:
    """Index the archive into ``search/`` of the site; parts that haven't changed come from the cache."""
    cache = Path(config.config_file_path).parent / ".cache" / "search"
    site = site_of(config)
    target = Path(config.site_dir) / "search"
    few = str(config.extra.get("few_files") or "").lower() in {"1", "true", "yes"}
    build(
        site.archive,
        Path(config.docs_dir),
        target,
        cache,
        site.occurrences.lines,
        few_files=few,
        kept=config.extra.get("gongwen_kept"),
    )
