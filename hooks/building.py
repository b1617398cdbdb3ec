"""The site that is being built, handed from one hook to the next in mkdocs' configuration. No hook itself."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from gongwen.messages import say
from gongwen.views.site import Site
from gongwen.work.workers import meanwhile

_KEY = "gongwen"
_MADE = "gongwen_made"
_BEGUN = "gongwen_begun"


@contextmanager
def lasting() -> Iterator[None]:
    """Whatever is made here lasts as long as the build: nobody needs to look it through for what could be thrown away.

    Looking took a tenth of a build's time. What lasted for the build before, in the preview, may go.
    """
    gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def keep(site: Site, config: MkDocsConfig) -> None:
    """Make a site the one that this build is of."""
    config.extra[_KEY] = site


def site_of(config: MkDocsConfig) -> Site:
    """The site of this build.

    Raises:
        PluginError: no archive has been read: hooks/records.py doesn't come first.
    """
    site = config.extra.get(_KEY)
    if not isinstance(site, Site):
        raise PluginError(say("还没有读入文献库。mkdocs.yml 的 hooks 里应有 hooks/records.py，且在最前"))
    return site


def begin(job: Callable[[], object], config: MkDocsConfig) -> None:
    """Have something done while the build goes on, by another process where there may be several."""
    config.extra.setdefault(_BEGUN, []).append(meanwhile(job))


def finish(config: MkDocsConfig) -> None:
    """Wait for what has been begun."""
    for wait in config.extra.pop(_BEGUN, ()):
        wait()


def later(page: Page, config: MkDocsConfig) -> bool:
    """Whether a page is made once everything else is ready (hooks/making.py): those of records and lists are."""
    return site_of(config).has(page.file.src_uri)


def is_made(page: Page) -> bool:
    """Whether a page has been made already."""
    return _MADE in page.meta


def note_unmade(page: Page) -> None:
    """Note that a page is to be made again."""
    page.meta.pop(_MADE, None)


def note_made(page: Page) -> None:
    """Note that a page has been made."""
    page.meta[_MADE] = True
