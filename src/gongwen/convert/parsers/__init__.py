"""Parsers of binary formats: bytes → plain values, each run in a process of its own.

They know nothing of records, names or rules, so that such a process starts in a tenth of a second; what their values
mean is for `gongwen.convert.readers`. ``python -m gongwen.convert.parsers NAME`` reads a file from standard input and
writes what it holds to standard output; see `gongwen.convert.readers.apart`.
"""
