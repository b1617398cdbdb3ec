"""The body that a page names as the source of its text, where the text itself says too little."""

from __future__ import annotations

import re

from gongwen.convert.describe.bodies import Body, bodies_in, keys
from gongwen.convert.describe.evidence import Found
from gongwen.convert.describe.reading import Reading
from gongwen.text.shapes import IDEOGRAPH

_WEB_PRESENCE = re.compile(r"(?:官方|门户)?(?:网站|官网|微信|公众号|微信公众号)$")
_DEPARTMENT = re.compile(rf"[{IDEOGRAPH}]{{2,6}}[司处科]")


def is_department(name: str) -> bool:
    """Whether a name is that of a department alone, of a body that the page doesn't name: 科技司."""
    return bool(_DEPARTMENT.fullmatch(name.strip()))


def _source(reading: Reading) -> tuple[Body, ...]:
    stated = _WEB_PRESENCE.sub("", reading.facts.stated_source.strip())
    return (bodies_in(reading, stated) or ()) if stated and not is_department(stated) else ()


def by_source(reading: Reading) -> Found[tuple[str, ...]] | None:
    """Who put the text up, as the page says, where nothing in the text names a body; for a person to look at."""
    bodies = _source(reading)
    stated = reading.facts.stated_source
    return (
        Found(keys(bodies), "source", stated, "正文未署名，据网页所注来源", doubtful=True) if bodies else None
    )


def in_full(reading: Reading, bodies: tuple[Body, ...]) -> tuple[Body, ...]:
    """Bodies that begin with a bare level (市卫健委) by the full name that the page gives as its source."""
    full = _source(reading)
    if len(full) != 1:
        return bodies
    return tuple(full[0] if _is_short(body.key, full[0].words) else body for body in bodies)


def _is_short(name: str, full: str) -> bool:
    """Whether `name` is a bare level and characters of `full` in their order: 市卫健委, 甲市卫生健康委员会."""
    level = re.match(r"[省市县区]", name)
    place = re.match(rf"[{IDEOGRAPH}]{{2,8}}?{level[0]}", full) if level else None
    if place is None:
        return False
    rest = iter(full[place.end() :])
    return all(char in rest for char in name[1:])
