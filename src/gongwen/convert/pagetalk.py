"""Boilerplate, facts and titles of pages under one name, for callers that still ask for all three here."""

from __future__ import annotations

from gongwen.convert.boilerplate import (
    is_attachment,
    is_breadcrumb,
    is_comments_head,
    is_controls,
    is_credit,
    is_dateline,
    is_footer,
    is_furniture,
    is_navigation_word,
    is_paper_line,
    is_previous_next,
    is_prompt,
    is_related_head,
    is_weak_controls,
)
from gongwen.convert.page_facts import facts, is_facts_line, is_facts_table
from gongwen.convert.page_titles import first_of, site_of, without_copyist, without_site

__all__ = [
    "facts", "first_of", "is_attachment", "is_breadcrumb", "is_comments_head", "is_controls", "is_credit", "is_dateline",
    "is_facts_line", "is_facts_table", "is_footer", "is_furniture", "is_navigation_word", "is_paper_line",
    "is_previous_next", "is_prompt", "is_related_head", "is_weak_controls", "site_of", "without_copyist", "without_site",
]  # fmt: skip
