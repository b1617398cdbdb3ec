"""Pictures made at build time: SVG with text in it, one drawing for wide and one for narrow screens.

Colours come from the page's tokens through classes; every picture says its content in words as well.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongwen.edtf import Edtf


@dataclass(frozen=True, slots=True)
class Bar:
    """A span on the time line of campaigns; years as decimals, `end` None where none is recorded."""

    label: str
    url: str
    start: float
    end: float | None
    strong: bool = False


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
            parts.append(_rect("bar-2", left, height - all_ * scale, bar, all_ * scale))
        if mine:
            parts.append(_rect("hot", left, height - mine * scale, bar, mine * scale))
            parts.append(_text("strong", middle, height - max(all_, mine) * scale - 6, str(mine)))
        if index % every == 0:
            shown = str(year) if step >= 34 or year % 5 == 0 or index == 0 else f"{year % 100:02d}"
            parts.append(_text("dim", middle, height + 18, shown))
    parts.append(f'<line class="axis" x1="0" x2="{width}" y1="{height}" y2="{height}" stroke-width="1.5"/>')
    return f'<svg class="{css}" viewBox="0 0 {width} {height + 26}" role="img" aria-label="{html.escape(label)}">{"".join(parts)}</svg>'


def _rect(css: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{css}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def _text(css: str, x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text class="{css}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{html.escape(text)}</text>'


_ROW = 21
_CHARACTER = 13.0


def band(years: Sequence[int], documents: Mapping[int, int], bars: Sequence[Bar]) -> str:
    """The home page's band: documents by year as columns, campaigns as bars below, names as links."""
    return _wide_band(years, documents, bars) + _narrow_band(years, documents, bars)


def _wide_band(years: Sequence[int], documents: Mapping[int, int], bars: Sequence[Bar]) -> str:
    width, base = 1200, 132
    step = width / len(years)
    most = max(documents.values(), default=1)
    scale = 104 / most
    parts = []
    for index, year in enumerate(years):
        count = documents.get(year, 0)
        middle = step * (index + 0.5)
        if count:
            parts.append(_rect("bar", middle - step * 0.31, base - count * scale, step * 0.62, count * scale))
        parts.append(_text("dim", middle, base - count * scale - 6, str(count) if count else "无"))
        parts.append(
            f'<line class="tick" x1="{step * index:.1f}" x2="{step * index:.1f}" y1="{base}" y2="{base + 5}"/>'
        )
        full = year % 5 == 0 or index in {0, len(years) - 1}
        parts.append(
            _text("strong" if full else "dim", middle, base + 20, str(year) if full else f"{year % 100:02d}")
        )
    parts.append(f'<line class="axis" x1="0" x2="{width}" y1="{base}" y2="{base}" stroke-width="1.5"/>')
    rows: list[float] = []
    for bar in bars:
        x = (bar.start - years[0]) * step
        end = (bar.end if bar.end is not None else int(bar.start) + 1) - years[0]
        label = len(bar.label) * _CHARACTER
        left = min(x, width - label)
        row = next((i for i, used in enumerate(rows) if used < left - 14), len(rows))
        if row == len(rows):
            rows.append(0.0)
        rows[row] = max(left + label, end * step)
        y = base + 48 + row * (_ROW + 14)
        parts.append(_link(bar, _text("strong" if bar.strong else "", left, y, bar.label, "start")))
        parts.append(_span(bar, x, end * step, y + 8))
    height = base + 48 + len(rows) * (_ROW + 14)
    return (
        f'<svg class="only-wide" viewBox="0 0 {width} {height}" role="img" aria-labelledby="band-t band-d">'
        f'<title id="band-t">{years[0]} 至 {years[-1]} 年收录文献件数与专项行动</title>'
        f'<desc id="band-d">上部柱形为每年文献件数，最多为 {most} 件；下部横线为专项行动的起止。数据见图后的表。</desc>{"".join(parts)}</svg>'
    )


def _narrow_band(years: Sequence[int], documents: Mapping[int, int], bars: Sequence[Bar]) -> str:
    row, most = 22, max(documents.values(), default=1)
    left, room = 44, 92
    parts = [_text("dim", left, 14, "文献（件）", "start"), _text("dim", 178, 14, "专项行动", "start")]
    for index, year in enumerate(years):
        y = 34 + index * row
        count = documents.get(year, 0)
        parts.append(_text("strong" if year % 5 == 0 else "dim", 0, y, str(year), "start"))
        if count:
            parts.append(_rect("bar", left, y - 11, room * count / most, 12))
        parts.append(_text("dim", left + room * count / most + 5, y, str(count) if count else "无", "start"))
    used: dict[int, int] = {}
    for bar in sorted(bars, key=lambda bar: bar.start):
        line = max(int(bar.start), max(used, default=0) + 1) if int(bar.start) in used else int(bar.start)
        used[line] = 1
        y = 34 + (line - years[0]) * row
        top, end = (
            34 + (bar.start - years[0]) * row - 8,
            bar.end if bar.end is not None else int(bar.start) + 1,
        )
        bottom = max(top + 4, 34 + (end - years[0]) * row - 8)
        css = "camp" if bar.end is not None else "open"
        parts.append(
            f'<line class="{css}" x1="182" x2="182" y1="{top:.1f}" y2="{bottom:.1f}" stroke-width="{4 if bar.end else 1.5}"/>'
        )
        parts.append(
            _link(bar, _text("strong" if bar.strong else "", 194, y, _shortened(bar.label, 11), "start"))
        )
    height = 34 + max(len(years), max(used, default=years[0]) - years[0] + 1) * row
    return (
        f'<svg class="only-narrow" viewBox="0 0 350 {height}" role="img" aria-label="各年文献件数与专项行动，数据见图后的表">'
        f"{''.join(parts)}</svg>"
    )


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _link(bar: Bar, inside: str) -> str:
    return f'<a href="{html.escape(bar.url)}">{inside}</a>'


def _span(bar: Bar, x: float, end: float, y: float) -> str:
    if bar.end is not None:
        return f'<line class="camp" x1="{x:.1f}" x2="{max(end, x + 6):.1f}" y1="{y:.1f}" y2="{y:.1f}" stroke-width="4"/>'
    return (
        f'<line class="camp" x1="{x:.1f}" x2="{x + 5:.1f}" y1="{y:.1f}" y2="{y:.1f}" stroke-width="4"/>'
        f'<line class="open" x1="{x + 8:.1f}" x2="{max(end, x + 14):.1f}" y1="{y:.1f}" y2="{y:.1f}" stroke-width="1.5"/>'
    )


def track(first: int, last: int, spans: Sequence[tuple[float, float | None]]) -> str:
    """The track of one campaign on the time line, in per cent of its width: `spans` of decimal years."""
    years = last + 1 - first

    def at(year: float) -> str:
        return f"{max(0.0, min(100.0, (year - first) / years * 100)):.2f}%"

    grid = "".join(
        f'<line class="grid" x1="{at(year)}" x2="{at(year)}" y1="0" y2="100%"/>'
        for year in range(first, last + 1)
        if year % 5 == 0
    )
    lines = []
    for start, end in spans:
        if end is not None:
            lines.append(
                f'<line class="camp" x1="{at(start)}" x2="{at(max(end, start + 0.14))}" y1="50%" y2="50%" stroke-width="6"/>'
            )
        else:
            lines.append(
                f'<line class="camp" x1="{at(start)}" x2="{at(start + 0.14)}" y1="50%" y2="50%" stroke-width="6"/>'
            )
            lines.append(
                f'<line class="open" x1="{at(start + 0.2)}" x2="{at(int(start) + 1)}" y1="50%" y2="50%" stroke-width="1.5"/>'
            )
    return f'<svg aria-hidden="true">{grid}{"".join(lines)}</svg>'


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
