"""Thirty works in each style as people write them, and as reference managers take them."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import Any

import pytest

from gongwen.publish.citations import embedded
from gongwen.publish.exchange import bibtex, csl, ris
from gongwen.publish.styles import STYLES, Work, filled
from gongwen.records.edtf import Edtf
from support import REPOSITORY

DAY = datetime.date(2026, 11, 27)


@dataclass(frozen=True)
class Row:
    work: Work
    place: str
    fragment: str
    wanted: dict[str, str]


def rows() -> list[Row]:
    text = (REPOSITORY / "tests" / "citing" / "styles.txt").read_text(encoding="utf-8")
    found = []
    for block in text.split("\n\n")[1:]:
        fields = dict(line.partition(" ")[::2] for line in block.strip().splitlines())
        data: dict[str, Any] = json.loads(fields.pop("work"))
        date = {"date": Edtf(data["date"])} if "date" in data else {}
        place, _, fragment = fields.pop("place", "").partition(" ")
        found.append(Row(Work(**{**data, "who": tuple(data["who"]), **date}), place, fragment, fields))
    return found


ROWS = rows()


def test_every_style_is_tried_on_thirty_works() -> None:
    assert len(ROWS) == 30
    assert all(row.wanted.keys() == STYLES.keys() for row in ROWS)


@pytest.mark.parametrize("style", STYLES)
def test_a_style_writes_what_people_write(style: str) -> None:
    made = [filled(STYLES[style][1](row.work), DAY, row.place, row.fragment) for row in ROWS]
    assert made == [row.wanted[style] for row in ROWS]


def test_what_the_reader_fills_stays_open_without_him() -> None:
    opened = {name: filled(compose(ROWS[0].work)) for name, (_, compose) in STYLES.items()}
    assert "[引用日期]" in opened["gbt"]
    assert "Retrieved [date], from" in opened["apa"]
    assert "Accessed [date]." in opened["chicago"]
    assert opened["plain"].endswith("https://a.example/1/。")


# Files


def test_csl_has_nothing_empty() -> None:
    for row in ROWS:
        item = csl(row.work, "k")
        assert all(item.values())
        assert item.get("author") == ([{"literal": name} for name in row.work.who] or None)
    assert csl(ROWS[0].work, "k") == {
        "id": "k", "type": "legislation", "title": "某办法", "author": [{"literal": "国务院"}],
        "issued": {"date-parts": [[2000, 9, 25]]}, "number": "国务院令第292号", "genre": "行政法规",
        "container-title": "网络治理文献库", "URL": "https://a.example/1/", "language": "zh-CN",
        "note": "English title: Measures on Something",
    }  # fmt: skip
    assert csl(Work((), "题", date=Edtf("2023-06?")), "k")["issued"] == {
        "date-parts": [[2023, 6]],
        "circa": True,
    }


def test_bibtex_and_ris_as_they_are_written() -> None:
    assert filled(bibtex(ROWS[3].work, "k"), DAY, "第1段", "#p-1") == (
        "@online{k,\n  author = {{甲部} and {乙部}},\n  title = {{关于某事的通知}},\n"
        "  number = {甲发〔2011〕5号},\n  type = {通知},\n  date = {2011-05},\n  organization = {甲部},\n  langid = {chinese},\n  note = {English title: Notice on a Matter},\n"
        "  url = {https://a.example/2/#p-1},\n  urldate = {2026-11-27},\n  pages = {第1段},\n}\n"
    )
    assert filled(ris(ROWS[0].work, "k"), DAY).split("\r\n") == [
        "TY  - STAT", "ID  - k", "AU  - 国务院", "TI  - 某办法", "TT  - Measures on Something", "PY  - 2000", "DA  - 2000/09/25/",
        "M1  - 国务院令第292号", "M3  - 行政法规", "T2  - 网络治理文献库", "LA  - zh-CN", "UR  - https://a.example/1/",
        "Y2  - 2026/11/27/", "ER  - ", "",
    ]  # fmt: skip
    assert "DA  - 2011/05//" in filled(ris(ROWS[3].work, "k"))


def test_nothing_in_a_title_ends_an_entry() -> None:
    work = Work(("甲 and 乙", "{"), "a} , b = {\\input{x}} 100% #$&_~^", url="https://a.example/{x}%20\\")
    text = filled(bibtex(work, "k"))
    for line in text.splitlines()[1:-1]:
        name, _, value = line.strip().removesuffix(",").partition(" = ")
        bare = value.replace("\\{", "").replace("\\}", "")
        depth = [bare[: i + 1].count("{") - bare[: i + 1].count("}") for i in range(len(bare))]
        assert min(depth[:-1], default=1) > 0, name
        assert depth[-1] == 0, name
    assert "{甲 and 乙} and {\\{}" in text
    assert "https://a.example/%7Bx%7D%20%5C" in text


def test_json_in_a_page_cannot_end_its_script() -> None:
    text = embedded({"a": "</script><!-- \u2028 & ]]>"})
    assert not set(text) & set("<>&\u2028")
    assert json.loads(text) == {"a": "</script><!-- \u2028 & ]]>"}


def _pandoc(form: str) -> str:
    """pandoc, where it is and reads this; what it can't read is skipped."""
    program = shutil.which("pandoc")
    known = subprocess.run([program, "--list-input-formats"], capture_output=True, text=True, check=True).stdout if program else ""  # fmt: skip
    if form not in known.split():
        pytest.skip(f"没有读得懂 {form} 的 pandoc，跳过")
    return str(program)


def _read_back(form: str, text: str) -> dict[str, Any]:
    """A citation's file as pandoc reads it, without its marks for what keeps its case."""
    command = [_pandoc(form), "-f", form, "-t", "csljson"]
    done = subprocess.run(command, input=text, text=True, capture_output=True, check=True)
    (item,) = json.loads(done.stdout)
    read = {
        name: re.sub(r"</?span[^>]*>", "", value) if isinstance(value, str) else value
        for name, value in item.items()
    }
    read["author"] = [a.get("literal") or a.get("family") for a in item.get("author", [])]
    return read


def _parts(work: Work, key: str = "issued") -> list[list[int]] | None:
    found: list[list[int]] | None = csl(work, "k").get(key, {}).get("date-parts")
    return found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.work.title)
def test_pandoc_reads_csl_back_as_it_was(row: Row) -> None:
    item = csl(row.work, "k")
    assert _read_back("csljson", json.dumps([item])) == {**item, "author": [*row.work.who]}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.work.title)
def test_pandoc_reads_bibtex_back_without_loss(row: Row) -> None:
    item, read = csl(row.work, "k"), _read_back("biblatex", filled(bibtex(row.work, "k"), DAY))
    same = ("id", "title", "number", "genre", "URL", "note")
    assert {name: read.get(name) for name in same} == {name: item.get(name) for name in same}
    assert read["author"] == [*row.work.who]
    assert read.get("issued", {}).get("date-parts") == _parts(row.work)
    assert read.get("publisher") == item.get("container-title")
    assert read.get("accessed") == ({"date-parts": [[2026, 11, 27]]} if row.work.url else None)
    assert read["language"] == "chinese"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.work.title)
def test_pandoc_reads_what_it_can_of_ris(row: Row) -> None:
    """It reads no day, number, type or English title of anybody's RIS: these are looked for in the file."""
    text = filled(ris(row.work, "k"), DAY)
    item, read = csl(row.work, "k"), _read_back("ris", text)
    same = ("id", "title", "URL", "container-title", "language")
    assert {name: read.get(name) for name in same} == {name: item.get(name) for name in same}
    assert read["author"] == [*row.work.who]
    assert (read.get("issued") or {}).get("date-parts") == ([[row.work.date.year]] if row.work.date else None)
    for tag, value in (("M1", row.work.number), ("M3", item.get("genre")), ("TT", row.work.title_en)):
        assert (f"{tag}  - {value}\r\n" in text) == bool(value)
