"""Search: what of the archive can be found, folded, as a tree of strings in static files that the site's scripts read.

entries (records as lines) → folding → grams (the tree) → pieces and packing (bytes) → index (files). The scripts that
read the files are in ``theme/assets/search/``.
"""
