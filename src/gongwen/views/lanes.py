"""The home page's band for narrow screens: years from top to bottom, documents beside them, campaigns in lanes.

A lane holds campaigns one after the other; a name stands beside where its campaign begins, or as near as the others
leave room, and a line leads to it.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from gongwen.text import words
from gongwen.views.charts import Bar, stretch, svg_rect, svg_text

_WIDTH = 350
_TOP, _ROW = 26, 20
_BARS, _LONGEST = 40, 66
"""Where the bars of documents begin, and how long the longest is."""
_LANES, _LANE = (132, 176), 9.0
"""Between where lanes lie, and how far one is from the next where there are few."""
_NAMES = 186
_PITCH, _LINE = 25, 16
"""From name to name, so that a finger meets one; from line to line of a name."""
_FITS = 12
"""So many Chinese characters of a name stand on a line."""


def lanes(years: Sequence[int], documents: Mapping[int, int], bars: Sequence[Bar]) -> str:
    """The drawing.

    Args:
        years: all years, in order.
        documents: how many there are of each.
        bars: the campaigns; their spans in order.
    """
    height = _TOP + len(years) * _ROW
    order = sorted(bars, key=lambda bar: (bar.spans[0].start, bar.label))
    parts = _years(years, documents)
    names = [_lines(bar.label) for bar in order]
    wanted = [_y(bar.spans[0].start, years) + _ROW / 2 for bar in order]
    places = spread(wanted, [_PITCH + _LINE * (len(name) - 1) for name in names], _TOP + _ROW / 2, height)
    columns = _columns(order)
    step = min(_LANE, (_LANES[1] - _LANES[0]) / max([*columns, 1]))
    leads: list[str] = []
    drawn: list[str] = []
    for bar, name, place, column in zip(order, names, places, columns, strict=True):
        x = _LANES[1] - column * step
        begin, end = _y(bar.spans[0].start, years), _y(bar.spans[0].end, years)
        met = min(max(place - 4.5, begin + 1), max(end - 1, begin + 1))
        leads.append(
            f'<line class="lead" x1="{x + 3:.1f}" x2="{_NAMES - 4}" y1="{met:.1f}" y2="{place - 4.5:.1f}"/>'
        )
        drawn += (_down(bar, x, years), _name(bar, name, place))
    said = (
        f"{years[0]} 至 {years[-1]} 年收录文献件数与专项行动，自上而下：左边横条为每年文献件数，最多为 "
        f"{max(documents.values(), default=1)} 件；右边竖线为专项行动的起止。数据见图后的表。"
    )
    whole = height + max(0, places[-1] + 8 - height if places else 0)
    return (
        f'<svg class="only-narrow" viewBox="0 0 {_WIDTH} {whole:.0f}" role="group" aria-label="{said}">'
        f"{''.join((*parts, *leads, *drawn))}</svg>"
    )


def spread(wanted: Sequence[float], pitches: Sequence[float], top: float, bottom: float) -> list[float]:
    """Places as near to those wanted as they can be without standing in each other's room.

    Neighbours that would are put side by side around the middle of what they wanted (isotonic regression, by pooling).

    Args:
        wanted: places in order.
        pitches: how much room each takes from its place on.
        top: the first place that there is.
        bottom: where there is no more room; passed where all together need more.
    """
    offsets = [sum(pitches[:index]) for index in range(len(wanted))]
    pools: list[tuple[float, int]] = []
    for place, offset in zip(wanted, offsets, strict=True):
        total, count = place - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before, many = pools.pop()
            total, count = total + before, count + many
        pools.append((total, count))
    most = max(top, bottom - sum(pitches))
    means = [total / count for total, count in pools for _ in range(count)]
    return [min(max(mean, top), most) + offset for mean, offset in zip(means, offsets, strict=True)]


def _columns(bars: Sequence[Bar]) -> list[int]:
    """The lane of each, counted from the names; those that begin last lie nearest, so that few lines cross."""
    free: list[float] = []
    found = [0] * len(bars)
    for index in reversed(range(len(bars))):
        spans = bars[index].spans
        lane = next((n for n, begun in enumerate(free) if spans[-1].end + 0.3 <= begun), len(free))
        free[lane : lane + 1] = [spans[0].start]
        found[index] = lane
    return found


def _y(year: float, years: Sequence[int]) -> float:
    return _TOP + (year - years[0]) * _ROW


def _years(years: Sequence[int], documents: Mapping[int, int]) -> list[str]:
    most = max(documents.values(), default=1)
    parts = [
        svg_text("dim", _BARS, 14, "文献（件）", "start"),
        svg_text("dim", _LANES[0], 14, "专项行动", "start"),
    ]
    parts.append(f'<line class="axis" x1="0" x2="{_WIDTH}" y1="{_TOP - 6}" y2="{_TOP - 6}"/>')
    for year in years:
        y = _y(year, years)
        full = year % 5 == 0 or year in {years[0], years[-1]}
        if year % 5 == 0 and year != years[0]:
            parts.append(f'<line class="grid" x1="0" x2="{_LANES[1] + 4}" y1="{y:.0f}" y2="{y:.0f}"/>')
        parts.append(svg_text("strong" if full else "dim", 0, y + 14.5, str(year), "start"))
        count = documents.get(year, 0)
        length = count / most * _LONGEST
        if count:
            parts.append(svg_rect("bar", _BARS, y + 4, length, 12))
        parts.append(
            svg_text(
                "dim", _BARS + length + (4 if count else 0), y + 14.5, str(count) if count else "无", "start"
            )
        )
    return parts


def _down(bar: Bar, x: float, years: Sequence[int]) -> str:
    """The spans of a campaign from top to bottom."""
    return "".join(
        stretch(span, begin, max(_y(span.end, years), begin + 6), f"{x:.1f}", "", 4, down=True)
        for span, begin in ((span, _y(span.start, years)) for span in bar.spans)
    )


def _lines(label: str) -> list[str]:
    """A name on as many lines as it needs, parted between words."""
    lines = [""]
    for word in words.cut(label):
        if lines[-1] and _length(lines[-1] + word) > _FITS:
            lines.append("")
        lines[-1] += word
    return lines


def _length(text: str) -> float:
    return sum(1 if ord(char) > 0x2E7F else 0.6 for char in text)


def _name(bar: Bar, lines: Sequence[str], y: float) -> str:
    css = "strong" if bar.strong else ""
    said = "".join(
        svg_text(css, _NAMES, y + index * _LINE, line, "start") for index, line in enumerate(lines)
    )
    return f'<a href="{html.escape(bar.url)}">{said}</a>'
