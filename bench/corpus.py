"""Generated archives to measure with: documents that are distributed as real ones are, and say nothing.

Words come from two sources. Chains of words as they follow each other in the archive's own texts give expressions
that recur from document to document, as those of officials do; words of jieba's dictionary, by their frequency
there, give the rest, some of them kept to a document as its topic. No text of others is used.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

from gongwen.records.archive import read_archive
from gongwen.text import words

CHARACTERS = 4400
"""Characters of a generated document: the length of the documents that the design was measured with."""

_PARTICLES = ("的", "的", "的", "和", "在", "对", "为", "是", "了", "等", "与", "及", "由", "将", "并", "以")
_ENDS = ("。", "。", "。", "。", "；", "！")
_RARE = 40
"""Words less frequent than this in the dictionary are left out; of names and places there are thousands."""


class Vocabulary:
    """What generated documents are made of."""

    def __init__(self, docs: Path) -> None:
        archive = read_archive(docs)
        self.agencies = sorted(archive.agencies)
        self.campaigns = sorted(archive.campaigns)
        self.names = [record.label for record in archive]
        self.chain: dict[str, list[str]] = defaultdict(list)
        for record in archive:
            cut = [word for word in words.cut(record.body) if word.strip() and word not in "#*\\"]
            for word, following in pairwise(cut):
                self.chain[word].append(following)
        self.starts = [word for word in self.chain if word not in "。，；：、！？）》”"]
        known = [
            (word, n)
            for word, n in words.dictionary()
            if 1 < len(word) < 5 and n > _RARE and not word.isascii()
        ]
        self.words = [word for word, _ in known]
        self.weights = list(accumulate(n for _, n in known))

    def word(self, chance: random.Random) -> str:
        """A word of the dictionary, as frequent as there."""
        return self.words[bisect(self.weights, chance.random() * self.weights[-1])]

    def told(self, chance: random.Random, length: int) -> str:
        """Words that follow each other as in the archive's texts."""
        word, found = chance.choice(self.starts), []
        for _ in range(length):
            found.append(word)
            following = self.chain.get(word)
            word = chance.choice(following) if following else chance.choice(self.starts)
        return "".join(found).rstrip("，、；：。（《“")


@cache
def vocabulary(docs: Path) -> Vocabulary:
    """The vocabulary of an archive, made once."""
    return Vocabulary(docs)


def documents(docs: Path, count: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """Generated records.

    Args:
        docs: the archive that names and expressions come from.
        count: how many.
        seed: the same gives the same documents.

    Yields:
        The path below ``documents/`` and the page as Markdown with front matter.
    """
    chance = random.Random(seed)  # noqa: S311
    source = vocabulary(docs)
    for number in range(count):
        year = 1994 + number % 33
        issuers = chance.sample(source.agencies, chance.choice((1, 1, 2, 4)))
        title = f"关于{chance.choice(source.names)}{source.word(chance)}{source.word(chance)}工作的第{number + 1}号通报"
        head = (
            (
                f"title: “{title}”\ndate: {year}-{1 + number % 12:02d}-{1 + number % 28:02d}\n"
                f"type: {chance.choice(('通知', '新闻报道', '部门规章'))}\nissuers: [{', '.join(issuers)}]\n"
                f"campaigns: [{chance.choice(source.campaigns)}]\ncontent: text\naccess: full"
            )
            .replace("“", "")
            .replace("”", "")
        )
        body = "\n\n".join(_paragraphs(source, chance))
        yield f"{year}/bench-{number}.md", f"---\n{head}\n---\n\n{body}\n"


def _paragraphs(source: Vocabulary, chance: random.Random) -> Iterator[str]:
    topic = [source.word(chance) + source.word(chance) for _ in range(14)] + chance.sample(source.names, 4)
    size, part = 0, 0
    while size < CHARACTERS:
        if size > part * CHARACTERS / 5:
            yield f"## {'一二三四五六七八'[part]}、{source.word(chance)}{source.word(chance)}"
            part += 1
        text = "".join(_sentence(source, chance, topic) for _ in range(chance.randint(2, 5)))
        yield text
        size += len(text)


def _sentence(source: Vocabulary, chance: random.Random, topic: list[str]) -> str:
    if chance.random() < 0.45:
        return source.told(chance, chance.randint(6, 24)).replace("\n", "") + "。"
    found: list[str] = []
    for _ in range(chance.randint(8, 24)):
        draw = chance.random()
        if draw < 0.24:
            found.append(chance.choice(_PARTICLES))
        elif draw < 0.56:
            found.append(chance.choice(topic))
        elif draw < 0.62:
            found.append("，")
        else:
            found.append(source.word(chance))
    return "".join(found).strip("，") + chance.choice(_ENDS)


def fill(docs: Path, count: int) -> None:
    """Write `count` generated records into the archive in `docs`."""
    for place, text in documents(docs, count):
        path = docs / "documents" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
