"""Addresses as templates write them."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from mkdocs.utils import normalize_url

sys.path.insert(0, str(Path(__file__).parents[2] / "hooks"))
from shown import PageTemplate, Shown, show

_NAMES = st.sampled_from(
    ["documents", "agencies", "a", "a.b", "index.html", "..", ".", "", "#p-1", "?q=1", "x:y", "年", "2006"]
)
_PATHS = st.lists(_NAMES, max_size=4).map("/".join)
_PAGES = st.sampled_from(
    ["", "documents/", "documents/2006/x/", "agencies/mii/", "a/", "about/x.html", "404.html"]
)


@given(path=_PATHS, slash=st.booleans(), here=_PAGES)
def test_an_address_reads_as_mkdocs_writes_it(path: str, here: str, *, slash: bool) -> None:
    page, shown = SimpleNamespace(url=here), Shown()
    shown.take({"page": page, "base_url": "base"})
    path = path + "/" if slash and path else path
    assert shown.url(path) == shown.url(path) == normalize_url(path, page=page, base="base")


@pytest.mark.parametrize("path", ["agencies/", "assets/a.css", "https://a.example/b", "/a", "#b", ""])
def test_a_template_without_a_page_counts_from_its_base(path: str) -> None:
    shown = Shown()
    shown.take({"page": None, "base_url": "/sub"})
    assert shown.url(path) == normalize_url(path, page=None, base="/sub")


def test_macros_that_are_made_once_speak_of_the_page_at_hand() -> None:
    templates = {
        "m": "{% macro where() %}{{ shown.gw }} {{ 'agencies/' | url }}{% endmacro %}",
        "page": "{% import 'm' as m %}{{ m.where() }}",
    }
    env = Environment(loader=DictLoader(templates), autoescape=True)
    env.template_class = PageTemplate
    show(env)
    pages = [SimpleNamespace(url=url) for url in ("documents/2006/x/", "about/")]
    found = [env.get_template("page").render(page=page, gw=page.url, base_url="") for page in pages]
    assert found == ["documents/2006/x/ ../../../agencies/", "about/ ../agencies/"]
