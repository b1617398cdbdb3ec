"""Makes the pages of records and lists once everything else is ready: each from its text to its file, several at a time.

mkdocs would render the texts of all pages, keep them, and lay them out afterwards, in one process. Nothing on such a
page depends on how another one turned out, so each is finished before the next is begun, by copies of the process
where there are many. What mkdocs needs to know of a page is kept: its anchors, what it links to, what was wrong.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import write_file

import gongwen
from building import finish, is_made, later, note_made, note_unmade, site_of
from gongwen.records.record_files import read_record
from gongwen.views.site import Site
from gongwen.work.kept_pages import Before, Kept
from gongwen.work.program import program_digest, versions
from gongwen.work.workers import divided
from shown import PageTemplate

log = get_plugin_logger("gongwen")
_NAVIGATION = "gongwen_navigation"


Heard = list[tuple[str, int, str]]
"""What was to be told: logger, level, words."""
Made = tuple[set[str], dict[str, dict[str, str]], Heard, Kept | None]
"""What mkdocs needs to know of a page that has been made: the anchors on it; those that it links to, with the link as
written, by the source file of their page; what was to be told; what it was made of. A hook's own classes can't go from a process to another."""


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
    before = config.extra.get("gongwen_before")
    store = _Store(before, config, files) if isinstance(before, Before) else None
    make = partial(_made, env=env, config=config, files=files, pages=files.documentation_pages(), store=store)
    found = divided(make, wanted)
    kept: dict[str, Kept | None] = {}
    for place, file in enumerate(wanted):
        made = found.pop(place, None)
        made = _made_here(make, file) if made is None else made
        _tell(file, made, files)
        kept[file.src_uri] = made[3]
    _forget_anchors(files.documentation_pages())
    if store:
        store.keep(kept)
    config.extra["gongwen_remake"] = partial(_remade, env=env, config=config, files=files)
    return env


@event_priority(-100)  # after what others write
def on_post_build(config: MkDocsConfig) -> None:
    """Wait for what was begun and is done by other processes."""
    finish(config)


class _Template(PageTemplate):
    """Lays out nothing for a page that has been made; mkdocs writes no file for nothing."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        page = dict(*args, **kwargs).get("page")
        return "" if page is not None and is_made(page) else super().render(*args, **kwargs)


def _tell(file: File, made: Made, files: Files) -> None:
    """Tell mkdocs of a page that has been made."""
    page = file.page
    assert page is not None
    anchors, links, heard, _ = made
    for name, level, words in heard:
        logging.getLogger(name).log(level, "%s", words)
    page.present_anchor_ids = anchors
    targets = ((files.get_file_from_path(src), src) for src in links)
    page.links_to_anchors = {target: links[src] for target, src in targets if target is not None}
    note_made(page)


def _forget_anchors(files: Sequence[File]) -> None:
    """Of the anchors on all pages, keep those that a page links to: nobody will ask for the others."""
    pages = [file.page for file in files if file.page]
    wanted: dict[File, set[str]] = defaultdict(set)
    for page in pages:
        for target, links in (page.links_to_anchors or {}).items():
            wanted[target].update(links)
    for page in pages:
        if page.present_anchor_ids is not None:
            page.present_anchor_ids = page.present_anchor_ids & wanted[page.file]


def _made_here(make: Callable[[File], Made], file: File) -> Made:
    """Make a page that no copy made; where it can't be made, say which one it is."""
    try:
        return make(file)
    except Exception as error:
        if not isinstance(error, BuildError):
            log.error(f"Error building page '{file.src_uri}': {error}")
        raise


def _made(
    file: File,
    env: Environment,
    config: MkDocsConfig,
    files: Files,
    pages: Sequence[File],
    store: _Store | None,
) -> Made:
    """Make a page, from its text to its file; or take that of the last build, where it would be the same."""
    page, site = file.page, site_of(config)
    assert page is not None
    with _listening(type(page).__module__.partition(".")[0]) as heard:
        site.enter(file.src_uri)
        page.active = True
        context = _context(page, config, pages)
        key = store.key(page, site, context) if store else ""
        again = store.again(file, key, site) if store else None
        if again is None:
            _render(page, config, files)
            digest = _lay_out(page, env, config, context)
        page.active = False
    asked = site.titles.noted
    site.leave(file.src_uri)
    if again is not None:
        return {*again.anchors}, again.links, [], again
    links = {target.src_uri: links for target, links in (page.links_to_anchors or {}).items()}
    anchors = page.present_anchor_ids or set()
    page.content, page.markdown, page.toc = "", "", TableOfContents([])
    made = Kept(key, digest, sorted(anchors), links, asked) if not heard else None
    return anchors, links, heard, made


def _remade(src: str, folder: Path, *, env: Environment, config: MkDocsConfig, files: Files) -> bool:
    """After a build, make the page of a record as its file reads now, and no other.

    Args:
        src: the record's file below ``docs/``.
        folder: the site that the page is put into.
        env: the templates of the build.
        config: its settings.
        files: its files.

    Returns:
        Whether it was made; not where it needs a build.

    Raises:
        GongwenError: the record can't be read.
    """
    file = files.get_file_from_path(src)
    if file is None or file.page is None or not site_of(config).take(read_record(Path(config.docs_dir), src)):
        return False
    file.abs_dest_path = str(folder / file.dest_uri)
    note_unmade(file.page)
    config.plugins.on_page_markdown("", page=file.page, config=config, files=files)
    _made(file, env, config, files, files.documentation_pages(), None)
    note_made(file.page)
    return True


def _render(page: Page, config: MkDocsConfig, files: Files) -> None:
    site, src = site_of(config), page.file.src_uri
    page.markdown = site.source(src)
    type(page).render(page, config, files)  # not that of the instance, which leaves the text (`_left`)
    # Links to the anchors that the template adds are known to be right.
    page.present_anchor_ids = (page.present_anchor_ids or set()) | site.anchors(src)
    page.content = config.plugins.on_page_content(page.content or "", page=page, config=config, files=files)


def _context(page: Page, config: MkDocsConfig, pages: Sequence[File]) -> Any:
    nav: Navigation = config.extra[_NAVIGATION]
    context: Any = get_context(nav, pages, config, page)
    return config.plugins.on_page_context(context, page=page, config=config, nav=nav)


def _lay_out(page: Page, env: Environment, config: MkDocsConfig, context: Any) -> str:
    """Write a page; the digest of its file."""
    output = env.get_template(str(page.meta["template"])).render(context)
    output = config.plugins.on_post_page(output, page=page, config=config)
    written = output.encode("utf-8", errors="xmlcharrefreplace")
    write_file(written, page.file.abs_dest_path)
    return hashlib.sha256(written).hexdigest()


_LIBRARIES = (
    "mkdocs", "properdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2", "markupsafe", "jieba", "pydantic",
)  # fmt: skip
_PLACES = frozenset({"site_dir", "docs_dir", "config_file_path"})
"""Settings that say where, and nothing of what is on a page."""


class _Store:
    """Pages of the last build, by what they were made of.

    A page is made of what the archive says (`Site.made_of`), what the template is given, and what is the same for all
    pages: code, templates, settings, libraries, navigation.
    """

    def __init__(self, before: Before, config: MkDocsConfig, files: Files) -> None:
        self._before = before
        self._kept = before.kept()
        fingerprint = site_of(config).fingerprints.of
        self._common = fingerprint(_common(config))
        # Links that maintainers wrote lead to files, and are wrong where those are gone.
        self._files = fingerprint(sorted(file.src_uri for file in files))

    def key(self, page: Page, site: Site, context: Any) -> str:
        """What a page is made of, as a digest."""
        src = page.file.src_uri
        said = (page.title, sorted(page.meta.items()), page.url, page.canonical_url)
        files = self._files if "](" in site.source(src) else ""
        shown = (context.get("gw"), context.get("machines"))
        return site.fingerprints.of(self._common, said, files, site.made_of(src), shown)

    def again(self, file: File, key: str, site: Site) -> Kept | None:
        """Put the page of the last build into this one, where it would be the same."""
        known = self._kept.get(file.src_uri)
        if known is None or known.key != key or not site.titles.hold(known.asked, site.days()):
            return None
        return known if self._before.again(known, file.dest_uri, Path(file.abs_dest_path)) else None

    def keep(self, pages: dict[str, Kept | None]) -> None:
        """Keep what is known of the pages of this build for the next."""
        self._before.keep({src: kept for src, kept in pages.items() if kept is not None})


def _common(config: MkDocsConfig) -> str:
    """What is the same for all pages."""
    plain = {key: value for key, value in config.items() if key not in _PLACES}
    nav: Navigation = config.extra[_NAVIGATION]
    found = [json.dumps(plain, sort_keys=True, default=lambda _: ""), str(nav), versions(*_LIBRARIES)]
    own, theme = Path(gongwen.__file__).parent, Path(config.theme.custom_dir or "theme")
    return "\n".join([*found, program_digest(own, Path(__file__).parent, theme)])


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
