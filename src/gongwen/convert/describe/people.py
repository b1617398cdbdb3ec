"""Who speaks or presides in a document; those only mentioned are not listed."""

from __future__ import annotations

import re

from gongwen.convert.outline import Outline
from gongwen.records import Person
from gongwen.records.vocabulary import PersonRole
from gongwen.text.speakers import AUTHOR, with_offices

_PRESIDES = re.compile(r"^.{0,6}主持")
_PRESIDES_AND_SPEAKS = re.compile(
    r"^.{0,6}主持[^，。；]{0,12}并(?:发表|作)?[^，。；]{0,8}(?:讲话|致辞|部署|总结)"
)
_SPEAKS = re.compile(
    r"^(?:[、，和与]?(?:[^，。；]{0,24}))?(?:出席.{0,12}并)?(?:发表.{0,6}讲话|"
    r"作.{0,8}(?:讲话|报告|部署|介绍)|讲话|致辞|在讲话中|在会上|指出|强调|表示|要求|说|介绍)"
)
_ATTENDS_AND_SPEAKS = re.compile(r"(?:出席|参加)[^，。；]{0,12}并(?:发表|作)[^，。；]{0,8}(?:讲话|致辞|报告)")


def find_people(outline: Outline, doc_type: str, author: str | None = None) -> tuple[Person, ...]:
    """Speakers, hosts and those who answer, in the order in which they appear.

    Args:
        outline: the document.
        doc_type: its type.
        author: who the web page says wrote or spoke it.
    """
    if any(paragraph.label for paragraph in outline.paragraphs):
        return _from_turns(outline)
    if doc_type == "新闻报道":
        return _from_news(outline)
    if doc_type == "讲话":
        return tuple(_author(line.text) for line in outline.head if line.kind == "author") or (
            (_author(author),) if author else ()
        )
    return ()


def _author(line: str) -> Person:
    """Who gives a speech, by the line under its title: 某某, or 甲会会长 某某."""
    with_office = AUTHOR.fullmatch(line.strip())
    if with_office:
        return Person(name=with_office["name"], office=with_office["office"].strip(), role="speaker")
    return Person(name=line.replace(" ", ""), role="speaker")


def _from_turns(outline: Outline) -> tuple[Person, ...]:
    people: dict[str, tuple[str | None, PersonRole]] = {}
    asked = False
    for paragraph in outline.paragraphs:
        label = paragraph.label
        if label is None:
            continue
        if label.asks:
            asked = True
            continue
        if label.name in people:
            office, role = people[label.name]
            people[label.name] = (office or label.office, role)
        elif not people:
            people[label.name] = (label.office, "host")
        else:
            people[label.name] = (label.office, "answer" if asked else "speaker")
    # Turns may go by bare names; the offices then stand in the report around them.
    stated = {name: office for office, name, _ in reversed(with_offices(outline.text))}
    people = {name: (office or stated.get(name), role) for name, (office, role) in people.items()}
    named = {
        name: value for name, value in people.items() if not re.search(r"主持|发言人$|负责人$|^答", name)
    }
    return tuple(Person(name=name, office=office, role=role) for name, (office, role) in named.items())


def _from_news(outline: Outline) -> tuple[Person, ...]:
    text = outline.text
    people: dict[str, tuple[str, PersonRole]] = {}
    for office, name, start in with_offices(text):
        sentence_end = re.search(r"[。；]", text[start:])
        clause = text[start + len(name) : start + (sentence_end.start() if sentence_end else 80)]
        role: PersonRole | None = None
        if _PRESIDES.match(clause):
            role = "speaker" if _PRESIDES_AND_SPEAKS.match(clause) else "host"
        elif _SPEAKS.match(clause) or _ATTENDS_AND_SPEAKS.search(clause):
            role = "speaker"
        if role and name not in people:
            people[name] = (office, role)
    return tuple(Person(name=name, office=office, role=role) for name, (office, role) in people.items())
