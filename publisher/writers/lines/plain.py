"""Lines of one text in one style, put together without WeasyPrint's inline layout: nine of ten lines are such.

Every attribute gets the value that WeasyPrint's own functions give it, by the same sums in the same order: pages are the
same to the byte (`tests/writers/lines/test_plain.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from publisher.writers.lines.boxes import Paragraph
from publisher.writers.lines.pieces import piece_of
from publisher.writers.lines.plan import Line

Aligned = Callable[[Any, Any, float, bool], float]
"""Fills a line: context, line box, width in px, whether it is the last one; gives its indent in px."""


def is_plain(paragraph: Paragraph, block: Any) -> bool:
    """Whether all lines of a paragraph are a text that our own shaping knows, and nothing else."""
    children = paragraph.children
    if len(children) != 1 or paragraph.paths != [(0,)] or not paragraph.direct[0] or paragraph.floats:
        return False
    text, style, around = children[0], children[0].style, paragraph.box.style
    return bool(
        not text.text.startswith(" ")
        and not text.text.endswith(" ")
        and style["vertical_align"] == "baseline"
        and style["font_size"] > 0
        and around["position"] == "static"
        and around["box_decoration_break"] == "slice"
        and around["direction"] == block.style["direction"] == "ltr"
    )


def start_of(box: Any, block: Any, top: float) -> tuple[float, float, float]:
    """Where a line at `top` px begins, what it can hold, and the width of the measure, when nothing floats; in px."""
    left = block.content_box_x()
    right = left + block.width
    left += box.margin_left
    right -= box.margin_right
    measure = right - left
    box.position_x, box.position_y = left - box.margin_left, top + box.margin_top - box.margin_top
    return box.position_x + box.text_indent, box.position_x + measure, measure


def plain_line(
    context: Any, box: Any, block: Any, paragraph: Paragraph, planned: Line, x: float, measure: float, align: Aligned
) -> tuple[Any, Any] | None:
    """The line box of a planned line, and WeasyPrint's way to the next one; None for a text that ends with a space."""
    from weasyprint.layout import inline

    child, first = paragraph.children[0], not (planned.run or planned.offset)
    if first:
        inline.resolve_percentages(child, block)
    child.position_x, child.position_y = x, box.position_y
    piece, resume, _ = piece_of(context, paragraph, planned, 0)
    if piece is None or piece.text[-1] == " ":
        return None
    line = box.copy_with_children([piece])
    line.remove_decoration(start=not first, end=resume is not None)
    line.width = piece.position_x + piece.margin_width() - line.content_box_x()
    inline._adjust_line_height(line)
    line.planned_line = planned
    box.width, box.height = line.width, line.height
    offset = align(context, line, measure, resume is None)
    _stand(line, piece, offset)
    return line, None if resume is None else {0: {resume: None}}


def _stand(line: Any, piece: Any, offset: float) -> None:
    """Put text and line on one baseline."""
    position_y = line.position_y
    piece.position_y = top = 0 - piece.baseline
    bottom = top + piece.margin_height()
    line_top = 0 - line.baseline
    line_bottom = line_top + line.margin_height()
    top, bottom = min(top, line_top), max(bottom, line_bottom)
    line.baseline = -top
    line.position_y = top
    line.height = bottom - top
    line.margin_top = line.margin_bottom = 0
    line.translate(offset, position_y - top)
    line.position_y = position_y
