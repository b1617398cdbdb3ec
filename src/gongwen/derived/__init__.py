"""Facts about the whole archive, as values: where names occur, who cites whom, lineage, candidates for records.

Everything here is a pure function of the archive and knows nothing of pages.
"""
