"""Lets Material's search cut Chinese with the archive's names as words."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from gongwen.names.words import user_dictionary


@event_priority(50)  # after the archive is read, before the search plugin loads its dictionary
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Write the names as a jieba user dictionary and tell the search plugin where it is."""
    plugin = config.plugins.get("material/search")
    if plugin is not None:
        path = Path(config.config_file_path).parent / ".cache" / "jieba-names.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(user_dictionary(config.extra["gongwen"].names()), encoding="utf-8")
        plugin.config.jieba_dict_user = str(path)
    return config
