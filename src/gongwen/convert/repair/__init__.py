"""Repair: undoing damage that copying, scraping and page breaks did to a text.

A repair is a small named function, draft → draft. It says what it did through `Draft.after`: a kind, a count
and a note in Chinese, and puts what it took out into ``removed``. Each is safe on text that doesn't need it,
and running all twice changes nothing more. Words are never corrected and censored words never filled in: what
looks wrong goes to ``doubts`` and stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from gongwen.convert.model import Draft, PageFacts
from gongwen.convert.repair import (
    characters,
    copies,
    doubts,
    field_lines,
    frame,
    furniture,
    glued_fields,
    lines,
    printed,
    punctuation,
    reprinters,
    sharing_site,
    spam,
    structure,
    whole_page,
    wrapping,
)

Repair = Callable[[Draft], Draft]

REPAIRS: tuple[Repair, ...] = (
    # What isn't text at all goes first, so that nothing later counts it.
    characters.invisible,
    characters.composed,
    characters.full_width_letters,
    characters.injected_pinyin,
    # Lines of a viewer are whole pages: joined before anything looks for paragraphs in them.
    lines.fake_page_numbers,
    # Wide spaces still tell paragraphs apart; after this, spaces are only spaces.
    lines.paragraphs_from_wide_spaces,
    lines.indents,
    characters.odd_spaces,
    # Before pieces of sentences are taken for what stands around a document.
    wrapping.in_pieces,
    glued_fields.glued_fields,
    structure.head_with_source,
    structure.letter_on_one_line,
    # The page around the document.
    spam.search_words,
    reprinters.prompted_title,
    furniture.split_days,
    # Before the pieces of a day are taken for a page's numbers.
    lines.cut_dates,
    field_lines.field_lines,
    whole_page.page_dump,
    whole_page.above_place,
    sharing_site.library_banner,
    furniture.breadcrumb,
    furniture.navigation,
    printed.live_stamps,
    furniture.comments,
    furniture.picture_placeholders,
    printed.page_numbers,
    printed.running_heads,
    furniture.dateline,
    printed.paper_lines,
    furniture.controls,
    furniture.prompts,
    furniture.related_links,
    furniture.copyright_notice,
    furniture.footers,
    reprinters.glued_paper,
    reprinters.split_source,
    furniture.credits_lines,
    reprinters.offers,
    reprinters.said_of_itself,
    reprinters.own_file,
    printed.colophon,
    frame.tail,
    # The text itself.
    copies.duplicate_runs,
    punctuation.stray_bold,
    # What ends a sentence and what starts an item must be known before lines are joined.
    punctuation.full_stops,
    punctuation.enumeration_brackets,
    punctuation.bullets,
    lines.cut_sentences,
    characters.spaced_letters,
    punctuation.digit_spacing,
    punctuation.half_width_punctuation,
    punctuation.straight_quotes,
    punctuation.doubled_punctuation,
    punctuation.spaces_at_punctuation,
    structure.glued_title,
    structure.head_on_one_line,
    structure.glued_signature,
    structure.glued_order,
    structure.glued_headings,
    structure.glued_articles,
    structure.lost_paragraphs,
    doubts.look,
)
"""All repairs, in the order in which they run; the comments say why there."""


_ROUNDS = 6


def repair(draft: Draft) -> Draft:
    """Run all repairs on `draft`, again where one made room for another, until nothing changes."""
    repaired = draft
    for _, after in stages(draft):
        repaired = after
    return repaired


def stages(draft: Draft) -> Iterator[tuple[Draft, Draft]]:
    """The drafts before and after each repair, as `repair` runs them."""
    clean = {name: characters.on_one_line(value) for name, value in draft.facts.known().items()}
    draft = replace(draft, facts=PageFacts().knowing(clean))
    for _ in range(_ROUNDS):
        start = draft.blocks
        for step in REPAIRS:
            after = step(draft)
            yield draft, after
            draft = after
        if draft.blocks == start:
            break
