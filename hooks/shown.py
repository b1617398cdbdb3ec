"""What is on the page that is being laid out, for templates; and addresses as they read from there. No hook itself.

A template that is imported “with context” is run again for every page that imports it, which took a tenth of a build.
Imported without, its macros are made once; what they need of the page they find in the global `shown`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, Template, pass_context
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url

_GLOBAL = "shown"


class Shown:
    """The page being laid out.

    Attributes:
        page: mkdocs' page; None for a template of its own, as that for wrong addresses.
        gw: what the page shows; None where it shows nothing beside its text.
        config: the settings.
    """

    def __init__(self) -> None:
        self.page: Page | None = None
        self.gw: Any = None
        self.config: Any = None
        self._base = ""
        self._folder = self._up = ""
        self._known: dict[str, str] = {}

    def take(self, context: Mapping[str, Any]) -> None:
        """Show another page from now on."""
        self.page, self.gw, self.config = context.get("page"), context.get("gw"), context.get("config")
        self._base = context.get("base_url") or ""
        here = self.page.url if self.page else ""
        self._folder = here.partition("/")[0]
        self._up = "../" * here.count("/") if here.endswith("/") and _leads_down(here) else ""
        self._known = {}

    def url(self, value: object) -> str:
        """An address as it reads from the page: what mkdocs' own filter says, found once a page.

        Args:
            value: a path below the site's root, or a whole address, which stays.
        """
        path = str(value)
        known = self._known.get(path)
        if known is None:
            known = self._known[path] = self._from_here(path)
        return known

    def _from_here(self, path: str) -> str:
        # The way into another folder leads over the root, and most links of a page are such.
        if self._up and _leads_down(path) and path.partition("/")[0] != self._folder:
            return self._up + path
        return normalize_url(path, page=self.page, base=self._base)


@cache
def _leads_down(path: str) -> bool:
    """Whether a path names its folders from the root on, each once, and nothing else stands in it."""
    bare = path.removesuffix("/")
    other = path.startswith(("#", "/")) or ":" in path or "\\" in path
    return bool(bare) and not other and bare == posixpath.normpath(f"/{bare}")[1:]


class PageTemplate(Template):
    """A template that tells `shown` what it is laying out."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """As Jinja's; `shown` then is what stands in the context."""
        context = dict(*args, **kwargs)
        self.globals[_GLOBAL].take(context)
        return super().render(context)


def show(env: Environment) -> None:
    """Give the templates of a build `shown`, and its way of writing addresses."""
    shown = Shown()

    # Given the context, or Jinja would write constant addresses once for all pages.
    @pass_context
    def url(context: object, value: object) -> str:  # noqa: ARG001
        return shown.url(value)

    env.globals[_GLOBAL] = shown
    env.filters["url"] = url
