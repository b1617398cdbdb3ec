"""Adds the pages that have no file: indexes of documents, agencies, campaigns and terms, data, and JSON Schemas."""

from __future__ import annotations

import json

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

from building import site_of
from gongwen.messages import say
from gongwen.publish.provisions import data_files
from gongwen.records import KINDS, frontmatter, json_schema


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Append generated pages; an address that exists already is an error, not an overwrite."""
    site = site_of(config)
    for file in files:
        if file.src_uri.split("/")[0] in KINDS:
            # Indexes lead to records: in a navigation they would grow it with the square of the pages.
            file.inclusion = InclusionLevel.NOT_IN_NAV
    for page in site.generated_pages():
        head = frontmatter.dump({"title": page.title, "template": page.template}, "")
        _add(files, File.generated(config, page.src, content=head, inclusion=InclusionLevel.NOT_IN_NAV))
    for path, text in data_files(site.archive).items():
        _add(files, File.generated(config, path, content=text))
    for folder, kind in KINDS.items():
        text = json.dumps(json_schema(kind), ensure_ascii=False, indent=2)
        _add(files, File.generated(config, f"schemas/{folder}.schema.json", content=text))
    return files


def _add(files: Files, file: File) -> None:
    if files.get_file_from_path(file.src_uri) is not None:
        raise PluginError(say("地址冲突：{file} 既有文件，又要生成。改文件名，或删去文件", file=file.src_uri))
    files.append(file)
