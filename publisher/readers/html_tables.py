"""Tables of HTML: rows, what is special about single cells, the caption."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from publisher.model.text import Text
from publisher.model.work import Block, Table, Trait
from publisher.readers.html_tree import Element, descendants

Align = Literal["left", "center", "right", ""]

_ALIGN = re.compile(r"text-align\s*:\s*(left|center|right)")
_ALIGNS = ("left", "center", "right")
_INNER = frozenset({"caption", "tr"})
_MOST_SPANNED = 1000
"""Columns or rows that one cell may take: what is more is a mistake."""


def table_of(element: Element, text: Callable[[Element], Text]) -> list[Block]:
    """The table, or nothing when it has no cells. `text` reads a cell."""
    head: list[tuple[Text, ...]] = []
    rows: list[tuple[Text, ...]] = []
    aligns: list[Align] = []
    traits: list[Trait] = []
    caption = None
    for child in descendants(element, _INNER):
        if child.name == "caption":
            caption = text(child)
            continue
        cells = [cell for cell in child.elements() if cell.name in ("td", "th")]
        is_head = not rows and bool(cells) and all(cell.name == "th" for cell in cells)
        found = [_align(cell) for cell in cells]
        aligns += found[len(aligns) :]
        number = len(head) + len(rows)
        traits += (
            trait
            for n, cell in enumerate(cells)
            if (trait := _trait(cell, number, n, found[n], aligns[n], is_head)) != Trait(number, n)
        )
        (head if is_head else rows).append(tuple(text(cell) for cell in cells))
    return [Table(tuple(head), tuple(rows), tuple(aligns), caption or None, tuple(traits))] if head or rows else []


def _trait(cell: Element, row: int, number: int, align: Align, usual: Align, is_head: bool) -> Trait:
    columns, rows = (_spanned(cell.attributes.get(name, "")) for name in ("colspan", "rowspan"))
    special: Align = "" if align == usual else align or "left"
    return Trait(row, number, columns, rows, cell.name == "th" and not is_head, special)


def _spanned(value: str) -> int:
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1
    return min(max(number, 1), _MOST_SPANNED)


def _align(cell: Element) -> Align:
    match = _ALIGN.search(cell.attributes.get("style", ""))
    said = match[1] if match else cell.attributes.get("align", "")
    value = said or next((name for name in cell.classes if name in _ALIGNS), "")
    return value if value in _ALIGNS else ""  # type: ignore[return-value]
