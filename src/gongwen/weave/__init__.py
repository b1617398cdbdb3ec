"""Weaving: from the archive to index pages, concordances and cross-links, as Markdown.

Everything here is a pure function of the archive. ``hooks/`` hands the results to the site generator, ``theme/``
says how they look.
"""
