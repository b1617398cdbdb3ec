"""The site's scripts, each in one file: a module with the modules that it imports, so a page asks for it once.

The scripts are written as small modules. A reader on a slow line would wait for each of them, so the published
file of a module holds those that it imports too. Only what our own scripts use is understood: named imports from
a neighbour, and exports in front of a declaration.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from gongwen.errors import GongwenError

_IMPORT = re.compile(r'^import \{ ([^}]*) \} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)
_OTHER = re.compile(r"^(?:import [^(]|import\{|export (?:\{|\*|default))", re.MULTILINE)


def joined(modules: Mapping[str, str]) -> dict[str, str]:
    """Each module with what it imports in one file.

    Args:
        modules: names of files and their texts.

    Raises:
        GongwenError: an import or export is written otherwise, or a module is missing.
    """
    return {name: _joined(name, modules) for name in modules}


def _joined(name: str, modules: Mapping[str, str]) -> str:
    needed: list[str] = []
    _gather(name, modules, needed, ())
    parts = [_wrapped(other, modules[other]) for other in needed[:-1]]
    return "".join(parts) + _taking(modules[name])


def _gather(name: str, modules: Mapping[str, str], needed: list[str], above: tuple[str, ...]) -> None:
    """Add a module behind all that it imports."""
    if name in above:
        raise GongwenError(f"脚本 {name} 绕了一圈又引用自己", advice="把公用的部分移进另一个脚本")
    if name not in modules:
        raise GongwenError(f"脚本 {above[-1]} 引用的 {name} 不存在", advice="补上，或改引用")
    text = modules[name]
    for _, other in _IMPORT.findall(text):
        if other not in needed:
            _gather(other, modules, needed, (*above, name))
    if _OTHER.search(_IMPORT.sub("", text)):
        raise GongwenError(
            f"脚本 {name} 的引用或导出写法不认识",
            advice='写成 import { 甲 } from "./乙.js"; 或 export function、class、const',
        )
    needed.append(name)


def _taking(text: str) -> str:
    """A module's text with its imports taken from the modules wrapped before it."""
    return _IMPORT.sub(
        lambda found: f"const {{ {found[1].replace(' as ', ': ')} }} = {_variable(found[2])};\n", text
    )


def _wrapped(name: str, text: str) -> str:
    """A module as an object of what it exports, its other names kept to itself."""
    exported = ", ".join(_EXPORT.findall(text))
    inside = _taking(re.sub(r"^export ", "", text, flags=re.MULTILINE))
    return f"const {_variable(name)} = (() => {{\n{inside}return {{ {exported} }};\n}})();\n"


def _variable(name: str) -> str:
    return "module_" + re.sub(r"\W", "_", name.removesuffix(".js"))
