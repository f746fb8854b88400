"""WeasyPrint follows our lines. The only file that reaches into its inline layout; written for the versions in TESTED.

While a document is rendered, six functions of WeasyPrint are wrapped. When the first line of a justified paragraph is
laid out, the exact width of its lines is known (columns, initials, indents): all its lines are chosen then. Each text
box is cut where the plan says, with the width that is already known: Pango shapes it only once more, to draw it. What
can't be planned (a word wider than its line, right-to-left text, floats amid the text) is left to WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from publisher.writers.lines.boxes import Paragraph, Styles, UnplannedError
from publisher.writers.lines.fields import note_fields
from publisher.writers.lines.fit import Demerits, fit
from publisher.writers.lines.greedy import first_fit
from publisher.writers.lines.pieces import justify, piece_of
from publisher.writers.lines.plain import is_plain, may_be_plain, plain_line, start_of
from publisher.writers.lines.plan import Choose, Line, Plan
from publisher.writers.lines.undivided import keep_undivided

TESTED = ("70.0",)
_ENDLESS = 1e7
"""px: a planned line ends where the plan says, never because it is full."""
_RETRIES = 3
"""Times a paragraph is set anew because its last line on a page ends with a hyphen."""
_RAGGED = ("left", "start")
"""Of ragged lines those with leaders are planned (contents, indexes): WeasyPrint would shape every beginning of them
several times, and turn over what has room."""
_BESIDE_FLOATS = 80
"""Lines beside floats whose widths are looked for."""


def is_tested() -> bool:
    from weasyprint import __version__

    return __version__ in TESTED


@contextmanager
def planned_lines(choose: Choose = fit, *, fields: bool = False) -> Iterator[None]:
    """Within, WeasyPrint breaks justified paragraphs as `choose` does. Layout and drawing have to happen within.

    `fields`: there are fields in the texts.
    """
    from weasyprint.draw import text
    from weasyprint.layout import block, inline

    breaker = _Breaker(choose, fields=fields)
    wrapped = (
        (inline, "get_next_linebox", breaker.get_next_linebox),
        (inline, "split_inline_box", breaker.split_inline_box),
        (inline, "split_text_box", breaker.split_text_box),
        (inline, "text_align", breaker.text_align),
        (inline, "inline_min_content_width", breaker.inline_min_content_width),
        (block, "_linebox_layout", breaker.linebox_layout),
        (text, "draw_first_line", breaker.draw_first_line),
    )
    originals = [(module, name, getattr(module, name)) for module, name, _ in wrapped]
    breaker.original = {name: function for _, name, function in originals}
    try:
        for module, name, function in wrapped:
            setattr(module, name, function)
        yield
    finally:
        for module, name, function in originals:
            setattr(module, name, function)


def _is_led(box: Any) -> bool:
    """Whether a line box holds a leader."""
    known = box.__dict__.get("led")
    if known is None:
        parts = getattr(box, "children", ())
        known = box.led = any(part.is_leader or _is_led(part) for part in parts)
    return bool(known)


class _NotesStayError(Exception):
    """WeasyPrint would carry a note to another page than its call."""


class _Breaker:
    """The wrapped functions: each has the arguments and the result of the one it stands in for."""

    def __init__(self, choose: Choose, *, fields: bool) -> None:
        self.choose = choose
        self.fields = fields
        self.original: dict[str, Any] = {}
        self.demerits = Demerits()
        self.styles: Styles | None = None
        self.current: tuple[Plan, Line] | None = None
        self.fresh_note: Any = None
        """The note that was laid out last, if that was for the line at hand."""

    # -- lines -----------------------------------------------------------------------------------------------------

    def get_next_linebox(
        self, context: Any, box: Any, top: float, bottom_space: float, skip: Any, block: Any, *rest: Any
    ) -> Any:
        """Plain lines are put together here, all others by WeasyPrint."""
        *_, letter_style, line_style = rest
        if self.fields and skip is None:
            note_fields(box)
        plan = self._plan_of(context, box, block)
        if plan is None and skip is None and not getattr(box, "kept_undivided", False):
            keep_undivided(box, block)
            box.kept_undivided = True
        if not (context.excluded_shapes or letter_style or line_style):
            if plan and plan.may_be_plain is None:
                plan.may_be_plain = may_be_plain(plan.paragraph, block)
            if plan and plan.may_be_plain and (made := self._plain(context, box, top, bottom_space, skip, block)):
                return made
        return self.original["get_next_linebox"](context, box, top, bottom_space, skip, block, *rest)

    def _plain(self, context: Any, box: Any, top: float, bottom_space: float, skip: Any, block: Any) -> Any:
        x, end, measure = start_of(box, block, top)
        planned = self._planned(context, box, end - x, bottom_space, skip, block)
        if planned is None:
            return None
        plan, line = planned
        if not is_plain(plan.paragraph, line):
            return None
        self.fresh_note = None
        return plain_line(context, box, block, plan.paragraph, line, x, measure, self.text_align)

    def split_inline_box(
        self, context: Any, box: Any, position_x: float, max_x: float, bottom_space: float, skip: Any, block: Any,
        *rest: Any,
    ) -> Any:  # fmt: skip
        from weasyprint.formatting_structure import boxes

        original = self.original["split_inline_box"]
        if not isinstance(box, boxes.LineBox):
            return original(context, box, position_x, max_x, bottom_space, skip, block, *rest)
        outer = self.current
        self.current = self.fresh_note = None
        if rest[-1] is None and rest[-2] is None:  # no ::first-line, no ::first-letter
            self.current = self._planned(context, box, max_x - position_x, bottom_space, skip, block)
        try:
            if self.current is None:
                return original(context, box, position_x, max_x, bottom_space, skip, block, *rest)
            self.current[1].corrections.clear()
            result = original(context, box, position_x, position_x + _ENDLESS, bottom_space, skip, block, *rest)
            result[0].planned_line = self.current[1]
            return result
        finally:
            self.current = outer

    def _planned(
        self, context: Any, box: Any, width: float, bottom_space: float, skip: Any, block: Any
    ) -> tuple[Plan, Line] | None:
        plan = self._plan_of(context, box, block)
        if plan is None:
            return None
        paragraph = plan.paragraph
        place = paragraph.place_of(skip)
        shapes = context.excluded_shapes
        floats = paragraph.floats if skip is None else []
        widths = [width]
        if floats or any(s.position_y + s.margin_height() > box.position_y for s in shapes):
            widths = self._widths(context, box, width, bottom_space, block, floats)
        elif abs(width - block.width) > 1e-6:
            widths = [width, block.width]
        line = plan.line_at(place, widths[0])
        if line is None:
            plan.solve(place, widths, self.demerits)
            line = plan.line_at(place, widths[0])
        return (plan, line) if line else None

    def _plan_of(self, context: Any, box: Any, block: Any) -> Plan | None:
        style = box.style
        if style["direction"] != "ltr" or style["white_space"] != "normal":
            return None
        choose = self.choose
        if style["text_align_all"] != "justify":
            if style["text_align_all"] not in _RAGGED or not _is_led(box):
                return None
            choose = first_fit
        plan: Plan | None = getattr(box, "total_fit_plan", None)
        if plan is not None and plan.paragraph.belongs_to(box):
            return plan
        if getattr(box, "total_fit_refused", None) is box.children:
            return None
        if self.styles is None:
            self.styles = Styles(context.font_config)
        try:
            plan = box.total_fit_plan = Plan(Paragraph(box, block, self.styles), choose)
        except UnplannedError:
            box.total_fit_refused = box.children
            return None
        return plan

    def _widths(
        self, context: Any, box: Any, width: float, bottom_space: float, block: Any, floats: list[Any]
    ) -> list[float]:
        """Widths of the lines beside floats, and of the first below them. `floats` begin the paragraph: they are set
        on trial."""
        from weasyprint.layout.float import avoid_collisions, float_layout
        from weasyprint.text.line_break import strut

        before = context.excluded_shapes
        context.excluded_shapes = before.copy()
        try:
            for original in floats:
                child = original.copy()
                child.position_x, child.position_y = box.position_x, box.position_y
                placed, _ = float_layout(context, child, block, [], [], bottom_space, None)
                width -= max(placed.margin_width(), 0)
            widths = [width]
            height, _ = strut(box.style)
            probe = box.copy()
            probe.width, probe.height = 0, height
            bottom = max(s.position_y + s.margin_height() for s in context.excluded_shapes)
            while height > 0 and len(widths) < _BESIDE_FLOATS:
                probe.position_y = box.position_y + height * len(widths)
                widths.append(avoid_collisions(context, probe, block, outer=False)[2])
                if probe.position_y >= bottom:
                    break
            return widths
        finally:
            context.excluded_shapes = before

    def split_text_box(
        self, context: Any, box: Any, available_width: Any, skip: int, is_line_start: bool = True
    ) -> Any:
        if self.current:
            plan, line = self.current
            number = plan.paragraph.numbers.get(id(box))
            if number is not None:
                return piece_of(context, plan.paragraph, line, number)
        return self.original["split_text_box"](context, box, available_width, skip, is_line_start)

    # -- justification ---------------------------------------------------------------------------------------------

    def text_align(self, context: Any, line: Any, available_width: float, last: bool) -> float:
        planned: Line | None = getattr(line, "planned_line", None)
        if planned is None or line.style["text_align_all"] != "justify":
            return float(self.original["text_align"](context, line, available_width, last))
        natural = planned.end_x - planned.x + sum(planned.corrections.values())
        slack = planned.width - natural
        if last and slack >= 0:
            return float(self.original["text_align"](context, line, available_width, last))
        justify(line, slack, self.demerits)
        return 0.0

    def draw_first_line(self, stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any) -> Any:
        """Letters are made wider or narrower by the matrix of the text: nothing else in the file changes."""
        if scale := getattr(textbox, "expanded", None):
            from weasyprint.matrix import Matrix

            a, b, c, d, e, f = matrix.values
            matrix = Matrix(a * scale, b, c, d, e, f)
        return self.original["draw_first_line"](stream, textbox, text_overflow, block_ellipsis, matrix)

    def inline_min_content_width(self, context: Any, box: Any, *args: Any, **named: Any) -> float:
        """Asked for every line of a page with a float on it; beside none of them the answer is not used."""
        if all(s.position_y + s.margin_height() <= box.position_y for s in context.excluded_shapes):
            return 0.0
        return float(self.original["inline_min_content_width"](context, box, *args, **named))

    # -- ends of pages ---------------------------------------------------------------------------------------------

    def linebox_layout(
        self, context: Any, box: Any, index: int, child: Any, new_children: list[Any], page_is_empty: bool,
        absolute_boxes: list[Any], fixed_boxes: list[Any], *rest: Any,
    ) -> Any:  # fmt: skip
        """A paragraph is set again when the page would end with a hyphen that can be avoided."""
        from weasyprint.layout.block import remove_placeholders

        original = self._with_its_notes
        before, shapes = len(new_children), context.excluded_shapes.copy()
        reported, adjoining = len(context.reported_footnotes), list(rest[0])
        barred: frozenset[int] = frozenset()
        for attempt in range(_RETRIES + 1):
            result = original(
                context, box, index, child, new_children, page_is_empty, absolute_boxes, fixed_boxes, *rest
            )
            lines: list[Line | None] = [getattr(line, "planned_line", None) for line in new_children[before:]]
            planned = [line for line in lines if line]
            page_ends = result[1] and not result[0] and not context.in_column
            if not page_ends or not lines or len(planned) < len(lines) or not planned[-1].divided:
                break
            if attempt == _RETRIES or len(context.reported_footnotes) != reported:
                break
            barred |= {len(lines) - 1}
            plan: Plan = child.total_fit_plan
            if not plan.solve_barred(planned, box.width, barred, self.demerits):
                break
            for footnote in result[4]:
                context.unlayout_footnote(footnote)
            remove_placeholders(context, new_children[before:], absolute_boxes, fixed_boxes)
            del new_children[before:]
            context.excluded_shapes = shapes.copy()
            rest[0][:] = adjoining
        return result

    def _with_its_notes(self, context: Any, *arguments: Any) -> Any:
        """Lay out a paragraph; it goes to the next page as a whole if its beginning had room only without the notes.

        WeasyPrint would rather carry notes of earlier lines to the next page, away from their calls.
        """
        from weasyprint.layout.block import remove_placeholders

        original = self.original["_linebox_layout"]
        _, _, _, new_children, page_is_empty, absolute_boxes, fixed_boxes, _, _, position_y, *_, most = arguments
        if page_is_empty or context.in_column:
            return original(context, *arguments)
        before, shapes, notes = len(new_children), context.excluded_shapes.copy(), list(context.current_page_footnotes)
        lay_out, report = context.layout_footnote, context.report_footnote

        def layout_footnote(footnote: Any) -> Any:
            overflows = lay_out(footnote)
            self.fresh_note = footnote
            return overflows

        def report_footnote(footnote: Any) -> None:
            if footnote is not self.fresh_note:
                raise _NotesStayError
            report(footnote)

        context.layout_footnote, context.report_footnote = layout_footnote, report_footnote
        try:
            return original(context, *arguments)
        except _NotesStayError:
            remove_placeholders(context, new_children[before:], absolute_boxes, fixed_boxes)
            del new_children[before:]
            context.excluded_shapes = shapes
            own = [note for note in context.current_page_footnotes if note not in notes]
            return True, False, None, position_y, own, most
        finally:
            context.layout_footnote, context.report_footnote = lay_out, report
