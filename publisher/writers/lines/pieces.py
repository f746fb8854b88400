"""The part of a text box that stands on a planned line, and the spaces of a line made wider or narrower."""

from __future__ import annotations

from typing import Any

from publisher.writers.lines.boxes import Paragraph
from publisher.writers.lines.fit import Demerits
from publisher.writers.lines.matter import spaces_in
from publisher.writers.lines.plan import Line


def piece_of(context: Any, paragraph: Paragraph, line: Line, number: int) -> tuple[Any, int | None, bool]:
    """The part of a text box that stands on a line: as `split_text_box` returns it."""
    box = paragraph.texts[number]
    run, style = paragraph.matter.runs[number], paragraph.styles[number]
    begin, x = (line.offset, line.x) if number == line.run else (0, run.x)
    ends_here = number == line.end_run and line.end >= 0
    end, end_x = (line.end, line.end_x) if ends_here else (len(box.text), run.end)
    text = box.text[begin:end]
    if ends_here and line.hyphen:
        text += run.hyphen
    resume = len(box.text[: line.resume].encode()) if ends_here else None
    if not text:
        return None, resume, False
    piece = box.copy_with_text(text)
    if paragraph.direct[number]:
        piece.pango_layout = _drawn_later(text)
        piece.width, piece.height, baseline = end_x - x, style.height, style.baseline
    else:
        piece.pango_layout, piece.width, piece.height, baseline = _by_pango(context, text, box.style)
        line.corrections[number] = piece.width - (end_x - x)
    from weasyprint.text.line_break import strut

    half_leading = (strut(box.style)[0] - piece.height) / 2
    piece.margin_top = piece.margin_bottom = half_leading
    piece.baseline = baseline + half_leading
    return piece, resume, False


def _drawn_later(text: str) -> Any:
    """A layout of Pango that is only shaped when it is drawn."""
    from weasyprint.text.line_break import Layout

    layout = Layout.__new__(Layout)
    layout.text, layout.justification_spacing, layout.max_width, layout.first_line_direction = text, 0, None, 0
    return layout


def _by_pango(context: Any, text: str, style: Any) -> tuple[Any, float, float, float]:
    from weasyprint.text.line_break import create_layout, first_line_metrics

    layout = create_layout(text, style, context, None, 0)
    line, _ = layout.get_first_line()
    layout, _, _, width, height, baseline = first_line_metrics(line, text, layout, None, False, style)
    return layout, width, height, baseline


def justify(line: Any, slack: float, demerits: Demerits) -> None:
    """Fill a line that is `slack` px too short (or too long): letters take a part of it, word spaces the rest."""
    letters, spaces = _content(line)
    taken = demerits.expanded(slack, letters) if spaces else 0.0
    scale = 1 + taken / letters if letters else 1.0
    if spaces:
        _spread(line, (slack - taken) / spaces / scale, scale, 0.0)


def _content(box: Any) -> tuple[float, int]:
    """Width of the text in a box, spaces in it."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        return box.width, spaces_in(box.text)
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        parts = [_content(child) for child in box.children if child.is_in_normal_flow()]
        return sum(width for width, _ in parts), sum(spaces for _, spaces in parts)
    return 0.0, 0


def _spread(box: Any, spacing: float, scale: float, moved: float) -> float:
    """Widen every space by `spacing` px and then everything `scale` times; returns by how much what follows moves."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        box.position_x += moved
        spaces = spaces_in(box.text)
        box.justification_spacing = box.pango_layout.justification_spacing = spacing if spaces else 0.0
        box.expanded = scale
        width = (box.width + spacing * spaces) * scale
        moved += width - box.width
        box.width = width
        return moved
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.position_x += moved
        before = moved
        for child in box.children:
            if child.is_in_normal_flow():
                moved = _spread(child, spacing, scale, moved)
        box.width += moved - before
        return moved
    box.translate(moved, 0)
    return moved
