"""Lines of one text in one style, put together without WeasyPrint's inline layout: nine of ten lines are such.

Every attribute gets the value that WeasyPrint's own functions give it, by the same sums in the same order: the pages
are the same to the byte (`tests/writers/lines/test_plain.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from publisher.writers.lines.boxes import Paragraph
from publisher.writers.lines.pieces import piece_of
from publisher.writers.lines.plan import Line

Aligned = Callable[[Any, Any, float, bool], float]
"""Fills a line: context, line box, width in px, whether it is the last one; gives its indent in px."""


def may_be_plain(paragraph: Paragraph, block: Any) -> bool:
    """Whether lines of a paragraph may be put together here."""
    style = paragraph.box.style
    return bool(
        not paragraph.floats
        and style["position"] == "static"
        and style["box_decoration_break"] == "slice"
        and style["direction"] == block.style["direction"] == "ltr"
    )


def is_plain(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line holds nothing but a part of one text, which our own shaping knows."""
    number = line.run
    path, text = paragraph.paths[number], paragraph.texts[number]
    if len(path) != 1 or line.end_run != number or not paragraph.direct[number] or text.text[line.offset] == " ":
        return False
    if path[0] and not text.text[: line.offset].strip(" "):  # the line may begin with what is no text: an anchor
        return False
    if line.end >= 0:
        return 0 < line.resume < len(text.text) and text.text[line.end - 1] != " "
    return path[0] == len(paragraph.children) - 1 and text.text[-1] != " "


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
) -> tuple[Any, Any]:
    """The line box of a planned line, and WeasyPrint's way to the next one."""
    from weasyprint.layout import inline

    text, (index,) = paragraph.texts[planned.run], paragraph.paths[planned.run]
    if not planned.offset or not hasattr(text, "padding_left"):  # a copy, whose beginning another page has
        inline.resolve_percentages(text, block)
    text.position_x, text.position_y = x, box.position_y
    piece, resume, _ = piece_of(context, paragraph, planned, planned.run)
    line = box.copy_with_children([piece])
    line.remove_decoration(start=bool(index or planned.offset), end=resume is not None)
    line.width = piece.position_x + piece.margin_width() - line.content_box_x()
    inline._adjust_line_height(line)
    line.planned_line = planned
    box.width, box.height = line.width, line.height
    _stand(line, piece, align(context, line, measure, resume is None))
    return line, None if resume is None else {index: {resume: None}}


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
