"""网络治理文献库: the library behind the archive.

``records`` and ``archive`` know what the archive holds, ``convert`` turns files into pages, ``names`` finds
agencies, campaigns and terms in running text, ``derived`` holds facts about the whole archive, ``views`` what pages show, ``search`` the
index, ``publish`` citations and data. Nothing here imports mkdocs: the site generator calls this library
through ``hooks/``, so another generator can take its place.
"""

__version__ = "0.1.0"
