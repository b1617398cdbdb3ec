"""Reads the archive once a build and hands each record's body to mkdocs.

mkdocs would parse the front matter again, and swallow it where it is malformed; the archive has already
validated it, so mkdocs gets the body alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from building import is_made, keep, lasting, site_of
from gongwen.convert.steps import Traces
from gongwen.errors import FaultsError, GongwenError
from gongwen.messages import said, say
from gongwen.records.archive import read_archive
from gongwen.texts import with_texts
from gongwen.texts.providers import providers
from gongwen.views.site import Site

log = get_plugin_logger("gongwen")


@event_priority(100)  # before every other hook: all of them need the archive
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the archive, for all other hooks."""
    with lasting():
        return _with_archive(config)


def _with_archive(config: MkDocsConfig) -> MkDocsConfig:
    try:
        archive = config.extra.pop("gongwen_archive", None) or read_archive(Path(config.docs_dir))
    except FaultsError as faults:
        for fault in faults:
            log.error(said(fault))
        raise Abort(say("{count} 处记录有误，没有构建", count=len(faults.errors))) from None
    try:
        texts = with_texts(archive, providers(Path(config.config_file_path).parent, archive))
        traces = Traces(Path(config.config_file_path).parent).of
        kept = config.extra.get("gongwen_kept")
        keep(Site(texts.archive, config.site_url or "", texts.missing, traces, kept), config)
    except GongwenError as error:
        raise Abort(said(error)) from None
    return config


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """An empty head for a record's page, whose text is read when it is made (hooks/making.py)."""
    return "---\n{}\n---\n" if site_of(config).record(page.file.src_uri) is not None else None


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Set template, title and description of a record's page."""
    site = site_of(config)
    record = site.record(page.file.src_uri)
    site.enter(page.file.src_uri)
    if record is not None:
        page.meta.update(
            {
                "title": record.label,
                "template": site.template(record),
                "description": site.description(record),
            }
        )
    return markdown


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:  # noqa: ARG001
    """Give the template what it shows beside the text."""
    if not is_made(page):
        context["gw"] = site_of(config).view(page.file.src_uri)
    return context
