"""Pictures made at build time: SVG with text in it, one drawing for wide and one for narrow screens.

Colours come from the page's tokens through classes; every picture says its content in words as well.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from gongwen.records.edtf import Edtf

SpanKind = Literal["known", "computed", "open", "part"]
LEGEND: dict[SpanKind, str] = {
    "known": "起止有记载",
    "computed": "止期据宣布的期限推算",
    "open": "结束时间未见记载，暂画至当年年底",
    "part": "系列：该年有分项",
}
"""What each way of drawing a span says."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch on a line of time, in decimal years; how it is drawn says what is known of it."""

    start: float
    end: float
    kind: SpanKind


@dataclass(frozen=True, slots=True)
class Bar:
    """A campaign on the home page's band; `strong` for a series."""

    label: str
    url: str
    spans: tuple[Span, ...]
    strong: bool = False


def known(start: Edtf, end: Edtf) -> Span:
    """A span whose two ends are recorded."""
    return Span(decimal(start), decimal(end, end=True), "known")


def computed(start: Edtf, end: Edtf) -> Span:
    """A span whose end follows from the length that was announced."""
    return Span(decimal(start), decimal(end, end=True), "computed")


def unended(start: Edtf) -> Span:
    """A span without a recorded end: drawn to the end of the year in which it began."""
    return Span(decimal(start), start.year + 1.0, "open")


def whole_year(year: int) -> Span:
    """A year in which a part of a series began."""
    return Span(float(year), year + 0.9, "part")


def swatch(css: str) -> str:
    """A sample of a column."""
    return f'<svg viewBox="0 0 30 8" aria-hidden="true">{svg_rect(css, 0, 0, 30, 8)}</svg>'


def columns(total: Mapping[int, int], own: Mapping[int, int], *, label: str) -> str:
    """Columns by year: `own` in the accent colour on `total` in grey, both in documents.

    Args:
        total: documents of each year.
        own: those of them that the picture is about.
        label: what the picture shows, for those who don't see it.
    """
    years = list(range(min(total), max(total) + 1)) if total else []
    return _columns(years, total, own, label, width=960, height=112, css="only-wide") + _columns(
        years, total, own, label, width=350, height=94, css="only-narrow"
    )


def _columns(
    years: Sequence[int],
    total: Mapping[int, int],
    own: Mapping[int, int],
    label: str,
    *,
    width: int,
    height: int,
    css: str,
) -> str:
    if not years:
        return ""
    step = width / len(years)
    bar = min(56.0, step * 0.64)
    top = 22
    scale = (height - top) / max(max(total.values()), 1)
    every = max(1, -(-34 // int(step))) if step < 34 else 1
    parts = []
    for index, year in enumerate(years):
        middle = step * (index + 0.5)
        left = middle - bar / 2
        all_, mine = total.get(year, 0), own.get(year, 0)
        if all_:
            parts.append(svg_rect("bar-2", left, height - all_ * scale, bar, all_ * scale))
        if mine:
            parts.append(svg_rect("hot", left, height - mine * scale, bar, mine * scale))
            parts.append(svg_text("strong", middle, height - max(all_, mine) * scale - 6, str(mine)))
        if index % every == 0:
            shown = str(year) if step >= 34 or year % 5 == 0 or index == 0 else f"{year % 100:02d}"
            parts.append(svg_text("dim", middle, height + 18, shown))
    parts.append(f'<line class="axis" x1="0" x2="{width}" y1="{height}" y2="{height}" stroke-width="1.5"/>')
    return f'<svg class="{css}" viewBox="0 0 {width} {height + 26}" role="img" aria-label="{html.escape(label)}">{"".join(parts)}</svg>'


def svg_rect(css: str, x: float, y: float, width: float, height: float) -> str:
    """A rectangle of a drawing."""
    return f'<rect class="{css}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def svg_text(css: str, x: float, y: float, text: str, anchor: str = "middle") -> str:
    """Words of a drawing; `anchor` is which part of them stands at `x`."""
    return f'<text class="{css}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{html.escape(text)}</text>'


def legend(kinds: Iterable[SpanKind]) -> list[tuple[str, str]]:
    """Samples of the ways of drawing that occur in a picture, with what they say."""
    used = set(kinds)
    return [
        (
            f'<svg viewBox="0 0 30 8" aria-hidden="true">{stretch(Span(0, 30, kind), 0, 30, "4", "", 4)}</svg>',
            words,
        )
        for kind, words in LEGEND.items()
        if kind in used
    ]


_HEAD = 5.0
"""How long the solid beginning of an open span is, in the drawing's units or per cent of a track."""


def stretch(
    span: Span,
    x1: float,
    x2: float,
    y: str,
    unit: str,
    weight: float,
    head: float = _HEAD,
    *,
    down: bool = False,
) -> str:
    """A span as lines from `x1` to `x2`, at `y`, or with `down` from top to bottom; an open one is solid at its beginning only."""
    along, across = "yx" if down else "xy"

    def line(css: str, start: float, end: float, width: float) -> str:
        return (
            f'<line class="{css}" {along}1="{start:.2f}{unit}" {along}2="{end:.2f}{unit}" '
            f'{across}1="{y}" {across}2="{y}" stroke-width="{width:g}"/>'
        )

    if span.kind == "known":
        return line("camp", x1, x2, weight)
    if span.kind == "computed":
        return line("camp", x1, x1 + min(head, x2 - x1), weight) + line("camp", x1, x2, weight / 2)
    if span.kind == "part":
        return line("part", x1, x2, weight / 2)
    return line("camp", x1, x1 + head, weight) + line("open", x1 + head * 1.6, max(x2, x1 + head * 2.8), 1.5)


_ROW = 35
_CHARACTER = 13.0


def band(years: Sequence[int], documents: Mapping[int, int], bars: Sequence[Bar]) -> str:
    """The home page's band on wide screens: documents by year as columns, campaigns as bars below, names as links."""
    width, base = 1200, 132
    step = width / len(years)
    most = max(documents.values(), default=1)
    parts = _band_columns(years, documents, step, base)
    parts.append(f'<line class="axis" x1="0" x2="{width}" y1="{base}" y2="{base}" stroke-width="1.5"/>')
    rows: list[float] = []
    for bar in bars:
        xs = [((span.start - years[0]) * step, (span.end - years[0]) * step) for span in bar.spans]
        label = len(bar.label) * _CHARACTER
        left = max(0.0, min(xs[0][0], width - label))
        row = next((i for i, used in enumerate(rows) if used < left - 14), len(rows))
        if row == len(rows):
            rows.append(0.0)
        rows[row] = max(left + label, xs[-1][1])
        y = base + 48 + row * _ROW
        parts.append(_link(bar, svg_text("strong" if bar.strong else "", left, y, bar.label, "start")))
        parts += (
            stretch(span, x1, max(x2, x1 + 6), f"{y + 8:.0f}", "", 4)
            for span, (x1, x2) in zip(bar.spans, xs, strict=True)
        )
    height = base + 48 + len(rows) * _ROW
    said = (
        f"{years[0]} 至 {years[-1]} 年收录文献件数与专项行动：上部柱形为每年文献件数，最多为 {most} 件；"
        "下部横线为专项行动的起止。数据见图后的表。"
    )
    return f'<svg class="only-wide" viewBox="0 0 {width} {height}" role="group" aria-label="{said}">{"".join(parts)}</svg>'


def _band_columns(years: Sequence[int], documents: Mapping[int, int], step: float, base: int) -> list[str]:
    """A column a year with its count above and the year below, as far as there is room for the words."""
    scale = (base - 28) / max(documents.values(), default=1)
    roomy = step >= 24
    parts = []
    for index, year in enumerate(years):
        count = documents.get(year, 0)
        middle = step * (index + 0.5)
        if count:
            parts.append(
                svg_rect("bar", middle - step * 0.31, base - count * scale, step * 0.62, count * scale)
            )
        if roomy:
            parts.append(svg_text("dim", middle, base - count * scale - 6, str(count) if count else "无"))
        parts.append(
            f'<line class="tick" x1="{step * index:.1f}" x2="{step * index:.1f}" y1="{base}" y2="{base + 5}"/>'
        )
        ends = {0, len(years) - 1}
        # A year in full needs the room of its neighbours; the ends have it first.
        full = index in ends if roomy and ends & {index - 1, index, index + 1} else year % 5 == 0
        if full or roomy:
            shown = str(year) if full else f"{year % 100:02d}"
            parts.append(svg_text("strong" if full else "dim", middle, base + 20, shown))
    return parts


def _link(bar: Bar, inside: str) -> str:
    return f'<a href="{html.escape(bar.url)}">{inside}</a>'


def track(first: int, last: int, spans: Sequence[Span]) -> str:
    """The track of one campaign on the line of years, in per cent of its width."""
    years = last + 1 - first

    def at(year: float) -> float:
        return max(0.0, min(100.0, (year - first) / years * 100))

    grid = "".join(
        f'<line class="grid" x1="{at(year):.2f}%" x2="{at(year):.2f}%" y1="0" y2="100%"/>'
        for year in range(first, last + 1)
        if year % 5 == 0
    )
    least = 0.14 / years * 100
    lines = "".join(
        stretch(span, at(span.start), max(at(span.end), at(span.start) + least), "50%", "%", 6, least)
        for span in spans
    )
    return f'<svg aria-hidden="true">{grid}{lines}</svg>'


def years(first: int, last: int) -> str:
    """Every year above a short track."""
    marks = "".join(
        f'<text x="{(year - first) / (last + 1 - first) * 100:.2f}%" y="14">{year}</text>'
        for year in range(first, last + 1)
    )
    return f'<svg class="scale" aria-hidden="true">{marks}</svg>'


def decimal(date: Edtf, *, end: bool = False) -> float:
    """A date as a decimal year; with `end` the end of the span that it names."""
    day = date.last if end else date.first
    return day.year + (day.timetuple().tm_yday - (0 if end else 1)) / 366


def scale(first: int, last: int) -> str:
    """The years above the tracks."""
    years = last + 1 - first
    marks = "".join(
        f'<text x="{(year - first) / years * 100:.2f}%" y="16">{year}</text>'
        for year in range(first, last + 1)
        if year % 5 == 0
    )
    return f'<svg aria-hidden="true">{marks}</svg>'
