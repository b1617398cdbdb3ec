"""Abbreviations that English names give: those in use, and none of what nobody would shorten."""

from __future__ import annotations

import pytest

from gongwen.text.abbreviations import abbreviations


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Personal Information Protection Law of the PRC", "PIPL"),
        ("Data Security Law of the People's Republic of China", "DSL"),
        ("Cybersecurity Law of the PRC", "CSL"),
        ("Cyberspace Administration of China", "CAC"),
        ("Ministry of Industry and Information Technology (2008)", "MIIT"),
        ("E-Commerce Law of the PRC", "ECL"),
        ("Multi-Level Protection Scheme", "MLPS"),
        ("NPC Standing Committee", "NPCSC"),
    ],
)
def test_what_people_type(name: str, letters: str) -> None:
    assert letters in abbreviations(name)
    assert len(abbreviations(name)) <= 2


@pytest.mark.parametrize(
    "name",
    [
        "",
        "filing (record-filing)",
        "multi-level protection scheme (MLPS)",
        "Qianlong.com",
        "Supreme Court",
        "Interim Provisions on the Administration of the Publication of News by Internet Sites and Other Bodies",
    ],
)
def test_what_nobody_shortens(name: str) -> None:
    assert abbreviations(name) == ()
