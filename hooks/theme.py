"""Makes our own templates escape what they print; Material's are written for an environment that doesn't."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Escape by default in templates of ``theme/``: titles come from documents."""
    own = Path(config.theme.custom_dir or "theme")
    env.autoescape = lambda name: name is not None and (own / name).is_file()
    return env
