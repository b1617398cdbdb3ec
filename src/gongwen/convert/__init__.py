"""A file → a page: readers, repair, outline, describe, page, in that order.

``readers`` turn bytes into blocks with what the page says, ``repair`` undoes damage and says what it did, ``outline`` finds
title, headings, paragraphs and speakers, ``describe`` derives the front matter with its evidence, ``page``
writes it. ``pipeline`` runs them.
"""
