"""Makes the pages of records and lists once everything else is ready: each from its text to its file, several at a time.

mkdocs would render the texts of all pages, keep them, and lay them out afterwards, in one process. Nothing on such a
page depends on how another one turned out, so each is finished before the next is begun, by copies of the process
where there are many. What mkdocs needs to know of a page is kept: its anchors, what it links to, what was wrong.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from jinja2 import Environment, Template
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import write_file

from building import is_made, later, note_made, site_of
from gongwen.work.workers import divided

log = get_plugin_logger("gongwen")
_NAVIGATION = "gongwen_navigation"


Heard = list[tuple[str, int, str]]
"""What was to be told: logger, level, words."""
Made = tuple[set[str], dict[str, dict[str, str]], Heard]
"""What mkdocs needs to know of a page that has been made: the anchors on it; those that it links to, with the link as
written, by the source file of their page; what was to be told. A hook's own classes can't go from a process to another."""


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG001
    """Keep what pages show of the navigation."""
    config.extra[_NAVIGATION] = nav
    return nav


@event_priority(-100)  # after what is said of the page
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Leave the text of a page that is made later."""
    if later(page, config):
        page.render = partial(_left, page)  # type: ignore[method-assign]
    return markdown


def _left(page: Page, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG001
    page.content, page.toc, page.present_anchor_ids = "", TableOfContents([]), set()


@event_priority(-100)  # after what prepares the templates
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Make the pages, and tell mkdocs that there is nothing left to do about them."""
    env.template_class = _Template
    wanted = [file for file in files.documentation_pages() if file.page and later(file.page, config)]
    for template in {str(file.page.meta["template"]) for file in wanted if file.page}:
        env.get_template(template)  # compiled here, for all who are about to use it
    make = partial(_made, env=env, config=config, files=files, pages=files.documentation_pages())
    found = divided(make, wanted)
    for place, file in enumerate(wanted):
        made = found.pop(place, None)
        _tell(file, _made_here(make, file) if made is None else made, files)
    return env


class _Template(Template):
    """Lays out nothing for a page that has been made; mkdocs writes no file for nothing."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        page = dict(*args, **kwargs).get("page")
        return "" if page is not None and is_made(page) else super().render(*args, **kwargs)


def _tell(file: File, made: Made, files: Files) -> None:
    """Tell mkdocs of a page that has been made."""
    page = file.page
    assert page is not None
    anchors, links, heard = made
    for name, level, words in heard:
        logging.getLogger(name).log(level, "%s", words)
    page.present_anchor_ids = anchors
    targets = ((files.get_file_from_path(src), src) for src in links)
    page.links_to_anchors = {target: links[src] for target, src in targets if target is not None}
    note_made(page)


def _made_here(make: Callable[[File], Made], file: File) -> Made:
    """Make a page that no copy made; where it can't be made, say which one it is."""
    try:
        return make(file)
    except Exception as error:
        if not isinstance(error, BuildError):
            log.error(f"Error building page '{file.src_uri}': {error}")
        raise


def _made(file: File, env: Environment, config: MkDocsConfig, files: Files, pages: Sequence[File]) -> Made:
    """Make a page, from its text to its file."""
    page = file.page
    assert page is not None
    with _listening(type(page).__module__.partition(".")[0]) as heard:
        _render(page, config, files)
        _lay_out(page, env, config, pages)
    links = {target.src_uri: links for target, links in (page.links_to_anchors or {}).items()}
    page.content, page.markdown, page.toc = "", "", TableOfContents([])
    site_of(config).leave(file.src_uri)
    return page.present_anchor_ids or set(), links, heard


def _render(page: Page, config: MkDocsConfig, files: Files) -> None:
    site, src = site_of(config), page.file.src_uri
    site.enter(src)
    page.markdown = site.source(src)
    type(page).render(page, config, files)  # not that of the instance, which leaves the text (`_left`)
    # Links to the anchors that the template adds are known to be right.
    page.present_anchor_ids = (page.present_anchor_ids or set()) | site.anchors(src)
    page.content = config.plugins.on_page_content(page.content or "", page=page, config=config, files=files)


def _lay_out(page: Page, env: Environment, config: MkDocsConfig, pages: Sequence[File]) -> None:
    nav: Navigation = config.extra[_NAVIGATION]
    page.active = True
    context: Any = get_context(nav, pages, config, page)
    context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
    output = env.get_template(str(page.meta["template"])).render(context)
    output = config.plugins.on_post_page(output, page=page, config=config)
    write_file(output.encode("utf-8", errors="xmlcharrefreplace"), page.file.abs_dest_path)
    page.active = False


class _Ear(logging.Handler):
    def __init__(self, heard: Heard) -> None:
        super().__init__()
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self._heard.append((record.name, record.levelno, record.getMessage()))


@contextmanager
def _listening(generator: str) -> Iterator[Heard]:
    """What is to be told meanwhile: it is told in the order of the pages, whoever makes them.

    Args:
        generator: the name under which it is told: that of mkdocs, or of its fork.
    """
    heard: Heard = []
    logger = logging.getLogger(generator)
    handlers, above = [*logger.handlers], logger.propagate
    logger.handlers, logger.propagate = [_Ear(heard)], False
    try:
        yield heard
    finally:
        logger.handlers, logger.propagate = handlers, above
