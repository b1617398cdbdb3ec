"""Finding agencies, campaigns and terms in running Chinese text.

``matcher`` is the interface: names of all records, longest match, borders, senses. ``fold`` makes variants of
a character equal, ``borders`` says where a name can't end, ``senses`` chooses among records that share a name,
``places`` knows the names of provinces and cities, ``words`` is the one place where jieba is used.
"""
