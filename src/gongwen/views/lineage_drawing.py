"""The lineage of an agency as a picture: boxes by generation, lines for duties that went over.

Drawn at build time, once for wide and once for narrow screens; the same is said in words beside it.
"""

from __future__ import annotations

import html

from gongwen.derived.lineage import Node, nodes
from gongwen.pages import addresses
from gongwen.records import Agency
from gongwen.records.archive import Archive
from gongwen.records.edtf import lifetime

_WIDE = 960
_BOX, _GAP = 64, 22
_BETWEEN = 56
_CHARACTER = 16.5


def picture(agency: Agency, archive: Archive) -> str:
    """The drawing; empty where an agency has neither predecessors nor successors."""
    found = nodes(agency, archive)
    if not found:
        return ""
    said = "；".join(
        f"{node.agency.label}的职责转入{'、'.join(archive.agencies[s].label for s in node.agency.successors if s in archive.agencies)}"
        for node in found
        if any(other.agency.id in node.agency.successors for other in found)
    )
    label = html.escape(f"沿革：{said}")
    return _wide(agency, found, label) + _narrow(agency, found, label)


def _wide(agency: Agency, found: list[Node], label: str) -> str:
    ranks = max(node.rank for node in found) + 1
    column = (_WIDE - _BETWEEN * (ranks - 1)) / ranks
    rows = max(node.row for node in found) + 1
    height = rows * (_BOX + _GAP) - _GAP

    def left(node: Node) -> float:
        return node.rank * (column + _BETWEEN)

    def top(node: Node) -> float:
        alone = sum(other.rank == node.rank for other in found)
        return node.row * (_BOX + _GAP) + (height - alone * (_BOX + _GAP) + _GAP) / 2

    at = {node.agency.id: node for node in found}
    parts = []
    for node in found:
        for other in (at[s] for s in node.agency.successors if s in at):
            x1, y1 = left(node) + column, top(node) + _BOX / 2
            x2, y2 = left(other), top(other) + _BOX / 2
            middle = x2 - _BETWEEN / 2
            parts.append(
                f'<path class="line" stroke-width="1.5" d="M{x1:.0f} {y1:.0f} H{middle:.0f} V{y2:.0f} H{x2 - 2:.0f}"/>'
            )
            parts.append(
                f'<path class="line" stroke-width="1.5" d="M{x2 - 9:.0f} {y2 - 5:.0f} L{x2 - 1:.0f} {y2:.0f} L{x2 - 9:.0f} {y2 + 5:.0f}"/>'
            )
    parts += (_box(node, agency, left(node), top(node), column) for node in found)
    return f'<svg class="only-wide" viewBox="-1 -1 {_WIDE + 2} {height + 2:.0f}" role="group" aria-label="{label}">{"".join(parts)}</svg>'


def _narrow(agency: Agency, found: list[Node], label: str) -> str:
    ordered = sorted(found, key=lambda node: (node.rank, node.row))
    tops = {node.agency.id: index * (_BOX + 18) for index, node in enumerate(ordered)}
    indent = 34
    parts = []
    for number, node in enumerate(ordered):
        for successor in (s for s in node.agency.successors if s in tops):
            y1, y2 = tops[node.agency.id] + _BOX / 2, tops[successor] + _BOX / 2
            trunk = 6 + 5 * (list(tops).index(successor) % 5)
            parts.append(
                f'<path class="line" d="M{indent} {y1 + 6:.0f} H{trunk} V{y2 - 4:.0f} H{indent - 2}"/>'
            )
            parts.append(
                f'<path class="line" d="M{indent - 8} {y2 - 8:.0f} L{indent - 1} {y2 - 4:.0f} L{indent - 8} {y2:.0f}"/>'
            )
        parts.append(_box(node, agency, indent, number * (_BOX + 18), 350 - indent))
    height = len(ordered) * (_BOX + 18) - 18
    return f'<svg class="only-narrow" viewBox="0 -1 351 {height + 2}" role="group" aria-label="{label}">{"".join(parts)}</svg>'


def _box(node: Node, agency: Agency, x: float, y: float, width: float) -> str:
    here = " here" if node.agency.id == agency.id else ""
    room = max(4, int((width - 24) / _CHARACTER))
    name = node.agency.short if len(node.agency.label) > room and node.agency.short else node.agency.label
    lines = [name[:room], name[room : 2 * room]] if len(name) > room else [name]
    size = 15 if len(lines) == 2 else 16
    words = "".join(
        f'<text class="song strong" x="{x + 12:.0f}" y="{y + (22 if len(lines) == 2 else 27) + index * 18:.0f}" '
        f'style="font-size:{size}px">{html.escape(part)}</text>'
        for index, part in enumerate(lines)
    )
    span = lifetime(node.agency.founded, node.agency.dissolved) or "起止未见记载"
    words += f'<text class="dim" x="{x + 12:.0f}" y="{y + 56 if len(lines) == 2 else y + 48:.0f}">{html.escape(span)}</text>'
    box = f'<rect class="box{here}" x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{_BOX}"/>{words}'
    if here:
        return box
    return f'<a href="{html.escape(addresses.path(node.agency.file, agency.file))}">{box}</a>'
