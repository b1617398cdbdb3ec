"""Writes what leaves the archive beside its pages, and dates pages by their records' own changes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from building import begin, is_made, site_of
from gongwen.publish import data, package
from gongwen.publish.beside import FORMS, affordable
from gongwen.publish.history import read
from gongwen.publish.outside import Outside, data_files

_KEY = "gongwen_outside"
_NO_DAY = "2000-01-01"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Ask git once when records changed."""
    site = site_of(config)
    history = read(Path(config.config_file_path).parent)
    wanted = config.extra.get("beside_records") or ()
    if not set(wanted) <= set(FORMS):
        raise PluginError(f"mkdocs.yml 的 beside_records 只能有 {'、'.join(FORMS)}，现在是 {wanted}。改正它")
    forms = affordable(tuple(form for form in FORMS if form in wanted), sum(1 for _ in site.archive))
    config.extra[_KEY] = Outside(
        site.archive,
        history,
        config.site_url or "",
        site.description,
        lambda term: site.occurrences.naming("term", term.id),
        Path(config.docs_dir),
        forms,
    )
    return config


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Date a page for the sitemap: by its record's last change, or not at all; never by the day of the build.

    mkdocs dates the packed sitemap by its pages, and wants every one of them to have a day.
    """
    record, history = site_of(config).record(page.file.src_uri), _outside(config).history
    page.meta["changed"] = history.changed(record) if record else ""
    page.update_date = history.latest or _NO_DAY
    return markdown


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:  # noqa: ARG001
    """Give templates what the page says to machines."""
    if is_made(page):
        return context
    src = page.file.src_uri
    context["machines"] = _outside(config).machines(site_of(config).record(src), src)
    return context


@event_priority(100)  # before the search, which takes longer
def on_post_build(config: MkDocsConfig) -> None:
    """Begin to write the files into the site, while the search is indexed."""
    begin(partial(_write, config), config)
    if not config.extra.get("preview"):  # where pages are made again after the build
        site_of(config).occurrences.forget()  # the search needs the room


def _write(config: MkDocsConfig) -> None:
    outside = _outside(config)
    occurrences = site_of(config).occurrences
    data.write(Path(config.site_dir), outside.archive, occurrences, outside.history, outside.site)
    for name, content in outside.files():
        path = Path(config.site_dir) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    package.write(Path(config.site_dir), data_files(), outside.site, outside.history.latest)


def _outside(config: MkDocsConfig) -> Outside:
    outside: Outside = config.extra[_KEY]
    return outside
