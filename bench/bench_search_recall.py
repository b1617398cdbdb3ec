"""Whether the engine finds every record that has a string and no other: compared with looking through all texts."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from playwright.sync_api import Page

from bench_search_common import BenchError, apart
from gongwen.records.archive import read_archive
from gongwen.search.entries import entries
from gongwen.search.folding import fold_line

SEED = 11
SHORTEST, LONGEST = 2, 8
SPLICED = 10
"""Every so many strings is put together from two places, so that most of these stand nowhere."""
_BATCH = 20
_LIMIT = 120
"""Seconds for a batch."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Strings and the paths of the records that have them."""

    strings: tuple[str, ...]
    paths: tuple[frozenset[str], ...]
    records: int


@dataclass(frozen=True, slots=True)
class Recall:
    """How the engine's answers compare with the reference.

    Attributes:
        strings: how many were asked.
        same: with the very same records.
        missed: records that have the string and weren't found, over all strings.
        extra: records that were found and don't have the string.
        nowhere: strings that no record has.
        failed: strings for which the engine broke.
        slowest: milliseconds of the slowest string, and which it is.
        examples: strings with other records: string, missed, extra, one path of either.
    """

    strings: int
    same: int
    missed: int
    extra: int
    nowhere: int
    failed: int
    slowest: tuple[float, str]
    examples: tuple[tuple[str, int, int, str], ...]


def folded_texts(docs: Path) -> tuple[list[str], list[str]]:
    """Paths of all records, and their folded lines, a line a line."""
    paths, texts = [], []
    for entry in entries(read_archive(docs), docs):
        paths.append(entry.path.strip("/"))
        texts.append("\n".join(fold_line(line.text) for line in entry.lines))
    return paths, texts


def choose(texts: Sequence[str], count: int, seed: int = SEED) -> list[str]:
    """Strings out of the texts, none twice: one from any record, one from any place, and so on in turn.

    By records alone the short ones would give most, and their names in English; by places alone the long ones.

    Args:
        texts: folded lines of each record.
        count: how many at most.
        seed: the same gives the same strings.
    """
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    lengths = list(accumulate(map(len, texts)))
    chosen: dict[str, None] = {}
    for number in range(count * 20):
        if len(chosen) == count:
            break
        weights = lengths if number % 2 else None
        length = chance.randint(SHORTEST, LONGEST)
        cut = length if number % SPLICED else length // 2
        string = _piece(chance, chance.choices(texts, cum_weights=weights)[0], cut)
        if cut < length:
            string += _piece(chance, chance.choice(texts), length - cut)
        # The engine will fold it too: the point in “3.” is left out, unlike in “3.5”.
        string = fold_line(string)
        if len(string) >= SHORTEST:
            chosen[string] = None
    return list(chosen)


def _piece(chance: random.Random, text: str, length: int) -> str:
    start = chance.randrange(max(1, len(text) - length + 1))
    return text[start : start + length].partition("\n")[0]


def reference(docs: Path, count: int) -> Reference:
    """Choose strings and look through all texts for them; takes memory, so to be called in a process of its own."""
    paths, texts = folded_texts(docs)
    strings = choose(texts, count)
    having = (
        frozenset(path for path, text in zip(paths, texts, strict=True) if string in text)
        for string in strings
    )
    return Reference(tuple(strings), tuple(having), len(paths))


_ASK = """async ([base, strings, limit]) => {
  const late = new Promise((_, fail) => setTimeout(() => fail(new Error("未在时限内答完")), limit));
  const ask = async () => {
    if (!window.__gwEngine) {
      const { open } = await import(base + "assets/search/engine.js");
      window.__gwEngine = await open(base);
    }
    const answers = [];
    for (const string of strings) {
      const started = performance.now();
      try {
        const found = await window.__gwEngine.find(string, { variants: false });
        await found.settle();
        answers.push([performance.now() - started, [...(await found.paths())].join("\\n"), ""]);
      } catch (error) {
        answers.push([performance.now() - started, "", String(error)]);
      }
    }
    return answers;
  };
  return Promise.race([ask(), late]);
}"""


def recall(page: Page, base: str, docs: Path, count: int) -> Recall:
    """Ask the engine for random strings and compare the records it finds.

    Args:
        page: a page of the site.
        base: the site's address.
        docs: the records that are in the index.
        count: how many strings.

    Raises:
        BenchError: there is no engine, or it fails on every string.
    """
    known = apart(reference, docs, count)
    answers: list[tuple[float, str, str]] = []
    for start in range(0, len(known.strings), _BATCH):
        asked = list(known.strings[start : start + _BATCH])
        answers += page.evaluate(_ASK, [base, asked, _LIMIT * 1000])
    if all(error for _, _, error in answers):
        raise BenchError(f"引擎对每个字串都出错：{answers[0][2] if answers else '没有字串'}")
    return compare(known, answers)


def compare(known: Reference, answers: Sequence[tuple[float, str, str]]) -> Recall:
    """Hold the engine's answers against the reference.

    Args:
        known: strings with their records.
        answers: for each string the milliseconds, the paths a line each, and what went wrong.
    """
    same = missed = extra = 0
    examples: list[tuple[str, int, int, str]] = []
    for string, wanted, (_, lines, error) in zip(known.strings, known.paths, answers, strict=True):
        found = {path.strip("/") for path in lines.split("\n") if path}
        lost, false = wanted - found, found - wanted
        if lost or false or error:
            missed, extra = missed + len(lost), extra + len(false)
            examples.append((string, len(lost), len(false), error or min(lost or false)))
        else:
            same += 1
    slowest = max(
        zip((time for time, _, _ in answers), known.strings, strict=True), default=(float("nan"), "")
    )
    return Recall(
        len(known.strings),
        same,
        missed,
        extra,
        sum(not wanted for wanted in known.paths),
        sum(bool(error) for _, _, error in answers),
        slowest,
        tuple(examples[:20]),
    )
