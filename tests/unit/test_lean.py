"""What is taken out of pages says nothing: nothing else is."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "hooks"))
from lean import lean

LINK = '<a class="ent" href="../jia/" title="甲部\nMinistry">甲部</a>'
BARE = '<a class="ent" href="../jia/" data-tip>甲部</a>'


def test_a_tip_is_said_once() -> None:
    assert lean(f"<p>{LINK}发布，{LINK}又说，{LINK}</p>") == f"<p>{LINK}发布，{BARE}又说，{BARE}</p>"


def test_another_tip_for_the_same_address_stays() -> None:
    other = LINK.replace("甲部\n", "甲部\n当时尚未设立\n")
    assert lean(LINK + other + LINK + other) == LINK + other + BARE + other


def test_the_same_tip_of_another_address_stays() -> None:
    other = LINK.replace("jia", "yi")
    assert lean(LINK + other) == LINK + other


def test_links_without_a_tip_stay_without() -> None:
    plain = '<a href="../jia/">甲部</a>'
    assert lean(plain + LINK + plain) == plain + LINK + plain


def test_blank_lines_go_and_the_indents_of_words_stay() -> None:
    assert (
        lean("<ul>\n\n  <li>甲</li>\n \n<li>\u3000乙  丙</li>\n</ul>")
        == "<ul>\n<li>甲</li>\n<li>\u3000乙  丙</li>\n</ul>"
    )


def test_blanks_stay_where_they_count() -> None:
    text = "<p>甲</p>\n\n<pre>一\n\n  二</pre>"
    assert lean(text) == text
