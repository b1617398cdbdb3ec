"""A few of the damaged inputs that bench/mutate.py puts through every stage, and through the whole conversion, by the thousand."""

from __future__ import annotations

import random
import signal
from pathlib import Path

import pytest

import forked
import mutate
import one_text
from frozen import frozen
from gongwen.convert.pipeline import Converter
from gongwen.convert.readers import apart
from gongwen.errors import ReadError
from stages import stages


@pytest.fixture(scope="module")
def converter() -> Converter:
    return Converter(frozen())


@pytest.mark.parametrize("name", stages())
def test_damaged_inputs_of_a_stage_end_well(name: str) -> None:
    tally = mutate.stage_piece(name, 7, 0, 60)
    assert tally.bad == []
    assert tally.pages + tally.refused.total() == 60
    assert tally.pages > 10  # most is not so damaged that nothing was tried


@pytest.mark.parametrize("format_", ["pdf", "docx", "ofd", "xlsx", "epub", "rtf", "zip", "mhtml"])
def test_damaged_files_end_in_a_page_or_in_one_line(format_: str) -> None:
    tally = mutate.files_piece(format_, 7, 0, 12)
    assert tally.bad == []
    assert tally.pages + tally.refused.total() == 12


def test_files_are_read_alike_in_a_process_that_starts_and_in_one_that_is_forked(
    converter: Converter,
) -> None:
    random_ = random.Random(7)
    for format_ in ("docx", "pdf"):
        for data in (
            mutate.sound(format_),
            *(mutate.damaged(random_, mutate.sound(format_)).data for _ in range(3)),
        ):
            with forked.parsing(forked.run):
                fast = _ended(converter, data)
            assert fast == _ended(converter, data)


def _ended(converter: Converter, data: bytes) -> str:
    try:
        return converter.from_bytes(data, Path("a"))[0].document.body
    except ReadError as error:
        return str(error)


def test_what_ends_badly_is_said(converter: Converter, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise KeyError

    tally = mutate.Tally()
    monkeypatch.setattr(signal, "setitimer", lambda *_: None)
    mutate.tried(failing, b"", tally)
    tally.timed(mutate.SECONDS + 1, mutate.SECONDS)
    monkeypatch.setattr(converter, "from_bytes", failing)
    mutate.attempt(converter, mutate.Damaged(b""), tally)
    assert [("KeyError" in problem, "秒" in problem) for problem in tally.bad] == [
        (True, False), (False, True), (True, False),
    ]  # fmt: skip


def test_a_page_of_half_a_file_is_a_fault(converter: Converter) -> None:
    tally = mutate.Tally()
    mutate.attempt(converter, mutate.Damaged(one_text.html().encode(), cut=True), tally)
    assert ["缺了一截" in problem for problem in tally.bad] == [True]


def test_a_stage_that_loses_a_character_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = mutate.stages.__globals__["pdf_layout"].parsed

    def losing(pages: list[object]) -> object:
        made = parsed(pages)
        made.lines = made.lines[1:]
        return made

    monkeypatch.setattr("gongwen.convert.parsers.pdf_layout.parsed", losing)
    assert len(mutate.stage_piece("pdf-layout", 7, 0, 10).bad) == 10


def test_a_run_goes_on_where_it_stopped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--stage", "csv", "--inputs", "1500", "--jobs", "1", "--kept", str(tmp_path / "a" / "kept")]
    assert mutate.main(arguments) == 0
    whole = capsys.readouterr().out
    assert "共 2 批，已做 0 批" in whole
    assert "工序 csv　1500 个" in whole
    lines = (tmp_path / "a" / "kept").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "a" / "kept").write_text("".join(lines[:2]) + lines[2][:50], encoding="utf-8")
    assert mutate.main(arguments) == 0
    again = capsys.readouterr().out
    assert "共 2 批，已做 1 批" in again
    assert again.split("；")[0].split("工序")[1] == whole.split("；")[0].split("工序")[1]
    assert mutate.main(arguments) == 0
    assert "共 2 批，已做 2 批" in capsys.readouterr().out


def test_a_parser_that_hangs_or_fails_is_said_as_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forked.start, "answer", lambda *_: (_ for _ in ()).throw(ValueError))
    with pytest.raises(ReadError, match="读不出"):
        forked.run("docx", b"", "Word 文件")

    def hanging(*_: object) -> None:
        while True:
            pass

    monkeypatch.setattr(forked.start, "answer", hanging)
    with pytest.raises(ReadError, match="还没读完"):
        forked.run("docx", b"", "Word 文件", seconds=1)
    assert apart.run is not forked.run
