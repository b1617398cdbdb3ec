"""What pages show, as values for a template: one module a family of pages, no HTML but drawings (SVG).

Everything here is a pure function of the archive and of what is derived from it. ``hooks/`` hands the values to
the site generator, ``theme/`` says how they look.
"""
