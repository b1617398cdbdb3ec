from __future__ import annotations

import pytest

from gongwen.errors import GongwenError
from gongwen.publish.scripts import joined


def test_a_module_holds_what_it_imports() -> None:
    made = joined(
        {
            "a.js": 'import { one, two as zwei } from "./b.js";\nexport const sum = one + zwei();\n',
            "b.js": 'import { base } from "./c.js";\nexport const one = base;\nexport function two() { return 2; }\nconst own = 3;\n',
            "c.js": "export const base = 1;\n",
        }
    )
    assert made["c.js"] == "export const base = 1;\n"
    assert made["a.js"].index("module_c") < made["a.js"].index("module_b")
    assert "const { one, two: zwei } = module_b;" in made["a.js"]
    assert "return { one, two };" in made["a.js"]
    assert made["a.js"].endswith("export const sum = one + zwei();\n")
    assert "import {" not in made["a.js"]


def test_a_module_that_two_others_import_is_there_once() -> None:
    made = joined(
        {
            "a.js": 'import { b } from "./b.js";\nimport { c } from "./c.js";\n',
            "b.js": 'import { c } from "./c.js";\nexport const b = c;\n',
            "c.js": "export const c = 1;\n",
        }
    )
    assert made["a.js"].count("const module_c = ") == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('import { x } from "./none.js";\n', "不存在"),
        ('import x from "./a.js";\n', "写法不认识"),
        ("export default 1;\n", "写法不认识"),
        ("export { x };\n", "写法不认识"),
        ('import { a } from "./a.js";\n', "绕了一圈"),
    ],
)
def test_what_it_does_not_understand_is_an_error(text: str, words: str) -> None:
    with pytest.raises(GongwenError, match=words):
        joined({"a.js": text})
